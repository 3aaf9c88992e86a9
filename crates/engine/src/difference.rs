//! What changed from one report to the next: findings matched by chapter, column and kind; what changed by
//! more than chance is told worse or better, and nothing else is.

mod columns;
mod findings;
mod ground;
mod metrics;
mod not_comparable;
mod series;

use report::{
    Became, Both, Compared, Difference, FindingChange, InOrder, Input, Report, Severity, format,
};

use ground::Ground;

/// What changed over two or more reports, between the last two above all.
///
/// They are put in the order of their production's periods where every report has one, and otherwise stay
/// as they are given. `None` with fewer than two.
#[must_use]
pub fn difference(reports: &[Report]) -> Option<Difference> {
    let reports = in_order(reports);
    let [.., before, after] = reports.as_slice() else { return None };
    let last = Both::new(*before, *after);
    let ground = ground::of(last);
    // Without a column that is known in both, no column or model of one is new or gone.
    let is_shared = ground == Ground::Shared;
    let columns = if is_shared { columns::changes(last) } else { Vec::new() };
    let metrics = if is_shared { metrics::changes(last) } else { Vec::new() };
    let findings = findings::changes(last, ground, &columns, &metrics);
    let compared = compared(&reports);
    let since = compared.iter().rev().nth(1).map_or("", |report| report.label.as_str());
    Some(Difference {
        headline: headline(since, ground, &findings),
        is_of_other_data: matches!(ground, Ground::OtherData(_)),
        not_comparable: not_comparable::sentences(last, ground),
        findings,
        columns,
        metrics,
        series: (reports.len() > 2).then(|| series::of(&reports)),
        reports: compared,
    })
}

fn in_order(reports: &[Report]) -> Vec<&Report> {
    let mut reports: Vec<&Report> = reports.iter().collect();
    let period = |report: &&Report| report.inputs.production.time_range;
    if reports.iter().all(|report| period(report).is_some()) {
        reports.put_in_order_of(|report| {
            period(report).map(|period| (period.last_ms, period.first_ms))
        });
    }
    reports
}

/// The reports by the periods of their production, or by its files; with their place behind where two
/// would be called alike.
fn compared(reports: &[&Report]) -> Vec<Compared> {
    let label = |report: &Report| {
        let production = &report.inputs.production;
        let period = production.time_range;
        period.map_or_else(
            || format::short(&production.file),
            |period| format::day_range(period.first_ms, period.last_ms),
        )
    };
    let labels: Vec<String> = reports.iter().map(|report| label(report)).collect();
    let is_own = |label: &String| labels.iter().filter(|other| *other == label).count() == 1;
    let are_own = labels.iter().all(is_own);
    let told = reports.iter().zip(&labels).zip(1..).map(|((report, label), place)| Compared {
        label: if are_own { label.clone() } else { format!("{label} (report {place})") },
        production: report.inputs.production.file.clone(),
        rows: report.inputs.production.rows,
        period: report.inputs.production.time_range,
        headline: report.overview.headline.clone(),
    });
    told.collect()
}

/// What changed; before it, why findings cannot be held against each other where that is so of all columns.
fn headline(since: &str, ground: Ground, findings: &[FindingChange]) -> String {
    match ground {
        Ground::Shared => changed(since, findings),
        Ground::OtherNames => format!(
            "One report numbers its columns and the other names them, so that findings of columns cannot be matched: save both the same way. {}",
            changed(since, findings)
        ),
        Ground::OtherData(why) => format!(
            "The reports are of different data: {why}. Their findings cannot be held against each other."
        ),
    }
}

/// "Since 2 – 8 Jun 2025: 2 new findings (1 may be chance), 1 gone, 1 worse". What is merely worth knowing is
/// not counted.
fn changed(since: &str, findings: &[FindingChange]) -> String {
    let counted = findings.iter().filter(|finding| {
        let Both { before, after } = finding.severity;
        before.max(after) > Some(Severity::Information)
    });
    let counted: Vec<&FindingChange> = counted.collect();
    let of = |became: Became| counted.iter().filter(move |finding| finding.became == became);
    let count = |became: Became| of(became).count() as u64;
    let by_chance =
        |became: Became| match of(became).filter(|finding| finding.may_be_chance).count() as u64 {
            0 => String::new(),
            n => format!(" ({} may be chance)", format::count(n)),
        };
    let new = count(Became::New);
    let parts = [
        (
            new,
            format!(
                "{}{}",
                format::plural(new, "new finding", "new findings"),
                by_chance(Became::New)
            ),
        ),
        (
            count(Became::Gone),
            format!("{} gone{}", format::count(count(Became::Gone)), by_chance(Became::Gone)),
        ),
        (count(Became::Worse), format!("{} worse", format::count(count(Became::Worse)))),
        (count(Became::Better), format!("{} better", format::count(count(Became::Better)))),
    ];
    let told: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    let findings = |n: u64| (n > 0).then(|| format::plural(n, "finding", "findings"));
    let stays = findings(count(Became::Same))
        .map(|findings| format!("{findings} as before, as far as can be told"));
    let others = count(Became::NotComparable);
    let verb = if others == 1 { "is" } else { "are" };
    let others = findings(others).map(|findings| format!("{findings} {verb} not comparable"));
    // Of findings that cannot be compared it is not known whether they are new.
    let told = match (told.is_empty(), others.is_some()) {
        (true, true) => None,
        (true, false) => Some("nothing new".to_owned()),
        (false, _) => Some(told.join(", ")),
    };
    let clauses: Vec<String> = [told, stays, others].into_iter().flatten().collect();
    format!("Since {since}: {}.", clauses.join("; "))
}

/// Whether two reports have the same reference file, by its hash where both have one, else by its name and
/// size.
fn is_same_reference(last: Both<&Report>) -> bool {
    is_same_file(last.map(|report| &report.inputs.reference))
}

fn is_same_production(last: Both<&Report>) -> bool {
    is_same_file(last.map(|report| &report.inputs.production))
}

fn is_same_file(Both { before, after }: Both<&Input>) -> bool {
    match (&before.sha256, &after.sha256) {
        (Some(before_hash), Some(after_hash)) => {
            before_hash == after_hash && before.file == after.file
        }
        _ => (&before.file, before.bytes, before.rows) == (&after.file, after.bytes, after.rows),
    }
}
