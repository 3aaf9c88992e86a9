//! What a window's count should be, from counts of windows before it, in groups such as weekdays.
//!
//! The mean of each group, and one dispersion for all: Pearson's `φ = Σ (c − μ)² / μ / (N − groups)`, at
//! least 1, because counts of events that come together spread more than the Poisson law has it
//! (McCullagh and Nelder 1989, 6.2). A new count c has `t = (c − μ) / sqrt(φ μ (1 + 1/n))`, held against
//! Student's law with N − groups degrees of freedom, which knows that φ is an estimate. Counts are skewed,
//! and the fewer the more, so that a high one is rarer by Student's law than it is: the p-value is also at
//! least that of the negative binomial law of the same mean and variance, which for φ of 1 is the law of a
//! Poisson count given n before it.

use crate::special::{negative_binomial_at_least, student_t_two_sided};

/// Counts of windows before, in groups.
#[derive(Clone, Debug, PartialEq)]
pub struct CountBaseline {
    /// Mean and windows of each group.
    groups: Vec<(f64, f64)>,
    /// How much more counts spread than the Poisson law has it; 1 where they do not.
    pub dispersion: f64,
    degrees_of_freedom: f64,
}

impl CountBaseline {
    /// From the group and count of each window; `None` where there are not more windows than groups, or
    /// a group has none or no event.
    #[must_use]
    pub fn of(windows: &[(usize, u64)], groups: usize) -> Option<Self> {
        let mut sums = vec![(0.0, 0.0); groups];
        for &(group, count) in windows {
            let (sum, n) = sums.get_mut(group)?;
            *sum += count as f64;
            *n += 1.0;
        }
        if sums.iter().any(|(sum, n)| *n == 0.0 || *sum == 0.0) {
            return None;
        }
        let groups: Vec<(f64, f64)> = sums.into_iter().map(|(sum, n)| (sum / n, n)).collect();
        let degrees = windows.len().checked_sub(groups.len()).filter(|degrees| *degrees > 0)?;
        let squares: f64 = windows
            .iter()
            .map(|&(group, count)| {
                let mean = groups[group].0;
                (count as f64 - mean) * (count as f64 - mean) / mean
            })
            .sum();
        let degrees_of_freedom = degrees as f64;
        let dispersion = (squares / degrees_of_freedom).max(1.0);
        Some(Self { groups, dispersion, degrees_of_freedom })
    }

    /// The baseline of a steady share of the same events: a count of mean μ and variance φ μ, each event
    /// of which is kept with probability f, has mean f μ and variance f μ (1 + f (φ - 1)). Over 1 the
    /// share stands for more events of the same kind.
    #[must_use]
    pub fn share(&self, share: f64) -> Self {
        let groups = self.groups.iter().map(|(mean, n)| (mean * share, *n)).collect();
        let dispersion = 1.0 + share * (self.dispersion - 1.0);
        Self { groups, dispersion, degrees_of_freedom: self.degrees_of_freedom }
    }

    /// The expected count of a group's window, and the two-sided p-value of the count that it has.
    #[must_use]
    pub fn judge(&self, group: usize, count: u64) -> Option<(f64, f64)> {
        let &(mean, n) = self.groups.get(group)?;
        let variance = self.dispersion * mean * (1.0 + 1.0 / n);
        let t = (count as f64 - mean) / variance.sqrt();
        let p_value = student_t_two_sided(t, self.degrees_of_freedom);
        Some((mean, p_value.max(skewed_p(count, mean, variance))))
    }
}

/// Two-sided p-value of a count by the negative binomial law.
fn skewed_p(count: u64, mean: f64, variance: f64) -> f64 {
    let at_least = negative_binomial_at_least(count, mean, variance);
    let at_most = 1.0 - negative_binomial_at_least(count + 1, mean, variance);
    (2.0 * at_least.min(at_most)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::CountBaseline;
    use crate::testing::assert_close;

    // Expected: numpy and scipy.stats.t.sf, scipy 1.17.1, by the formula above.
    #[test]
    fn equals_scipy() {
        let windows = [(0, 90), (1, 40), (0, 131), (1, 22), (0, 100), (1, 61), (0, 77)];
        let baseline = CountBaseline::of(&windows, 2).unwrap();
        assert_close(baseline.dispersion, 6.911043019977939);
        let (mean, p) = baseline.judge(0, 30).unwrap();
        assert_close(mean, 99.5);
        assert_close(p, 0.06391023267915882);
    }

    /// 480 windows of 2 events by chance each: with 480 looks, 9 of them are no alarm.
    #[test]
    fn few_events_are_skewed() {
        let windows: Vec<(usize, u64)> =
            (0..480).map(|i| (0, [0, 1, 1, 2, 2, 2, 3, 5][i % 8])).collect();
        let baseline = CountBaseline::of(&windows, 1).unwrap();
        let p = |count: u64| baseline.judge(0, count).unwrap().1;
        assert!(p(9) > 0.05 / 480.0 && p(14) < 0.05 / 480.0, "{} {}", p(9), p(14));
    }

    // Thinned Poisson counts are Poisson, and a share of all is the baseline itself.
    #[test]
    fn a_share_thins_mean_and_dispersion() {
        let baseline =
            CountBaseline { groups: vec![(80.0, 10.0)], dispersion: 3.0, degrees_of_freedom: 9.0 };
        let half = baseline.share(0.5);
        assert_eq!(half.judge(0, 40), Some((40.0, 1.0)));
        assert_close(half.dispersion, 2.0);
        assert_eq!(baseline.share(1.0), baseline);
    }

    #[test]
    fn needs_windows_and_events() {
        assert_eq!(CountBaseline::of(&[], 1), None);
        assert_eq!(CountBaseline::of(&[(0, 5)], 1), None);
        assert_eq!(CountBaseline::of(&[(0, 0), (0, 0)], 1), None);
        assert_eq!(CountBaseline::of(&[(3, 1)], 1), None);
        let even = CountBaseline::of(&[(0, 5), (0, 5), (0, 5)], 1).unwrap();
        assert_eq!((even.dispersion, even.judge(0, 5).map(|(_, p)| p)), (1.0, Some(1.0)));
    }
}
