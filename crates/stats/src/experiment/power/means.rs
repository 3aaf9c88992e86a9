//! Power for means: Student's test, whose t follows the noncentral law where there is an effect.
//!
//! As `statsmodels.stats.power.TTestIndPower`: the effect is Cohen's d, the noncentrality `d sqrt(n m / (n + m))`, with n + m -
//! 2 degrees of freedom. For values of one variance; by the normal law of means also for others, where rows are many.

use super::design::{is_error_rate, least_that_reaches};
use super::shares::pairs;
use super::{Design, rows_for_difference};
use crate::special::{noncentral_t_cdf, student_t_quantile};

/// Rows beyond which none are planned.
const MOST_ROWS: f64 = 1e15;

/// How often an effect of d standard deviations is found; `None` with fewer than three rows in all.
#[must_use]
pub fn power_of_means(cohens_d: f64, rows: [f64; 2], error_rate: f64) -> Option<f64> {
    let freedom = rows[0] + rows[1] - 2.0;
    let effect = cohens_d.abs() * pairs(rows)?.sqrt();
    let is_sound = is_error_rate(error_rate) && freedom >= 1.0 && effect.is_finite();
    is_sound.then(|| {
        let critical = student_t_quantile(1.0 - error_rate / 2.0, freedom);
        let tails = 1.0 - noncentral_t_cdf(critical, freedom, effect)
            + noncentral_t_cdf(-critical, freedom, effect);
        tails.clamp(0.0, 1.0)
    })
}

/// Rows of the control by which an effect of d standard deviations is found as often as asked; `None` where the design
/// cannot be met, or d is 0.
#[must_use]
pub fn rows_for_means(cohens_d: f64, design: &Design) -> Option<f64> {
    // Student's test needs a few rows more than that of the normal law, and three to have a degree of freedom.
    let least = 3.0 / (1.0 + design.rows_ratio) * (1.0 + 1e-9);
    let low = rows_for_difference(cohens_d, [1.0; 2], design)?.max(least);
    let reaches = |rows: f64| {
        power_of_means(cohens_d, design.with_treatment(rows), design.error_rate)
            .is_some_and(|power| power >= design.power)
    };
    let mut high = low + 4.0;
    while !reaches(high) {
        high *= 2.0;
        if high > MOST_ROWS {
            return None;
        }
    }
    Some(least_that_reaches(low, high, reaches))
}

/// The least d that so many rows find as often as asked; `None` with too few rows, or where the design cannot be met. The
/// design's own ratio of rows does not count.
#[must_use]
pub fn detectable_d(rows: [f64; 2], design: &Design) -> Option<f64> {
    let least = design.standard_errors()? / pairs(rows)?.sqrt();
    power_of_means(least, rows, design.error_rate)?;
    let reaches = |d: f64| {
        power_of_means(d, rows, design.error_rate).is_some_and(|power| power >= design.power)
    };
    let mut high = 2.0 * least;
    while !reaches(high) {
        high *= 2.0;
        if !high.is_finite() {
            return None;
        }
    }
    // Where rows are many both laws are the same, and this one a rounding away from the other.
    Some(least_that_reaches(least * (1.0 - 1e-6), high, reaches))
}

#[cfg(test)]
mod tests {
    use super::{detectable_d, power_of_means, rows_for_means};
    use crate::experiment::power::Design;
    use crate::testing::assert_close;

    const DESIGN: Design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 1.0 };

    // Expected: statsmodels.stats.power.TTestIndPower().power(0.4, 30, 0.05, ratio=2), statsmodels 0.15.0, and where it is
    // 0.8 by scipy.optimize.brentq on scipy.stats.nct, scipy 1.17.1, as statsmodels' own search stops at 1e-5.
    #[test]
    fn equals_statsmodels() {
        assert_close(rows_for_means(0.2, &DESIGN).unwrap(), 393.4056950197416);
        let twice = Design { rows_ratio: 2.0, ..DESIGN };
        assert_close(rows_for_means(0.7, &twice).unwrap(), 24.683997085194147);
        assert_close(power_of_means(-0.4, [30.0, 60.0], 0.05).unwrap(), 0.4245009058807756);
        assert_close(detectable_d([20.0, 30.0], &DESIGN).unwrap(), 0.8253839205742348);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(power_of_means(0.2, [1.0, 1.0], 0.05), None);
        assert_eq!(power_of_means(f64::INFINITY, [9.0, 9.0], 0.05), None);
        assert_eq!(rows_for_means(0.0, &DESIGN), None);
        assert_eq!(detectable_d([1.0, 1.0], &DESIGN), None);
        assert!(detectable_d([1.0, 2.0], &DESIGN).unwrap() > 3.0);
        assert!(rows_for_means(1e3, &DESIGN).unwrap() > 1.0);
    }
}
