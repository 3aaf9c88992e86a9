//! Texts as words and kinds of characters.

use report::{InOrder, Pair, format};
use rustc_hash::FxHashMap;
use stats::two_proportion_z;

/// Kinds of characters.
pub const CHARACTERS: [&str; 5] = ["letters", "digits", "spaces", "punctuation", "other scripts"];
/// Characters of a text that are read.
const MOST_CHARACTERS: usize = 4_000;
/// Characters of a word that tell it from others.
const MOST_OF_WORD: usize = 40;
/// A word is told from so many rows on: rarer ones could give a person away.
const FEWEST_ROWS: u64 = 5;
/// Words that a sentence names.
const MOST_NAMED: usize = 8;
/// How many times as common a word must have become.
const LEAST_LIFT: f64 = 2.0;
/// Chance that any word at all is named without a shift: the p-value of each is multiplied by the words.
const MOST_CHANCE: f64 = 0.05;

/// One text.
pub struct Document {
    /// Its different words, by number, in order.
    pub words: Vec<u32>,
    /// How many characters of each kind.
    pub characters: [u64; CHARACTERS.len()],
}

/// Words by number, in the order in which they came.
#[derive(Default)]
pub struct Vocabulary {
    numbers: FxHashMap<String, u32>,
    words: Vec<String>,
}

impl Vocabulary {
    /// How many different words there are.
    pub const fn len(&self) -> usize {
        self.words.len()
    }

    /// Takes a text apart: words are runs of letters and digits, in lower case.
    pub fn read(&mut self, text: &str) -> Document {
        let mut characters = [0; CHARACTERS.len()];
        let mut words = Vec::new();
        let mut word = String::new();
        for c in text.chars().take(MOST_CHARACTERS).chain([' ']) {
            characters[kind(c)] += 1;
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            } else if !word.is_empty() {
                words.push(self.number(&word));
                word.clear();
            }
        }
        // The blank behind the text is none of its own.
        characters[kind(' ')] -= 1;
        words.sort_unstable();
        words.dedup();
        Document { words, characters }
    }

    fn number(&mut self, word: &str) -> u32 {
        let end = word.char_indices().nth(MOST_OF_WORD).map_or(word.len(), |(end, _)| end);
        let word = &word[..end];
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The words whose share of texts grew most, with their rows: "“refund” in 0 and 48 rows".
    pub fn grown(&self, documents: &Pair<Vec<Document>>) -> Vec<String> {
        let counts = documents.as_ref().map(|documents| {
            let mut counts = vec![0_u64; self.words.len()];
            documents.iter().flat_map(|d| &d.words).for_each(|&word| counts[word as usize] += 1);
            counts
        });
        let n = documents.as_ref().map(|documents| documents.len() as f64);
        let lift = |word: usize| {
            let share = |count: u64, n: f64| (count as f64 + 0.5) / (n + 1.0);
            share(counts.production[word], n.production)
                / share(counts.reference[word], n.reference)
        };
        let sizes = documents.as_ref().map(|documents| documents.len() as u64);
        let chance = |word: usize| {
            let (r, p) = (counts.reference[word], counts.production[word]);
            let test = two_proportion_z(r, sizes.reference, p, sizes.production);
            test.map_or(1.0, |test| test.p_value) * self.words.len() as f64
        };
        let is_grown = |&word: &usize| {
            counts.production[word] >= FEWEST_ROWS
                && lift(word) >= LEAST_LIFT
                && chance(word) < MOST_CHANCE
        };
        let mut grown: Vec<usize> = (0..self.words.len()).filter(is_grown).collect();
        grown.put_in_order(|&a, &b| {
            lift(b).total_cmp(&lift(a)).then_with(|| self.words[a].cmp(&self.words[b]))
        });
        let said = |&word: &usize| {
            format!(
                "{} in {} rows, before in {}",
                format::quoted(&self.words[word]),
                format::count(counts.production[word]),
                format::count(counts.reference[word])
            )
        };
        grown.iter().take(MOST_NAMED).map(said).collect()
    }
}

/// The kind of a character, as a place in [`CHARACTERS`].
fn kind(c: char) -> usize {
    match c {
        _ if c.is_whitespace() => 2,
        _ if c.is_numeric() => 1,
        // Latin letters with and without marks.
        _ if c.is_alphabetic() && c < '\u{0250}' => 0,
        _ if c.is_alphabetic() => 4,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn texts_fall_into_words_and_kinds_of_characters() {
        let mut vocabulary = Vocabulary::default();
        let document = vocabulary.read("Ça va, ça va? Да 42!");
        assert_eq!(document.characters, [8, 2, 5, 3, 2]);
        assert_eq!(document.words, [0, 1, 2, 3]);
        assert_eq!(vocabulary.read("VA").words, [1]);
        assert_eq!(vocabulary.read("").words, [0_u32; 0]);
    }
}
