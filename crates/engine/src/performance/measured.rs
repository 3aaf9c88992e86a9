//! What is measured of a model on one side.

use report::{Estimate, MetricName, SidePerformance, format};
use stats::performance as measure;

use crate::Study;
use crate::outcomes::Rows;

/// A metric, or why it cannot be computed.
pub type Value = (MetricName, Result<Estimate, String>);

/// What is measured of a model on one side.
#[derive(Default)]
pub struct Measured {
    /// Every metric.
    pub metrics: Vec<Value>,
    /// Rows and metrics of each class, of several classes only.
    pub per_class: Vec<(u64, Vec<Value>)>,
    /// What is drawn.
    pub side: SidePerformance,
    /// What is odd, as sentences.
    pub notes: Vec<String>,
}

impl Measured {
    /// Where so few rows are labelled that nothing is told.
    pub fn too_few(study: &Study<'_>, names: &[MetricName], rows: &Rows, n: u64) -> Self {
        let least = study.settings.performance.min_rows;
        let lacks = match n {
            0 => rows.lacks().to_owned(),
            _ => format!(
                "{} of at least {}",
                format::plural(n, "labelled row", "labelled rows"),
                format::count(least)
            ),
        };
        let metrics = names.iter().map(|&name| (name, Err(lacks.clone()))).collect();
        Self {
            metrics,
            side: SidePerformance { n, ..SidePerformance::default() },
            ..Self::default()
        }
    }
}

/// A metric as the Report has it, or why there is none.
pub fn value(name: MetricName, estimate: Option<measure::Estimate>, lacks: &str) -> Value {
    (name, estimate.and_then(as_reported).ok_or_else(|| lacks.to_owned()))
}

/// An estimate as the Report has it; `None` where it is beyond the largest number.
pub fn as_reported(estimate: measure::Estimate) -> Option<Estimate> {
    let interval = estimate.interval.map(|interval| (interval.low, interval.high));
    let interval_95 = interval.filter(|(low, high)| low.is_finite() && high.is_finite());
    estimate.value.is_finite().then_some(Estimate { value: estimate.value, interval_95 })
}

/// An estimate of the Report, to compute with.
pub fn as_measured(estimate: Estimate) -> measure::Estimate {
    let interval = estimate.interval_95.map(|(low, high)| measure::Interval { low, high });
    measure::Estimate { value: estimate.value, interval }
}
