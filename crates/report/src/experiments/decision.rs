//! What to do.

use serde::{Deserialize, Serialize};

/// What to do, with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What to do.
    pub outlook: Outlook,
    /// The arm that it is about; none where it is about all.
    pub arm: Option<String>,
    /// What to do and why, as a sentence.
    pub says: String,
    /// How large the effect is, as a sentence; empty where none is shown.
    pub size: String,
    /// What is in doubt, as sentences.
    pub doubt: Vec<String>,
    /// What to do next, as a sentence.
    pub step: String,
    /// The rule that it rests on, as a sentence.
    pub rule: String,
}

/// What to do with an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// Put the treatment into force.
    Ship,
    /// Keep the control.
    KeepControl,
    /// Wait for more rows.
    KeepGoing,
    /// The metric cannot be measured.
    NotMeasurable,
    /// Rows did not fall to the arms as was planned: no effect can be believed.
    Refused,
    /// Arms are what people are: the difference is told, and nothing can be put into force.
    Told,
}

impl Outlook {
    /// What to do, in a word or two.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ship => "ship",
            Self::KeepControl => "keep the control",
            Self::KeepGoing => "keep going",
            Self::NotMeasurable => "not measurable",
            Self::Refused => "refused",
            Self::Told => "nothing to ship",
        }
    }
}
