//! Takes the part of a file's rows that is wanted.

use report::{Event, Part, Problem, Rows, format};

use crate::journal::Journal;
use crate::records::Span;
use crate::time::time_ms;
use crate::words::{Meaning, Words};

/// Tells row by row whether it is taken.
#[derive(Debug)]
pub struct RowFilter {
    /// Where the column stands.
    column: usize,
    /// The part in words.
    says: String,
    rule: Rule,
    /// Rows of the other part.
    others: u64,
    /// Rows of no part.
    unclear: u64,
}

/// Which values a row must have.
#[derive(Debug)]
enum Rule {
    /// This one, or any other.
    Value { bytes: Vec<u8>, is_other: bool },
    /// Times from a moment on, or before it.
    Time { ms: i64, is_from: bool },
}

impl RowFilter {
    /// The filter of a part.
    ///
    /// # Errors
    /// When there is no such column, or the time is none.
    pub fn new(part: &Part, names: &[String]) -> Result<Self, Problem> {
        let Part { column, rows } = part;
        let Some(position) = names.iter().position(|name| name == column) else {
            let what =
                format!("A part of the rows is wanted by the column {column}, which is not there");
            return Err(Problem::new(what, "Name a column of the file, or take all rows"));
        };
        let value = |value: &str, is_other| Rule::Value {
            bytes: value.trim().as_bytes().to_owned(),
            is_other,
        };
        let rule = match rows {
            Rows::Is(text) => value(text, false),
            Rows::IsNot(text) => value(text, true),
            Rows::Before(text) => Rule::Time { ms: moment(text)?, is_from: false },
            Rows::From(text) => Rule::Time { ms: moment(text)?, is_from: true },
        };
        Ok(Self { column: position, says: part.says(), rule, others: 0, unclear: 0 })
    }

    /// Whether a row of these fields is taken.
    pub fn takes(&mut self, fields: &[Span], text: &[u8], words: &Words) -> bool {
        let cell = fields[self.column].of(text).trim_ascii();
        let is_taken = match &self.rule {
            Rule::Value { bytes, is_other } => {
                let is_missing = cell.is_empty() || is_marker(cell, words);
                (!is_missing || cell == bytes).then(|| (cell == bytes) != *is_other)
            }
            Rule::Time { ms, is_from } => {
                let time = str::from_utf8(cell).ok().and_then(time_ms);
                time.map(|time| (time >= *ms) == *is_from)
            }
        };
        match is_taken {
            Some(true) => return true,
            Some(false) => self.others += 1,
            None => self.unclear += 1,
        }
        false
    }

    /// Notes what was taken and what is of no part, and gives the number of the latter.
    pub fn note(&self, journal: &mut Journal, taken: usize) -> u64 {
        let all = format::count(taken as u64 + self.others + self.unclear);
        let message = format!(
            "Taken: the rows where {}, {} of {all}",
            self.says,
            format::count(taken as u64)
        );
        journal.file(Event::PartTaken, message, None);
        if self.unclear > 0 {
            let rows = format::plural(self.unclear, "row has", "rows have");
            let wanted = match self.rule {
                Rule::Value { .. } => "value",
                Rule::Time { .. } => "time",
            };
            let message = format!("Left out: {rows} no {wanted} there, and are of no part");
            journal.file(Event::NoPart, message, None);
        }
        self.unclear
    }
}

fn is_marker(cell: &[u8], words: &Words) -> bool {
    let word = words.find(cell).and_then(|position| words.get(position));
    word.is_some_and(|word| word.is_everywhere && word.meaning != Meaning::Infinite)
}

fn moment(text: &str) -> Result<i64, Problem> {
    time_ms(text).ok_or_else(|| {
        let what = format!("A part of the rows is wanted by the time {text}, which is none");
        Problem::new(what, "Write it as 2025-07-01 or 2025-07-01T12:00:00")
    })
}

#[cfg(test)]
mod tests {
    use report::{Part, Reading, Rows};

    const TEXT: &str = "arm,when,n\ncontrol,2024-05-01,1\nb,2024-05-02,2\n control ,2024-05-03,3\n,x,4\nc,2024-05-04,5\nNA,,6\n";

    fn taken(column: &str, rows: Rows) -> (Vec<f64>, u64) {
        let part = Some(Part { column: column.to_owned(), rows });
        let reading = Reading { part, ..Reading::default() };
        let table = crate::read("a.csv", TEXT.as_bytes(), &reading).unwrap();
        let numbers = table.column("n").unwrap().numbers().unwrap_or_default();
        assert_eq!(table.rows(), numbers.len());
        assert_eq!(table.line(numbers.len() - 1), Some(numbers[numbers.len() - 1] as u64 + 1));
        (numbers, table.rows_skipped())
    }

    #[test]
    fn parts_by_value_share_no_row() {
        assert_eq!(taken("arm", Rows::Is("control".to_owned())), (vec![1.0, 3.0], 2));
        assert_eq!(taken("arm", Rows::IsNot("control".to_owned())), (vec![2.0, 5.0], 2));
    }

    #[test]
    fn parts_by_time_share_no_row() {
        let time = || "2024-05-03".to_owned();
        assert_eq!(taken("when", Rows::Before(time())), (vec![1.0, 2.0], 2));
        assert_eq!(taken("when", Rows::From(time())), (vec![3.0, 5.0], 2));
    }

    #[test]
    fn what_is_not_there_is_said() {
        let read = |column: &str, rows| {
            let part = Some(Part { column: column.to_owned(), rows });
            let reading = Reading { part, ..Reading::default() };
            crate::read("a.csv", TEXT.as_bytes(), &reading).unwrap_err().to_string()
        };
        assert!(
            read("group", Rows::Is("a".to_owned()))
                .contains("the column group, which is not there")
        );
        assert!(
            read("when", Rows::From("soon".to_owned())).contains("the time soon, which is none")
        );
    }
}
