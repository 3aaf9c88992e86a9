//! Types as plain JSON, and back.
//!
//! serde_json alone would do, at twice the size: it makes a parser and a writer of text for every type, and
//! reads each struct both by the names of its fields and by their places. Here only plain JSON is text, what
//! stands for a type is made in one way, and a struct is read by names only. It also refuses numbers that
//! JSON does not have, where serde_json writes null without a word.

mod digits;
mod field_error;
mod lines;
mod read;
mod write;

pub use field_error::FieldError;
pub use lines::in_lines;
pub use read::from_value;
pub use write::to_value;
