//! The column that a model predicts, by the names of its prediction and of itself: `price` beside
//! `predicted_price`, `arr_delay` beside a model `arr-delay-1.0`.

use std::collections::BTreeSet;

use report::Role;

use super::{either, guess_by_name, is_prediction, words};
use crate::Study;

/// A name of one word is too often part of a model's name: `credit` of `credit-model-1.0`.
const LEAST_WORDS_OF_MODEL: usize = 2;

/// The names of columns that the model predicts.
pub fn columns<'a>(study: &Study<'_>, names: &[&'a str]) -> BTreeSet<&'a str> {
    let by_words: Vec<(&str, Vec<String>)> =
        names.iter().map(|name| (*name, words(name))).collect();
    let predictions: Vec<&[String]> = by_words
        .iter()
        .filter(|(_, words)| is_prediction(words))
        .map(|(_, words)| words.as_slice())
        .collect();
    if predictions.is_empty() {
        return BTreeSet::new();
    }
    let models = models(study, &by_words);
    let is_predicted = |words: &[String]| {
        let is_rest = predictions.iter().any(|of| is_rest_of(words, of));
        let is_model = words.len() >= LEAST_WORDS_OF_MODEL
            && models.iter().any(|model| model.starts_with(words));
        !words.is_empty() && !is_prediction(words) && (is_rest || is_model)
    };
    by_words.iter().filter(|(_, words)| is_predicted(words)).map(|(name, _)| *name).collect()
}

/// Whether words are what is left of a prediction's name without the word that says so.
fn is_rest_of(words: &[String], prediction: &[String]) -> bool {
    let rest = prediction.iter().filter(|word| !is_prediction(std::slice::from_ref(word)));
    rest.eq(words)
}

/// The names that the models have in their rows, in words.
fn models(study: &Study<'_>, names: &[(&str, Vec<String>)]) -> Vec<Vec<String>> {
    let columns = names.iter().filter_map(|(name, words)| {
        let column = either(study.column(name))?;
        let (role, _) = guess_by_name(words, column.kind())?;
        (role == Role::ModelVersion).then(|| column.examples())
    });
    columns.flatten().map(|model| words(&model)).collect()
}
