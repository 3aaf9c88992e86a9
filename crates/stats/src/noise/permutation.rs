//! Random splits of the pooled values into two sides: what a permutation test calls its law.
//!
//! Without drift every split of the pooled values into sides of the given sizes is equally likely,
//! whatever law the values have. Redrawing both sides from the pooled shares instead lets rare values
//! repeat or vanish, and gives distances that are wrong where most values are rare.

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::hypergeometric::draw_hypergeometric;
use crate::Cells;

/// Pooled values per cell from which a hypergeometric number per cell beats a shuffle.
const HYPERGEOMETRIC_FROM: u64 = 64;

/// Splits of two sides' pooled values, one after the other.
pub(crate) struct Permutation {
    pooled: Vec<u64>,
    reference_values: u64,
    values: u64,
    /// The cell of each pooled value, in the order of the last shuffle; empty where none is used.
    shuffled: Vec<u32>,
    rng: Pcg32,
    drawn: Cells,
}

impl Permutation {
    /// The splits of these cells' values.
    pub fn new(cells: &Cells, seed: u32) -> Self {
        let (n, m) = cells.totals();
        let pooled: Vec<u64> = cells.pairs().map(|(r, p)| r + p).collect();
        let shuffled = if n + m < HYPERGEOMETRIC_FROM * pooled.len() as u64 {
            let cells = pooled.iter().zip(0_u32..);
            cells.flat_map(|(&count, cell)| (0..count).map(move |_| cell)).collect()
        } else {
            Vec::new()
        };
        let drawn = Cells { reference: vec![0; pooled.len()], production: pooled.clone() };
        let rng = Pcg32::seed_from_u64(u64::from(seed));
        Self { pooled, reference_values: n, values: n + m, shuffled, rng, drawn }
    }

    /// About how many steps a split takes.
    pub fn steps(&self) -> u64 {
        if self.shuffled.is_empty() {
            self.pooled.iter().map(|count| 1 + count.isqrt()).sum()
        } else {
            self.reference_values.min(self.values - self.reference_values)
        }
    }

    /// The next split.
    ///
    /// Takes one random number per value of the thinner side where values are few, at most 32 per
    /// cell; otherwise one per cell, with at most about as many steps as the root of the cell's values.
    pub fn next(&mut self) -> &Cells {
        if self.shuffled.is_empty() {
            self.split_by_cell();
        } else {
            self.split_by_shuffle();
        }
        &self.drawn
    }

    /// One hypergeometric number per cell, given those before it.
    fn split_by_cell(&mut self) {
        let (mut to_draw, mut left) = (self.reference_values, self.values);
        let sides = self.drawn.reference.iter_mut().zip(&mut self.drawn.production);
        for (&count, (reference, production)) in self.pooled.iter().zip(sides) {
            left -= count;
            *reference = draw_hypergeometric(&mut self.rng, count, left, to_draw);
            *production = count - *reference;
            to_draw -= *reference;
        }
    }

    /// Fisher and Yates' shuffle, as far as the thinner side needs it.
    fn split_by_shuffle(&mut self) {
        let reference_is_thin = self.reference_values <= self.values - self.reference_values;
        let Cells { reference, production } = &mut self.drawn;
        let (thin, thick, thin_values) = if reference_is_thin {
            (reference, production, self.reference_values)
        } else {
            (production, reference, self.values - self.reference_values)
        };
        thin.fill(0);
        thick.copy_from_slice(&self.pooled);
        for place in 0..thin_values {
            shuffle_one(&mut self.rng, &mut self.shuffled, place);
            let cell = self.shuffled[place as usize] as usize;
            thin[cell] += 1;
            thick[cell] -= 1;
        }
    }
}

/// Puts a random one of the values from a place on into that place.
fn shuffle_one(rng: &mut impl Rng, values: &mut [u32], place: u64) {
    // Not usize, whose width differs in WebAssembly.
    let other = rng.random_range(place..values.len() as u64);
    values.swap(place as usize, other as usize);
}

#[cfg(test)]
mod tests {
    use super::Permutation;
    use crate::testing::{assert_within, cells};

    /// Mean and variance of a cell's reference count over many splits, and those of the
    /// hypergeometric law: `n c / N` and `n c / N (N - c) / N (N - n) / (N - 1)`.
    #[test]
    fn both_ways_keep_the_margins_and_follow_the_law() {
        for (table, is_shuffled) in [
            (cells(&[1, 0, 20, 3, 7], &[4, 0, 5, 9, 2]), true),
            (cells(&[9, 2, 0, 2, 7], &[40, 0, 0, 9, 2]), true),
            (cells(&[100, 0, 2000, 3, 700], &[40, 0, 50, 90, 2]), false),
        ] {
            let mut law = Permutation::new(&table, 3);
            assert_eq!(law.shuffled.is_empty(), !is_shuffled);
            let (n, m) = table.totals();
            let pooled: Vec<u64> = table.pairs().map(|(r, p)| r + p).collect();
            let mut sums = [(0.0, 0.0); 5];
            const DRAWS: u32 = 20_000;
            for _ in 0..DRAWS {
                let drawn = law.next();
                assert_eq!(drawn.totals(), (n, m));
                assert!(drawn.pairs().zip(&pooled).all(|((r, p), &count)| r + p == count));
                for (sum, &count) in sums.iter_mut().zip(&drawn.reference) {
                    *sum = (sum.0 + count as f64, sum.1 + (count * count) as f64);
                }
            }
            let total = (n + m) as f64;
            for ((sum, squares), &count) in sums.into_iter().zip(&pooled).filter(|(_, c)| **c > 0) {
                let (mean, share) = (sum / f64::from(DRAWS), count as f64 / total);
                let spread = n as f64 * share * (1.0 - share) * m as f64 / (total - 1.0);
                let error = 4.0 * (spread / f64::from(DRAWS)).sqrt();
                assert!((mean - n as f64 * share).abs() < error, "{mean}, {count}");
                assert_within(squares / f64::from(DRAWS) - mean * mean, spread, 0.06);
            }
        }
    }
}
