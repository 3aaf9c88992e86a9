//! `driftglass verify`.

use std::path::Path;
use std::process::ExitCode;

use report::{Input, Part, Problem, Report};

use crate::arguments::Verify;
use crate::input::{Inputs, Source, sha256};
use crate::outputs::not_written;
use crate::print::{plain, print_text};
use crate::{compare, exit, named, saved};

/// Computes a saved report again from its files and by its settings, and says whether it is the same.
pub fn run(arguments: &Verify) -> Result<ExitCode, Problem> {
    let record = saved::read(&arguments.saved)?;
    let inputs = inputs(arguments, &record)?;
    let settings = match &record.redaction {
        Some(redaction) if redaction.masks_names => {
            named::settings(&record, &inputs, arguments.quiet)?
        }
        _ => record.settings.clone(),
    };
    let again = compare::analyse(&inputs, &settings, arguments.quiet)?.as_saved()?;
    let mut told = Vec::new();
    let is_of_this_version = record.driftglass_version == again.driftglass_version;
    if is_of_this_version && !shows_its_record(&arguments.saved, &record)? {
        told.push(
            "What the file shows is not what its record says: it was changed after it was saved."
                .to_owned(),
        );
    }
    told.extend(export::differences(&record, &again).map_err(|error| not_written(&error))?);
    let text = match told.as_slice() {
        [] => "The same, byte for byte.\n".to_owned(),
        told => {
            told.iter().fold("Not the same.\n".to_owned(), |text, line| text + &plain(line) + "\n")
        }
    };
    if !arguments.quiet {
        print_text(&text)?;
    }
    Ok(ExitCode::from(if told.is_empty() { exit::CLEAR } else { exit::FOUND }))
}

/// Whether a file for readers is what this version writes of its record; JSON is its record.
fn shows_its_record(saved: &Path, record: &Report) -> Result<bool, Problem> {
    let bytes = saved::bytes(saved)?;
    let is_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    Ok(is_json || bytes == export::html(record).map_err(|error| not_written(&error))?.as_bytes())
}

/// The files, each by the name that the record has for it where it holds the same bytes.
fn inputs(arguments: &Verify, record: &Report) -> Result<Inputs, Problem> {
    let reading = &record.settings.reading;
    let is_split = reading.reference.part.is_some() && reading.production.part.is_some();
    let production = match &arguments.production {
        Some(path) => path,
        None if is_split => &arguments.reference,
        None => {
            return Err(Problem::new(
                "The report was made from two files",
                "Give the other one, too: --production FILE",
            ));
        }
    };
    let labels = match (&record.labels, &arguments.labels) {
        (Some(labels), Some(path)) => {
            let part = record.settings.labels.reading.part.as_ref();
            Some(source(path, &labels.input, part)?)
        }
        (None, None) => None,
        (Some(_), None) => {
            let what = "The report was made with late labels";
            return Err(Problem::new(what, "Give them, too: --labels FILE"));
        }
        (None, Some(_)) => {
            let what = "The report was made without late labels";
            return Err(Problem::new(what, "Leave out --labels"));
        }
    };
    let recorded = &record.inputs;
    let (before, now) = (reading.reference.part.as_ref(), reading.production.part.as_ref());
    Ok(Inputs {
        reference: source(&arguments.reference, &recorded.reference, before)?,
        production: source(production, &recorded.production, now)?,
        labels,
    })
}

fn source(path: &Path, recorded: &Input, part: Option<&Part>) -> Result<Source, Problem> {
    let own = Source::new(path);
    if recorded.sha256 != Some(sha256(path)?) {
        return Ok(own);
    }
    let part = part.map(|part| format!(", {}", part.says())).unwrap_or_default();
    let name = recorded.file.strip_suffix(&part).unwrap_or(&recorded.file);
    Ok(Source { name: name.to_owned(), ..own })
}
