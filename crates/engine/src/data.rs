//! Chapter: schema, missing values, intake ledger.

mod missing;
mod schema;

use report::{ColumnProfile, Data, Event, LedgerEntry, RoleChoice, SchemaChange, Side, format};
use table::Column;

use crate::Study;

/// The state of the two tables, before any distribution is compared.
pub fn chapter(study: &Study<'_>, roles: &[RoleChoice]) -> Data {
    let mut columns: Vec<ColumnProfile> =
        roles.iter().map(|choice| profile(study, choice)).collect();
    missing::judge(study, &mut columns);
    let ledger =
        Side::BOTH.into_iter().flat_map(|side| study.tables.get(side).ledger(side)).collect();
    let schema = schema::changes(study, roles);
    Data { headline: headline(&schema, &columns), schema, columns, ledger }
}

fn headline(schema: &[SchemaChange], columns: &[ColumnProfile]) -> String {
    let lists = match schema.len() as u64 {
        0 => "Both files have the same columns".to_owned(),
        n => format!(
            "{} between the two lists of columns",
            format::plural(n, "difference", "differences")
        ),
    };
    let changes = columns.iter().filter_map(|column| column.missing_change.as_ref());
    let missing = match changes.filter(|change| change.verdict.is_drift()).count() as u64 {
        0 => "no column’s missing values changed much".to_owned(),
        n => format!("missing values changed in {}", format::plural(n, "column", "columns")),
    };
    format!("{lists}; {missing}.")
}

/// Tells of settings that name columns that neither file has.
pub fn add_unknown_columns(study: &Study<'_>, ledger: &mut Vec<LedgerEntry>) {
    for column in study.settings.roles.keys() {
        let columns = study.column(column);
        if columns.reference.or(columns.production).is_some() {
            continue;
        }
        ledger.push(LedgerEntry {
            side: Side::Reference,
            event: Event::UnknownColumn,
            column: Some(column.clone()),
            line: None,
            rows: 0,
            message: "The settings give it a role, and neither file has it".to_owned(),
            remedy: None,
        });
    }
}

fn profile(study: &Study<'_>, choice: &RoleChoice) -> ColumnProfile {
    let columns = study.column(&choice.column);
    ColumnProfile {
        column: choice.column.clone(),
        role: choice.role,
        kind: columns.map(|column| column.map(Column::kind)),
        missing: columns.map(|column| column.map(Column::missing)),
        distinct: columns.map(|column| column.and_then(Column::distinct)),
        missing_change: None,
    }
}
