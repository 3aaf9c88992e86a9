//! What the values of each column look like.

use report::{ColumnProfile, QualityLine, SideQuality, ValueCount, format};

use crate::{Block, Cell, Column, Table};

/// What the values of each column look like; a row opens to all that is known of them.
pub fn section(profiles: &[ColumnProfile]) -> Block {
    let table = Table {
        id: "values".to_owned(),
        caption: "Table: Values".to_owned(),
        columns: vec![
            Column::words("Column"),
            Column::words("Most frequent").fixed(),
            Column::words("New values").fixed(),
            Column::words("Beyond the range").fixed(),
            Column::words("Outliers").fixed(),
            Column::words("Text").fixed(),
        ],
        rows: profiles.iter().map(profile_row).collect(),
        details: profiles.iter().map(detail).collect(),
        ..Table::default()
    };
    let says = "reference → production; a column opens to all that is known of its values";
    Block::section("Values", says, vec![Block::Table(table)])
}

/// All that is known of a column's values.
fn detail(profile: &ColumnProfile) -> Vec<Block> {
    let row = |line: &QualityLine| {
        [&line.what, &line.reference, &line.production, &line.says].map(Cell::text).into()
    };
    vec![Block::Table(Table {
        id: "column-values".to_owned(),
        caption: format!("Table: Values of {}", profile.column),
        columns: vec![
            Column::words("What"),
            Column::words("Reference").fixed(),
            Column::words("Production").fixed(),
            Column::words("Note").fixed(),
        ],
        rows: profile.quality.lines.iter().map(row).collect(),
        ..Table::default()
    })]
}

fn profile_row(profile: &ColumnProfile) -> Vec<Cell> {
    let quality = &profile.quality;
    let [reference, production] =
        [&quality.sides.reference, &quality.sides.production].map(Option::as_ref);
    let outliers = [reference, production].map(|side| side.and_then(|side| side.outliers));
    let new = quality.unseen.as_ref().map_or_else(String::new, |new| match new.values {
        0 => "none".to_owned(),
        n => format!("{} in {}", format::count(n), format::plural(new.rows, "row", "rows")),
    });
    let beyond = quality.range.as_ref().map_or_else(String::new, |range| {
        let rows = range.below + range.above;
        format!("{} ({} by chance)", format::count(rows), format::number(range.expected_rows, 2))
    });
    vec![
        Cell::name(profile.column.as_str()),
        Cell::text(arrow([reference, production].map(frequent))),
        Cell::text(new),
        Cell::text(beyond),
        Cell::text(arrow(outliers.map(|rows| rows.map_or_else(String::new, format::count)))),
        Cell::text(arrow([reference, production].map(looks))),
    ]
}

/// Values that one column's cell shows.
const MOST_SHOWN: usize = 3;

fn frequent(side: Option<&SideQuality>) -> String {
    let values = side.iter().flat_map(|side| side.top.iter().take(MOST_SHOWN));
    let text = |ValueCount { value, rows }: &ValueCount| {
        format!("{} ({})", format::short(value), format::count(*rows))
    };
    values.map(text).collect::<Vec<_>>().join(", ")
}

/// Lengths and the most frequent shape of texts: "2 to 8 characters, AA-999".
fn looks(side: Option<&SideQuality>) -> String {
    let Some(text) = side.and_then(|side| side.text.as_ref()) else { return String::new() };
    let shape = text.shapes.first().map_or_else(String::new, |shape| format!(", {}", shape.value));
    if text.shortest == text.longest {
        format!("{}{shape}", format::plural(text.longest, "character", "characters"))
    } else {
        format!("{} to {} characters{shape}", text.shortest, text.longest)
    }
}

/// One text where both are the same.
fn arrow([reference, production]: [String; 2]) -> String {
    if reference == production { reference } else { format!("{reference} → {production}") }
}
