//! Samples of known laws, and how often an interval holds what is true of them.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::performance::{Estimate, Interval};

/// How often an interval held the true value.
pub struct Row {
    /// What it is of.
    pub interval: &'static str,
    /// What was drawn.
    pub sample: String,
    /// Samples drawn.
    pub draws: usize,
    /// Intervals whose upper end is below the true value.
    pub below: usize,
    /// Intervals whose lower end is above the true value.
    pub above: usize,
    /// Samples without an interval.
    pub none: usize,
}

/// An estimate of a sample, by name.
pub type Measure<T> = (&'static str, fn(&T) -> Option<Estimate>);

/// Rows in what the true values are measured on.
const MANY: usize = 2_000_000;

/// Holds each interval against the value of very many rows.
pub fn coverage<T>(
    sample: &str,
    n: usize,
    draws: usize,
    draw: impl Fn(&mut Random, usize) -> T,
    measures: &[Measure<T>],
) -> Vec<Row> {
    let mut random = Random::new(1);
    let all = draw(&mut random, MANY);
    let truths: Vec<f64> =
        measures.iter().map(|(_, of)| of(&all).map_or(f64::NAN, |truth| truth.value)).collect();
    let row = |(interval, _): &Measure<T>| Row {
        interval,
        sample: format!("{n} rows, {sample}"),
        draws,
        below: 0,
        above: 0,
        none: 0,
    };
    let mut rows: Vec<Row> = measures.iter().map(row).collect();
    for _ in 0..draws {
        let sample = draw(&mut random, n);
        for ((row, (_, of)), truth) in rows.iter_mut().zip(measures).zip(&truths) {
            match of(&sample).and_then(|estimate| estimate.interval) {
                Some(interval) if interval.high < *truth => row.below += 1,
                Some(interval) if interval.low > *truth => row.above += 1,
                Some(_) => {}
                None => row.none += 1,
            }
        }
    }
    rows
}

/// Holds the interval of each sample against what is true of that sample.
pub fn coverage_of_each(
    interval: &'static str,
    sample: &str,
    draws: usize,
    of: impl Fn(&mut Random) -> Option<(Interval, f64)>,
) -> Row {
    let mut random = Random::new(1);
    let sample = sample.to_owned();
    let mut row = Row { interval, sample, draws, below: 0, above: 0, none: 0 };
    for _ in 0..draws {
        match of(&mut random) {
            Some((interval, truth)) if interval.high < truth => row.below += 1,
            Some((interval, truth)) if interval.low > truth => row.above += 1,
            Some(_) => {}
            None => row.none += 1,
        }
    }
    row
}

/// Scores from 0 to 1, most of them small (the product of two uniform numbers), and a class each by what
/// is true of the score.
pub fn scored_rows(
    random: &mut Random,
    n: usize,
    true_chance: impl Fn(f64) -> f64,
) -> (Vec<f64>, Vec<bool>) {
    let mut row = || {
        let score = random.uniform() * random.uniform();
        (score, random.uniform() < true_chance(score))
    };
    (0..n).map(|_| row()).unzip()
}

/// Random numbers with a seed.
pub struct Random(Pcg32);

impl Random {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(Pcg32::seed_from_u64(seed))
    }

    /// Between 0 and 1, 0 included.
    pub fn uniform(&mut self) -> f64 {
        f64::from(self.0.random_range(0..u32::MAX)) / f64::from(u32::MAX)
    }

    /// Of the standard normal law, by Box and Muller.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log1p(-self.uniform())).sqrt();
        radius * libm::cos(2.0 * std::f64::consts::PI * self.uniform())
    }
}
