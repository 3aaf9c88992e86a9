//! Whether the same rows have another outcome now: what knowing the side adds to foretelling the outcome
//! from the features.
//!
//! Boosted trees ([`crate::boosting`]) learn the outcome from the features of both sides together, and once
//! more from the features and the side. Folds are scored by what learned on the folds before them, as in
//! [`crate::DomainClassifier`]. The gain is the loss without the side less the loss with it, row by row: the
//! logistic loss of a class in nats, or half the squared error in variances of the number. Where the outcome
//! depends on the features alone, whatever their law on either side (covariate shift), the side tells
//! nothing more, and the gain is 0 or, as trees learn noise from it, a little less. The p-value is of a gain
//! over 0, by the normal law.
//!
//! What the trees cannot learn of the features the side may stand in for, where it goes with them; the
//! gain then says that a relation changed which only these trees do not know. `None` with fewer than 100
//! rows a side, or an outcome that does not vary.

use crate::boosting::{Binned, Boosting, Feature, Target};
use crate::folds::FOLDS;
use crate::sample::folds_by_group;
use crate::special::normal_sf;
use crate::{Measured, Moments};

/// Rows of a side under which nothing is learned.
const FEWEST_ROWS: usize = 100;

/// What happened, row by row.
#[derive(Clone, Copy)]
pub enum Outcome<'a> {
    /// Whether it was so.
    Class(&'a [bool]),
    /// A number; finite.
    Number(&'a [f64]),
}

/// What knowing the side adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConditionalShift {
    /// Rows that were scored.
    pub rows: u64,
    /// What the side takes off the loss of a row.
    pub gain: Measured,
    /// How likely such a gain or a greater one is where the side tells nothing.
    pub p_value: f64,
}

/// Learns the outcome without the side and with it.
#[must_use]
pub fn conditional_shift(
    features: &[Feature],
    outcome: Outcome<'_>,
    is_production: &[bool],
    seed: u32,
) -> Option<ConditionalShift> {
    let production = is_production.iter().filter(|is| **is).count();
    if production.min(is_production.len() - production) < FEWEST_ROWS {
        return None;
    }
    let fold = folds_by_group(is_production, FOLDS, seed);
    let without: Vec<Binned> = features.iter().map(Binned::new).collect();
    let side = is_production.iter().map(|is| f64::from(u8::from(*is))).collect();
    let with: Vec<Binned> =
        features.iter().chain([&Feature::Numbers(side)]).map(Binned::new).collect();
    let unit = Unit::of(outcome)?;
    let mut gains = Moments::new();
    for scored in 1..FOLDS {
        let rows = |is: &dyn Fn(usize) -> bool| -> Vec<u32> {
            (0..fold.len() as u32).filter(|&row| is(fold[row as usize])).collect()
        };
        let train = rows(&|fold| fold < scored);
        let models = [&without, &with].map(|features| unit.train(outcome, features, &train));
        let gain = |row: u32| {
            let loss = |model: &Boosting, features: &[Binned]| {
                unit.loss(outcome, row, model.foretell(features, row))
            };
            loss(&models[0], &without) - loss(&models[1], &with)
        };
        let of_fold: Vec<f64> = rows(&|fold| fold == scored).into_iter().map(gain).collect();
        gains.update(&of_fold);
    }
    let value = gains.mean()?;
    let standard_error = gains.standard_deviation(1)? / (gains.n() as f64).sqrt();
    let p_value = if standard_error > 0.0 { normal_sf(value / standard_error) } else { 1.0 };
    let gain = Measured { value, standard_error };
    Some(ConditionalShift { rows: gains.n(), gain, p_value })
}

/// What trees that learned on some rows foretell of others: the chance of a class, or the number. `None`
/// where the outcome does not vary.
#[must_use]
pub fn foretold(
    features: &[Feature],
    outcome: Outcome<'_>,
    learned_on: &[u32],
    rows: &[u32],
) -> Option<Vec<f64>> {
    let features: Vec<Binned> = features.iter().map(Binned::new).collect();
    let unit = Unit::of(outcome)?;
    let model = unit.train(outcome, &features, learned_on);
    let foretell = |row: &u32| {
        let score = model.foretell(&features, *row);
        match outcome {
            Outcome::Class(_) => 1.0 / (1.0 + libm::exp(-score)),
            Outcome::Number(_) => unit.mean + unit.deviation * score,
        }
    };
    Some(rows.iter().map(foretell).collect())
}

/// A number's mean and deviation, by which it is learned; 0 and 1 of a class.
struct Unit {
    mean: f64,
    deviation: f64,
}

impl Unit {
    /// `None` where the outcome does not vary.
    fn of(outcome: Outcome<'_>) -> Option<Self> {
        match outcome {
            Outcome::Class(is) => {
                let varies = is.iter().any(|is| *is) && !is.iter().all(|is| *is);
                varies.then_some(Self { mean: 0.0, deviation: 1.0 })
            }
            Outcome::Number(numbers) => {
                let mut moments = Moments::new();
                moments.update(numbers);
                let (mean, deviation) = (moments.mean()?, moments.standard_deviation(0)?);
                (deviation > 0.0 && deviation.is_finite()).then_some(Self { mean, deviation })
            }
        }
    }

    fn train(&self, outcome: Outcome<'_>, features: &[Binned], rows: &[u32]) -> Boosting {
        match outcome {
            Outcome::Class(is) => Boosting::train(features, is, rows),
            Outcome::Number(numbers) => {
                let scaled: Vec<f64> =
                    numbers.iter().map(|number| (number - self.mean) / self.deviation).collect();
                Boosting::train_on(features, Target::Number(&scaled), rows)
            }
        }
    }

    fn loss(&self, outcome: Outcome<'_>, row: u32, score: f64) -> f64 {
        match outcome {
            Outcome::Class(is) => {
                let away = if is[row as usize] { -score } else { score };
                // ln(1 + e^x) without overflow.
                away.max(0.0) + libm::log1p(libm::exp(-away.abs()))
            }
            Outcome::Number(numbers) => {
                let off = score - (numbers[row as usize] - self.mean) / self.deviation;
                0.5 * off * off
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg32;

    use super::*;

    /// Two features, production's first one higher by `shift`, and an outcome whose log odds lean on the first
    /// by 2 before and by `slope` afterwards.
    fn drawn(seed: u64, rows: usize, shift: f64, slope: f64) -> ConditionalShift {
        let mut random = Pcg32::seed_from_u64(seed);
        let (mut first, mut second, mut outcome, mut side) = (vec![], vec![], vec![], vec![]);
        for row in 0..2 * rows {
            let is_production = row >= rows;
            let x = random.random::<f64>() + if is_production { shift } else { 0.0 };
            let odds = if is_production { slope } else { 2.0 } * (x - 0.5);
            first.push(x);
            second.push(random.random::<f64>());
            outcome.push(1.0 / (1.0 + libm::exp(-odds)) > random.random::<f64>());
            side.push(is_production);
        }
        let features = [Feature::Numbers(first), Feature::Numbers(second)];
        conditional_shift(&features, Outcome::Class(&outcome), &side, seed as u32).unwrap()
    }

    #[test]
    fn another_relation_is_seen_and_another_law_of_the_features_is_not() {
        let p = |shift, slope| {
            (1..=30).filter(|&s| drawn(s, 1_000, shift, slope).p_value < 0.05).count()
        };
        // `scipy.stats.binom.isf(1e-4, 30, 0.05)`; scipy 1.17.1.
        assert!(p(0.0, 2.0) <= 8);
        assert!(p(0.5, 2.0) <= 8, "{} of 30 under covariate shift", p(0.5, 2.0));
        assert!(p(0.0, -2.0) >= 29);
    }

    #[test]
    fn what_cannot_be_learned_is_none() {
        let features = [Feature::Numbers(vec![1.0; 400])];
        let side: Vec<bool> = (0..400).map(|row| row % 2 == 0).collect();
        assert_eq!(conditional_shift(&features, Outcome::Class(&[true; 400]), &side, 1), None);
        assert_eq!(conditional_shift(&features, Outcome::Class(&side), &side[..150], 1), None);
        assert_eq!(foretold(&features, Outcome::Number(&[2.0; 400]), &[0, 1], &[2]), None);
    }

    #[test]
    fn numbers_are_foretold_in_their_unit() {
        let x: Vec<f64> = (0..400).map(f64::from).collect();
        let y: Vec<f64> = x.iter().map(|x| 1e6 + 1e3 * x).collect();
        let learned: Vec<u32> = (0..400).step_by(2).collect();
        let found =
            foretold(&[Feature::Numbers(x)], Outcome::Number(&y), &learned, &[101]).unwrap();
        assert!((found[0] - y[101]).abs() < 2e4, "{found:?}");
    }
}
