//! `driftglass compare`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use engine::{Analysis, Study, labels};
use export::Fingerprint;
use report::{Joining, Pair, Problem, Reading, Report, Settings};
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
    if arguments.shadow {
        settings.performance.same_rows = Joining::Join;
    }
    if let Some(wanted) = split::wanted(arguments) {
        let whole = read(&arguments.reference, &settings.reading.reference, arguments.quiet)?;
        split::put(&mut settings, wanted, &whole.table, arguments.experiment.is_some())?;
    }
    let production = arguments.production.as_ref().unwrap_or(&arguments.reference);
    let inputs = Inputs {
        reference: arguments.reference.clone(),
        production: production.clone(),
        labels: arguments.labels.clone(),
    };
    let Compared { report, rare } = analyse(&inputs, &settings, arguments.quiet)?;
    arguments.outputs.write(&export::redacted(&report, &rare))?;
    if !arguments.quiet && !arguments.outputs.takes_standard_output() {
        print_text(&verdict::text(&report))?;
    }
    Ok(verdict::exit_code(&report))
}

/// Refuses to write over a file that the report is made from.
fn spare_inputs(arguments: &Compare) -> Result<(), Problem> {
    let same_file = |path: &Path| path.canonicalize().ok();
    let inputs = [
        Some(&arguments.reference),
        arguments.production.as_ref(),
        arguments.labels.as_ref(),
        arguments.settings.as_ref(),
    ];
    let inputs: Vec<PathBuf> =
        inputs.into_iter().flatten().filter_map(|input| same_file(input)).collect();
    let over = |path: &&PathBuf| same_file(path).is_some_and(|output| inputs.contains(&output));
    match arguments.outputs.files().find(over) {
        None => Ok(()),
        Some(output) => {
            let what = "The report would be written over a file that it is made from";
            Err(Problem::new(what, "Give it another name").in_file(output.display().to_string()))
        }
    }
}

fn read_settings(path: &Path) -> Result<Settings, Problem> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| file_problem("read the settings", path, &error))?;
    Settings::from_json(&text).map_err(|problem| problem.in_file(path.display().to_string()))
}

/// The files of a comparison.
pub struct Inputs {
    /// What the model learned on.
    pub reference: PathBuf,
    /// What it meets now; the same file where one is split.
    pub production: PathBuf,
    /// Labels that came later.
    pub labels: Option<PathBuf>,
}

/// A comparison, and the values that a report which leaves the desk must not name.
pub struct Compared {
    /// All that was found.
    pub report: Report,
    /// Values that hardly any row has.
    pub rare: BTreeSet<String>,
}

/// A file that was read.
struct Opened {
    table: Table,
    sha256: String,
}

fn read(path: &Path, reading: &Reading, quiet: bool) -> Result<Opened, Problem> {
    let name =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let problem = |error: std::io::Error| file_problem("read the file", path, &error);
    let mut file = File::open(path).map_err(problem)?;
    let total = file.metadata().map_err(problem)?.len();
    let bar = Bar::bytes(&name, total, quiet);
    let mut reader = Reader::new(&name, reading);
    let mut fingerprint = Fingerprint::default();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let length = file.read(&mut chunk).map_err(problem)?;
        if length == 0 {
            break;
        }
        fingerprint.update(&chunk[..length]);
        reader.push(&chunk[..length])?;
        bar.advance(length as u64);
    }
    Ok(Opened { table: reader.finish()?, sha256: fingerprint.finish() })
}

/// Compares the files of a comparison by some settings.
pub fn analyse(inputs: &Inputs, settings: &Settings, quiet: bool) -> Result<Compared, Problem> {
    let reference = read(&inputs.reference, &settings.reading.reference, quiet)?;
    let production = read(&inputs.production, &settings.reading.production, quiet)?;
    let labels = inputs.labels.as_ref();
    let labels = labels.map(|path| read(path, &settings.labels.reading, quiet)).transpose()?;
    let joined = labels
        .as_ref()
        .map(|file| labels::join(&reference.table, &production.table, &file.table, settings))
        .transpose()?;
    let study = match &joined {
        Some(joined) => Study::with_labels(&reference.table, joined, settings),
        None => Study::new(&reference.table, &production.table, settings),
    };
    let mut report = run_to_end(study, quiet);
    report.inputs.reference.sha256 = Some(reference.sha256);
    report.inputs.production.sha256 = Some(production.sha256);
    if let Some((told, file)) = report.labels.as_mut().zip(labels) {
        told.input.sha256 = Some(file.sha256);
    }
    let rare = engine::rare_values(
        Pair::new(&reference.table, &production.table),
        settings.report.fewest_rows.into(),
    );
    Ok(Compared { report, rare })
}

fn run_to_end(study: Study<'_>, quiet: bool) -> Report {
    let mut analysis = Analysis::new(study);
    let bar = Bar::columns(quiet);
    while let Some(step) = analysis.step() {
        bar.set(&step.subject, step.done, step.total);
    }
    analysis.finish()
}
