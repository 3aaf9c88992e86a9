//! Intervals of how good a model is.

use stats::Sorted;
use stats::performance::{
    Confusion, ConfusionMatrix, Estimate, Regression, Scored, Thresholds, average_precision,
    bootstrap, brier, gain, log_loss, median_absolute_error, r_squared, roc_auc, separation,
    weighted_sum,
};

use crate::DRAWS;
use crate::simulate::{Measure, Random, Row, coverage};

/// Scores whose log odds are normal in both classes, and the counts at the threshold 0.5.
struct Binary {
    scored: Scored,
    counts: Confusion,
}

fn draw_binary(random: &mut Random, n: usize, positives: f64, apart: f64) -> Binary {
    let classes: Vec<bool> = (0..n).map(|_| random.uniform() < positives).collect();
    // The log odds of the class, given where the row lies.
    let shift = libm::log(positives / (1.0 - positives)) - apart * apart / 2.0;
    let score = |&is: &bool| {
        let place = random.normal() + if is { apart } else { 0.0 };
        1.0 / (1.0 + libm::exp(-(apart * place + shift)))
    };
    let scores: Vec<f64> = classes.iter().map(score).collect();
    let scored = Scored::new(&scores, &classes).unwrap_or_default();
    let counts = Thresholds::new(&scored).at(0.5);
    Binary { scored, counts }
}

const BINARY: [Measure<Binary>; 15] = [
    ("accuracy (Wilson)", |b| b.counts.accuracy()),
    ("precision (Wilson)", |b| b.counts.precision()),
    ("recall (Wilson)", |b| b.counts.recall()),
    ("specificity (Wilson)", |b| b.counts.specificity()),
    ("F1 (Wilson of Jaccard)", |b| b.counts.f1()),
    ("balanced accuracy (from parts)", |b| b.counts.balanced_accuracy()),
    ("Matthews correlation (jackknife)", |b| b.counts.matthews()),
    ("kappa (jackknife)", |b| b.counts.kappa()),
    ("ROC AUC (DeLong, log odds)", |b| roc_auc(&b.scored)),
    ("average precision (influence)", |b| average_precision(&b.scored)),
    ("KS of scores (Newcombe)", |b| separation(&b.scored).map(|found| found.distance)),
    ("log loss (Student)", |b| log_loss(&b.scored)),
    ("Brier score (Student)", |b| brier(&b.scored)),
    ("gain of a tenth (influence)", |b| gain(&b.scored, 0.1).map(|gain| gain.found)),
    ("specificity less recall (from parts)", |b| {
        Some(weighted_sum(&[(1.0, b.counts.specificity()?), (-1.0, b.counts.recall()?)]))
    }),
];

/// Intervals of a model of two classes.
pub fn binary() -> Vec<Row> {
    let mut rows = Vec::new();
    for (n, positives, apart) in
        [(100, 0.5, 1.5), (200, 0.3, 1.0), (1_000, 0.1, 1.0), (1_000, 0.3, 2.5), (5_000, 0.02, 1.5)]
    {
        let sample = format!("{}% positive, classes {apart} apart", positives * 100.0);
        let draw = |random: &mut Random, n| draw_binary(random, n, positives, apart);
        rows.extend(coverage(&sample, n, DRAWS, draw, &BINARY));
    }
    let area: [Measure<Binary>; 1] = [("ROC AUC (bootstrap of 200)", bootstrapped)];
    let draw = |random: &mut Random, n| draw_binary(random, n, 0.3, 1.0);
    rows.extend(coverage("30% positive, classes 1 apart", 200, DRAWS, draw, &area));
    rows
}

fn bootstrapped(binary: &Binary) -> Option<Estimate> {
    let area = |scored: &Scored| roc_auc(scored).map(|area| area.value);
    let value = area(&binary.scored)?;
    // The true value is that of very many rows, of which no interval is needed.
    let draws = if binary.scored.len() > 100_000 { 0 } else { 200 };
    Some(Estimate { value, interval: bootstrap(&binary.scored, draws, 1, area) })
}

fn draw_classes(random: &mut Random, n: usize) -> ConfusionMatrix {
    const SHARES: [f64; 4] = [0.5, 0.3, 0.15, 0.05];
    let pick = |from: f64| {
        let mut left = from;
        SHARES.iter().position(|share| {
            left -= share;
            left < 0.0
        })
    };
    let mut matrix = ConfusionMatrix::new(4);
    let mut row = || {
        let truth = pick(random.uniform()).unwrap_or(0) as u32;
        let answer =
            if random.uniform() < 0.7 { truth } else { pick(random.uniform()).unwrap_or(0) as u32 };
        (truth, answer)
    };
    let rows: Vec<(u32, u32)> = (0..n).map(|_| row()).collect();
    matrix.update(rows);
    matrix
}

const MULTICLASS: [Measure<ConfusionMatrix>; 8] = [
    ("accuracy (Wilson)", ConfusionMatrix::accuracy),
    ("balanced accuracy (from parts)", ConfusionMatrix::balanced_accuracy),
    ("macro precision (jackknife)", ConfusionMatrix::macro_precision),
    ("macro recall (jackknife)", ConfusionMatrix::macro_recall),
    ("macro F1 (jackknife)", ConfusionMatrix::macro_f1),
    ("weighted F1 (jackknife)", ConfusionMatrix::weighted_f1),
    ("Matthews correlation (jackknife)", ConfusionMatrix::matthews),
    ("kappa (jackknife)", ConfusionMatrix::kappa),
];

/// Intervals of a model of four classes.
pub fn multiclass() -> Vec<Row> {
    let sample = "4 classes of 50, 30, 15 and 5%, 70% told";
    let of = |n| coverage(sample, n, DRAWS, draw_classes, &MULTICLASS);
    [200, 1_000, 10_000].into_iter().flat_map(of).collect()
}

/// Truth and prediction.
type Numbers = (Vec<f64>, Vec<f64>);

fn draw_numbers(random: &mut Random, n: usize, has_long_tail: bool) -> Numbers {
    (0..n)
        .map(|_| {
            let truth = 2.0 * random.normal();
            let error = random.normal();
            (truth, truth + if has_long_tail { libm::exp(error) - 1.0 } else { error })
        })
        .unzip()
}

fn of(numbers: &Numbers) -> Regression {
    Regression::new(&numbers.0, &numbers.1)
}

const REGRESSION: [Measure<Numbers>; 5] = [
    ("bias (Student)", |rows| of(rows).bias()),
    ("mean absolute error (Student)", |rows| of(rows).mean_absolute_error()),
    ("RMSE (Student)", |rows| of(rows).root_mean_squared_error()),
    ("R² (influence)", |rows| r_squared(&rows.0, &rows.1)),
    ("median absolute error (ranks)", |rows| {
        let errors = rows.0.iter().zip(&rows.1).map(|(t, p)| (t - p).abs()).collect();
        median_absolute_error(&Sorted::new(errors).ok()?)
    }),
];

/// Intervals of a model of numbers.
pub fn regression() -> Vec<Row> {
    let mut rows = Vec::new();
    for (n, has_long_tail, sample) in [
        (100, false, "normal errors"),
        (1_000, false, "normal errors"),
        (1_000, true, "lognormal errors"),
        (10_000, true, "lognormal errors"),
    ] {
        let draw = |random: &mut Random, n| draw_numbers(random, n, has_long_tail);
        rows.extend(coverage(sample, n, DRAWS, draw, &REGRESSION));
    }
    rows
}
