//! Multinomial random counts: values spread over cells in proportion to pooled counts.

use rand::{Rng, RngExt};

use super::binomial::draw_binomial;

/// Values per cell from which a binomial number per cell beats a lookup per value.
const BINOMIAL_FROM: u64 = 32;

/// A law on cells, given by pooled counts.
pub(super) struct Multinomial {
    weights: Vec<u64>,
    total: u64,
    /// The cell of each pooled value; empty where no lookup is used.
    cell_of: Vec<u32>,
}

impl Multinomial {
    /// The law with these weights, for drawing at most `most` values at a time.
    pub fn new(weights: Vec<u64>, most: u64) -> Self {
        let total = weights.iter().sum();
        let cell_of = if most < BINOMIAL_FROM * weights.len() as u64 {
            let cells = weights.iter().zip(0_u32..);
            cells.flat_map(|(&weight, cell)| (0..weight).map(move |_| cell)).collect()
        } else {
            Vec::new()
        };
        Self { weights, total, cell_of }
    }

    /// Overwrites counts, one per cell, with those of n values.
    pub fn draw(&self, rng: &mut impl Rng, n: u64, counts: &mut [u64]) {
        if self.cell_of.is_empty() {
            self.draw_by_cell(rng, n, counts);
        } else {
            // Not usize, whose width differs in WebAssembly.
            let pooled = self.cell_of.len() as u64;
            counts.fill(0);
            for _ in 0..n {
                let value = rng.random_range(0..pooled) as usize;
                counts[self.cell_of[value] as usize] += 1;
            }
        }
    }

    /// One conditional binomial number per cell.
    fn draw_by_cell(&self, rng: &mut impl Rng, n: u64, counts: &mut [u64]) {
        let (mut values, mut weight_left) = (n, self.total);
        for (count, &weight) in counts.iter_mut().zip(&self.weights) {
            *count = if weight == weight_left {
                values
            } else {
                draw_binomial(rng, values, weight as f64 / weight_left as f64)
            };
            values -= *count;
            weight_left -= weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    use super::Multinomial;

    /// Chi-square of pooled draws against the weights, at a level of about 1 in 10,000.
    #[test]
    fn both_ways_follow_the_weights() {
        let weights = vec![1, 0, 20, 300, 79];
        for most in [10, 10_000] {
            let law = Multinomial::new(weights.clone(), most);
            let mut rng = Pcg32::seed_from_u64(most);
            let mut counts = vec![7; 5];
            let mut sums = [0; 5];
            for _ in 0..4000 {
                law.draw(&mut rng, 10, &mut counts);
                assert_eq!((counts.iter().sum::<u64>(), counts[1]), (10, 0));
                sums.iter_mut().zip(&counts).for_each(|(sum, count)| *sum += count);
            }
            let part = |(&sum, &weight): (&u64, &u64)| {
                let expected = weight as f64 / 400.0 * 40_000.0;
                if weight == 0 { 0.0 } else { (sum as f64 - expected).powi(2) / expected }
            };
            let statistic: f64 = sums.iter().zip(&weights).map(part).sum();
            assert!(statistic < 21.0, "chi-square {statistic}");
        }
    }
}
