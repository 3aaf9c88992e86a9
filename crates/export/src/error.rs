//! Why a file could not be written.

use report::{FieldError, Problem};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The Report holds something that JSON cannot.
    #[error("the report could not be written as JSON: {0}")]
    Json(#[from] FieldError),
    /// The Report is none any more once it was redacted.
    #[error("the report could not be redacted: {0}")]
    Redaction(#[from] Problem),
    /// The compressor failed, which it does only without memory.
    #[error("the report could not be compressed: {0}")]
    Compression(#[from] std::io::Error),
    /// A file has a name or a size that no archive takes.
    #[error("the files could not be put into one archive: {0}")]
    Archive(#[from] rawzip::Error),
}
