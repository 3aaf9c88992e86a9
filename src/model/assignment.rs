//! Which file is the reference, which is production, and which has the labels that came later.

use protocol::Slot;
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

const LABEL_WORDS: [&str; 12] = [
    "label", "labels", "labelled", "target", "targets", "outcome", "outcomes", "truth", "actuals",
    "answers", "results", "feedback",
];

/// The words of a file's name.
fn words(name: &str) -> Vec<String> {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether a file's name speaks of labels, and of neither side.
fn names_labels(name: &str) -> bool {
    words(name).iter().any(|word| LABEL_WORDS.contains(&word.as_str()))
        && side_by_name(name).is_none()
}

/// The place of a single file: the empty side; where both are taken, by its name.
pub fn slot_of_one(name: &str, taken: &Pair<bool>) -> Slot {
    if taken.reference && taken.production && names_labels(name) {
        return Slot::Labels;
    }
    Slot::Side(side_of_one(name, taken))
}

/// The places of several files, by name and size in bytes: two are the two sides; of three, the one
/// whose name speaks of labels, or else the smallest, has the labels. None for more.
pub fn slots_of(files: &[(String, f64)]) -> Option<Vec<Slot>> {
    let labels = match files {
        [_, _] => None,
        [_, _, _] => {
            let named = files.iter().position(|(name, _)| names_labels(name));
            let smallest = || (0..3).min_by(|&a, &b| files[a].1.total_cmp(&files[b].1));
            Some(named.or_else(smallest)?)
        }
        _ => return None,
    };
    let mut sides = files.iter().enumerate().filter(|(at, _)| Some(*at) != labels);
    let (first, second) = (sides.next()?, sides.next()?);
    let side = side_of_first(&first.1.0, &second.1.0);
    let slot = |at| match at {
        _ if Some(at) == labels => Slot::Labels,
        _ if at == first.0 => Slot::Side(side),
        _ => Slot::Side(side.other()),
    };
    Some((0..files.len()).map(slot).collect())
}

/// The side that a file's name speaks of, where it speaks of one and not of the other.
fn side_by_name(name: &str) -> Option<Side> {
    let words = words(name);
    let has = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    let (reference, production) = (has(&REFERENCE_WORDS), has(&PRODUCTION_WORDS));
    match (reference, production) {
        (true, false) => Some(Side::Reference),
        (false, true) => Some(Side::Production),
        _ => None,
    }
}

/// The side of the first of two files: by their names, otherwise the first is the reference.
fn side_of_first(first: &str, second: &str) -> Side {
    side_by_name(first).or_else(|| side_by_name(second).map(Side::other)).unwrap_or(Side::Reference)
}

/// The side of a single file: the empty one; where both or none are taken, by its name.
fn side_of_one(name: &str, taken: &Pair<bool>) -> Side {
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
    fn a_third_file_has_the_labels() {
        let slots = |names: [&str; 3]| {
            let files = names.map(|name| (name.to_owned(), name.len() as f64));
            slots_of(&files).unwrap()
        };
        let (reference, production) = (Slot::Side(Side::Reference), Slot::Side(Side::Production));
        let found = slots(["targets.csv", "production.csv", "reference.csv"]);
        assert_eq!(found, [Slot::Labels, production, reference]);
        assert_eq!(slots(["june.csv", "july.csv", "x.csv"]), [reference, production, Slot::Labels]);
        assert_eq!(slot_of_one("targets.csv", &Pair::new(true, true)), Slot::Labels);
        assert_eq!(slot_of_one("targets.csv", &Pair::new(true, false)), production);
        assert_eq!(slots_of(&[]), None);
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
