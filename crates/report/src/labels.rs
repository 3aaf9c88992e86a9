//! Late labels: a third file, joined to production by the id of a row.

use serde::{Deserialize, Serialize};

use crate::Input;

/// A file of labels, and how its rows met those of production.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// What was read.
    pub input: Input,
    /// The column by which rows were joined, in both files.
    pub id: String,
    /// Columns that production has from the file.
    pub columns: Vec<String>,
    /// The column that tells when a label came, where the file has one; it is not joined.
    pub arrived: Option<String>,
    /// Production rows that got a row of the file.
    pub rows_labelled: u64,
    /// Production rows that got none.
    pub rows_waiting: u64,
    /// Rows of the file whose id no production row has.
    pub orphans: u64,
    /// Those of them whose id a row of the reference has.
    pub orphans_in_reference: u64,
    /// Rows of the file without an id.
    pub without_id: u64,
    /// Rows of the file that say again what an earlier row of the same id says.
    pub repeated: u64,
    /// Rows of the file that another row of the same id contradicts: the later one counts.
    pub contradicted: u64,
    /// Production rows whose id another production row has: each got the same label.
    pub production_repeated: u64,
    /// From a row to its label, where both times are known.
    pub lag: Option<Lag>,
}

/// The time from a row to its label, over the rows that have one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lag {
    /// Rows with both times.
    pub n: u64,
    /// Half of the labels came within this many milliseconds.
    pub median_ms: f64,
    /// 95% of the labels came within this many milliseconds.
    pub p95_ms: f64,
    /// The longest.
    pub max_ms: f64,
    /// Labels that came before their row, which is hardly right.
    pub negative: u64,
}
