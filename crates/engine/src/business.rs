//! Chapter: what the model is worth.
//!
//! [`worth`] measures columns of value, conversion and cost, [`answers`] what the answers of models cost and save by
//! the costs of the settings, and [`proxy`] whether a fast number still stands for the label, which comes late.

mod answers;
mod proxy;
mod worth;

use report::{Business, Indicator, Role, RoleChoice};

use crate::Study;
use crate::indicators::{self, Parts};
use crate::timeline::Axis;
pub use answers::{ModelAnswers, answers};

const LACKS: &str = "No column holds a value, a conversion, a cost or a proxy of the label, and what answers cost is not set. Give a column such a role, under Data, or set the costs, under Settings.";
const ARMS: &str =
    "The files are arms of an experiment: what they are worth is told under Experiments.";
/// Indicators that the headline tells.
const MOST_TOLD: usize = 3;

/// What is told of one thing.
#[derive(Default)]
struct Told {
    parts: Vec<Parts>,
    proxies: Vec<report::Proxy>,
    notes: Vec<String>,
}

impl Told {
    fn note(note: String) -> Self {
        Self { notes: vec![note], ..Self::default() }
    }
}

/// The chapter; `answers` are those of the models whose costs are told.
pub fn chapter(
    study: &Study<'_>,
    choices: &[RoleChoice],
    axis: Option<&Axis>,
    answers: &[ModelAnswers],
) -> Business {
    let with = |role: Role| choices.iter().filter(move |choice| choice.role == role);
    let worth = [Role::Value, Role::Conversion, Role::Cost]
        .into_iter()
        .flat_map(with)
        .map(|choice| worth::told(study, axis, choice));
    let of_answers = answers.iter().map(|own| answers::told(study, choices, axis, own));
    let return_of_value = worth::return_of_value(study, choices, axis).into_iter();
    let proxies = std::iter::once_with(|| proxy::told(study, choices, axis));
    let (mut parts, mut found, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for told in worth.chain(return_of_value).chain(of_answers).chain(proxies) {
        parts.extend(told.parts);
        found.extend(told.proxies);
        notes.extend(told.notes);
    }
    if parts.is_empty() && notes.is_empty() {
        return Business {
            headline: LACKS.to_owned(),
            lacks: Some(LACKS.to_owned()),
            ..Business::default()
        };
    }
    let indicators = indicators::judged(study, axis, parts);
    let headline = headline(&indicators, &notes);
    Business { headline, lacks: None, proxies: found, indicators, notes }
}

/// The chapter of files that are arms of an experiment: to hold one against the other would tell the effect before the
/// sample ratio is judged.
pub fn of_arms() -> Business {
    Business { headline: ARMS.to_owned(), lacks: Some(ARMS.to_owned()), ..Business::default() }
}

/// What became worse; or that nothing did.
fn headline(indicators: &[Indicator], notes: &[String]) -> String {
    let leading = || indicators.iter().filter(|told| told.is_leading);
    let worse = leading().filter(|told| told.verdict.is_some_and(|verdict| verdict.is_drift()));
    // What is told by a leading one, too, is left out; where none is worse, a part of it may be.
    let parts = indicators
        .iter()
        .filter(|told| !told.is_leading && told.verdict.is_some_and(|verdict| verdict.is_drift()));
    let mut worse: Vec<&Indicator> = worse.take(MOST_TOLD).collect();
    if worse.is_empty() {
        worse.extend(parts.take(MOST_TOLD));
    }
    let worse: Vec<&str> = worse.into_iter().map(|told| told.says.as_str()).collect();
    let is_judged = leading().any(|told| told.p_adjusted.is_some());
    match (worse.as_slice(), is_judged, leading().next()) {
        ([], true, _) => {
            "Of value, conversion, costs and proxies nothing became worse beyond chance.".to_owned()
        }
        ([], false, Some(told)) => told.says.clone(),
        ([], false, None) => notes.first().cloned().unwrap_or_default(),
        (worse, ..) => worse.join(" "),
    }
}
