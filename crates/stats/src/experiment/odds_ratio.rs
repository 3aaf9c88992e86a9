//! The odds of a success in the treatment over those in the control, with Woolf's interval (1955).
//!
//! `(a / b) / (c / d)` and `exp(ln ± 1.96 sqrt(1/a + 1/b + 1/c + 1/d))`, as
//! `confint_proportions_2indep(compare="odds-ratio", method="logit")`. Without a unit; no interval where one of the
//! four counts is 0, `None` where the ratio itself is none.

use super::Trials;
use crate::performance::{Estimate, Interval};
use crate::special::Z_95;

/// The odds ratio.
#[must_use]
pub fn odds_ratio(control: Trials, treatment: Trials) -> Option<Estimate> {
    let counts = |trials: Trials| [trials.succeeded() as f64, trials.failed() as f64];
    let ([c, d], [a, b]) = (counts(control), counts(treatment));
    let value = (a / b) / (c / d);
    let half = Z_95 * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    let interval = (half.is_finite())
        .then(|| Interval { low: value * libm::exp(-half), high: value * libm::exp(half) });
    value.is_finite().then_some(Estimate { value, interval })
}

#[cfg(test)]
mod tests {
    use super::odds_ratio;
    use crate::experiment::Trials;
    use crate::testing::assert_close;

    // Expected: numpy 2.4.6, exp(log(value) ± 1.959963984540054 sqrt(1/150 + 1/860 + 1/120 + 1/880)).
    #[test]
    fn equals_the_formula() {
        let found =
            odds_ratio(Trials { successes: 120, n: 1000 }, Trials { successes: 150, n: 1010 });
        assert_close(found.unwrap().value, 1.2790697674418605);
        assert_close(found.unwrap().interval.unwrap().low, 0.988413997985478);
        assert_close(found.unwrap().interval.unwrap().high, 1.6551965809045652);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let [none, some, all] = [0, 2, 3].map(|successes| Trials { successes, n: 3 });
        assert_eq!(odds_ratio(none, some), None);
        assert_eq!(odds_ratio(some, all), None);
        assert_eq!(odds_ratio(Trials::default(), some), None);
        let gone = odds_ratio(some, none).unwrap();
        assert_eq!((gone.value, gone.interval), (0.0, None));
    }
}
