//! What changed from one report to the next.

use serde::{Deserialize, Serialize};

use crate::{Chapter, Estimate, FieldError, MetricName, Severity, Size, TimeRange, Verdict};

/// What changed from one report to the next, of two or more in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// What changed since the last report but one, as a sentence.
    pub headline: String,
    /// The reports, in their order.
    pub reports: Vec<Compared>,
    /// Whether the last two are of different data, so that nothing of them can be held against each other.
    pub is_of_other_data: bool,
    /// Why something cannot be compared between the last two, as sentences.
    pub not_comparable: Vec<String>,
    /// Findings of the last two reports: new ones first.
    pub findings: Vec<FindingChange>,
    /// Columns of the last two reports, in the order of the last.
    pub columns: Vec<ColumnChange>,
    /// Metrics of the models of the last two reports.
    pub metrics: Vec<MetricChange>,
    /// All reports beside each other; none where there are only two.
    pub series: Option<Series>,
}

/// One of the reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// What it is called among these: the period of its production, or its file.
    pub label: String,
    /// Its production file.
    pub production: String,
    /// Rows of production.
    pub rows: u64,
    /// From the first to the last time of production, where it has times.
    pub period: Option<TimeRange>,
    /// What it came to.
    pub headline: String,
}

/// A value in the last report but one, and in the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both<T> {
    /// In the last report but one.
    pub before: T,
    /// In the last.
    pub after: T,
}

impl<T> Both<T> {
    /// From its two values.
    pub const fn new(before: T, after: T) -> Self {
        Self { before, after }
    }

    /// Applies a function to both.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Both<U> {
        Both { before: f(self.before), after: f(self.after) }
    }
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// The report before did not have it.
    New,
    /// Worse, by more than chance.
    Worse,
    /// The last report does not have it.
    Gone,
    /// Better, by more than chance.
    Better,
    /// No change that chance would not give, as far as can be told.
    Same,
    /// The two cannot be held against each other.
    NotComparable,
}

impl Became {
    /// What became of it, as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse => "worse",
            Self::Gone => "gone",
            Self::Better => "better",
            Self::Same => "no clear change",
            Self::NotComparable => "not comparable",
        }
    }
}

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingChange {
    /// What became of it.
    pub became: Became,
    /// Where its evidence stands.
    pub chapter: Chapter,
    /// What kind of finding it is.
    pub about: String,
    /// The column it is about.
    pub column: Option<String>,
    /// The finding, as the later report has it.
    pub title: String,
    /// How grave it was and is.
    pub severity: Both<Option<Severity>>,
    /// How large it was and is.
    pub size: Both<Option<Size>>,
    /// What is to be said of the change, as a sentence without a full stop; may be empty.
    pub remark: String,
    /// Whether it is new or gone, and what it rests on did not change by more than chance, as far as can be
    /// told.
    pub may_be_chance: bool,
}

/// What became of a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnChange {
    /// The column.
    pub column: String,
    /// What became of its drift.
    pub became: Became,
    /// Its verdict.
    pub verdict: Both<Option<Verdict>>,
    /// Its PSI.
    pub psi: Both<Option<f64>>,
    /// 95% of samples without drift stay under this.
    pub chance_up_to: Both<Option<f64>>,
    /// How likely such a change of the PSI is by chance, adjusted over all columns (Benjamini-Hochberg);
    /// none where the two are not on the same cells of the same reference.
    pub p_adjusted: Option<f64>,
    /// What is to be said of the change, as a sentence without a full stop.
    pub remark: String,
}

/// What became of a metric of a model in production.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetricChange {
    /// The model.
    pub model: String,
    /// The metric.
    pub metric: MetricName,
    /// Whether the model's verdict rests on it.
    pub is_leading: bool,
    /// What became of it.
    pub became: Became,
    /// Its value in production.
    pub value: Both<Option<Estimate>>,
    /// What is to be said of the change, as a sentence without a full stop.
    pub remark: String,
}

/// Three or more reports beside each other, each list as long as the reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Every finding of any report.
    pub findings: Vec<FindingSeries>,
    /// The PSI of columns that drifted in any report.
    pub columns: Vec<ColumnSeries>,
    /// The leading metric of each model in production.
    pub metrics: Vec<MetricSeries>,
}

/// A finding over the reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingSeries {
    /// The finding, as the last report that has it says.
    pub title: String,
    /// How grave it was, where a report has it.
    pub severity: Vec<Option<Severity>>,
}

/// The PSI of a column over the reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSeries {
    /// The column.
    pub column: String,
    /// Its PSI, where a report has it.
    pub psi: Vec<Option<f64>>,
    /// Its verdict, where a report has it.
    pub verdict: Vec<Option<Verdict>>,
}

/// A metric of a model over the reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetricSeries {
    /// The model.
    pub model: String,
    /// The metric.
    pub metric: MetricName,
    /// Its value in production, where a report has it.
    pub value: Vec<Option<Estimate>>,
}

impl Difference {
    /// As JSON, written as a [`Report`] is.
    ///
    /// # Errors
    /// As [`Report::to_json`](crate::Report::to_json).
    pub fn to_json(&self) -> Result<String, FieldError> {
        crate::pretty(self)
    }
}
