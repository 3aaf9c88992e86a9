//! What was read, as the Report records it.

use report::{Input, Pair, Role, RoleChoice, TimeRange};
use table::{Column, Table};

use crate::{Study, roles};

/// Describes both files.
pub fn describe(study: &Study<'_>, roles: &[RoleChoice]) -> Pair<Input> {
    let time_column = roles::column_with(roles, Role::Timestamp);
    Pair::from_fn(|side| {
        let table = study.tables.get(side);
        describe_table(table, time_column.and_then(|name| range_of(table.column(name)?)))
    })
}

/// Describes one file; the time range is that of its time column, where it has one.
#[must_use]
pub fn describe_table(table: &Table, time_range: Option<TimeRange>) -> Input {
    Input {
        file: table.file().to_owned(),
        bytes: table.bytes(),
        // The engine has the rows, not the bytes; whoever has those puts it in.
        sha256: None,
        rows: table.rows() as u64,
        rows_skipped: table.rows_skipped(),
        columns: table.columns().len() as u64,
        dialect: table.dialect().clone(),
        time_range,
    }
}

/// The time range of a table's first time column, before any role is known.
#[must_use]
pub fn time_range(table: &Table) -> Option<TimeRange> {
    table.columns().iter().find_map(range_of)
}

fn range_of(column: &Column) -> Option<TimeRange> {
    let times = column.times_ms()?;
    Some(TimeRange { first_ms: *times.iter().min()?, last_ms: *times.iter().max()? })
}
