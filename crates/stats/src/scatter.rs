//! How much more the rows of a series scatter than independent ones, across its cells and along a change.
//!
//! Rows that come in clusters (a day's weather, a batch) vary more than independent ones, and what
//! wanders from day to day varies more still over a long stretch. The series is cut into 64 stretches of
//! as many values; its scatter is measured from the differences of stretches a few apart, which a lasting
//! change between them touches once, and not from differences to a mean (Wu and Zhao 2007, Inference of
//! trends in time series).
//!
//! **Across**: the mean of chi-square over its degrees of freedom between neighbours, without the tenth
//! that differs most; at least 1. Neighbours of one and the same value count as 1: left out, a series that
//! is constant but for a change would be measured at the change alone.
//!
//! **Along** a change: each value is scored by how much its cell's share changes over its share in all,
//! with a variance of 1 over all values. `D(h) = n m / (n + m) (difference of the mean scores)²` of
//! stretches h apart, mean over all pairs without the largest fifth, over what is left of chi-square with
//! one degree of freedom, is 1 for independent rows. An autoregression of the first order adds
//! `γ (1 − φ^h)` to it; γ and φ are fitted to h of 1, 2 and 4 (as Chakar and others 2017, Biometrika
//! 104, take φ from D(2) / D(1)), and the variance of the mean of a long stretch is
//! `1 + γ (1 + φ) / (1 − φ)` times that of independent rows. It is taken where some D is 2.5 standard
//! errors over 1, and not where D(1) is too small beside D(4) for any φ: then what adds is steps. The least
//! that wandering can give is that of a random walk, whose means of stretches h apart differ by h − 1/3 in
//! the mean of squares (the mean of a stretch takes off two sixths): 2/11.

use std::ops::Range;

use crate::{Cells, CountSeries, chi_square_homogeneity};

/// Stretches between which the scatter is measured.
const STRETCHES: usize = 64;
/// Share of the pairs across that are left out, as a change may lie between them.
const TRIMMED_ACROSS: f64 = 0.1;
/// Share of the pairs along that are left out: pairs four apart meet a change more often.
const TRIMMED_ALONG: f64 = 0.2;
/// The mean of chi-square with one degree of freedom under its 80th percentile, q = 1.6424:
/// `P(chi-square of 3 degrees < q) / 0.8`.
const LEFT_OF_CHI_SQUARE: f64 = 0.437_724_594_903_639_6;
/// How far apart the stretches of a pair are.
const APART: [usize; 3] = [1, 2, 4];
/// Fewer pairs say nothing of how they hang together.
const FEWEST_PAIRS: usize = 12;
/// Standard errors over 1 from which rows are not independent, and of D(1) under that of a random walk from
/// which steps are what adds.
const BEYOND_CHANCE: f64 = 2.5;
/// D(1) beside D(4), beyond chance, of a random walk: (1 − 1/3) / (4 − 1/3).
const OF_A_WALK: f64 = 2.0 / 11.0;
/// Autocorrelations that are tried: 0, 0.05 up to 0.9.
const TRIED: usize = 18;
const TRIED_STEP: f64 = 0.05;

/// The scatter of a stretch of bins.
#[derive(Clone, Debug)]
pub struct Scatter {
    /// Counts of each stretch.
    stretches: Vec<Vec<u64>>,
    /// How many times more neighbours differ than independent rows would, over all cells; at least 1.
    pub across: f64,
}

/// The scatter along a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Along {
    /// The variance of the mean of a long stretch, in that of independent rows; at least 1.
    pub variance: f64,
    /// How alike neighbours are beyond chance, from 0 to 0.9; 0 where rows are independent.
    pub autocorrelation: f64,
}

impl Scatter {
    /// Measures the scatter of a stretch of bins.
    #[must_use]
    pub fn of(series: &CountSeries, bins: Range<usize>) -> Self {
        let starts = series.blocks(bins, STRETCHES);
        let counts = |bounds: &[usize]| series.counts(bounds[0]..bounds[1]).collect();
        let stretches: Vec<Vec<u64>> = starts.windows(2).map(counts).collect();
        let across = across(&stretches);
        Self { stretches, across }
    }

    /// The scatter along the change from some counts to others of the same cells.
    #[must_use]
    pub fn along(&self, before: &[u64], after: &[u64]) -> Along {
        let independent = Along { variance: 1.0, autocorrelation: 0.0 };
        let Some(means) = self.mean_scores(before, after) else { return independent };
        let pairs = means.len().saturating_sub(APART[2]);
        if pairs < FEWEST_PAIRS {
            return Along { variance: self.across, ..independent };
        }
        let excess = APART.map(|apart| differences(&means, apart) - 1.0);
        let error = |apart: usize| {
            // Pairs share stretches: two thirds of them count.
            (3.0 / means.len() as f64 * (1.0 + 0.1 * (apart - 1) as f64)).sqrt()
        };
        let least = Along { variance: (1.0 + excess[0]).max(1.0), ..independent };
        let is_chance =
            excess.iter().zip(APART).all(|(e, apart)| *e <= BEYOND_CHANCE * error(apart));
        let short = BEYOND_CHANCE * error(1) * (1.0 + excess[0]).max(1.0);
        let is_steps = excess[0] < OF_A_WALK * excess[2] - short;
        if is_chance || is_steps {
            return least;
        }
        let (wandering, autocorrelation) = autoregression(excess);
        let long = wandering * (1.0 + autocorrelation) / (1.0 - autocorrelation);
        Along { variance: (1.0 + long).max(least.variance), autocorrelation }
    }

    /// Values and mean score of each stretch that has values; none where no share changes.
    fn mean_scores(&self, before: &[u64], after: &[u64]) -> Option<Vec<(f64, f64)>> {
        let all = |counts: &[u64]| counts.iter().sum::<u64>().max(1) as f64;
        let mut shares = vec![0.0; before.len()];
        for counts in &self.stretches {
            shares.iter_mut().zip(counts).for_each(|(share, count)| *share += *count as f64);
        }
        let total = shares.iter().sum::<f64>().max(1.0);
        shares.iter_mut().for_each(|share| *share /= total);
        let (n, m) = (all(before), all(after));
        let score = |cell: usize| {
            let change = after[cell] as f64 / m - before[cell] as f64 / n;
            if shares[cell] > 0.0 { change / shares[cell] } else { 0.0 }
        };
        let scores: Vec<f64> = (0..shares.len()).map(score).collect();
        let mean: f64 = scores.iter().zip(&shares).map(|(score, share)| score * share).sum();
        let square = |(score, share): (&f64, &f64)| (score - mean) * (score - mean) * share;
        let variance: f64 = scores.iter().zip(&shares).map(square).sum();
        if variance <= 0.0 {
            return None;
        }
        let deviation = variance.sqrt();
        let of_stretch = |counts: &Vec<u64>| {
            let values = counts.iter().sum::<u64>() as f64;
            let sum: f64 =
                counts.iter().zip(&scores).map(|(count, score)| *count as f64 * score).sum();
            (values > 0.0).then(|| (values, (sum / values - mean) / deviation))
        };
        Some(self.stretches.iter().filter_map(of_stretch).collect())
    }
}

fn across(stretches: &[Vec<u64>]) -> f64 {
    let of_pair = |pair: &[Vec<u64>]| {
        let cells = Cells { reference: pair[0].clone(), production: pair[1].clone() };
        let test = chi_square_homogeneity(&cells)?;
        let degrees_of_freedom = test.degrees_of_freedom as f64;
        Some(if degrees_of_freedom > 0.0 { test.statistic / degrees_of_freedom } else { 1.0 })
    };
    let ratios: Vec<f64> = stretches.windows(2).filter_map(of_pair).collect();
    // At least one: few stretches have few pairs, and a change lies between two of them, too.
    let trimmed = libm::ceil(ratios.len() as f64 * TRIMMED_ACROSS) as usize;
    trimmed_mean(ratios, trimmed).max(1.0)
}

/// How far stretches so far apart differ, in what independent rows would.
fn differences(means: &[(f64, f64)], apart: usize) -> f64 {
    let of_pair = |(a, b): (&(f64, f64), &(f64, f64))| {
        let ((n, x), (m, y)) = (*a, *b);
        n * m / (n + m) * (x - y) * (x - y)
    };
    let squares: Vec<f64> = means.iter().zip(&means[apart..]).map(of_pair).collect();
    let trimmed = (squares.len() as f64 * TRIMMED_ALONG) as usize;
    trimmed_mean(squares, trimmed) / LEFT_OF_CHI_SQUARE
}

/// The mean without so many of the largest.
fn trimmed_mean(mut values: Vec<f64>, trimmed: usize) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let kept = values.len().saturating_sub(trimmed);
    values[..kept].iter().sum::<f64>() / kept.max(1) as f64
}

/// γ and φ of `γ (1 − φ^h)`, by least squares with each D's variance in proportion to its square.
fn autoregression(excess: [f64; 3]) -> (f64, f64) {
    let mut best = (f64::INFINITY, 0.0, 0.0);
    for tried in 0..=TRIED {
        let phi = tried as f64 * TRIED_STEP;
        let squared = phi * phi;
        let shape = [1.0 - phi, 1.0 - squared, 1.0 - squared * squared];
        let weight = excess.map(|e| 1.0 / ((1.0 + e).max(1.0) * (1.0 + e).max(1.0)));
        let sum = |term: &dyn Fn(usize) -> f64| (0..3).map(|i| weight[i] * term(i)).sum::<f64>();
        let gamma = sum(&|i| excess[i] * shape[i]) / sum(&|i| shape[i] * shape[i]);
        let gamma = gamma.max(0.0);
        let left = |i: usize| excess[i] - gamma * shape[i];
        let squares = sum(&|i| left(i) * left(i));
        if squares < best.0 {
            best = (squares, gamma, phi);
        }
    }
    (best.1, best.2)
}

#[cfg(test)]
mod tests {
    use super::{Along, LEFT_OF_CHI_SQUARE, Scatter, autoregression};
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg32;

    use crate::CountSeries;
    use crate::testing::assert_close;

    #[test]
    fn what_an_autoregression_adds_gives_it_back() {
        // 4 (1 - 0.6^h) for h of 1, 2 and 4.
        let (gamma, phi) = autoregression([1.6, 2.56, 3.4816]);
        assert_close(gamma, 4.0);
        assert_close(phi, 0.6);
    }

    // Expected: scipy.stats.chi2.cdf(scipy.stats.chi2.ppf(0.8, 1), 3) / 0.8, scipy 1.17.1.
    #[test]
    fn what_is_left_of_chi_square_is_scipys() {
        let q = crate::special::chi_square_quantile(0.8, 1.0);
        let left = (1.0 - crate::special::chi_square_sf(q, 3.0)) / 0.8;
        assert!((left - LEFT_OF_CHI_SQUARE).abs() < 1e-12, "{left}");
    }

    #[test]
    fn a_constant_series_and_a_short_one_are_independent() {
        let constant = CountSeries::new(2, &[9, 0].repeat(100));
        let scatter = Scatter::of(&constant, 0..100);
        assert_eq!(scatter.across.to_bits(), 1.0_f64.to_bits());
        let independent = Along { variance: 1.0, autocorrelation: 0.0 };
        assert_eq!(scatter.along(&[9, 0], &[9, 0]), independent);
        let short = CountSeries::new(2, &[5, 4, 4, 5, 5, 4]);
        assert_eq!(Scatter::of(&short, 0..3).along(&[5, 4], &[4, 5]), independent);
        assert_eq!(Scatter::of(&short, 0..0).along(&[0, 0], &[0, 0]), independent);
    }

    #[test]
    fn a_step_is_no_scatter_and_what_wanders_is() {
        let of = |ones: &mut dyn FnMut(u32) -> u32| {
            let counts: Vec<u32> = (0..256).map(ones).flat_map(|ones| [ones, 100 - ones]).collect();
            Scatter::of(&CountSeries::new(2, &counts), 0..256).along(&[1, 2], &[2, 1])
        };
        let step = of(&mut |i| if i < 130 { 30 } else { 70 });
        assert_eq!(step, Along { variance: 1.0, autocorrelation: 0.0 });
        // An autoregression of 0.95 from bin to bin, 0.8 from stretch to stretch, of random signs.
        let mut rng = Pcg32::seed_from_u64(1);
        let mut level = 0.0;
        let mut wander = |_: u32| {
            level = 0.95 * level + if rng.random::<bool>() { 4.0 } else { -4.0 };
            (0..100).map(|_| u32::from(rng.random::<f64>() * 100.0 < 50.0 + level)).sum()
        };
        let wander = of(&mut wander);
        assert!(wander.variance > 10.0 && wander.autocorrelation > 0.5, "{wander:?}");
    }
}
