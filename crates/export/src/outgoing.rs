//! What of a Report leaves the desk: told before it is saved.

use document::{Block, Cell, Column, Document, Table};
use report::{ColumnDrift, Report, Shape, format};

/// Values of a column that are listed.
const MOST_VALUES: usize = 12;

/// What of a Report that was made ready leaves the desk: what was withheld, and every value that is named. How large
/// the files are is not told: to know it they would have to be packed, which takes longer than all the rest.
#[must_use]
pub fn outgoing(report: &Report) -> Document {
    let says = report.redaction.as_ref().map_or(WHOLE, |redaction| &redaction.says);
    let blocks = vec![Block::Text(says.to_owned()), Block::Table(values(report))];
    Document { blocks, ..Document::default() }
}

/// What is said where nothing is withheld.
const WHOLE: &str = "Nothing is withheld: rare values, extremes and examples of rows are named.";

fn values(report: &Report) -> Table {
    Table {
        id: "outgoing".to_owned(),
        caption: "Table: What is named of each column".to_owned(),
        columns: vec![
            Column::words("Column"),
            Column::words("Holds"),
            Column::words("Values that are named").fixed(),
        ],
        rows: report.drift.columns.iter().map(row).collect(),
        ..Table::default()
    }
}

fn row(column: &ColumnDrift) -> Vec<Cell> {
    let names = match &column.shape {
        Some(Shape::Bars { labels, .. }) => {
            let labels = labels.iter().map(String::as_str).filter(|label| !label.is_empty());
            format::names(labels, MOST_VALUES)
        }
        Some(Shape::Histogram { edges, .. }) => match (edges.first(), edges.last()) {
            (Some(first), Some(last)) => {
                format!("cells from {} to {}", format::number(*first, 5), format::number(*last, 5))
            }
            _ => "none".to_owned(),
        },
        None => "none".to_owned(),
    };
    vec![Cell::name(&column.column), Cell::text(column.kind.label()), Cell::text(names)]
}
