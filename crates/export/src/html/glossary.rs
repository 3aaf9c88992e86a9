//! What the words of a report mean.

use maud::{Markup, html};

/// Words and what they mean, in the order of the alphabet.
const WORDS: [(&str, &str); 14] = [
    (
        "Adjusted p",
        "A p-value made larger for having looked at many columns or groups, so that the share of false findings stays under the limit.",
    ),
    (
        "AUC",
        "How often the model gives a case with the outcome a higher score than one without: 0.5 is guessing, 1 is perfect.",
    ),
    (
        "Brier score",
        "The mean squared gap between a promised probability and what happened; 0 is perfect.",
    ),
    (
        "By chance up to",
        "The noise floor: 95% of samples of these sizes without any drift stay under this distance.",
    ),
    (
        "Calibration error (ECE)",
        "How far promised probabilities and what happened are apart, on average over the rows.",
    ),
    ("Covariate", "A column that the model reads."),
    ("Interval", "A 95% interval: of such intervals 95% hold the true value."),
    (
        "Jensen–Shannon, Wasserstein",
        "Distances between two distributions: the first 0 to 1, the second in the unit of the column.",
    ),
    ("p-value", "How often chance alone would give a difference at least this large."),
    ("Points", "The difference of two percentages."),
    ("Production", "The data that the model meets."),
    (
        "PSI",
        "Population stability index over cells of the reference: 0 where nothing moved. Under Made from stands how it is cut and from where on it matters.",
    ),
    ("Reference", "The data that the model learned on, or a period that is trusted."),
    (
        "Severity",
        "From information over low, medium and high to critical; from medium on it changes the verdict.",
    ),
];

/// The words, folded away.
pub fn section() -> Markup {
    html! {
        details class="chapter glossary" {
            summary { b { "Glossary" } " " span { "what the words mean" } }
            dl class="words" { @for (word, meaning) in WORDS { dt { (word) } dd { (meaning) } } }
        }
    }
}
