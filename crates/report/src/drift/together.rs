//! Columns taken together: whether production can be told from the reference by all of them at once.

use serde::{Deserialize, Serialize};

use super::{Measure, Verdict};
use crate::{Pair, format};

/// Several columns taken together: all inputs of the model, or the components of an embedding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// What is taken together: "All columns together", or the embedding's name.
    pub title: String,
    /// Whether it is an embedding.
    pub is_embedding: bool,
    /// What the comparison comes to, by the classifier.
    pub verdict: Verdict,
    /// Whether this is a shift that no column by itself tells, by its values or by those that are missing.
    pub is_news: bool,
    /// The finding, as a sentence with a full stop.
    pub headline: String,
    /// What else is to be said, and what to doubt, as sentences with full stops.
    pub notes: Vec<String>,
    /// Columns, or components, that were taken together.
    pub columns: u64,
    /// Rows of each side that were drawn for it.
    pub rows: Pair<u64>,
    /// The classifier, and what else tells the sides apart.
    pub measures: Vec<Measure>,
    /// The columns that give the shift away, most telling first; none where nothing does.
    pub giveaways: Vec<Giveaway>,
}

/// Columns that are named of those that give a shift away.
const MOST_NAMED: usize = 2;

impl Together {
    /// The columns that give the shift away: "x and y give it away most"; none where nothing does.
    #[must_use]
    pub fn given_away(&self) -> Option<String> {
        let columns = self.giveaways.iter().take(MOST_NAMED).map(|of| of.column.as_str());
        let names = format::names(columns, MOST_NAMED);
        match self.giveaways.len() {
            0 => None,
            1 => Some(format!("{names} gives it away")),
            _ => Some(format!("{names} give it away most")),
        }
    }

    /// Whether the classifier sees a shift that is large enough to count.
    #[must_use]
    pub const fn is_drift(&self) -> bool {
        self.verdict.is_drift()
    }
}

/// A column by which the classifier tells production from the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Giveaway {
    /// The column's name.
    pub column: String,
    /// What it takes off the classifier's logistic loss on rows that it has not seen, in nats a row.
    pub gain: f64,
    /// Standard error of the gain.
    pub standard_error: f64,
    /// Its share of the gain of all columns that gain, 0 to 1.
    pub share: f64,
    /// Both in words: "41% of what the classifier learned, ± 2 points".
    pub words: String,
}
