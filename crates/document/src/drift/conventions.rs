//! Every convention side by side: what it computes, and what it says by its own limit.

use report::{Convention, DriftSettings, Measure, MeasureName, Severity, format};

use crate::{Cell, Column, Table};

/// Measures of something beside each other, one in a row; their names are the second column.
#[must_use]
pub fn conventions<'a>(
    of: &str,
    measures: impl IntoIterator<Item = &'a Measure>,
    settings: &DriftSettings,
) -> Table {
    Table {
        id: "conventions".to_owned(),
        caption: format!("Table: Conventions, {of}"),
        columns: vec![
            Column::words("Convention"),
            Column::words("Measure, and how"),
            Column::numbers("Value").fixed(),
            Column::copied("p-value"),
            Column::numbers("Chance")
                .defined("95% of samples of these sizes without drift stay under this")
                .fixed(),
            Column::numbers("Its limit").fixed(),
            Column::words("It says"),
        ],
        rows: measures.into_iter().map(|measure| row(measure, settings)).collect(),
        ..Table::default()
    }
}

fn row(measure: &Measure, settings: &DriftSettings) -> Vec<Cell> {
    let p = measure.p_value.map(|p| format!("{}; ", format::p_equals(p)));
    let default = measure.is_default.then_some("its default here; ");
    let how = format!("{}{}{}", p.unwrap_or_default(), default.unwrap_or_default(), measure.how);
    let written = |value: Option<f64>, write: fn(f64) -> String| {
        value.map_or_else(Cell::dash, |value| Cell::Number(write(value), value))
    };
    let value = match (measure.value, &measure.not_computed) {
        (None, Some(reason)) => Cell::text(reason.as_str()),
        (value, _) => written(value, format::distance),
    };
    vec![
        Cell::name(measure.convention.label()),
        Cell::text(measure.measure.label()).over(how),
        value,
        written(measure.p_value, format::p_value),
        written(measure.noise.map(|noise| noise.p95), format::distance),
        Cell::text(limits(measure, settings)),
        measure.says.map_or_else(
            || Cell::chip(Severity::Information, unsaid(measure)),
            |says| Cell::chip(says, says.label()),
        ),
    ]
}

/// What stands where a measure says nothing by itself.
const fn unsaid(measure: &Measure) -> &'static str {
    match measure.measure {
        MeasureName::CombinedTest => "in the verdict",
        _ => "no verdict",
    }
}

/// The limit; our own PSI and classifier have two, and say which band they are in.
fn limits(measure: &Measure, settings: &DriftSettings) -> String {
    let bands = match (measure.convention, measure.measure) {
        (Convention::Driftglass, MeasureName::Psi) => {
            [settings.psi_moderate, settings.psi_significant]
        }
        (Convention::Driftglass, MeasureName::ClassifierAuc) => {
            [settings.auc_moderate, settings.auc_significant]
        }
        // Whether it is chance: with the size of the distance, that makes the verdict.
        (Convention::Driftglass, MeasureName::CombinedTest) => {
            return format!("adj. p < {}", format::number(settings.false_discovery_rate, 3));
        }
        _ => return limit(measure),
    };
    let [moderate, significant] = bands.map(|limit| format::number(limit, 3));
    format!("≥ {moderate}, ≥ {significant}")
}

fn limit(measure: &Measure) -> String {
    match measure.limit {
        // What is derived from scores has no chunks.
        None if measure.convention == Convention::NannyMl => "mean + 3 sd of its chunks".to_owned(),
        None => "none set".to_owned(),
        Some(limit) => format!("{} {}", measure.limit_rule.label(), format::number(limit, 3)),
    }
}
