//! The floor of the PSI that leads for names.
//!
//! PSI raises small shares to a floor. A floor made for ten cells is blind where there are many rare
//! values: with 1,000 of them, every share may be under it, and even if production has none of the
//! reference's values the index is 0. Here the floor comes down as far as it must for rows not to hide
//! under it, but not under half a value, which is what an empty cell can be told from.

use stats::Cells;

/// Share of the rows that may lie under the floor.
const MOST_HIDDEN: f64 = 0.01;

/// The setting's floor, but lower where rare values hold many rows.
///
/// A value is rare where its share of both sides together is under the setting. As many shares as
/// there are rare values then hold at most 1% of rows under the floor. Depends on the two sides only
/// through their sizes and their sum, so that it is the same for every permutation.
pub fn of(cells: &Cells, setting: f64) -> f64 {
    let (n, m) = cells.totals();
    let rare_under = setting * (n + m) as f64;
    let pooled = cells.reference.iter().zip(&cells.production).map(|(r, p)| (r + p) as f64);
    let rare = pooled.filter(|&count| count < rare_under).count() as f64;
    if rare * setting <= MOST_HIDDEN {
        return setting;
    }
    let half_a_value = 0.5 / n.max(m) as f64;
    setting.min((MOST_HIDDEN / rare).max(half_a_value))
}

#[cfg(test)]
mod tests {
    use super::of;
    use stats::{Cells, psi_floored};

    fn cells(pairs: impl IntoIterator<Item = (u64, u64)>) -> Cells {
        let (reference, production) = pairs.into_iter().unzip();
        Cells { reference, production }
    }

    #[test]
    fn few_rare_values_leave_the_setting() {
        let few = cells([(50_000, 40_000), (0, 500)].into_iter().chain([(3, 4); 10]));
        assert_eq!(of(&few, 0.001), 0.001);
        assert_eq!(of(&few, 0.000_001), 0.000_001);
    }

    #[test]
    fn rows_do_not_hide_under_it() {
        // Every share is 0.0008: under the setting.
        let replaced = cells((0..2_500).map(|i| if i < 1_250 { (8, 0) } else { (0, 8) }));
        assert_eq!(psi_floored(&replaced, 0.001).map(|psi| psi.value), Some(0.0));
        assert_eq!(of(&replaced, 0.001), 0.000_05);
        // By hand: 2,500 times (0.0008 - 0.00005) ln 16.
        let psi = psi_floored(&replaced, 0.000_05).map_or(0.0, |psi| psi.value);
        assert!((psi - 5.198_603_854_2).abs() < 1e-9, "{psi}");
        let many_rows = cells([(500, 0); 20].into_iter().chain([(2_000_000, 2_000_000)]));
        assert_eq!(of(&many_rows, 0.001), 0.0005);
    }

    #[test]
    fn it_stays_at_half_a_value() {
        assert_eq!(of(&cells([(1, 0); 2_000]), 0.001), 0.5 / 2_000.0);
    }
}
