//! The files that reports and documents are written into.

mod document;
mod put;

use std::path::{Path, PathBuf};

use clap::Args;
use export::{ExportError, File};
use report::{Problem, Report};

pub use document::DocumentOutputs;
pub use put::{Put, is_standard_output};

/// Where to write the report, one option a form.
#[derive(Args)]
pub struct Outputs {
    /// Where to write the report as JSON; - is the standard output, without the text.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Where to write the report as one HTML file that opens anywhere.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Where to write the report as Markdown, for a ticket, a wiki or a pull request.
    #[arg(long, value_name = "FILE")]
    pub markdown: Option<PathBuf>,
    /// The folder to write every table into, as CSV.
    #[arg(long, value_name = "FOLDER")]
    pub tables: Option<PathBuf>,
    /// The folder to write every chart into, as SVG.
    #[arg(long, value_name = "FOLDER")]
    pub charts: Option<PathBuf>,
    /// Where to write all of these in one ZIP archive.
    #[arg(long, value_name = "FILE.zip")]
    pub archive: Option<PathBuf>,
}

impl Outputs {
    fn files(&self) -> [&Option<PathBuf>; 4] {
        [&self.json, &self.html, &self.markdown, &self.archive]
    }

    /// Whether the standard output is a form of the report, so that no text may go there.
    pub fn takes_standard_output(&self) -> bool {
        self.files().into_iter().flatten().any(|path| is_standard_output(path))
    }

    /// A writer that spares the files that the report is made from.
    ///
    /// # Errors
    /// When the report would be written over one of them, or two forms to the standard output.
    pub fn sparing(&self, inputs: &[&PathBuf]) -> Result<Put, Problem> {
        Put::sparing(inputs, self.files().into_iter().flatten())
    }

    /// Writes every form that is wanted.
    pub fn write(&self, report: &Report, put: &Put) -> Result<(), Problem> {
        if let Some(path) = &self.json {
            put.text(path, &report.to_json().map_err(|error| not_written(&error))?)?;
        }
        if let Some(path) = &self.html {
            put.text(path, &export::html(report).map_err(|error| not_written(&error))?)?;
        }
        if let Some(path) = &self.markdown {
            put.text(path, &export::markdown(report))?;
        }
        if let Some(folder) = &self.tables {
            in_folder(folder, &export::tables(report), put)?;
        }
        if let Some(folder) = &self.charts {
            in_folder(folder, &export::pictures(report), put)?;
        }
        if let Some(path) = &self.archive {
            let archive = export::files(report).and_then(|files| export::archive(&files));
            put.bytes(path, &archive.map_err(|error: ExportError| not_written(&error))?)?;
        }
        Ok(())
    }
}

/// Writes files into a folder by their own names, which are letters, digits and dashes: whatever folder they
/// have in an archive is left out.
fn in_folder(folder: &Path, files: &[File], put: &Put) -> Result<(), Problem> {
    put.folder(folder)?;
    for file in files {
        if let Some(name) = Path::new(&file.name).file_name() {
            put.bytes(&folder.join(name), &file.bytes)?;
        }
    }
    Ok(())
}

pub fn not_written(error: &dyn std::error::Error) -> Problem {
    Problem::new(format!("The report could not be written: {error}"), "This is a bug")
}
