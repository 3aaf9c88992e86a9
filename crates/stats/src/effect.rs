//! Probability of superiority, or common-language effect size (McGraw and Wong 1992; Vargha and
//! Delaney 2000): the share of random pairs in which production is larger, ties counted half.
//!
//! Equal to U / (n m) of the Mann-Whitney test. 0.5 means no shift; 0 and 1 that the samples do
//! not overlap.

use crate::Sorted;

/// P(production > reference) + P(production = reference) / 2; `None` where a side is empty.
#[must_use]
pub fn probability_larger(reference: &Sorted, production: &Sorted) -> Option<f64> {
    let values = reference.values();
    if values.is_empty() || production.is_empty() {
        return None;
    }
    let (mut below, mut through) = (0, 0);
    let mut twice_larger = 0_u64;
    for &value in production.values() {
        while below < values.len() && values[below] < value {
            below += 1;
        }
        through = through.max(below);
        while through < values.len() && values[through] <= value {
            through += 1;
        }
        twice_larger += (below + through) as u64;
    }
    Some(twice_larger as f64 / 2.0 / (values.len() as f64 * production.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::probability_larger;
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, b, b2, sorted},
    };

    // Expected: 1 - scipy.stats.mannwhitneyu(A, B).statistic / (200 * 150) with U = 14261, and
    // of A2, B2 with U = 814848; scipy 1.17.1.
    #[test]
    fn equals_mann_whitney() {
        assert_close(probability_larger(&a(), &b()).unwrap(), 1.0 - 14_261.0 / 30_000.0);
        assert_close(probability_larger(&a2(), &b2()).unwrap(), 1.0 - 814_848.0 / 1_800_000.0);
    }

    #[test]
    fn ties_count_half() {
        let (low, high) = (sorted(&[1.0, 1.0, 2.0]), sorted(&[3.0, 4.0]));
        assert_eq!(probability_larger(&low, &high), Some(1.0));
        assert_eq!(probability_larger(&high, &low), Some(0.0));
        assert_eq!(probability_larger(&low, &low), Some(0.5));
        assert_eq!(probability_larger(&low, &sorted(&[1.0])), Some(1.0 / 3.0));
        assert_eq!(probability_larger(&low, &Sorted::default()), None);
    }
}
