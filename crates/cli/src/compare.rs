//! `driftglass compare`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use engine::{Analysis, Study, labels};
use report::{Joining, Pair, Problem, Report, Settings};

use crate::arguments::Compare;
use crate::input::{Inputs, Source, open};
use crate::outputs::not_written;
use crate::progress::Bar;
use crate::{exit, file_problem, print::print_text, split, verdict};

/// Compares two files, writes the report and says the verdict.
pub fn run(arguments: &Compare) -> Result<ExitCode, Problem> {
    check_files(arguments)?;
    let given = [
        Some(&arguments.reference),
        arguments.production.as_ref(),
        arguments.labels.as_ref(),
        arguments.settings.as_ref(),
    ];
    let put = arguments.outputs.sparing(&given.into_iter().flatten().collect::<Vec<&PathBuf>>())?;
    let mut settings =
        arguments.settings.as_deref().map_or_else(|| Ok(Settings::default()), read_settings)?;
    if arguments.shadow {
        settings.performance.same_rows = Joining::Join;
    }
    let production = arguments.production.as_ref().unwrap_or(&arguments.reference);
    let inputs = Inputs {
        reference: Source::new(&arguments.reference),
        production: Source::new(production),
        labels: arguments.labels.as_ref().map(Source::new),
    };
    if let Some(wanted) = split::wanted(arguments) {
        let whole = open(&inputs.reference, &settings.reading.reference, arguments.quiet)?;
        split::put(&mut settings, wanted, &whole.table, arguments.experiment.is_some())?;
    }
    let compared = analyse(&inputs, &settings, arguments.quiet)?;
    arguments.outputs.write(&compared.as_saved()?, &put)?;
    if !arguments.quiet && !arguments.outputs.takes_standard_output() {
        print_text(&verdict::text(&compared.report))?;
    }
    Ok(exit::of_report(&compared.report, arguments.fail_on))
}

/// Whether there are two files, or one that is to be split.
fn check_files(arguments: &Compare) -> Result<(), Problem> {
    let is_split = arguments.split.is_some() || arguments.experiment.is_some();
    let problem = match (&arguments.production, is_split) {
        (None, false) => Problem::new(
            "There is one file, and nothing to compare it with",
            "Give the production file as the second one, or split this one: --split COLUMN[=VALUE], or --experiment COLUMN[=VALUE] by the arms of an experiment",
        )
        .in_file(arguments.reference.display().to_string()),
        (Some(production), true) => Problem::new(
            "--split and --experiment make two sides of one file, and there is a second one",
            "Leave out this file, or the option",
        )
        .in_file(production.display().to_string()),
        _ => return Ok(()),
    };
    Err(problem)
}

fn read_settings(path: &Path) -> Result<Settings, Problem> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| file_problem("read the settings", path, &error))?;
    Settings::from_json(&text).map_err(|problem| problem.in_file(path.display().to_string()))
}

/// A comparison, and the values that a report which leaves the desk must not name.
pub struct Compared {
    /// All that was found.
    pub report: Report,
    /// Values that hardly any row has.
    pub rare: BTreeSet<String>,
}

impl Compared {
    /// The report as it leaves the desk, with its numbers as a reader of its record has them: what is written
    /// now is what is written of the record later.
    pub fn as_saved(&self) -> Result<Report, Problem> {
        let report =
            export::redacted(&self.report, &self.rare).map_err(|error| not_written(&error))?;
        Report::from_json(&report.to_compact_json().map_err(|error| not_written(&error))?)
    }
}

/// Compares the files of a comparison by some settings.
pub fn analyse(inputs: &Inputs, settings: &Settings, quiet: bool) -> Result<Compared, Problem> {
    let reference = open(&inputs.reference, &settings.reading.reference, quiet)?;
    let production = open(&inputs.production, &settings.reading.production, quiet)?;
    let labels = inputs.labels.as_ref();
    let labels = labels.map(|source| open(source, &settings.labels.reading, quiet)).transpose()?;
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
