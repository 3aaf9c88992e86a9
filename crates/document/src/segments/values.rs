//! How a metric and gaps of it are written.

use report::{Estimate, MetricName, SegmentContrast, format};

use crate::Cell;
use crate::table::{estimate, points};

/// A metric over its interval; accuracy as a percentage.
pub fn metric(name: MetricName, value: &Estimate) -> Cell {
    if name != MetricName::Accuracy {
        return estimate(value);
    }
    let (text, interval) = format::estimate(&points(value));
    let interval = if interval.is_empty() { interval } else { format!("{interval}%") };
    Cell::Number(format!("{text}%"), value.value).over(interval)
}

/// By how much a segment is worse, over the interval; of accuracy in points.
pub fn gap(name: MetricName, contrast: &SegmentContrast) -> Cell {
    let (text, interval) = written(name, &contrast.gap);
    Cell::Number(text, contrast.gap.value).over(interval)
}

/// A gap and its interval as texts.
pub fn written(name: MetricName, gap: &Estimate) -> (String, String) {
    match name {
        MetricName::Accuracy => {
            let (text, interval) = format::estimate(&points(gap));
            (format!("{text} points"), interval)
        }
        _ => format::estimate(gap),
    }
}

/// What the whole would gain.
pub fn harm(name: MetricName, harm: f64) -> Cell {
    let text = match name {
        _ if harm <= 0.0 => "–".to_owned(),
        MetricName::Accuracy => format::points(harm).trim_start_matches('+').to_owned(),
        _ => format::number(harm, 2),
    };
    Cell::Number(text, harm)
}
