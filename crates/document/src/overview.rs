//! The overview as it is written into files: what was found, most harmful first.

use report::{Finding, Overview};

use crate::{Cell, Column, Table};

/// What was found, most harmful first.
#[must_use]
pub fn findings(overview: &Overview) -> Table {
    Table {
        id: "findings".to_owned(),
        caption: "Table: Findings".to_owned(),
        columns: vec![
            Column::words("Severity"),
            Column::words("What we found").fixed(),
            Column::words("Size").fixed(),
            Column::words("Began").fixed(),
            Column::numbers("Rows"),
            Column::copied("Column"),
            Column::words("Chapter"),
        ],
        rows: overview.findings.iter().map(row).collect(),
        ..Table::default()
    }
}

fn row(finding: &Finding) -> Vec<Cell> {
    let size = finding.size.as_ref();
    vec![
        Cell::chip(finding.severity, finding.severity.label()),
        Cell::name(&finding.title).over(&finding.detail),
        size.map_or_else(Cell::dash, |size| Cell::text(&size.text).over(&size.beside)),
        finding.began.as_ref().map_or_else(Cell::dash, Cell::text),
        Cell::count(finding.rows),
        Cell::text(finding.column.as_deref().unwrap_or_default()),
        Cell::text(finding.chapter.label()),
    ]
}
