//! Chapter: how the service ran: latency, errors and traffic against their objectives.

mod settings;

pub use settings::{FlagSays, LatencyUnit, OperationSettings};

use serde::{Deserialize, Serialize};

use crate::{Indicator, Severity, Verdict};

/// How the service ran, where columns say so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// What production is held to.
    pub objectives: Vec<Objective>,
    /// Latency, errors and traffic on both sides and window by window.
    pub indicators: Vec<Indicator>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
}

/// What production is held to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// "99th percentile of latency_ms: 200 ms".
    pub title: String,
    /// The column that it is of; none where it is of all rows.
    pub column: Option<String>,
    /// What came, as it is written: "310 ms".
    pub value: String,
    /// What it is held to, as it is written: "200 ms".
    pub limit: String,
    /// What came, with its interval, as a sentence.
    pub says: String,
    /// Stable where it is kept, significant where it is missed beyond chance, not enough data where it is
    /// missed and that could be chance.
    pub verdict: Verdict,
    /// How grave that is: less where the reference misses it just as well.
    pub severity: Severity,
    /// Since when it is missed, where it is missed in every window from there on.
    pub since: Option<String>,
    /// The position of the window among those of the timeline that it is missed from.
    pub window: Option<u32>,
}

impl Objective {
    /// What it is of: the title without the limit. A column's name may hold a colon, the limit does not.
    #[must_use]
    pub fn name(&self) -> &str {
        self.title.rsplit_once(": ").map_or(&self.title, |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_a_colon() {
        let objective = Objective {
            title: "Share of failures by a: b: 0.5%".to_owned(),
            column: None,
            value: String::new(),
            limit: "0.5%".to_owned(),
            says: String::new(),
            verdict: Verdict::Stable,
            severity: Severity::Information,
            since: None,
            window: None,
        };
        assert_eq!(objective.name(), "Share of failures by a: b");
    }
}
