//! The files that a report is written into.

use std::path::{Path, PathBuf};

use clap::Args;
use export::ExportError;
use report::{Problem, Report};

use crate::file_problem;
use crate::print::print_text;

/// Where to write the report, one option a form.
#[derive(Args)]
pub struct Outputs {
    /// Where to write the report as JSON; - is the standard output, without the text.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Where to write the report as one HTML file that opens anywhere.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

impl Outputs {
    /// Every file that is to be written.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.json, &self.html].into_iter().flatten().filter(|path| !is_standard_output(path))
    }

    /// Whether the standard output is a form of the report, so that no text may go there.
    pub fn takes_standard_output(&self) -> bool {
        [&self.json, &self.html].into_iter().flatten().any(|path| is_standard_output(path))
    }

    /// Writes every form that is wanted.
    pub fn write(&self, report: &Report) -> Result<(), Problem> {
        if let Some(path) = &self.json {
            put(path, &report.to_json().map_err(|error| not_written(&error))?)?;
        }
        if let Some(path) = &self.html {
            put(path, &export::html(report).map_err(|error: ExportError| not_written(&error))?)?;
        }
        Ok(())
    }
}

fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

fn put(path: &Path, text: &str) -> Result<(), Problem> {
    if is_standard_output(path) {
        return print_text(text);
    }
    std::fs::write(path, text).map_err(|error| file_problem("write the report", path, &error))
}

fn not_written(error: &dyn std::error::Error) -> Problem {
    Problem::new(format!("The report could not be written: {error}"), "This is a bug")
}
