//! How often chance alone gives as large a distance: the p-value of a permutation test.

use super::{Distance, permutation::Permutation};
use crate::Cells;

/// Share of `draws` seeded splits of the pooled values, and of what was found, whose distance is at least
/// the one found: never 0 (Phipson and Smyth 2010). Evidently does not count what was found, and gives 0
/// where no split is as large. `None` where a side is empty, the distance cannot be computed, or nothing
/// is drawn.
#[must_use]
pub fn exceeded_share(
    cells: &Cells,
    draws: u32,
    seed: u32,
    distance: &Distance<'_>,
) -> Option<f64> {
    let found = distance(cells)?;
    let mut law = Permutation::new(cells, seed);
    let mut as_large = 0_u32;
    for _ in 0..draws {
        as_large += u32::from(distance(law.next())? >= found);
    }
    (draws > 0).then(|| f64::from(as_large + 1) / f64::from(draws + 1))
}

#[cfg(test)]
mod tests {
    use super::exceeded_share;
    use crate::{Cells, testing::cells, total_variation};

    // Expected: TVD of Evidently 0.7.23's own tests, whose 1,000 splits come from another generator:
    // .928, .085, 0, 1 and .309 against R.
    #[test]
    fn equals_evidently_within_its_own_chance() {
        let r = [16, 18, 16, 14, 12, 12];
        for (other, expected) in [
            ([16, 16, 16, 16, 16, 8], 0.928),
            ([10, 10, 24, 24, 10, 10], 0.085),
            ([0, 0, 0, 0, 0, 88], 0.0),
            (r, 1.0),
            ([10, 24, 12, 16, 8, 16], 0.309),
        ] {
            let p = exceeded_share(&cells(&r, &other), 1_000, 1, &total_variation).unwrap();
            // Four standard errors of the difference of two counts of 1,000.
            let error = 4.0 * (2.0 * expected * (1.0_f64 - expected) / 1_000.0).sqrt();
            let counted = (expected * 1_000.0 + 1.0) / 1_001.0;
            assert!((p - counted).abs() <= error, "{p}, expected {counted}");
            assert!(p > 0.0);
        }
        assert_eq!(exceeded_share(&Cells::default(), 10, 1, &total_variation), None);
        assert_eq!(exceeded_share(&cells(&r, &r), 0, 1, &total_variation), None);
    }
}
