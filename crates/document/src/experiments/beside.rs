//! The same effects seen otherwise: freed of what was known before, as chances, whenever one looks, and by other tests.

use report::{ArmEffect, ExperimentMetric, Experiments, FurtherTest, format};

use super::{difference, effects, id, name, p_cell, percent};
use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// The section; none without metrics.
pub fn section(of: &Experiments) -> Option<Block> {
    if of.metrics.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Table(table(of))];
    let freed = effects(of).filter_map(|(metric, effect)| {
        let cuped = effect.cuped.as_ref()?;
        Some(Block::Soft(format!("{}: {}", name(of, metric, effect), cuped.says)))
    });
    blocks.extend(freed);
    for (at, metric) in of.metrics.iter().enumerate() {
        for (arm, effect) in
            metric.effects.iter().enumerate().filter(|own| !own.1.further.is_empty())
        {
            let table = further(metric, effect, &id("further", at, arm));
            let summary = format!("Other tests of {}", name(of, metric, effect));
            blocks.push(Block::Details(summary, vec![Block::Table(table)]));
        }
    }
    Some(Block::section("The same, seen otherwise", "the decision does not rest on these", blocks))
}

fn table(of: &Experiments) -> Table {
    Table {
        id: "experiment-beside".to_owned(),
        caption: "Effects seen otherwise".to_owned(),
        columns: vec![
            Column::words("Metric").fixed(),
            Column::numbers("Freed of noise")
                .defined("The difference less what a column told before (CUPED)"),
            Column::numbers("p"),
            Column::numbers("Chance to beat")
                .defined("The probability that the treatment is better than the control, from a flat prior"),
            Column::numbers("Loss").defined(
                "By how much the better arm is better than the treatment on average; beneath, than the control",
            ),
            Column::numbers("Always valid").defined("The difference with an interval that holds however often one looks"),
            Column::words("Stop now").fixed(),
            Column::numbers("Effect size").defined("Without a unit: 0.2 is small, 0.5 medium, 0.8 large"),
        ],
        rows: effects(of).map(|(metric, effect)| row(of, metric, effect)).collect(),
        ..Table::default()
    }
}

fn row(of: &Experiments, metric: &ExperimentMetric, effect: &ArmEffect) -> Vec<Cell> {
    let cuped = effect.cuped.as_ref();
    let chances = effect.chances.as_ref();
    let loss = |loss: f64| {
        if metric.is_share() { format::percent(loss) } else { format::number(loss, 2) }
    };
    let always = effect.always_valid.as_ref();
    let stop = always
        .map_or_else(Cell::dash, |own| Cell::text(if own.may_stop { "yes" } else { "not yet" }));
    vec![
        Cell::name(name(of, metric, effect)),
        difference(metric, cuped.map(|own| &own.difference)),
        p_cell(cuped.map(|own| own.p_value)),
        Cell::share(chances.map(|own| own.to_beat_control)),
        chances.map_or_else(Cell::dash, |own| {
            Cell::Number(loss(own.loss_of_treatment), own.loss_of_treatment)
                .over(format!("control {}", loss(own.loss_of_control)))
        }),
        difference(metric, always.map(|own| &own.difference)),
        stop,
        effect
            .size
            .as_ref()
            .map_or_else(Cell::dash, |size| estimate(&size.value).hint(size.name.as_str())),
    ]
}

fn further(metric: &ExperimentMetric, effect: &ArmEffect, id: &str) -> Table {
    let row = |test: &FurtherTest| {
        let value = match (&test.value, test.unit.as_str()) {
            (None, _) => Cell::dash(),
            (Some(value), "difference") => difference(metric, Some(value)),
            (Some(value), "lift") => percent(value),
            (Some(value), _) => estimate(value),
        };
        vec![
            Cell::name(test.name.as_str()).over(test.remark.as_str()),
            value,
            Cell::text(test.unit.as_str()),
            Cell::number(test.statistic, 4),
            p_cell(test.p_value),
        ]
    };
    Table {
        id: id.to_owned(),
        caption: format!("Other tests of {}", metric.name),
        columns: vec![
            Column::words("Test or interval").fixed(),
            Column::numbers("Value"),
            Column::words("of").fixed(),
            Column::numbers("Statistic"),
            Column::numbers("p"),
        ],
        rows: effect.further.iter().map(row).collect(),
        ..Table::default()
    }
}
