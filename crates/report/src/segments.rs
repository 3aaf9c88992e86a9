//! Chapter: where a model is worse than on the whole.

mod settings;

pub use settings::SegmentsSettings;

use serde::{Deserialize, Serialize};

use crate::{Estimate, MeanGap, MetricName, Pair, Side};

/// Groups of rows in which a model is worse than on the whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Segments {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// Each model, in the order of the columns.
    pub models: Vec<ModelSegments>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
}

/// Where one model is worse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelSegments {
    /// The model.
    pub name: String,
    /// The metric that segments are held against the other rows by: the one that is a mean over rows.
    pub metric: MetricName,
    /// The side that is judged: production, where it has labels enough.
    pub side: Side,
    /// Rows of that side that have the metric.
    pub n: u64,
    /// Units that these rows are of, as ids or different rows; none where each is its own.
    pub units: Option<SegmentUnits>,
    /// The metric over all of them.
    pub value: Estimate,
    /// The finding, as a sentence.
    pub says: String,
    /// The search for weak segments over all columns; none where rows are too few to confirm anything.
    pub finder: Option<SegmentFinder>,
    /// Segments of one column.
    pub ranking: SegmentRanking,
    /// The metric by two columns; none where there are no two to look at.
    pub grid: Option<SegmentGrid>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
}

/// Rows that belong together: those of one id, and copies of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentUnits {
    /// How many units there are.
    pub n: u64,
    /// How many rows say as much as one of independent rows would.
    pub design_effect: f64,
    /// What that means, as a sentence.
    pub says: String,
}

/// A search for weak segments: found in some rows, confirmed in the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentFinder {
    /// Rows that it searched in.
    pub searched_rows: u64,
    /// Other rows, on which what was found was tested.
    pub confirming_rows: u64,
    /// Columns that were looked at.
    pub columns: u64,
    /// Columns that were looked at in pairs.
    pub pair_columns: u64,
    /// Rules that were looked at.
    pub looked_at: u64,
    /// The gap of a segment of a tenth of the rows that would have been found and confirmed in 80% of cases.
    pub detectable_gap: f64,
    /// What was tested: confirmed ones first, by harm.
    pub tested: Vec<WeakSegment>,
    /// What it comes to, as a sentence.
    pub says: String,
}

/// A rule under which rows fare worse in the rows that were searched, and what became of it in the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WeakSegment {
    /// The rule in words: "age is 20 to 29 and device is “mobile”".
    pub rule: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The metric in the confirming rows: in it, and in all others.
    pub gap: SegmentContrast,
    /// Whether it is confirmed.
    pub is_confirmed: bool,
    /// How likely such a gap is by chance, adjusted over all rules that were tested.
    pub p_adjusted: f64,
    /// What the metric of the whole would gain, at the least, if the segment were like the others.
    pub harm: f64,
    /// The same rule in the reference, where production is judged and the reference has rows enough.
    pub before: Option<SegmentContrast>,
    /// How much larger the gap is than in the reference.
    pub grown: Option<Estimate>,
    /// How likely such a change of the gap is by chance, adjusted over all that are confirmed.
    pub grown_p_adjusted: Option<f64>,
    /// Whether it was weak before.
    pub since: WeakSince,
}

/// A metric in a segment and in all other rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentContrast {
    /// Rows of the segment that have the metric.
    pub n: u64,
    /// Units that these rows are of, where rows belong together and errors are those between units.
    pub units: Option<u64>,
    /// Their share of all such rows.
    pub share: f64,
    /// The metric in the segment.
    pub inside: Estimate,
    /// The metric in all other rows.
    pub others: Estimate,
    /// By how much the segment is worse: over 0 where it is, whichever direction the metric has.
    pub gap: Estimate,
}

/// Whether a segment was weak before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WeakSince {
    /// Its gap is larger than in the reference, beyond chance, where it was not surely weak.
    Became,
    /// It was weak in the reference, and its gap is larger now, beyond chance.
    Weaker,
    /// It was weak in the reference, and its gap is as large, as far as can be told.
    Before,
    /// That cannot be told.
    Unknown,
}

impl WeakSince {
    /// Whether its gap grew.
    #[must_use]
    pub const fn grew(self) -> bool {
        matches!(self, Self::Became | Self::Weaker)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Became => "became weak",
            Self::Weaker => "became weaker",
            Self::Before => "was weak before",
            Self::Unknown => "not known since when",
        }
    }
}

/// Segments of one column, of every column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentRanking {
    /// Labelled rows that they are measured on.
    pub rows: u64,
    /// Columns that were looked at.
    pub columns: u64,
    /// Segments with rows enough, over which p-values are adjusted.
    pub looked_at: u64,
    /// Segments with fewer rows, which are not judged.
    pub too_few: u64,
    /// How many are worse than the others beyond chance.
    pub weak: u64,
    /// The segments by harm, those that are sure first.
    pub listed: Vec<Segment>,
    /// Those that come after these, 200 at most: only how they compare, and nothing more of each.
    pub others: Vec<Segment>,
    /// What it comes to, as a sentence.
    pub says: String,
}

/// The rows of one group of values of a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// The column.
    pub column: String,
    /// Its values.
    pub label: String,
    /// The metric in the judged side: in it, and in all other rows.
    pub gap: SegmentContrast,
    /// How likely such a gap is by chance, adjusted over all segments that were looked at.
    pub p_adjusted: f64,
    /// What the metric of the whole would gain, at the least, if the segment were like the others.
    pub harm: f64,
    /// The same segment in the reference, where production is judged.
    pub before: Option<SegmentContrast>,
    /// Share of all rows of each side, labelled or not.
    pub share: Pair<Option<f64>>,
    /// What the model says on average: its score, its number, or the share called positive.
    pub output: Pair<Option<Estimate>>,
    /// Production less reference of that.
    pub output_change: Option<Estimate>,
    /// Every metric of the model in the segment.
    pub metrics: Vec<SegmentMetric>,
    /// Mean probability less what came true.
    pub calibration: Option<MeanGap>,
}

/// A metric of a model in a segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentMetric {
    /// Which.
    pub name: MetricName,
    /// Its value on each side.
    pub value: Pair<Option<Estimate>>,
}

/// A metric by the groups of two columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentGrid {
    /// The column whose groups are the rows.
    pub by: String,
    /// The column whose groups are the columns.
    pub and: String,
    /// Whether the user chose them.
    pub is_chosen: bool,
    /// The groups that are the rows.
    pub rows: Vec<String>,
    /// The groups that are the columns.
    pub columns: Vec<String>,
    /// For each row its cells.
    pub cells: Vec<Vec<SegmentCell>>,
}

/// A cell of a grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentCell {
    /// Rows that have the metric.
    pub n: u64,
    /// The metric; none with too few rows.
    pub value: Option<Estimate>,
    /// Whether it is worse than in all other rows beyond chance, adjusted over the cells.
    pub is_weak: bool,
}
