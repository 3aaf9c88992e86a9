//! The gap of mean probability and what came true, window by window, and since when it is another one than
//! the reference's.
//!
//! The step is looked for in both directions, so that its p-value counts twice.

use report::{CalibrationOverTime, ChangedSince, MeanGap, ModelCalibration, Side, format};
use stats::Measured;
use stats::calibration::{Bins, GapSums, Reliability, calibration_error};
use stats::performance::Scored;

use super::inputs::Inputs;
use crate::Study;
use crate::calibration::{Place, mean_gap, sentences::size};
use crate::worse::{changed_since, measured};

/// Every class whose probabilities were measured.
pub fn of_model(inputs: Inputs<'_>) -> Vec<CalibrationOverTime> {
    let Some(model) = inputs.calibration else { return Vec::new() };
    (0..model.classes.len()).filter_map(|class| of_class(inputs, model, class)).collect()
}

fn of_class(
    inputs: Inputs<'_>,
    model: &ModelCalibration,
    class: usize,
) -> Option<CalibrationOverTime> {
    let Inputs { study, outcomes, rows, axis, .. } = inputs;
    let of = &model.classes[class];
    of.judged_side()?;
    let place = Place::of(outcomes, inputs.model, of)?;
    let least = study.settings.performance.min_rows;
    let gap =
        |sums: &GapSums| (sums.rows >= least).then(|| sums.gap().and_then(mean_gap)).flatten();
    let mut sums = vec![GapSums::default(); axis.windows.len()];
    // Of production, with the window of each row.
    let mut rows_of: Vec<(usize, f64, bool)> = Vec::new();
    for side in Side::BOTH {
        for (row, score, is) in place.labelled(rows, side) {
            let Some(at) = axis.window_of(side, row) else { continue };
            sums[at].add(score, is);
            if side == Side::Production {
                rows_of.push((at, score, is));
            }
        }
    }
    let windows: Vec<Option<MeanGap>> = sums.iter().map(gap).collect();
    let reference = place.labelled(rows, Side::Reference).map(|(_, score, is)| (score, is));
    let reference = gap(&GapSums::of(reference));
    windows.iter().any(Option::is_some).then(|| {
        let told = |at: usize| windows[at].and_then(|gap: MeanGap| measured(gap.gap));
        let own: Vec<Measured> = axis.windows_of(Side::Reference).filter_map(told).collect();
        let production = axis.windows_of(Side::Production);
        let production = production.filter_map(|at| Some((at, told(at)?)));
        let from = |window: usize| Some(gap(&later(&rows_of, window))?.gap);
        let (spread, since) = match reference.and_then(|reference| measured(reference.gap)) {
            Some(reference) => changed_since(study, axis, reference, &own, production, from),
            None => (1.0, None),
        };
        let began = since.as_ref().map(|since| since.window as usize);
        let error = |is_one: &dyn Fn(usize) -> bool| {
            let rows = rows_of.iter().filter(|(at, ..)| is_one(*at));
            error(study, rows.map(|(_, score, is)| (*score, *is)).unzip())
        };
        let errors = began.map(|began| {
            let before = if axis.windows_of(Side::Production).next() == Some(began) {
                of.sides.reference.as_ref().map(|side| side.equal_count.expected_error)
            } else {
                error(&|at| at < began)
            };
            (before, error(&|at| at >= began))
        });
        let (error_before, error_since) = errors.unwrap_or_default();
        let errors = error_before.zip(error_since);
        let says = says(&of.score, reference, since.as_ref(), errors);
        let (class, score) = (of.class.clone(), of.score.clone());
        CalibrationOverTime {
            class,
            score,
            reference,
            windows: windows.clone(),
            spread,
            since,
            error_before,
            error_since,
            says,
        }
    })
}

/// All rows from a window on.
fn later(rows: &[(usize, f64, bool)], window: usize) -> GapSums {
    let later = rows.iter().filter(|(at, ..)| *at >= window);
    GapSums::of(later.map(|(_, score, is)| (*score, *is)))
}

/// The calibration error over bins of equally many rows.
fn error(study: &Study<'_>, (scores, is): (Vec<f64>, Vec<bool>)) -> Option<f64> {
    let enough = scores.len() as u64 >= study.settings.performance.min_rows;
    let scored = Scored::new(&scores, &is).ok().filter(|_| enough)?;
    let diagram = Reliability::new(&scored, Bins::EqualCount(study.settings.calibration.bins))?;
    Some(calibration_error(&diagram)?.expected)
}

fn says(
    score: &str,
    reference: Option<MeanGap>,
    since: Option<&ChangedSince>,
    errors: Option<(f64, f64)>,
) -> String {
    let name = format::short(score);
    let errors = errors.map_or_else(String::new, |(before, since)| {
        format!(
            " The calibration error of {name} as it is served is {} since then, {} before.",
            size(since),
            size(before)
        )
    });
    match (since, reference) {
        (Some(since), Some(reference)) => format!(
            "{name} {} since {}: {} on average from there on, {} in the reference ({}).{errors}",
            how(reference.gap.value, since.value.value),
            since.when,
            signed(since.value.value),
            signed(reference.gap.value),
            format::p_equals(since.p_value)
        ),
        (None, Some(_)) => format!(
            "In no window the mean of {name} begins to differ from what came true by more or less than in the reference."
        ),
        (_, None) => format!(
            "Since when the mean of {name} is off cannot be told: the reference has too few labelled rows."
        ),
    }
}

/// A mean that came nearer to what came true is no fault.
fn how(before: f64, now: f64) -> &'static str {
    match now > before {
        _ if now.abs() < before.abs() => "is nearer to what comes true",
        true => "says more than before",
        false => "says less than before",
    }
}

/// "2.7 points too much".
fn signed(gap: f64) -> String {
    format!("{} too {}", size(gap.abs()), if gap > 0.0 { "much" } else { "little" })
}

#[cfg(test)]
mod tests {
    use super::how;

    #[test]
    fn a_mean_that_comes_nearer_to_the_truth_is_a_change_for_the_better() {
        assert_eq!(how(-0.003, -0.0004), "is nearer to what comes true");
        assert_eq!(how(0.05, 0.01), "is nearer to what comes true");
        assert_eq!(how(-0.003, 0.04), "says more than before");
        assert_eq!(how(0.01, -0.04), "says less than before");
    }
}
