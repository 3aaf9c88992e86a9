//! Numbers with what they rest on.

use report::{Counter, ModelPerformance, SideCalibration, Verdict, format};

use super::{Facts, leading, performance};
use crate::data::is_late_label;

/// The counters, in the order of the page.
pub fn all(facts: &Facts<'_>) -> Vec<Counter> {
    let model = performance::worst(facts.performance);
    [
        Some(rows(facts)),
        Some(drifted(facts)),
        model.and_then(|model| metric(facts, model)),
        model.and_then(|model| calibration_error(facts, model)),
        Some(largest(facts)),
        Some(missing(facts)),
        Some(schema(facts)),
        Some(not_judged(facts)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn counter(label: &str, value: String, unit: String, detail: String) -> Counter {
    Counter { label: label.to_owned(), value, unit, detail }
}

fn rows(facts: &Facts<'_>) -> Counter {
    let inputs = facts.inputs;
    let skipped = inputs.reference.rows_skipped + inputs.production.rows_skipped;
    let detail = match skipped {
        0 => "none skipped".to_owned(),
        n => format!("{} skipped, see the ledger", format::count(n)),
    };
    counter(
        "Rows compared",
        format::count(inputs.production.rows),
        format!("vs {}", format::count(inputs.reference.rows)),
        detail,
    )
}

fn drifted(facts: &Facts<'_>) -> Counter {
    let significant = facts.with(Verdict::Significant).count();
    let moderate = facts.with(Verdict::Moderate).count();
    // One that changed in a part of the period is told as that.
    let negligible = facts.with(Verdict::Negligible).filter(|column| facts.late(column).is_none());
    let negligible = negligible.count();
    let thin = facts.with(Verdict::NotEnoughData).count();
    let detail = match (significant + moderate, negligible) {
        _ if facts.drift.columns.is_empty() => "nothing was compared".to_owned(),
        (0, 0) if thin == facts.drift.columns.len() => "nothing to judge".to_owned(),
        (0, 0) if !facts.late.is_empty() => "none over the whole period".to_owned(),
        (0, 0) => "no shift beyond chance".to_owned(),
        (0, n) => format!("{n} shifted, under the limit"),
        _ => format!("{significant} significant, {moderate} moderate"),
    };
    let detail = match facts.late.len() {
        0 => detail,
        n => format!("{detail}; {} in a part of the period", format::count(n as u64)),
    };
    counter(
        "Columns drifted",
        format::count((significant + moderate) as u64),
        format!("of {}", format::count(facts.drift.columns.len() as u64)),
        detail,
    )
}

/// The metric that the verdict of the worst model rests on, where both sides have it.
fn metric(facts: &Facts<'_>, model: &ModelPerformance) -> Option<Counter> {
    let metric = performance::leading(model)?;
    let value = metric.value.both()?.map(|side| performance::number(metric.name, side.value));
    let (change, interval) = performance::change_in_words(metric)?;
    let rows = facts.inputs.production.rows;
    let n = performance::labelled_of(model.sides.production.n, rows);
    let label = metric.name.label();
    let label = label.get(..1).map_or_else(String::new, str::to_uppercase) + &label[1..];
    Some(counter(
        &label,
        format!("{} → {}", value.reference, value.production),
        String::new(),
        format!("{change} ({interval}), n {n}"),
    ))
}

/// The error of its probabilities: of the first class that is the worst.
fn calibration_error(facts: &Facts<'_>, model: &ModelPerformance) -> Option<Counter> {
    let model = facts.calibration.models.iter().find(|other| other.name == model.name)?;
    let class = model.classes.iter().find(|class| class.verdict == model.verdict)?;
    let error = |side: &SideCalibration| format::distance(side.equal_count.expected_error);
    let production = class.sides.production.as_ref()?;
    let before = class.sides.reference.as_ref().map(|side| format!("was {}", error(side)));
    let chance = production.equal_count.chance.map_or_else(String::new, |chance| {
        format!("by chance up to {}", format::distance(chance.up_to))
    });
    Some(counter(
        "Calibration error, adaptive",
        error(production),
        before.unwrap_or_default(),
        chance,
    ))
}

fn largest(facts: &Facts<'_>) -> Counter {
    let most = facts.judged().reduce(|a, b| if leading(b) > leading(a) { b } else { a });
    let Some(column) = most else {
        return counter(
            "Largest PSI judged",
            "–".to_owned(),
            String::new(),
            "nothing to judge".to_owned(),
        );
    };
    // Beside larger ones of a part of the period it says what it is of.
    let label =
        if facts.late.is_empty() { "Largest PSI judged" } else { "Largest PSI, whole period" };
    let noise = column.leading_measure().and_then(|measure| measure.noise);
    let floor = noise
        .map_or_else(String::new, |n| format!(", by chance up to {}", format::distance(n.p95)));
    counter(
        label,
        format::distance(leading(column)),
        String::new(),
        format!("{}{floor}", format::short(&column.column)),
    )
}

fn missing(facts: &Facts<'_>) -> Counter {
    let in_time = facts.data.columns.iter().filter(|column| !is_late_label(column));
    let changes = in_time.filter_map(|column| {
        let change = column.missing_change.as_ref()?;
        Some((column, change.share.production - change.share.reference, change))
    });
    let most = changes.reduce(|a, b| if b.1.abs() > a.1.abs() { b } else { a });
    let label = "Missing values";
    match most {
        Some((column, difference, change)) if difference != 0.0 => counter(
            label,
            format::points(difference).trim_end_matches(" points").to_owned(),
            "points".to_owned(),
            format!(
                "{}: {} to {}",
                format::short(&column.column),
                format::percent(change.share.reference),
                format::percent(change.share.production)
            ),
        ),
        Some(_) => {
            counter(label, "0".to_owned(), "points".to_owned(), "same share everywhere".to_owned())
        }
        None => counter(label, "–".to_owned(), String::new(), "nothing to compare".to_owned()),
    }
}

fn schema(facts: &Facts<'_>) -> Counter {
    let changes = facts.data.schema.len() as u64;
    let detail = match facts.data.schema.as_slice() {
        [] => "same columns, same kinds".to_owned(),
        changes => format::names(changes.iter().map(|change| change.column.as_str()), 1),
    };
    counter("Schema differences", format::count(changes), String::new(), detail)
}

fn not_judged(facts: &Facts<'_>) -> Counter {
    let thin: Vec<&str> =
        facts.with(Verdict::NotEnoughData).map(|column| column.column.as_str()).collect();
    let detail = match thin.as_slice() {
        [] if facts.drift.columns.is_empty() => "nothing was compared".to_owned(),
        [] => "every column could be judged".to_owned(),
        names => format::names(names.iter().copied(), 1),
    };
    counter(
        "Not judged",
        format::count(thin.len() as u64),
        if thin.len() == 1 { "column".to_owned() } else { "columns".to_owned() },
        detail,
    )
}
