//! Intervals of estimates without labels, and of changes against a baseline.

use stats::{
    Feature, Measured,
    calibration::{Isotonic, from_log_odds, log_odds},
    estimation::{
        DirectLoss, Direction, ExpectedPerformance, ImportanceWeights, UnlabelledRow,
        relative_drop, sequential_half_width,
    },
    performance::{Interval, Scored},
};

use crate::DRAWS;
use crate::simulate::{Random, Row, coverage_of_each, scored_rows};

/// Seed of the folds.
const SEED: u32 = 1;

/// Every interval of this part.
pub fn all() -> Vec<Row> {
    let mut rows: Vec<Row> = METRICS.iter().map(|&(name, metric)| expected(name, metric)).collect();
    rows.extend([direct_loss(), weighted(), drop(), band()]);
    rows
}

type Metric = fn(&ExpectedPerformance) -> Option<Measured>;

const METRICS: [(&str, Metric); 6] = [
    ("Expected accuracy (CBPE)", ExpectedPerformance::accuracy),
    ("Expected precision (CBPE)", ExpectedPerformance::precision),
    ("Expected recall (CBPE)", ExpectedPerformance::recall),
    ("Expected specificity (CBPE)", ExpectedPerformance::specificity),
    ("Expected F1 (CBPE)", ExpectedPerformance::f1),
    ("Expected area under the ROC curve (CBPE)", ExpectedPerformance::roc_auc),
];

/// A model that is too sure, calibrated on other rows; the truth is the metric of the rows' own classes.
fn expected(interval: &'static str, metric: Metric) -> Row {
    coverage_of_each(interval, "1,000 rows, isotonic map of 2,000 others", DRAWS, move |random| {
        let truth = |score| from_log_odds(0.5 * log_odds(score) + 0.5);
        let (scores, classes) = scored_rows(random, 2_000, truth);
        let map = Isotonic::fit(&Scored::new(&scores, &classes).ok()?)?;
        let (scores, classes) = scored_rows(random, 1_000, truth);
        let rows = |chance: &dyn Fn(usize) -> f64| -> Vec<UnlabelledRow> {
            let row = |(at, &score): (usize, &f64)| UnlabelledRow {
                score,
                chance: chance(at),
                is_called_positive: score > 0.4,
            };
            scores.iter().enumerate().map(row).collect()
        };
        let told = ExpectedPerformance::new(rows(&|at| map.apply(scores[at])), 2_000)?;
        // Chances of 0 and 1 give the metric that came true.
        let came_true = rows(&|at| f64::from(u8::from(classes[at])));
        let came_true = metric(&ExpectedPerformance::new(came_true, u64::MAX)?)?.value;
        Some((metric(&told)?.interval_95_of_share(), came_true))
    })
}

fn direct_loss() -> Row {
    coverage_of_each("Expected mean loss (DLE)", "1,000 rows, 1,000 with labels", DRAWS, |random| {
        let values: Vec<f64> = (0..2_000).map(|_| random.uniform()).collect();
        let losses: Vec<f64> = values.iter().map(|value| value + random.uniform()).collect();
        let feature = Feature::Numbers(values);
        let told = DirectLoss::new(&[feature], 2_000, &losses[..1_000], SEED)?;
        let came_true = losses[1_000..].iter().sum::<f64>() / 1_000.0;
        Some((told.mean(0..1_000)?.interval_95(), came_true))
    })
}

/// Weights by true odds: x has the density 2x where labels are missing, 1 where they are.
fn weighted() -> Row {
    coverage_of_each("Accuracy by importance weights", "1,000 rows, true odds", DRAWS, |random| {
        let values: Vec<f64> = (0..1_000).map(|_| random.uniform()).collect();
        let right: Vec<f64> =
            values.iter().map(|value| f64::from(u8::from(random.uniform() < *value))).collect();
        let odds: Vec<f64> = values.iter().map(|value| value.max(1e-9).ln()).collect();
        let measured = ImportanceWeights::new(&odds)?.mean(&right)?;
        Some((measured.interval_95_of_share(), 2.0 / 3.0))
    })
}

fn mean_of(random: &mut Random, rows: u32, chance: f64) -> Measured {
    let value =
        f64::from((0..rows).filter(|_| random.uniform() < chance).count() as u32) / f64::from(rows);
    let standard_error = (value * (1.0 - value) / f64::from(rows)).sqrt();
    Measured { value, standard_error }
}

fn drop() -> Row {
    coverage_of_each(
        "Relative drop of accuracy (Fieller)",
        "500 rows at 90%, 500 at 80%",
        DRAWS,
        |random| {
            let (baseline, now) = (mean_of(random, 500, 0.9), mean_of(random, 500, 0.8));
            let test = relative_drop(baseline, now, 0.05, Direction::LargerIsBetter)?;
            Some((test.interval?, 1.0 / 9.0))
        },
    )
}

/// Looked at after every row from the hundredth on.
fn band() -> Row {
    let files = "10,000 rows at 90%, looked at after every one from the 100th on";
    coverage_of_each("Accuracy day by day (sequential band)", files, DRAWS, |random| {
        let mut right = 0.0;
        let mut band = Interval { low: 0.0, high: 1.0 };
        for row in 1..=10_000_u64 {
            right += f64::from(u8::from(random.uniform() < 0.9));
            let mean: f64 = right / row as f64;
            let deviation = (mean * (1.0 - mean)).sqrt();
            let half = sequential_half_width(deviation, row, 5_000, 0.05)?;
            band = Interval { low: mean - half, high: mean + half };
            if row >= 100 && (mean - 0.9).abs() > half {
                break;
            }
        }
        Some((band, 0.9))
    })
}
