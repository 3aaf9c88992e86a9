//! Two models on the same rows.

use serde::{Deserialize, Serialize};

use super::{Estimate, MetricName, Standing};
use crate::{Pair, Side};

/// Two models of one study, held against each other row by row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelPair {
    /// The model that the other one is held against.
    pub first: String,
    /// The other one.
    pub second: String,
    /// Whether the first answered the rows of the reference and the second those of production, joined by their ids:
    /// then both stand under production.
    pub is_joined: bool,
    /// How the second stands beside the first; none where they cannot be held against labels.
    pub standing: Option<Standing>,
    /// Which one is better, as a sentence with a full stop.
    pub lead: String,
    /// Which is better where, in sentences.
    pub says: String,
    /// What was measured on each side; none where the two have no rows in common.
    pub sides: Pair<Option<SidePair>>,
    /// Where the second is worse than the first; none where no group of rows has enough of both.
    pub segments: Option<PairSegments>,
}

/// The second of two models against the first by group of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PairSegments {
    /// The side that it is of.
    pub side: Side,
    /// Groups and metrics that were looked at.
    pub looked_at: u64,
    /// Columns whose values make the groups.
    pub columns: u64,
    /// Columns that were not looked at.
    pub left_out: u64,
    /// How many of these the second is worse in, beyond chance.
    pub worse: u64,
    /// How many it is better in.
    pub better: u64,
    /// What that comes to, in sentences.
    pub says: String,
    /// Those where it is worse, surest first, then others; not all of them.
    pub listed: Vec<PairSegment>,
}

/// Two models in one group of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PairSegment {
    /// The column.
    pub column: String,
    /// The group.
    pub segment: String,
    /// The metric.
    pub metric: MetricName,
    /// Rows with a label that both answer.
    pub n: u64,
    /// Second less first.
    pub difference: Estimate,
    /// p-value of no difference, adjusted over all groups and metrics.
    pub p_adjusted: f64,
}

/// Two models on the rows of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SidePair {
    /// Rows that both answer.
    pub answered: u64,
    /// Share of these on which they say the same.
    pub agreement: Option<Estimate>,
    /// Cohen's kappa of their answers.
    pub kappa: Option<Estimate>,
    /// How their scores differ, where both have some.
    pub scores: Option<ScorePair>,
    /// Who is right, on rows with a label; none without.
    pub right: Option<RightPair>,
    /// The areas under the ROC curve on rows with a label and both scores.
    pub auc: Option<AucPair>,
    /// Second less first, of metrics that are means over rows, row by row.
    pub differences: Vec<MetricDifference>,
}

/// The scores of two models.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScorePair {
    /// Rows that both score.
    pub n: u64,
    /// Correlation of the scores.
    pub pearson: Option<f64>,
    /// Correlation of their ranks.
    pub spearman: Option<f64>,
    /// Second less first, on average.
    pub mean_difference: Option<Estimate>,
    /// Largest distance of their cumulative shares.
    pub distance: f64,
}

/// Who is right on labelled rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RightPair {
    /// Rows on which both are right.
    pub both: u64,
    /// Rows on which only the first is.
    pub only_first: u64,
    /// Rows on which only the second is.
    pub only_second: u64,
    /// Rows on which neither is.
    pub neither: u64,
    /// Share of the rows that only one has right on which that is the second.
    pub second_share: Option<Estimate>,
    /// McNemar's exact test that this is one half.
    pub p_value: f64,
}

/// The areas under the ROC curve of two models.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AucPair {
    /// Rows.
    pub n: u64,
    /// Area of the first.
    pub first: f64,
    /// Area of the second.
    pub second: f64,
    /// Second less first.
    pub difference: Estimate,
    /// DeLong's test of no difference.
    pub p_value: f64,
}

/// The difference of a metric on the same rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MetricDifference {
    /// The metric.
    pub metric: MetricName,
    /// Rows that have it of both.
    pub n: u64,
    /// Second less first.
    pub difference: Estimate,
}
