//! Cohen's h: the difference of two shares on the scale on which their errors do not depend on them (Cohen 1988).
//!
//! `2 asin(sqrt t) - 2 asin(sqrt c)`, from -π to π, as `statsmodels.stats.proportion.proportion_effectsize`: 0.2 is
//! small, 0.5 medium, 0.8 large. The interval is that of the normal law with the error `sqrt(1/n + 1/m)`.

use super::Trials;
use crate::performance::{Estimate, Interval};
use crate::special::Z_95;

/// Cohen's h of the treatment against the control; `None` where an arm has no rows.
#[must_use]
pub fn cohens_h(control: Trials, treatment: Trials) -> Option<Estimate> {
    let angle = |trials: Trials| Some(arcsine(trials.share()?));
    let value = angle(treatment)? - angle(control)?;
    let half = Z_95 * (1.0 / control.n as f64 + 1.0 / treatment.n as f64).sqrt();
    Some(Estimate { value, interval: Some(Interval { low: value - half, high: value + half }) })
}

/// A share on the scale of h.
pub(super) fn arcsine(share: f64) -> f64 {
    2.0 * libm::asin(share.sqrt())
}

#[cfg(test)]
mod tests {
    use super::cohens_h;
    use crate::experiment::Trials;
    use crate::testing::assert_close;

    // Expected: statsmodels.stats.proportion.proportion_effectsize(0.5, 0.4), statsmodels 0.15.0.
    #[test]
    fn equals_statsmodels() {
        let found = cohens_h(Trials { successes: 40, n: 100 }, Trials { successes: 25, n: 50 });
        assert_close(found.unwrap().value, 0.2013579207903309);
        let half = found.unwrap().interval.unwrap().high - found.unwrap().value;
        assert_close(half, 1.959963984540054 * 0.03_f64.sqrt());
    }

    #[test]
    fn reaches_from_end_to_end() {
        let [none, all] = [0, 4].map(|successes| Trials { successes, n: 4 });
        assert_close(cohens_h(none, all).unwrap().value, std::f64::consts::PI);
        assert_eq!(cohens_h(none, Trials::default()), None);
    }
}
