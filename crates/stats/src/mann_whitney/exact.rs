//! Exact law of U without ties: every order of the pooled sample is equally likely, and the
//! largest value lies on either side in proportion to the sizes (Mann and Whitney 1947). Only
//! positive numbers are added, so that small p-values keep their digits.

/// Two-sided p-value of the larger of `u` and `n m - u`, for small n m.
pub(super) fn two_sided_p(u: usize, n: usize, m: usize) -> f64 {
    // The law is symmetric: as many orders have n m - u as have u.
    let least = n * m - u;
    let tail: f64 = probabilities(n.min(m), n.max(m), least).iter().sum();
    (2.0 * tail).min(1.0)
}

/// P(U >= u), for small n m.
pub(super) fn at_least(u: usize, n: usize, m: usize) -> f64 {
    probabilities(n.min(m), n.max(m), n * m - u).iter().sum::<f64>().min(1.0)
}

/// P(U = 0), ..., P(U = most) for n and m values.
fn probabilities(n: usize, m: usize, most: usize) -> Vec<f64> {
    let mut impossible = vec![0.0; most + 1];
    impossible[0] = 1.0;
    // One law for every number of values on the first side; with none on a side U is 0.
    let mut laws = vec![impossible; n + 1];
    for second in 1..=m {
        for first in 1..=n {
            let share = first as f64 / (first + second) as f64;
            let (before, from) = laws.split_at_mut(first);
            let (fewer, law) = (&before[first - 1], &mut from[0]);
            // The largest value is on the first side, over all of the second, or on the second.
            for u in 0..=most {
                let passed = if u < second { 0.0 } else { fewer[u - second] };
                law[u] = share * passed + (1.0 - share) * law[u];
            }
        }
    }
    laws.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{probabilities, two_sided_p};
    use crate::testing::assert_close;

    #[test]
    fn the_law_is_symmetric_and_sums_to_one() {
        let law = probabilities(5, 9, 45);
        assert_close(law.iter().sum(), 1.0);
        (0..=45).for_each(|u| assert_close(law[u], law[45 - u]));
        // One order of the C(14, 5) has no pair.
        assert_close(law[0], 1.0 / 2002.0);
        assert_close(two_sided_p(45, 5, 9), 2.0 / 2002.0);
        assert_eq!(two_sided_p(23, 5, 9), 1.0);
    }
}
