//! The numbers of a chart as a table and as CSV.

use std::borrow::Cow;
use std::fmt;

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
        push_record(&mut out, self.headers.iter().map(|header| field(header)));
        for row in &self.rows {
            push_record(&mut out, row.iter().map(|cell| field(&cell.raw())));
        }
        out
    }
}

fn push_record(out: &mut String, fields: impl Iterator<Item = String>) {
    out.push_str(&fields.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
}

fn field(text: &str) -> String {
    let safe = inert(text);
    if safe.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe.into_owned()
    }
}

/// A text that no spreadsheet runs as a formula: one that would be gets a leading apostrophe.
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(text);
    if is_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a text is a decimal number. Reading it as `f64` would say so too, with tables of ten
/// kilobytes that the page needs for nothing else.
fn is_number(text: &str) -> bool {
    let unsigned = |text: &'_ str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    are_digits(&unsigned(mantissa).replacen('.', "", 1)) && are_digits(&unsigned(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_numbers_stay() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-cmd", "'-cmd"),
            ("@sum(a1)", "'@sum(a1)"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("-3.5", "-3.5"),
            ("+1e3", "+1e3"),
            ("=\"a\",b", "\"'=\"\"a\"\",b\""),
            ("a=1", "a=1"),
        ];
        for (text, expected) in cases {
            assert_eq!(field(text), expected);
        }
    }

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
