//! The metrics of a model over time, and the windows of one metric, as tables.

use report::{
    Against, Estimate, MetricOverTime, MetricWindow, ModelOverTime, Since, Timeline, Verdict,
    format,
};

use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// Milliseconds of an hour.
const HOUR_MS: f64 = 3_600_000.0;

/// Every metric: what was expected, what came true, and since when it is worse.
pub fn metrics(
    model: &ModelOverTime,
    metrics: &[&MetricOverTime],
    id: &dyn Fn(&str) -> String,
) -> Block {
    let columns = vec![
        Column::words("Metric"),
        Column::numbers("Reference"),
        Column::numbers("Expected").defined("In production, without labels"),
        Column::numbers("Came true").defined("In production, over labelled rows"),
        Column::numbers("Off by").defined("Mean of expected less realised over windows, without its sign; beneath, windows whose value lay in the expected 95% band"),
        Column::words("Worse since").defined("By what came true; beneath, how much worse than the reference"),
        Column::words("Expected worse since"),
    ];
    let row = |metric: &&MetricOverTime| {
        let agreement = metric.agreement.map_or_else(Cell::dash, |agreement| {
            let has_band = |window: &MetricWindow| {
                window.expected.is_some_and(|expected| expected.interval_95.is_some())
            };
            let inside = format!("{} of {} inside", agreement.inside, agreement.windows);
            let beneath = if metric.windows.iter().any(has_band) { inside } else { String::new() };
            Cell::number(agreement.mean_absolute_error, 2).over(beneath)
        });
        vec![
            Cell::name(metric.name.label()),
            told(metric.realised.reference),
            told(metric.expected.production),
            told(metric.realised.production),
            agreement,
            since(metric.since.as_ref()),
            since(metric.expected_since.as_ref()),
        ]
    };
    Block::Table(Table {
        id: id("over-time"),
        caption: format!("Metrics of {} over time", model.name),
        columns,
        rows: metrics.iter().map(row).collect(),
        ..Table::default()
    })
}

fn told(value: Option<Estimate>) -> Cell {
    value.as_ref().map_or_else(Cell::dash, estimate)
}

fn since(since: Option<&Since>) -> Cell {
    since.map_or_else(Cell::dash, |since| {
        let drop = format!(
            "{} worse, {}",
            format::percent(since.relative_drop),
            format::p_equals(since.p_value)
        );
        Cell::text(since.when.clone()).over(drop)
    })
}

/// Every window of a metric.
pub fn windows(
    timeline: &Timeline,
    model: &ModelOverTime,
    metric: &MetricOverTime,
    id: &dyn Fn(&str) -> String,
) -> Block {
    Block::Table(Table {
        id: id("windows"),
        caption: format!("{} of {} window by window", metric.name.label(), model.name),
        columns: window_columns(),
        rows: window_rows(timeline, model, metric).into(),
        ..Table::default()
    })
}

/// The columns of windows.
pub fn window_columns() -> Vec<Column> {
    vec![
        Column::words("Window").fixed(),
        Column::words("Side").fixed(),
        Column::numbers("Rows"),
        Column::numbers("Labelled"),
        Column::numbers("Label lag, hours").defined("Half of the labels came within so many hours"),
        Column::numbers("Came true"),
        Column::numbers("Expected").defined("Without labels"),
        Column::numbers("Drop").defined("How much worse than the whole reference, relative to it"),
        Column::words("Verdict").fixed(),
    ]
}

/// The rows of windows.
pub fn window_rows(
    timeline: &Timeline,
    model: &ModelOverTime,
    metric: &MetricOverTime,
) -> Vec<Vec<Cell>> {
    let row = |at: usize| {
        let (window, labels) = (&timeline.windows[at], model.labels[at]);
        let value = &metric.windows[at];
        let partial = if window.is_partial { "partial" } else { "" };
        vec![
            Cell::name(window.label.clone()).over(partial),
            Cell::text(window.side.label()),
            Cell::count(labels.rows),
            Cell::count(labels.labelled),
            Cell::number(labels.lag_median_ms.map(|lag| lag / HOUR_MS), 3),
            told(value.realised).hint(value.lacks.clone()),
            told(value.expected),
            Cell::share(value.against.map(|against| against.relative_drop)),
            value.against.as_ref().map_or_else(Cell::dash, verdict),
        ]
    };
    (0..metric.windows.len().min(timeline.windows.len())).map(row).collect()
}

fn verdict(against: &Against) -> Cell {
    let word = match against.verdict {
        Verdict::Significant => "clearly worse",
        Verdict::Moderate => "worse",
        Verdict::Negligible => "a little worse",
        Verdict::NotEnoughData => "not enough data",
        Verdict::Stable => "not worse",
    };
    Cell::chip(against.verdict, word).hint(format::p_equals(against.p_adjusted))
}
