//! Whether the effect differs between groups of rows, as countries: the test of interaction (Cochran 1954).
//!
//! `Q = Σ w (effect - mean)²` over groups, with w one over the squared error and the mean weighted by it, held against the
//! chi-square law with one degree of freedom less than there are groups. Groups must not share rows. Q has no unit, the
//! mean is in that of the effects. Groups without an error, or with one of 0, are left out. `None` with fewer than two.

use crate::Measured;
use crate::special::chi_square_sf;

/// How effects differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EffectHeterogeneity {
    /// Cochran's Q.
    pub statistic: f64,
    /// Groups that count, less 1.
    pub degrees_of_freedom: u64,
    /// p-value of one effect in all groups.
    pub p_value: f64,
    /// The effect of all groups, weighted by their certainty.
    pub common: Measured,
}

/// How the effects of groups differ.
#[must_use]
pub fn effect_heterogeneity(groups: &[Measured]) -> Option<EffectHeterogeneity> {
    let is_known = |group: &&Measured| {
        group.value.is_finite() && group.standard_error > 0.0 && group.standard_error.is_finite()
    };
    let known: Vec<&Measured> = groups.iter().filter(is_known).collect();
    // In units of the least error, so that no weight leaves the range of numbers.
    let unit = known.iter().fold(f64::INFINITY, |least, group| least.min(group.standard_error));
    let weight = |group: &Measured| (unit / group.standard_error) * (unit / group.standard_error);
    let all: f64 = known.iter().map(|group| weight(group)).sum();
    let mean = known.iter().map(|group| weight(group) * group.value).sum::<f64>() / all;
    let off = |group: &&Measured| {
        let errors = (group.value - mean) / group.standard_error;
        errors * errors
    };
    let statistic: f64 = known.iter().map(off).sum();
    let degrees_of_freedom = (known.len() as u64).checked_sub(1).filter(|freedom| *freedom > 0)?;
    let standard_error = unit / all.sqrt();
    let is_sound = statistic.is_finite() && mean.is_finite() && standard_error > 0.0;
    is_sound.then(|| EffectHeterogeneity {
        statistic,
        degrees_of_freedom,
        p_value: chi_square_sf(statistic, degrees_of_freedom as f64),
        common: Measured { value: mean, standard_error },
    })
}

#[cfg(test)]
mod tests {
    use super::effect_heterogeneity;
    use crate::Measured;
    use crate::testing::assert_close;

    fn groups(parts: &[(f64, f64)]) -> Vec<Measured> {
        parts.iter().map(|&(value, standard_error)| Measured { value, standard_error }).collect()
    }

    // Expected: numpy 2.4.6, scipy 1.17.1: w = 1 / errors**2, mean = (w * effects).sum() / w.sum(), q = (w * (effects -
    // mean)**2).sum(), scipy.stats.chi2.sf(q, 2).
    #[test]
    fn equals_the_formula() {
        let found = effect_heterogeneity(&groups(&[(0.1, 0.1), (0.3, 0.15), (-0.2, 0.2)])).unwrap();
        assert_close(found.common.value, 0.108_196_721_311_475_41);
        assert_close(found.common.standard_error, 0.076_822_127_959_737_59);
        assert_close(found.statistic, 4.016_393_442_622_951);
        assert_close(found.p_value, 0.134_230_511_574_473_85);
        assert_eq!(found.degrees_of_freedom, 2);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(effect_heterogeneity(&groups(&[(1.0, 0.1)])), None);
        assert_eq!(effect_heterogeneity(&groups(&[(1.0, 0.1), (2.0, 0.0), (1.0, f64::NAN)])), None);
        assert_eq!(effect_heterogeneity(&groups(&[(f64::MAX, 1e-9), (-f64::MAX, 1e-9)])), None);
        assert_eq!(effect_heterogeneity(&[]), None);
    }
}
