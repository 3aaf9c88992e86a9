//! Noise floor of the Wasserstein distance.
//!
//! Without drift, `sqrt(n m / (n + m))` times the distance tends to the integral of `|B(F(x))|`
//! over x, with the pooled cumulative share F and a Brownian bridge B (del Barrio, Giné and
//! Matrán 1999). The expected value is closed, since `E |B(u)| = sqrt(2 u (1 - u) / pi)`; the
//! percentile is simulated on a grid of u. Widths are counted in units of a power of two near the
//! largest magnitude, so that they stay within range.

use std::f64::consts::PI;

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::{NoiseFloor, effective_n};
use crate::{
    Sorted,
    merge::{self, Step},
    unit::common_exponent,
};

/// Steps of the grid, equally wide in u: what one bridge walks.
pub const BRIDGE_STEPS: usize = 128;
const STEPS: f64 = BRIDGE_STEPS as f64;
/// A stretch of the grid whose width is under this share of the unit is none: nothing beside the
/// largest value, and too small to be divided.
const NO_WIDTH: f64 = 1e-290;

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
    let mut grid = BridgeGrid::new(reference, production)?;
    merge::walk(reference, production, |step| grid.visit(step));
    grid.finish().floor(draws, seed)
}

/// A stretch of values whose pooled cumulative share is about `at`.
struct Knot {
    at: f64,
    /// Width of the stretch, weighted so that the expected area is exact.
    width: f64,
}

/// The pooled values so far, gathered into knots of a grid.
pub(crate) struct BridgeGrid {
    effective_n: f64,
    exponent: i32,
    /// Two to minus the exponent.
    unit: f64,
    /// One over the number of pooled values.
    share: f64,
    knots: Vec<Knot>,
    /// Where the open knot's step of the grid ends, in u.
    end: f64,
    /// Integral of `sqrt(u (1 - u))` over the open knot, and of that times u.
    spread: f64,
    moment: f64,
}

impl BridgeGrid {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let (n, m) = (reference.len(), production.len());
        let share = 1.0 / (n + m) as f64;
        let effective_n = effective_n(n as u64, m as u64);
        let knots = Vec::new();
        let end = 1.0 / STEPS;
        let exponent = common_exponent(reference, production);
        let unit = libm::ldexp(1.0, -exponent);
        let start =
            Self { effective_n, exponent, unit, share, knots, end, spread: 0.0, moment: 0.0 };
        (n > 0 && m > 0).then_some(start)
    }

    #[inline(always)]
    pub fn visit(&mut self, step: Step) {
        let passed = step.reference + step.production;
        if passed == 0 {
            return;
        }
        let u = passed as f64 * self.share;
        if u >= self.end && step.is_gap() {
            self.close_knot();
            self.end = (libm::floor(u * STEPS) + 1.0) / STEPS;
        }
        let part = (step.next * self.unit - step.value * self.unit) * (u * (1.0 - u)).sqrt();
        self.spread += part;
        self.moment += part * u;
    }

    pub fn finish(mut self) -> Self {
        self.close_knot();
        self
    }

    fn close_knot(&mut self) {
        if self.spread > NO_WIDTH {
            let at = self.moment / self.spread;
            self.knots.push(Knot { at, width: self.spread / (at * (1.0 - at)).sqrt() });
        }
        (self.spread, self.moment) = (0.0, 0.0);
    }

    /// The floor from this many bridges over the finished grid; `None` without draws, or where the
    /// floor is beyond the largest number.
    pub fn floor(&self, draws: u32, seed: u32) -> Option<NoiseFloor> {
        let scale = 1.0 / self.effective_n.sqrt();
        let mut rng = Pcg32::seed_from_u64(u64::from(seed));
        let areas = (0..draws).map(|_| scale * draw_area(&mut rng, &self.knots)).collect();
        let spread = |knot: &Knot| knot.width * (knot.at * (1.0 - knot.at)).sqrt();
        let expected = scale * (2.0 / PI).sqrt() * self.knots.iter().map(spread).sum::<f64>();
        let p95 = NoiseFloor::from_draws(areas)?.p95;
        let [expected, p95] = [expected, p95].map(|floor| libm::ldexp(floor, self.exponent));
        let is_finite = expected.is_finite() && p95.is_finite();
        is_finite.then_some(NoiseFloor { expected, p95, draws: Some(draws) })
    }
}

/// The area under the absolute value of one Brownian bridge.
fn draw_area(rng: &mut impl Rng, knots: &[Knot]) -> f64 {
    let (mut at, mut bridge) = (0.0, 0.0);
    let mut area = 0.0;
    let mut normals = Normals { spare: None };
    for knot in knots {
        // Given the bridge at `at`, and 0 at 1, the next point is normal.
        let left = (1.0 - knot.at) / (1.0 - at);
        let variance = (knot.at - at) * left;
        bridge = bridge * left + variance.sqrt() * normals.draw(rng);
        at = knot.at;
        area += knot.width * bridge.abs();
    }
    area
}

/// Standard normal numbers by Marsaglia's polar method (1964), which makes them in pairs.
struct Normals {
    spare: Option<f64>,
}

impl Normals {
    fn draw(&mut self, rng: &mut impl Rng) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let x = 2.0 * rng.random::<f64>() - 1.0;
            let y = 2.0 * rng.random::<f64>() - 1.0;
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let factor = (-2.0 * libm::log(square) / square).sqrt();
                self.spare = Some(y * factor);
                return x * factor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::wasserstein;
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
