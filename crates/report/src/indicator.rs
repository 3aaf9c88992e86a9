//! An indicator: one number that a service or a business is watched by, on both sides and window by window.

use serde::{Deserialize, Serialize};

use crate::{Estimate, Pair, Since, Verdict};

/// One number that a service or a business is watched by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What it is: "99th percentile of latency_ms".
    pub name: String,
    /// The column that it is of; none where it is of several.
    pub column: Option<String>,
    /// Whether findings are told of it; of several that say nearly the same it is one.
    pub is_leading: bool,
    /// What it is measured in: "ms", "share of rows", "rows a day"; empty for the unit of the column.
    pub unit: String,
    /// What it rests on, on each side: rows, or windows of traffic.
    pub n: Pair<u64>,
    /// Its value; none where it cannot be computed on that side.
    pub value: Pair<Option<Estimate>>,
    /// Why it cannot; empty where it can.
    pub lacks: Pair<String>,
    /// The sum over all rows of the side, where that has a meaning.
    pub total: Pair<Option<f64>>,
    /// Production less reference.
    pub change: Option<Estimate>,
    /// The same relative to the reference, in either direction.
    pub relative_change: Option<f64>,
    /// How likely such a change is by chance, adjusted over all indicators of the chapter.
    pub p_adjusted: Option<f64>,
    /// Whether it became worse; none without a change.
    pub verdict: Option<Verdict>,
    /// All of it, as a sentence.
    pub says: String,
    /// Its value in each window of the timeline; empty where there are no windows.
    pub windows: Vec<Option<Estimate>>,
    /// Since when it is worse, where that is sure.
    pub since: Option<Since>,
}

impl Indicator {
    /// The unit of shares of rows.
    pub const SHARE: &str = "of rows";

    /// Whether it is a share of rows.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.unit == Self::SHARE
    }
}
