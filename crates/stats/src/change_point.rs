//! Where a series of counts changes: the split with the largest likelihood ratio.
//!
//! Rows in order of time fall into bins, and each bin's values into cells. For each split s of the bins
//! the multinomial likelihood ratio is `G(s) = 2 (L(before) + L(after) - L(all))` with
//! `L = sum c ln c - n ln n` over the counts c of the cells. The change point is the s of the largest
//! G. Without a change the largest G has the law of [`bridge_maximum_sf`]: its p-value counts that s
//! was looked for.
//!
//! Rows that come in clusters (a day's weather, a batch) vary more than independent ones: G is divided
//! by the `dispersion` of neighbouring stretches, as quasi-likelihood does; see [`dispersion`].
//!
//! The 95% interval holds the splits with `G(s) >= max G - 7.352`: near a change G runs as a Brownian
//! motion with drift to both sides, its excess is the larger of two exponential variables of mean 2, and
//! `(1 - exp(-7.352 / 2))^2 = 0.95` (Siegmund 1988, Confidence sets in change-point problems). The true
//! row may lie anywhere in the bins beside a split, so that one bin more belongs to it on each side.

use std::ops::Range;

use crate::special::bridge_maximum_sf;
use crate::{Cells, CountSeries, chi_square_homogeneity};

/// `-2 ln(1 - 0.95^(1/2))`.
const EXCESS_95: f64 = 7.352_075_5;
/// Stretches between which the dispersion is measured.
const DISPERSION_BLOCKS: usize = 64;
/// Share of the pairs of stretches that are left out, as a change may lie between them.
const TRIMMED: f64 = 0.1;

/// A change of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChangePoint {
    /// The bin that it begins with.
    pub split: usize,
    /// The likelihood ratio over the dispersion.
    pub statistic: f64,
    /// Chance of so large a statistic at any split, without a change.
    pub p_value: f64,
    /// The first bin that it may begin with, by the 95% interval.
    pub first: usize,
    /// The bin that it has begun by, by the 95% interval.
    pub last: usize,
}

/// The change point of a stretch of bins, with at least `least_values` values on either side; `None`
/// where there is no such split, or only one cell is filled.
#[must_use]
pub fn change_point(
    series: &CountSeries,
    bins: Range<usize>,
    least_values: u64,
    dispersion: f64,
) -> Option<ChangePoint> {
    let total = series.values(bins.clone());
    let least = least_values.max(1);
    let is_open = |&split: &usize| {
        let before = series.values(bins.start..split);
        before >= least && total - before >= least
    };
    let splits: Vec<usize> = (bins.start + 1..bins.end).filter(is_open).collect();
    let (&first_split, &last_split) = (splits.first()?, splits.last()?);
    let filled = series.counts(bins.clone()).filter(|count| *count > 0).count();
    let dimensions = filled.checked_sub(1).filter(|dimensions| *dimensions > 0)?;
    let likelihood = |bins: Range<usize>| {
        let sum: f64 = series.counts(bins.clone()).map(entropy).sum();
        sum - entropy(series.values(bins))
    };
    let whole = likelihood(bins.clone());
    let ratio = |split: &usize| {
        let parts = likelihood(bins.start..*split) + likelihood(*split..bins.end);
        (2.0 * (parts - whole)).max(0.0) / dispersion.max(1.0)
    };
    let ratios: Vec<f64> = splits.iter().map(ratio).collect();
    let most = (0..ratios.len()).reduce(|a, b| if ratios[b] > ratios[a] { b } else { a })?;
    let in_interval = |i: &usize| ratios[*i] >= ratios[most] - EXCESS_95;
    let low = (0..=most).find(in_interval).unwrap_or(most);
    let high = (most..ratios.len()).rev().find(in_interval).unwrap_or(most);
    let share = |split: usize| series.values(bins.start..split) as f64 / total as f64;
    Some(ChangePoint {
        split: splits[most],
        statistic: ratios[most],
        p_value: bridge_maximum_sf(
            ratios[most],
            dimensions as f64,
            share(first_split),
            share(last_split),
        ),
        first: splits[low] - 1,
        last: (splits[high] + 1).min(bins.end),
    })
}

/// `c ln c`.
fn entropy(count: u64) -> f64 {
    let count = count as f64;
    if count > 0.0 { count * libm::log(count) } else { 0.0 }
}

/// How many times more neighbouring stretches differ than independent rows would: the mean of
/// chi-square over its degrees of freedom, over pairs of neighbours among 64 stretches but for the tenth
/// that differs most; at least 1. Neighbours that hold one and the same value differ by nothing more than
/// independent rows would and count as 1: left out, a series that is constant but for a change would be
/// measured at the change alone.
#[must_use]
pub fn dispersion(series: &CountSeries, bins: Range<usize>) -> f64 {
    let starts = series.blocks(bins, DISPERSION_BLOCKS);
    let of_pair = |bounds: &[usize]| {
        let cells = Cells {
            reference: series.counts(bounds[0]..bounds[1]).collect(),
            production: series.counts(bounds[1]..bounds[2]).collect(),
        };
        let test = chi_square_homogeneity(&cells)?;
        let degrees_of_freedom = test.degrees_of_freedom as f64;
        Some(if degrees_of_freedom > 0.0 { test.statistic / degrees_of_freedom } else { 1.0 })
    };
    let mut ratios: Vec<f64> = starts.windows(3).filter_map(of_pair).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let kept = ratios.len() - (ratios.len() as f64 * TRIMMED) as usize;
    let mean = ratios[..kept].iter().sum::<f64>() / kept.max(1) as f64;
    mean.max(1.0)
}
