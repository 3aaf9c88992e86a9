//! A policy's mean reward by self-normalised weights: `Σ w r / Σ w` over the rows of the log (Hájek 1971; Swaminathan and
//! Joachims 2015).
//!
//! Weights are those of [`super::inverse_propensity`]. Their sum is the number of rows only on average; over it, the
//! estimate stays within the rewards, moves with them when a constant is added, and mostly has the smaller error, for a
//! bias that vanishes with the rows. It is the weighted mean of [`ImportanceWeights`], with that error, held against Student's
//! law of the effective number of rows less 1. In the reward's unit. `None` as there, where all weights are 0, or where one row
//! has all the weight.

use super::are_weights;
use crate::estimation::ImportanceWeights;
use crate::experiment::Arm;

/// The policy's mean reward, from each row's reward and weight.
#[must_use]
pub fn self_normalised(rewards: &[f64], weights: &[f64]) -> Option<Arm> {
    if !are_weights(weights, rewards.len()) {
        return None;
    }
    let weights = ImportanceWeights::of_weights(weights)?;
    let mean = weights.mean(rewards)?;
    let degrees_of_freedom = weights.effective_rows() - 1.0;
    Arm { value: mean.value, standard_error: mean.standard_error, degrees_of_freedom }.if_sound()
}

#[cfg(test)]
mod tests {
    use super::self_normalised;
    use crate::testing::assert_close;

    // Expected: numpy 2.4.6: v = (w * r).sum() / w.sum(); numpy.sqrt((w**2 * (r - v)**2).sum()) / w.sum(), w.sum()**2 /
    // (w**2).sum() - 1.
    #[test]
    fn equals_the_formula_in_numpy() {
        let found =
            self_normalised(&[1.0, 0.0, 2.0, 5.0, 1.0], &[2.0, 0.5, 1.0, 0.0, 4.0]).unwrap();
        assert_close(found.value, 1.0666666666666667);
        assert_close(found.standard_error, 0.14873956027272456);
        assert_close(found.degrees_of_freedom, 1.6470588235294117);
    }

    #[test]
    fn moves_with_the_rewards_and_of_nothing_is_none() {
        let weights = [2.0, 0.5, 1.0];
        let plain = self_normalised(&[1.0, 0.0, 1.0], &weights).unwrap();
        let moved = self_normalised(&[4.0, 3.0, 4.0], &weights).unwrap();
        assert_close(plain.value + 3.0, moved.value);
        assert_close(plain.standard_error, moved.standard_error);
        assert_eq!(self_normalised(&[1.0, 2.0], &[0.0, 0.0]), None);
        assert_eq!(self_normalised(&[1.0, 2.0], &[0.0, 3.0]), None);
        assert_eq!(self_normalised(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(self_normalised(&[1.0, f64::INFINITY], &[1.0, 1.0]), None);
    }
}
