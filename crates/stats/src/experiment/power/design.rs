//! What is asked of an experiment.

use crate::special::{normal_quantile, normal_sf};

/// What is asked of an experiment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// How often the two-sided test may find what is not there; over 0 and under 1.
    pub error_rate: f64,
    /// How often it must find what is there; over the error rate and under 1.
    pub power: f64,
    /// Rows of the treatment for each row of the control.
    pub rows_ratio: f64,
}

impl Design {
    /// Whether it can be met.
    pub(super) fn is_sound(&self) -> bool {
        is_error_rate(self.error_rate)
            && self.power > self.error_rate
            && self.power < 1.0
            && self.rows_ratio > 0.0
            && self.rows_ratio.is_finite()
    }

    /// The effect, in its standard errors, that the test of the normal law finds so often; `None` where the design
    /// cannot be met.
    pub(super) fn standard_errors(&self) -> Option<f64> {
        self.is_sound().then(|| {
            // Without the other tail this would be it; the tail only takes some away.
            let one_tail = normal_quantile(self.power) - normal_quantile(self.error_rate / 2.0);
            least_that_reaches(0.0, one_tail.max(0.0) + 1.0, |effect| {
                normal_power(effect, self.error_rate) >= self.power
            })
        })
    }

    /// Rows of the treatment for so many of the control.
    pub(super) fn with_treatment(&self, control_rows: f64) -> [f64; 2] {
        [control_rows, self.rows_ratio * control_rows]
    }
}

/// Whether a test can have this error rate: under it no quantile is known.
pub(super) fn is_error_rate(rate: f64) -> bool {
    (1e-12..1.0).contains(&rate)
}

/// The power of the two-sided test of the normal law, at an effect of so many standard errors.
pub(super) fn normal_power(effect: f64, error_rate: f64) -> f64 {
    let critical = -normal_quantile(error_rate / 2.0);
    (normal_sf(critical - effect) + normal_sf(critical + effect)).min(1.0)
}

/// Where a growing condition begins to hold, which does so at `high`.
pub(super) fn least_that_reaches(
    mut low: f64,
    mut high: f64,
    reaches: impl Fn(f64) -> bool,
) -> f64 {
    // After these halvings nothing is left of the double's 53 bits.
    for _ in 0..60 {
        let middle = low + (high - low) / 2.0;
        if reaches(middle) { high = middle } else { low = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::{Design, normal_power};
    use crate::testing::assert_close;

    // Expected: statsmodels.stats.power.NormalIndPower().power(0.2, 100, 0.05), whose effect is 0.2 sqrt(50) errors,
    // statsmodels 0.15.0; and where it is 0.8 by scipy.optimize.brentq, scipy 1.17.1, as statsmodels' own search stops
    // at 1e-5.
    #[test]
    fn equals_statsmodels() {
        assert_close(normal_power(0.2 * 50.0_f64.sqrt(), 0.05), 0.2929889364479872);
        let design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 1.0 };
        assert_close(design.standard_errors().unwrap(), 2.801581787013579);
    }

    #[test]
    fn asks_for_what_can_be_met() {
        let design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 1.0 };
        for unsound in [
            Design { error_rate: 0.0, ..design },
            Design { power: 0.05, ..design },
            Design { power: 1.0, ..design },
            Design { rows_ratio: f64::NAN, ..design },
        ] {
            assert_eq!(unsound.standard_errors(), None);
        }
    }
}
