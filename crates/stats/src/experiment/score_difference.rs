//! The difference of two shares by the score test of Miettinen and Nurminen (1985).
//!
//! `z = (t - c - d) / sqrt((P (1 - P) / n_t + p (1 - p) / n_c) N / (N - 1))` with p and P = p + d the likeliest shares
//! that lie d apart; the interval holds every d of which |z| is no more than 1.96. The test is statsmodels'
//! `test_proportions_2indep(method="score", compare="diff")`; the interval is that of Newcombe's table II (1998, his method
//! 6), which statsmodels 0.15's is not: under a difference other than 0 its shares are not the likeliest ones. It keeps its
//! level with few rows and rare successes, where Wald's does not. Without a unit, from -1 to 1. `None` where an arm has no rows.

use super::Trials;
use crate::performance::{Estimate, Interval};
use crate::special::{Z_95, bisect, normal_sf};

/// The difference with its score test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreDifference {
    /// Treatment less control, with its 95% interval.
    pub difference: Estimate,
    /// The difference in standard errors of no difference.
    pub z: f64,
    /// Two-sided p-value of no difference.
    pub p_value: f64,
}

/// The treatment's share less the control's.
#[must_use]
pub fn score_difference(control: Trials, treatment: Trials) -> Option<ScoreDifference> {
    let value = treatment.share()? - control.share()?;
    let score = |apart: f64| z(control, treatment, apart);
    let low = bisect(-1.0, value, |apart| score(apart) > Z_95);
    let high = bisect(value, 1.0, |apart| score(apart) >= -Z_95);
    let z = score(0.0);
    Some(ScoreDifference {
        difference: Estimate { value, interval: Some(Interval { low, high }) },
        z,
        p_value: (2.0 * normal_sf(z.abs())).min(1.0),
    })
}

/// How many errors the difference is over `apart`; 0 where there is neither a difference nor an error.
fn z(control: Trials, treatment: Trials, apart: f64) -> f64 {
    let (n, m) = (control.n as f64, treatment.n as f64);
    let beyond = treatment.succeeded() as f64 / m - control.succeeded() as f64 / n - apart;
    let share = likeliest(control, treatment, apart);
    let variance = |share: f64| (share * (1.0 - share)).max(0.0);
    let rows = n + m;
    let error = (variance(share) / n + variance(share + apart) / m) * rows / (rows - 1.0);
    if beyond == 0.0 { 0.0 } else { beyond / error.sqrt() }
}

/// The control's likeliest share where the treatment's is `apart` over it: the likelihood has one top.
fn likeliest(control: Trials, treatment: Trials, apart: f64) -> f64 {
    let part = |count: u64, share: f64| if count == 0 { 0.0 } else { count as f64 / share };
    let rises = |share: f64| {
        part(control.succeeded(), share) - part(control.failed(), 1.0 - share)
            + part(treatment.succeeded(), share + apart)
            - part(treatment.failed(), 1.0 - share - apart)
            > 0.0
    };
    bisect((-apart).max(0.0), (1.0 - apart).min(1.0), rises)
}

#[cfg(test)]
mod tests {
    use super::score_difference;
    use crate::experiment::Trials;
    use crate::testing::assert_close;

    // Expected: z and p by statsmodels.stats.proportion.test_proportions_2indep(xt, nt, xc, nc, method="score",
    // compare="diff"), statsmodels 0.15.0; the ends by scipy.optimize.brentq of z(d) = ±1.96 with the likeliest share by
    // brentq of the likelihood's slope, scipy 1.17.1. The last is (a) of Newcombe's table II (1998): 0.0528 to 0.3382.
    #[test]
    fn equals_statsmodels_and_the_definition() {
        for (control, treatment, z, low, high) in [
            (
                (120, 1000),
                (150, 1010),
                1.873_981_343_866_432_1,
                -0.001_314_663_712_444_789_1,
                0.058_454_497_978_735_5,
            ),
            (
                (1, 30),
                (7, 20),
                2.962_145_431_196_037,
                0.114_653_021_565_809_19,
                0.542_334_580_142_911_7,
            ),
            (
                (48, 80),
                (56, 70),
                2.6413232722941253,
                0.052_829_713_245_844_685,
                0.338_172_940_015_868_23,
            ),
        ] {
            let [control, treatment] =
                [control, treatment].map(|(successes, n)| Trials { successes, n });
            let found = score_difference(control, treatment).unwrap();
            let interval = found.difference.interval.unwrap();
            assert_close(found.z, z);
            assert_close(interval.low, low);
            assert_close(interval.high, high);
        }
    }

    #[test]
    fn little_is_borne() {
        let none = Trials { successes: 0, n: 3 };
        let found = score_difference(none, none).unwrap();
        let interval = found.difference.interval.unwrap();
        assert_eq!((found.z, found.p_value), (0.0, 1.0));
        assert!(interval.low < -0.4 && interval.high > 0.4 && interval.high < 1.0);
        assert_eq!(score_difference(none, Trials::default()), None);
        let all = Trials { successes: 1, n: 1 };
        assert!(score_difference(none, all).unwrap().p_value < 0.1);
    }
}
