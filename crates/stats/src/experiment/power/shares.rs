//! Power for shares of successes.
//!
//! On the scale of Cohen's h, as `statsmodels.stats.power.NormalIndPower`; rows also by the two formulas of textbooks
//! (Fleiss, Levin and Paik 2003), `(z_α + z_β)² (p q + P Q) / d²`, and the one whose test pools both arms,
//! `(z_α sqrt(2 m (1 - m)) + z_β sqrt(p q + P Q))² / d²` with m the mean of both shares. Shares are from 0 to 1, ends left
//! out.

use super::Design;
use super::design::{is_error_rate, normal_power};
use crate::experiment::cohens_h::arcsine;
use crate::special::normal_quantile;

/// By which formula rows are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharePlan {
    /// Cohen's h.
    Arcsine,
    /// The z-test without pooling.
    Unpooled,
    /// The z-test that pools both arms.
    Pooled,
}

/// How often shares that differ are found with so many rows of control and treatment; `None` without rows, or where a
/// share is not from 0 to 1.
#[must_use]
pub fn power_of_shares(shares: [f64; 2], rows: [f64; 2], error_rate: f64) -> Option<f64> {
    let is_sound = is_error_rate(error_rate) && are_shares(shares);
    let effect = cohens_h(shares).abs() * pairs(rows)?.sqrt();
    is_sound.then(|| normal_power(effect, error_rate))
}

/// Rows of the control by which shares of control and treatment are told apart as often as asked; `None` where the
/// design cannot be met, or the shares are the same.
#[must_use]
pub fn rows_for_shares(shares: [f64; 2], design: &Design, plan: SharePlan) -> Option<f64> {
    let needed = design.standard_errors()?;
    let ratio = design.rows_ratio;
    let [control, treatment] = shares.map(|share| share * (1.0 - share));
    let variance = control + treatment / ratio;
    let rows = match plan {
        SharePlan::Arcsine => {
            let effects = needed / cohens_h(shares);
            effects * effects * (1.0 + 1.0 / ratio)
        }
        SharePlan::Unpooled => {
            let errors = upper_quantile(design) + normal_quantile(design.power);
            square(errors / (shares[1] - shares[0])) * variance
        }
        SharePlan::Pooled => {
            let mean = (shares[0] + ratio * shares[1]) / (1.0 + ratio);
            let pooled = mean * (1.0 - mean) * (1.0 + 1.0 / ratio);
            let errors = upper_quantile(design) * pooled.sqrt()
                + normal_quantile(design.power) * variance.sqrt();
            square(errors / (shares[1] - shares[0]))
        }
    };
    (are_shares(shares) && rows > 0.0 && rows.is_finite()).then_some(rows)
}

/// The least share over the control's that so many rows tell from it as often as asked, on the scale of Cohen's h; `None`
/// where no share is so high, or the design cannot be met. The design's own ratio of rows does not count.
#[must_use]
pub fn detectable_share(control: f64, rows: [f64; 2], design: &Design) -> Option<f64> {
    const HIGHEST: f64 = std::f64::consts::PI;
    let h = design.standard_errors()? / pairs(rows)?.sqrt();
    let angle = arcsine(control) + h;
    let root = libm::sin(angle / 2.0);
    ((0.0..=1.0).contains(&control) && angle <= HIGHEST).then_some(root * root)
}

fn upper_quantile(design: &Design) -> f64 {
    -normal_quantile(design.error_rate / 2.0)
}

fn square(value: f64) -> f64 {
    value * value
}

fn are_shares(shares: [f64; 2]) -> bool {
    shares.iter().all(|share| (0.0..=1.0).contains(share))
}

fn cohens_h([control, treatment]: [f64; 2]) -> f64 {
    arcsine(treatment) - arcsine(control)
}

/// One over the squared error of a difference of two means of variance 1; `None` without rows in an arm.
pub(super) fn pairs([control, treatment]: [f64; 2]) -> Option<f64> {
    let pairs = 1.0 / (1.0 / control + 1.0 / treatment);
    (control > 0.0 && treatment > 0.0 && pairs.is_finite()).then_some(pairs)
}

#[cfg(test)]
mod tests {
    use super::{SharePlan, detectable_share, power_of_shares, rows_for_shares};
    use crate::experiment::power::Design;
    use crate::testing::assert_close;

    const DESIGN: Design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 1.0 };

    // Expected: where statsmodels.stats.power.NormalIndPower().power(proportion_effectsize(0.12, 0.1), n, 0.05, ratio=2)
    // is 0.9, by scipy.optimize.brentq; that power of 500 rows; statsmodels 0.15.0. The formulas above in numpy 2.4.6.
    #[test]
    fn equals_statsmodels() {
        let design = Design { power: 0.9, rows_ratio: 2.0, ..DESIGN };
        let shares = [0.1, 0.12];
        assert_close(
            rows_for_shares(shares, &design, SharePlan::Arcsine).unwrap(),
            3850.084893625036,
        );
        assert_close(
            rows_for_shares(shares, &design, SharePlan::Unpooled).unwrap(),
            3751.150032934301,
        );
        assert_close(
            rows_for_shares(shares, &design, SharePlan::Pooled).unwrap(),
            3876.482902705186,
        );
        assert_close(power_of_shares(shares, [500.0, 1000.0], 0.05).unwrap(), 0.21511366638484491);
    }

    #[test]
    fn the_detectable_share_has_the_power() {
        let rows = [800.0, 700.0];
        let found = detectable_share(0.1, rows, &DESIGN).unwrap();
        assert_close(power_of_shares([0.1, found], rows, 0.05).unwrap(), 0.8);
        assert_eq!(detectable_share(0.9, [5.0, 5.0], &DESIGN), None);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        for plan in [SharePlan::Arcsine, SharePlan::Unpooled, SharePlan::Pooled] {
            assert_eq!(rows_for_shares([0.1, 0.1], &DESIGN, plan), None);
            assert_eq!(rows_for_shares([0.1, 1.2], &DESIGN, plan), None);
        }
        assert_eq!(power_of_shares([0.1, 0.2], [0.0, 5.0], 0.05), None);
        assert_eq!(power_of_shares([0.1, f64::NAN], [5.0, 5.0], 0.05), None);
    }
}
