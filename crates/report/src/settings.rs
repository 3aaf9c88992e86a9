//! The settings: one versioned value that the page edits, a file carries and the command line reads.

mod catalogue;
mod changes;
mod check;
mod choose;
mod part;
mod place;
mod preset;
mod read;
mod setting;
mod timeline;
pub mod wire;

pub use part::{Part, Rows, Split};
pub use preset::Preset;
pub use setting::{Domain, Setting};
pub use timeline::{Baseline, TimelineSettings, Windows};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    CalibrationSettings, CausesSettings, DecimalMark, Encoding, Kind, OperationSettings, Pair,
    PerformanceSettings, Role,
};

/// Everything a user can choose. Unknown fields are refused, missing ones take their default.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Version of the settings' shape.
    pub version: u32,
    /// Seed of every simulation.
    pub seed: u32,
    /// How each file is read, where the guess is not wanted.
    pub reading: Pair<Reading>,
    /// The file of late labels.
    pub labels: LabelSettings,
    /// Roles that the user chose, by column.
    pub roles: BTreeMap<String, Role>,
    /// Chapter: data.
    pub data: DataSettings,
    /// Chapter: drift.
    pub drift: DriftSettings,
    /// Chapter: timeline.
    pub timeline: TimelineSettings,
    /// Chapter: performance.
    pub performance: PerformanceSettings,
    /// Chapter: calibration.
    pub calibration: CalibrationSettings,
    /// Chapter: causes.
    pub causes: CausesSettings,
    /// Chapter: operation.
    pub operation: OperationSettings,
}

impl Settings {
    /// Version of the settings' shape that this crate writes.
    pub const VERSION: u32 = 1;
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            seed: 20_251,
            reading: Pair::default(),
            labels: LabelSettings::default(),
            roles: BTreeMap::new(),
            data: DataSettings::default(),
            drift: DriftSettings::default(),
            timeline: TimelineSettings::default(),
            performance: PerformanceSettings::default(),
            calibration: CalibrationSettings::default(),
            causes: CausesSettings::default(),
            operation: OperationSettings::default(),
        }
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

/// Settings of the data chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DataSettings {
    /// Share of a file's rows that were left out from which they are to be looked at.
    pub skipped_share_many: f64,
    /// Share of a file's rows that were left out from which it was probably misread.
    pub skipped_share_misread: f64,
    /// Change of the missing share, in shares of rows, from which it is moderate.
    pub missing_share_moderate: f64,
    /// Change of the missing share, in shares of rows, from which it is significant.
    pub missing_share_significant: f64,
    /// The most frequent values of a column that the Report lists.
    pub top_values: u32,
    /// Share of the values from which the most frequent one makes a column nearly constant.
    pub near_constant_share: f64,
    /// Quartile distances beyond the reference's quartiles from which a number is an outlier.
    pub outlier_reach: f64,
    /// Share of rows, over what chance gives, from which values that are new are moderate.
    pub new_share_moderate: f64,
    /// Share of rows, over what chance gives, from which values that are new are significant.
    pub new_share_significant: f64,
    /// Growth of the share of repeated rows from which it is moderate.
    pub repeated_share_moderate: f64,
    /// Growth of the share of repeated rows from which it is significant.
    pub repeated_share_significant: f64,
    /// Rows of each side that relations and leaks are looked for in: a random sample.
    pub sample_rows: u32,
    /// Columns that are compared with each other.
    pub relation_columns: u32,
    /// Change of a correlation from which it is moderate.
    pub relation_change_moderate: f64,
    /// Change of a correlation from which it is significant.
    pub relation_change_significant: f64,
    /// Correlation with the label, or share of pairs in its order, from which a column leaks it.
    pub leak_limit: f64,
    /// The same for columns that name rows or times.
    pub leak_limit_order: f64,
    /// Adjusted p-value under which a change beside the values of columns counts for the verdict.
    pub sure_change_p: f64,
    /// Chance that any window of time is told for its rows without a change.
    pub volume_false_alarms: f64,
    /// Share of the rows from which those that break an expectation are moderate, and change the verdict.
    pub broken_share_moderate: f64,
    /// Share of the rows from which those that break an expectation are significant.
    pub broken_share_significant: f64,
    /// What is expected of production, one expectation a line; docs/expectations.md has the language.
    pub expectations: String,
}

impl Default for DataSettings {
    fn default() -> Self {
        Self {
            skipped_share_many: 0.01,
            skipped_share_misread: 0.2,
            missing_share_moderate: 0.02,
            missing_share_significant: 0.1,
            top_values: 5,
            near_constant_share: 0.99,
            outlier_reach: 1.5,
            new_share_moderate: 0.01,
            new_share_significant: 0.05,
            repeated_share_moderate: 0.01,
            repeated_share_significant: 0.1,
            sample_rows: 10_000,
            relation_columns: 30,
            relation_change_moderate: 0.2,
            relation_change_significant: 0.4,
            leak_limit: 0.99,
            leak_limit_order: 0.9,
            sure_change_p: 0.002,
            volume_false_alarms: 0.05,
            broken_share_moderate: 0.0,
            broken_share_significant: 0.01,
            expectations: String::new(),
        }
    }
}

/// Settings of the drift chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DriftSettings {
    /// PSI from which a shift is moderate.
    pub psi_moderate: f64,
    /// PSI from which a shift is significant.
    pub psi_significant: f64,
    /// Number of quantile bins of the reference for PSI.
    pub psi_bins: u32,
    /// Shares under this are raised to it before a logarithm is taken.
    pub psi_floor: f64,
    /// Limit that the source documents give for the p-value of KS and chi-square on one column.
    pub test_alpha: f64,
    /// Share of false discoveries that the verdicts accept among the columns that they call shifted.
    pub false_discovery_rate: f64,
    /// Values that each side needs before a column is judged.
    pub min_values: u64,
    /// Numbers with at most this many different values are compared value by value.
    pub discrete_max_distinct: u32,
    /// Share of drifted columns from which the whole is called drifted with a warning.
    pub columns_share_warning: f64,
    /// Share of drifted columns from which the whole is called drifted.
    pub columns_share_drift: f64,
    /// Draws of each noise-floor simulation.
    pub noise_draws: u32,
    /// Rows a side that the test of all columns together looks at.
    pub compound_rows: u32,
    /// Exchanges of rows between the sides in the test of all columns together.
    pub compound_draws: u32,
    /// p-value under which all columns together are told from chance.
    pub compound_alpha: f64,
    /// Score from which the model is taken to say yes, where no column holds its answer.
    pub answer_threshold: f64,
    /// How far the class probabilities of a row may be from 1 together.
    pub probability_sum_tolerance: f64,
    /// Rows of each side that all columns together are compared on.
    pub together_rows: u64,
    /// Columns that are taken together at most.
    pub together_columns: u32,
    /// Area under the classifier's curve from which a shift of all columns together is moderate.
    pub auc_moderate: f64,
    /// Area under the classifier's curve from which it is significant.
    pub auc_significant: f64,
    /// Rows of each side for the maximum mean discrepancy.
    pub mmd_rows: u64,
    /// Random splits behind its p-value.
    pub mmd_draws: u32,
    /// Share of the variance that the principal components of the reconstruction error explain.
    pub reconstruction_share: f64,
    /// Share of new words in production's texts, over what chance gives, from which they are moderate.
    pub new_words_share: f64,
    /// Rows of a chunk of the reference, for NannyML's limits; 0 for a tenth of the reference.
    pub chunk_rows: u32,
}

impl Default for DriftSettings {
    fn default() -> Self {
        Self {
            psi_moderate: 0.1,
            psi_significant: 0.2,
            psi_bins: 10,
            psi_floor: 0.001,
            test_alpha: 0.01,
            false_discovery_rate: 0.05,
            min_values: 50,
            discrete_max_distinct: 20,
            columns_share_warning: 0.3,
            columns_share_drift: 0.5,
            noise_draws: 400,
            compound_rows: 4_000,
            compound_draws: 299,
            compound_alpha: 0.01,
            answer_threshold: 0.5,
            probability_sum_tolerance: 0.02,
            together_rows: 5_000,
            together_columns: 100,
            auc_moderate: 0.6,
            auc_significant: 0.65,
            mmd_rows: 500,
            mmd_draws: 199,
            reconstruction_share: 0.65,
            new_words_share: 0.1,
            chunk_rows: 0,
        }
    }
}
