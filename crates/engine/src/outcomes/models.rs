//! The models of a study: scores and predictions that belong together.

use report::{Role, RoleChoice, format};

use super::classes::Classes;
use crate::Study;
use crate::roles::words;

/// Words that say what a column holds rather than which model it is from.
const MODEL_WORDS: [&str; 14] = [
    "y",
    "p",
    "proba",
    "prob",
    "probability",
    "probabilities",
    "score",
    "scores",
    "pred",
    "prediction",
    "predicted",
    "label",
    "class",
    "yhat",
];

/// Columns of one model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its name: that of its score, or of its prediction.
    pub name: String,
    /// The column of its answer.
    pub prediction: Option<String>,
    /// The column of the positive class's score, or one for each class; none for a class without
    /// one, whose probability is 0.
    pub scores: Vec<Option<String>>,
}

/// The models, and what is left out.
pub fn find(
    study: &Study<'_>,
    choices: &[RoleChoice],
    classes: Option<&Classes>,
) -> (Vec<Model>, Vec<String>) {
    let with = |role: Role| -> Vec<&str> {
        let has = choices.iter().filter(|choice| choice.role == role);
        has.map(|choice| choice.column.as_str()).collect()
    };
    let is_number = |name: &&str| study.joint_kind(name).is_some_and(report::Kind::is_number);
    let mut predictions = with(Role::Prediction);
    let mut scores: Vec<&str> = with(Role::Score).into_iter().filter(is_number).collect();
    if classes.is_some_and(|classes| classes.names.len() == 2) {
        let most = study.settings.performance.most_classes as usize;
        let is_score = |name: &str| {
            study.column(name).reference.is_some_and(|column| super::has_over(column, most))
        };
        let (amounts, answers) = predictions.into_iter().partition(|name| is_score(name));
        predictions = answers;
        scores.extend::<Vec<&str>>(amounts);
    }
    let mut notes = Vec::new();
    let mut models = match classes {
        None => {
            let outputs = if predictions.is_empty() { scores } else { predictions };
            outputs.into_iter().filter(is_number).map(of_prediction).collect()
        }
        Some(classes) => of_classes(classes, &scores, &predictions, &mut notes),
    };
    let most = study.settings.performance.most_models as usize;
    if models.len() > most {
        let all = format::count(models.len() as u64);
        notes.push(format!("{} of {all} models are told.", format::count(most as u64)));
        models.truncate(most);
    }
    (models, notes)
}

fn of_prediction(column: &str) -> Model {
    Model { name: column.to_owned(), prediction: Some(column.to_owned()), scores: Vec::new() }
}

/// Scores, each with its prediction; then the predictions that are left.
fn of_classes(
    classes: &Classes,
    scores: &[&str],
    predictions: &[&str],
    notes: &mut Vec<String>,
) -> Vec<Model> {
    let mut models = Vec::new();
    let mut alone = scores.to_vec();
    for (stem, members) in families(classes, scores) {
        let columns: Vec<Option<String>> =
            members.iter().map(|column| column.map(str::to_owned)).collect();
        alone.retain(|name| !members.contains(&Some(name)));
        let is_binary = classes.names.len() == 2;
        let scores = if is_binary { columns.into_iter().skip(1).collect() } else { columns };
        let name = if stem.is_empty() { "class probabilities" } else { stem };
        models.push(Model { name: name.to_owned(), prediction: None, scores });
    }
    for name in alone {
        if classes.names.len() == 2 {
            let scores = vec![Some(name.to_owned())];
            models.push(Model { name: name.to_owned(), prediction: None, scores });
        } else {
            notes.push(format!(
                "{} is one score, and the label has {} classes: it is left out.",
                format::short(name),
                classes.names.len()
            ));
        }
    }
    pair(&mut models, predictions);
    models
}

/// Score columns of one name but for the class, of two classes at least: the common part, and the column
/// of each class.
fn families<'a>(classes: &Classes, scores: &[&'a str]) -> Vec<(&'a str, Vec<Option<&'a str>>)> {
    let mut families: Vec<(&str, Vec<Option<&str>>)> = Vec::new();
    for name in scores {
        let Some((stem, class)) = classes.split(name) else { continue };
        let position = families.iter().position(|(own, _)| *own == stem).unwrap_or_else(|| {
            families.push((stem, vec![None; classes.names.len()]));
            families.len() - 1
        });
        families[position].1[class as usize].get_or_insert(name);
    }
    families.retain(|(_, members)| members.iter().flatten().count() > 1);
    families
}

/// Gives each score its prediction: the one whose name says the same model, or the only one.
fn pair(models: &mut Vec<Model>, predictions: &[&str]) {
    let rest = |name: &str| -> Vec<String> {
        words(name).into_iter().filter(|word| !MODEL_WORDS.contains(&word.as_str())).collect()
    };
    let mut left = predictions.to_vec();
    for model in models.iter_mut() {
        if let Some(position) = left.iter().position(|name| rest(name) == rest(&model.name)) {
            model.prediction = Some(left.remove(position).to_owned());
        }
    }
    if let ([model], [only]) = (models.as_mut_slice(), left.as_slice())
        && model.prediction.is_none()
    {
        model.prediction = Some((*only).to_owned());
        left.clear();
    }
    models.extend(left.into_iter().map(of_prediction));
}

#[cfg(test)]
mod tests {
    use report::Pair;

    use super::*;

    fn found(names: &[&str], scores: &[&str], predictions: &[&str]) -> Vec<Model> {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        let classes = Classes { names, counts: Pair::default(), is_guessed: false, strays: None };
        of_classes(&classes, scores, predictions, &mut Vec::new())
    }

    #[test]
    fn a_score_has_the_prediction_of_the_same_model() {
        let models = found(
            &["0", "1"],
            &["score_control", "score_treatment"],
            &["pred_treatment", "pred_control", "old_pred"],
        );
        let pairs: Vec<(&str, Option<&str>)> =
            models.iter().map(|m| (m.name.as_str(), m.prediction.as_deref())).collect();
        let expected = [
            ("score_control", Some("pred_control")),
            ("score_treatment", Some("pred_treatment")),
            ("old_pred", Some("old_pred")),
        ];
        assert_eq!(pairs, expected);
        let carloan = found(&["0", "1"], &["y_pred_proba"], &["y_pred"]);
        assert_eq!(carloan[0].prediction.as_deref(), Some("y_pred"));
        assert_eq!(carloan.len(), 1);
    }

    #[test]
    fn class_probabilities_are_one_model() {
        let models =
            found(&["A", "B b", "C"], &["proba_B_b", "proba_A", "proba_C"], &["predicted_cut"]);
        let own = |name: &str| Some(name.to_owned());
        assert_eq!(models.len(), 1);
        assert_eq!(models[0].prediction, own("predicted_cut"));
        assert_eq!(models[0].scores, ["proba_A", "proba_B_b", "proba_C"].map(own));
        let binary = found(&["0", "1"], &["p_no", "p_yes"], &[]);
        assert_eq!((binary[0].name.as_str(), &binary[0].scores[..]), ("p", &[own("p_yes")][..]));
    }
}
