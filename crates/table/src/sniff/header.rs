//! Names of columns, and whether the first record holds names at all.

use std::collections::{BTreeMap, BTreeSet};

use report::{Event, Remedy};

use crate::cell::{Cell, CellReader};
use crate::journal::Journal;
use crate::text::quoted;

/// What the second column of a name gets behind it.
const FIRST_NUMBER: usize = 2;

/// Makes names unique: an empty one becomes `column_` and its position, a repeated one gets a
/// number behind it.
#[must_use]
pub fn unique(names: Vec<String>, line: u64, journal: &mut Journal) -> Vec<String> {
    let mut taken: BTreeSet<String> = names.iter().cloned().collect();
    let mut seen = BTreeMap::new();
    let mut unique = Vec::with_capacity(names.len());
    for (column, name) in names.into_iter().enumerate() {
        let new = if name.is_empty() {
            let new = free(&format!("column_{}", column + 1), &taken);
            journal.name(Event::EmptyName, column, line, format!("Without a name, called {new}"));
            new
        } else if let Some(next) = seen.get_mut(&name) {
            let new = numbered(&name, next, &taken);
            let message = format!("A second column {}, called {new}", quoted(&name));
            journal.name(Event::DuplicateName, column, line, message);
            new
        } else {
            name.clone()
        };
        taken.insert(new.clone());
        seen.entry(name).or_insert(FIRST_NUMBER);
        unique.push(new);
    }
    unique
}

/// The name if no other column has it, or else with a number behind it.
fn free(name: &str, taken: &BTreeSet<String>) -> String {
    if taken.contains(name) {
        numbered(name, &mut { FIRST_NUMBER }, taken)
    } else {
        name.to_owned()
    }
}

/// The name with the next number behind it that no other column has.
fn numbered(name: &str, next: &mut usize, taken: &BTreeSet<String>) -> String {
    loop {
        let candidate = format!("{name}_{next}");
        *next += 1;
        if !taken.contains(&candidate) {
            return candidate;
        }
    }
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
