//! A seeded sample of positions, so that methods that cost too much on all rows see a share of them.
//!
//! Every subset of the given size is equally likely (Floyd's algorithm; Bentley and Floyd 1987).

use std::collections::HashSet;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

/// `size` of the positions 0 to `len - 1` in order, or all where there are no more.
#[must_use]
pub fn sample_positions(len: u64, size: u64, seed: u32) -> Vec<u64> {
    if len <= size {
        return (0..len).collect();
    }
    let mut rng = Pcg32::seed_from_u64(u64::from(seed));
    let mut chosen = HashSet::with_capacity(size as usize);
    for last in len - size..len {
        let position = rng.random_range(0..=last);
        if !chosen.insert(position) {
            chosen.insert(last);
        }
    }
    let mut chosen: Vec<u64> = chosen.into_iter().collect();
    chosen.sort_unstable();
    chosen
}

/// 0 to `len - 1` in a seeded random order (Fisher and Yates).
#[must_use]
pub fn random_order(len: usize, seed: u32) -> Vec<usize> {
    let mut rng = Pcg32::seed_from_u64(u64::from(seed));
    let mut order: Vec<usize> = (0..len).collect();
    for place in (1..len).rev() {
        // Not usize, whose width differs in WebAssembly.
        let other = rng.random_range(0..=place as u64);
        order.swap(place, other as usize);
    }
    order
}

/// Folds from 0 to `folds` - 1 by turns over the rows of each group in a seeded random order, so that every
/// fold has as many rows of each as can be.
pub(crate) fn folds_by_group(is_second: &[bool], folds: usize, seed: u32) -> Vec<usize> {
    let mut turns = [0_usize; 2];
    let mut fold = vec![0; is_second.len()];
    for row in random_order(is_second.len(), seed) {
        let turn = &mut turns[usize::from(is_second[row])];
        fold[row] = *turn % folds;
        *turn += 1;
    }
    fold
}

#[cfg(test)]
mod tests {
    use super::sample_positions;

    #[test]
    fn every_position_is_as_likely() {
        let mut counts = [0_u32; 20];
        const DRAWS: u32 = 10_000;
        for seed in 0..DRAWS {
            let sample = sample_positions(20, 5, seed);
            assert!(sample.len() == 5 && sample.windows(2).all(|pair| pair[0] < pair[1]));
            sample.iter().for_each(|&position| counts[position as usize] += 1);
        }
        // A quarter each; four standard errors of a share of 10,000.
        for count in counts {
            assert!((f64::from(count) / f64::from(DRAWS) - 0.25).abs() < 0.0174, "{count}");
        }
    }

    #[test]
    fn all_are_taken_where_there_are_no_more() {
        assert_eq!(sample_positions(3, 5, 1), [0, 1, 2]);
        assert!(sample_positions(0, 5, 1).is_empty());
    }
}
