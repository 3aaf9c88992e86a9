//! How grave something is: shape, word and weight.

use document::Grade;
use maud::{Markup, html};
use report::{Says, Severity, Verdict};

/// A chip: the style sheet draws the shape before the word.
pub fn chip(grade: impl Into<Grade>, word: &str) -> Markup {
    html! { i class={ "sev " (weight(grade.into())) } { (word) } }
}

/// The name of a weight in the style sheet.
const fn weight(grade: Grade) -> &'static str {
    match grade {
        Grade::Severity(Severity::Critical) => "crit",
        Grade::Severity(Severity::High)
        | Grade::Verdict(Verdict::Significant)
        | Grade::Says(Says::Drift) => "high",
        Grade::Severity(Severity::Medium)
        | Grade::Verdict(Verdict::Moderate)
        | Grade::Says(Says::Moderate) => "med",
        Grade::Severity(Severity::Low) | Grade::Verdict(Verdict::Negligible) => "low",
        Grade::Severity(Severity::Information) | Grade::Verdict(Verdict::Stable) => "info",
        Grade::Verdict(Verdict::NotEnoughData) => "none",
        Grade::Severity(Severity::Good) | Grade::Says(Says::Pass) => "pass",
    }
}
