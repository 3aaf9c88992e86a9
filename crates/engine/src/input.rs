//! What was read, as the Report records it.

use report::{Input, Pair, Role, RoleChoice, Side, TimeRange};

use crate::{Study, roles};

/// Describes both files.
pub fn describe(study: &Study<'_>, roles: &[RoleChoice]) -> Pair<Input> {
    let time_column = roles::column_with(roles, Role::Timestamp);
    Pair::from_fn(|side| {
        let table = study.tables.get(side);
        Input {
            file: table.file().to_owned(),
            bytes: table.bytes(),
            rows: table.rows() as u64,
            rows_skipped: table.rows_skipped(),
            columns: table.columns().len() as u64,
            dialect: table.dialect().clone(),
            time_range: time_column.and_then(|name| time_range(study, side, name)),
        }
    })
}

fn time_range(study: &Study<'_>, side: Side, name: &str) -> Option<TimeRange> {
    let times = study.tables.get(side).column(name)?.times_ms()?;
    Some(TimeRange { first_ms: *times.iter().min()?, last_ms: *times.iter().max()? })
}
