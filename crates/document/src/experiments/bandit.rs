//! What other ways to deal rows out would have earned.

use report::{BanditPolicy, Experiments, format};

use super::percent;
use crate::{Block, Cell, Column, Table};

/// The section; none where nothing was replayed.
pub fn section(of: &Experiments) -> Option<Block> {
    let bandit = of.bandit.as_ref()?;
    let mut blocks = vec![Block::Text(bandit.says.clone())];
    let mut columns = vec![
        Column::words("Policy").fixed(),
        Column::numbers("Earned a row")
            .defined("Beneath, where 95% of the replays lie; of the split, its 95% interval"),
        Column::numbers("Regret a row")
            .defined("Against the best arm each time; beneath, where 95% of the replays lie"),
        Column::numbers("Rows that count").defined("On average over the replays"),
    ];
    columns.extend(of.arms.iter().map(|arm| Column::numbers(format!("to {}", arm.name))));
    let row = |policy: &BanditPolicy| {
        let mut cells = vec![
            Cell::name(policy.name.as_str()),
            policy.reward.as_ref().map_or_else(Cell::dash, percent),
            policy.regret.as_ref().map_or_else(Cell::dash, percent),
            Cell::count(policy.rows.round() as u64),
        ];
        cells.extend(policy.shares.iter().map(|share| Cell::share(*share)));
        cells
    };
    blocks.push(Block::Table(Table {
        id: "experiment-bandit".to_owned(),
        caption: "What policies that learn would have earned".to_owned(),
        columns,
        rows: bandit.policies.iter().map(row).collect(),
        ..Table::default()
    }));
    blocks.extend(bandit.caveats.iter().cloned().map(Block::Soft));
    let remark = format!(
        "{}, replayed {} each",
        bandit.metric,
        format::plural(bandit.runs, "time", "times")
    );
    Some(Block::section("Dealt out while learning", remark, blocks))
}
