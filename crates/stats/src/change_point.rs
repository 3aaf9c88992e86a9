//! Where a series of counts changes: the split with the largest likelihood ratio.
//!
//! Rows in order of time fall into bins, and each bin's values into cells. For each split s of the bins
//! the multinomial likelihood ratio is `G(s) = 2 (L(before) + L(after) - L(all))` with
//! `L = sum c ln c - n ln n` over the counts c of the cells. The change point is the s of the largest
//! G. Without a change the largest G has the law of [`bridge_maximum_sf`]: its p-value counts that s
//! was looked for.
//!
//! Rows that come in clusters, or wander, vary more than independent ones, and more along some
//! directions than others: see [`Scatter`]. With d cells but one free, a variance of v along the change
//! that was found and of a along the others, G has the law of `v` times one and `a` times d - 1 squares.
//! Satterthwaite's `G / c` with `c = (v² + (d - 1) a²) / (v + (d - 1) a)` and
//! `(v + (d - 1) a) / c` dimensions stands for it, as in Rao and Scott's correction of the second order
//! (1984, On chi-squared tests for multiway contingency tables).
//!
//! The 95% interval holds the splits with `G(s) >= max G - 7.352 v`: near a change G runs as a Brownian
//! motion with drift to both sides, its excess is the larger of two exponential variables of mean 2, and
//! `(1 - exp(-7.352 / 2))^2 = 0.95` (Siegmund 1988, Confidence sets in change-point problems). The true
//! row may lie anywhere in the bins beside a split, so that one bin more belongs to it on each side.

use std::ops::Range;

use crate::special::bridge_maximum_sf;
use crate::{Along, CountSeries, Scatter};

/// How far a likelihood ratio in the 95% interval may be under the largest: `-2 ln(1 - 0.95^(1/2))`.
pub const CHANGE_EXCESS_95: f64 = 7.352_075_5;

/// A change of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChangePoint {
    /// The bin that it begins with.
    pub split: usize,
    /// The likelihood ratio over its scatter.
    pub statistic: f64,
    /// Chance of so large a statistic at any split, without a change.
    pub p_value: f64,
    /// The first bin that it may begin with, by the 95% interval.
    pub first: usize,
    /// The bin that it has begun by, by the 95% interval.
    pub last: usize,
    /// The scatter of the series along the change.
    pub along: Along,
}

/// The change point of a stretch of bins, with at least `least_values` values on either side; `None`
/// where there is no such split, or only one cell is filled.
#[must_use]
pub fn change_point(
    series: &CountSeries,
    bins: Range<usize>,
    least_values: u64,
    scatter: &Scatter,
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
        (2.0 * (parts - whole)).max(0.0)
    };
    let ratios: Vec<f64> = splits.iter().map(ratio).collect();
    let most = (0..ratios.len()).reduce(|a, b| if ratios[b] > ratios[a] { b } else { a })?;
    let [before, after] = [bins.start..splits[most], splits[most]..bins.end]
        .map(|bins| series.counts(bins).collect::<Vec<_>>());
    let along = scatter.along(&before, &after);
    let in_interval = |i: &usize| ratios[*i] >= ratios[most] - CHANGE_EXCESS_95 * along.variance;
    let low = (0..=most).find(in_interval).unwrap_or(most);
    let high = (most..ratios.len()).rev().find(in_interval).unwrap_or(most);
    let share = |split: usize| series.values(bins.start..split) as f64 / total as f64;
    let (scale, dimensions) = law(along.variance, scatter.across, dimensions as f64);
    let statistic = ratios[most] / scale;
    Some(ChangePoint {
        split: splits[most],
        statistic,
        p_value: bridge_maximum_sf(statistic, dimensions, share(first_split), share(last_split)),
        first: splits[low] - 1,
        last: (splits[high] + 1).min(bins.end),
        along,
    })
}

/// Satterthwaite's scale and dimensions of a sum of squares, one of variance `along`, the others of
/// variance `across`, which is not larger: it is the mean over all of them.
fn law(along: f64, across: f64, dimensions: f64) -> (f64, f64) {
    let (along, across, others) =
        (along.max(1.0), across.clamp(1.0, along.max(1.0)), dimensions - 1.0);
    let sum = along + others * across;
    let squares = along * along + others * across * across;
    (squares / sum, sum * sum / squares)
}

/// `c ln c`.
fn entropy(count: u64) -> f64 {
    let count = count as f64;
    if count > 0.0 { count * libm::log(count) } else { 0.0 }
}
