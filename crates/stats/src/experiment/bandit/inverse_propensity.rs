//! A policy's mean reward by inverse propensity: the mean of `w r` over the rows of the log (Horvitz and Thompson 1952;
//! Li and others 2011), with the error of a mean.
//!
//! The weight w of a row is the probability with which the policy would choose the logged arm there, over the
//! propensity. Free of bias where each propensity is right and over 0 wherever the policy chooses the arm; where some
//! weights are large, its error is, and in a sample without such a row too small. In the reward's unit. `None` with fewer
//! than two rows, lists of unlike length, or a weight that is negative or not a number.

use super::are_weights;
use crate::Moments;
use crate::experiment::Arm;

/// The policy's mean reward, from each row's reward and weight.
#[must_use]
pub fn inverse_propensity(rewards: &[f64], weights: &[f64]) -> Option<Arm> {
    let weighted: Vec<f64> = rewards.iter().zip(weights).map(|(r, w)| r * w).collect();
    if !are_weights(weights, rewards.len()) || weighted.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mut moments = Moments::new();
    moments.update(&weighted);
    Arm::of_mean(&moments)
}

#[cfg(test)]
mod tests {
    use super::inverse_propensity;
    use crate::testing::assert_close;

    // Expected: by hand: products 2, 0, 4, 0 with the mean 1.5 and the variance 11 / 3, over 4 rows.
    #[test]
    fn is_the_mean_of_weighted_rewards() {
        let found = inverse_propensity(&[1.0, 0.0, 2.0, 5.0], &[2.0, 2.0, 2.0, 0.0]).unwrap();
        assert_eq!(found.value, 1.5);
        assert_close(found.standard_error, (11.0_f64 / 12.0).sqrt());
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(inverse_propensity(&[1.0], &[1.0]), None);
        assert_eq!(inverse_propensity(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(inverse_propensity(&[1.0, 2.0], &[1.0, f64::INFINITY]), None);
        assert_eq!(inverse_propensity(&[1.0, f64::NAN], &[1.0, 1.0]), None);
        assert_eq!(inverse_propensity(&[1.0, 2.0], &[1.0, -1.0]), None);
    }
}
