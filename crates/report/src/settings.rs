//! The settings: one versioned value that the page edits, a file carries and the command line reads.

mod catalogue;
mod changes;
mod check;
mod choose;
mod differing;
pub(crate) mod fields;
mod part;
mod place;
mod preset;
mod read;
mod setting;
mod timeline;
pub mod wire;

pub use part::{Part, Rows, Split};
pub use preset::Preset;
#[cfg(feature = "words")]
pub use setting::Words;
pub use setting::{Domain, Setting};
pub use timeline::{Baseline, TimelineSettings, Windows};

use std::collections::BTreeMap;

use fields::fields;
use serde::{Deserialize, Serialize};

use crate::{
    CalibrationSettings, CanarySettings, CausesSettings, DecimalMark, Encoding, ExperimentSettings,
    FairnessSettings, Kind, OperationSettings, Pair, PerformanceSettings, ReportSettings, Role,
    SegmentsSettings,
};

fields! {
    /// Everything a user can choose. Unknown fields are refused, missing ones take their default.
    pub struct Settings {
        /// Version of the settings' shape.
        pub version: u32 = Self::VERSION,
        /// Seed of every simulation.
        pub seed: u32 = 20_251,
        /// How each file is read, where the guess is not wanted.
        pub reading: Pair<Reading> = Pair::default(),
        /// The file of late labels.
        pub labels: LabelSettings = LabelSettings::default(),
        /// Roles that the user chose, by column.
        pub roles: BTreeMap<String, Role> = BTreeMap::new(),
        /// Chapter: data.
        pub data: DataSettings = DataSettings::default(),
        /// Chapter: drift.
        pub drift: DriftSettings = DriftSettings::default(),
        /// Chapter: timeline.
        pub timeline: TimelineSettings = TimelineSettings::default(),
        /// Chapter: performance.
        pub performance: PerformanceSettings = PerformanceSettings::default(),
        /// Chapter: calibration.
        pub calibration: CalibrationSettings = CalibrationSettings::default(),
        /// Chapter: causes.
        pub causes: CausesSettings = CausesSettings::default(),
        /// Chapter: operation.
        pub operation: OperationSettings = OperationSettings::default(),
        /// Chapter: segments.
        pub segments: SegmentsSettings = SegmentsSettings::default(),
        /// Chapter: experiments.
        pub experiments: ExperimentSettings = ExperimentSettings::default(),
        /// Chapter: fairness.
        pub fairness: FairnessSettings = FairnessSettings::default(),
        /// Chapter: experiments, canaries.
        pub canary: CanarySettings = CanarySettings::default(),
        /// What leaves the desk with a report.
        pub report: ReportSettings = ReportSettings::default(),
    }
}

impl Settings {
    /// Version of the settings' shape that this crate writes.
    pub const VERSION: u32 = 1;

    /// The settings that a comparison hangs on: those of what leaves the desk are as they come.
    #[must_use]
    pub fn of_comparison(mut self) -> Self {
        self.report = ReportSettings::default();
        self
    }
}

/// Overrides for reading one file. What is `None` is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// Between two fields.
    pub delimiter: Option<char>,
    /// Around a field that holds delimiters; [`Reading::NO_QUOTE`] where quotes have no meaning.
    pub quote: Option<char>,
    /// Whether the first record names the columns.
    pub has_header: Option<bool>,
    /// Between the whole and the fraction of a number.
    pub decimal_mark: Option<DecimalMark>,
    /// How characters are stored.
    pub encoding: Option<Encoding>,
    /// Texts that stand for a missing value, beside the empty one.
    pub missing_markers: Option<Vec<String>>,
    /// Kinds that the user chose, by column.
    pub kinds: BTreeMap<String, Kind>,
    /// The part of the rows that is taken; all where none is named.
    pub part: Option<Part>,
}

impl Reading {
    /// The choice that quotes have no meaning.
    pub const NO_QUOTE: char = '\0';

    /// The same without what names a column: all rows are taken, and kinds are guessed.
    #[must_use]
    pub fn without_columns(&self) -> Self {
        Self { kinds: BTreeMap::new(), part: None, ..self.clone() }
    }
}

/// Settings of the file of late labels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LabelSettings {
    /// The column that names rows in the file and in production; guessed where there is none.
    pub id: Option<String>,
    /// How the file is read, where the guess is not wanted.
    pub reading: Reading,
}

fields! {
    /// Settings of the data chapter.
    pub struct DataSettings {
        /// Share of a file's rows that were left out from which they are to be looked at.
        pub skipped_share_many: f64 = 0.01,
        /// Share of a file's rows that were left out from which it was probably misread.
        pub skipped_share_misread: f64 = 0.2,
        /// Change of the missing share, in shares of rows, from which it is moderate.
        pub missing_share_moderate: f64 = 0.02,
        /// Change of the missing share, in shares of rows, from which it is significant.
        pub missing_share_significant: f64 = 0.1,
        /// The most frequent values of a column that the Report lists.
        pub top_values: u32 = 5,
        /// Share of the values from which the most frequent one makes a column nearly constant.
        pub near_constant_share: f64 = 0.99,
        /// Quartile distances beyond the reference's quartiles from which a number is an outlier.
        pub outlier_reach: f64 = 1.5,
        /// Share of rows, over what chance gives, from which values that are new are moderate.
        pub new_share_moderate: f64 = 0.01,
        /// Share of rows, over what chance gives, from which values that are new are significant.
        pub new_share_significant: f64 = 0.05,
        /// Growth of the share of repeated rows from which it is moderate.
        pub repeated_share_moderate: f64 = 0.01,
        /// Growth of the share of repeated rows from which it is significant.
        pub repeated_share_significant: f64 = 0.1,
        /// Rows of each side that relations and leaks are looked for in: a random sample.
        pub sample_rows: u32 = 10_000,
        /// Columns that are compared with each other.
        pub relation_columns: u32 = 30,
        /// Change of a correlation from which it is moderate.
        pub relation_change_moderate: f64 = 0.2,
        /// Change of a correlation from which it is significant.
        pub relation_change_significant: f64 = 0.4,
        /// Correlation with the label, or share of pairs in its order, from which a column leaks it.
        pub leak_limit: f64 = 0.99,
        /// The same for columns that name rows or times.
        pub leak_limit_order: f64 = 0.9,
        /// Adjusted p-value under which a change beside the values of columns counts for the verdict.
        pub sure_change_p: f64 = 0.002,
        /// Chance that any window of time is told for its rows without a change.
        pub volume_false_alarms: f64 = 0.05,
        /// Share of the rows from which those that break an expectation are moderate, and change the verdict.
        pub broken_share_moderate: f64 = 0.0,
        /// Share of the rows from which those that break an expectation are significant.
        pub broken_share_significant: f64 = 0.01,
        /// What is expected of production, one expectation a line; docs/expectations.md has the language.
        pub expectations: String = String::new(),
    }
}

fields! {
    /// Settings of the drift chapter.
    pub struct DriftSettings {
        /// PSI from which a shift is moderate.
        pub psi_moderate: f64 = 0.1,
        /// PSI from which a shift is significant.
        pub psi_significant: f64 = 0.2,
        /// Number of quantile bins of the reference for PSI.
        pub psi_bins: u32 = 10,
        /// Shares under this are raised to it before a logarithm is taken.
        pub psi_floor: f64 = 0.001,
        /// Limit that the source documents give for the p-value of KS and chi-square on one column.
        pub test_alpha: f64 = 0.01,
        /// Share of false discoveries that the verdicts accept among the columns that they call shifted.
        pub false_discovery_rate: f64 = 0.05,
        /// Values that each side needs before a column is judged.
        pub min_values: u64 = 50,
        /// Numbers with at most this many different values are compared value by value.
        pub discrete_max_distinct: u32 = 20,
        /// Share of drifted columns from which the whole is called drifted with a warning.
        pub columns_share_warning: f64 = 0.3,
        /// Share of drifted columns from which the whole is called drifted.
        pub columns_share_drift: f64 = 0.5,
        /// Draws of each noise-floor simulation.
        pub noise_draws: u32 = 400,
        /// Rows a side that the test of all columns together looks at.
        pub compound_rows: u32 = 4_000,
        /// Exchanges of rows between the sides in the test of all columns together.
        pub compound_draws: u32 = 299,
        /// p-value under which all columns together are told from chance.
        pub compound_alpha: f64 = 0.01,
        /// Score from which the model is taken to say yes, where no column holds its answer.
        pub answer_threshold: f64 = 0.5,
        /// How far the class probabilities of a row may be from 1 together.
        pub probability_sum_tolerance: f64 = 0.02,
        /// Rows of each side that all columns together are compared on.
        pub together_rows: u64 = 5_000,
        /// Columns that are taken together at most.
        pub together_columns: u32 = 100,
        /// Area under the classifier's curve from which a shift of all columns together is moderate.
        pub auc_moderate: f64 = 0.6,
        /// Area under the classifier's curve from which it is significant.
        pub auc_significant: f64 = 0.65,
        /// Rows of each side for the maximum mean discrepancy.
        pub mmd_rows: u64 = 500,
        /// Random splits behind its p-value.
        pub mmd_draws: u32 = 199,
        /// Share of the variance that the principal components of the reconstruction error explain.
        pub reconstruction_share: f64 = 0.65,
        /// Share of new words in production's texts, over what chance gives, from which they are moderate.
        pub new_words_share: f64 = 0.1,
        /// Rows of a chunk of the reference, for NannyML's limits; 0 for a tenth of the reference.
        pub chunk_rows: u32 = 0,
    }
}
