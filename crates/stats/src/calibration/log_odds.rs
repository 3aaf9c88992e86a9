//! Probability to log odds and back.
//!
//! Log odds of 0 and 1 are infinite, so probabilities are first kept [`LEAST`] away from both: the
//! convention of the fits in this folder, and the one to name beside their results.

/// The least distance from 0 and from 1.
pub(super) const LEAST: f64 = 1e-6;

/// `ln(p / (1 - p))`, in nats, of a probability kept within 1e-6 and 1 - 1e-6.
#[must_use]
pub fn log_odds(probability: f64) -> f64 {
    let within = probability.clamp(LEAST, 1.0 - LEAST);
    libm::log(within) - libm::log1p(-within)
}

/// `1 / (1 + exp(-x))`: the sigmoid, which also makes probabilities of scores that are log odds.
#[must_use]
pub fn from_log_odds(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + libm::exp(-log_odds))
    } else {
        let odds = libm::exp(log_odds);
        odds / (1.0 + odds)
    }
}

#[cfg(test)]
mod tests {
    use super::{from_log_odds, log_odds};
    use crate::testing::{assert_close, assert_within};

    // Expected: scipy.special.logit(.3), logit(1e-6), expit(-800), expit(2.5); scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        assert_close(log_odds(0.3), -0.8472978603872037);
        assert_close(log_odds(0.0), -13.815509557963773);
        assert_within(log_odds(1.0), 13.815509557963773, 1e-9);
        assert_eq!(from_log_odds(-800.0), 0.0);
        assert_close(from_log_odds(2.5), 0.9241418199787566);
    }

    #[test]
    fn one_undoes_the_other() {
        for percent in 1..100 {
            let p = f64::from(percent) / 100.0;
            assert_within(from_log_odds(log_odds(p)), p, 1e-14);
        }
    }
}
