//! Chapter: what an experiment says of its arms.

mod bandit;
mod beside;
mod by_day;
mod by_group;
mod canary;
mod decision;
mod effects;
mod guardrails;
mod judged;
mod power;
mod sample_ratio;

use report::{
    ArmEffect, Estimate, ExperimentMetric, Experiments, MetricStanding, Outlook, Report, format,
};

use crate::table::{estimate, points};
use crate::{Block, Cell, Document, Drawing};

/// The chapter.
pub fn document(report: &Report) -> Document {
    let of = &report.experiments;
    Document {
        eyebrow: "Experiments".to_owned(),
        headline: of.headline.clone(),
        lacks: of.lacks.clone(),
        blocks: if of.lacks.is_some() { Vec::new() } else { blocks(report) },
    }
}

/// What proves the headline of files that are the arms of an experiment.
pub fn lead(report: &Report) -> Option<Drawing> {
    let of = &report.experiments;
    of.is_split.then(|| effects::drawing(of, report.settings.experiments.error_rate)).flatten()
}

fn blocks(report: &Report) -> Vec<Block> {
    let of = &report.experiments;
    if of.decision.is_none() {
        let notes = of.notes.iter().cloned().map(Block::Soft);
        return canary::section(report).into_iter().chain(notes).collect();
    }
    let mut blocks: Vec<Block> = decision::blocks(of);
    blocks.extend(canary::section(report));
    blocks.extend(sample_ratio::section(of));
    blocks.extend(effects::section(of, report.settings.experiments.error_rate));
    blocks.extend(guardrails::section(of));
    blocks.extend(by_day::section(of));
    blocks.extend(power::section(of));
    blocks.extend(by_group::section(of));
    blocks.extend(beside::section(of));
    blocks.extend(bandit::section(of));
    if !of.notes.is_empty() {
        let notes = of.notes.iter().cloned().map(Block::Soft).collect();
        blocks.push(Block::section("Left out, and other remarks", "", notes));
    }
    blocks.push(judged::section(report));
    blocks
}

/// The primary metric, where there is one.
fn primary(of: &Experiments) -> Option<&ExperimentMetric> {
    of.metrics.iter().find(|metric| metric.standing == MetricStanding::Primary)
}

/// Whether the arms are groups of people, between which there is a difference, and no treatment.
fn are_people(of: &Experiments) -> bool {
    of.decision.as_ref().is_some_and(|own| own.outlook == Outlook::Told)
}

/// What columns of tables call the control and a treatment: groups of people by their own names.
fn sides(of: &Experiments) -> (String, String) {
    match of.arms.as_slice() {
        [first, others @ ..] if are_people(of) => {
            let other = match others {
                [other] => format::short(&other.name),
                _ => "Other group".to_owned(),
            };
            (format::short(&first.name), other)
        }
        _ => ("Control".to_owned(), "Treatment".to_owned()),
    }
}

/// The same, of columns that count their rows.
fn sides_of_rows(of: &Experiments) -> (String, String) {
    let (first, other) = sides(of);
    match are_people(of) {
        true => (format!("Rows, {first}"), other),
        false => ("Rows, control".to_owned(), "treatment".to_owned()),
    }
}

/// Every metric with each of its effects.
fn effects(of: &Experiments) -> impl Iterator<Item = (&ExperimentMetric, &ArmEffect)> {
    of.metrics.iter().flat_map(|metric| metric.effects.iter().map(move |effect| (metric, effect)))
}

/// "revenue", or "revenue, blue" where there is more than one treatment.
fn name(of: &Experiments, metric: &ExperimentMetric, effect: &ArmEffect) -> String {
    if of.arms.len() > 2 { format!("{}, {}", metric.name, effect.arm) } else { metric.name.clone() }
}

/// Of the effects, as names of tables have it: "converted-2".
fn id(what: &str, metric: usize, arm: usize) -> String {
    format!("experiment-{what}-{}-{}", metric + 1, arm + 1)
}

/// An estimate as it is shown: shares in points of 100.
fn in_unit(metric: &ExperimentMetric, of: &Estimate) -> Estimate {
    if metric.is_share() { points(of) } else { *of }
}

/// A difference over its interval: of shares in points.
fn difference(metric: &ExperimentMetric, of: Option<&Estimate>) -> Cell {
    match of {
        None => Cell::dash(),
        Some(of) if metric.is_share() => crate::table::gap(of),
        Some(of) => estimate(of),
    }
}

/// A share over its interval, in percent.
fn percent(of: &Estimate) -> Cell {
    let (value, interval) = format::estimate(&points(of));
    let interval = interval.replace(" to ", "% to ");
    let unit = if interval.is_empty() { "" } else { "%" };
    Cell::Number(format!("{value}%"), of.value).over(format!("{interval}{unit}"))
}

fn p_cell(p: Option<f64>) -> Cell {
    p.map_or_else(Cell::dash, |p| Cell::Number(format::p_value(p), p))
}
