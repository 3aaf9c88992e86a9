//! Whether production's texts can be told from the reference's by their words.
//!
//! Naive Bayes on the words that a document has (McCallum and Nigam 1998): its score is the sum over
//! its words of the log ratio of their shares of documents, with half a document added to each. Rows
//! are dealt into folds; each fold but the first is scored by the folds before it, so that every score
//! is of a document that was not learned from, and the errors of the folds' areas under the ROC curve
//! are uncorrelated (see [`crate::DomainClassifier`]). Documents of the same words stay in one fold
//! ([`crate::folds`]). Words are numbers, hashed where they are many.

use std::collections::BTreeMap;

use crate::{
    Auc,
    domain_classifier::auc_by_fold,
    folds::{FOLDS, Folds},
};

/// Documents with what they score.
pub struct TextClassifier {
    /// Log odds of production for each document; none in the first fold.
    pub scores: Vec<Option<f64>>,
    /// How well documents that were not learned from are told apart; none where a fold lacks a side.
    pub auc: Option<Auc>,
}

/// Learns and scores documents: the different words of each by number, under `words`.
#[must_use]
pub fn text_classifier(
    documents: &[Vec<u32>],
    is_production: &[bool],
    words: usize,
    seed: u32,
) -> TextClassifier {
    let folds = Folds::deal(&same_words(documents), is_production, seed);
    let mut scores = vec![None; documents.len()];
    let mut counts = vec![[0.0; 2]; words];
    let mut totals = [0.0; 2];
    for current in 0..FOLDS {
        let rows = || (0..documents.len()).filter(|&row| folds.fold[row] == current);
        if current > 0 {
            for row in rows() {
                let ratio = |&word: &u32| log_ratio(counts[word as usize % words], totals);
                scores[row] = Some(documents[row].iter().map(ratio).sum());
            }
        }
        for row in rows() {
            let side = usize::from(is_production[row]);
            totals[side] += 1.0;
            for &word in &documents[row] {
                counts[word as usize % words][side] += 1.0;
            }
        }
    }
    let auc = auc_by_fold(&scores, is_production, &folds);
    TextClassifier { scores, auc }
}

/// Numbers the documents, those of the same words with one number.
fn same_words(documents: &[Vec<u32>]) -> Vec<usize> {
    let mut first: BTreeMap<&[u32], usize> = BTreeMap::new();
    let numbered = documents.iter().enumerate();
    numbered.map(|(row, words)| *first.entry(words).or_insert(row)).collect()
}

/// Log of production's share of documents with a word over the reference's.
fn log_ratio([reference, production]: [f64; 2], totals: [f64; 2]) -> f64 {
    let share = |count: f64, total: f64| (count + 0.5) / (total + 1.0);
    libm::log(share(production, totals[1]) / share(reference, totals[0]))
}

#[cfg(test)]
mod tests {
    use super::text_classifier;

    #[test]
    fn a_word_of_one_side_gives_it_away() {
        let documents: Vec<Vec<u32>> = (0..200).map(|i| vec![u32::from(i >= 100), i + 2]).collect();
        let sides: Vec<bool> = (0..200).map(|i| i >= 100).collect();
        let found = text_classifier(&documents, &sides, 202, 1);
        assert_eq!(found.auc.unwrap().value, 1.0);
        assert_eq!(found.scores.iter().flatten().count(), 160);
        // By hand: after all but the last fold's documents, at least 20 of each side are learned.
        let first = found.scores.iter().flatten().next().unwrap();
        assert!(*first < -(20.5_f64 / 0.5).ln() + 1.0, "{first}");
    }

    #[test]
    fn too_few_documents_have_no_area() {
        assert!(text_classifier(&[vec![0], vec![1]], &[false, true], 2, 1).auc.is_none());
        assert!(text_classifier(&[], &[], 1, 1).auc.is_none());
    }
}
