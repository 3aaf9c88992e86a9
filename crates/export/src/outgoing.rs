//! What of a Report leaves the desk: told before it is saved.

mod names;

use document::{Block, Cell, Column, Document, Table};
use report::{ColumnDrift, Report, Shape, format};

/// Values of a column that are listed.
const MOST_VALUES: usize = 12;

/// What of a Report that was made ready leaves the desk: what was withheld, every value of a column that is named, and
/// every other name. How large the files are is not told: to know it they would have to be packed, which takes longer
/// than all the rest.
#[must_use]
pub fn outgoing(report: &Report) -> Document {
    let says = report.redaction.as_ref().map_or(WHOLE, |redaction| &redaction.says);
    let is_masked = report.redaction.as_ref().is_some_and(|redaction| redaction.masks_names);
    let masked = is_masked.then(|| Block::Text(MASKED.to_owned()));
    let blocks = std::iter::once(Block::Text(says.to_owned()))
        .chain(masked)
        .chain([Block::Table(names::table(report)), Block::Table(values(report))]);
    Document { blocks: blocks.collect(), ..Document::default() }
}

/// What is said where nothing is withheld.
const WHOLE: &str = "Nothing is withheld: rare values, extremes and examples of rows are named.";

/// What is said where columns are numbered.
const MASKED: &str = "A column is numbered wherever its name stands by itself; a name without a letter stays in sentences, where it cannot be told from a number. It can still stand where it is a part of a longer word or is written otherwise: in the names of files, in values, arms and groups, and in what you wrote, as expectations and metrics. Look through both tables for it.";

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
            listed(&labels.collect::<Vec<_>>())
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

/// "a, b and c"; of many how many they are and the first of them: "17, of them a, b, c". That others follow is not
/// told by their number, which would stand like one more value behind the last.
fn listed(names: &[&str]) -> String {
    match names.get(..MOST_VALUES) {
        Some(first) if names.len() > MOST_VALUES => {
            let first: Vec<String> = first.iter().map(|name| format::short(name)).collect();
            format!("{}, of them {}", format::count(names.len() as u64), first.join(", "))
        }
        _ => format::names(names.iter().copied(), MOST_VALUES),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn many_values_are_counted_once_and_never_behind_the_last() {
        let numbers: Vec<String> = (1..=17).map(|number| number.to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        assert_eq!(listed(&numbers), "17, of them 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12");
        assert_eq!(listed(&numbers[..3]), "1, 2 and 3");
        assert_eq!(listed(&[]), "none");
    }
}
