//! p-value of the chi-square test of homogeneity for tables with small expected counts.
//!
//! Three ways, each sound where it is used:
//! - A gamma law with the statistic's mean and variance over all tables with the same margins
//!   (Haldane 1940, Dawson 1954; Mielke and Berry 1985), in the middle of the law and for tables of
//!   many cells. In the tail of a table with few rare values it is wrong by orders of magnitude,
//!   because the statistic then takes few different values.
//! - There, random splits of the pooled values until 50 are as extreme as what was found (Besag and
//!   Clifford 1991), or as many as are affordable.
//! - Where that is under one in a million, or not a single split is as extreme, the plain test on
//!   the filled cells, with the others pooled: splits cannot tell how small a p-value is.

use crate::noise::Permutation;
use crate::special::gamma_sf;
use crate::{Cells, chi_square_homogeneity};

/// Expected count from which a cell is filled.
const FILLED_FROM: f64 = 5.0;
/// p-value down to which the matched law is good enough for every table.
const MIDDLE_FROM: f64 = 0.1;
/// Cells from which the matched law is good in the tail, too.
const MANY_CELLS: usize = 200;
/// Splits that are drawn at most; one that is more extreme than all of them has a p-value under
/// one in as many.
const MOST_SPLITS: u64 = 10_000;
/// p-value of the filled cells under which splits have nothing to add.
const BEYOND_SPLITS: f64 = 1e-6;
/// Splits that are drawn at least, if so many are needed.
const FEWEST_SPLITS: u64 = 1_000;
/// Splits as extreme as what was found after which the p-value is known well enough.
const ENOUGH_EXTREME: u64 = 50;

/// p-value of the homogeneity statistic for tables with small expected counts: 0 to 1.
///
/// Where all tables give one statistic, as with all values different, it says nothing and the
/// p-value is 1. `None` where a side is empty. `most_steps` bounds the work of the splits, about 5 ns a
/// step, as far as it leaves a thousand of them.
#[must_use]
pub fn chi_square_sparse_p(cells: &Cells, seed: u32, most_steps: u64) -> Option<f64> {
    let statistic = chi_square_homogeneity(cells)?.statistic;
    let Some(matched) = matched_p(cells, statistic) else {
        return Some(1.0);
    };
    let levels = cells.pairs().filter(|(r, p)| r + p > 0).count();
    if matched >= MIDDLE_FROM || levels >= MANY_CELLS {
        return Some(matched);
    }
    let filled = filled_p(cells).unwrap_or(1.0);
    if filled < BEYOND_SPLITS {
        return Some(filled);
    }
    Some(match split_p(cells, statistic, seed, most_steps) {
        Splits::Share(p) => p,
        Splits::Under(p) => filled.min(p),
    })
}

/// The chance of two sides at least as much alike, by the law of the same mean and variance; 1 where the
/// statistic does not vary, as with all values different.
pub(crate) fn chance_of_more_alike(cells: &Cells) -> f64 {
    let Some(test) = chi_square_homogeneity(cells) else { return 1.0 };
    matched_p(cells, test.statistic).map_or(1.0, |p| 1.0 - p)
}

/// The p-value by the law of the same mean and variance; `None` where the statistic does not vary.
fn matched_p(cells: &Cells, statistic: f64) -> Option<f64> {
    let (mean, variance) = conditional_moments(cells)?;
    Some(gamma_sf(statistic * mean / variance, mean * mean / variance))
}

/// What random splits tell of a p-value.
enum Splits {
    /// It is about this.
    Share(f64),
    /// It is under this: no split was as extreme.
    Under(f64),
}

/// Looks for random splits whose statistic is at least the one that was found.
fn split_p(cells: &Cells, statistic: f64, seed: u32, most_steps: u64) -> Splits {
    let mut splits = Permutation::new(cells, seed);
    let most = (most_steps / splits.steps().max(1)).clamp(FEWEST_SPLITS, MOST_SPLITS);
    // Equal tables differ in the last bits.
    let at_least = statistic * (1.0 - 1e-9);
    let mut extreme = 0;
    for drawn in 1..=most {
        let found = chi_square_homogeneity(splits.next()).map_or(0.0, |test| test.statistic);
        extreme += u64::from(found >= at_least);
        if extreme == ENOUGH_EXTREME {
            return Splits::Share(extreme as f64 / drawn as f64);
        }
    }
    let share = (extreme + 1) as f64 / (most + 1) as f64;
    if extreme > 0 { Splits::Share(share) } else { Splits::Under(share) }
}

/// The plain test on the filled cells, with the others as one; `None` where fewer than two are left.
fn filled_p(cells: &Cells) -> Option<f64> {
    let (n, m) = cells.totals();
    let thinner_share = n.min(m) as f64 / (n + m) as f64;
    let is_filled = |(r, p): (u64, u64)| (r + p) as f64 * thinner_share >= FILLED_FROM;
    let (filled, rare): (Vec<_>, Vec<_>) = cells.pairs().partition(|&pair| is_filled(pair));
    let rest = rare.iter().fold((0, 0), |(r, p), pair| (r + pair.0, p + pair.1));
    let mut pairs = filled;
    if is_filled(rest) {
        pairs.push(rest);
    } else if let Some(thinnest) = pairs.iter_mut().min_by_key(|(r, p)| r + p) {
        *thinnest = (thinnest.0 + rest.0, thinnest.1 + rest.1);
    }
    if pairs.len() < 2 {
        return None;
    }
    let (reference, production) = pairs.into_iter().unzip();
    chi_square_homogeneity(&Cells { reference, production }).map(|test| test.p_value)
}

/// Mean and variance of the statistic over all tables with the same margins; `None` where it does
/// not vary.
fn conditional_moments(cells: &Cells) -> Option<(f64, f64)> {
    let (n, m) = cells.totals();
    let total = (n + m) as f64;
    if total <= 3.0 {
        return None;
    }
    let columns: Vec<f64> =
        cells.pairs().filter(|&(r, p)| r + p > 0).map(|(r, p)| (r + p) as f64).collect();
    let (rows, levels) = (2.0, columns.len() as f64);
    let spread = |size: f64| (size - 1.0) * (total - size) / (total - 1.0);
    let unevenness =
        |reciprocals: f64, size: f64| (total * reciprocals - size * size) / (total - 2.0);
    let row_unevenness = unevenness(1.0 / n as f64 + 1.0 / m as f64, rows);
    let column_unevenness = unevenness(columns.iter().map(|count| 1.0 / count).sum(), levels);
    let mean = total * (rows - 1.0) * (levels - 1.0) / (total - 1.0);
    let variance = 2.0 * total / (total - 3.0)
        * (spread(rows) - row_unevenness)
        * (spread(levels) - column_unevenness)
        + total * total / (total - 1.0) * row_unevenness * column_unevenness;
    // Rounding leaves about this much of a variance that is 0.
    (variance > 1e-12 * mean * mean).then_some((mean, variance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, cells};

    const STEPS: u64 = 20_000_000;

    // Expected: mean and variance over all tables with rows 5, 7 and columns 3, 2, 4, 1, 2, each
    // weighted by its hypergeometric probability, summed up in Python 3.11; and
    // scipy.stats.gamma.sf(X2 * mean / variance, mean**2 / variance), scipy 1.17.1.
    #[test]
    fn sparse_p_matches_the_exact_moments() {
        let table = cells(&[3, 0, 1, 1, 0], &[0, 2, 3, 0, 2]);
        let (mean, variance) = conditional_moments(&table).unwrap();
        assert_close(mean, 4.363636363636363);
        assert_close(variance, 4.74672963400236);
        let statistic = chi_square_homogeneity(&table).unwrap().statistic;
        assert_close(matched_p(&table, statistic).unwrap(), 0.03755580681010844);
    }

    #[test]
    fn all_values_different_is_no_evidence() {
        let table = cells(&[1, 1, 1, 1, 0, 0, 0, 0], &[0, 0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(chi_square_sparse_p(&table, 1, STEPS), Some(1.0));
        assert_eq!(chi_square_sparse_p(&cells(&[2], &[0]), 1, STEPS), None);
    }

    /// A column of one value, of which production has `rare` others, each once: of all splits the
    /// most extreme two, so that the exact p-value is `2 C(2n - rare, n) / C(2n, n)`.
    #[test]
    fn a_few_rare_values_are_not_overrated() {
        for (n, rare, times) in [(50, 5, 1.5), (200, 6, 1.5), (500, 8, 1.6), (5_000, 12, 2.5)] {
            let exact: f64 =
                2.0 * (0..rare).map(|i| (n - i) as f64 / (2 * n - i) as f64).product::<f64>();
            let mut reference = vec![0; rare as usize + 1];
            let mut production = vec![1; rare as usize + 1];
            (reference[0], production[0]) = (n, n - rare);
            let p = chi_square_sparse_p(&Cells { reference, production }, 1, STEPS).unwrap();
            assert!((exact / times..exact * times).contains(&p), "{p}, exactly {exact}");
        }
    }

    #[test]
    fn what_is_beyond_all_splits_is_told_by_the_filled_cells() {
        let table = cells(&[5_000, 5_000, 1, 0], &[9_000, 1_000, 0, 1]);
        let p = chi_square_sparse_p(&table, 1, STEPS).unwrap();
        assert!(p < 1e-300, "{p}");
        let few = cells(&[40, 0, 0, 0, 0, 0, 0, 0], &[0, 6, 6, 6, 6, 6, 6, 4]);
        assert!(chi_square_sparse_p(&few, 1, STEPS).unwrap() < 3e-4);
    }
}
