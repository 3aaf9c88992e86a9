//! The difference of two means in pooled standard deviations: Cohen's d (1988), and Hedges' g (1981), which takes away
//! what d has too much of in small samples.
//!
//! `d = (treatment - control) / s` and `g = d (1 - 3 / (4 (n + m - 2) - 1))`. The intervals hold exactly for normal
//! values of one variance: the d at which Student's t would be as high, or as low, in 2.5% of samples, by the
//! noncentral law (Steiger and Fouladi 1997), as with `scipy.stats.nct`. Without a unit: 0.2 is small, 0.5 medium, 0.8
//! large. `None` where an arm has fewer than two rows, or neither varies.

use crate::performance::{Estimate, Interval};
use crate::special::noncentral_t_cdf;
use crate::{Moments, welch_t};

/// The difference in standard deviations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StandardizedDifference {
    /// Cohen's d.
    pub cohens_d: Estimate,
    /// Hedges' g.
    pub hedges_g: Estimate,
}

/// Treatment less control, in pooled standard deviations.
#[must_use]
pub fn standardized_difference(
    control: &Moments,
    treatment: &Moments,
) -> Option<StandardizedDifference> {
    let d = welch_t(control, treatment)?.cohens_d;
    let (n, m) = (control.n() as f64, treatment.n() as f64);
    let (freedom, unit) = (n + m - 2.0, (1.0 / n + 1.0 / m).sqrt());
    let interval = noncentralities(d / unit, freedom).map(|ends| ends.map(|end| end * unit));
    let factor = 1.0 - 3.0 / (4.0 * freedom - 1.0);
    Some(StandardizedDifference {
        cohens_d: Estimate { value: d, interval },
        hedges_g: Estimate {
            value: factor * d,
            interval: interval.map(|ends| ends.map(|end| factor * end)),
        },
    })
}

/// The noncentralities that leave 2.5% on either side of a t.
fn noncentralities(t: f64, freedom: f64) -> Option<Interval> {
    // t is its noncentrality over a number near 1, with an error of about 1.
    let reach = 8.0 + 8.0 * t.abs() / freedom.sqrt();
    let end = |share: f64| {
        let (mut low, mut high) = (t - reach, t + reach);
        // More halvings than these a difference of 1e-13 of the reach does not need.
        for _ in 0..50 {
            let middle = low + (high - low) / 2.0;
            if noncentral_t_cdf(t, freedom, middle) > share { low = middle } else { high = middle }
        }
        low
    };
    t.is_finite().then(|| Interval { low: end(0.975), high: end(0.025) })
}

#[cfg(test)]
mod tests {
    use super::standardized_difference;
    use crate::testing::{a, assert_close, b, moments_of};

    // Expected: numpy 2.4.6, scipy 1.17.1: d as in welch_t; with t = d / sqrt(1 / n + 1 / m),
    // scipy.optimize.brentq(lambda nc: scipy.stats.nct.cdf(t, n + m - 2, nc) - p, t - 9, t + 9, xtol=1e-14) for p = 0.975
    // and 0.025, of A and B and of [1, 2, 4, 8] and [3, 5, 9, 9, 20].
    #[test]
    fn equals_scipy() {
        let small = [moments_of(&[1.0, 2.0, 4.0, 8.0]), moments_of(&[3.0, 5.0, 9.0, 9.0, 20.0])];
        let large = [moments_of(a().values()), moments_of(b().values())];
        for ([control, treatment], g, low, high) in [
            (large, 0.09427211256954969, -0.11740844808820018, 0.30622463857354765),
            (small, 0.9028208881479269, -0.429392888496946, 2.399706767583844),
        ] {
            let found = standardized_difference(&control, &treatment).unwrap();
            let interval = found.cohens_d.interval.unwrap();
            assert_close(found.hedges_g.value, g);
            assert!((interval.low - low).abs() < 1e-9 && (interval.high - high).abs() < 1e-9);
        }
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let some = moments_of(&[1.0, 2.0, 4.0]);
        assert_eq!(standardized_difference(&some, &moments_of(&[1.0])), None);
        assert_eq!(standardized_difference(&moments_of(&[2.0; 4]), &moments_of(&[3.0; 9])), None);
        let same = standardized_difference(&some, &some).unwrap().cohens_d;
        let interval = same.interval.unwrap();
        assert!(same.value == 0.0 && (interval.low + interval.high).abs() < 1e-9);
        let apart = moments_of(&[1e9, 1e9 + 1.0, 1e9 + 2.0]);
        let found = standardized_difference(&some, &apart).unwrap().cohens_d.interval.unwrap();
        assert!(found.low > 1e8 && found.high.is_finite());
    }
}
