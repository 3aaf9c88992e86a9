//! What was read and how.

use serde::{Deserialize, Serialize};

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The file's name, without its folder, and which part of its rows was taken, where not all were.
    pub file: String,
    /// Size of the file, before any decompression.
    pub bytes: u64,
    /// SHA-256 of the file's bytes in hexadecimal digits; none where it was not computed.
    pub sha256: Option<String>,
    /// Rows that were read.
    pub rows: u64,
    /// Rows that were left out, see the ledger.
    pub rows_skipped: u64,
    /// Columns that were read.
    pub columns: u64,
    /// How the file was read.
    pub dialect: Dialect,
    /// From the first to the last point of the time column, where there is one.
    pub time_range: Option<TimeRange>,
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dialect {
    /// Between two fields.
    pub delimiter: char,
    /// Around a field that holds delimiters; none when quotes have no meaning.
    pub quote: Option<char>,
    /// Whether the first record names the columns.
    pub has_header: bool,
    /// Between the whole and the fraction of a number.
    pub decimal_mark: DecimalMark,
    /// How characters are stored.
    pub encoding: Encoding,
    /// Whether the bytes were compressed with gzip.
    pub gzip: bool,
    /// Texts that stand for a missing value, beside the empty one.
    pub missing_markers: Vec<String>,
}

/// Between the whole and the fraction of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// 1.5
    Point,
    /// 1,5
    Comma,
}

/// How characters are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// The Windows code page of western Europe.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

impl Encoding {
    /// Every encoding, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// The encoding as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// From the first to the last point in time, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimeRange {
    /// Milliseconds since 1970-01-01T00:00:00.
    pub first_ms: i64,
    /// Milliseconds since 1970-01-01T00:00:00.
    pub last_ms: i64,
}
