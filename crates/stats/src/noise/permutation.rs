//! Random splits of the pooled values into two sides: what a permutation test calls its law.
//!
//! Without drift every split of the pooled values into sides of the given sizes is equally likely,
//! whatever law the values have. Redrawing both sides from the pooled shares instead lets rare values
//! repeat or vanish, and gives distances that are wrong where most values are rare.

use super::splits::{Splits, Way};
use crate::Cells;

/// Pooled values per cell from which a hypergeometric number per cell beats a shuffle.
const HYPERGEOMETRIC_FROM: u64 = 64;

/// Splits of two sides' pooled values, one after the other.
pub(crate) struct Permutation {
    pooled: Vec<u64>,
    reference_values: u64,
    values: u64,
    /// The cell of each pooled value where splits are shuffles; none where they are by cell.
    cells: Option<Vec<u32>>,
    /// None only while it is given back.
    splits: Option<Splits>,
    next: usize,
    drawn: Cells,
}

impl Permutation {
    /// The splits of these cells' values.
    pub fn new(cells: &Cells, seed: u32) -> Self {
        let (n, m) = cells.totals();
        let pooled: Vec<u64> = cells.pairs().map(|(r, p)| r + p).collect();
        let is_shuffled = n + m < HYPERGEOMETRIC_FROM * pooled.len() as u64;
        let (cells, way) = if is_shuffled {
            let cells = pooled.iter().zip(0_u32..);
            let cells = cells.flat_map(|(&count, cell)| (0..count).map(move |_| cell)).collect();
            (Some(cells), Way::Shuffle { values: n + m, drawn: n.min(m) })
        } else {
            (None, Way::ByCell { pooled: pooled.clone(), reference: n })
        };
        let drawn = Cells { reference: vec![0; pooled.len()], production: pooled.clone() };
        let splits = Some(Splits::of(way, seed));
        Self { pooled, reference_values: n, values: n + m, cells, splits, next: 0, drawn }
    }

    /// About how many steps a split takes.
    pub fn steps(&self) -> u64 {
        if self.cells.is_none() {
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
        let Some(splits) = &mut self.splits else { return &self.drawn };
        let split = splits.at(self.next);
        self.next += 1;
        let Cells { reference, production } = &mut self.drawn;
        if let Some(cells) = &self.cells {
            let reference_is_thin = self.reference_values <= self.values - self.reference_values;
            let (thin, thick) =
                if reference_is_thin { (reference, production) } else { (production, reference) };
            thin.fill(0);
            thick.copy_from_slice(&self.pooled);
            for &place in split {
                let cell = cells[place as usize] as usize;
                thin[cell] += 1;
                thick[cell] -= 1;
            }
        } else {
            reference.copy_from_slice(split);
            let rest = production.iter_mut().zip(split).zip(&self.pooled);
            rest.for_each(|((production, reference), pooled)| *production = pooled - reference);
        }
        &self.drawn
    }
}

impl Drop for Permutation {
    /// Leaves the splits to who asks for them next.
    fn drop(&mut self) {
        if let Some(splits) = self.splits.take() {
            splits.keep();
        }
    }
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
            assert_eq!(law.cells.is_some(), is_shuffled);
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
