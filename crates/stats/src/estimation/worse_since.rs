//! Since when a metric is worse: where a row of windows is best cut in two.
//!
//! The baseline and the windows before a place are one part, those from it on the other; each part has the
//! mean weighted by inverse variance, and z is their difference over its standard error. The place is the
//! one of the largest z in the direction that is worse (the likelihood ratio for one step, with known
//! variances). Its p-value is that of the largest of k normal numbers, by Bonferroni; as neighbouring
//! places share most windows it is on the safe side.
//!
//! Windows may vary by more than chance without any change: [`overdispersion`] tells by how much, from
//! windows of the baseline and of either side of a step, and standard errors are to be multiplied by its root.

use super::Direction;
use crate::{Measured, special::normal_sf};

/// A step to the worse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorseSince {
    /// The first window of the worse part.
    pub position: usize,
    /// Weighted mean of the windows from there on.
    pub after: Measured,
    /// p-value of the step, adjusted for the places that were looked at.
    pub p_value: f64,
}

/// The clearest step to the worse; `None` without windows, where a standard error is not over 0, or where
/// numbers are beyond what can be added.
#[must_use]
pub fn worse_since(
    baseline: Measured,
    windows: &[Measured],
    direction: Direction,
) -> Option<WorseSince> {
    let is_sound = |part: &Measured| {
        let weight = weight(part);
        part.value.is_finite() && weight > 0.0 && weight.is_finite()
    };
    if !is_sound(&baseline) || !windows.iter().all(is_sound) {
        return None;
    }
    let worse = if direction == Direction::LargerIsBetter { 1.0 } else { -1.0 };
    // From each place on: sums from the end, as taking away would leave rounding behind.
    let mut from: Vec<Part> = Vec::with_capacity(windows.len());
    let mut part = Part::of(&[]);
    for window in windows.iter().rev() {
        part.add(window);
        from.push(part);
    }
    let mut before = Part::of(&[baseline]);
    if !(part.weight + before.weight).is_finite() {
        return None;
    }
    let mut best: Option<(f64, WorseSince)> = None;
    for (position, (window, after)) in windows.iter().zip(from.iter().rev()).enumerate() {
        let difference = worse * (before.mean().value - after.mean().value);
        let z = difference / libm::hypot(before.mean().standard_error, after.mean().standard_error);
        if z.is_finite() && best.is_none_or(|(largest, _)| z > largest) {
            let p_value = (windows.len() as f64 * normal_sf(z)).min(1.0);
            best = Some((z, WorseSince { position, after: after.mean(), p_value }));
        }
        before.add(window);
    }
    best.map(|(_, since)| since)
}

/// How much more windows vary than their standard errors say: the mean squared z from the weighted mean of the
/// part that they are of, 1 at least; 1 with under two windows beside one of each part.
#[must_use]
pub fn overdispersion(parts: &[&[Measured]]) -> f64 {
    let squares = |windows: &&[Measured]| {
        let mean = Part::of(windows).mean().value;
        let square = |part: &Measured| weight(part) * (part.value - mean) * (part.value - mean);
        windows.iter().map(square).sum::<f64>()
    };
    let held = || parts.iter().filter(|windows| !windows.is_empty());
    let beside_one: usize = held().map(|windows| windows.len() - 1).sum();
    let ratio = held().map(squares).sum::<f64>() / beside_one as f64;
    if beside_one >= 2 && ratio.is_finite() { ratio.max(1.0) } else { 1.0 }
}

fn weight(part: &Measured) -> f64 {
    1.0 / (part.standard_error * part.standard_error)
}

/// Sums of windows, by inverse variance.
#[derive(Clone, Copy)]
struct Part {
    weight: f64,
    sum: f64,
}

impl Part {
    fn of(windows: &[Measured]) -> Self {
        let mut part = Self { weight: 0.0, sum: 0.0 };
        windows.iter().for_each(|window| part.add(window));
        part
    }

    fn add(&mut self, window: &Measured) {
        self.weight += weight(window);
        self.sum += weight(window) * window.value;
    }

    fn mean(self) -> Measured {
        Measured { value: self.sum / self.weight, standard_error: (1.0 / self.weight).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::{overdispersion, worse_since};
    use crate::{Measured, estimation::Direction, testing::assert_close};

    fn windows(values: &[f64]) -> Vec<Measured> {
        values.iter().map(|&value| Measured { value, standard_error: 0.01 }).collect()
    }

    #[test]
    fn finds_the_step() {
        let baseline = Measured { value: 0.9, standard_error: 0.004 };
        let row = windows(&[0.905, 0.893, 0.902, 0.85, 0.861, 0.848]);
        let since = worse_since(baseline, &row, Direction::LargerIsBetter).unwrap();
        assert_eq!(since.position, 3);
        assert_close(since.after.value, (0.85 + 0.861 + 0.848) / 3.0);
        assert_close(since.after.standard_error, 0.01 / 3_f64.sqrt());
        assert!(since.p_value < 1e-6, "{since:?}");
        let other = worse_since(baseline, &row, Direction::SmallerIsBetter).unwrap();
        assert!(other.p_value > 0.5, "{other:?}");
    }

    // Expected: by hand: before is the baseline alone, z = 0.02 / hypot(0.03, 0.04), one place;
    // scipy.stats.norm.sf(0.4), scipy 1.17.1.
    #[test]
    fn one_window_is_one_test() {
        let of = |value, standard_error| Measured { value, standard_error };
        let since = worse_since(of(0.5, 0.03), &[of(0.48, 0.04)], Direction::LargerIsBetter);
        assert_close(since.unwrap().p_value, 0.344_578_258_389_675_8);
        assert_eq!(worse_since(of(0.5, 0.03), &[], Direction::LargerIsBetter), None);
        assert_eq!(
            worse_since(of(1e308, 1e-9), &[of(-1e308, 1.0)], Direction::LargerIsBetter),
            None
        );
        assert_eq!(worse_since(of(0.5, 0.0), &[of(0.4, 0.1)], Direction::LargerIsBetter), None);
    }

    #[test]
    fn windows_that_wander_are_seen() {
        let of = |parts: &[&[f64]]| {
            let parts: Vec<Vec<Measured>> = parts.iter().map(|values| windows(values)).collect();
            overdispersion(&parts.iter().map(Vec::as_slice).collect::<Vec<&[Measured]>>())
        };
        assert_close(of(&[&[0.9, 0.93, 0.87]]), 9.0);
        assert_close(of(&[&[0.9, 0.901, 0.9]]), 1.0);
        assert_close(of(&[&[0.9, 0.5]]), 1.0);
        assert_close(of(&[]), 1.0);
        // Each from its own mean: (9 + 9 + 0 + 8) / (2 + 0 + 1).
        assert_close(of(&[&[0.9, 0.93, 0.87], &[0.1], &[0.5, 0.54], &[]]), 26.0 / 3.0);
    }
}
