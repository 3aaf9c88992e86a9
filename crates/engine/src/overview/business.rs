//! Value, conversion, costs and proxies that became worse, as findings.

use report::{Business, Chapter, Estimate, Finding, Indicator, Input, Pair, Size, Verdict, format};

use super::Chapters;
use super::changes::{Basis, Change};
use super::findings::shift_severity;
use crate::indicators::in_unit;
use crate::{Study, sure};

/// Indicators that became worse beyond chance.
pub fn changes<'a>(
    study: &'a Study<'_>,
    inputs: &'a Pair<Input>,
    chapters: Chapters<'a>,
) -> impl Iterator<Item = Change> + 'a {
    let leading = chapters.business.indicators.iter().filter(|told| told.is_leading);
    leading.filter_map(move |told| change(study, inputs, chapters, told))
}

fn change(
    study: &Study<'_>,
    inputs: &Pair<Input>,
    chapters: Chapters<'_>,
    told: &Indicator,
) -> Option<Change> {
    let severity = shift_severity(told.verdict?)?;
    let p_adjusted = told.p_adjusted?;
    let values = told.value.both()?;
    let values = values.map(|side| in_unit(&told.unit, side.value, side.interval_95));
    let name = format::short(&told.name);
    let worse = match told.verdict {
        Some(Verdict::Negligible) => "a little worse",
        _ => "worse",
    };
    let finding = Finding {
        severity: sure::severity(study, severity, p_adjusted),
        chapter: Chapter::Performance,
        about: format!("business of {}", told.name),
        column: told.column.clone(),
        title: format!("{name} is {worse} ({} → {})", values.reference, values.production),
        detail: told.says.clone(),
        size: told.relative_change.map(|change| Size {
            text: format::percent(change),
            beside: "of the reference’s".to_owned(),
        }),
        rows: told.n.production.min(inputs.production.rows),
        began: told.since.as_ref().map(|since| since.when.clone()),
    };
    // A proxy of the label that fails where a model does says the same after it.
    let of_label = |name: &String| chapters.business.proxies.iter().any(|own| own.column == *name);
    let has_fallen = chapters.performance.models.iter().map(|model| model.verdict).max();
    let fall = has_fallen.filter(|_| told.column.as_ref().is_some_and(of_label));
    let fall = fall.and_then(shift_severity).filter(|fall| fall.matters());
    // The drift of its column says it already, or the fall of the model whose answers it is of.
    let is_told = fall.is_some()
        || match &told.column {
            Some(name) => chapters
                .drift
                .columns
                .iter()
                .any(|column| column.column == *name && column.verdict.is_drift()),
            None => chapters.performance.models.iter().any(|model| model.verdict.is_drift()),
        };
    let step = format!("Find out why {name} is worse.");
    let (size, severity) = match fall {
        Some(fall) => (0.0, finding.severity.min(fall)),
        None => (told.relative_change.map_or(1.0, f64::abs), finding.severity),
    };
    let finding = Finding { severity, ..finding };
    Some(Change { finding, size, step, basis: Basis::Test(Some(p_adjusted)), is_told })
}

/// What production's rows are worth less, or cost more, than as many rows of the reference: "revenue a row 11.8 → 9.3
/// (−2.4, 95% −3.3 to −1.6): −19,500 over production’s 8,000 rows (95% −26,500 to −12,500)". Of sums of a column
/// that became worse; a share has no such total.
pub fn costs(business: &Business) -> Vec<String> {
    let worse = business.indicators.iter().filter(|told| {
        told.is_leading && told.unit.is_empty() && told.verdict.is_some_and(|v| v.is_drift())
    });
    worse.filter_map(cost).collect()
}

fn cost(told: &Indicator) -> Option<String> {
    let change = told.change?;
    let sides = told.value.both()?;
    told.total.production?;
    let values = sides.map(|side| in_unit("", side.value, side.interval_95));
    let rows = told.n.production as f64;
    let (low, high) = change.interval_95?;
    let in_total =
        Estimate { value: rows * change.value, interval_95: Some((rows * low, rows * high)) };
    let within = |of: &Estimate| {
        let (value, interval) = format::estimate(of);
        (value, format!("95% {interval}"))
    };
    let ((change, of_row), (sum, of_all)) = (within(&change), within(&in_total));
    Some(format!(
        "{} {} → {} ({change}, {of_row}): {sum} over production’s {} ({of_all}).",
        format::short(&told.name),
        values.reference,
        values.production,
        format::plural(told.n.production, "row", "rows")
    ))
}
