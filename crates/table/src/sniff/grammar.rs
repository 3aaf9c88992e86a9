//! Guesses delimiter and quote from how regular the records come out.

use crate::padded::Padded;
use crate::records::{Extent, FaultKind, Grammar, Records};

/// Delimiters that are tried, in the order of preference.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// Records that are looked at.
pub const RECORDS_MAX: usize = 500;
/// How regular records must be to believe a delimiter.
const SCORE_MIN: f64 = 0.5;
/// Scores this near to each other are the same.
const SCORE_TOLERANCE: f64 = 0.02;
/// What a header of another width than the records takes from the score.
const HEADER_MISMATCH: f64 = 0.9;

/// A sample of the file's start.
#[derive(Debug)]
pub struct Sample<'a> {
    /// The text.
    pub text: &'a [u8],
    /// Whether it is the whole file.
    pub is_all: bool,
}

impl Sample<'_> {
    /// Cuts the sample into records of any width.
    #[must_use]
    pub fn cut(&self, grammar: Grammar, max_records: usize) -> (Padded, Records) {
        let mut records = Records::default();
        let mut text = Padded::from_text(self.text);
        let extent = Extent { width: None, max_records, is_last: self.is_all, is_long: false };
        records.cut(&mut text, grammar, extent);
        if records.records.is_empty() && !self.is_all {
            text = Padded::from_text(self.text);
            records.cut(&mut text, grammar, Extent { is_last: true, ..extent });
        }
        (text, records)
    }
}

/// What stands around a field that holds delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// What the sample speaks for.
    Guessed,
    /// What the user chose.
    Chosen(u8),
    /// Nothing: the user chose that quotes have no meaning.
    None,
}

/// The grammar of a sample, as far as the user did not choose it.
#[must_use]
pub fn guess(sample: &Sample<'_>, delimiter: Option<u8>, quote: Quote) -> Grammar {
    let first_quote = match quote {
        Quote::Guessed => Some(b'"'),
        Quote::Chosen(byte) => Some(byte),
        Quote::None => None,
    };
    let delimiter = delimiter.unwrap_or_else(|| guess_delimiter(sample, first_quote));
    let grammar = Grammar { delimiter, quote: first_quote };
    let single = Grammar { quote: Some(b'\''), ..grammar };
    if quote == Quote::Guessed && has_single_quotes(sample, single) { single } else { grammar }
}

/// How regular records are, and their width.
#[derive(Clone, Copy, Debug)]
struct Score {
    delimiter: u8,
    share: f64,
    width: usize,
}

fn guess_delimiter(sample: &Sample<'_>, quote: Option<u8>) -> u8 {
    let scores = DELIMITERS.map(|delimiter| score(sample, Grammar { delimiter, quote }));
    let mut best: Option<Score> = None;
    for score in scores.into_iter().filter(|score| score.width > 1 && score.share >= SCORE_MIN) {
        let is_better = best.is_none_or(|best| {
            let difference = score.share - best.share;
            difference > SCORE_TOLERANCE
                || (difference >= -SCORE_TOLERANCE && score.width > best.width)
        });
        if is_better {
            best = Some(score);
        }
    }
    // Without a delimiter there is one column: a delimiter that does not occur keeps it whole.
    let one_column = || scores.into_iter().find(|score| score.width == 1 && score.share >= 1.0);
    best.or_else(one_column).map_or(DELIMITERS[0], |score| score.delimiter)
}

fn score(sample: &Sample<'_>, grammar: Grammar) -> Score {
    let (_, records) = sample.cut(grammar, RECORDS_MAX);
    let widths: Vec<usize> =
        (0..records.records.len()).map(|record| records.fields(record).len()).collect();
    let width = most_frequent(&widths);
    let same = widths.iter().filter(|&&other| other == width).count();
    let share = same as f64 / (widths.len() + records.faults.len()).max(1) as f64;
    let is_header_wide = widths.first().is_none_or(|&first| first == width);
    let share = if is_header_wide { share } else { share * HEADER_MISMATCH };
    Score { delimiter: grammar.delimiter, share, width }
}

/// The most frequent of some widths, of equally frequent ones the first.
#[must_use]
pub fn most_frequent(widths: &[usize]) -> usize {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len())));
    let position = |width: usize| widths.iter().position(|other| *other == width);
    let best = runs.max_by_key(|&(width, count)| (count, std::cmp::Reverse(position(width))));
    best.map_or(0, |(width, _)| width)
}

/// Whether fields stand in single quotes: no double ones, at least two fields that start with a
/// single one, and as many that end with one.
fn has_single_quotes(sample: &Sample<'_>, grammar: Grammar) -> bool {
    let (text, records) = sample.cut(Grammar { quote: None, ..grammar }, RECORDS_MAX);
    let fields = records.spans.iter().map(|span| span.of(text.text()));
    let starts = |quote: u8| fields.clone().filter(|field| field.first() == Some(&quote)).count();
    let ends =
        fields.clone().filter(|field| field.len() > 1 && field.last() == Some(&b'\'')).count();
    if starts(b'"') > 0 || starts(b'\'') < 2 || starts(b'\'') != ends {
        return false;
    }
    let (_, quoted) = sample.cut(grammar, RECORDS_MAX);
    quoted.faults.iter().all(|fault| !matches!(fault.kind, FaultKind::OpenQuote { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (char, Option<char>) {
        let sample = Sample { text: text.as_bytes(), is_all: true };
        let grammar = guess(&sample, None, Quote::Guessed);
        (char::from(grammar.delimiter), grammar.quote.map(char::from))
    }

    #[test]
    fn delimiters() {
        assert_eq!(of("a,b\n1,2\n3,4\n").0, ',');
        assert_eq!(of("a;b\n1,5;2\n3,5;4\n").0, ';');
        assert_eq!(of("a\tb\n1, 2\t2\n3, 4\t4\n").0, '\t');
        assert_eq!(of("a|b|c\n1|2|3\n").0, '|');
        assert_eq!(of("a,b\n\"x;y;z\",2\n\"u;v;w\",4\n").0, ',');
    }

    #[test]
    fn one_column_of_sentences_stays_whole() {
        assert_eq!(of("note\nfirst, second, third\nnone\na, b\n").0, ';');
        assert_eq!(of("score\n1\n2\n").0, ',');
    }

    #[test]
    fn quotes() {
        assert_eq!(of("a,b\n'x, y',2\n'u, v',4\n"), (',', Some('\'')));
        assert_eq!(of("a,b\n'tis,2\nit's,4\n").1, Some('"'));
        let sample = Sample { text: b"a,b\n\"x,2\ny,3\n", is_all: true };
        assert_eq!(guess(&sample, None, Quote::None), Grammar { delimiter: b',', quote: None });
    }
}
