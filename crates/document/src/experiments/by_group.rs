//! Effects by group of rows.

use report::{ArmEffect, EffectSegments, ExperimentMetric, Experiments, SegmentEffect};

use super::{difference, id, name, p_cell, sides_of_rows};
use crate::{Block, Cell, Column, Table};

/// The section: of the primary metric open, of others folded away; none without groups.
pub fn section(of: &Experiments) -> Option<Block> {
    let mut blocks = Vec::new();
    for (at, metric) in of.metrics.iter().enumerate() {
        for (arm, effect) in metric.effects.iter().enumerate() {
            if effect.segments.is_empty() {
                continue;
            }
            let table = Block::Table(table(of, metric, effect, &id("groups", at, arm)));
            if at == 0 {
                blocks.extend(effect.segments.iter().map(|own| Block::Text(own.says.clone())));
                blocks.push(table);
            } else {
                let says = effect.segments.iter().map(|own| Block::Soft(own.says.clone()));
                let folded = says.chain([table]).collect();
                let summary = format!("{} by group", name(of, metric, effect));
                blocks.push(Block::Details(summary, folded));
            }
        }
    }
    let remark = "whether the effect differs: a test of interaction";
    (!blocks.is_empty()).then(|| Block::section("By group of rows", remark, blocks))
}

fn table(of: &Experiments, metric: &ExperimentMetric, effect: &ArmEffect, id: &str) -> Table {
    let row = |own: &EffectSegments, group: &SegmentEffect| {
        vec![
            Cell::name(group.label.as_str()).over(own.column.as_str()),
            Cell::count(group.n.0),
            Cell::count(group.n.1),
            difference(metric, group.difference.as_ref()),
            p_cell(group.p_value),
            p_cell(group.p_adjusted),
            p_cell(own.interaction_p_adjusted),
        ]
    };
    let rows =
        effect.segments.iter().flat_map(|own| own.groups.iter().map(move |group| row(own, group)));
    let (control, treatment) = sides_of_rows(of);
    Table {
        id: id.to_owned(),
        caption: format!("{} by group", name(of, metric, effect)),
        columns: vec![
            Column::words("Group"),
            Column::numbers(control),
            Column::numbers(treatment),
            Column::numbers("Difference"),
            Column::numbers("p").defined("Of the group alone"),
            Column::numbers("Adjusted p")
                .defined("By Benjamini and Hochberg, over all groups, metrics and treatments"),
            Column::numbers("Differs, p")
                .defined("Of one effect in all groups of the column, adjusted by Holm over all columns, metrics and treatments"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
