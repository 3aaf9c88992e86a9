//! What each column is used for: the user's choice, or a guess from its name and values.

pub mod embeddings;
pub mod latency;
pub mod outcome;
mod predicted;
pub mod probabilities;
mod protected;
mod status;
pub mod unwanted;

use std::collections::BTreeSet;

use report::{Kind, Pair, Part, Role, RoleChoice, Rows};
use table::Column;

use crate::Study;
use outcome::{has_few_values, is_outcome};

const BY_NAME: &str = "its name says so";
/// Names of what it cost to make a prediction.
const COSTS: [&str; 5] =
    ["cost per prediction", "prediction cost", "inference cost", "serving cost", "unit cost"];

/// The role of every column, in the order of the reference, then of production.
pub fn choose(study: &Study<'_>) -> Vec<RoleChoice> {
    let mut has_time = study.settings.roles.values().any(|role| *role == Role::Timestamp);
    let names = study.column_names();
    let beside = Beside::of(study, &names);
    names
        .into_iter()
        .map(|name| {
            if let Some(&role) = study.settings.roles.get(name) {
                let reason = "chosen".to_owned();
                return RoleChoice { column: name.to_owned(), role, guessed: false, reason };
            }
            let guessed = guess(name, study.column(name), &beside, &mut has_time);
            // Each side has other values of it by choice, which is no change.
            let (role, reason) = match is_input(guessed.0) && is_split_by(study, name) {
                true => (Role::Ignore, "the two sides are made of it"),
                false => guessed,
            };
            RoleChoice { column: name.to_owned(), role, guessed: true, reason: reason.to_owned() }
        })
        .collect()
}

/// Whether the two sides are one file that was split by the values of this column.
fn is_split_by(study: &Study<'_>, name: &str) -> bool {
    let reading = &study.settings.reading;
    let is_by_it = |part: &Option<Part>| {
        part.as_ref().is_some_and(|part| {
            part.column == name && matches!(part.rows, Rows::Is(_) | Rows::IsNot(_))
        })
    };
    is_by_it(&reading.reference.part) && is_by_it(&reading.production.part)
}

/// The first column that plays a role.
pub fn column_with(roles: &[RoleChoice], role: Role) -> Option<&str> {
    roles.iter().find(|choice| choice.role == role).map(|choice| choice.column.as_str())
}

/// Whether a column is something that the model reads, or that rows are told apart by: not what the model says,
/// and not what came of it, as value, cost, conversion and proxy did.
pub const fn is_input(role: Role) -> bool {
    matches!(role, Role::Covariate | Role::Segment | Role::Protected)
}

/// What other columns say of one whose own name leaves doubt.
struct Beside<'a> {
    /// A prediction is there.
    prediction: bool,
    /// A prediction or a score is there.
    model: bool,
    /// A column is chosen or named as the label itself.
    named_label: bool,
    /// A label is there, by choice or by a name that says more than y.
    label: bool,
    /// Columns that are class probabilities.
    probabilities: BTreeSet<&'a str>,
    /// Columns that the model predicts, by the names.
    predicted: BTreeSet<&'a str>,
}

impl<'a> Beside<'a> {
    fn of(study: &Study<'_>, names: &[&'a str]) -> Self {
        let probabilities = probabilities::guess(study, names);
        let role = |name: &str| match study.settings.roles.get(name) {
            Some(&role) => Some(role),
            None if probabilities.contains(name) => Some(Role::Score),
            None => guess_by_name(&words(name), either(study.column(name))?.kind()).map(|g| g.0),
        };
        let has = |wanted: Role| names.iter().any(|name| role(name) == Some(wanted));
        let prediction = has(Role::Prediction)
            || names
                .iter()
                .any(|name| is_prediction(&words(name)) && !probabilities.contains(name));
        let model = prediction || has(Role::Score);
        // An outcome counts here without a model, too: it is more of a label than a bare y.
        let is_named_outcome = |name: &&str| {
            !study.settings.roles.contains_key(*name)
                && either(study.column(name)).is_some_and(|c| is_outcome(&words(name), c, true))
        };
        let named_label = has(Role::Label);
        let label = named_label || names.iter().any(is_named_outcome);
        let predicted = predicted::columns(study, names);
        Self { prediction, model, named_label, label, probabilities, predicted }
    }
}

/// The column of the reference, or that of production.
fn either(columns: Pair<Option<&Column>>) -> Option<&Column> {
    columns.reference.or(columns.production)
}

fn guess(
    name: &str,
    columns: Pair<Option<&Column>>,
    beside: &Beside<'_>,
    has_time: &mut bool,
) -> (Role, &'static str) {
    let Some(column) = either(columns) else {
        return (Role::Covariate, "in neither file");
    };
    if beside.probabilities.contains(name) {
        return (Role::Score, "with the columns of the same name it sums to 1");
    }
    let words = words(name);
    match column.kind() {
        Kind::DateTime if *has_time => return (Role::Ignore, "another time column"),
        Kind::DateTime => {
            *has_time = true;
            return (Role::Timestamp, "its values are points in time");
        }
        _ if embeddings::holds_vectors(column) => {
            return (Role::Embedding, "its values are vectors");
        }
        kind if kind.is_number() && embeddings::is_component(name) => {
            return (Role::Embedding, BY_NAME);
        }
        Kind::Identifier => return (Role::Id, "its values name rows"),
        Kind::Text => return (Role::Text, "long values that hardly repeat"),
        _ => {}
    }
    if names_rows(&words, column) {
        return (Role::Id, "every value occurs once");
    }
    if words.join(" ") == "y" {
        return guess_y(column, beside);
    }
    if let Some(guess) = guess_by_name(&words, column.kind()) {
        return guess;
    }
    if words.join(" ") == "cost" && is_no_less_than_nothing(column) {
        return (Role::Cost, BY_NAME);
    }
    if status::is_status(&words, column) {
        return (Role::ErrorFlag, "its name and its values say how requests ended");
    }
    if !beside.label && beside.predicted.contains(name) {
        return (Role::Label, "the prediction or the model is named after it");
    }
    if beside.named_label && outcome::is_conversion(&words, column) {
        return (Role::Conversion, BY_NAME);
    }
    if is_outcome(&words, column, beside.model) {
        return (Role::Label, BY_NAME);
    }
    if status::is_flag(&words, column) {
        return (Role::ErrorFlag, "its name and its values say how requests ended");
    }
    if outcome::is_conversion(&words, column) {
        return (Role::Conversion, BY_NAME);
    }
    if beside.prediction && columns.production.is_none() && column.distinct() == Some(2) {
        return (Role::Label, "two values, and only the reference has it, beside a prediction");
    }
    (Role::Covariate, "nothing speaks against it")
}

/// Whether all values are numbers, none of them negative.
fn is_no_less_than_nothing(column: &Column) -> bool {
    let all = |values: Vec<f64>| values.iter().all(|value| *value >= 0.0);
    column.kind().is_number() && column.numbers().is_some_and(all)
}

/// A bare y is the label of a textbook, or a coordinate.
fn guess_y(column: &Column, beside: &Beside<'_>) -> (Role, &'static str) {
    if beside.label {
        (Role::Covariate, "another column is named as the label")
    } else if beside.prediction {
        (Role::Label, "its name says so, beside a prediction")
    } else if has_few_values(column) {
        (Role::Label, "its name says so, and it has few values")
    } else {
        (Role::Covariate, "nothing speaks against it")
    }
}

fn is_prediction(words: &[String]) -> bool {
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    has(&["pred", "predicted", "yhat", "forecast"])
        || (has(&["prediction"]) && !is_of_serving(words))
}

/// Whether a name tells how a prediction or a score was made, not what it said: `prediction_cost`.
fn is_of_serving(words: &[String]) -> bool {
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    latency::is_latency(words)
        || has(&["cost", "costs"])
        || has(&["error", "errors", "failed", "failure", "failures", "timeout", "timeouts"])
}

/// The role that a column's name speaks of.
pub fn by_name(column: &Column) -> Option<Role> {
    guess_by_name(&words(column.name()), column.kind()).map(|(role, _)| role)
}

fn guess_by_name(words: &[String], kind: Kind) -> Option<(Role, &'static str)> {
    let has = |options: &[&str]| words.iter().any(|word| options.contains(&word.as_str()));
    let is = |options: &[&str]| options.contains(&words.join(" ").as_str());
    let role = if has(&["proba", "prob", "probability", "score", "scores", "confidence"])
        && kind.is_number()
        && !is_of_serving(words)
        && !has(&["proxy"])
    {
        Role::Score
    } else if is_prediction(words) {
        Role::Prediction
    } else if has(&["label", "target", "actual", "truth", "outcome"]) || is(&["y true"]) {
        Role::Label
    } else if has(&["version"]) || (has(&["model"]) && has(&["id", "name"])) {
        Role::ModelVersion
    } else if has(&["variant", "arm"]) || is(&["experiment group", "test group"]) {
        Role::Variant
    } else if protected::is_protected(words) {
        Role::Protected
    } else if latency::is_latency(words) && kind.is_number() {
        Role::Latency
    } else if (has(&["revenue", "profit"]) || is(&["order value"])) && kind.is_number() {
        Role::Value
    } else if has(&["proxy"]) && (kind.is_number() || kind == Kind::Boolean) {
        Role::Proxy
    } else if is(&COSTS) && kind.is_number() {
        Role::Cost
    } else {
        return None;
    };
    Some((role, BY_NAME))
}

/// Whether every value occurs once, in a column whose name or whose run of numbers says that it counts rows.
fn names_rows(words: &[String], column: &Column) -> bool {
    let name_says_so =
        words.iter().any(|word| matches!(word.as_str(), "id" | "uuid" | "guid" | "key" | "index"));
    match column.kind() {
        Kind::Integer => {
            let Some(values) = column.numbers() else { return false };
            let is_run = values.len() > 1 && values.windows(2).all(|w| w[1] - w[0] == 1.0);
            is_run || (name_says_so && all_differ(values))
        }
        Kind::Category => {
            let present = column.len() as u64 - column.missing().total();
            name_says_so && present > 1 && column.distinct() == Some(present)
        }
        _ => false,
    }
}

fn all_differ(mut values: Vec<f64>) -> bool {
    values.sort_unstable_by(f64::total_cmp);
    values.len() > 1 && values.windows(2).all(|w| w[0] != w[1])
}

/// Lower-case words of a name: "y_predProba" has y, pred and proba.
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        let starts_word = c.is_uppercase() && after_lower;
        if !c.is_alphanumeric() || starts_word {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase() || c.is_numeric();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words("y_predProba"), ["y", "pred", "proba"]);
        assert_eq!(words("customer-ID"), ["customer", "id"]);
        assert_eq!(words("ΔT"), ["δt"]);
    }

    #[test]
    fn roles_follow_names() {
        let role = |name: &str, kind| guess_by_name(&words(name), kind).map(|(role, _)| role);
        assert_eq!(role("y_pred_proba", Kind::Float), Some(Role::Score));
        assert_eq!(role("y_pred", Kind::Integer), Some(Role::Prediction));
        assert_eq!(role("model_version", Kind::Category), Some(Role::ModelVersion));
        assert_eq!(role("y true", Kind::Integer), Some(Role::Label));
        assert_eq!(role("years", Kind::Integer), None);
        assert_eq!(role("ageBand", Kind::Category), Some(Role::Protected));
        assert_eq!(role("account_age", Kind::Integer), None);
        assert_eq!(role("paid", Kind::Integer), None);
    }
}
