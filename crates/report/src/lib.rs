//! The Report and the settings: plain, versioned data.
//!
//! A [`Report`] holds every number and every sentence that any view shows; no view computes a
//! statistic. It serialises to the same bytes for the same files, settings and version, on the
//! page and on the command line: [`Report::to_json`] is the only way it is written.
//!
//! Numbers that could not be computed are `None` with a reason beside them, never NaN.

mod business;
mod calibration;
mod causes;
mod column;
mod data;
mod difference;
mod drift;
pub mod escape;
mod experiments;
mod fairness;
pub mod format;
mod in_order;
mod indicator;
mod input;
mod json_only;
mod labels;
mod ledger;
mod migrate;
mod operation;
mod overview;
mod pair;
mod performance;
mod pieces;
mod plain;
mod problem;
mod redaction;
mod segments;
mod settings;
mod sound;
mod timeline;

pub use business::{Business, Proxy, Waiting};
pub use calibration::{
    BrierParts, Calibration, CalibrationChange, CalibrationOverTime, CalibrationSegments,
    CalibrationSettings, ClassCalibration, Diagram, ErrorByChance, HosmerLemeshow, MapPoint,
    MeanGap, ModelCalibration, PromiseGap, ReliabilityBin, Repair, RepairEffect, RepairMethod,
    SegmentGap, SideCalibration, Spiegelhalter,
};
pub use causes::{
    Attribution, CauseCell, Causes, CausesSettings, Challenger, ColumnCause, DriftKind, Evidence,
    ModelCauses, Reweighted,
};
pub use column::{Kind, Missing, Role, RoleChoice};
pub use data::{
    About, ColumnProfile, Data, Example, Expectation, Expectations, IdQuality, MissingChange,
    NewValues, Outcome, Proposal, Quality, QualityLine, RangeChange, Relation, RelationMeasure,
    Relations, Remark, RowQuality, SchemaChange, SchemaChangeKind, SharedRows, SideQuality,
    TextQuality, ValueCount, Vanished, VolumeChange, VolumeCheck,
};
pub use difference::{
    Became, Both, ColumnChange, ColumnSeries, Compared, Difference, FindingChange, FindingSeries,
    MetricChange, MetricSeries, Series,
};
pub use drift::{
    Bin, Bins, Cdf, Centre, ColumnDrift, Compound, Convention, Cut, CutDistance, CutRule,
    CutSmoothing, Derived, Drift, Effect, Giveaway, LimitRule, Measure, MeasureName, Noise,
    NoiseMethod, Outputs, ProbabilitySums, Quantity, Recut, Says, Shape, Summary, Together,
    Treatment, Verdict, Whole,
};
pub use experiments::{
    AlwaysValid, ArmEffect, ArmValue, Bandit, BanditPolicy, Chances, CupedEffect, Decision,
    DecisionRule, EffectDay, EffectOverTime, EffectSegments, EffectSize, EffectTrend,
    ExperimentArm, ExperimentMetric, ExperimentSettings, Experiments, FurtherTest, GroupCounts,
    GuardVerdict, Guarded, MetricKind, MetricStanding, Outlook, Plan, PowerPoint, SampleRatio,
    SegmentEffect,
};
pub use experiments::{Canary, CanaryDecision, CanaryGuardrail, CanarySettings, CanaryVerdict};
pub use fairness::{
    AttributeFairness, Criterion, CriterionName, Fairness, FairnessMeasure, FairnessSettings,
    Favourable, GapInWindow, GapOverTime, GroupFairness, GroupGap, GroupMeasure, GroupSide,
    LimitVerdict, ModelFairness, SelectionTest,
};
pub use in_order::InOrder;
pub use indicator::Indicator;
pub use input::{DecimalMark, Dialect, Encoding, Input, TimeRange};
pub use labels::{Labels, Lag};
pub use ledger::{Event, LedgerEntry, Remedy};
pub use operation::{FlagSays, LatencyUnit, Objective, Operation, OperationSettings};
pub use overview::{
    Chapter, Counter, Finding, Overview, Saying, Severity, Size, StudyVerdict, Topic, Volume,
    VolumeBucket, VolumeUnit,
};
pub use pair::{Pair, Side};
pub use performance::{
    Against, Agreement, Assumption, AucPair, ChangedSince, ClassPerformance, CurvePoint, Estimate,
    Estimation, GainAt, Joining, LabelledPart, LeastCost, Metric, MetricDifference, MetricName,
    MetricOverTime, MetricWindow, ModelOverTime, ModelPair, ModelPerformance, PairOverTime,
    PairSegment, PairSegments, PairWindow, Performance, PerformanceOverTime, PerformanceSettings,
    ResidualBand, RightPair, Running, RunningPoint, SameRows, ScoreCell, ScorePair, SidePair,
    SidePerformance, Since, Standing, Streak, Task, ThresholdCounts, Weighted, WindowLabels,
};
pub use pieces::Assembly;
pub use plain::FieldError;
pub use problem::Problem;
pub use redaction::{Redaction, ReportSettings};
pub use segments::{
    ModelSegments, Segment, SegmentCell, SegmentContrast, SegmentFinder, SegmentGrid,
    SegmentMetric, SegmentRanking, SegmentUnits, Segments, SegmentsSettings, WeakSegment,
    WeakSince,
};
#[cfg(feature = "words")]
pub use settings::Words;
pub use settings::{
    Baseline, DataSettings, Domain, DriftSettings, LabelSettings, Part, Preset, Reading, Rows,
    Setting, Settings, Split, TimelineSettings, Windows, wire,
};
pub use timeline::{
    ChangeKind, ChangePoint, ColumnTimeline, Happening, Offer, Spread, TimeWindow, Timeline,
    TimelineCell,
};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Version of the Report's shape. It grows by one when a field comes, goes or changes its meaning after a
/// version was released; what was written before is lifted, see [`Report::from_json`].
pub const SCHEMA_VERSION: u32 = 2;

/// Everything that is known about one comparison of two tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// [`SCHEMA_VERSION`] of the writer.
    pub schema_version: u32,
    /// Version of Driftglass that computed the numbers.
    pub driftglass_version: String,
    /// The settings that were in force, whole: with them and the files the Report can be remade.
    #[serde(
        serialize_with = "settings::wire::serialize",
        deserialize_with = "settings::wire::deserialize"
    )]
    pub settings: Settings,
    /// What was withheld from it; none where it says all that is known.
    pub redaction: Option<Redaction>,
    /// What was read.
    pub inputs: Pair<Input>,
    /// The file of late labels, where there is one, and how it was joined to production.
    pub labels: Option<Labels>,
    /// What each column is used for, in the order of the reference file, then of the production file.
    pub roles: Vec<RoleChoice>,
    /// The verdict in sentences, counters and ranked findings.
    pub overview: Overview,
    /// Chapter: schema, missing values, intake ledger.
    pub data: Data,
    /// Chapter: drift of every compared column.
    pub drift: Drift,
    /// Chapter: drift over time.
    pub timeline: Timeline,
    /// Chapter: how good the model is, where the truth is known.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub performance: Performance,
    /// Chapter: whether the model's probabilities can be believed.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub calibration: Calibration,
    /// Chapter: where the change of a model comes from.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub causes: Causes,
    /// Chapter: how the service ran.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub operation: Operation,
    /// Chapter: what the model is worth.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub business: Business,
    /// Chapter: where a model is worse than on the whole.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub segments: Segments,
    /// Chapter: whether groups that must be treated fairly are.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub fairness: Fairness,
    /// Chapter: what an experiment says of its arms.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub experiments: Experiments,
}

impl Report {
    /// The canonical JSON: two-space indentation, what is short on one line, fields in the order of the types, those
    /// that hold nothing left out, one final newline, numbers with ten significant digits.
    ///
    /// # Errors
    /// Only if a number is not finite, which would be a bug of the writer; names the field.
    pub fn to_json(&self) -> Result<String, FieldError> {
        pretty(self)
    }

    /// The same without spaces and line breaks.
    ///
    /// # Errors
    /// As [`Report::to_json`].
    pub fn to_compact_json(&self) -> Result<String, FieldError> {
        self.to_value().map(|value| value.to_string())
    }

    /// The same as plain JSON.
    ///
    /// # Errors
    /// As [`Report::to_json`].
    pub fn to_value(&self) -> Result<Value, FieldError> {
        plain::to_value(self)
    }

    /// Reads what [`Report::to_json`] of this version or of an earlier one wrote; what is read has the
    /// shape of this version, and its number.
    ///
    /// # Errors
    /// When the text is not JSON, has an unknown field, or misses one, and when a newer Driftglass wrote it;
    /// says what to do.
    pub fn from_json(text: &str) -> Result<Self, Problem> {
        Self::from_value(serde_json::from_str(text).map_err(migrate::unreadable)?)
    }

    /// Reads what [`Report::to_value`] of this version or of an earlier one gave.
    ///
    /// # Errors
    /// As [`Report::from_json`].
    pub fn from_value(value: Value) -> Result<Self, Problem> {
        migrate::read(value)
    }
}

/// A value as a Report is written: in lines, with one final newline.
fn pretty(value: &impl Serialize) -> Result<String, FieldError> {
    Ok(plain::in_lines(&plain::to_value(value)?))
}
