//! Values that hardly any row has, which a report that leaves the desk must not name.

use std::collections::{BTreeMap, BTreeSet};

use report::{Kind, Pair, Side};
use table::{Column, Table};

/// Whole numbers of more different values than these are no classes.
const MOST_CLASSES: u64 = 1_000;

/// Texts of both files that fewer than `fewest_rows` rows hold together: categories, ids, texts and
/// their words. A text that is common in one column is not rare for being rare in another.
#[must_use]
pub fn rare_values(tables: Pair<&Table>, fewest_rows: u64) -> BTreeSet<String> {
    let mut rare = BTreeSet::new();
    let mut common = BTreeSet::new();
    let names = Side::BOTH.into_iter().flat_map(|side| tables.get(side).columns());
    let names: BTreeSet<&str> = names.map(Column::name).collect();
    for name in names {
        let columns = Side::BOTH.into_iter().filter_map(|side| tables.get(side).column(name));
        for (value, rows) in counted(columns) {
            let own = if rows < fewest_rows { &mut rare } else { &mut common };
            own.insert(value);
        }
    }
    &rare - &common
}

/// The texts of a column on both sides with their rows; the words of texts besides.
fn counted<'a>(columns: impl Iterator<Item = &'a Column>) -> BTreeMap<String, u64> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for column in columns.filter(|column| holds_text(column)) {
        for (value, rows) in column.counts() {
            if column.kind() == Kind::Text {
                let words: BTreeSet<String> = words(&value).collect();
                words.into_iter().for_each(|word| *counts.entry(word).or_default() += rows);
            }
            *counts.entry(value).or_default() += rows;
        }
    }
    counts
}

/// Whether values of the column are named by their text: numbers only where they are few, as classes are.
fn holds_text(column: &Column) -> bool {
    match column.kind() {
        Kind::Category | Kind::Text | Kind::Identifier | Kind::Boolean => true,
        Kind::Integer => column.distinct().is_some_and(|distinct| distinct <= MOST_CLASSES),
        Kind::Float | Kind::DateTime | Kind::Empty => false,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}
