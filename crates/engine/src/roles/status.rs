//! Columns that say how a request ended: status codes or words, by the name and the values.

use report::Kind;
use table::Column;

use super::outcome::has_few_values;

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

/// Names of flags, in words and without what [`AROUND`] them says that they are flags.
const FLAGS: [&str; 11] = [
    "error",
    "failed",
    "timeout",
    "timed out",
    "exception",
    "crashed",
    "success",
    "successful",
    "unsuccessful",
    "no error",
    "error free",
];
/// Names of counts, which may be over 1.
const COUNTS: [&str; 4] = ["errors", "timeouts", "exceptions", "crashes"];
/// Words around the name of a flag or a count.
const AROUND: [&str; 12] = [
    "is",
    "has",
    "had",
    "was",
    "flag",
    "n",
    "num",
    "count",
    "prediction",
    "inference",
    "score",
    "request",
];

/// Whether a column of this name, in words, says by yes or no or by a count whether requests failed.
pub fn is_flag(words: &[String], column: &Column) -> bool {
    let of = words.iter().map(String::as_str).filter(|word| !AROUND.contains(word));
    let name = of.collect::<Vec<_>>().join(" ");
    let all = |fits: fn(f64) -> bool| {
        column.numbers().is_none_or(|numbers| numbers.into_iter().all(fits))
    };
    let is_count = |number: f64| number >= 0.0 && number.fract() == 0.0;
    let is_flag = |number: f64| number == 0.0 || number == 1.0;
    let counts = words.iter().any(|word| matches!(word.as_str(), "n" | "num" | "count"));
    let fits = (COUNTS.contains(&name.as_str()) && all(is_count))
        || (FLAGS.contains(&name.as_str()) && all(if counts { is_count } else { is_flag }));
    fits && (column.kind().is_number() || has_few_values(column))
}

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
