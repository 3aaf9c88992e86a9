//! The calibration line: what is wrong with a model's log odds as a whole (Cox 1958).
//!
//! Logistic regression of the class on the log odds of the score. A slope of 1 and an intercept of 0 are
//! right. A slope under 1 is a model that is too sure, at both ends; over 1 one that could be surer.
//! Calibration in the large is the intercept beside a slope held at 1: over 0 where the model says too
//! little on the whole. Standard errors are those of the fitted likelihood. Log odds of scores are kept
//! within those of 1e-6 and 1 - 1e-6. `None` where one class has no row, or scores tell the classes apart
//! without error.

use super::{
    log_odds,
    logistic_fit::{Fit, Group, Terms, fit},
};
use crate::{
    Measured,
    performance::{ScoreRun, Scored},
};

/// The line through log odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationLine {
    /// Log odds of a positive row where the model's are 0.
    pub intercept: Measured,
    /// What one unit of the model's log odds is worth.
    pub slope: Measured,
}

impl CalibrationLine {
    /// The line of these scores.
    #[must_use]
    pub fn fit(scored: &Scored) -> Option<Self> {
        let Fit { intercept, slope, intercept_variance, slope_variance } =
            fit(&groups_of_log_odds(scored)?, Terms::Both)?;
        Some(Self {
            intercept: measured(intercept, intercept_variance),
            slope: measured(slope, slope_variance),
        })
    }
}

/// The intercept beside a slope of 1: how much too little the model says on the whole.
#[must_use]
pub fn calibration_in_the_large(scored: &Scored) -> Option<Measured> {
    let fitted = fit(&groups_of_log_odds(scored)?, Terms::Intercept)?;
    Some(measured(fitted.intercept, fitted.intercept_variance))
}

fn measured(value: f64, variance: f64) -> Measured {
    Measured { value, standard_error: variance.max(0.0).sqrt() }
}

/// Rows by the log odds of their score; `None` where scores are no probabilities.
pub(super) fn groups_of_log_odds(scored: &Scored) -> Option<Vec<Group>> {
    let group = |run: &ScoreRun| Group {
        x: log_odds(run.score),
        rows: run.len() as f64,
        positives: run.positives as f64,
    };
    scored.are_probabilities().then(|| scored.runs().iter().map(group).collect())
}

#[cfg(test)]
mod tests {
    use super::{CalibrationLine, calibration_in_the_large};
    use crate::{calibration::from_log_odds, performance::Scored, testing::assert_within};

    /// Rows whose true log odds are `intercept + slope` times the model's, as exact shares of 1,000.
    fn scored(intercept: f64, slope: f64) -> Scored {
        let (mut scores, mut classes) = (Vec::new(), Vec::new());
        for log_odds in [-2.0, -1.0, 0.0, 1.0, 2.0] {
            let positives =
                (1_000.0 * from_log_odds(intercept + slope * log_odds)).round() as usize;
            scores.extend([from_log_odds(log_odds); 1_000]);
            classes.extend((0..1_000).map(|row| row < positives));
        }
        Scored::new(&scores, &classes).unwrap()
    }

    #[test]
    fn finds_the_line_that_made_the_rows() {
        let line = CalibrationLine::fit(&scored(0.4, 0.7)).unwrap();
        assert_within(line.intercept.value, 0.4, 0.01);
        assert_within(line.slope.value, 0.7, 0.01);
        let large = calibration_in_the_large(&scored(0.4, 1.0)).unwrap();
        assert_within(large.value, 0.4, 0.01);
        let interval = large.interval_95();
        assert!(interval.low < 0.4 && interval.high > 0.4);
    }

    #[test]
    fn one_class_has_no_line() {
        let one = Scored::new(&[0.2, 0.4], &[true, true]).unwrap();
        assert_eq!(CalibrationLine::fit(&one), None);
        assert_eq!(calibration_in_the_large(&one), None);
    }
}
