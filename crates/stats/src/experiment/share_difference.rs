//! The difference of two shares of successes, with an interval.
//!
//! Three ways, each as `statsmodels.stats.proportion.confint_proportions_2indep(xt, nt, xc, nc, compare="diff")` with
//! the method in brackets:
//! - Newcombe's (`newcomb`, 1998, his method 10): put together from Wilson's interval of each share. It leads, as
//!   it holds for few rows and rare successes.
//! - Wald's (`wald`): `d ± 1.96 sqrt(p q / n + P Q / m)`; it has no width where none or all succeed in both arms.
//! - Agresti and Caffo's (`agresti-caffo`, 2000): Wald's after a success and a failure are added to each arm.
//!
//! Without a unit, from -1 to 1.

use super::Trials;
use crate::performance::{Estimate, Interval, proportion, weighted_sum};
use crate::special::Z_95;

/// How the interval is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareInterval {
    /// From Wilson's interval of each share.
    Newcombe,
    /// The normal law with the observed shares.
    Wald,
    /// The same with a success and a failure more in each arm.
    AgrestiCaffo,
}

/// The treatment's share less the control's; `None` where an arm has no rows.
#[must_use]
pub fn share_difference(
    control: Trials,
    treatment: Trials,
    interval: ShareInterval,
) -> Option<Estimate> {
    let value = treatment.share()? - control.share()?;
    let more = |trials: Trials| [trials.succeeded() as f64 + 1.0, trials.n as f64 + 2.0];
    let plain = |trials: Trials| [trials.succeeded() as f64, trials.n as f64];
    let interval = match interval {
        ShareInterval::Newcombe => {
            let [c, t] =
                [control, treatment].map(|trials| proportion(trials.succeeded(), trials.n));
            weighted_sum(&[(1.0, t?), (-1.0, c?)]).interval?
        }
        ShareInterval::Wald => wald(plain(control), plain(treatment)),
        ShareInterval::AgrestiCaffo => wald(more(control), more(treatment)),
    };
    Some(Estimate { value, interval: Some(interval) })
}

fn wald(control: [f64; 2], treatment: [f64; 2]) -> Interval {
    let share = |[successes, n]: [f64; 2]| successes / n;
    let variance = |[successes, n]: [f64; 2]| successes / n * ((n - successes) / n) / n;
    let difference = share(treatment) - share(control);
    let half = Z_95 * (variance(treatment) + variance(control)).sqrt();
    Interval { low: (difference - half).max(-1.0), high: (difference + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::{ShareInterval, share_difference};
    use crate::experiment::Trials;
    use crate::testing::assert_close;

    // Expected: statsmodels.stats.proportion.confint_proportions_2indep(150, 1010, 120, 1000, method=..., compare=
    // "diff") with "newcomb", "wald" and "agresti-caffo", statsmodels 0.15.0.
    #[test]
    fn equals_statsmodels() {
        let (control, treatment) =
            (Trials { successes: 120, n: 1000 }, Trials { successes: 150, n: 1010 });
        for (way, low, high) in [
            (ShareInterval::Newcombe, -0.0013387786169267342, 0.058361605040561294),
            (ShareInterval::Wald, -0.0012615190195801491, 0.05829122198987717),
            (ShareInterval::AgrestiCaffo, -0.001363951388207961, 0.0582659576523595),
        ] {
            let interval = share_difference(control, treatment, way).unwrap().interval.unwrap();
            assert_close(interval.low, low);
            assert_close(interval.high, high);
        }
    }

    #[test]
    fn little_is_borne() {
        let none = Trials { successes: 0, n: 3 };
        for way in [ShareInterval::Newcombe, ShareInterval::AgrestiCaffo] {
            let interval = share_difference(none, none, way).unwrap().interval.unwrap();
            assert!(interval.low < -0.2 && interval.high > 0.2);
            assert_eq!(share_difference(none, Trials::default(), way), None);
        }
        let wald = share_difference(none, none, ShareInterval::Wald).unwrap().interval.unwrap();
        assert_eq!((wald.low, wald.high), (0.0, 0.0));
    }
}
