//! Percentile interval of any measure of two arms, from rows drawn again with a seed.
//!
//! Each draw takes n rows of the control's n and m of the treatment's m; the ends are those of `numpy.quantile` at 2.5%
//! and 97.5% of the draws' values (Efron and Tibshirani 1993). For measures without a closed form; of means under long
//! tails it is as Welch's, at the cost of draws times rows. Draws without a value are left out; no interval where
//! over half are. `None` where an arm has no rows or the measure has no value.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use crate::Sorted;
use crate::performance::{Estimate, percentile_interval};

/// A measure of two arms, and what it was in rows drawn again.
#[derive(Clone, Debug, PartialEq)]
pub struct Bootstrap {
    /// The measure with its interval, by percentiles.
    pub estimate: Estimate,
    /// Its value in each draw that has one, in order.
    pub draws: Sorted,
}

/// The measure of control and treatment, in this order, with its draws.
#[must_use]
pub fn bootstrap_difference(
    control: &[f64],
    treatment: &[f64],
    draws: u32,
    seed: u32,
    measure: impl Fn(&[f64], &[f64]) -> Option<f64>,
) -> Option<Bootstrap> {
    if control.is_empty() || treatment.is_empty() {
        return None;
    }
    let value = measure(control, treatment).filter(|value| value.is_finite())?;
    let mut random = Pcg32::seed_from_u64(u64::from(seed));
    let mut drawn = [control.to_vec(), treatment.to_vec()];
    let mut values = Vec::with_capacity(draws as usize);
    for _ in 0..draws {
        for (drawn, rows) in drawn.iter_mut().zip([control, treatment]) {
            // Not usize, whose width differs in WebAssembly.
            let len = rows.len() as u64;
            drawn.iter_mut().for_each(|row| *row = rows[random.random_range(0..len) as usize]);
        }
        values.extend(measure(&drawn[0], &drawn[1]).filter(|value| value.is_finite()));
    }
    let interval = percentile_interval(values.clone(), draws);
    let draws = Sorted::new(values).unwrap_or_default();
    Some(Bootstrap { estimate: Estimate { value, interval }, draws })
}

#[cfg(test)]
mod tests {
    use super::bootstrap_difference;
    use crate::performance::mean_difference;
    use crate::testing::{a, b, moments_of};

    fn difference(control: &[f64], treatment: &[f64]) -> Option<f64> {
        let mean = |rows: &[f64]| rows.iter().sum::<f64>() / rows.len() as f64;
        Some(mean(treatment) - mean(control))
    }

    #[test]
    fn the_interval_of_a_difference_is_near_welchs() {
        let (a, b) = (a(), b());
        let of = |seed| bootstrap_difference(a.values(), b.values(), 2_000, seed, difference);
        let drawn = of(1).unwrap().estimate.interval.unwrap();
        let closed = mean_difference(&moments_of(a.values()), &moments_of(b.values())).unwrap();
        let closed = closed.interval.unwrap();
        assert!((drawn.low - closed.low).abs() < 0.06 && (drawn.high - closed.high).abs() < 0.06);
        assert_eq!(of(7), of(7));
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(bootstrap_difference(&[], &[1.0], 10, 1, difference), None);
        assert_eq!(bootstrap_difference(&[1.0], &[2.0], 10, 1, |_, _| None), None);
        let infinite = bootstrap_difference(&[1.0], &[f64::INFINITY], 10, 1, difference);
        assert_eq!(infinite, None);
        let none = bootstrap_difference(&[1.0], &[2.0], 0, 1, difference).unwrap();
        assert_eq!((none.estimate.value, none.estimate.interval), (1.0, None));
    }
}
