//! Where the second of two models is worse than the first, by group of rows.

use report::{ModelPair, PairSegment, format};

use crate::segments::values::written;
use crate::{Block, Cell, Column, Table};

/// What is said, and the table folded away; nothing where no group has enough rows.
pub fn blocks(position: usize, pair: &ModelPair) -> Vec<Block> {
    let Some(segments) = &pair.segments else { return Vec::new() };
    let left_out = (segments.left_out > 0).then(|| {
        Block::Soft(format!(
            "Not looked at: {}.",
            format::plural(segments.left_out, "more column", "more columns")
        ))
    });
    let summary = format!("{} beside {} by group", pair.second, pair.first);
    let table = Block::Table(table(position, pair, &segments.listed));
    [Block::Text(segments.says.clone()), Block::Details(summary, vec![table])]
        .into_iter()
        .chain(left_out)
        .collect()
}

fn table(position: usize, pair: &ModelPair, listed: &[PairSegment]) -> Table {
    let row = |own: &PairSegment| {
        let (difference, interval) = written(own.metric, &own.difference);
        vec![
            Cell::name(own.segment.clone()).over(own.column.clone()),
            Cell::text(own.metric.label()),
            Cell::count(own.n),
            Cell::Number(difference, own.difference.value).over(interval),
            Cell::Number(format::p_value(own.p_adjusted), own.p_adjusted),
        ]
    };
    Table {
        id: format!("pair-{}-segments", position + 1),
        caption: format!("{} beside {} by group", pair.second, pair.first),
        columns: vec![
            Column::words("Group"),
            Column::words("Metric"),
            Column::numbers("Rows").defined("With a label, and answered by both"),
            Column::numbers("Difference").defined("Second less first, on the same rows"),
            Column::numbers("p").defined("Of no difference, adjusted over all groups and metrics"),
        ],
        rows: listed.iter().map(row).collect(),
        ..Table::default()
    }
}
