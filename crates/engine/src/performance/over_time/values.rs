//! Metrics of both sides and of each window.

use report::{Estimate, MetricName, Pair};

use super::super::measured::Value;

/// Metrics of both sides and of each window.
#[derive(Default)]
pub struct Values {
    pub whole: Pair<Vec<Value>>,
    /// One for each window of the axis; none at all where nothing is known of any.
    pub windows: Vec<Vec<Value>>,
}

/// The value of a metric, where it has one.
pub fn estimate(values: &[Value], name: MetricName) -> Option<Estimate> {
    values.iter().find(|(own, _)| *own == name)?.1.as_ref().ok().copied()
}

/// The value of a metric, or why it has none.
pub fn value(values: &[Value], name: MetricName) -> Result<Estimate, String> {
    let known = values.iter().find(|(own, _)| *own == name);
    known.map_or_else(|| Err(String::new()), |(_, value)| value.clone())
}
