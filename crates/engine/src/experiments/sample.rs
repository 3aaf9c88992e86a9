//! What is known of a metric of some rows of an arm.

use report::{Estimate, MetricKind, format};
use stats::experiment::{
    Arm, MOST_SKEWNESS, ShareInterval, Trials, contrast, pooled_difference, quantile_difference,
    ratio_metric, share_difference, skewness_of_difference, skewness_of_ratios, skewness_of_shares,
};
use stats::performance::{Interval, proportion};
use stats::{
    Cells, Measured, Moments, Sorted, ThirdComoments, fisher_exact, quantile_interval,
    two_proportion_z,
};

use crate::performance::as_reported;

/// Expected rows of a cell under which the normal law is not taken for shares.
const FEW: f64 = 5.0;

/// Rows of an arm under which a group or day is held against no other.
pub const FEWEST_ROWS: u64 = 10;

/// A metric of some rows of an arm.
#[derive(Clone, Debug)]
pub enum Sample {
    Share(Trials),
    Mean(Moments),
    Ratio(ThirdComoments),
    /// With the probability of the quantile.
    Quantile(Sorted, f64),
}

/// What a metric is measured as, with the probability of a quantile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    Share,
    Mean,
    Ratio,
    Quantile(f64),
}

impl Way {
    pub const fn kind(self) -> MetricKind {
        match self {
            Self::Share => MetricKind::Proportion,
            Self::Mean => MetricKind::Mean,
            Self::Ratio => MetricKind::Ratio,
            Self::Quantile(_) => MetricKind::Quantile,
        }
    }
}

impl Sample {
    /// Of the known values of rows; `y` are those of the second column of a ratio.
    pub fn of(way: Way, x: &[f64], y: &[f64]) -> Self {
        match way {
            Way::Share => Self::Share(Trials {
                successes: x.iter().filter(|value| **value == 1.0).count() as u64,
                n: x.len() as u64,
            }),
            Way::Mean => Self::Mean(moments(x)),
            Way::Ratio => Self::Ratio(ThirdComoments::of(x, y)),
            Way::Quantile(p) => Self::Quantile(Sorted::new(x.to_vec()).unwrap_or_default(), p),
        }
    }

    /// Rows with a value.
    pub fn n(&self) -> u64 {
        match self {
            Self::Share(trials) => trials.n,
            Self::Mean(moments) => moments.n(),
            Self::Ratio(rows) => rows.n(),
            Self::Quantile(sorted, _) => sorted.len() as u64,
        }
    }

    /// Its value with its error; none of a quantile, whose error has no such form.
    pub fn arm(&self) -> Option<Arm> {
        match self {
            Self::Share(trials) => Arm::of_share(*trials),
            Self::Mean(moments) => Arm::of_mean(moments),
            Self::Ratio(rows) => ratio_metric(rows.pairs()),
            Self::Quantile(..) => None,
        }
    }

    /// The same with an error that bears few successes, for who may look at any time.
    pub fn arm_at_any_time(&self) -> Option<Arm> {
        match self {
            Self::Share(trials) => Arm::of_rare_share(*trials),
            _ => self.arm(),
        }
    }

    /// Its value with its interval.
    pub fn estimate(&self) -> Option<Estimate> {
        match self {
            Self::Share(trials) => proportion(trials.successes, trials.n).and_then(as_reported),
            Self::Mean(moments) => stats::performance::mean(moments).and_then(as_reported),
            Self::Ratio(rows) => {
                ratio_metric(rows.pairs()).map(Arm::estimate).and_then(as_reported)
            }
            Self::Quantile(sorted, p) => {
                let found = quantile_interval(sorted, *p)?;
                let interval_95 = found.low.zip(found.high);
                Some(Estimate { value: found.value, interval_95 })
            }
        }
    }

    /// Takes in further rows; a quantile takes none in.
    pub fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Share(own), Self::Share(other)) => {
                own.successes += other.successes;
                own.n += other.n;
            }
            (Self::Mean(own), Self::Mean(other)) => own.merge(other),
            (Self::Ratio(own), Self::Ratio(other)) => own.merge(other),
            _ => {}
        }
    }
}

/// A difference, its test and why it is this one.
pub struct Difference {
    pub estimate: Estimate,
    pub p_value: Option<f64>,
    pub test: &'static str,
}

/// Treatment less control; none where either has no value.
pub fn difference(control: &Sample, treatment: &Sample) -> Option<Difference> {
    match (control, treatment) {
        (Sample::Share(c), Sample::Share(t)) => {
            let estimate = as_reported(share_difference(*c, *t, ShareInterval::Newcombe)?)?;
            let rows = (c.n + t.n) as f64;
            let yes = (c.successes + t.successes) as f64;
            let least = yes.min(rows - yes) * c.n.min(t.n) as f64 / rows;
            let cells = Cells {
                reference: vec![c.succeeded(), c.failed()],
                production: vec![t.succeeded(), t.failed()],
            };
            let exact = (least < FEW).then(|| fisher_exact(&cells)).flatten();
            let (p_value, test) = match exact {
                Some(p) => (
                    Some(p),
                    "Fisher’s exact test, as so few rows are expected in a cell; interval by Newcombe",
                ),
                None => (
                    two_proportion_z(c.successes, c.n, t.successes, t.n).map(|test| test.p_value),
                    "z-test of two shares, pooled; interval by Newcombe",
                ),
            };
            Some(Difference { estimate, p_value, test })
        }
        (Sample::Quantile(c, p), Sample::Quantile(t, _)) => {
            let found = quantile_difference(c, t, *p)?;
            let estimate = Estimate { value: found.value, interval_95: found.low.zip(found.high) };
            let test =
                "empirical likelihood of both quantiles, which asks for no law and bears ties";
            Some(Difference { estimate, p_value: Some(found.p_value), test })
        }
        _ => {
            let found = contrast(&control.arm()?, &treatment.arm()?)?;
            let test = match control {
                Sample::Ratio(_) => {
                    "Welch’s t-test of ratios, whose errors are of the delta method"
                }
                _ => "Welch’s t-test, which does not take the variances as equal",
            };
            Some(Difference {
                estimate: as_reported(found.difference)?,
                p_value: Some(found.p_value),
                test,
            })
        }
    }
}

/// Why the normal law does not hold for the difference yet, as a clause; empty where it does, or nothing is known of that.
pub fn unsettled(control: &Sample, treatment: &Sample) -> String {
    let skewness = match (control, treatment) {
        (Sample::Share(c), Sample::Share(t)) => skewness_of_shares(*c, *t),
        (Sample::Mean(c), Sample::Mean(t)) => skewness_of_difference(c, t),
        (Sample::Ratio(c), Sample::Ratio(t)) => skewness_of_ratios(c, t),
        _ => None,
    };
    match skewness.filter(|of| of.abs() > MOST_SKEWNESS) {
        Some(skewness) => format!(
            "has too few of its rare or large values in the smaller arm for a test that holds (the skewness of the difference is {}, and may be {} at most)",
            format::number(skewness, 2),
            format::exact(MOST_SKEWNESS)
        ),
        None => String::new(),
    }
}

/// The effect of a group or day with an error by which it can be held against those of others; none where it has too
/// few rows or successes for that.
pub fn comparable(control: &Sample, treatment: &Sample) -> Option<Measured> {
    if control.n().min(treatment.n()) < FEWEST_ROWS {
        return None;
    }
    if let (Sample::Share(c), Sample::Share(t)) = (control, treatment) {
        return pooled_difference(*c, *t);
    }
    let found = contrast(&control.arm()?, &treatment.arm()?)?;
    Some(Measured { value: found.difference.value, standard_error: found.standard_error })
}

pub fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

/// An interval as the Report has it.
pub fn ends(interval: Interval) -> (f64, f64) {
    (interval.low, interval.high)
}
