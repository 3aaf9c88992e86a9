//! The intake ledger: everything that was not read exactly as it stood.

use serde::{Deserialize, Serialize};

use crate::{Kind, Side};

/// One thing that happened while a file was read, however many rows it touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// Which file.
    pub side: Side,
    /// What kind of thing.
    pub event: Event,
    /// The column, where it concerns one.
    pub column: Option<String>,
    /// First line of the file it happened on, counted from 1.
    pub line: Option<u64>,
    /// Rows it happened to.
    pub rows: u64,
    /// What happened, as a sentence without a full stop: "Skipped: 18 fields instead of 19".
    pub message: String,
    /// What the user can do about it, where there is something.
    pub remedy: Option<Remedy>,
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The file holds a header and no row.
    NoRows,
    /// A part of the rows was taken, as was wanted.
    PartTaken,
    /// A row has no value by which it would be of one part or the other.
    NoPart,
    /// A record had too few fields; it was skipped.
    TooFewFields,
    /// A record had too many fields; it was skipped.
    TooManyFields,
    /// A line held nothing; it was skipped.
    BlankLine,
    /// A quote opened and did not close; its record was skipped.
    UnfinishedQuote,
    /// The first record looks like data, not like names.
    HeaderLooksLikeData,
    /// Two columns had one name; the later got a number behind it.
    DuplicateName,
    /// A column had no name; it got one.
    EmptyName,
    /// A marker was read as missing.
    MarkerReadAsMissing,
    /// Infinite values were left out.
    InfiniteValue,
    /// Values that do not fit the column's kind were left out.
    UnreadableValue,
    /// A column mixes kinds and was read as the wider one.
    MixedKinds,
    /// Numbers were kept as identifiers.
    NumberKeptAsIdentifier,
    /// Whole numbers are too large for exact arithmetic; they are kept exactly.
    LargeInteger,
    /// A comma was read as a decimal mark.
    DecimalComma,
    /// Separators between groups of digits were left out of numbers.
    GroupedDigits,
    /// Characters were decoded from another encoding than UTF-8.
    Decoded,
    /// Bytes that are no characters were replaced.
    InvalidCharacters,
    /// A field holds a NUL byte.
    NulByte,
    /// The file was compressed.
    Decompressed,
    /// Excel's `sep=` line was honoured.
    SeparatorLine,
    /// A field was longer than the limit and was cut.
    LongField,
    /// Every value of a column is missing.
    AllMissing,
    /// Values look alike but differ in their bytes.
    LookAlikeValues,
    /// Too many different values to count them all.
    TooManyValues,
    /// A setting names a column that is not there.
    UnknownColumn,
    /// Rows of two files did not meet one to one when they were joined.
    Joined,
}

/// What the user can do about a ledger entry with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Read the column as another kind.
    ReadAs(Kind),
    /// Take the first record as data.
    NoHeader,
    /// Do not read markers as missing.
    KeepMarkers,
    /// Read the comma as something else than a decimal mark.
    DecimalPoint,
}
