//! Value, conversion, costs and proxies that became worse, as findings.

use report::{Chapter, Finding, Indicator, Input, Pair, Size, Verdict, format};

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
    let step = format!("Find out why {name} is worse, and what that costs.");
    let (size, severity) = match fall {
        Some(fall) => (0.0, finding.severity.min(fall)),
        None => (told.relative_change.map_or(1.0, f64::abs), finding.severity),
    };
    let finding = Finding { severity, ..finding };
    Some(Change { finding, size, step, basis: Basis::Test(Some(p_adjusted)), is_told })
}
