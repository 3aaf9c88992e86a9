//! How far two groups are apart, window by window.

use serde::{Deserialize, Serialize};

use super::CriterionName;
use crate::{ChangedSince, Estimate};

/// How far the two groups that are farthest apart on the whole are apart in each window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GapOverTime {
    /// The model.
    pub model: String,
    /// The attribute.
    pub attribute: String,
    /// By what they are apart.
    pub criterion: CriterionName,
    /// The group with the largest value on the whole.
    pub highest: String,
    /// The group with the least.
    pub lowest: String,
    /// The one less the other over all of the reference.
    pub reference: Option<Estimate>,
    /// One for each window of the timeline.
    pub windows: Vec<GapInWindow>,
    /// By how much the errors of windows are widened, as windows vary by more than chance.
    pub spread: f64,
    /// Since when it is another one than in the reference, where that is sure.
    pub since: Option<ChangedSince>,
    /// All of that in a sentence.
    pub says: String,
}

/// How far two groups are apart in one window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GapInWindow {
    /// Rows of both groups that count.
    pub n: u64,
    /// The one less the other; none with too few rows of either.
    pub gap: Option<Estimate>,
}
