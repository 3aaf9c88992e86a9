//! The files that a document is written into.

use std::path::PathBuf;

use clap::Args;
use document::Document;
use report::Problem;

use super::{Put, is_standard_output};

/// Where to write the document, one option a form.
#[derive(Args)]
pub struct DocumentOutputs {
    /// Where to write it as Markdown; - is the standard output.
    #[arg(long, value_name = "FILE")]
    pub markdown: Option<PathBuf>,
    /// Where to write it as one HTML file that opens anywhere.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

impl DocumentOutputs {
    /// The files that are wanted.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.markdown, &self.html].into_iter().flatten()
    }

    /// Whether the standard output is one of these or of what is written beside, so that no text may go
    /// there.
    pub fn takes_standard_output(&self, beside: Option<&PathBuf>) -> bool {
        self.files().chain(beside).any(|path| is_standard_output(path))
    }

    /// A writer that spares the files that the document is made from; `beside` is written, too.
    ///
    /// # Errors
    /// When the document would be written over one of them, or two forms to one place.
    pub fn sparing(&self, inputs: &[&PathBuf], beside: Option<&PathBuf>) -> Result<Put, Problem> {
        Put::sparing(inputs, self.files().chain(beside))
    }

    /// Writes every form that is wanted.
    pub fn write(&self, document: &Document, put: &Put) -> Result<(), Problem> {
        if let Some(path) = &self.markdown {
            put.text(path, &export::markdown_of(document))?;
        }
        if let Some(path) = &self.html {
            put.text(path, &export::html_of(document))?;
        }
        Ok(())
    }
}
