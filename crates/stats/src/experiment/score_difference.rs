//! The difference of two shares by the score test of Miettinen and Nurminen (1985).
//!
//! `z = (t - c - d) / sqrt((P (1 - P) / n_t + p (1 - p) / n_c) N / (N - 1))` with p and P = p + d the likeliest shares
//! that lie d apart; the interval holds every d of which |z| is no more than 1.96. The test is statsmodels'
//! `test_proportions_2indep(method="score", compare="diff")`; the interval is that of Newcombe's table II (1998, his method
//! 6), which statsmodels 0.15's is not: under a difference other than 0 its shares are not the likeliest ones. It keeps its
//! level with few rows and rare successes, where Wald's does not. Without a unit, from -1 to 1. `None` where an arm has no rows.

use super::{Margin, Trials};
use crate::estimation::Direction;
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
    let score = |apart: f64| z(control, treatment, Null { times: 1.0, apart });
    let low = bisect(-1.0, value, |apart| score(apart) > Z_95);
    let high = bisect(value, 1.0, |apart| score(apart) >= -Z_95);
    let z = score(0.0);
    Some(ScoreDifference {
        difference: Estimate { value, interval: Some(Interval { low, high }) },
        z,
        p_value: (2.0 * normal_sf(z.abs())).min(1.0),
    })
}

/// The one-sided p-value of a loss of the margin or more, by the score test at the margin: the test of a guardrail that
/// bears few successes. A relative margin is one of the ratio of the shares (Miettinen and Nurminen's for a ratio).
/// Under 2.5% just where the 95% interval leaves out an absolute margin. `None` where an arm has no rows, the margin is
/// negative or not a number, or a relative one has nothing left of the control.
#[must_use]
pub fn share_non_inferiority(
    control: Trials,
    treatment: Trials,
    margin: Margin,
    better: Direction,
) -> Option<f64> {
    let sign = better.sign();
    let (size, null) = match margin {
        Margin::Absolute(size) => (size, Null { times: 1.0, apart: -sign * size }),
        Margin::Relative(size) => (size, Null { times: 1.0 - sign * size, apart: 0.0 }),
    };
    let is_sound = size >= 0.0 && null.times > 0.0 && null.times.is_finite();
    if !is_sound || null.apart.abs() >= 1.0 || control.n == 0 || treatment.n == 0 {
        return None;
    }
    Some(normal_sf(sign * z(control, treatment, null)))
}

/// What the treatment's share is taken to be: so many times the control's, and so far over that.
#[derive(Clone, Copy)]
struct Null {
    times: f64,
    apart: f64,
}

impl Null {
    fn treatment(self, control: f64) -> f64 {
        self.times * control + self.apart
    }
}

/// How many errors the difference is over what is taken; 0 where there is neither a difference nor an error.
fn z(control: Trials, treatment: Trials, null: Null) -> f64 {
    let (n, m) = (control.n as f64, treatment.n as f64);
    let beyond = treatment.succeeded() as f64 / m - null.treatment(control.succeeded() as f64 / n);
    let share = likeliest(control, treatment, null);
    let variance = |share: f64| (share * (1.0 - share)).max(0.0);
    let rows = n + m;
    let of_control = null.times * null.times * variance(share) / n;
    let error = (of_control + variance(null.treatment(share)) / m) * rows / (rows - 1.0);
    if beyond == 0.0 { 0.0 } else { beyond / error.sqrt() }
}

/// The control's likeliest share where the treatment's is as taken: the likelihood has one top.
fn likeliest(control: Trials, treatment: Trials, null: Null) -> f64 {
    let Null { times, apart } = null;
    let part = |count: u64, share: f64| if count == 0 { 0.0 } else { count as f64 / share };
    let rises = |share: f64| {
        part(control.succeeded(), share) - part(control.failed(), 1.0 - share)
            + times * part(treatment.succeeded(), null.treatment(share))
            - times * part(treatment.failed(), 1.0 - null.treatment(share))
            > 0.0
    };
    bisect((-apart / times).max(0.0), ((1.0 - apart) / times).min(1.0), rises)
}

#[cfg(test)]
mod tests {
    use super::{score_difference, share_non_inferiority};
    use crate::estimation::Direction;
    use crate::experiment::{Margin, Trials};
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

    // Expected: scipy.stats.norm.sf of the score at the margin, with the likeliest share by scipy.optimize.brentq of the
    // likelihood's slope, scipy 1.17.1.
    #[test]
    fn margins_equal_the_definition() {
        use Direction::{LargerIsBetter, SmallerIsBetter};
        use Margin::{Absolute, Relative};
        for (control, treatment, margin, better, p) in [
            // No failure at all in the treatment rules out little.
            ((1, 274), (0, 326), Absolute(0.005), SmallerIsBetter, 0.046_145_221_207_617_604),
            ((120, 1000), (118, 1010), Absolute(0.02), LargerIsBetter, 0.122_001_898_093_281_88),
            ((120, 1000), (110, 1010), Relative(0.1), LargerIsBetter, 0.473_057_133_960_751_33),
            ((30, 900), (4, 100), Relative(0.25), SmallerIsBetter, 0.468_811_130_068_325),
        ] {
            let [control, treatment] =
                [control, treatment].map(|(successes, n)| Trials { successes, n });
            let found = share_non_inferiority(control, treatment, margin, better).unwrap();
            assert_close(found, p);
        }
        let some = Trials { successes: 1, n: 9 };
        for margin in [Absolute(-0.1), Absolute(f64::NAN), Absolute(1.0), Relative(1.0)] {
            assert_eq!(share_non_inferiority(some, some, margin, LargerIsBetter), None);
        }
        let none = Trials::default();
        assert_eq!(share_non_inferiority(some, none, Absolute(0.1), LargerIsBetter), None);
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
