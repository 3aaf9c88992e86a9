//! Every group with what was measured of it, a table for each side.

use report::{AttributeFairness, GroupFairness, GroupMeasure, Side, format};

use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// The groups of an attribute.
pub fn tables(id: &str, own: &AttributeFairness) -> Vec<Block> {
    let of = |side: Side| {
        let has_rows = own.groups.iter().any(|group| group.sides.get(side).rows > 0);
        has_rows.then(|| side_table(id, own, side))
    };
    Side::BOTH.into_iter().rev().filter_map(of).flatten().collect()
}

fn side_table(id: &str, own: &AttributeFairness, side: Side) -> Vec<Block> {
    let heads = own.groups.iter().map(|group| &group.sides.get(side).measures);
    let measures = heads.max_by_key(|measures| measures.len()).map_or(&[][..], Vec::as_slice);
    let mut columns = vec![
        Column::words("Group"),
        Column::numbers("Rows"),
        Column::numbers("Labelled").defined("Rows with a label and something that the model says"),
    ];
    columns.extend(measures.iter().map(head));
    columns.push(
        Column::numbers("Against the largest")
            .defined("Selected, over the rate of the largest judged group"),
    );
    let test = own.selection_test.get(side).as_ref().map(|test| {
        Block::Soft(format!(
            "{}: that every judged group is selected alike has {} (chi-square {}, {}).",
            side.label(),
            format::p_equals(test.p_value),
            format::number(test.statistic, 3),
            format::plural(
                u64::from(test.degrees_of_freedom),
                "degree of freedom",
                "degrees of freedom"
            )
        ))
    });
    let table = Block::Table(Table {
        id: format!("fairness-groups-{id}-{}", side.label().to_lowercase()),
        title: side.label().to_owned(),
        caption: format!("Groups by {}, {}", own.name, side.label().to_lowercase()),
        columns,
        rows: own.groups.iter().map(|group| row(group, side, measures)).collect(),
        ..Table::default()
    });
    std::iter::once(table).chain(test).collect()
}

fn head(measure: &GroupMeasure) -> Column {
    let label = measure.name.label();
    let title = match &measure.class {
        Some(class) => format!("{label}, {}", format::short(class)),
        None => label.to_owned(),
    };
    Column::numbers(title).defined(measure.name.definition())
}

fn row(group: &GroupFairness, side: Side, measures: &[GroupMeasure]) -> Vec<Cell> {
    let own = group.sides.get(side);
    let name = Cell::name(group.name.clone()).over(own.not_judged.clone().unwrap_or_default());
    let mut cells = vec![name, Cell::count(own.rows), Cell::count(own.labelled)];
    cells.extend(measures.iter().map(|wanted| {
        let found =
            own.measures.iter().find(|of| (of.name, &of.class) == (wanted.name, &wanted.class));
        found.map_or_else(Cell::dash, cell)
    }));
    cells.push(own.against_largest.as_ref().map_or_else(Cell::dash, estimate));
    cells
}

/// A share as a percentage over its interval, another value as it is.
fn cell(measure: &GroupMeasure) -> Cell {
    let of = format!("of {}", format::plural(measure.n, "row", "rows"));
    let Some(value) = &measure.value else { return Cell::dash().hint(of) };
    if !measure.name.is_share() {
        return estimate(value).hint(of);
    }
    let interval = value.interval_95.map_or_else(String::new, |(low, high)| {
        format!("{} to {}", format::percent(low), format::percent(high))
    });
    Cell::share(value.value).over(interval).hint(of)
}
