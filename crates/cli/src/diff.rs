//! `driftglass diff`.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use report::{Became, Both, Difference, FindingChange, Problem, Report, Severity};

use crate::arguments::Diff;
use crate::exit::FailOn;
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
    let is_newly_grave = |finding: &FindingChange| {
        is_newly_grave(finding.became, &finding.severity, arguments.fail_on)
    };
    let is_found = difference.findings.iter().any(is_newly_grave);
    Ok(ExitCode::from(if is_found { exit::FOUND } else { exit::CLEAR }))
}

/// Whether a finding is as grave as asked for, and is new or became worse until it was.
fn is_newly_grave(became: Became, severity: &Both<Option<Severity>>, fail_on: FailOn) -> bool {
    let is_grave =
        |severity: Option<Severity>| severity.is_some_and(|severity| fail_on.is_met_by(severity));
    let was_told = match became {
        Became::New => false,
        Became::Worse => is_grave(severity.before),
        _ => true,
    };
    is_grave(severity.after) && !was_told
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_worse_fails_on_the_day_on_which_it_becomes_grave() {
        let is_told =
            |became, before, after| is_newly_grave(became, &Both { before, after }, FailOn::High);
        let (low, high) = (Some(Severity::Low), Some(Severity::High));
        assert!(is_told(Became::Worse, low, high));
        assert!(!is_told(Became::Worse, high, high));
        assert!(!is_told(Became::Worse, low, low));
        assert!(is_told(Became::New, None, high));
        assert!(!is_told(Became::New, None, low));
        assert!(!is_told(Became::Same, low, high));
    }
}
