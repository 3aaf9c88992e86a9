//! Whether a new version may answer all rows.

use report::{Canary, CanaryDecision, CanaryGuardrail, Report, Severity, format};

use crate::{Block, Cell, Chip, Column, Section, Table};

/// Digits of a number.
const DIGITS: usize = 3;

/// The section; none where production has one version only.
pub fn section(report: &Report) -> Option<Block> {
    let canary = report.experiments.canary.as_ref()?;
    let mut blocks = vec![Block::Text(canary.says.clone())];
    if !canary.guardrails.is_empty() {
        blocks.push(Block::Table(table(&canary.guardrails)));
    }
    blocks.extend(canary.notes.iter().cloned().map(Block::Soft));
    blocks.push(Block::Soft(
        "A guardrail is broken where the canary is surely worse (95%) and by more than the margin as far as can be told; it is kept where a loss of the margin is ruled out. Versions must answer rows of one kind: rows that were not dealt out at random may differ for other reasons."
            .to_owned(),
    ));
    Some(Block::Section(Section {
        title: "Canary".to_owned(),
        remark: remark(canary),
        chip: Some(chip(canary.decision)),
        blocks,
    }))
}

fn remark(canary: &Canary) -> String {
    format!(
        "{} beside {}, {} and {} rows",
        format::short(&canary.canary),
        format::short(&canary.control),
        format::count(canary.canary_rows),
        format::count(canary.control_rows)
    )
}

fn chip(decision: CanaryDecision) -> Chip {
    match decision {
        CanaryDecision::Promote => Chip::new(Severity::Good, "promote"),
        CanaryDecision::KeepGoing => Chip::new(Severity::Information, "keep going"),
        CanaryDecision::RollBack => Chip::new(Severity::High, "roll back"),
    }
}

fn table(guardrails: &[CanaryGuardrail]) -> Table {
    let row = |own: &CanaryGuardrail| {
        let value = |value: f64| match own.is_share {
            true => Cell::share(value),
            false => Cell::number(value, DIGITS),
        };
        let rows = |n: u64| format!("n {}", format::count(n));
        let worse = match own.is_share {
            true => crate::table::gap(&own.worse),
            false => crate::table::estimate(&own.worse),
        };
        let margin = match own.is_share {
            true => Cell::Number(format::points(own.margin), own.margin),
            false => Cell::number(own.margin, DIGITS),
        };
        vec![
            Cell::name(own.name.clone()),
            Cell::Chip(Chip::new(own.verdict.severity(), own.verdict.word())),
            value(own.control).over(rows(own.control_n)),
            value(own.canary).over(rows(own.canary_n)),
            worse,
            margin,
        ]
    };
    Table {
        id: "canary".to_owned(),
        caption: "Guardrails of the canary".to_owned(),
        columns: vec![
            Column::words("Guardrail").fixed(),
            Column::words("Verdict").fixed(),
            Column::numbers("Control").fixed(),
            Column::numbers("Canary").fixed(),
            Column::numbers("Worse by").fixed().defined("Under 0 where the canary is better"),
            Column::numbers("Margin").fixed().defined("How much worse it may be"),
        ],
        rows: guardrails.iter().map(row).collect(),
        ..Table::default()
    }
}
