//! `driftglass compare`.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use engine::labels::{self, Joined};
use engine::{Analysis, Study};
use report::{Pair, Problem, Reading, Report, Settings};
use table::{Reader, Table};

use crate::arguments::Compare;
use crate::progress::Bar;
use crate::{file_problem, print::print_text, split, verdict};

/// Bytes that are read at a time.
const CHUNK_BYTES: usize = 1 << 20;

/// Compares two files, writes the report and says the verdict.
pub fn run(arguments: &Compare) -> Result<ExitCode, Problem> {
    spare_inputs(arguments)?;
    let mut settings =
        arguments.settings.as_deref().map_or_else(|| Ok(Settings::default()), read_settings)?;
    if let Some(wanted) = split::wanted(arguments) {
        let whole = read(&arguments.reference, &settings.reading.reference, arguments.quiet)?;
        split::put(&mut settings, wanted, &whole, arguments.experiment.is_some())?;
    }
    let production = arguments.production.as_ref().unwrap_or(&arguments.reference);
    let tables = Pair::new(
        read(&arguments.reference, &settings.reading.reference, arguments.quiet)?,
        read(production, &settings.reading.production, arguments.quiet)?,
    );
    let joined = match &arguments.labels {
        Some(path) => Some(join(&tables, path, &settings, arguments.quiet)?),
        None => None,
    };
    let report = analyse(&tables, joined.as_ref(), &settings, arguments.quiet);
    let to_standard_output = arguments.json.as_deref() == Some(Path::new("-"));
    if let Some(path) = &arguments.json {
        write_json(&report, path)?;
    }
    if !arguments.quiet && !to_standard_output {
        print_text(&verdict::text(&report))?;
    }
    Ok(verdict::exit_code(&report))
}

/// Refuses to write the report over a file that it is made from.
fn spare_inputs(arguments: &Compare) -> Result<(), Problem> {
    let same_file = |path: &Path| path.canonicalize().ok();
    let Some(json) = arguments.json.as_deref().and_then(same_file) else { return Ok(()) };
    let inputs = [
        Some(&arguments.reference),
        arguments.production.as_ref(),
        arguments.labels.as_ref(),
        arguments.settings.as_ref(),
    ];
    if inputs.into_iter().flatten().any(|input| same_file(input).as_ref() == Some(&json)) {
        let what = "The report would be written over a file that it is made from";
        return Err(
            Problem::new(what, "Give --json another name").in_file(json.display().to_string())
        );
    }
    Ok(())
}

fn read_settings(path: &Path) -> Result<Settings, Problem> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| file_problem("read the settings", path, &error))?;
    Settings::from_json(&text).map_err(|problem| problem.in_file(path.display().to_string()))
}

fn read(path: &Path, reading: &Reading, quiet: bool) -> Result<Table, Problem> {
    let name =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let problem = |error: std::io::Error| file_problem("read the file", path, &error);
    let mut file = File::open(path).map_err(problem)?;
    let total = file.metadata().map_err(problem)?.len();
    let bar = Bar::bytes(&name, total, quiet);
    let mut reader = Reader::new(&name, reading);
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let length = file.read(&mut chunk).map_err(problem)?;
        if length == 0 {
            break;
        }
        reader.push(&chunk[..length])?;
        bar.advance(length as u64);
    }
    reader.finish()
}

fn join(
    tables: &Pair<Table>,
    path: &Path,
    settings: &Settings,
    quiet: bool,
) -> Result<Joined, Problem> {
    let file = read(path, &settings.labels.reading, quiet)?;
    labels::join(&tables.reference, &tables.production, &file, settings)
}

fn analyse(
    tables: &Pair<Table>,
    joined: Option<&Joined>,
    settings: &Settings,
    quiet: bool,
) -> Report {
    let study = match joined {
        Some(joined) => Study::with_labels(&tables.reference, joined, settings),
        None => Study::new(&tables.reference, &tables.production, settings),
    };
    let mut analysis = Analysis::new(study);
    let bar = Bar::columns(quiet);
    while let Some(step) = analysis.step() {
        bar.set(&step.subject, step.done, step.total);
    }
    analysis.finish()
}

fn write_json(report: &Report, path: &Path) -> Result<(), Problem> {
    let json = report.to_json().map_err(|error| {
        Problem::new(format!("The report could not be written: {error}"), "This is a bug")
    })?;
    if path == Path::new("-") {
        return print_text(&json);
    }
    std::fs::write(path, json).map_err(|error| file_problem("write the report", path, &error))
}
