//! The intake ledger while a file is read.

use std::collections::BTreeMap;

use report::{Event, LedgerEntry, Remedy, Side};

use crate::finish::Note;
use crate::lines::Lines;

/// Messages of one kind of thing, in one column, that are told apart.
const MESSAGES_MAX: usize = 8;

/// Everything that was not read exactly as it stood, so far.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    items: Vec<Item>,
    /// Items about lines, by event and column.
    of_lines: BTreeMap<(Event, Option<usize>), Vec<usize>>,
}

/// One thing, however many rows it touched.
#[derive(Clone, Debug)]
struct Item {
    event: Event,
    column: Option<usize>,
    line: Option<u64>,
    rows: u64,
    message: String,
    remedy: Option<Remedy>,
}

impl Journal {
    /// Notes something about the whole file.
    pub fn file(&mut self, event: Event, message: impl Into<String>, remedy: Option<Remedy>) {
        self.items.push(Item {
            event,
            column: None,
            line: None,
            rows: 0,
            message: message.into(),
            remedy,
        });
    }

    /// Notes something about one line.
    pub fn line(&mut self, event: Event, column: Option<usize>, line: u64, message: &str) {
        let alike = self.of_lines.entry((event, column)).or_default();
        let find = |message: &str| {
            alike.iter().copied().find(|&position| self.items[position].message == message)
        };
        let known = find(message);
        let message = if alike.len() < MESSAGES_MAX { message } else { "More of the same kind" };
        match known.or_else(|| find(message)) {
            Some(position) => self.items[position].rows += 1,
            None => {
                alike.push(self.items.len());
                self.items.push(Item {
                    event,
                    column,
                    line: Some(line),
                    rows: 1,
                    message: message.to_owned(),
                    remedy: None,
                });
            }
        }
    }

    /// Notes something about a column and no line.
    pub fn name(&mut self, event: Event, column: usize, line: u64, message: String) {
        let item =
            Item { event, column: Some(column), line: Some(line), rows: 0, message, remedy: None };
        self.items.push(item);
    }

    /// Notes what a column says of its cells.
    pub fn column(&mut self, column: usize, note: Note, lines: &Lines) {
        self.items.push(Item {
            event: note.event,
            column: Some(column),
            line: note.first_row.and_then(|row| lines.of(row)),
            rows: note.rows,
            message: note.message,
            remedy: note.remedy,
        });
    }

    /// The ledger: what concerns the whole file first, then by line and column.
    #[must_use]
    pub fn into_ledger(mut self, names: &[String]) -> Vec<LedgerEntry> {
        self.items.sort_by_key(|item| {
            (item.line.is_some() || item.column.is_some(), item.line, item.column, item.event)
        });
        let entry = |item: Item| LedgerEntry {
            side: Side::Reference,
            event: item.event,
            column: item.column.and_then(|column| names.get(column).cloned()),
            line: item.line,
            rows: item.rows,
            message: item.message,
            remedy: item.remedy,
        };
        self.items.into_iter().map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added_up_by_message_and_messages_are_few() {
        let mut journal = Journal::default();
        for line in 0..40 {
            let message = format!("Skipped: {} fields instead of 3", line % 20);
            journal.line(Event::TooManyFields, None, line, &message);
        }
        let ledger = journal.into_ledger(&[]);
        let rows: Vec<u64> = ledger.iter().map(|entry| entry.rows).collect();
        assert_eq!(rows, [2, 2, 2, 2, 2, 2, 2, 2, 24]);
        assert_eq!(ledger[8].message, "More of the same kind");
    }
}
