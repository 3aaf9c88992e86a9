//! Out-of-vocabulary rate: the share of production's words that the reference does not have, and the
//! share that chance gives.
//!
//! A word counts once a document. What chance gives is the share of words that a document of the
//! reference has and no other of its documents: had it come as a new one, they would be new (leave one
//! out; Good 1953). The standard error of the difference is the jackknife's over the documents of both
//! sides (Efron and Stein 1981), as words come in documents and not one by one, and as a document of the
//! reference that was not there would change both shares. It is on the safe side: of comparisons without
//! drift, 1 to 2% have a p-value under 0.05. The p-value is one-sided, of the normal law.
//! Without a unit, 0 to 1. `None` where a side has under two documents or no word, or where nothing
//! varies but the two rates differ.

use crate::special::{NORMAL_P95, normal_sf};

/// New words, and how many chance gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfVocabulary {
    /// Share of production's words that the reference does not have.
    pub rate: f64,
    /// Share that is expected without drift.
    pub expected: f64,
    /// Share that 95% of comparisons without drift stay under.
    pub p95: f64,
    /// Probability of so large a rate without drift.
    pub p_value: f64,
}

/// Of two lists of documents, each the different words of it by number, under `words`.
#[must_use]
pub fn out_of_vocabulary(
    reference: &[Vec<u32>],
    production: &[Vec<u32>],
    words: usize,
) -> Option<OutOfVocabulary> {
    let counts = [reference, production].map(|side| documents_by_word(side, words));
    let [in_reference, in_production] = [counts[0].as_ref()?, counts[1].as_ref()?];
    let with = |document: &[u32], documents: u32| {
        document.iter().filter(|&&word| in_reference[word as usize] == documents).count() as f64
    };
    let total = |side: &[Vec<u32>]| side.iter().map(|document| document.len() as f64).sum::<f64>();
    let [n_words, m_words] = [total(reference), total(production)];
    if reference.len().min(production.len()) < 2 || n_words.min(m_words) == 0.0 {
        return None;
    }
    let new: f64 = production.iter().map(|document| with(document, 0)).sum();
    let alone: f64 = reference.iter().map(|document| with(document, 1)).sum();
    let (rate, expected) = (new / m_words, alone / n_words);
    let share = |part: f64, of: f64| if of > 0.0 { part / of } else { 0.0 };
    // The difference without each document in turn.
    let without_reference = reference.iter().map(|document| {
        let lost = document.iter().filter(|&&word| in_reference[word as usize] == 1);
        let become_new: f64 = lost.map(|&word| f64::from(in_production[word as usize])).sum();
        let still_alone = alone - with(document, 1) + with(document, 2);
        share(new + become_new, m_words) - share(still_alone, n_words - document.len() as f64)
    });
    let without_production = production
        .iter()
        .map(|document| share(new - with(document, 0), m_words - document.len() as f64) - expected);
    let variance = jackknife(without_reference) + jackknife(without_production);
    let (difference, error) = (rate - expected, variance.sqrt());
    let p_value = match (error > 0.0, difference > 0.0) {
        (true, _) => normal_sf(difference / error),
        (false, true) => return None,
        (false, false) => 1.0,
    };
    let p95 = (expected + NORMAL_P95 * error).min(1.0);
    Some(OutOfVocabulary { rate, expected, p95, p_value })
}

/// How many documents have each word; `None` where one is not under `words`.
fn documents_by_word(documents: &[Vec<u32>], words: usize) -> Option<Vec<u32>> {
    let mut counts = vec![0; words];
    for &word in documents.iter().flatten() {
        *counts.get_mut(word as usize)? += 1;
    }
    Some(counts)
}

/// Variance of a statistic by its values without one observation each.
fn jackknife(without: impl ExactSizeIterator<Item = f64> + Clone) -> f64 {
    let n = without.len() as f64;
    let mean = without.clone().sum::<f64>() / n;
    let squares: f64 = without.map(|value| (value - mean) * (value - mean)).sum();
    squares * (n - 1.0) / n
}

#[cfg(test)]
mod tests {
    use super::out_of_vocabulary;
    use crate::testing::assert_close;

    // Expected: by hand the rates, and the spread by numpy 2.4.6 from the definition, with every rate
    // counted anew without each document, and (n - 1) / n times the squares around the mean.
    #[test]
    fn equals_the_definition() {
        let reference = [vec![0, 1, 2], vec![1, 2, 3], vec![0, 4], vec![5]];
        let production = [vec![0, 5], vec![6, 1], vec![7, 8, 3]];
        let found = out_of_vocabulary(&reference, &production, 9).unwrap();
        assert_close(found.expected, 3.0 / 9.0);
        assert_close(found.rate, 3.0 / 7.0);
        assert_close(found.p_value, super::normal_sf((3.0 / 7.0 - 3.0 / 9.0) / 0.5898737446102333));
        assert_eq!(found.p95, 1.0);
        assert!(out_of_vocabulary(&reference, &[vec![], vec![]], 9).is_none());
        assert!(out_of_vocabulary(&reference, &[vec![1]], 9).is_none());
        assert!(out_of_vocabulary(&reference, &production, 3).is_none());
    }

    #[test]
    fn the_same_words_are_not_new() {
        let documents = vec![vec![0, 1]; 9];
        let found = out_of_vocabulary(&documents, &documents, 2).unwrap();
        assert_eq!((found.rate, found.expected, found.p_value), (0.0, 0.0, 1.0));
    }
}
