//! Which of two files is the reference and which is production.

use report::{Pair, Side, TimeRange};

const REFERENCE_WORDS: [&str; 14] = [
    "ref",
    "reference",
    "train",
    "training",
    "base",
    "baseline",
    "hist",
    "historic",
    "historical",
    "old",
    "before",
    "past",
    "expected",
    "control",
];

const PRODUCTION_WORDS: [&str; 14] = [
    "prod",
    "production",
    "cur",
    "curr",
    "current",
    "new",
    "live",
    "after",
    "test",
    "analysis",
    "serving",
    "actual",
    "recent",
    "treatment",
];

/// The side that a file's name speaks of, where it speaks of one and not of the other.
pub fn side_by_name(name: &str) -> Option<Side> {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut reference, mut production) = (false, false);
    words.by_ref().for_each(|word| {
        reference |= REFERENCE_WORDS.contains(&word);
        production |= PRODUCTION_WORDS.contains(&word);
    });
    match (reference, production) {
        (true, false) => Some(Side::Reference),
        (false, true) => Some(Side::Production),
        _ => None,
    }
}

/// The side of the first of two files: by their names, otherwise the first is the reference.
pub fn side_of_first(first: &str, second: &str) -> Side {
    side_by_name(first).or_else(|| side_by_name(second).map(Side::other)).unwrap_or(Side::Reference)
}

/// The side of a single file: the empty one; where both or none are taken, by its name.
pub fn side_of_one(name: &str, taken: &Pair<bool>) -> Side {
    match (taken.reference, taken.production) {
        (true, false) => Side::Production,
        (false, true) => Side::Reference,
        (true, true) => side_by_name(name).unwrap_or(Side::Production),
        (false, false) => side_by_name(name).unwrap_or(Side::Reference),
    }
}

/// Whether the dates say that the two files are the wrong way round.
pub fn looks_reversed(ranges: &Pair<Option<TimeRange>>) -> bool {
    ranges.both().is_some_and(|range| range.production.last_ms < range.reference.first_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide() {
        assert_eq!(side_of_first("live_2025.csv", "train-2024.csv"), Side::Production);
        assert_eq!(side_of_first("Baseline.csv", "x.csv"), Side::Reference);
        assert_eq!(side_of_first("x.csv", "reference.csv.gz"), Side::Production);
    }

    #[test]
    fn without_a_hint_the_order_decides() {
        assert_eq!(side_of_first("a.csv", "b.csv"), Side::Reference);
        assert_eq!(side_by_name("train_vs_test.csv"), None);
        assert_eq!(side_by_name("newspapers.csv"), None);
    }

    #[test]
    fn one_file_takes_the_empty_side() {
        assert_eq!(side_of_one("train.csv", &Pair::new(true, false)), Side::Production);
        assert_eq!(side_of_one("prod.csv", &Pair::new(false, false)), Side::Production);
        assert_eq!(side_of_one("x.csv", &Pair::new(false, false)), Side::Reference);
        assert_eq!(side_of_one("ref.csv", &Pair::new(true, true)), Side::Reference);
    }

    #[test]
    fn dates_that_do_not_overlap_can_be_reversed() {
        let early = Some(TimeRange { first_ms: 0, last_ms: 10 });
        let late = Some(TimeRange { first_ms: 11, last_ms: 20 });
        assert!(looks_reversed(&Pair::new(late, early)));
        assert!(!looks_reversed(&Pair::new(early, late)));
        assert!(!looks_reversed(&Pair::new(early, early)));
        assert!(!looks_reversed(&Pair::new(late, None)));
    }
}
