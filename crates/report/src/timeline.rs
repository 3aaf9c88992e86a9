//! Chapter: drift over time.

use serde::{Deserialize, Serialize};

use crate::{Baseline, Chapter, Severity, Side, TimeRange, Verdict, Windows, json_only};

/// Drift of the compared columns, window by window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// What can be chosen as windows; the one in force is marked.
    pub windows_offers: Vec<Offer<Windows>>,
    /// What windows can be compared with; the one in force is marked.
    pub baseline_offers: Vec<Offer<Baseline>>,
    /// Why there are no windows: "no time column: ...".
    pub lacks: Option<String>,
    /// Windows of the reference in order, then those of production.
    pub windows: Vec<TimeWindow>,
    /// Compared columns, in the order of the map: those that changed first.
    pub columns: Vec<ColumnTimeline>,
    /// What happened, in order of time.
    pub events: Vec<ChangePoint>,
    /// The same with what became of models, of their probabilities, of the business and of the service, in order
    /// of time.
    pub happened: Vec<Happening>,
    /// Whether what differs could be a season, as a sentence; empty where nothing differs.
    pub season: String,
    /// What was left out or taken together, as sentences.
    pub notes: Vec<String>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Offer<T> {
    /// What is chosen.
    pub choice: T,
    /// Its name as a reader sees it.
    pub label: String,
    /// Whether it is in force.
    pub is_on: bool,
    /// Why it cannot be chosen: "The reference has no July to December".
    pub lacks: Option<String>,
}

/// A stretch of time, or of rows in order, on one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimeWindow {
    /// The side whose rows it holds.
    pub side: Side,
    /// Its name: "Week from 30 Jun 2025", "rows 1 to 2,000".
    pub label: String,
    /// Where it starts, in milliseconds since 1970-01-01T00:00:00; none without a time.
    pub start_ms: Option<i64>,
    /// What it takes of time: its period, or as much of that as the data cover where they begin or end
    /// within it; of so many rows, from the first to the last. None without a time.
    pub span: Option<TimeRange>,
    /// Its rows.
    pub rows: u64,
    /// Whether the data begin or end within it, so that it is not judged as a whole one.
    pub is_partial: bool,
}

/// One column over all windows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnTimeline {
    /// The column's name.
    pub column: String,
    /// The cells of the distance, in words.
    pub rule: String,
    /// One for each window.
    pub cells: Vec<TimelineCell>,
    /// The whole reference's missing share.
    pub missing_before: f64,
    /// Where it changed, in order of time.
    pub changes: Vec<ChangePoint>,
    /// When it began to change: "23 July"; none where it did not.
    pub began: Option<String>,
    /// How far the reference's own windows are from the rest of the reference.
    #[serde(
        default,
        serialize_with = "json_only::serialize",
        deserialize_with = "json_only::deserialize"
    )]
    pub spread: Option<Spread>,
    /// What `spread` says of production, as a sentence.
    pub season: Option<String>,
}

/// One column in one window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimelineCell {
    /// Values that are not missing.
    pub n: u64,
    /// Values that are missing.
    pub missing: u64,
    /// The leading distance from the baseline; none where there is no baseline or no value.
    pub psi: Option<f64>,
    /// 95% of windows of this size without drift stay under this.
    pub noise: Option<f64>,
    /// The p-value of the test against the baseline, adjusted over the whole map.
    pub p_adjusted: Option<f64>,
    /// What it comes to.
    pub verdict: Verdict,
    /// What the share of missing values comes to, against the whole reference.
    pub missing_verdict: Verdict,
    /// Quartiles, for numbers.
    pub quartiles: Option<[f64; 3]>,
    /// The category whose share differs most from the baseline, and its share in the window.
    pub most_changed: Option<(String, f64)>,
}

/// How far the reference's own windows are from the rest of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Windows of the reference that count: whole, with enough values.
    pub windows: u32,
    /// The middle of their distances.
    pub median: f64,
    /// The largest of their distances.
    pub largest: f64,
    /// One more window of the reference exceeds this in 5% of cases.
    pub limit: f64,
}

/// How a change came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// From one row to the next.
    Step,
    /// Over a stretch of time.
    Gradual,
    /// The share of missing values stepped.
    Missing,
}

impl ChangeKind {
    /// The kind as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Step => "change point",
            Self::Gradual => "gradual",
            Self::Missing => "missing values",
        }
    }
}

/// A change, of one column or of several at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePoint {
    /// How it came.
    pub kind: ChangeKind,
    /// How grave it is.
    pub severity: Severity,
    /// When: "23 July", "row 14,001 of production".
    pub when: String,
    /// The 95% interval: "22 to 24 July".
    pub interval: String,
    /// From when to when, where a later change took it back: "12 to 16 April".
    pub lasted: Option<String>,
    /// Whether it takes an earlier change back.
    pub is_return: bool,
    /// What, as a clause: "channel and score step together".
    pub what: String,
    /// The columns, largest change first.
    pub columns: Vec<String>,
    /// Where it is along the windows: 2.5 is the middle of the third.
    pub at: f64,
    /// The interval's ends along the windows.
    pub from_to: [f64; 2],
    /// PSI from before it to after it less what chance gives, or the change of the missing share; of several the largest.
    pub size: f64,
    /// The p-value, adjusted over all columns; of several the largest.
    pub p_adjusted: f64,
    /// Rows of production since it began, or while it lasted.
    pub rows: u64,
}

/// Something that happened: a change of columns, or the beginning of what became of a model or of the service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Happening {
    /// Where the evidence stands.
    pub chapter: Chapter,
    /// Of which kind it is: "change point", "model", "objective".
    pub kind: String,
    /// How grave it is.
    pub severity: Severity,
    /// When: "23 July", "12 to 16 April".
    pub when: String,
    /// What, as a clause: "score is worse (precision 0.644 → 0.395)".
    pub what: String,
    /// How well the moment is known: "95% interval 12 to 16 April", or "by windows: April" of what is told by windows.
    pub known: String,
    /// The columns that it is of.
    pub columns: Vec<String>,
    /// Where it is along the windows.
    pub at: f64,
}

impl Timeline {
    /// When a column began to change; none where it did not, or is not on the map.
    #[must_use]
    pub fn began(&self, column: &str) -> Option<&String> {
        self.columns.iter().find(|timeline| timeline.column == column)?.began.as_ref()
    }

    /// Where production begins along the windows.
    #[must_use]
    pub fn production_at(&self) -> f64 {
        let production = self.windows.iter().position(|window| window.side == Side::Production);
        production.unwrap_or(self.windows.len()) as f64
    }

    /// Whether a change that lasts may have come where production begins, and so lie between the two files: its interval
    /// holds that place.
    #[must_use]
    pub fn may_be_between_files(&self, event: &ChangePoint) -> bool {
        let [from, to] = event.from_to;
        event.kind != ChangeKind::Gradual
            && event.lasted.is_none()
            && (from..=to).contains(&self.production_at())
    }

    /// Changes that are not over before production begins, in order of time.
    pub fn recent_events(&self) -> impl Iterator<Item = &ChangePoint> {
        let begins = self.production_at();
        self.events.iter().filter(move |event| event.from_to[1] >= begins)
    }
}

impl ChangePoint {
    /// Since when, as part of a sentence on what lasts: "from 23 July on", "from 12 to 16 April"; of
    /// several columns, whose change is told and not what it led to, "on 23 July".
    #[must_use]
    pub fn told_since(&self) -> String {
        if let Some(lasted) = &self.lasted {
            return format!("from {lasted}");
        }
        match self.kind {
            ChangeKind::Gradual => self.told_when(),
            _ if self.columns.len() > 1 => self.told_when(),
            _ => format!("from {} on", self.when),
        }
    }

    /// When, as part of a sentence: "on 23 July", "at row 14,001 of production".
    #[must_use]
    pub fn told_when(&self) -> String {
        match self.kind {
            ChangeKind::Gradual => format!("gradually, {}", self.interval),
            _ if self.when.starts_with("row ") => format!("at {}", self.when),
            _ => format!("on {}", self.when),
        }
    }
}
