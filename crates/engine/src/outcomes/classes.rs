//! The classes of a label: its different values on both sides.

use std::collections::BTreeMap;

use report::{Pair, Side, format};
use table::Column;

use crate::Study;

/// The code of a row without a class.
pub const NO_CLASS: u32 = u32::MAX;

/// Texts that say yes, in lower case.
const YES: [&str; 5] = ["1", "yes", "true", "y", "t"];
/// Texts that say no.
const NO: [&str; 6] = ["0", "no", "false", "n", "f", "-1"];

/// The values of a label, the positive one of two last.
pub struct Classes {
    /// Their names, in the spelling of the file.
    pub names: Vec<String>,
    /// How often each occurs.
    pub counts: Pair<Vec<u64>>,
    /// Whether it was guessed which of two is the positive one, from nothing that says so.
    pub is_guessed: bool,
    /// Few rows that are neither yes nor no beside many that are: their number, and the most frequent text.
    pub strays: Option<(u64, String)>,
}

impl Classes {
    /// Of the values of a column, on each side that has it.
    pub fn of(study: &Study<'_>, label: &str) -> Result<Self, String> {
        let mut counts: BTreeMap<String, Pair<u64>> = BTreeMap::new();
        for side in Side::BOTH {
            let column = *study.column(label).get(side);
            for (text, count) in column.map(Column::counts).unwrap_or_default() {
                *counts.entry(text).or_default().get_mut(side) += count;
            }
        }
        let (counts, strays) = by_meaning(counts);
        if counts.len() < 2 {
            return Err(match counts.keys().next() {
                Some(only) => format!(
                    "Every label of {} is {}: with one class nothing can be told of the model.",
                    format::short(label),
                    format::short(only)
                ),
                None => format!("{} has no labels.", format::short(label)),
            });
        }
        let mut named: Vec<(String, Pair<u64>)> = counts.into_iter().collect();
        let is_guessed = order_two(&mut named, &study.settings.performance.positive_class);
        let counts =
            Pair::from_fn(|side| named.iter().map(|(_, count)| *count.get(side)).collect());
        let names = named.into_iter().map(|(name, _)| name).collect();
        Ok(Self { names, counts, is_guessed, strays })
    }

    /// The class of each row of a column, the label or a prediction; [`NO_CLASS`] where it has none of
    /// them.
    pub fn codes(&self, column: &Column) -> Vec<u32> {
        if let Some(words) = column.words() {
            let known: Vec<u32> = words.labels.iter().map(|label| self.code(label)).collect();
            let of = |code: &u32| known.get(*code as usize).copied().unwrap_or(NO_CLASS);
            return words.codes.iter().map(of).collect();
        }
        let Some(numbers) = column.numbers_by_row() else { return vec![NO_CLASS; column.len()] };
        let mut known: Vec<(f64, u32)> = Vec::new();
        let code = |value: f64| {
            if value.is_nan() {
                return NO_CLASS;
            }
            if let Some((_, code)) = known.iter().find(|(number, _)| *number == value) {
                return *code;
            }
            let code = self.code(&format!("{value}"));
            if known.len() < MOST_KNOWN {
                known.push((value, code));
            }
            code
        };
        numbers.into_iter().map(code).collect()
    }

    /// The class of a text: of the same text, or of two classes of the same meaning.
    pub fn code(&self, text: &str) -> u32 {
        let same = self.names.iter().position(|name| name == text);
        let class = same.or_else(|| {
            let meaning = meaning(text).filter(|_| self.names.len() == 2)?;
            self.names.iter().position(|name| self::meaning(name) == Some(meaning))
        });
        class.map_or(NO_CLASS, |class| class as u32)
    }

    /// What a column of probabilities is called before the class that its name ends with, and that
    /// class: "proba_Very_Good" is proba and Very Good. The longest such class is taken.
    pub fn split<'a>(&self, name: &'a str) -> Option<(&'a str, u32)> {
        let cut =
            |at: usize| (name[..at].trim_end_matches(|c: char| !c.is_alphanumeric()), &name[at..]);
        let starts = name.char_indices().map(|(at, _)| at);
        let of = |at: usize| {
            let (stem, end) = cut(at);
            let wanted = plain(end);
            let same = self.names.iter().position(|own| plain(own) == wanted);
            // A meaning, as yes for 1, only counts as a word of its own.
            let is_word = stem.len() < at || at == 0;
            let class = same.map(|class| class as u32).unwrap_or_else(|| self.code(end));
            (class != NO_CLASS && (same.is_some() || is_word)).then_some((stem, class))
        };
        starts.filter(|&at| name[at..].starts_with(char::is_alphanumeric)).find_map(of)
    }

    /// What is odd about the classes, as sentences.
    pub fn notes(&self, label: &str) -> Vec<String> {
        let mut notes = Vec::new();
        let (reference, production) = (&self.counts.reference, &self.counts.production);
        let has_reference = reference.iter().any(|count| *count > 0);
        let rows = reference.iter().zip(production);
        for (name, (_, n)) in self.names.iter().zip(rows).filter(|(_, (r, p))| **r == 0 && **p > 0)
        {
            if has_reference {
                notes.push(format!(
                    "{} has the class {} in {} of production and in none of the reference.",
                    format::short(label),
                    format::short(name),
                    format::plural(*n, "row", "rows")
                ));
            }
        }
        if let Some((rows, text)) = &self.strays {
            notes.push(format!(
                "{} is neither yes nor no in {}, as {}: left out.",
                format::short(label),
                format::plural(*rows, "row", "rows"),
                format::quoted(text)
            ));
        }
        if self.is_guessed {
            notes.push(format!(
                "Of {} and {}, {} is taken for the positive class, because it is rarer; the setting performance.positive_class names another.",
                format::short(&self.names[0]),
                format::short(&self.names[1]),
                format::short(&self.names[1])
            ));
        }
        notes
    }
}

/// Different numbers of a column whose class is remembered.
const MOST_KNOWN: usize = 64;

/// Letters and digits of a name, in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a text says yes or no.
fn meaning(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase();
    if YES.contains(&text.as_str()) {
        return Some(true);
    }
    NO.contains(&text.as_str()).then_some(false)
}

/// Counts of the values of a label.
type Counts = BTreeMap<String, Pair<u64>>;

/// Values that say yes and no, in however many spellings, as two classes under the most frequent one of
/// each; where nearly all rows do, the others are strays: their number, and the most frequent text.
fn by_meaning(counts: Counts) -> (Counts, Option<(u64, String)>) {
    /// Share of the rows that may say neither.
    const MOST_STRAYS: f64 = 0.05;
    let rows = |counts: &Pair<u64>| counts.reference + counts.production;
    let (said, strays): (Vec<_>, Vec<_>) =
        counts.iter().partition(|(text, _)| meaning(text).is_some());
    let all: u64 = counts.values().map(rows).sum();
    let stray_rows: u64 = strays.iter().map(|(_, counts)| rows(counts)).sum();
    let says = |wanted: bool| said.iter().any(|(text, _)| meaning(text) == Some(wanted));
    if counts.len() < 3
        || !says(true)
        || !says(false)
        || stray_rows as f64 > MOST_STRAYS * all as f64
    {
        return (counts, None);
    }
    let of = |wanted: bool| {
        let own = || said.iter().filter(move |(text, _)| meaning(text) == Some(wanted));
        let name = own().max_by_key(|(_, counts)| rows(counts)).map(|(text, _)| (*text).clone());
        let sum = own().fold(Pair::default(), |sum: Pair<u64>, (_, counts)| {
            Pair::new(sum.reference + counts.reference, sum.production + counts.production)
        });
        (name.unwrap_or_default(), sum)
    };
    let most = strays.iter().max_by_key(|(_, counts)| rows(counts));
    let strays = most.map(|(text, _)| (stray_rows, (*text).clone()));
    ([of(false), of(true)].into_iter().collect(), strays)
}

/// Puts the positive one of two classes last: the one chosen, the one that says yes, or the rarer one;
/// whether that last was needed.
fn order_two(named: &mut [(String, Pair<u64>)], chosen: &str) -> bool {
    let [first, second] = named else { return false };
    let is_chosen = [&first.0, &second.0].map(|name| name == chosen);
    // A single letter says yes or no only beside its counterpart: f and m are something else.
    let says = [meaning(&first.0), meaning(&second.0)];
    let is_letter = [&first.0, &second.0]
        .map(|name| name.chars().all(char::is_alphabetic) && name.chars().count() == 1);
    let says = if is_letter.contains(&true) && says.contains(&None) { [None, None] } else { says };
    let rows = |counts: Pair<u64>| counts.reference + counts.production;
    let (is_first, is_guessed) = if is_chosen[0] || is_chosen[1] {
        (is_chosen[0], false)
    } else if says[0] != says[1] {
        (says[0] == Some(true) || says[1] == Some(false), false)
    } else {
        (rows(first.1) < rows(second.1), true)
    };
    if is_first {
        named.reverse();
    }
    is_guessed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(names: [&str; 2], counts: [u64; 2], chosen: &str) -> (String, bool) {
        let named = |i: usize| (names[i].to_owned(), Pair::new(counts[i], 0));
        let mut both = [named(0), named(1)];
        let is_guessed = order_two(&mut both, chosen);
        (both[1].0.clone(), is_guessed)
    }

    #[test]
    fn the_positive_class_says_yes_is_chosen_or_rarer() {
        assert_eq!(ordered(["0", "1"], [1, 9], ""), ("1".to_owned(), false));
        assert_eq!(ordered(["True", "False"], [9, 1], ""), ("True".to_owned(), false));
        assert_eq!(ordered(["1", "2"], [9, 1], "2"), ("2".to_owned(), false));
        assert_eq!(ordered(["bad", "good"], [10, 90], ""), ("bad".to_owned(), true));
        assert_eq!(ordered(["bad", "good"], [10, 90], "good"), ("good".to_owned(), false));
        assert_eq!(ordered(["f", "m"], [10, 90], ""), ("f".to_owned(), true));
        assert_eq!(ordered(["f", "t"], [10, 90], ""), ("t".to_owned(), false));
    }

    #[test]
    fn spellings_of_yes_and_no_are_two_classes_and_few_others_strays() {
        let counts = |of: &[(&str, u64)]| -> Counts {
            of.iter().map(|(text, n)| ((*text).to_owned(), Pair::new(*n, 0))).collect()
        };
        let (two, strays) =
            by_meaning(counts(&[("yes", 90), ("no", 100), ("1", 10), ("0", 5), ("?", 3)]));
        assert_eq!(two, counts(&[("yes", 100), ("no", 105)]));
        assert_eq!(strays, Some((3, "?".to_owned())));
        let three = counts(&[("yes", 10), ("no", 10), ("maybe", 10)]);
        assert_eq!(by_meaning(three.clone()), (three, None));
        let names = counts(&[("a", 10), ("b", 10), ("c", 1)]);
        assert_eq!(by_meaning(names.clone()), (names, None));
    }

    #[test]
    fn a_text_is_the_class_of_the_same_meaning() {
        let names = vec!["False".to_owned(), "True".to_owned()];
        let classes = Classes { names, counts: Pair::default(), is_guessed: false, strays: None };
        assert_eq!(["1", "no", "True", "maybe"].map(|t| classes.code(t)), [1, 0, 1, NO_CLASS]);
        let names = ["Fair", "Very Good", "Good"].map(str::to_owned).to_vec();
        let classes = Classes { names, counts: Pair::default(), is_guessed: false, strays: None };
        assert_eq!(classes.split("proba_Very_Good"), Some(("proba", 1)));
        assert_eq!(classes.split("p.good"), Some(("p", 2)));
        assert_eq!(classes.split("proba_bad"), None);
        assert_eq!(classes.code("1"), NO_CLASS);
    }
}
