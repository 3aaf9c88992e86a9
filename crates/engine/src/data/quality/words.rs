//! Texts: frequent ones, lengths, shapes, those that the reference does not have.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use report::{
    Example, Kind, NewValues, Pair, Side, SideQuality, TextQuality, ValueCount, Vanished,
};
use rustc_hash::FxHashMap;
use stats::unseen;
use table::Words;

use super::{Found, MOST_EXAMPLES, shape, top};
use crate::Study;

/// With more different texts in the reference, it is not looked whether new ones look like them.
const MOST_FOLDED: usize = 10_000;

/// Describes a column's texts, on each side where it holds texts.
pub fn describe(study: &Study<'_>, name: &str, words: &Pair<Option<Words<'_>>>, found: &mut Found) {
    let kind = study.joint_kind(name).unwrap_or(Kind::Category);
    let counted = words.as_ref().map(|words| words.as_ref().map(Counted::of));
    let mut shapes = Pair::<BTreeMap<String, u64>>::default();
    for side in Side::BOTH {
        let Some(counted) = counted.get(side) else { continue };
        *found.distinct.get_mut(side) = counted.is_complete.then_some(counted.distinct());
        let most = study.settings.data.top_values as usize;
        let top = top::of_words(counted.iter(), most);
        let has_shape = !matches!(kind, Kind::Text | Kind::Boolean);
        if has_shape {
            *shapes.get_mut(side) = shape::count(counted.iter());
        }
        let text = (kind != Kind::Boolean).then(|| text_quality(counted, shapes.get(side)));
        *found.quality.sides.get_mut(side) =
            Some(SideQuality { top, outliers: None, text: text.flatten() });
    }
    let Some(counted) = counted.both().filter(|_| kind != Kind::Boolean) else { return };
    let new = NewWords::of(&counted);
    found.quality.unseen = new.unseen(study, &counted);
    found.quality.vanished = new.vanished();
    if !shapes.reference.is_empty() && !shapes.production.is_empty() {
        found.quality.new_shapes = new_shapes(&shapes);
    }
}

/// Words with how many rows have them.
struct Counted<'a> {
    words: &'a Words<'a>,
    rows: Vec<u64>,
    /// Whether every word was kept.
    is_complete: bool,
}

impl<'a> Counted<'a> {
    fn of(words: &'a Words<'a>) -> Self {
        let rows = words.counts();
        let uncoded = words.labels.len() as u32;
        let is_complete = !words.codes.contains(&uncoded);
        Self { words, rows, is_complete }
    }

    fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u64)> {
        self.words.labels.iter().map(Cow::as_ref).zip(self.rows.iter().copied())
    }

    fn distinct(&self) -> u64 {
        self.rows.iter().filter(|rows| **rows > 0).count() as u64
    }
}

fn text_quality(counted: &Counted<'_>, shapes: &BTreeMap<String, u64>) -> Option<TextQuality> {
    let mut padded = 0;
    let mut by_length: BTreeMap<u64, u64> = BTreeMap::new();
    for (word, rows) in counted.iter().filter(|(_, rows)| *rows > 0) {
        if word.trim().len() != word.len() {
            padded += rows;
        }
        *by_length.entry(word.chars().count() as u64).or_insert(0) += rows;
    }
    let (&shortest, &longest) = (by_length.keys().next()?, by_length.keys().next_back()?);
    let all = shapes.iter().map(|(shape, rows)| (shape.as_str(), *rows));
    let shapes = top::of_words(all, MOST_EXAMPLES);
    Some(TextQuality { padded, shortest, median: median(&by_length), longest, shapes })
}

/// The median of lengths with their rows.
fn median(by_length: &BTreeMap<u64, u64>) -> f64 {
    let total: u64 = by_length.values().sum();
    let at = |place: u64| {
        let mut before = 0;
        let found = by_length.iter().find(|(_, rows)| {
            before += **rows;
            before > place
        });
        found.map_or(0.0, |(&length, _)| length as f64)
    };
    f64::midpoint(at(total.saturating_sub(1) / 2), at(total / 2))
}

/// Which words of each side the other does not have.
struct NewWords<'a> {
    /// Rows of each word in the reference and in production.
    counts: Vec<(u64, u64)>,
    /// Codes of production's new words, most frequent first.
    new: Vec<usize>,
    /// The reference's lost words, most frequent first.
    lost: Vec<(&'a str, u64)>,
}

impl<'a> NewWords<'a> {
    fn of(counted: &'a Pair<Counted<'_>>) -> Self {
        let Pair { reference, production } = counted;
        let present = production.iter().filter(|(_, rows)| *rows > 0);
        let in_production: FxHashMap<&str, u64> = present.collect();
        let present = reference.iter().filter(|(_, rows)| *rows > 0);
        let in_reference: FxHashMap<&str, u64> = present.collect();
        let mut counts = Vec::with_capacity(in_reference.len());
        let mut lost: Vec<(&str, u64)> = Vec::new();
        for (word, rows) in reference.iter().filter(|(_, rows)| *rows > 0) {
            let other = in_production.get(word).copied().unwrap_or(0);
            counts.push((rows, other));
            if other == 0 {
                lost.push((word, rows));
            }
        }
        let mut new: Vec<(usize, &str, u64)> = Vec::new();
        for (code, (word, rows)) in production.iter().enumerate() {
            if rows > 0 && !in_reference.contains_key(word) {
                counts.push((0, rows));
                new.push((code, word, rows));
            }
        }
        new.sort_unstable_by(|a, b| b.2.cmp(&a.2).then(a.1.cmp(b.1)));
        lost.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        Self { counts, new: new.into_iter().map(|(code, _, _)| code).collect(), lost }
    }

    fn unseen(&self, study: &Study<'_>, counted: &Pair<Counted<'_>>) -> Option<NewValues> {
        let found = unseen(self.counts.iter().copied())?;
        let Counted { words, rows, .. } = &counted.production;
        let is_kept = counted.reference.is_complete && counted.production.is_complete;
        let example = |&code: &usize| Example {
            value: words.labels[code].to_string(),
            rows: rows[code],
            line: first_line(study, &words.codes, code),
        };
        Some(NewValues {
            values: found.values,
            rows: found.rows,
            expected_rows: found.expected_rows,
            look_known: self.look_known(counted),
            examples: self.new.iter().take(MOST_EXAMPLES).map(example).collect(),
            // Of texts that were not kept it is not known whether they are new.
            p_value: is_kept.then_some(found.p_value),
            p_adjusted: None,
            verdict: None,
        })
    }

    /// Rows of new words that are words of the reference but for white space around them or case.
    fn look_known(&self, counted: &Pair<Counted<'_>>) -> u64 {
        let Pair { reference, production } = counted;
        if self.new.is_empty() || reference.words.labels.len() > MOST_FOLDED {
            return 0;
        }
        let folded = |word: &str| word.trim().to_lowercase();
        let known: BTreeSet<String> =
            reference.iter().filter(|(_, rows)| *rows > 0).map(|(word, _)| folded(word)).collect();
        let looks_known = |code: &&usize| known.contains(&folded(&production.words.labels[**code]));
        self.new.iter().filter(looks_known).map(|&code| production.rows[code]).sum()
    }

    fn vanished(&self) -> Option<Vanished> {
        let found = unseen(self.counts.iter().map(|&(reference, other)| (other, reference)))?;
        let examples = self.lost.iter().take(MOST_EXAMPLES);
        Some(Vanished {
            values: found.values,
            rows: found.rows,
            expected_rows: found.expected_rows,
            examples: examples
                .map(|&(word, rows)| ValueCount { value: word.to_owned(), rows })
                .collect(),
        })
    }
}

fn first_line(study: &Study<'_>, codes: &[u32], code: usize) -> Option<u64> {
    let row = codes.iter().position(|other| *other as usize == code)?;
    study.tables.production.line(row)
}

fn new_shapes(shapes: &Pair<BTreeMap<String, u64>>) -> Option<NewValues> {
    let Pair { reference, production } = shapes;
    let all: BTreeSet<&String> = reference.keys().chain(production.keys()).collect();
    let rows = |side: &BTreeMap<String, u64>, shape: &String| side.get(shape).copied().unwrap_or(0);
    let counts = all.iter().map(|shape| (rows(reference, shape), rows(production, shape)));
    let found = unseen(counts)?;
    let new = production.iter().filter(|(shape, _)| !reference.contains_key(*shape));
    let new = top::of_words(new.map(|(shape, rows)| (shape.as_str(), *rows)), MOST_EXAMPLES);
    Some(NewValues {
        values: found.values,
        rows: found.rows,
        expected_rows: found.expected_rows,
        look_known: 0,
        examples: new
            .into_iter()
            .map(|ValueCount { value, rows }| Example { value, rows, line: None })
            .collect(),
        p_value: Some(found.p_value),
        p_adjusted: None,
        verdict: None,
    })
}
