//! `driftglass report`, and how every command reads a saved report.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use export::{MOST_RECORD_BYTES, read_record};
use report::{Problem, Report};

use crate::arguments::SavedReport;
use crate::print::print_text;
use crate::{exit, file_problem, verdict};

/// Says the verdict of a saved report, and writes it in other forms.
pub fn run(arguments: &SavedReport) -> Result<ExitCode, Problem> {
    let put = arguments.outputs.sparing(&[&arguments.saved])?;
    let report = read(&arguments.saved)?;
    arguments.outputs.write(&report, &put)?;
    if !arguments.quiet && !arguments.outputs.takes_standard_output() {
        print_text(&verdict::text(&report))?;
    }
    Ok(exit::of_report(&report, arguments.fail_on))
}

/// What a saved report's file holds, up to the most that a record can have.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let problem = |error: std::io::Error| file_problem("read the report", path, &error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(problem)?;
    file.take(MOST_RECORD_BYTES).read_to_end(&mut bytes).map_err(problem)?;
    Ok(bytes)
}

/// Reads a report that was saved as HTML or JSON.
///
/// # Errors
/// When it cannot be read, or is none; says what to do.
pub fn read(path: &Path) -> Result<Report, Problem> {
    let bytes = bytes(path)?;
    read_record(&bytes).map_err(|problem| problem.in_file(path.display().to_string()))
}
