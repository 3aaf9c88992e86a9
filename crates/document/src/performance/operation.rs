//! How the service ran: what it is held to, and latency, errors and traffic.

use report::{Objective, Operation, Report, Verdict};

use crate::{Block, Cell, Chip, Column, Section, Table, indicators};

/// The section; none where no column says how it ran.
pub fn section(report: &Report) -> Option<Block> {
    let operation = &report.operation;
    if operation.lacks.is_some() {
        return None;
    }
    let mut blocks = Vec::new();
    // Without a model it is the chapter's headline.
    if report.performance.lacks.is_none() {
        blocks.push(Block::Text(operation.headline.clone()));
    }
    if !operation.objectives.is_empty() {
        blocks.push(Block::Table(objectives(&operation.objectives)));
    }
    if !operation.indicators.is_empty() {
        blocks.extend(indicators::blocks(&report.timeline, &operation.indicators, "operation"));
    }
    blocks.extend(operation.notes.iter().cloned().map(Block::Soft));
    Some(Block::Section(Section {
        title: "How the service ran".to_owned(),
        remark: "latency, failures and traffic".to_owned(),
        chip: chip(operation),
        blocks,
    }))
}

/// The worst that an objective came to.
fn chip(operation: &Operation) -> Option<Chip> {
    let worst = operation.objectives.iter().max_by_key(|objective| objective.severity)?;
    Some(Chip::new(worst.severity, word(worst)))
}

const fn word(objective: &Objective) -> &'static str {
    match objective.verdict {
        Verdict::Significant => "missed",
        Verdict::NotEnoughData => "could be chance",
        _ => "kept",
    }
}

fn objectives(objectives: &[Objective]) -> Table {
    let row = |told: &Objective| {
        let since = told.since.as_ref().map_or_else(Cell::dash, |since| Cell::text(since.as_str()));
        let chip = Chip::new(told.severity, word(told));
        let value = Cell::text(told.value.as_str());
        let value = match &told.since {
            // Its value is from there on, that of the indicator of the whole period.
            Some(since) => value.over(format!("since {since}")),
            None => value,
        };
        vec![
            Cell::name(told.title.as_str()),
            value,
            Cell::Chip(chip),
            since,
            Cell::text(told.says.as_str()),
        ]
    };
    Table {
        id: "objectives".to_owned(),
        title: "Objectives".to_owned(),
        caption: "What production is held to".to_owned(),
        columns: vec![
            Column::words("Objective").fixed(),
            Column::words("Production").fixed(),
            Column::words("Verdict").fixed(),
            Column::words("Missed since").fixed(),
            Column::words("In words").fixed(),
        ],
        rows: objectives.iter().map(row).collect(),
        ..Table::default()
    }
}
