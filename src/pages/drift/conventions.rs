//! Every convention side by side.

use leptos::prelude::*;
use report::{Convention, DriftSettings, Measure, MeasureName, Says, format};

use super::cells::Cutting;
use crate::parts::live::{live, press};
use crate::parts::severity::Mark;
use crate::parts::table::{Cell, Column, Table, figure};

/// What each convention computes, and what it says by its own limit; a measure on cells shows them
/// where there is something that `cutting` can show them in.
pub fn convention_table(
    measures: Vec<Measure>,
    settings: DriftSettings,
    cutting: Option<Cutting>,
    title: &'static str,
    about: impl Into<String>,
) -> AnyView {
    let columns = vec![
        Column::words("Convention").class("nowrap"),
        Column::words("Measure, and how"),
        Column::numbers("Value").fixed(),
        Column::copied("p-value"),
        Column::numbers("Chance")
            .class("num soft")
            .defined("95% of samples of these sizes without drift stay under this")
            .fixed(),
        Column::numbers("Its limit").class("num soft").fixed(),
        Column::words("It says").class("nowrap"),
    ];
    let count = measures.len();
    let row = move |position: usize| row(&measures[position], &settings, cutting);
    figure("w7", title, about, Table::new("conventions", title, columns, count, row))
}

fn row(measure: &Measure, settings: &DriftSettings, cutting: Option<Cutting>) -> Vec<Cell> {
    let p = measure.p_value.map(|p| format!("{}; ", format::p_equals(p)));
    let default = measure.is_default.then_some("its default here; ");
    let how = format!("{}{}{}", p.unwrap_or_default(), default.unwrap_or_default(), measure.how);
    let value = match (measure.value, &measure.not_computed) {
        (None, Some(reason)) => Cell::Text(reason.clone()),
        (value, _) => Cell::number(value, format::distance),
    };
    vec![
        Cell::Name(measure.convention.label().to_owned()),
        name(measure, cutting).over(how),
        value,
        Cell::number(measure.p_value, format::p_value),
        Cell::number(measure.noise.map(|noise| noise.p95), format::distance),
        Cell::Text(limits(measure, settings)),
        measure.says.map_or_else(
            || Cell::severity(Mark::Information, unsaid(measure)),
            |says| Cell::severity(says, says_label(says)),
        ),
    ]
}

/// The measure's name; pressed, its cells are shown.
fn name(measure: &Measure, cutting: Option<Cutting>) -> Cell {
    let label = measure.measure.label();
    let Some((cut, cutting)) = measure.cut.clone().zip(cutting) else {
        return Cell::Text(label.to_owned());
    };
    let wanted = cut.clone();
    let button = move || {
        view! {
            <button class="link" aria-pressed=live(move || cutting.is_asked(&wanted).to_string())
                on:click=press(move || cutting.ask(cut.clone()))>{label}</button>
        }
        .into_any()
    };
    Cell::Drawn(label.to_owned(), Box::new(button))
}

/// What stands where a measure says nothing by itself.
const fn unsaid(measure: &Measure) -> &'static str {
    match measure.measure {
        MeasureName::CombinedTest => "in the verdict",
        _ => "no verdict",
    }
}

const fn says_label(says: Says) -> &'static str {
    match says {
        Says::Pass => "pass",
        Says::Moderate => "moderate",
        Says::Drift => "drift",
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
