//! What the values of a column look like on each side, and what is new about them in production.

mod detail;
mod judge;
mod numbers;
mod remarks;
pub mod shape;
mod top;
mod words;

use report::{Pair, Quality, Role};
use stats::Sorted;

use crate::Study;
pub use detail::write as write_lines;
pub use judge::judge;
pub use remarks::remarks;

/// With more different numbers than this, it is not counted which of them are new: nearly all are.
const MOST_DIFFERENT: u64 = 200_000;
/// Examples of values that are new.
const MOST_EXAMPLES: usize = 3;

/// A column's quality, with its different values on each side.
pub struct Found {
    /// What the values look like.
    pub quality: Quality,
    /// Different values on each side that has the column; none where some were not kept.
    pub distinct: Pair<Option<u64>>,
}

/// Looks at one column; `sorted` are its numbers, on each side where it holds numbers.
pub fn of_column(
    study: &Study<'_>,
    name: &str,
    role: Role,
    sorted: &Pair<Option<Sorted>>,
) -> Found {
    let columns = study.column(name);
    let mut found = Found { quality: Quality::default(), distinct: Pair::default() };
    let words = columns.map(|column| column.and_then(table::Column::words));
    // Which ids are new is always counted.
    let most = if role == Role::Id { u64::MAX } else { MOST_DIFFERENT };
    numbers::describe(study, name, role, sorted, most, &mut found);
    words::describe(study, name, &words, &mut found);
    for side in report::Side::BOTH {
        // A column of nothing but missing values has no words and no numbers.
        if columns.get(side).is_some_and(|column| column.kind() == report::Kind::Empty) {
            *found.distinct.get_mut(side) = Some(0);
        }
    }
    found
}
