//! Exact law of the statistic without ties: every order of the pooled sample, a lattice path from
//! (0, 0) to (n, m), is equally likely, and each of its points adds `(x m - y n)^2`
//! (Xiao, Gordon and Yakovlev 2007). Small samples only: the number of different sums grows fast.

use std::collections::BTreeMap;

/// Share of paths whose sum is at least `sum`.
pub(super) fn p_value(sum: u64, n: u64, m: u64) -> f64 {
    // For each y in turn, the number of paths to (x, y) by their sum.
    let mut column: Vec<BTreeMap<u64, f64>> = Vec::new();
    for y in 0..=m {
        for x in 0..=n {
            let mut here: BTreeMap<u64, f64> = BTreeMap::new();
            let start = BTreeMap::from([(0, 1.0)]);
            let from_left = (x > 0).then(|| &column[x as usize - 1]);
            let from_below = (y > 0).then(|| &column[x as usize]);
            let at_start = (x == 0 && y == 0).then_some(&start);
            let gap = (x * m).abs_diff(y * n);
            for before in [from_left, from_below, at_start].into_iter().flatten() {
                for (&value, &paths) in before {
                    *here.entry(value + gap * gap).or_default() += paths;
                }
            }
            if y == 0 {
                column.push(here);
            } else {
                column[x as usize] = here;
            }
        }
    }
    let last = column.pop().unwrap_or_default();
    let all: f64 = last.values().sum();
    last.range(sum..).map(|(_, paths)| paths).sum::<f64>() / all
}

#[cfg(test)]
mod tests {
    use super::p_value;
    use crate::testing::assert_close;

    // Expected: by hand. The two orders that separate 2 from 2 values have the sum 4 + 16 + 4, the
    // two that alternate 4 + 0 + 4, the two with one side in the middle 4 + 0 + 4.
    #[test]
    fn counts_orders() {
        let p = [0, 8, 9, 24, 25].map(|sum| p_value(sum, 2, 2));
        assert_eq!(p, [1.0, 1.0, 1.0 / 3.0, 1.0 / 3.0, 0.0]);
        assert_close(p_value(1, 10, 9), 1.0);
    }
}
