//! The Report as files that people send each other.
//!
//! A chapter is a [`document::Document`], written once; each format here has one writer of blocks and
//! knows no chapter. Like every view, a file computes no statistic. The same Report gives the same
//! bytes on every machine: no clock, no random number, no hash map.
//!
//! Column names, categories, notes and names of files come from strangers. Each format has one place
//! where they are made harmless: `maud` for HTML, `charts` for SVG, [`report::escape`] for CSV and
//! Markdown.

mod archive;
mod brief;
mod error;
mod file;
mod fingerprint;
mod html;
mod markdown;
mod outgoing;
mod pictures;
mod record;
mod redact;
mod replay;
mod tables;

pub use archive::{archive, files};
pub use error::ExportError;
pub use file::File;
pub use fingerprint::Fingerprint;
pub use html::{html, html_of};
pub use markdown::{markdown, markdown_of};
pub use outgoing::outgoing;
pub use pictures::pictures;
pub use record::{MOST_RECORD_BYTES, read_record};
pub use redact::{named, redacted};
pub use replay::differences;
pub use tables::tables;
