//! Words that stand in place of a number: missing-value markers, NaN, infinities.

use report::{Problem, Reading};

/// Markers that are missing values in every column, those of pandas and of MySQL.
const MARKERS: [&str; 19] = [
    "NA", "N/A", "n/a", "<NA>", "#N/A", "#N/A N/A", "#NA", "NULL", "null", "None", "NaN", "nan",
    "-NaN", "-nan", "1.#QNAN", "-1.#QNAN", "1.#IND", "-1.#IND", "\\N",
];

/// Markers only where every other value is a number or a time; elsewhere they may be values.
const MARKERS_AMONG_NUMBERS: [&str; 4] = ["-", "--", "?", "."];

const NANS: [&str; 10] =
    ["NaN", "nan", "NAN", "Nan", "-NaN", "-nan", "1.#QNAN", "-1.#QNAN", "1.#IND", "-1.#IND"];

const INFINITIES: [&str; 17] = [
    "inf",
    "-inf",
    "+inf",
    "Inf",
    "-Inf",
    "+Inf",
    "INF",
    "-INF",
    "+INF",
    "infinity",
    "-infinity",
    "+infinity",
    "Infinity",
    "-Infinity",
    "+Infinity",
    "1.#INF",
    "-1.#INF",
];

/// Words that a user can name.
const MARKERS_MAX: usize = 60;

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A missing value.
    Marker,
    /// No number.
    Nan,
    /// A number beyond all numbers.
    Infinite,
}

/// A word and what it stands for.
#[derive(Clone, Debug)]
pub struct Word {
    /// As it stands in the file.
    pub text: String,
    /// What it stands for.
    pub meaning: Meaning,
    /// Whether it stands for that among texts, too.
    pub is_everywhere: bool,
}

/// The words of one file.
#[derive(Clone, Debug)]
pub struct Words {
    words: Vec<Word>,
    markers: Vec<String>,
}

impl Words {
    /// The words for a reading.
    ///
    /// # Errors
    /// When it names more markers than a table can tell apart.
    pub fn new(reading: &Reading) -> Result<Self, Problem> {
        let markers = match &reading.missing_markers {
            Some(markers) => markers.clone(),
            None => MARKERS.map(str::to_owned).to_vec(),
        };
        if markers.len() > MARKERS_MAX {
            let what = format!("More than {MARKERS_MAX} texts are set to mean a missing value");
            return Err(Problem::new(what, "Name fewer missing-value markers"));
        }
        let mut words = Vec::new();
        let mut add = |text: &str, meaning, is_everywhere| {
            if !text.is_empty() && words.iter().all(|word: &Word| word.text != text) {
                words.push(Word { text: text.to_owned(), meaning, is_everywhere });
            }
        };
        for marker in &markers {
            let is_nan = NANS.contains(&marker.as_str());
            add(marker, if is_nan { Meaning::Nan } else { Meaning::Marker }, true);
        }
        for nan in NANS {
            add(nan, Meaning::Nan, false);
        }
        for infinity in INFINITIES {
            add(infinity, Meaning::Infinite, false);
        }
        if reading.missing_markers.is_none() {
            for marker in MARKERS_AMONG_NUMBERS {
                add(marker, Meaning::Marker, false);
            }
        }
        Ok(Self { words, markers })
    }

    /// The position of a word, blanks at both ends not counted.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Option<u8> {
        let text = text.trim_ascii();
        let position = self.words.iter().position(|word| word.text.as_bytes() == text)?;
        u8::try_from(position).ok()
    }

    /// The word at a position that [`Words::find`] gave.
    #[must_use]
    pub fn get(&self, position: u8) -> Option<&Word> {
        self.words.get(usize::from(position))
    }

    /// The markers that are missing values in every column.
    #[must_use]
    pub fn markers(&self) -> &[String] {
        &self.markers
    }
}
