//! Whether many columns together differ by more than chance gives, though none may alone.
//!
//! Every column gives a test of two samples: Kolmogorov-Smirnov for numbers, chi-square homogeneity for
//! names. The statistic is Fisher's, the sum of `−ln p` over the columns. Columns depend on each other,
//! so its law is not the chi-square law that Fisher gave it, but that of exchanging whole rows between
//! the sides: without drift every assignment of the rows is equally likely, and each keeps all that
//! columns have to do with each other. `p = (1 + draws as large) / (1 + draws)`, which holds its level
//! exactly for rows that are independent of each other, in any number and with any ties.
//!
//! A column leans where its own p-value, by the same exchanges, is under 0.05. Missing values are left
//! out column by column. Columns without two different values, or without values on a side, are passed
//! over. Sources: Fisher (1932), Statistical Methods for Research Workers, section 21.1; Pesarin (2001),
//! Multivariate Permutation Tests, chapter 6; Phipson and Smyth (2010) on the draws counted with the
//! observed one.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use crate::special::chi_square_sf;

/// p-value under which a column leans.
const LEANS_UNDER: f64 = 0.05;
/// A p-value under this is taken for it: its logarithm must be finite.
const LEAST_P: f64 = 1e-300;
/// Under this, the Kolmogorov law is 1 to ten digits.
const LEAST_LAMBDA: f64 = 0.27;

/// The columns of a comparison, one after the other.
#[derive(Clone, Debug)]
pub struct Compound {
    rows: usize,
    /// Whether each row is of the reference: as it is, then with the rows exchanged, draw by draw.
    is_reference: Vec<Vec<bool>>,
    /// Sum of `−ln p` over the columns, for each of these.
    sums: Vec<f64>,
    leaning: u64,
    columns: u64,
}

/// What the columns come to together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CompoundTest {
    /// The chance that columns without drift lean as much together.
    pub p_value: f64,
    /// Columns that lean.
    pub leaning: u64,
    /// Columns that could lean.
    pub columns: u64,
    /// Columns that lean by chance.
    pub expected: f64,
}

impl Compound {
    /// No column yet; every column has the rows of the reference, then those of production.
    #[must_use]
    pub fn new(reference_rows: usize, production_rows: usize, draws: u32, seed: u32) -> Self {
        let rows = reference_rows + production_rows;
        let mut rng = Pcg32::seed_from_u64(u64::from(seed));
        let mut is_reference: Vec<Vec<bool>> =
            vec![(0..rows).map(|row| row < reference_rows).collect()];
        // Fisher and Yates' shuffle, as far as the thinner side needs it.
        let reference_is_thin = reference_rows <= production_rows;
        let thin = reference_rows.min(production_rows);
        let mut shuffled: Vec<u32> = (0..rows as u32).collect();
        for _ in 0..draws {
            let mut sides = vec![!reference_is_thin; rows];
            for place in 0..thin {
                // Not usize, whose width differs in WebAssembly.
                let other = rng.random_range(place as u64..rows as u64);
                shuffled.swap(place, other as usize);
                sides[shuffled[place] as usize] = reference_is_thin;
            }
            is_reference.push(sides);
        }
        let sums = vec![0.0; is_reference.len()];
        Self { rows, is_reference, sums, leaning: 0, columns: 0 }
    }

    /// Adds a column of numbers, row by row; what is not finite is missing, and so are rows that are
    /// not given.
    pub fn add_numbers(&mut self, values: &[f64]) {
        let rows = values.len().min(self.rows);
        let mut order: Vec<u32> = (0..rows as u32).collect();
        order.retain(|&row| values[row as usize].is_finite());
        let at = |row: u32| values[row as usize] + 0.0;
        order.sort_unstable_by(|&a, &b| at(a).total_cmp(&at(b)).then(a.cmp(&b)));
        let ends: Vec<bool> = (0..order.len())
            .map(|i| order.get(i + 1).is_none_or(|&next| at(next) != at(order[i])))
            .collect();
        if ends.iter().filter(|is_end| **is_end).count() < 2 {
            return;
        }
        self.add(|is_reference| ln_p_of_ks(&order, &ends, is_reference));
    }

    /// Adds a column of names by their numbers, row by row; `None` is missing, and so are rows that are
    /// not given.
    pub fn add_names(&mut self, codes: &[Option<u32>]) {
        let codes = &codes[..codes.len().min(self.rows)];
        let mut names: Vec<u32> = codes.iter().flatten().copied().collect();
        names.sort_unstable();
        names.dedup();
        if names.len() < 2 {
            return;
        }
        let cell = |code: u32| names.binary_search(&code).ok();
        let cells: Vec<Option<usize>> = codes.iter().map(|code| code.and_then(cell)).collect();
        self.add(|is_reference| ln_p_of_chi_square(&cells, names.len(), is_reference));
    }

    /// What the columns come to; none without a column or without draws.
    #[must_use]
    pub fn test(&self) -> Option<CompoundTest> {
        let (observed, drawn) = self.sums.split_first()?;
        if self.columns == 0 || drawn.is_empty() {
            return None;
        }
        Some(CompoundTest {
            p_value: permutation_p(*observed, drawn),
            leaning: self.leaning,
            columns: self.columns,
            expected: LEANS_UNDER * self.columns as f64,
        })
    }

    fn add(&mut self, minus_ln_p: impl Fn(&[bool]) -> Option<f64>) {
        // Where exchanging rows leaves a side without values, the column says nothing.
        let each: Vec<f64> =
            self.is_reference.iter().map(|sides| minus_ln_p(sides).unwrap_or(0.0)).collect();
        let Some((&observed, drawn)) = each.split_first() else { return };
        self.columns += 1;
        self.leaning += u64::from(permutation_p(observed, drawn) < LEANS_UNDER);
        self.sums.iter_mut().zip(&each).for_each(|(sum, value)| *sum += value);
    }
}

fn permutation_p(observed: f64, drawn: &[f64]) -> f64 {
    // Sums of the same terms may differ in their last bits.
    let limit = observed - 1e-12 * observed.abs();
    let as_large = drawn.iter().filter(|value| **value >= limit).count();
    (1 + as_large) as f64 / (1 + drawn.len()) as f64
}

/// `−ln p` of Kolmogorov-Smirnov by the limit law; `order` are the rows by value, `ends` those behind
/// which another value follows.
fn ln_p_of_ks(order: &[u32], ends: &[bool], is_reference: &[bool]) -> Option<f64> {
    let n: i64 = order.iter().map(|&row| i64::from(is_reference[row as usize])).sum();
    let m = order.len() as i64 - n;
    if n == 0 || m == 0 {
        return None;
    }
    let (mut walk, mut gap) = (0_i64, 0_i64);
    for (&row, &is_end) in order.iter().zip(ends) {
        // Without a branch, which could not be foreseen.
        walk += i64::from(is_reference[row as usize]) * (n + m) - n;
        gap = gap.max(walk.abs() * i64::from(is_end));
    }
    let (n, m) = (n as f64, m as f64);
    let distance = gap as f64 / (n * m);
    Some(minus_ln_kolmogorov(distance * (n * m / (n + m)).sqrt()))
}

/// `−ln Q(λ)` of the Kolmogorov law, `Q = 2 Σ (−1)^(k−1) exp(−2 k² λ²)`.
fn minus_ln_kolmogorov(lambda: f64) -> f64 {
    if lambda < LEAST_LAMBDA {
        return 0.0;
    }
    let square = lambda * lambda;
    let mut rest = 0.0;
    for k in 2..=18_i32 {
        let term = libm::exp(-2.0 * f64::from(k * k - 1) * square);
        let next = if k % 2 == 0 { rest - term } else { rest + term };
        if next == rest {
            break;
        }
        rest = next;
    }
    (2.0 * square - std::f64::consts::LN_2 - libm::log1p(rest)).max(0.0)
}

fn ln_p_of_chi_square(cells: &[Option<usize>], names: usize, is_reference: &[bool]) -> Option<f64> {
    let mut counts = vec![[0.0_f64; 2]; names];
    for (cell, &is_reference) in cells.iter().zip(is_reference) {
        if let Some(cell) = cell {
            counts[*cell][usize::from(is_reference)] += 1.0;
        }
    }
    let [m, n] = [0, 1].map(|side| counts.iter().map(|cell| cell[side]).sum::<f64>());
    if n == 0.0 || m == 0.0 {
        return None;
    }
    // Σ (r m − p n)² / (n m (r + p)): the usual sum over both sides of a cell at once.
    let part = |[p, r]: &[f64; 2]| {
        let difference = r * m - p * n;
        difference * difference / (n * m * (r + p))
    };
    let statistic: f64 = counts.iter().map(part).sum();
    Some(-libm::log(chi_square_sf(statistic, (names - 1) as f64).max(LEAST_P)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::assert_within;

    // Expected: -numpy.log(scipy.special.kolmogorov(x)), scipy 1.17.1.
    #[test]
    fn the_kolmogorov_law_equals_scipy() {
        for (lambda, expected) in [
            (0.3, 9.305844633751613e-6),
            (0.5, 0.03672078716235486),
            (1.0, 1.3093345359942996),
            (2.5, 11.806852819440055),
        ] {
            assert_within(minus_ln_kolmogorov(lambda), expected, 1e-9);
        }
    }

    // Expected: -scipy.stats.chi2_contingency([[30, 20, 10], [25, 15, 20]], correction=False).pvalue's
    // logarithm, scipy 1.17.1.
    #[test]
    fn chi_square_equals_scipy() {
        let side = |counts: [usize; 3]| {
            counts.into_iter().enumerate().flat_map(|(cell, n)| vec![Some(cell); n])
        };
        let cells: Vec<_> = side([30, 20, 10]).chain(side([25, 15, 20])).collect();
        let is_reference: Vec<bool> = (0..120).map(|row| row < 60).collect();
        let found = ln_p_of_chi_square(&cells, 3, &is_reference).unwrap();
        assert_within(found, 2.2510822510822504, 1e-9);
    }

    /// With few rows, seeded draws come near what all exchanges give: 2 of the 20 ways to split
    /// 1 to 6 in halves are as far apart as 1 to 3 against 4 to 6.
    #[test]
    fn draws_come_near_all_exchanges() {
        let mut compound = Compound::new(3, 3, 20_000, 7);
        compound.add_numbers(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_within(compound.test().unwrap().p_value, 0.1, 0.06);
    }

    #[test]
    fn many_small_shifts_are_seen_where_none_is_alone() {
        let mut compound = Compound::new(500, 500, 199, 1);
        let mut rng = Pcg32::seed_from_u64(5);
        for _ in 0..20 {
            let shift = |row: u32| if row < 500 { 0.0 } else { 0.03 };
            let values: Vec<f64> = (0..1_000).map(|row| rng.random::<f64>() + shift(row)).collect();
            compound.add_numbers(&values);
        }
        let test = compound.test().unwrap();
        assert!(test.p_value <= 0.01 && test.leaning >= 3, "{test:?}");
    }

    #[test]
    fn what_cannot_lean_is_passed_over() {
        let mut compound = Compound::new(2, 2, 9, 1);
        compound.add_numbers(&[1.0, 1.0, 1.0, 1.0]);
        compound.add_numbers(&[f64::NAN, f64::INFINITY, 1.0, 1.0]);
        compound.add_names(&[None, None, Some(1), Some(1)]);
        assert_eq!(compound.test(), None);
        assert_eq!(Compound::new(0, 0, 9, 1).test(), None);
    }
}
