//! Bytes to typed columns: sniff, decode, tokenise, type.
//!
//! ```text
//! bytes ─► unpack ─► sniff ─► decode ─► cut into records ─► build columns ─► finish ─► Table
//!          reader    sniff/   decode    records             builder/         finish/
//! ```
//!
//! A [`Reader`] takes a file in chunks of any size. Everything that is not read exactly as it
//! stands is in the table's ledger, with line and column.

mod batch;
mod booleans;
mod builder;
mod cell;
mod closed;
mod column;
mod container;
mod decode;
mod dictionary;
mod faults;
mod finish;
mod finishing;
mod journal;
mod lines;
mod number;
mod padded;
mod parser;
mod reader;
mod records;
mod row_filter;
mod separators;
mod sniff;
mod stamp;
mod table;
mod text;
mod time;
mod words;

pub use booleans::read as boolean;
pub use column::{Column, Words, time_text};
pub use finishing::Finishing;
pub use reader::{Reader, read};
pub use table::Table;
pub use time::time_ms;
