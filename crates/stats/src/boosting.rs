//! Gradient boosted trees that tell two groups of rows apart, or foretell a number (Friedman 2001), on
//! histograms of binned features, as LightGBM and XGBoost grow them (Ke and others 2017; Chen and Guestrin
//! 2016).
//!
//! Each round fits a tree to the gradient of the loss, logistic for groups and squared for numbers; a node's value is the Newton step
//! -G / (H + penalty), shrunk by the learning rate. Features are binned once; a missing value has a
//! bin, and so a branch, of its own; names are split into two sets by the order of their gradients.
//! Nothing is drawn at random, and nothing depends on the order of a hash map, so that the same rows
//! give the same trees everywhere.

mod bins;
mod grow;
mod target;
mod tree;

pub use bins::{Binned, Feature};

use grow::Grower;
pub use target::Target;
use tree::Tree;

/// Trees of a model.
const ROUNDS: usize = 40;
/// Share of each Newton step that is taken.
const LEARNING_RATE: f64 = 0.2;

/// A trained model.
pub struct Boosting {
    /// Log odds of the second group, or mean number, over all training rows.
    intercept: f64,
    trees: Vec<Tree>,
}

impl Boosting {
    /// Learns to tell the second group from the first by the rows at these positions.
    ///
    /// `is_second` tells the group of every row of `features`.
    #[must_use]
    pub fn train(features: &[Binned], is_second: &[bool], rows: &[u32]) -> Self {
        Self::train_on(features, Target::Group(is_second), rows)
    }

    /// Learns a target by the rows at these positions; it holds a value for every row of `features`.
    #[must_use]
    pub fn train_on(features: &[Binned], target: Target<'_>, rows: &[u32]) -> Self {
        let intercept = target.start(rows);
        let mut scores = vec![intercept; target.len()];
        let mut grower = Grower::new(features, target.len());
        let mut trees = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            grower.set_gradients(&scores, target, rows);
            let tree = grower.grow(rows, LEARNING_RATE, &mut scores);
            if tree.is_stump() {
                break;
            }
            trees.push(tree);
        }
        Self { intercept, trees }
    }

    /// What the model foretells of a row: log odds of the second group, or a number.
    #[must_use]
    pub fn foretell(&self, features: &[Binned], row: u32) -> f64 {
        let trees = self.trees.iter().map(|tree| tree.walk(features, row, |_, _, _| {}));
        self.intercept + trees.sum::<f64>()
    }

    /// Log odds of the second group for a row, and adds to `gains` what each feature takes off its
    /// logistic loss, in nats, to second order.
    ///
    /// A split moves the score from its node's value to that of the branch; what this takes off the
    /// loss is the feature's. Over rows that the model has not seen, a useless feature gains nothing
    /// on average, or loses.
    pub fn score(&self, features: &[Binned], row: u32, is_second: bool, gains: &mut [f64]) -> f64 {
        let mut score = self.intercept;
        for tree in &self.trees {
            let (gradient, curvature) = logistic_gradient(score, is_second);
            score += tree.walk(features, row, |feature, from, to| {
                gains[feature] -=
                    gradient * (to - from) + 0.5 * curvature * (to * to - from * from);
            });
        }
        score
    }
}

/// First and second derivative of the logistic loss by the score.
fn logistic_gradient(score: f64, is_second: bool) -> (f64, f64) {
    let probability = 1.0 / (1.0 + libm::exp(-score));
    (probability - f64::from(u8::from(is_second)), probability * (1.0 - probability))
}

#[cfg(test)]
mod tests {
    use super::{Binned, Boosting, Feature};

    /// Rows whose group is told by whether two of three features agree.
    fn rows(n: u32) -> (Vec<Binned>, Vec<bool>) {
        let bit = |i: u32, by: u32| (i.wrapping_mul(by) >> 7) & 1;
        let a: Vec<u32> = (0..n).map(|i| bit(i, 2_654_435_761)).collect();
        let b: Vec<u32> = (0..n).map(|i| bit(i, 2_246_822_519)).collect();
        let second = a.iter().zip(&b).map(|(a, b)| a == b).collect();
        let numbers = a.iter().map(|&bit| f64::from(bit)).collect();
        // Missing instead of a second value.
        let missing = b.iter().map(|&bit| if bit == 1 { f64::NAN } else { 3.0 }).collect();
        let noise = (0..n).map(|i| f64::from(bit(i, 3_266_489_917))).collect();
        let features =
            [numbers, missing, noise].map(|values| Binned::new(&Feature::Numbers(values)));
        (features.into(), second)
    }

    #[test]
    fn learns_what_only_two_features_together_tell() {
        let (features, is_second) = rows(2_000);
        let train: Vec<u32> = (0..1_000).collect();
        let model = Boosting::train(&features, &is_second, &train);
        let mut gains = vec![0.0; 3];
        for row in 1_000..2_000 {
            let truth = is_second[row as usize];
            let score = model.score(&features, row, truth, &mut gains);
            assert_eq!(score > 0.0, truth);
        }
        assert!(gains[0] + gains[1] > 500.0 && gains[2].abs() < 20.0, "{gains:?}");
    }

    #[test]
    fn names_fall_into_two_sets() {
        let codes = |i: u32| Some(i % 40);
        let features = [Binned::new(&Feature::Names((0..800).map(codes).collect()))];
        let is_second: Vec<bool> = (0..800_u32).map(|i| (i % 40) % 3 == 0).collect();
        let rows: Vec<u32> = (0..800).collect();
        let model = Boosting::train(&features, &is_second, &rows);
        let is_right = |&row: &u32| {
            let truth = is_second[row as usize];
            (model.score(&features, row, truth, &mut [0.0]) > 0.0) == truth
        };
        assert_eq!(rows.iter().filter(|row| is_right(row)).count(), 800);
    }

    #[test]
    fn nothing_to_learn_is_learned_from_little() {
        let one = [Binned::new(&Feature::Numbers(vec![1.0; 8]))];
        let model =
            Boosting::train(&one, &[true, false, true, false, true, false, true, false], &[0, 1]);
        assert_eq!(model.score(&one, 7, false, &mut [0.0]), 0.0);
        assert!(Boosting::train(&[], &[true], &[0]).trees.is_empty());
        assert!(Boosting::train(&one, &[], &[]).trees.is_empty());
    }
}
