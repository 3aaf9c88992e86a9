//! Intervals of what is said about calibration.

use stats::{
    calibration::{
        Bins, BrierChange, CalibrationLine, OutOfFold, Recalibration, RecalibrationKind,
        Reliability, calibration_error, calibration_in_the_large, consistency, from_log_odds,
        log_odds,
    },
    performance::{Interval, Scored},
};

use crate::DRAWS;
use crate::simulate::{Random, Row, coverage_of_each, scored_rows};

/// Seed of simulations within a sample.
const SEED: u32 = 1;

/// Every interval of this part.
pub fn all() -> Vec<Row> {
    let mut rows = vec![share_of_a_bin()];
    rows.extend([
        error("1,000 rows, bins of equal width", 1_000, Bins::EqualWidth(10)),
        error("1,000 rows, bins of equal count", 1_000, Bins::EqualCount(10)),
        error("100 rows, bins of equal count", 100, Bins::EqualCount(10)),
    ]);
    rows.extend([slope(), intercept(), in_the_large()]);
    rows.extend([change_by_another_file(), change_out_of_fold()]);
    rows
}

fn scored(random: &mut Random, rows: usize, true_chance: impl Fn(f64) -> f64) -> Option<Scored> {
    let (scores, classes) = scored_rows(random, rows, true_chance);
    Scored::new(&scores, &classes).ok()
}

/// A model whose log odds are twice what they should be, and one too high.
fn too_sure(score: f64) -> f64 {
    from_log_odds(0.5 * log_odds(score) + 0.5)
}

fn share_of_a_bin() -> Row {
    coverage_of_each(
        "Share of positive rows in a bin (Wilson)",
        "1,000 rows, third of ten bins",
        DRAWS,
        |random| {
            let (scores, classes) = scored_rows(random, 1_000, too_sure);
            let within = scores.iter().filter(|score| **score > 0.2 && **score <= 0.3);
            let (count, sum) =
                within.fold((0.0, 0.0), |(n, sum), &score| (n + 1.0, sum + too_sure(score)));
            let diagram =
                Reliability::new(&Scored::new(&scores, &classes).ok()?, Bins::EqualWidth(10))?;
            Some((diagram.bins[2].share_interval_95()?, sum / count))
        },
    )
}

fn error(files: &'static str, rows: usize, bins: Bins) -> Row {
    coverage_of_each(
        "Calibration error of a calibrated model (consistency)",
        files,
        DRAWS,
        move |random| {
            let diagram = Reliability::new(&scored(random, rows, |score| score)?, bins)?;
            let chance = consistency(&diagram, 400, SEED)?;
            let error = calibration_error(&diagram)?.expected;
            Some((Interval { low: chance.low, high: chance.high }, error))
        },
    )
}

fn slope() -> Row {
    coverage_of_each(
        "Slope of the calibration line",
        "1,000 rows, a model that is too sure",
        DRAWS,
        |random| {
            let line = CalibrationLine::fit(&scored(random, 1_000, too_sure)?)?;
            Some((line.slope.interval_95(), 0.5))
        },
    )
}

fn intercept() -> Row {
    coverage_of_each(
        "Intercept of the calibration line",
        "1,000 rows, the same model",
        DRAWS,
        |random| {
            let line = CalibrationLine::fit(&scored(random, 1_000, too_sure)?)?;
            Some((line.intercept.interval_95(), 0.5))
        },
    )
}

fn in_the_large() -> Row {
    let too_low = |score| from_log_odds(log_odds(score) + 0.3);
    coverage_of_each(
        "Calibration in the large",
        "1,000 rows, a model that says too little",
        DRAWS,
        move |random| {
            let large = calibration_in_the_large(&scored(random, 1_000, too_low)?)?;
            Some((large.interval_95(), 0.3))
        },
    )
}

/// The change of the Brier score that a map makes of rows without end.
fn expected_change(map: &Recalibration) -> f64 {
    const STEPS: u32 = 2_000;
    let change = |at: u32| {
        let score = (f64::from(at) + 0.5) / f64::from(STEPS);
        let (before, after) = (score - too_sure(score), map.apply(score) - too_sure(score));
        // The product of two uniform numbers has the density -ln s.
        -score.ln() * (after * after - before * before)
    };
    (0..STEPS).map(change).sum::<f64>() / f64::from(STEPS)
}

fn change_by_another_file() -> Row {
    let interval = "Change of the Brier score by a repair from other rows";
    coverage_of_each(interval, "1,000 rows, isotonic map of 1,000 others", DRAWS, |random| {
        let map = RecalibrationKind::Isotonic.fit(&scored(random, 1_000, too_sure)?)?;
        let rows = scored(random, 1_000, too_sure)?;
        let measured = BrierChange::new(&rows, |score| map.apply(score))?.mean()?;
        Some((measured.interval_95(), expected_change(&map)))
    })
}

fn change_out_of_fold() -> Row {
    let interval = "Change of the Brier score by a repair, out of fold";
    coverage_of_each(
        interval,
        "1,000 rows, temperature; the change by the map of all of them",
        DRAWS,
        |random| {
            let (scores, classes) = scored_rows(random, 1_000, too_sure);
            let folds = OutOfFold::new(&scores, &classes, SEED)?;
            let judged = folds.judge(RecalibrationKind::Temperature)?;
            let map = RecalibrationKind::Temperature.fit(&Scored::new(&scores, &classes).ok()?)?;
            Some((judged.change.mean()?.interval_95(), expected_change(&map)))
        },
    )
}
