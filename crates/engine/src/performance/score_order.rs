//! Scores that tell no row from another, or that put the classes in the wrong order, as sentences.

use report::{Metric, MetricName, Pair, Side, format};
use stats::performance::Scored;

use crate::outcomes::{Model, ModelRows};

/// Scores of one value in all labelled rows of a side: whatever their area is, it says nothing.
pub fn constant(model: &Model, rows: &ModelRows) -> Vec<String> {
    let columns = model.scores.iter().zip(&rows.scored);
    let named = columns.filter_map(|(name, scored)| Some((name.as_deref()?, scored)));
    let of_column = |(name, scored): (&str, &Pair<Scored>)| {
        let sentence = |side: Side| {
            let only = only_score(scored.get(side))?;
            let before = match side {
                Side::Production if is_varied(&scored.reference) => "; in the reference it varies",
                _ => "",
            };
            Some(format!(
                "{}: {} is {} in every labelled row and tells none from another{before}.",
                side.label(),
                format::short(name),
                format::number(only, 4)
            ))
        };
        Side::BOTH.into_iter().filter_map(sentence).collect::<Vec<String>>()
    };
    named.flat_map(of_column).collect()
}

fn only_score(scored: &Scored) -> Option<f64> {
    match scored.runs() {
        [only] if scored.len() > 1 => Some(only.score),
        _ => None,
    }
}

fn is_varied(scored: &Scored) -> bool {
    scored.runs().len() > 1
}

/// That a score of two classes is the lower the likelier the positive class is.
pub fn turned(metrics: &[Metric]) -> Option<String> {
    let area = metrics.iter().find(|metric| metric.name == MetricName::RocAuc)?.value;
    let is_turned = area.map(|area| {
        let interval = area.and_then(|area| area.interval_95);
        interval.is_some_and(|(_, high)| high < 0.5)
    });
    let value = |side: Side| area.get(side).map_or(0.5, |area| area.value);
    let (place, side) = match (is_turned.reference, is_turned.production) {
        (false, false) => return None,
        (true, true) => ("On both sides", Side::Production),
        (true, false) => ("In the reference", Side::Reference),
        (false, true) if value(Side::Reference) > 0.5 => {
            ("In production, and not in the reference,", Side::Production)
        }
        (false, true) => ("In production", Side::Production),
    };
    Some(format!(
        "{place} rows of the positive class have the lower scores: the other way round ROC AUC would be {}. Check which class is positive, and what the score means.",
        format::number(1.0 - value(side), 3)
    ))
}
