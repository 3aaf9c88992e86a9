//! Columns that say how a request ended: status codes or words, by the name and the values.

use report::Kind;
use table::Column;

/// Names of such columns, in words; their values must say so, too.
const NAMES: [&str; 6] = [
    "status",
    "status code",
    "http status",
    "http status code",
    "response status",
    "response code",
];
/// Status codes of HTTP.
const CODES: std::ops::Range<f64> = 100.0..600.0;
/// A word that tells that others are about success, too.
const WORDS: [&str; 8] =
    ["ok", "success", "succeeded", "error", "failed", "failure", "timeout", "fail"];

/// Whether a column of this name, in words, holds how requests ended.
pub fn is_status(words: &[String], column: &Column) -> bool {
    if !NAMES.contains(&words.join(" ").as_str()) {
        return false;
    }
    match column.kind() {
        Kind::Integer => column.numbers().is_some_and(|numbers| {
            !numbers.is_empty() && numbers.iter().all(|number| CODES.contains(number))
        }),
        Kind::Category => column
            .counts()
            .iter()
            .any(|(text, _)| WORDS.contains(&text.trim().to_lowercase().as_str())),
        _ => false,
    }
}
