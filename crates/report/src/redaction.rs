//! What was withheld when a Report was made ready to leave the desk.

use serde::{Deserialize, Serialize};

use crate::settings::fields::fields;

fields! {
    /// Settings of what leaves the desk with a report.
    pub struct ReportSettings {
        /// Whether rare values, extremes and examples of rows are withheld.
        pub redact: bool = true,
        /// Values that fewer rows have are not named.
        pub fewest_rows: u32 = 5,
        /// Whether columns are numbered instead of named.
        pub mask_names: bool = false,
        /// Columns that a report keeps with every convention and their curves, the gravest first.
        pub columns_in_full: u32 = 500,
    }
}

/// What was withheld from a Report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// Values that fewer rows of both files have together are not named.
    pub fewest_rows: u32,
    /// Significant digits that most numbers are kept to.
    pub digits: u32,
    /// Whether columns are numbered instead of named.
    pub masks_names: bool,
    /// Values and groups that were merged or left out.
    pub values_withheld: u64,
    /// Examples of rows and proposals that were left out.
    pub examples_withheld: u64,
    /// What was withheld, as a sentence.
    pub says: String,
}
