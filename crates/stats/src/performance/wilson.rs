//! Wilson's interval of a proportion (1927): where the true share lies, given successes in n trials.
//!
//! The shares p with `|k/n - p| <= z sqrt(p (1 - p) / n)`. It stays within 0 and 1 and has a width
//! where none or all succeed, as `statsmodels.stats.proportion.proportion_confint(method="wilson")`.

use super::interval::{Estimate, Interval};
use crate::special::Z_95;

/// The interval of the share `successes / n`, of `z` standard errors; successes beyond n count as n.
/// `None` without trials.
#[must_use]
pub fn wilson(successes: u64, n: u64, z: f64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    Some(wilson_of_share(successes.min(n) as f64 / n as f64, n as f64, z))
}

/// The interval of a share of so many trials, which need not be a whole number.
pub(super) fn wilson_of_share(share: f64, trials: f64, z: f64) -> Interval {
    let square = z * z;
    let centre = (share + square / (2.0 * trials)) / (1.0 + square / trials);
    let inner = share * (1.0 - share) / trials + square / (4.0 * trials * trials);
    let half = z * inner.sqrt() / (1.0 + square / trials);
    let low = if share <= 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { (centre + half).min(1.0) };
    Interval { low, high }
}

/// The share with its interval; `None` without trials.
#[must_use]
pub fn proportion(successes: u64, n: u64) -> Option<Estimate> {
    let interval = wilson(successes, n, Z_95)?;
    Some(Estimate { value: successes.min(n) as f64 / n as f64, interval: Some(interval) })
}

#[cfg(test)]
mod tests {
    use super::wilson;
    use crate::{special::Z_95, testing::assert_close};

    // Expected: statsmodels.stats.proportion.proportion_confint(17, 50, method="wilson"),
    // statsmodels 0.15.0; (19, 38) from giskard's tests.
    #[test]
    fn equals_statsmodels() {
        for (k, n, low, high) in [
            (17, 50, 0.224_369_492_225_000_85, 0.478_461_739_497_673_95),
            (19, 38, 0.348_499_283_643_951, 0.651_500_716_356_049),
        ] {
            let interval = wilson(k, n, Z_95).unwrap();
            assert_close(interval.low, low);
            assert_close(interval.high, high);
        }
    }

    #[test]
    fn has_a_width_at_the_ends() {
        let (none, all) = (wilson(0, 10, Z_95).unwrap(), wilson(10, 10, Z_95).unwrap());
        assert_eq!((none.low, all.high), (0.0, 1.0));
        assert!(none.high > 0.2 && all.low < 0.8);
        assert_eq!(wilson(0, 0, Z_95), None);
    }
}
