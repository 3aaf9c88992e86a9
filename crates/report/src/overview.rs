//! The verdict in sentences, counters and ranked findings.

use serde::{Deserialize, Serialize};

use crate::{TimeRange, format};

/// What a reader sees first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// What the study comes to.
    pub verdict: StudyVerdict,
    /// Whether a file was probably not read as it is meant: a fifth of its rows or more were left out.
    pub is_misread: bool,
    /// What the verdict rests on: "Verdict, from 9 columns".
    pub basis: String,
    /// The verdict, as one sentence.
    pub headline: String,
    /// The verdict's parts, in the order they are read.
    pub says: Vec<Saying>,
    /// Numbers with what they rest on.
    pub counters: Vec<Counter>,
    /// What was found, most harmful first.
    pub findings: Vec<Finding>,
    /// Rows over time, where there is a time column.
    pub volume: Option<Volume>,
}

/// What a study comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StudyVerdict {
    /// No column drifted, and nothing else changed that matters.
    NoDrift,
    /// No column that could be judged drifted, but values stopped or began to be missing, or the
    /// lists of columns differ in a way that matters.
    Changed,
    /// At least one column drifted.
    Drift,
    /// There are columns in common, and none of them could be judged.
    NotEnoughData,
    /// There is nothing in common to compare.
    NotComparable,
}

/// One part of the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Saying {
    /// What it is about.
    pub topic: Topic,
    /// The beginning that is stressed: "3 of 13 comparable columns drifted".
    pub lead: String,
    /// What follows, with its own punctuation and leading space where it needs one.
    pub rest: String,
}

/// What a part of the verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What is different.
    WhatChanged,
    /// What it does to the model.
    Costs,
    /// Since when.
    SinceWhen,
    /// Where the difference sits.
    Where,
    /// What the model says, and what really happened.
    Model,
    /// Whether groups that must be treated fairly are.
    Fairness,
    /// How sure this is.
    HowSure,
    /// What to do next; one saying a step.
    DoNext,
}

impl Topic {
    /// The topic as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::WhatChanged => "What changed",
            Self::Costs => "What it costs",
            Self::SinceWhen => "Since when",
            Self::Where => "Where",
            Self::Model => "The model",
            Self::Fairness => "Fairness",
            Self::HowSure => "How sure",
            Self::DoNext => "Do next",
        }
    }
}

/// A number with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// "Columns drifted".
    pub label: String,
    /// "3".
    pub value: String,
    /// "of 13"; may be empty.
    pub unit: String,
    /// "2 significant, 1 moderate".
    pub detail: String,
}

/// A chapter of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Chapter {
    /// Schema, missing values, ledger.
    Data,
    /// Drift of columns.
    Drift,
    /// How good the models are.
    Performance,
    /// Whether their probabilities can be believed.
    Calibration,
    /// Where a model is worse than on the whole.
    Segments,
    /// Whether groups that must be treated fairly are.
    Fairness,
    /// What an experiment says of its arms.
    Experiments,
    /// Drift over time.
    Timeline,
}

impl Chapter {
    /// The chapter as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Data => "Data",
            Self::Drift => "Drift",
            Self::Performance => "Performance",
            Self::Calibration => "Calibration",
            Self::Segments => "Segments",
            Self::Fairness => "Fairness",
            Self::Experiments => "Experiments",
            Self::Timeline => "Timeline",
        }
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good news: what may go ahead.
    Good,
    /// Worth knowing.
    Information,
    /// Not chance, and under every limit.
    Low,
    /// Look at it soon.
    Medium,
    /// Look at it now.
    High,
    /// Stop and look.
    Critical,
}

impl Severity {
    /// The severity as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Information => "information",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// Whether it changes the verdict: it is grave enough, or says what may go ahead.
    #[must_use]
    pub const fn matters(self) -> bool {
        matches!(self, Self::Good | Self::Medium | Self::High | Self::Critical)
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// Where the evidence stands.
    pub chapter: Chapter,
    /// What kind of finding it is, the same in every report: "drift", and of what, where a column is not
    /// enough to tell: "performance of credit_score". Empty where a report of version 1 was read.
    pub about: String,
    /// The column it is about.
    pub column: Option<String>,
    /// The finding, as a clause: "car_value is higher".
    pub title: String,
    /// Why, with numbers.
    pub detail: String,
    /// How large it is.
    pub size: Option<Size>,
    /// Production rows that it touches.
    pub rows: u64,
    /// When it began, where that is known: "23 July".
    pub began: Option<String>,
}

/// How large a finding is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// With its measure: "PSI 0.23".
    pub text: String,
    /// What it is held against: "floor 0.001".
    pub beside: String,
}

/// Rows over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Volume {
    /// Length of a bucket.
    pub unit: VolumeUnit,
    /// From the first row to the last: the outer buckets may reach beyond it.
    pub range: TimeRange,
    /// Rows that lie so far apart from all others that they are not drawn, as a sentence.
    pub remark: Option<String>,
    /// Buckets without gaps, in order.
    pub buckets: Vec<VolumeBucket>,
}

/// Length of a bucket of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VolumeUnit {
    /// An hour.
    Hour,
    /// A day of the calendar.
    Day,
    /// Seven days, from Monday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

impl VolumeUnit {
    /// The unit as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The bucket that begins at a point in time: "Week from 30 Jun 2025".
    #[must_use]
    pub fn name_of(self, start_ms: i64) -> String {
        let day = format::day_range(start_ms, start_ms);
        match self {
            Self::Hour => format!("{day}, {:02}:00", start_ms.rem_euclid(86_400_000) / 3_600_000),
            Self::Day => day,
            Self::Week => format!("Week from {day}"),
            Self::Month => format::month(start_ms),
            Self::Year => format::civil(start_ms).0.to_string(),
        }
    }
}

/// Rows of one bucket of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VolumeBucket {
    /// Where it starts, in milliseconds since 1970-01-01T00:00:00.
    pub start_ms: i64,
    /// Rows of the reference.
    pub reference: u64,
    /// Rows of production.
    pub production: u64,
}
