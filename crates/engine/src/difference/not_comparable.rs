//! Why two reports cannot be held against each other in everything.

use super::ground::Ground;
use super::is_same_reference;
use report::{Both, Input, Report, format};

/// Settings or columns that a sentence names before it says "and 3 more".
const MOST_NAMES: usize = 8;

const NUMBERED: &str = "One report numbers its columns and the other names them. Save both with the same report.mask_names, computing one of them again, to hold findings of columns against each other.";

/// The reasons, as sentences; empty where there is none.
pub fn sentences(last: Both<&Report>, ground: Ground) -> Vec<String> {
    let mut sentences = Vec::new();
    if ground == Ground::OtherNames {
        sentences.push(NUMBERED.to_owned());
    }
    sentences.extend(reference(last));
    sentences.extend(settings(last));
    let versions = last.map(|report| report.driftglass_version.as_str());
    if versions.before != versions.after {
        sentences.push(format!(
            "Another version of Driftglass: {} before, {} now.",
            versions.before, versions.after
        ));
    }
    if ground != Ground::OtherNames {
        sentences.extend(columns(last));
    }
    let production = last.map(|report| report.inputs.production.sha256.as_ref());
    if production.before.is_some() && production.before == production.after {
        sentences.push("Both reports are of the same production file.".to_owned());
    }
    sentences
}

fn reference(last: Both<&Report>) -> Option<String> {
    let told = |input: &Input| {
        let hash = input.sha256.as_ref().and_then(|hash| hash.get(..12));
        let hash = hash.map_or_else(String::new, |hash| format!(", sha256 {hash}…"));
        let rows = format::plural(input.rows, "row", "rows");
        format!("{} ({rows}{hash})", format::short(&input.file))
    };
    let inputs = last.map(|report| told(&report.inputs.reference));
    (!is_same_reference(last)).then(|| {
        format!(
            "Another reference: {} before, {} now. How far columns drifted is measured from it, so that it cannot be held against what was before.",
            inputs.before, inputs.after
        )
    })
}

fn settings(last: Both<&Report>) -> Option<String> {
    let Both { before, after } = last.map(|report| &report.settings);
    let differ = before.differing(after);
    let told: Vec<String> =
        differ.iter().map(|(path, before, after)| format!("{path} {before} → {after}")).collect();
    (!told.is_empty()).then(|| {
        let names = format::names(told.iter().map(String::as_str), MOST_NAMES);
        format!("Other settings: {names}. What changed may come from these.")
    })
}

fn columns(last: Both<&Report>) -> Vec<String> {
    let names = |report: &Report| {
        let there = report.data.columns.iter().filter(|profile| profile.kind.production.is_some());
        there.map(|profile| profile.column.clone()).collect::<Vec<_>>()
    };
    let Both { before, after } = last.map(names);
    let told = |of: &[String], other: &[String], what: &str| {
        let own: Vec<&str> =
            of.iter().filter(|name| !other.contains(name)).map(String::as_str).collect();
        let count = own.len() as u64;
        (count > 0).then(|| {
            let columns = format::plural(count, "column", "columns");
            format!("{columns} of production {what}: {}.", format::names(own, MOST_NAMES))
        })
    };
    let new = told(&after, &before, "that the report before does not have");
    let gone = told(&before, &after, "that the last report does not have");
    new.into_iter().chain(gone).collect()
}
