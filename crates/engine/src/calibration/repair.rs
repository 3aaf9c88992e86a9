//! Maps that would mend probabilities, each judged on rows that it was not fitted to.

use report::{MapPoint, Pair, Repair, RepairEffect, RepairMethod, Side, format};
use stats::calibration::{
    Bins, BrierChange, OutOfFold, Recalibration, RecalibrationKind, Reliability, calibration_error,
};
use stats::performance::{Scored, brier};
use stats::sample_positions;

use super::{
    Rows,
    side::{bins, estimate},
};
use crate::Study;

/// Points of a map that is a formula: hundredths of the score.
const POINTS: u32 = 100;
/// Significant digits of a formula's numbers.
const DIGITS: usize = 6;

/// The maps of each side that has labels.
pub fn all(study: &Study<'_>, rows: &Pair<Rows>, usable: &Pair<Option<&Scored>>) -> Vec<Repair> {
    let of_side = |side: Side| {
        let scored = (*usable.get(side))?;
        let production = usable.production.filter(|_| side == Side::Reference);
        of_rows(study, side, rows.get(side), scored, production)
    };
    Side::BOTH.into_iter().filter_map(of_side).flatten().collect()
}

/// The maps that rows of a side teach, judged on others of them and on production; none where they are too few
/// to be parted.
pub fn of_rows(
    study: &Study<'_>,
    side: Side,
    rows: &Rows,
    scored: &Scored,
    production: Option<&Scored>,
) -> Option<Vec<Repair>> {
    let (scores, is_class) = sample(study, rows);
    let folds = OutOfFold::new(&scores, &is_class, study.settings.seed)?;
    let sampled = Scored::new(&scores, &is_class).ok()?;
    let repair = |kind: RecalibrationKind| {
        let map = kind.fit(scored)?;
        let own = folds.judge(kind);
        let on_production = production.and_then(|production| {
            let change = BrierChange::new(production, |score| map.apply(score))?;
            effect(study, [production, &map.apply_to(production)], change)
        });
        Some(Repair {
            method: method(kind),
            fitted_on: side,
            since: None,
            formula: formula(&map)?,
            points: points(&map),
            out_of_fold: own.and_then(|own| effect(study, [&sampled, &own.after], own.change)),
            on_production,
            is_best: false,
        })
    };
    Some(RecalibrationKind::ALL.into_iter().filter_map(repair).collect())
}

/// Marks the map that mends a side most, where one does beyond chance.
pub fn mark_best(repairs: &mut [Repair], side: Side) {
    let change = |repair: &Repair| {
        let change = repair.effect_on(side)?.brier_change;
        change.interval_95.filter(|(_, high)| *high < 0.0).map(|_| change.value)
    };
    let mending = repairs.iter_mut().filter_map(|repair| Some((change(repair)?, repair)));
    if let Some((_, best)) = mending.min_by(|(a, _), (b, _)| a.total_cmp(b)) {
        best.is_best = true;
    }
}

/// Some of the rows, drawn at random, where there are many.
fn sample(study: &Study<'_>, (scores, is_class): &Rows) -> Rows {
    let most = u64::from(study.settings.calibration.fold_rows);
    let rows = sample_positions(scores.len() as u64, most, study.settings.seed);
    rows.into_iter().map(|row| (scores[row as usize], is_class[row as usize])).unzip()
}

fn effect(
    study: &Study<'_>,
    [before, after]: [&Scored; 2],
    change: BrierChange,
) -> Option<RepairEffect> {
    let of = |rows| Reliability::new(rows, Bins::EqualCount(study.settings.calibration.bins));
    let (as_is, diagram) = (of(before)?, of(after)?);
    Some(RepairEffect {
        n: change.rows,
        brier_before: brier(before)?.value,
        expected_error_before: calibration_error(&as_is)?.expected,
        bins_before: bins(&as_is),
        brier_change: estimate(change.mean()?)?,
        expected_error: calibration_error(&diagram)?.expected,
        bins: bins(&diagram),
    })
}

const fn method(kind: RecalibrationKind) -> RepairMethod {
    match kind {
        RecalibrationKind::Platt => RepairMethod::Platt,
        RecalibrationKind::Isotonic => RepairMethod::Isotonic,
        RecalibrationKind::Temperature => RepairMethod::Temperature,
    }
}

/// The map in words; `None` where its numbers are beyond what can be written.
fn formula(map: &Recalibration) -> Option<String> {
    let number = |value: f64| value.is_finite().then(|| format::number(value, DIGITS));
    Some(match map {
        Recalibration::Platt(platt) => {
            format!("1 / (1 + exp(a s + b)), a = {}, b = {}", number(platt.a)?, number(platt.b)?)
        }
        Recalibration::Isotonic(map) => format!(
            "straight lines between {}, level beyond them",
            format::plural(map.scores.len() as u64, "point", "points")
        ),
        Recalibration::Temperature(scaled) => {
            format!("the log odds of s, divided by T = {}", number(scaled.temperature)?)
        }
    })
}

fn points(map: &Recalibration) -> Vec<MapPoint> {
    let point = |(score, probability): (f64, f64)| MapPoint { score, probability };
    if let Recalibration::Isotonic(map) = map {
        let corners = map.scores.iter().copied().zip(map.probabilities.iter().copied());
        return corners.map(point).collect();
    }
    let scores = (0..=POINTS).map(|at| f64::from(at) / f64::from(POINTS));
    scores.map(|score| point((score, map.apply(score)))).collect()
}
