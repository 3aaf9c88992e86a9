//! What must hold of the shift of an outcome given the features, for any input: `cargo test -p stats --test
//! conditional_shift`.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::{ConditionalShift, Feature, Outcome, conditional_shift};

/// Rows of each side.
const ROWS: usize = 200;
/// Learners are slow: few cases, each of other rows.
const CASES: u32 = 12;

/// Rows of both sides by turns: two features, an outcome that leans on the first, and on which side.
#[derive(Clone, Debug)]
struct Rows {
    first: Vec<f64>,
    second: Vec<f64>,
    outcome: Vec<bool>,
    is_production: Vec<bool>,
}

impl Rows {
    /// `change` is by how much production's log odds are higher.
    fn drawn(seed: u64, change: f64) -> Self {
        let mut random = Pcg32::seed_from_u64(seed);
        let mut rows =
            Self { first: vec![], second: vec![], outcome: vec![], is_production: vec![] };
        for row in 0..2 * ROWS {
            let is_production = row % 2 == 1;
            let first = random.random::<f64>();
            let odds = 3.0 * (first - 0.5) + if is_production { change } else { 0.0 };
            rows.first.push(first);
            rows.second.push(random.random::<f64>());
            rows.outcome.push(1.0 / (1.0 + libm::exp(-odds)) > random.random::<f64>());
            rows.is_production.push(is_production);
        }
        rows
    }

    fn map(&self, of: impl Fn(f64) -> f64) -> Self {
        Self { first: self.first.iter().copied().map(of).collect(), ..self.clone() }
    }

    fn in_order(&self, order: &[usize]) -> Self {
        Self {
            first: order.iter().map(|&row| self.first[row]).collect(),
            second: order.iter().map(|&row| self.second[row]).collect(),
            outcome: order.iter().map(|&row| self.outcome[row]).collect(),
            is_production: order.iter().map(|&row| self.is_production[row]).collect(),
        }
    }

    fn shift(&self, seed: u32) -> ConditionalShift {
        let features =
            [Feature::Numbers(self.first.clone()), Feature::Numbers(self.second.clone())];
        conditional_shift(&features, Outcome::Class(&self.outcome), &self.is_production, seed)
            .unwrap()
    }
}

fn is_near(a: ConditionalShift, b: ConditionalShift) -> bool {
    (a.gain.value - b.gain.value).abs() <= 1e-9
        && (a.gain.standard_error - b.gain.standard_error).abs() <= 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    /// Which side is called production makes no difference: the gain has no sign of a direction.
    #[test]
    fn sides_can_be_exchanged(seed in 0_u64..1_000_000, change in -2.0..2.0_f64) {
        let rows = Rows::drawn(seed, change);
        let exchanged = Rows { is_production: rows.is_production.iter().map(|is| !is).collect(), ..rows.clone() };
        prop_assert!(is_near(rows.shift(1), exchanged.shift(1)));
    }

    /// Trees see the order of numbers and nothing else.
    #[test]
    fn features_can_be_stretched(seed in 0_u64..1_000_000, change in -2.0..2.0_f64) {
        let rows = Rows::drawn(seed, change);
        prop_assert_eq!(rows.shift(1), rows.map(|value| 4.0 * value - 1.0).shift(1));
        prop_assert_eq!(rows.shift(1), rows.map(|value| value * value).shift(1));
    }

    /// Rows in another order fall into other folds: the gain is the same but for the errors of both.
    #[test]
    fn order_of_rows_is_chance_alone(seed in 0_u64..1_000_000, change in -2.0..2.0_f64) {
        let rows = Rows::drawn(seed, change);
        let turned: Vec<usize> = (0..2 * ROWS).rev().collect();
        let (a, b) = (rows.shift(1), rows.in_order(&turned).shift(1));
        prop_assert_eq!(a.rows, b.rows);
        let error = a.gain.standard_error + b.gain.standard_error;
        prop_assert!((a.gain.value - b.gain.value).abs() <= 4.0 * error, "{a:?} {b:?}");
    }

    /// The same rows on both sides: nothing is gained by knowing which one.
    #[test]
    fn identical_sides_gain_nothing(seed in 0_u64..1_000_000) {
        let rows = Rows::drawn(seed, 0.0);
        let twice: Vec<usize> = (0..2 * ROWS).flat_map(|row| [row, row]).collect();
        let mut rows = rows.in_order(&twice);
        rows.is_production = (0..4 * ROWS).map(|row| row % 2 == 1).collect();
        let found = rows.shift(1);
        prop_assert!(found.p_value > 1e-3 && found.gain.value < 0.01, "{found:?}");
    }
}
