//! CUPED: a metric freed of what was known of the rows before the experiment (Deng, Xu, Kohavi and Walker 2013).
//!
//! `Y - θ (X - mean X)` with `θ = cov(X, Y) / var(X)`, and the mean of X, of all arms together; its variance is that of
//! Y times `1 - ρ²`. X must have been there before the arms were dealt out: a covariate that the treatment changes takes
//! part of the effect away. Rows whose covariate is missing have the mean of X, and so stay as they are, which changes
//! neither θ nor what the difference means. In Y's unit. Where X does not vary, θ is 0.

use super::Arm;
use crate::{Comoments, Moments};

/// The rows of an arm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CupedArm {
    /// Pairs of covariate and metric.
    pub with_covariate: Comoments,
    /// The metric of the rows whose covariate is missing.
    pub without_covariate: Moments,
}

/// The adjusted metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Cuped {
    /// What one more of the covariate takes off the metric.
    pub theta: f64,
    /// Correlation of covariate and metric over all arms, of the rows that have both.
    pub correlation: f64,
    /// The adjusted metric of each arm.
    pub arms: Vec<Arm>,
}

/// Adjusts the metric of all arms; `None` where an arm has fewer than two rows, no row of any has a covariate, or beyond
/// the range of numbers.
#[must_use]
pub fn cuped(arms: &[CupedArm]) -> Option<Cuped> {
    let mut all = Comoments::default();
    arms.iter().for_each(|arm| all.merge(&arm.with_covariate));
    let ([covariate, _], spread) = (all.means()?, all.covariance()?);
    let theta = if spread.xx > 0.0 { spread.xy / spread.xx } else { 0.0 };
    let root = spread.xx.sqrt() * spread.yy.sqrt();
    let correlation = if root > 0.0 { (spread.xy / root).clamp(-1.0, 1.0) } else { 0.0 };
    let adjusted = arms.iter().map(|arm| adjusted(arm, theta, covariate)).collect::<Option<_>>();
    theta.is_finite().then_some(Cuped { theta, correlation, arms: adjusted? })
}

/// Number of rows, their mean, and the sum of squared deviations from it.
#[derive(Clone, Copy)]
struct Part {
    n: f64,
    mean: f64,
    squares: f64,
}

fn adjusted(arm: &CupedArm, theta: f64, covariate: f64) -> Option<Arm> {
    let rows = &arm.with_covariate;
    let with = rows.means().map(|[x, y]| {
        let n = rows.n() as f64;
        let squares = rows
            .covariance()
            .map_or(0.0, |spread| spread.yy - 2.0 * theta * spread.xy + theta * theta * spread.xx);
        // Rounding may leave less than nothing where the covariate tells all.
        Part { n, mean: y - theta * (x - covariate), squares: squares.max(0.0) * (n - 1.0) }
    });
    let rows = &arm.without_covariate;
    let n = rows.n() as f64;
    let without =
        rows.mean().zip(rows.variance(0)).map(|(mean, of)| Part { n, mean, squares: of * n });
    let part = match (with, without) {
        (Some(a), Some(b)) => {
            let (n, apart) = (a.n + b.n, b.mean - a.mean);
            let squares = a.squares + b.squares + apart * apart * a.n * b.n / n;
            Part { n, mean: a.mean + apart * b.n / n, squares }
        }
        (a, b) => a.or(b)?,
    };
    let freedom = part.n - 1.0;
    let standard_error = (part.squares / freedom / part.n).sqrt();
    Arm { value: part.mean, standard_error, degrees_of_freedom: freedom }.if_sound()
}

#[cfg(test)]
mod tests {
    use super::{CupedArm, cuped};
    use crate::Comoments;
    use crate::experiment::{Arm, contrast};
    use crate::testing::{assert_close, moments_of, pairs};

    fn arm(x: &[f64], y: &[f64], others: &[f64]) -> CupedArm {
        CupedArm { with_covariate: Comoments::of(x, y), without_covariate: moments_of(others) }
    }

    // Expected: numpy 2.4.6, scipy 1.17.1: theta = numpy.cov(x, y)[0, 1] / x.var(ddof=1) of 60 pairs, whose first 25 are
    // the control; scipy.stats.ttest_ind of y - theta (x - x.mean()), equal_var=False. With missing covariates: those of
    // places 20 to 24 and 50 to 59 are the mean of the others.
    #[test]
    fn equals_the_formula_in_numpy() {
        let (x, y) = pairs();
        let all = cuped(&[arm(&x[..25], &y[..25], &[]), arm(&x[25..], &y[25..], &[])]).unwrap();
        let test = contrast(&all.arms[0], &all.arms[1]).unwrap();
        assert_close(all.theta, 0.5357403295165576);
        assert_close(all.correlation, 0.5893547131098729);
        assert_close(test.difference.value, 0.003710882956152517);
        assert_close(test.t, 0.004507469920576374);
        let parts = [arm(&x[..20], &y[..20], &y[20..25]), arm(&x[25..50], &y[25..50], &y[50..])];
        let some = cuped(&parts).unwrap();
        let test = contrast(&some.arms[0], &some.arms[1]).unwrap();
        assert_close(some.theta, 0.5585035767552633);
        assert_close(test.difference.value, -0.04310041989758595);
        assert_close(test.t, -0.049740217287954865);
    }

    #[test]
    fn a_covariate_that_tells_nothing_or_all_is_borne() {
        let y = [1.0, 2.0, 4.0, 9.0];
        let plain = Arm::of_mean(&moments_of(&y)).unwrap();
        let constant = cuped(&[arm(&[3.0; 4], &y, &[]), arm(&[3.0; 4], &y, &[])]).unwrap();
        assert_eq!((constant.theta, constant.arms[0].value), (0.0, plain.value));
        assert_close(constant.arms[0].standard_error, plain.standard_error);
        let all = cuped(&[arm(&y, &y, &[]), arm(&y, &y, &[])]).unwrap();
        assert_eq!((all.theta, all.arms[1].standard_error), (1.0, 0.0));
        let only_missing = cuped(&[arm(&y, &y, &[]), arm(&[], &[], &y)]).unwrap();
        assert_close(only_missing.arms[1].standard_error, plain.standard_error);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let y = [1.0, 2.0, 4.0];
        assert_eq!(cuped(&[]), None);
        assert_eq!(cuped(&[arm(&[], &[], &y), arm(&[], &[], &y)]), None);
        assert_eq!(cuped(&[arm(&y, &y, &[]), arm(&[1.0], &[1.0], &[])]), None);
        assert_eq!(cuped(&[arm(&y, &y, &[]), arm(&[], &[], &[])]), None);
    }
}
