//! The verdict as text for a terminal.

use std::fmt::Write;

use report::{
    ColumnDrift, Expectation, Finding, ModelPerformance, Outcome, Report, Side, Topic, Verdict,
    format,
};

use crate::print::plain;

/// Significant digits of a metric.
const METRIC_DIGITS: usize = 4;
/// Findings that are printed; the report has all.
const MOST_FINDINGS: usize = 20;

/// The verdict, its parts, the findings and one line per column.
pub fn text(report: &Report) -> String {
    let mut text = format!("{}\n\n", plain(&report.overview.headline));
    if is_reversed(report) {
        let warning =
            "The production file ends before the reference begins: are they the wrong way round?";
        text.push_str(&format!("{warning}\n\n"));
    }
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
    if !report.overview.findings.is_empty() {
        text.push('\n');
        findings(&mut text, &report.overview.findings);
    }
    if !report.data.expectations.checked.is_empty() {
        text.push('\n');
        expectations(&mut text, &report.data.expectations.checked);
    }
    if !report.drift.columns.is_empty() {
        text.push('\n');
        columns(&mut text, &report.drift.columns);
    }
    if !report.performance.models.is_empty() {
        text.push('\n');
        models(&mut text, &report.performance.models);
        let pairs = report.performance.pairs.iter().map(|pair| pair.says.as_str());
        let causes = report.causes.kind.map(|_| report.causes.headline.as_str());
        for says in pairs.chain(causes) {
            let _ = writeln!(text, "\n{}", plain(says));
        }
    }
    let operation = (&report.operation.lacks, &report.operation.headline);
    let business = (&report.business.lacks, &report.business.headline);
    let segments = (&report.segments.lacks, &report.segments.headline);
    for (_, headline) in [segments, operation, business].iter().filter(|(lacks, _)| lacks.is_none())
    {
        let _ = writeln!(text, "\n{}", plain(headline));
    }
    text
}

fn line(text: &mut String, label: &str, what: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{label:<13} {}", plain(what));
}

/// Whether the last row of production is older than the first of the reference.
fn is_reversed(report: &Report) -> bool {
    let ranges = report.inputs.as_ref().map(|input| input.time_range).both();
    ranges.is_some_and(|ranges| ranges.production.last_ms < ranges.reference.first_ms)
}

fn findings(text: &mut String, findings: &[Finding]) {
    text.push_str("severity      finding\n");
    for finding in findings.iter().take(MOST_FINDINGS) {
        line(text, finding.severity.label(), &finding.title);
    }
    if let Some(left) = findings.len().checked_sub(MOST_FINDINGS).filter(|left| *left > 0) {
        let _ = writeln!(text, "and {} more", format::count(left as u64));
    }
}

/// Every expectation with its outcome, and what was found where it does not hold.
fn expectations(text: &mut String, checked: &[Expectation]) {
    text.push_str("outcome       expectation\n");
    for told in checked {
        let label = match told.outcome {
            Outcome::Unclear => "unclear",
            outcome => outcome.label(),
        };
        let found = match told.outcome {
            Outcome::Pass => String::new(),
            _ => format!(": {}", told.message),
        };
        line(text, label, &format!("{}{found}", told.text));
    }
}

fn columns(text: &mut String, columns: &[ColumnDrift]) {
    let name = |column: &ColumnDrift| plain(&format::short(&column.column));
    let width = columns.iter().map(|c| name(c).chars().count()).max().unwrap_or(0).max(6);
    let _ = writeln!(
        text,
        "{:<width$}  {:>8}  {:>8}  {:>10}  verdict",
        "column", "PSI", "chance", "adj. p"
    );
    for column in document::by_verdict(columns) {
        let measure = column.leading_measure();
        let value = measure.and_then(|m| m.value).map_or_else(|| "–".to_owned(), format::distance);
        let chance = measure
            .and_then(|m| m.noise)
            .map_or_else(|| "–".to_owned(), |n| format::distance(n.p95));
        let p = column.p_adjusted.map_or_else(|| "–".to_owned(), format::p_value);
        let _ = writeln!(
            text,
            "{:<width$}  {value:>8}  {chance:>8}  {p:>10}  {}",
            name(column),
            column.verdict.label()
        );
    }
}

/// One line per model: the metric that its verdict rests on.
fn models(text: &mut String, models: &[ModelPerformance]) {
    let name = |model: &ModelPerformance| plain(&format::short(&model.name));
    let width = models.iter().map(|m| name(m).chars().count()).max().unwrap_or(0).max(6);
    let _ = writeln!(
        text,
        "{:<width$}  {:<20}  {:>10}  {:>10}  {:>10}  verdict",
        "model", "metric", "reference", "production", "adj. p"
    );
    for model in models {
        let metric = model.metrics.iter().find(|metric| metric.name == model.leading);
        let value = |side: Side| {
            let estimate = metric.and_then(|metric| *metric.value.get(side));
            estimate.map_or_else(|| "–".to_owned(), |e| format::number(e.value, METRIC_DIGITS))
        };
        let p = model.p_adjusted.map_or_else(|| "–".to_owned(), format::p_value);
        let _ = writeln!(
            text,
            "{:<width$}  {:<20}  {:>10}  {:>10}  {p:>10}  {}",
            name(model),
            model.leading.label(),
            value(Side::Reference),
            value(Side::Production),
            told(model.verdict)
        );
    }
}

/// Whether a model became worse, in a word or two.
const fn told(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Significant => "clearly worse",
        Verdict::Moderate => "worse",
        Verdict::Negligible => "a little worse",
        Verdict::Stable => "not worse",
        Verdict::NotEnoughData => "not judged",
    }
}
