//! The numbers of a chart as a table and as CSV.

use std::fmt;

use report::escape::csv;
use report::format;

/// One cell of a chart's table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number of rows.
    Count(u64),
    /// A share, 0 to 1.
    Share(f64),
    /// A number in the unit of its column, or a distance.
    Number(f64),
    /// A number as it is written, and as it is.
    Written(String, f64),
    /// Nothing to say.
    Empty,
}

impl Cell {
    /// Whether the cell is set to the right.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Share(_) | Self::Number(_) | Self::Written(..))
    }

    /// The number that the cell holds, if it holds one.
    #[must_use]
    pub const fn number(&self) -> Option<f64> {
        match self {
            Self::Count(count) => Some(*count as f64),
            Self::Share(value) | Self::Number(value) | Self::Written(_, value) => Some(*value),
            Self::Text(_) | Self::Empty => None,
        }
    }

    /// The cell at full precision, for a machine.
    fn raw(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Share(value) | Self::Number(value) | Self::Written(_, value) => value.to_string(),
            Self::Empty => String::new(),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Text(text) | Self::Written(text, _) => text.clone(),
            Self::Count(count) => format::count(*count),
            Self::Share(share) => format::percent(*share),
            Self::Number(value) => format::number(*value, 4),
            Self::Empty => "–".to_owned(),
        })
    }
}

impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The numbers of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartTable {
    /// One a column.
    pub headers: Vec<String>,
    /// Each as long as `headers`.
    pub rows: Vec<Vec<Cell>>,
}

impl ChartTable {
    pub(crate) fn new(headers: &[&str]) -> Self {
        Self { headers: headers.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }

    /// The table as CSV: commas, a header, numbers at full precision, lines ended by CR LF as
    /// RFC 4180 has it. Texts that a spreadsheet would run as a formula get a leading apostrophe.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = String::new();
        csv::push_record(&mut out, self.headers.iter());
        for row in &self.rows {
            csv::push_record(&mut out, row.iter().map(Cell::raw));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_readers_and_for_machines() {
        let mut table = ChartTable::new(&["Cell", "Share", "Rows", "Part"]);
        table.rows.push(vec![
            Cell::from("a,b"),
            Cell::Share(0.062_5),
            Cell::Count(50_000),
            Cell::Empty,
        ]);
        assert_eq!(table.csv(), "Cell,Share,Rows,Part\r\n\"a,b\",0.0625,50000,\r\n");
        let texts: Vec<String> = table.rows[0].iter().map(Cell::to_string).collect();
        assert_eq!(texts, ["a,b", "6.3%", "50,000", "–"]);
    }
}
