//! The columns taken together: how many drifted, and whether many small shifts add up.

use serde::{Deserialize, Serialize};

use super::Says;
use crate::{Pair, json_only};

/// The columns taken together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// Both parts, as sentences with full stops.
    pub says: Vec<String>,
    /// Columns that drifted.
    pub drifted: u64,
    /// Columns that were compared.
    pub compared: u64,
    /// Drifted columns of all compared; none where nothing was compared.
    pub share: Option<f64>,
    /// What the share comes to by its two limits; none where nothing was compared.
    pub by_share: Option<Says>,
    /// Whether many small shifts together are more than chance.
    #[serde(
        default,
        serialize_with = "json_only::serialize",
        deserialize_with = "json_only::deserialize"
    )]
    pub compound: Option<Compound>,
    /// Why there is no `compound`, as a clause.
    pub not_computed: Option<String>,
}

/// Whether many small shifts together are more than chance: all columns in one test that keeps what
/// they have to do with each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Compound {
    /// Columns with a p-value under 0.05 of their own, not adjusted.
    pub leaning: u64,
    /// Columns that could lean.
    pub columns: u64,
    /// Columns that lean by chance.
    pub expected: f64,
    /// The chance that columns without drift lean as much together.
    pub p_value: f64,
    /// Exchanges of rows between the sides behind the p-value.
    pub draws: u32,
    /// Rows that were looked at: a seeded sample where there are more.
    pub rows: Pair<u64>,
    /// Whether it is told from chance, by the setting.
    pub is_beyond_chance: bool,
}
