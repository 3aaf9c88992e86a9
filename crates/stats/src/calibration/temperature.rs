//! Temperature scaling (Guo and others 2017): log odds divided by one number.
//!
//! The temperature T makes the classes likeliest: p = σ(logit(s) / T). Over 1 it takes certainty away,
//! under 1 it adds some; ½ stays ½ and the order of rows stays. Log odds of scores are kept within those
//! of 1e-6 and 1 - 1e-6. `None` where the likeliest slope is not over 0: the scores then tell nothing, or
//! tell the classes apart without error.

use super::{
    calibration_line::groups_of_log_odds,
    from_log_odds, log_odds,
    logistic_fit::{Terms, fit},
};
use crate::performance::Scored;

/// A fitted temperature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Temperature {
    /// What log odds are divided by.
    pub temperature: f64,
}

impl Temperature {
    /// The temperature of these rows; `None` where there is none.
    #[must_use]
    pub fn fit(scored: &Scored) -> Option<Self> {
        let slope = fit(&groups_of_log_odds(scored)?, Terms::Slope)?.slope;
        let temperature = 1.0 / slope;
        (slope > 0.0 && temperature.is_finite()).then_some(Self { temperature })
    }

    /// The probability of a score.
    #[must_use]
    pub fn apply(&self, score: f64) -> f64 {
        from_log_odds(log_odds(score) / self.temperature)
    }
}

#[cfg(test)]
mod tests {
    use super::Temperature;
    use crate::{performance::Scored, testing::assert_within};

    /// Rows of which 70% and 30% are positive where the model says 84.48% and 15.52%, twice the log odds.
    #[test]
    fn finds_the_temperature_that_made_the_rows() {
        let said = |log_odds: f64| 1.0 / (1.0 + (-log_odds).exp());
        let twice = 2.0 * (0.7_f64 / 0.3).ln();
        let scores: Vec<f64> =
            (0..200).map(|i| said(if i < 100 { twice } else { -twice })).collect();
        let classes: Vec<bool> =
            (0..200).map(|i| i % 100 < if i < 100 { 70 } else { 30 }).collect();
        let fitted = Temperature::fit(&Scored::new(&scores, &classes).unwrap()).unwrap();
        assert_within(fitted.temperature, 2.0, 1e-9);
        assert_within(fitted.apply(said(twice)), 0.7, 1e-9);
    }

    #[test]
    fn scores_that_mislead_have_none() {
        let of = |classes: [bool; 4]| {
            Temperature::fit(&Scored::new(&[0.1, 0.2, 0.8, 0.9], &classes).unwrap())
        };
        assert_eq!(of([true, true, false, true]), None);
        assert_eq!(of([false, false, true, true]), None);
    }
}
