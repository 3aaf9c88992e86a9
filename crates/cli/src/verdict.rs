//! The verdict as text for a terminal, and as an exit code.

use std::fmt::Write;
use std::process::ExitCode;

use report::{ColumnDrift, Report, StudyVerdict, Topic, format};

/// No column drifted.
const NO_DRIFT: u8 = 0;
/// At least one column drifted.
const DRIFT: u8 = 1;
/// There was too little to judge.
const NOT_JUDGED: u8 = 3;

/// The exit code of a verdict.
pub fn exit_code(report: &Report) -> ExitCode {
    ExitCode::from(match report.overview.verdict {
        StudyVerdict::NoDrift => NO_DRIFT,
        StudyVerdict::Drift => DRIFT,
        StudyVerdict::NotEnoughData | StudyVerdict::NotComparable => NOT_JUDGED,
    })
}

/// The verdict, its parts and one line per column.
pub fn text(report: &Report) -> String {
    let mut text = format!("{}\n\n", report.overview.headline);
    let mut step = 0;
    for saying in &report.overview.says {
        if saying.topic == Topic::DoNext {
            step += 1;
            let label = if step == 1 { saying.topic.label() } else { "" };
            line(&mut text, label, &format!("{step}. {}{}", saying.lead, saying.rest));
        } else {
            line(&mut text, saying.topic.label(), &format!("{}{}", saying.lead, saying.rest));
        }
    }
    if !report.drift.columns.is_empty() {
        text.push('\n');
        columns(&mut text, &report.drift.columns);
    }
    text
}

fn line(text: &mut String, label: &str, what: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{label:<13} {what}");
}

fn columns(text: &mut String, columns: &[ColumnDrift]) {
    let width = columns.iter().map(|c| c.column.chars().count()).max().unwrap_or(0).clamp(6, 40);
    let _ = writeln!(
        text,
        "{:<width$}  {:>8}  {:>8}  {:>10}  verdict",
        "column", "PSI", "chance", "adj. p"
    );
    for column in columns {
        let measure = column.leading_measure();
        let value = measure.and_then(|m| m.value).map_or_else(|| "–".to_owned(), format::distance);
        let chance = measure
            .and_then(|m| m.noise)
            .map_or_else(|| "–".to_owned(), |n| format::distance(n.p95));
        let p = column.p_adjusted.map_or_else(|| "–".to_owned(), format::p_value);
        let _ = writeln!(
            text,
            "{:<width$}  {value:>8}  {chance:>8}  {p:>10}  {}",
            column.column,
            column.verdict.label()
        );
    }
}
