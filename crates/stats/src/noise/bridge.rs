//! The area under the difference of two samples' shares, drawn without drift.

use std::f64::consts::PI;

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::{NoiseFloor, effective_n, hypergeometric::draw_hypergeometric};

/// Values of the thinner side to be expected beyond a knot from which the normal law is close enough.
const NORMAL_FROM: f64 = 16.0;

/// A stretch of values.
pub(super) struct Knot {
    /// Pooled values at or below the stretch, about: 1 or more, and less than all.
    pub rank: u64,
    /// Width of the stretch.
    pub width: f64,
}

/// A walk over knots: hypergeometric near both ends, normal in between.
pub(super) struct Bridge<'a> {
    lower: &'a [Knot],
    middle: &'a [Knot],
    upper: &'a [Knot],
    reference: u64,
    production: u64,
}

impl<'a> Bridge<'a> {
    /// A walk over these knots, in order, of two sides' values.
    pub fn new(knots: &'a [Knot], reference: u64, production: u64) -> Self {
        let values = reference + production;
        let thin_share = reference.min(production) as f64 / values as f64;
        let is_thin = |beyond: u64| beyond as f64 * thin_share < NORMAL_FROM;
        let is_lower = |knot: &Knot| knot.rank <= values / 2;
        let lower = knots.partition_point(|knot| is_lower(knot) && is_thin(knot.rank));
        let upper = knots.partition_point(|knot| is_lower(knot) || !is_thin(values - knot.rank));
        let (knots, upper) = knots.split_at(upper);
        let (lower, middle) = knots.split_at(lower);
        Self { lower, middle, upper, reference, production }
    }

    /// Expected value and 95th percentile of the area, times the root of the effective number of
    /// values, and of the root of the area under the square, likewise: seeded draws, but for what of the
    /// area's expected value is closed. `None` without draws.
    pub fn areas(&self, draws: u32, seed: u32) -> Option<[NoiseFloor; 2]> {
        let mut rng = Pcg32::seed_from_u64(u64::from(seed));
        let mut of_ends = 0.0;
        let areas = (0..draws).map(|_| {
            let (ends, middle) = self.draw(&mut rng);
            of_ends += ends.area;
            (ends.area + middle.area, (ends.of_square + middle.of_square).sqrt())
        });
        let (areas, roots) = areas.unzip();
        let (floor, of_roots) = (NoiseFloor::from_draws(areas)?, NoiseFloor::from_draws(roots)?);
        let spread = |knot: &Knot| {
            let at = self.share(knot);
            knot.width * (at * (1.0 - at)).sqrt()
        };
        let of_middle = (2.0 / PI).sqrt() * self.middle.iter().map(spread).sum::<f64>();
        let expected = of_middle + of_ends / f64::from(draws);
        Some([NoiseFloor { expected, ..floor }, of_roots])
    }

    /// The areas of one bridge: at the ends, and in the middle.
    fn draw(&self, rng: &mut impl Rng) -> (Areas, Areas) {
        let mut walk = Walk { left: (self.reference, self.production), ..Walk::default() };
        let scale = effective_n(self.reference, self.production).sqrt();
        let mut ends = Areas::default();
        let mut from = (0.0, 0.0);
        for knot in self.lower {
            walk.go_to(rng, knot.rank);
            from = (self.share(knot), scale * self.difference(&walk));
            ends.add(knot, from.1);
        }
        let values = self.reference + self.production;
        let mut walk = Walk { left: walk.left, ..Walk::default() };
        let mut to = (1.0, 0.0);
        for knot in self.upper.iter().rev() {
            walk.go_to(rng, values - knot.rank);
            to = (self.share(knot), -scale * self.difference(&walk));
            ends.add(knot, to.1);
        }
        (ends, self.draw_middle(rng, from, to))
    }

    /// The area of a Brownian bridge over the middle knots between two points that it passes.
    fn draw_middle(&self, rng: &mut impl Rng, from: (f64, f64), to: (f64, f64)) -> Areas {
        let (mut at, mut bridge) = from;
        let mut normals = Normals { spare: None };
        let mut areas = Areas::default();
        for knot in self.middle {
            // Given the bridge at both sides of it, the next point is normal.
            let next = self.share(knot);
            let left = (to.0 - next) / (to.0 - at);
            let variance = (next - at) * left;
            bridge = bridge * left + to.1 * (1.0 - left) + variance.sqrt() * normals.draw(rng);
            at = next;
            areas.add(knot, bridge);
        }
        areas
    }

    fn share(&self, knot: &Knot) -> f64 {
        knot.rank as f64 / (self.reference + self.production) as f64
    }

    /// Share of the reference passed on a walk, less that of production.
    fn difference(&self, walk: &Walk) -> f64 {
        walk.passed.0 as f64 / self.reference as f64 - walk.passed.1 as f64 / self.production as f64
    }
}

/// The areas under a bridge and under its square, over some knots.
#[derive(Default)]
struct Areas {
    area: f64,
    of_square: f64,
}

impl Areas {
    fn add(&mut self, knot: &Knot, bridge: f64) {
        self.area += knot.width * bridge.abs();
        self.of_square += knot.width * bridge * bridge;
    }
}

/// Values of each side, reference and production, on a walk from one end.
#[derive(Default)]
struct Walk {
    passed: (u64, u64),
    left: (u64, u64),
}

impl Walk {
    /// Goes on until so many values are passed.
    fn go_to(&mut self, rng: &mut impl Rng, values: u64) {
        let step = values - self.passed.0 - self.passed.1;
        let reference = draw_hypergeometric(rng, self.left.0, self.left.1, step);
        let production = step - reference;
        self.passed = (self.passed.0 + reference, self.passed.1 + production);
        self.left = (self.left.0 - reference, self.left.1 - production);
    }
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
