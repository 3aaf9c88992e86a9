//! A policy's mean reward, doubly robust: what a model of the reward foretells of the policy's choices, corrected by how
//! far the model was off where the log shows it (Dudík, Langford and Li 2011).
//!
//! The mean of `m + w (r - q)` over the rows of the log, with q what the model foretells of the logged arm, m of the arms that
//! the policy would choose, each with its probability, and w as in [`super::inverse_propensity`]. Free of bias where either
//! the propensities or the model are right, and of a smaller error the better the model is. The model must not have learned
//! from the row itself. In the reward's unit. `None` as with inverse propensity.

use super::are_weights;
use crate::Moments;
use crate::experiment::Arm;

/// What a model foretells of the reward, row by row.
#[derive(Clone, Copy, Debug)]
pub struct OutcomeModel<'a> {
    /// Of the arm that the log has.
    pub of_logged: &'a [f64],
    /// Of the arms that the policy would choose, on average.
    pub of_policy: &'a [f64],
}

/// The policy's mean reward, from each row's reward and weight and what a model says.
#[must_use]
pub fn doubly_robust(rewards: &[f64], weights: &[f64], model: OutcomeModel<'_>) -> Option<Arm> {
    let rows = rewards.len();
    if !are_weights(weights, rows) || model.of_logged.len() != rows || model.of_policy.len() != rows
    {
        return None;
    }
    let corrected =
        |row: usize| model.of_policy[row] + weights[row] * (rewards[row] - model.of_logged[row]);
    let values: Vec<f64> = (0..rows).map(corrected).collect();
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mut moments = Moments::new();
    moments.update(&values);
    Arm::of_mean(&moments)
}

#[cfg(test)]
mod tests {
    use super::{OutcomeModel, doubly_robust};
    use crate::experiment::bandit::inverse_propensity;

    const REWARDS: [f64; 4] = [1.0, 0.0, 2.0, 5.0];
    const WEIGHTS: [f64; 4] = [2.0, 2.0, 2.0, 0.0];

    #[test]
    fn a_model_that_knows_nothing_leaves_inverse_propensity() {
        let model = OutcomeModel { of_logged: &[0.0; 4], of_policy: &[0.0; 4] };
        let found = doubly_robust(&REWARDS, &WEIGHTS, model);
        assert_eq!(found, inverse_propensity(&REWARDS, &WEIGHTS));
    }

    #[test]
    fn a_model_that_knows_all_needs_no_weights() {
        let model = OutcomeModel { of_logged: &REWARDS, of_policy: &[3.0; 4] };
        let found = doubly_robust(&REWARDS, &WEIGHTS, model).unwrap();
        assert_eq!((found.value, found.standard_error), (3.0, 0.0));
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let model = OutcomeModel { of_logged: &[0.0; 4], of_policy: &[0.0; 3] };
        assert_eq!(doubly_robust(&REWARDS, &WEIGHTS, model), None);
        let model = OutcomeModel { of_logged: &[f64::NAN; 4], of_policy: &[0.0; 4] };
        assert_eq!(doubly_robust(&REWARDS, &WEIGHTS, model), None);
    }
}
