//! Bytes to typed columns: sniff, decode, tokenise, type.

mod column;
mod reader;
mod table;

pub use column::Column;
pub use reader::{Reader, read};
pub use table::Table;
