//! Numbers with what they rest on.

use report::{Counter, Verdict, format};

use super::{Facts, leading};

/// The counters, in the order of the page.
pub fn all(facts: &Facts<'_>) -> Vec<Counter> {
    vec![
        rows(facts),
        drifted(facts),
        largest(facts),
        missing(facts),
        schema(facts),
        not_judged(facts),
    ]
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
    let negligible = facts.with(Verdict::Negligible).count();
    let thin = facts.with(Verdict::NotEnoughData).count();
    let detail = match (significant + moderate, negligible) {
        _ if facts.drift.columns.is_empty() => "nothing was compared".to_owned(),
        (0, 0) if thin == facts.drift.columns.len() => "nothing to judge".to_owned(),
        (0, 0) => "no shift beyond chance".to_owned(),
        (0, n) => format!("{n} shifted, under the limit"),
        _ => format!("{significant} significant, {moderate} moderate"),
    };
    let detail = match facts.late.len() {
        0 => detail,
        n => format!("{detail}; {} more in a part of the period", format::count(n as u64)),
    };
    counter(
        "Columns drifted",
        format::count((significant + moderate) as u64),
        format!("of {}", format::count(facts.drift.columns.len() as u64)),
        detail,
    )
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
    let noise = column.leading_measure().and_then(|measure| measure.noise);
    let floor = noise
        .map_or_else(String::new, |n| format!(", by chance up to {}", format::distance(n.p95)));
    counter(
        "Largest PSI judged",
        format::distance(leading(column)),
        String::new(),
        format!("{}{floor}", format::short(&column.column)),
    )
}

fn missing(facts: &Facts<'_>) -> Counter {
    let changes = facts.data.columns.iter().filter_map(|column| {
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
