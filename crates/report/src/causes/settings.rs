//! Settings of the causes chapter.

use serde::{Deserialize, Serialize};

/// Settings of the causes chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CausesSettings {
    /// Columns that are listed for a metric.
    pub columns_listed: u32,
    /// p-value under which inputs, outcome or their relation are said to have moved.
    pub moved_p: f64,
}

impl Default for CausesSettings {
    fn default() -> Self {
        Self { columns_listed: 10, moved_p: 0.01 }
    }
}
