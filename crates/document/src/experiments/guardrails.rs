//! Metrics that must not become worse by more than their margin.

use report::{ArmEffect, Experiments, GuardVerdict, Severity, Verdict, format};

use super::{difference, effects, name, p_cell};
use crate::{Block, Cell, Column, Table};

/// The section; none without guardrails.
pub fn section(of: &Experiments) -> Option<Block> {
    let rows: Vec<Vec<Cell>> = effects(of)
        .filter_map(|(metric, effect)| {
            let guarded = effect.guarded.as_ref()?;
            let margin = match (guarded.is_relative, metric.is_share()) {
                (true, _) => format::percent(guarded.margin),
                (false, true) => format::points(guarded.margin).trim_start_matches('+').to_owned(),
                (false, false) => format::exact(guarded.margin),
            };
            Some(vec![
                Cell::name(name(of, metric, effect)),
                difference(metric, effect.difference.as_ref()),
                Cell::Number(margin, guarded.margin),
                p_cell(guarded.p_value),
                chip(effect),
                Cell::text(guarded.says.as_str()),
            ])
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let table = Table {
        id: "experiment-guardrails".to_owned(),
        caption: "Guardrails".to_owned(),
        columns: vec![
            Column::words("Guardrail").fixed(),
            Column::numbers("Difference"),
            Column::numbers("Margin").defined("What may be lost"),
            Column::numbers("p of the margin")
                .defined("How likely such rows are if the loss were the margin or more, one-sided; not whether there is a difference"),
            Column::words("Verdict").fixed(),
            Column::words("In words").fixed(),
        ],
        rows: rows.into(),
        ..Table::default()
    };
    Some(Block::section("Guardrails", "what must not become worse", vec![Block::Table(table)]))
}

/// What a guardrail comes to.
pub fn chip(effect: &ArmEffect) -> Cell {
    match effect.guarded.as_ref().map(|guarded| guarded.verdict) {
        Some(GuardVerdict::Kept) => Cell::chip(Severity::Good, "kept"),
        Some(GuardVerdict::Broken) => Cell::chip(Verdict::Significant, "broken"),
        Some(GuardVerdict::Unclear) | None => Cell::chip(Verdict::NotEnoughData, "not sure yet"),
    }
}
