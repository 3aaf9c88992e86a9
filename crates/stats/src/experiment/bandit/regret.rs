//! What choices cost against choosing the best arm each time: `Σ n (best mean - mean)` over arms.
//!
//! With means that the log itself estimated the best one leans upwards a little, so that the regret of every policy does.
//! In the reward's unit.

/// What choices cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regret {
    /// Over all rows.
    pub total: f64,
    /// On average.
    pub per_row: f64,
}

/// The regret of so many choices of each arm, with the arms' means; `None` without choices, with lists of unlike length, or
/// where a mean is not finite.
#[must_use]
pub fn regret(chosen: &[u64], means: &[f64]) -> Option<Regret> {
    let rows: u64 = chosen.iter().sum();
    if rows == 0 || chosen.len() != means.len() || means.iter().any(|mean| !mean.is_finite()) {
        return None;
    }
    let best = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let lost = |(&count, mean): (&u64, &f64)| count as f64 * (best - mean);
    let total: f64 = chosen.iter().zip(means).map(lost).sum();
    total.is_finite().then(|| Regret { total, per_row: total / rows as f64 })
}

#[cfg(test)]
mod tests {
    use super::regret;

    // Expected: by hand.
    #[test]
    fn counts_what_the_best_would_have_earned() {
        let found = regret(&[10, 30, 0], &[0.5, 0.25, 0.125]).unwrap();
        assert_eq!((found.total, found.per_row), (7.5, 0.1875));
        assert_eq!(regret(&[0, 9], &[0.1, 0.2]).unwrap().total, 0.0);
        assert_eq!(regret(&[0, 0], &[0.1, 0.2]), None);
        assert_eq!(regret(&[1], &[0.1, 0.2]), None);
        assert_eq!(regret(&[1, 1], &[0.1, f64::NAN]), None);
        assert_eq!(regret(&[1, 1], &[f64::MAX, f64::MIN]), None);
    }
}
