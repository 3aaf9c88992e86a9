//! The metric by two columns.

use report::{ModelSegments, SegmentCell, Verdict, format};

use super::{remark, sampled, title, values};
use crate::{Block, Cell, Column, Table};

/// The section; none where there are no two columns to look at.
pub fn section(position: usize, of: &ModelSegments, is_only: bool) -> Option<Block> {
    let grid = of.grid.as_ref()?;
    let cell = |cell: &SegmentCell| {
        let n = format!("n {}", format::count(cell.n));
        let Some(value) = &cell.value else {
            return if cell.n == 0 { Cell::dash() } else { Cell::text("too few").over(n) };
        };
        let told = values::metric(of.metric, value);
        let (shown, interval) = match told {
            Cell::Over(shown, interval) => (*shown, interval),
            shown => (shown, String::new()),
        };
        let beneath = if interval.is_empty() { n } else { format!("{interval}, {n}") };
        match (cell.is_weak, shown) {
            (true, Cell::Number(text, _)) => Cell::chip(Verdict::Significant, text).over(beneath),
            (_, shown) => shown.over(beneath),
        }
    };
    let row = |(label, cells): (&String, &Vec<SegmentCell>)| {
        std::iter::once(Cell::name(label.clone())).chain(cells.iter().map(cell)).collect()
    };
    let first = Column::words(grid.by.clone()).fixed();
    let columns = grid.columns.iter().map(|label| Column::numbers(label.clone()).fixed());
    let chosen =
        if grid.is_chosen { "as chosen" } else { "where most harm is; settings choose others" };
    let says = format!(
        "{} by {} (down) and {} (across), with 95% intervals. Marked is what is worse than all other rows beyond chance, adjusted over the cells.",
        format::capital(of.metric.label()),
        format::short(&grid.by),
        format::short(&grid.and)
    );
    let table = Table {
        id: format!("segment-grid-{position}"),
        caption: format!("{} by {} and {}", of.metric.label(), grid.by, grid.and),
        columns: std::iter::once(first).chain(columns).collect(),
        rows: grid.rows.iter().zip(&grid.cells).map(row).collect(),
        ..Table::default()
    };
    let remark = format!("{}; {chosen}", remark(of));
    let heading = format!("By {} and {}", format::short(&grid.by), format::short(&grid.and));
    let blocks = std::iter::once(Block::Text(says)).chain(sampled(of)).chain([Block::Table(table)]);
    Some(Block::section(title(&heading, of, is_only), remark, blocks.collect()))
}
