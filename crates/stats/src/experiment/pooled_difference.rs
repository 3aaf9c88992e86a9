//! The difference of two shares of successes with the error that both arms have together, for holding groups or days
//! against each other.
//!
//! `d = t - c` with `sqrt(p (1 - p) (1 / n + 1 / m))`, p the share of both arms. An arm's own error is least where it has no
//! success by chance, so that groups weighted by it differ, and trends go, where nothing does; the pooled one hangs on the
//! difference hardly at all. In shares. `None` where either arm expects fewer than five successes or failures.

use super::Trials;
use crate::Measured;

/// Successes, and failures, that an arm must expect (Cochran 1954).
const FEWEST_EXPECTED: f64 = 5.0;

/// The treatment's share less the control's, with the pooled error.
#[must_use]
pub fn pooled_difference(control: Trials, treatment: Trials) -> Option<Measured> {
    let value = treatment.share()? - control.share()?;
    let (n, m) = (control.n as f64, treatment.n as f64);
    let share = (control.succeeded() + treatment.succeeded()) as f64 / (n + m);
    let expected = share.min(1.0 - share) * n.min(m);
    let standard_error = (share * (1.0 - share) * (1.0 / n + 1.0 / m)).sqrt();
    (expected >= FEWEST_EXPECTED).then_some(Measured { value, standard_error })
}

#[cfg(test)]
mod tests {
    use super::pooled_difference;
    use crate::experiment::Trials;
    use crate::testing::assert_close;

    // Expected: statsmodels.stats.proportion.proportions_ztest([150, 120], [1010, 1000]), statsmodels 0.15.0, is the z.
    #[test]
    fn over_its_error_is_the_pooled_z() {
        let (control, treatment) =
            (Trials { successes: 120, n: 1000 }, Trials { successes: 150, n: 1010 });
        let found = pooled_difference(control, treatment).unwrap();
        let z = crate::two_proportion_z(120, 1000, 150, 1010).unwrap().z;
        assert_close((found.value / found.standard_error).abs(), z.abs());
    }

    #[test]
    fn few_successes_are_left_out() {
        let of = |successes, n| Trials { successes, n };
        assert_eq!(pooled_difference(of(9, 900), of(0, 100)), None);
        assert_eq!(pooled_difference(of(50, 50), of(50, 50)), None);
        assert_eq!(pooled_difference(of(1, 2), Trials::default()), None);
        assert!(pooled_difference(of(50, 900), of(0, 100)).is_some());
    }
}
