//! Columns that hold what really happened, by words that name an outcome.

use report::Kind;
use table::Column;

/// Words that hardly name anything else.
const STRONG: [&str; 4] = ["churn", "churned", "fraud", "fraudulent"];
/// Words that name an outcome beside a prediction or a score, and otherwise often an input.
const WEAK: [&str; 7] =
    ["converted", "conversion", "bought", "purchased", "default", "defaulted", "repaid"];
/// Those of them that name what was wanted of a row.
const CONVERSIONS: [&str; 4] = ["converted", "conversion", "bought", "purchased"];
/// What was before the prediction is an input: `repaid_prev_loan`.
pub const BEFORE: [&str; 9] =
    ["prev", "previous", "previously", "past", "prior", "last", "ever", "before", "history"];
/// More values than this are no classes.
const MOST_CLASSES: usize = 10;

/// Whether a column of this name, in words, and with these values is an outcome; `is_beside_model`
/// where a prediction or a score stands beside it.
pub fn is_outcome(words: &[String], column: &Column, is_beside_model: bool) -> bool {
    let has = |options: &[&str]| words.iter().any(|word| options.contains(&word.as_str()));
    if has(&BEFORE) {
        return false;
    }
    let is_class = words.len() == 1 && has(&["class"]);
    let is_on_time = words.windows(3).any(|three| three == ["paid", "on", "time"]);
    let is_weak = is_class || ((has(&WEAK) || is_on_time) && is_yes_or_no(column));
    (has(&STRONG) || (is_weak && is_beside_model)) && has_few_values(column)
}

/// Whether a column of this name, in words, says whether a row came to what was wanted of it.
pub fn is_conversion(words: &[String], column: &Column) -> bool {
    let has = |options: &[&str]| words.iter().any(|word| options.contains(&word.as_str()));
    has(&CONVERSIONS) && !has(&BEFORE) && is_yes_or_no(column) && two_values(column)
}

/// Whether there are no other values than two, of numbers 0 and 1.
pub fn two_values(column: &Column) -> bool {
    match column.numbers().map(stats::Sorted::new) {
        Some(Ok(sorted)) => sorted.values().iter().all(|value| *value == 0.0 || *value == 1.0),
        _ => column.distinct().is_some_and(|n| n <= 2),
    }
}

/// A category has two values then; with more, as in `default_language`, it is an input.
fn is_yes_or_no(column: &Column) -> bool {
    column.kind() != Kind::Category || column.distinct().is_some_and(|n| n <= 2)
}

/// Whether there are no more values than a label has classes.
pub fn has_few_values(column: &Column) -> bool {
    match column.numbers().map(stats::Sorted::new) {
        Some(Ok(sorted)) => sorted.distinct_up_to(MOST_CLASSES).is_some(),
        _ => column.distinct().is_some_and(|n| n <= MOST_CLASSES as u64),
    }
}
