//! What the treatments do to each metric: as a drawing in one unit, and as a table.

use report::{
    ArmEffect, Estimate, ExperimentMetric, Experiments, MetricStanding, Severity, Verdict, format,
};

use super::{are_people, difference, effects, name, p_cell, percent, sides};
use crate::{Axis, Block, Cell, Column, Drawing, Height, Layer, Paint, ReadAt, Table, Unit};

/// The section; none without metrics. An effect is called one with an adjusted p-value under the error rate.
pub fn section(of: &Experiments, error_rate: f64) -> Option<Block> {
    if of.metrics.is_empty() {
        return None;
    }
    let drawing = drawing(of, error_rate).map(|drawing| Block::Drawing(Box::new(drawing)));
    let mut blocks: Vec<Block> = drawing.into_iter().collect();
    blocks.push(Block::Table(table(of, error_rate)));
    let says = effects(of).filter(|(_, effect)| effect.difference.is_none());
    blocks.extend(says.map(|(_, effect)| Block::Soft(effect.says.clone())));
    let notes = of.metrics.iter().flat_map(|metric| metric.notes.iter().cloned());
    blocks.extend(notes.map(Block::Soft));
    let (title, remark) = match are_people(of) {
        true => ("Differences", "each group less the first, 95% intervals"),
        false => ("Effects", "treatment less control, 95% intervals"),
    };
    Some(Block::section(title, remark, blocks))
}

/// The lifts of all metrics with their intervals.
pub fn drawing(of: &Experiments, error_rate: f64) -> Option<Drawing> {
    let all: Vec<(&ExperimentMetric, &ArmEffect, Estimate)> =
        effects(of).filter_map(|(metric, effect)| Some((metric, effect, effect.lift?))).collect();
    if all.is_empty() {
        return None;
    }
    let ends = |of: &Estimate| of.interval_95.unwrap_or((of.value, of.value));
    let (low, high) = all.iter().fold((0.0_f64, 0.0_f64), |(low, high), (_, _, lift)| {
        let (from, to) = ends(lift);
        (low.min(from), high.max(to))
    });
    let room = (high - low).max(f64::MIN_POSITIVE) * 0.05;
    let across = Axis { from: low - room, to: high + room, unit: Unit::Share };
    // Names stand from the bottom to the top.
    let rows = || (0..).map(f64::from).zip(all.iter().rev());
    let line = |(row, (metric, _, lift)): (f64, &(&ExperimentMetric, &ArmEffect, Estimate))| {
        let (from, to) = ends(lift);
        let paint = match (from > 0.0, to < 0.0) {
            (false, false) => Paint::Quiet,
            (is_more, _) if is_more == metric.is_more_better => Paint::Accent,
            _ => Paint::Severity,
        };
        let middle = row + 0.5;
        [
            Layer::Line(vec![(from, middle), (to, middle)], paint),
            Layer::Dots(vec![(lift.value, middle)], paint),
        ]
    };
    let reading =
        |(row, (metric, effect, lift)): (f64, &(&ExperimentMetric, &ArmEffect, Estimate))| {
            let (value, interval) = format::estimate(&crate::table::points(lift));
            ReadAt {
                from: (across.from, row),
                to: (across.to, row + 1.0),
                title: name(of, metric, effect),
                rows: vec![("Lift, %".to_owned(), value, interval)],
            }
        };
    let names = all.iter().rev().map(|(metric, effect, _)| name(of, metric, effect)).collect();
    Some(Drawing {
        subject: of.column.clone().unwrap_or_else(|| "experiment".to_owned()),
        picture: "effects".to_owned(),
        title: match are_people(of) {
            true => "How the groups differ, as a share of the first",
            false => "What the treatment changes, as a share of the control",
        }
        .to_owned(),
        caption: "lift with its 95% interval; grey: may be chance".to_owned(),
        summary: of.decision.as_ref().map(|own| own.says.clone()).unwrap_or_default(),
        up: Axis::names(names),
        layers: std::iter::once(Layer::Line(
            vec![(0.0, 0.0), (0.0, all.len() as f64)],
            Paint::Quiet,
        ))
        .chain(rows().flat_map(line))
        .collect(),
        readings: rows().map(reading).collect(),
        numbers: table(of, error_rate),
        height: Height::Bars(all.len() as u32),
        across,
        ..Drawing::default()
    })
}

fn table(of: &Experiments, error_rate: f64) -> Table {
    let mut columns = vec![Column::words("Metric").fixed()];
    let (control, treatment) = sides(of);
    columns.push(Column::numbers(control).defined("With its 95% interval"));
    columns.push(Column::numbers(treatment).defined("With its 95% interval"));
    let (less, share) = match are_people(of) {
        true => (
            "Each group less the first; of shares in points",
            "The difference as a share of the first group",
        ),
        false => (
            "Treatment less control; of shares in points",
            "The difference as a share of the control",
        ),
    };
    columns.push(Column::numbers("Difference").defined(less));
    columns.push(Column::numbers("Lift").defined(share));
    columns.push(
        Column::numbers("p").defined("How likely such a difference is by chance, in one look"),
    );
    columns.push(Column::numbers("Adjusted p").defined(
        "Of secondary metrics by Holm, of exploratory ones by Benjamini and Hochberg, over metrics and treatments",
    ));
    columns.push(Column::words("Verdict").fixed());
    Table {
        id: "experiment-effects".to_owned(),
        caption: match are_people(of) {
            true => "How the groups differ",
            false => "What the treatments change",
        }
        .to_owned(),
        columns,
        rows: effects(of).map(|(metric, effect)| row(of, metric, effect, error_rate)).collect(),
        ..Table::default()
    }
}

fn row(
    of: &Experiments,
    metric: &ExperimentMetric,
    effect: &ArmEffect,
    error_rate: f64,
) -> Vec<Cell> {
    let standing = format!("{}, {}", metric.standing.label(), metric.kind.label());
    vec![
        Cell::name(name(of, metric, effect)).over(standing),
        arm(metric, 0),
        arm(metric, at(metric, effect)),
        difference(metric, effect.difference.as_ref()),
        effect.lift.as_ref().map_or_else(Cell::dash, percent),
        p_cell(effect.p_value).hint(effect.test.as_str()),
        p_cell(effect.p_adjusted),
        verdict(metric, effect, error_rate),
    ]
}

fn at(metric: &ExperimentMetric, effect: &ArmEffect) -> usize {
    metric.arms.iter().position(|arm| arm.arm == effect.arm).unwrap_or_default()
}

fn arm(metric: &ExperimentMetric, at: usize) -> Cell {
    let Some(arm) = metric.arms.get(at) else { return Cell::dash() };
    let n = format!("n {}", format::count(arm.n));
    match &arm.value {
        Some(value) if metric.is_share() => percent(value).hint(n),
        Some(value) => crate::table::estimate(value).hint(n),
        None => Cell::dash().hint(arm.lacks.as_str()),
    }
}

fn verdict(metric: &ExperimentMetric, effect: &ArmEffect, error_rate: f64) -> Cell {
    let Some((of, p)) = effect.difference.zip(effect.p_adjusted) else {
        return Cell::chip(Verdict::NotEnoughData, "not measured");
    };
    if metric.standing == MetricStanding::Guardrail {
        return super::guardrails::chip(effect);
    }
    match (p < error_rate, (of.value > 0.0) == metric.is_more_better) {
        (false, _) => Cell::chip(Verdict::Stable, "may be chance"),
        (true, true) => Cell::chip(Severity::Good, "better"),
        (true, false) => Cell::chip(Verdict::Significant, "worse"),
    }
}
