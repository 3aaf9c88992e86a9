//! How often events come on two sides whose windows of time lie at other places of a day or week.
//!
//! Windows of one place (the same hour of the same weekday) are alike. Only places that both sides have count. The
//! reference's mean at a place, `m_g` of `n_g` windows, says what production's `k_g` windows there would have had, so
//! that the sides are `Σ k_g m_g` and `T` events in the same `K = Σ k_g` windows.
//!
//! Counts spread more than the Poisson law has it, and neighbouring windows together: a quiet day is quiet in all its
//! hours. A block of windows, as a day, with e expected events therefore has the variance `e + s² e²`, that of the negative
//! binomial law. With c the events of a block, `h = Σ m_g / n_g / e` the part of them that its own windows fixed, and R the
//! ratio of both sides, `X² = Σ (c − e)² / e` over the reference's blocks plus `Σ (c − R e)² / (R e (1 + R h))` over
//! production's has `ν = Σ (1 − h) + Σ (1 − e / Σ e)` degrees of freedom, and `s² = (X² − ν) / d`, at least 0, where d
//! is the sum of ν's terms, each times the events expected of its block. All blocks of the reference tell of s, also those at
//! places that production does not have. Where ν is under 1, as with one day a side, windows are their own blocks, which
//! knows nothing of days.
//!
//! `Var T = T + s² Σ (R e)²`, and `Var Σ k_g m_g = Σ w_g² n_g m_g + s² Σ (Σ w_g m_g)²`, with `w_g = k_g / n_g` and the inner
//! sum over the windows of a block. Intervals are Student's with ν degrees of freedom on the scale of logarithms, as an
//! error of blocks grows with what it is of; of no event, as if it were one. s² is the moment estimate of Breslow (1984)
//! in one step.

use std::collections::BTreeMap;

use crate::performance::{Estimate, Interval};
use crate::special::student_t_quantile;

/// How many events a window of time has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountedWindow {
    /// Windows of one place are alike.
    pub place: u64,
    /// Windows of one block, as a day, may be quiet together.
    pub block: i64,
    /// Its events.
    pub count: f64,
}

/// Events of both sides in windows that are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchedRate {
    /// Events a window of the reference, its places weighted as production has them.
    pub reference: Estimate,
    /// Events a window of production.
    pub production: Estimate,
    /// Windows of the reference and of production at places that both have.
    pub windows: [u64; 2],
    /// Events in them.
    pub events: [f64; 2],
    /// The standard deviation of blocks beyond the Poisson law, relative to their mean.
    pub spread: f64,
    /// Whether it is that of whole blocks, not of windows.
    pub is_of_blocks: bool,
    /// The reference's mean at each place that both have.
    means: BTreeMap<u64, Mean>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Mean {
    sum: f64,
    windows: f64,
}

impl Mean {
    fn value(self) -> f64 {
        self.sum / self.windows
    }
}

/// Both sides; `None` where they have no place in common, or the reference has no event there. No intervals where
/// nothing tells how counts spread.
#[must_use]
pub fn matched_rate(
    reference: &[CountedWindow],
    production: &[CountedWindow],
) -> Option<MatchedRate> {
    let all = by_place(reference);
    let own = by_place(production);
    let kept = |windows: &[CountedWindow], other: &BTreeMap<u64, Mean>| -> Vec<CountedWindow> {
        windows.iter().copied().filter(|window| other.contains_key(&window.place)).collect()
    };
    let alike = kept(reference, &own);
    let production = kept(production, &all);
    let sum = |windows: &[CountedWindow]| windows.iter().map(|window| window.count).sum::<f64>();
    let expected: f64 = production.iter().map(|window| all[&window.place].value()).sum();
    if expected <= 0.0 {
        return None;
    }
    let came = sum(&production);
    let n = production.len() as f64;
    let weight = |place: u64| own.get(&place).map_or(0.0, |own| own.windows / all[&place].windows);
    let sides = |block: fn(usize, &CountedWindow) -> i64| Sides {
        reference: blocks(reference, &all, weight, block),
        production: blocks(&production, &all, weight, block),
        ratio: came / expected,
    };
    let (of_blocks, of_windows) = (sides(|_, window| window.block), sides(|at, _| at as i64));
    let is_of_blocks = of_blocks.degrees_of_freedom() >= LEAST_FREEDOM;
    let sides = if is_of_blocks { of_blocks } else { of_windows };
    let degrees_of_freedom = sides.degrees_of_freedom();
    let square = sides.square_of_spread();
    let t = (degrees_of_freedom >= LEAST_FREEDOM)
        .then(|| student_t_quantile(0.975, degrees_of_freedom));
    let estimate = |events: f64, variance: f64| {
        let value = events / n;
        // No event at all is not known to be none for ever.
        let least = events.max(1.0);
        let factor = t.map(|t| libm::exp(t * variance.sqrt() / least));
        let interval = factor
            .filter(|factor| factor.is_finite())
            .map(|factor| Interval { low: value / factor, high: least / n * factor });
        Estimate { value, interval }
    };
    let by_chance: f64 =
        alike.iter().map(|window| weight(window.place).powi(2) * window.count).sum();
    let of_reference: f64 = sides.reference.iter().map(|block| block.weighted.powi(2)).sum();
    let ratio = came.max(1.0) / expected;
    let of_production: f64 =
        sides.production.iter().map(|block| (ratio * block.expected).powi(2)).sum();
    Some(MatchedRate {
        reference: estimate(expected, by_chance + square * of_reference),
        production: estimate(came, came.max(1.0) + square * of_production),
        windows: [alike.len() as u64, production.len() as u64],
        events: [sum(&alike), came],
        spread: square.sqrt(),
        is_of_blocks,
        means: all.into_iter().filter(|(place, _)| own.contains_key(place)).collect(),
    })
}

impl MatchedRate {
    /// What the reference expects of a window at a place; `None` where it has none there.
    #[must_use]
    pub fn expected(&self, place: u64) -> Option<f64> {
        self.means.get(&place).map(|mean| mean.value())
    }
}

fn by_place(windows: &[CountedWindow]) -> BTreeMap<u64, Mean> {
    let mut means: BTreeMap<u64, Mean> = BTreeMap::new();
    for window in windows {
        let mean = means.entry(window.place).or_default();
        mean.sum += window.count;
        mean.windows += 1.0;
    }
    means
}

/// Windows that may be quiet together.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    count: f64,
    expected: f64,
    /// The part of the expected events that the block's own windows would have fixed.
    fixed: f64,
    /// The expected events as they count for production.
    weighted: f64,
}

fn blocks(
    windows: &[CountedWindow],
    means: &BTreeMap<u64, Mean>,
    weight: impl Fn(u64) -> f64,
    block: fn(usize, &CountedWindow) -> i64,
) -> Vec<Block> {
    let mut blocks: BTreeMap<i64, Block> = BTreeMap::new();
    for (at, window) in windows.iter().enumerate() {
        let mean = means[&window.place];
        let block = blocks.entry(block(at, window)).or_default();
        block.count += window.count;
        block.expected += mean.value();
        block.fixed += mean.value() / mean.windows;
        block.weighted += weight(window.place) * mean.value();
    }
    blocks.into_values().filter(|block| block.expected > 0.0).collect()
}

/// Blocks of both sides, and the ratio of production's events to those expected of it.
struct Sides {
    reference: Vec<Block>,
    production: Vec<Block>,
    ratio: f64,
}

impl Sides {
    /// Of each block: its degrees of freedom, the events that are expected of it, and its part of X².
    fn parts(&self) -> impl Iterator<Item = [f64; 3]> {
        let ratio = self.ratio;
        let all: f64 = self.production.iter().map(|block| block.expected).sum();
        let reference = self.reference.iter().map(|block| {
            let gap = block.count - block.expected;
            let freedom = 1.0 - block.fixed / block.expected;
            [freedom, block.expected, gap * gap / block.expected]
        });
        let production = self.production.iter().filter(move |_| ratio > 0.0).map(move |block| {
            let came = ratio * block.expected;
            let gap = block.count - came;
            let variance = came + ratio * ratio * block.fixed;
            [1.0 - block.expected / all, came, gap * gap / variance]
        });
        reference.chain(production)
    }

    fn degrees_of_freedom(&self) -> f64 {
        self.parts().map(|[freedom, ..]| freedom).sum()
    }

    fn square_of_spread(&self) -> f64 {
        let beyond: f64 = self.parts().map(|[freedom, _, square]| square - freedom).sum();
        let events: f64 = self.parts().map(|[freedom, events, _]| freedom * events).sum();
        if events > 0.0 { (beyond / events).max(0.0) } else { 0.0 }
    }
}

/// Sums of shares may be a hair under 1.
const LEAST_FREEDOM: f64 = 1.0 - 1e-9;

#[cfg(test)]
mod tests {
    use super::{CountedWindow, matched_rate};
    use crate::performance::Estimate;
    use crate::testing::assert_close;

    fn windows(of: &[(u64, i64, f64)]) -> Vec<CountedWindow> {
        of.iter().map(|&(place, block, count)| CountedWindow { place, block, count }).collect()
    }

    fn assert_estimate(estimate: Estimate, [value, low, high]: [f64; 3]) {
        let interval = estimate.interval.unwrap();
        assert_close(estimate.value, value);
        assert_close(interval.low, low);
        assert_close(interval.high, high);
    }

    // Expected: tests/goldens/matched_rate.py, numpy 2.4.6, scipy 1.17.1.
    #[test]
    fn equals_numpy() {
        let reference = windows(&[
            (0, 0, 90.0),
            (1, 0, 40.0),
            (2, 0, 11.0),
            (0, 1, 131.0),
            (1, 1, 22.0),
            (2, 1, 17.0),
            (0, 2, 100.0),
            (1, 2, 61.0),
            (3, 2, 5.0),
        ]);
        let production =
            windows(&[(1, 7, 30.0), (2, 7, 12.0), (0, 8, 70.0), (1, 8, 35.0), (9, 8, 400.0)]);
        let told = matched_rate(&reference, &production).unwrap();
        assert_close(told.spread, 0.06169688078135793);
        assert_estimate(told.reference, [50.75, 41.812506200923906, 61.59789818920468]);
        assert_estimate(told.production, [36.75, 27.044761155255177, 49.9380450153307]);
        assert_eq!((told.windows, told.events), ([8, 4], [472.0, 147.0]));
        assert!(told.is_of_blocks);
        assert_eq!((told.expected(2), told.expected(3)), (Some(14.0), None));
    }

    // Expected: the same program.
    #[test]
    fn one_day_a_side_goes_by_its_windows() {
        let reference = windows(&[(0, 0, 90.0), (1, 0, 40.0), (2, 0, 11.0), (3, 0, 20.0)]);
        let production = windows(&[(1, 7, 30.0), (2, 7, 12.0), (3, 7, 9.0)]);
        let told = matched_rate(&reference, &production).unwrap();
        assert!(!told.is_of_blocks);
        assert_close(told.spread, 0.12153113942512987);
        assert_estimate(told.reference, [71.0 / 3.0, 12.820564219804892, 43.688491513178896]);
        assert_estimate(told.production, [17.0, 8.514811259224173, 33.940858018071005]);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let one = windows(&[(0, 0, 5.0)]);
        assert_eq!(matched_rate(&one, &windows(&[(1, 0, 5.0)])), None);
        assert_eq!(matched_rate(&[], &one), None);
        assert_eq!(matched_rate(&one, &[]), None);
        assert_eq!(matched_rate(&windows(&[(0, 0, 0.0)]), &one), None);
        let told = matched_rate(&one, &one).unwrap();
        assert_eq!((told.reference.interval, told.production.interval), (None, None));
    }

    #[test]
    fn no_event_has_an_interval_all_the_same() {
        let reference = windows(&[(0, 0, 5.0), (0, 1, 7.0), (0, 2, 6.0)]);
        let told = matched_rate(&reference, &windows(&[(0, 9, 0.0)])).unwrap();
        assert_eq!(told.production.value, 0.0);
        assert!(told.production.interval.unwrap().high > 1.0);
    }
}
