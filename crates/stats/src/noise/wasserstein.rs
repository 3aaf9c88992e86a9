//! Noise floors of the Wasserstein distance and of the energy distance, from the same walks.
//!
//! Without drift every split of the pooled values into sides of n and m is equally likely, and the
//! distance is the integral of the difference of two shares over the gaps between pooled values. Near
//! the ends, where few values of the thinner side lie and heavy tails have most of their width, that
//! difference is drawn as it is: hypergeometric. In between, `sqrt(n m / (n + m))` times it is nearly a
//! Brownian bridge (del Barrio, Giné and Matrán 1999), whose expected area is closed, since
//! `E |B(u)| = sqrt(2 u (1 - u) / pi)`. The energy distance is the root of twice the area under the
//! square of the difference.
//!
//! The gaps are gathered into knots, one per pooled value at the ends, then ever wider ones, so that the
//! work does not grow with the values. Widths are counted in units of a power of two near the largest
//! magnitude, so that they stay within range.

use std::f64::consts::SQRT_2;

use super::{
    NoiseFloor,
    bridge::{Bridge, Knot},
    effective_n,
};
use crate::{
    Sorted,
    merge::{self, Step},
    unit::common_exponent,
};

/// Knots that a bridge walks, at most about: 128 wide ones, and 4.5 at each end per factor e of the
/// values that a wide one holds. What a bridge costs, whatever the number of values.
pub const BRIDGE_STEPS: usize = 256;
/// Wide knots hold one of this many parts of the values.
const PARTS: usize = 128;
/// Nearer to an end, a knot holds at most one of this many parts of the values beyond it.
const PARTS_BEYOND: usize = 4;
/// A stretch of the grid whose width is under this share of the unit is none: nothing beside the
/// largest value, and too small to be divided.
const NO_WIDTH: f64 = 1e-290;
/// How near to a half a rank counts as one, in pooled values.
const NEAR_HALF: f64 = 1e-6;

/// Noise floor of [`crate::wasserstein`] for these samples, in the values' unit: `draws` bridges.
///
/// The same seed gives the same floor. `None` where a side is empty.
#[must_use]
pub fn wasserstein(
    reference: &Sorted,
    production: &Sorted,
    draws: u32,
    seed: u32,
) -> Option<NoiseFloor> {
    bridges(reference, production, draws, seed)?.wasserstein
}

/// What the same bridges give for several distances; `None` where the floor is beyond the largest
/// number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BridgeFloors {
    /// Of [`crate::wasserstein()`], in the values' unit.
    pub wasserstein: Option<NoiseFloor>,
    /// Of [`crate::energy_distance`], in the root of the values' unit.
    pub energy: Option<NoiseFloor>,
}

/// Noise floors of the Wasserstein and the energy distance: `draws` bridges. `None` where a side is
/// empty, or without draws.
#[must_use]
pub fn bridges(
    reference: &Sorted,
    production: &Sorted,
    draws: u32,
    seed: u32,
) -> Option<BridgeFloors> {
    let mut grid = BridgeGrid::new(reference, production)?;
    merge::walk(reference, production, |step| grid.visit(step));
    grid.finish().floors(draws, seed)
}

/// The pooled values so far, gathered into knots of a grid.
pub(crate) struct BridgeGrid {
    reference: u64,
    production: u64,
    exponent: i32,
    /// Two to minus the exponent.
    unit: f64,
    /// One over the number of pooled values.
    share: f64,
    knots: Vec<Knot>,
    /// Ends of the stretches after the open one, last first, in pooled values.
    ends: Vec<usize>,
    /// End of the open knot's stretch, in pooled values.
    end: usize,
    /// Width of the open knot, and the integral of u over it.
    width: f64,
    moment: f64,
}

impl BridgeGrid {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let (n, m) = (reference.len(), production.len());
        if n == 0 || m == 0 {
            return None;
        }
        let exponent = common_exponent(reference, production);
        let mut ends = ends_of_stretches(n + m);
        ends.reverse();
        Some(Self {
            reference: n as u64,
            production: m as u64,
            exponent,
            unit: libm::ldexp(1.0, -exponent),
            share: 1.0 / (n + m) as f64,
            knots: Vec::new(),
            end: ends.pop().unwrap_or(usize::MAX),
            ends,
            width: 0.0,
            moment: 0.0,
        })
    }

    #[inline(always)]
    pub fn visit(&mut self, step: Step) {
        let passed = step.reference + step.production;
        if passed == 0 {
            return;
        }
        if passed >= self.end && step.is_gap() {
            self.close_knot();
            while passed >= self.end {
                self.end = self.ends.pop().unwrap_or(usize::MAX);
            }
        }
        let gap = step.next * self.unit - step.value * self.unit;
        self.width += gap;
        self.moment += gap * (passed as f64 * self.share);
    }

    pub fn finish(mut self) -> Self {
        self.close_knot();
        self
    }

    /// Takes the open knot as one gap at its mean u, of which it spans at most a fifth: the bridge's
    /// expected area changes by less than one in a thousand.
    fn close_knot(&mut self) {
        if self.width > NO_WIDTH {
            let values = self.reference + self.production;
            // Halves are common, and go down whatever the last bits are.
            let rank = self.moment / self.width * values as f64 - 0.5 - NEAR_HALF;
            let rank = libm::ceil(rank) as u64;
            self.knots.push(Knot { rank: rank.clamp(1, values - 1), width: self.width });
        }
        (self.width, self.moment) = (0.0, 0.0);
    }

    /// The floors from this many bridges over the finished grid; `None` without draws.
    pub fn floors(&self, draws: u32, seed: u32) -> Option<BridgeFloors> {
        let scale = 1.0 / effective_n(self.reference, self.production).sqrt();
        let bridge = Bridge::new(&self.knots, self.reference, self.production);
        let [areas, roots] = bridge.areas(draws, seed)?;
        // The root of an odd power of two is that of the even one below, times the root of 2.
        let (half, is_odd) = (self.exponent.div_euclid(2), self.exponent.rem_euclid(2));
        let of_root = if is_odd == 1 { 2.0 } else { SQRT_2 };
        Some(BridgeFloors {
            wasserstein: in_unit(areas.times(scale), self.exponent),
            energy: in_unit(roots.times(scale * of_root), half),
        })
    }
}

/// A floor times a power of two; `None` where it is beyond the largest number.
fn in_unit(floor: NoiseFloor, exponent: i32) -> Option<NoiseFloor> {
    let [expected, p95] = [floor.expected, floor.p95].map(|value| libm::ldexp(value, exponent));
    let is_finite = expected.is_finite() && p95.is_finite();
    is_finite.then_some(NoiseFloor { expected, p95, ..floor })
}

/// Where the stretches of the grid end, in pooled values and in order; the first begins behind the
/// first value. The same from both ends.
fn ends_of_stretches(values: usize) -> Vec<usize> {
    let mut starts = vec![1];
    let mut start = 1;
    while start <= values / 2 {
        start += (start / PARTS_BEYOND).clamp(1, (values / PARTS).max(1));
        starts.push(start);
    }
    starts.pop();
    let from_above = starts.iter().rev().map(|&start| values - start + 1);
    starts.iter().copied().skip(1).chain(from_above).collect()
}

#[cfg(test)]
mod tests {
    use super::{bridges, ends_of_stretches, wasserstein};
    use crate::{
        Sorted,
        testing::{a, assert_within, b, sorted},
    };

    // Expected: for one gap the bridge is one normal number with variance u (1 - u), so the floor
    // is that of the difference of two shares: sqrt(2 / pi) and 1.959964 standard errors.
    #[test]
    fn follows_the_known_law_of_two_values() {
        let side = |ones: usize| {
            let mut values = vec![0.0; 1000 - ones];
            values.resize(1000, 1.0);
            sorted(&values)
        };
        let floor = wasserstein(&side(300), &side(340), 5000, 1).unwrap();
        let standard_error = (0.32 * 0.68 * 2.0 / 1000.0_f64).sqrt();
        let expected = (2.0 / std::f64::consts::PI).sqrt() * standard_error;
        assert_within(floor.expected, expected, 1e-12);
        assert_within(floor.p95, 1.959964 * standard_error, 0.04);
    }

    // Expected: mean and 95th percentile over 40,000 numpy permutations of the pooled values
    // tan(pi (u - 1/2)), u = ((7919 i + 13) % 100003 + 0.5) / 100003 for i under 300 and
    // ((104729 i + 7) % 99991 + 0.5) / 99991 for i under 200; numpy 2.4.6. A bridge with one knot for
    // the last 128th of the values gives a percentile of 42.8 in NumPy.
    #[test]
    fn heavy_tails_are_permuted_as_numpy_does() {
        let side = |n: u64, [a, c, m]: [u64; 3]| {
            let u = |i: u64| (((a * i + c) % m) as f64 + 0.5) / m as f64;
            let values: Vec<f64> =
                (0..n).map(|i| libm::tan(std::f64::consts::PI * (u(i) - 0.5))).collect();
            sorted(&values)
        };
        let (a, b) = (side(300, [7919, 13, 100_003]), side(200, [104_729, 7, 99_991]));
        let floor = wasserstein(&a, &b, 4000, 1).unwrap();
        assert_within(floor.expected, 20.23, 0.03);
        assert_within(floor.p95, 34.40, 0.03);
    }

    // Expected: as above, with scipy.stats.energy_distance; numpy 2.4.6, scipy 1.17.1.
    #[test]
    fn the_energy_distance_is_permuted_as_numpy_does() {
        let side = |n: u64, [a, c, m]: [u64; 3], scale: f64| {
            let value = |i: u64| scale * ((a * i + c) % m) as f64 / m as f64;
            sorted(&(0..n).map(value).collect::<Vec<_>>())
        };
        for (scale, root) in [(1.0, 1.0), (2.0, 2.0_f64.sqrt()), (1024.0, 32.0)] {
            let (a, b) =
                (side(300, [7919, 13, 100_003], scale), side(200, [104_729, 7, 99_991], scale));
            let floor = bridges(&a, &b, 4000, 1).unwrap().energy.unwrap();
            assert_within(floor.expected, 0.0491002 * root, 0.03);
            assert_within(floor.p95, 0.0885438 * root, 0.03);
        }
    }

    #[test]
    fn the_grid_is_bounded_fine_at_both_ends_and_complete() {
        for values in [2, 3, 7, 64, 350, 20_000, 2_000_000, 2_000_000_000] {
            let ends = ends_of_stretches(values);
            assert!(ends.len() <= 350, "{values} values: {} stretches", ends.len());
            assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
            assert_eq!(ends.last(), Some(&values));
            let from_above: Vec<usize> = ends.iter().rev().map(|end| values + 1 - end).collect();
            assert_eq!(from_above[0], 1);
            assert_eq!(from_above[1..], ends[..ends.len() - 1]);
        }
    }

    #[test]
    fn moves_with_the_unit_and_not_with_the_origin() {
        let floor = |scale: f64, shift: f64| {
            let of = |side: Sorted| {
                let moved: Vec<f64> = side.values().iter().map(|v| v * scale + shift).collect();
                sorted(&moved)
            };
            wasserstein(&of(a()), &of(b()), 100, 1).unwrap()
        };
        assert_eq!(floor(4.0, 0.0).p95, 4.0 * floor(1.0, 0.0).p95);
        assert_within(floor(1.0, 1000.0).p95, floor(1.0, 0.0).p95, 1e-9);
    }

    #[test]
    fn constants_have_no_noise_and_an_empty_side_no_floor() {
        let constant = sorted(&[2.0; 9]);
        let floor = wasserstein(&constant, &constant, 10, 1).unwrap();
        assert_eq!((floor.expected, floor.p95), (0.0, 0.0));
        assert_eq!(wasserstein(&constant, &Sorted::default(), 10, 1), None);
    }

    #[test]
    fn neither_large_nor_small_values_leave_the_range() {
        let floor = |value: f64| {
            let side = sorted(&[0.0, value].repeat(400));
            let floor = wasserstein(&side, &side, 50, 1).unwrap();
            [floor.expected / value, floor.p95 / value]
        };
        let of_one = floor(1.0);
        for value in [f64::MAX, 1e200, 1e-200, 2.0_f64.powi(-1040)] {
            let [expected, p95] = floor(value);
            assert_within(expected, of_one[0], 1e-6);
            assert_within(p95, of_one[1], 1e-6);
        }
        let least = f64::from_bits(1);
        let side = sorted(&[0.0, least, 2.0 * least, 1.0].repeat(100));
        assert!(wasserstein(&side, &side, 50, 1).unwrap().p95.is_finite());
    }
}
