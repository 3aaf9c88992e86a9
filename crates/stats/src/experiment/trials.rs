//! Rows of an arm, and how many of them succeeded.

/// Successes among rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trials {
    /// Rows that succeeded; more than there are rows count as all.
    pub successes: u64,
    /// Rows.
    pub n: u64,
}

impl Trials {
    /// The share of successes; `None` without rows.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.n > 0).then(|| self.succeeded() as f64 / self.n as f64)
    }

    /// The share with a success and a failure more: neither 0 nor 1, so that it has an error.
    #[must_use]
    pub fn share_with_one_more(self) -> f64 {
        (self.succeeded() as f64 + 1.0) / (self.n as f64 + 2.0)
    }

    /// Rows that succeeded.
    #[must_use]
    pub fn succeeded(self) -> u64 {
        self.successes.min(self.n)
    }

    /// Rows that did not.
    #[must_use]
    pub fn failed(self) -> u64 {
        self.n - self.succeeded()
    }
}

#[cfg(test)]
mod tests {
    use super::Trials;

    #[test]
    fn successes_beyond_the_rows_count_as_all() {
        let trials = Trials { successes: 7, n: 5 };
        assert_eq!((trials.share(), trials.succeeded(), trials.failed()), (Some(1.0), 5, 0));
        assert_eq!(Trials::default().share(), None);
    }
}
