//! Names of columns, and whether the first record holds names at all.

use std::collections::BTreeSet;

use report::{Event, Remedy};

use crate::cell::{Cell, CellReader};
use crate::journal::Journal;
use crate::text::quoted;

/// Makes names unique: an empty one becomes `column_` and its position, a repeated one gets a
/// number behind it.
#[must_use]
pub fn unique(names: Vec<String>, line: u64, journal: &mut Journal) -> Vec<String> {
    let mut taken: BTreeSet<String> = names.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    let mut unique = Vec::with_capacity(names.len());
    for (column, name) in names.into_iter().enumerate() {
        let new = if name.is_empty() {
            let new = free(&format!("column_{}", column + 1), &taken);
            journal.name(Event::EmptyName, column, line, format!("Without a name, called {new}"));
            new
        } else if seen.contains(&name) {
            let new = (2..).map(|n| format!("{name}_{n}")).find(|new| !taken.contains(new));
            let new = new.unwrap_or_else(|| name.clone());
            let message = format!("A second column {}, called {new}", quoted(&name));
            journal.name(Event::DuplicateName, column, line, message);
            new
        } else {
            name.clone()
        };
        taken.insert(new.clone());
        seen.insert(name);
        unique.push(new);
    }
    unique
}

fn free(name: &str, taken: &BTreeSet<String>) -> String {
    let numbered = (2..).map(|n| format!("{name}_{n}"));
    let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
    candidates.find(|candidate| !taken.contains(candidate)).unwrap_or_else(|| name.to_owned())
}

/// Whether the first record looks like the ones behind it: in every column of numbers or times a
/// number or time, in every column of texts a text that occurs again.
pub fn looks_like_data(header: &[&[u8]], rows: &[Vec<&[u8]>], cells: &CellReader) -> bool {
    let columns = header.iter().enumerate().map(|(column, name)| {
        let values = rows.iter().filter_map(|row| row.get(column).copied());
        let values: Vec<&[u8]> = values.filter(|value| cells.is_value(value)).collect();
        if values.is_empty() {
            return None;
        }
        let is_typed = |value: &[u8]| !matches!(cells.read(value), Cell::Text);
        let are_typed = values.iter().all(|value| is_typed(value));
        Some(if are_typed { cells.is_value(name) && is_typed(name) } else { values.contains(name) })
    });
    let known: Vec<bool> = columns.flatten().collect();
    !known.is_empty() && known.into_iter().all(|alike| alike)
}

/// Says that the first record looks like data.
pub fn warn(journal: &mut Journal) {
    let message = "The first record was taken as names, though it looks like data";
    journal.file(Event::HeaderLooksLikeData, message, Some(Remedy::NoHeader));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_unique() {
        let names = ["a", "", "a", "a_2", "a"].map(str::to_owned).to_vec();
        let unique = unique(names, 1, &mut Journal::default());
        assert_eq!(unique, ["a", "column_2", "a_3", "a_2", "a_4"]);
    }
}
