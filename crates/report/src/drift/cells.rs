//! The cells behind a distance, and what is drawn.

use serde::{Deserialize, Serialize};

use crate::Pair;

/// The cells behind a distance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bins {
    /// The rule that made them: "reference deciles".
    pub rule: String,
    /// The cells.
    pub cells: Vec<Bin>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bin {
    /// The cell as a reader sees it: a category, or "12 to 15".
    pub label: String,
    /// Lower edge, included; none where open or a category.
    pub from: Option<f64>,
    /// Upper edge, not included but in the last cell; none where open or a category.
    pub to: Option<f64>,
    /// Values in the cell.
    pub count: Pair<u64>,
    /// Values in the cell, of all that were compared.
    pub share: Pair<f64>,
    /// The cell's part of the distance.
    pub part: Option<f64>,
}

/// The cells of the picture: both sides on one scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Cells of one width over the range that is drawn.
    Histogram {
        /// Edges, one more than cells.
        edges: Vec<f64>,
        /// Values per cell; those outside the range are in `below` and `above`.
        counts: Pair<Vec<u64>>,
        /// Values under the first edge.
        below: Pair<u64>,
        /// Values over the last edge.
        above: Pair<u64>,
    },
    /// One cell per category, the commonest first, or per value in order; the rest is in `other`.
    Bars {
        /// Categories or values.
        labels: Vec<String>,
        /// Rows per category.
        counts: Pair<Vec<u64>>,
        /// Rows of all other categories.
        other: Pair<u64>,
        /// How many other categories there are.
        other_labels: u64,
    },
}

/// Cumulative shares of both sides at chosen values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cdf {
    /// Values, in order.
    pub at: Vec<f64>,
    /// Whether these are all values, so that the curves are steps; otherwise they are points of curves.
    pub is_stepped: bool,
    /// Share of values at or below each.
    pub share: Pair<Vec<f64>>,
    /// Where the two are furthest apart.
    pub gap_at: f64,
    /// Shares there.
    pub gap_share: Pair<f64>,
}
