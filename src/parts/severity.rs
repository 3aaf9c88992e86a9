//! Severity: one hue, told apart by shape, word and weight.

use leptos::prelude::*;
use report::{Says, Severity, Verdict};

use super::icon::Icon;

/// The shape and weight of a severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An octagon.
    Critical,
    /// A diamond.
    High,
    /// A triangle.
    Medium,
    /// A ring.
    Low,
    /// A dash.
    Information,
    /// A dashed ring.
    Unknown,
    /// A tick.
    Pass,
}

impl Mark {
    /// The symbol of the sprite.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Critical => "s-crit",
            Self::High => "s-high",
            Self::Medium => "s-med",
            Self::Low => "s-low",
            Self::Information => "s-info",
            Self::Unknown => "s-none",
            Self::Pass => "s-pass",
        }
    }

    /// Its weight among the others, the gravest the greatest.
    pub const fn rank(self) -> f64 {
        match self {
            Self::Critical => 6.0,
            Self::High => 5.0,
            Self::Medium => 4.0,
            Self::Low => 3.0,
            Self::Unknown => 2.0,
            Self::Information => 1.0,
            Self::Pass => 0.0,
        }
    }

    /// The classes of its chip.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Critical => "sev crit",
            Self::High => "sev high",
            Self::Medium => "sev med",
            Self::Low => "sev low",
            Self::Information => "sev info",
            Self::Unknown => "sev none",
            Self::Pass => "sev pass",
        }
    }
}

impl From<Severity> for Mark {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Good => Self::Pass,
            Severity::Information => Self::Information,
            Severity::Low => Self::Low,
            Severity::Medium => Self::Medium,
            Severity::High => Self::High,
            Severity::Critical => Self::Critical,
        }
    }
}

impl From<Verdict> for Mark {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Stable => Self::Information,
            Verdict::NotEnoughData => Self::Unknown,
            Verdict::Negligible => Self::Low,
            Verdict::Moderate => Self::Medium,
            Verdict::Significant => Self::High,
        }
    }
}

impl From<Says> for Mark {
    fn from(says: Says) -> Self {
        match says {
            Says::Pass => Self::Pass,
            Says::Moderate => Self::Medium,
            Says::Drift => Self::High,
        }
    }
}

/// A severity with its word.
#[component]
pub fn SeverityChip(
    /// Its shape and weight.
    #[prop(into)]
    mark: Mark,
    /// Its word.
    #[prop(into)]
    label: String,
    /// Without a ground, where chips would crowd.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let class = if bare { format!("{} bare", mark.class()) } else { mark.class().to_owned() };
    view! { <span class=class><Icon name=mark.symbol()/>{label}</span> }
}
