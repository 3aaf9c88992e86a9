//! `driftglass diff`.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use report::{Became, Both, Difference, FindingChange, Problem, Report, Severity};

use crate::arguments::Diff;
use crate::outputs::not_written;
use crate::print::{plain, print_text};
use crate::{exit, saved};

/// Says what changed from one saved report to the next, and writes it.
pub fn run(arguments: &Diff) -> Result<ExitCode, Problem> {
    let inputs: Vec<&PathBuf> = arguments.saved.iter().collect();
    let put = arguments.outputs.sparing(&inputs, arguments.json.as_ref())?;
    let reports = arguments.saved.iter().map(|path| saved::read(path));
    let reports = reports.collect::<Result<Vec<Report>, Problem>>()?;
    let Some(difference) = engine::difference(&reports) else {
        return Err(Problem::new("One report alone has no difference", "Give two or more"));
    };
    let document = document::difference(&difference);
    arguments.outputs.write(&document, &put)?;
    if let Some(path) = &arguments.json {
        put.text(path, &difference.to_json().map_err(|error| not_written(&error))?)?;
    }
    let takes = arguments.outputs.takes_standard_output(arguments.json.as_ref());
    if !arguments.quiet && !takes {
        print_text(&text(&difference))?;
    }
    if difference.is_of_other_data {
        return Ok(ExitCode::from(exit::NOT_JUDGED));
    }
    let is_met = |finding: &FindingChange| {
        let severity = finding.severity.after.filter(|_| finding.became == Became::New);
        severity.is_some_and(|severity| arguments.fail_on.is_met_by(severity))
    };
    let is_found = difference.findings.iter().any(is_met);
    Ok(ExitCode::from(if is_found { exit::FOUND } else { exit::CLEAR }))
}

/// What changed, as text for a terminal.
fn text(of: &Difference) -> String {
    let mut text = format!("{}\n\n", plain(&of.headline));
    for (place, report) in (1..).zip(&of.reports) {
        line(
            &mut text,
            &format!("report {place}"),
            &format!("{}: {}", report.label, report.headline),
        );
    }
    if !of.not_comparable.is_empty() {
        text.push('\n');
    }
    for sentence in &of.not_comparable {
        line(&mut text, "mind", sentence);
    }
    if !of.findings.is_empty() {
        text.push_str("\nbecame           finding\n");
    }
    for finding in &of.findings {
        line(&mut text, finding.became.label(), &told(finding));
    }
    let leading = of.metrics.iter().filter(|metric| metric.is_leading);
    for (place, metric) in leading.enumerate() {
        if place == 0 {
            text.push_str("\nbecame           metric in production\n");
        }
        let value = metric.value.map(|value| {
            value.map_or_else(
                || "–".to_owned(),
                |value| {
                    let (text, interval) = report::format::estimate(&value);
                    format!("{text} ({interval})")
                },
            )
        });
        let said = format!(
            "{} of {}: {} → {}. {}.",
            metric.metric.label(),
            report::format::short(&metric.model),
            value.before,
            value.after,
            metric.remark
        );
        line(&mut text, metric.became.label(), &said);
    }
    text
}

/// "car_value is higher (medium → high; PSI 0.12 → PSI 0.31). They differ by no more than chance gives."
fn told(finding: &FindingChange) -> String {
    let mut inside = match finding.severity.map(|severity| severity.map(Severity::label)) {
        Both { before: Some(before), after: Some(after) } if before != after => {
            format!("{before} → {after}")
        }
        Both { before, after } => after.or(before).unwrap_or_default().to_owned(),
    };
    if let (Some(before), Some(after)) = (&finding.size.before, &finding.size.after) {
        inside.push_str(&format!("; {} → {}", before.text, after.text));
    }
    let remark = match finding.remark.as_str() {
        "" => String::new(),
        remark if finding.may_be_chance => format!(". May be chance: {remark}"),
        remark => format!(". {remark}"),
    };
    format!("{} ({inside}){remark}", finding.title)
}

fn line(text: &mut String, label: &str, what: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{label:<16} {}", plain(what));
}
