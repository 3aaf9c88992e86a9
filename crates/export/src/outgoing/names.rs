//! What a Report names beside columns and their values.

use std::collections::BTreeSet;

use document::{Cell, Column, Table};
use report::{Input, Report, Role, Side, format};

use super::listed;

/// Files, times, columns with a use of their own, arms, metrics, groups, classes, and what the user wrote.
pub fn table(report: &Report) -> Table {
    let named: [(&str, Vec<String>); 10] = [
        ("Files", files(report)),
        ("First and last time", times(report)),
        ("Column that names rows", with_role(report, Role::Id)),
        ("Column of the time", with_role(report, Role::Timestamp)),
        ("Arms of the experiment", arms(report)),
        ("Metrics of the experiment", metrics(report)),
        ("Groups that are to be treated fairly", groups(report)),
        ("Groups of rows", segments(report)),
        ("Classes", classes(report)),
        ("Expectations, as they were written", expectations(report)),
    ];
    let rows = named.into_iter().filter(|(_, names)| !names.is_empty()).map(|(what, names)| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        vec![Cell::name(what), Cell::text(listed(&names))]
    });
    Table {
        id: "outgoing-names".to_owned(),
        caption: "Table: What else is named".to_owned(),
        columns: vec![Column::words("What"), Column::words("Names").fixed()],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn inputs(report: &Report) -> impl Iterator<Item = (&'static str, &Input)> {
    let sides = Side::BOTH.map(|side| (side.label(), report.inputs.get(side)));
    sides.into_iter().chain(report.labels.iter().map(|labels| ("Labels", &labels.input)))
}

fn files(report: &Report) -> Vec<String> {
    inputs(report).map(|(_, input)| input.file.clone()).collect()
}

fn times(report: &Report) -> Vec<String> {
    let timed = inputs(report).filter_map(|(what, input)| Some((what, input.time_range?)));
    timed
        .map(|(what, range)| {
            format!("{} {}", what.to_lowercase(), format::day_range(range.first_ms, range.last_ms))
        })
        .collect()
}

fn with_role(report: &Report, role: Role) -> Vec<String> {
    let own = report.roles.iter().filter(|choice| choice.role == role);
    own.map(|choice| choice.column.clone()).collect()
}

fn arms(report: &Report) -> Vec<String> {
    report.experiments.arms.iter().map(|arm| arm.name.clone()).collect()
}

fn metrics(report: &Report) -> Vec<String> {
    let found = report.experiments.metrics.iter().map(|metric| metric.name.clone());
    let written = report.settings.experiments.metrics.lines().map(|line| line.trim().to_owned());
    once(found.chain(written.filter(|line| !line.is_empty())))
}

fn groups(report: &Report) -> Vec<String> {
    let attributes = report.fairness.models.iter().flat_map(|model| &model.attributes);
    once(attributes.flat_map(|attribute| &attribute.groups).map(|group| group.name.clone()))
}

fn segments(report: &Report) -> Vec<String> {
    let rankings = report.segments.models.iter().map(|model| &model.ranking);
    let segments = rankings.flat_map(|ranking| ranking.listed.iter().chain(&ranking.others));
    once(segments.map(|segment| format!("{}: {}", segment.column, segment.label)))
}

fn classes(report: &Report) -> Vec<String> {
    let classes = report.performance.models.iter().flat_map(|model| &model.per_class);
    once(classes.map(|class| class.class.clone()))
}

fn expectations(report: &Report) -> Vec<String> {
    report.data.expectations.checked.iter().map(|expectation| expectation.text.clone()).collect()
}

/// Each once, in the order of the first.
fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut told = BTreeSet::new();
    names.filter(|name| told.insert(name.clone())).collect()
}
