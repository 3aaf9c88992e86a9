//! Without drift, a distance exceeds the 95th percentile of its noise floor in 5% of comparisons:
//! seeded simulations with bounds of about three standard errors.
//!
//! Each floor comes from 39 draws, whose second largest one more draw of the same law exceeds with a
//! probability of 2 in 40.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::{
    Cells, LogBase, Sorted, cramers_v, jensen_shannon, noise, psi_floored, total_variation,
    wasserstein,
};

const DRAWS: u32 = 39;

/// Samples of n and m values of a law on levels, counted; levels that do not occur are left out.
fn table(rng: &mut Pcg32, n: u64, m: u64, levels: u64, law: fn(f64, u64) -> f64) -> Cells {
    let mut counts = vec![(0, 0); levels as usize];
    let mut level = || (law(rng.random(), levels) as usize).min(levels as usize - 1);
    (0..n).for_each(|_| counts[level()].0 += 1);
    (0..m).for_each(|_| counts[level()].1 += 1);
    let (reference, production) = counts.into_iter().filter(|pair| *pair != (0, 0)).unzip();
    Cells { reference, production }
}

fn uniform(u: f64, levels: u64) -> f64 {
    u * levels as f64
}

/// Zipf's law in its continuous form: the density at x is in proportion to 1 / (1 + x).
fn zipf(u: f64, levels: u64) -> f64 {
    libm::pow((levels + 1) as f64, u) - 1.0
}

/// Shares of repetitions in which PSI, Jensen-Shannon, total variation and Cramér's V exceed.
fn exceedance(
    repetitions: u32,
    (n, m): (u64, u64),
    levels: u64,
    law: fn(f64, u64) -> f64,
) -> [f64; 4] {
    let mut rng = Pcg32::seed_from_u64(n + levels);
    let floor = 0.5 / n.max(m) as f64;
    let psi = |cells: &Cells| Some(psi_floored(cells, floor)?.value);
    let js = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
    let distances: [&noise::Distance<'_>; 4] = [&psi, &js, &total_variation, &cramers_v];
    let mut exceeded = [0; 4];
    for seed in 0..repetitions {
        let cells = table(&mut rng, n, m, levels, law);
        let floors = noise::binned_each(&cells, DRAWS, seed, distances);
        for ((count, floor), distance) in exceeded.iter_mut().zip(floors).zip(distances) {
            // What is equal but for rounding, where all splits give one distance, does not exceed.
            *count += u32::from(distance(&cells).unwrap() > floor.unwrap().p95 * (1.0 + 1e-12));
        }
    }
    exceeded.map(|count| f64::from(count) / f64::from(repetitions))
}

#[track_caller]
fn assert_between(shares: &[f64], low: f64, high: f64) {
    assert!(shares.iter().all(|share| (low..=high).contains(share)), "{shares:?}");
}

// Redrawing both sides from the pooled shares instead, as NumPy says, PSI exceeds in 0 to 100% of these
// and total variation in 6 to 100%.
#[test]
fn rare_values_exceed_the_floor_as_often_as_common_ones() {
    // With 50 values of twice as many levels, few different distances can occur, and ties with the
    // percentile do not exceed it.
    for (sizes, repetitions, low, high) in [
        ((50, 50), 2_000, 0.025, 0.065),
        ((200, 120), 800, 0.025, 0.075),
        ((1_000, 1_000), 250, 0.01, 0.1),
        ((10_000, 8_000), 30, 0.0, 0.17),
    ] {
        assert_between(&exceedance(repetitions, sizes, sizes.0 / 2, uniform), low, high);
        assert_between(&exceedance(repetitions, sizes, sizes.0, zipf), low, high);
        assert_between(&exceedance(repetitions, sizes, sizes.0 * 2, uniform), low, high);
    }
}

fn sample(rng: &mut Pcg32, n: usize, quantile: impl Fn(f64) -> f64) -> Sorted {
    Sorted::new((0..n).map(|_| quantile(rng.random())).collect()).unwrap()
}

fn cauchy(u: f64) -> f64 {
    libm::tan(std::f64::consts::PI * (u - 0.5))
}

/// As heavy as a lognormal law with a standard deviation of logarithms of 2: `x^2` of a ratio.
fn log_logistic(u: f64) -> f64 {
    libm::pow(u / (1.0 - u), 1.2)
}

#[test]
fn heavy_tails_exceed_the_floor_as_often_as_thin_ones() {
    for law in [cauchy, log_logistic] {
        for (n, m) in [(300, 300), (400, 60)] {
            let mut rng = Pcg32::seed_from_u64(n as u64);
            let exceeded = (0..800).filter(|seed| {
                let (a, b) = (sample(&mut rng, n, law), sample(&mut rng, m, law));
                let floor = noise::wasserstein(&a, &b, DRAWS, *seed).unwrap();
                wasserstein(&a, &b).unwrap() > floor.p95
            });
            assert_between(&[exceeded.count() as f64 / 800.0], 0.025, 0.075);
        }
    }
}
