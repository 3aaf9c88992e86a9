//! Pearson's correlation of paired values: `Σ (x − x̄)(y − ȳ) / sqrt(Σ (x − x̄)² Σ (y − ȳ)²)`.
//!
//! As `scipy.stats.pearsonr`. In two passes, in units of a power of two near the largest deviation, so
//! that no square leaves the range of numbers.

use crate::unit::exponent_over;

/// The correlation of finite pairs; `None` where there are fewer than two, or a side is constant.
#[must_use]
pub fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let (x, y) = (deviations(x)?, deviations(y)?);
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let (xx, yy) = (dot(&x, &x), dot(&y, &y));
    (xx > 0.0 && yy > 0.0).then(|| (dot(&x, &y) / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0))
}

/// Deviations from the mean, in a unit in which the largest is about 1.
fn deviations(values: &[f64]) -> Option<Vec<f64>> {
    if values.len() < 2 || values.iter().all(|value| *value == values[0]) {
        return None;
    }
    let largest = |values: &[f64]| values.iter().fold(0.0, |most: f64, v| most.max(v.abs()));
    let scale = |values: &mut [f64]| {
        let exponent = exponent_over(largest(values));
        values.iter_mut().for_each(|value| *value = libm::scalbn(*value, -exponent));
    };
    let mut scaled = values.to_vec();
    scale(&mut scaled);
    let mean = scaled.iter().sum::<f64>() / scaled.len() as f64;
    scaled.iter_mut().for_each(|value| *value -= mean);
    scale(&mut scaled);
    Some(scaled)
}

#[cfg(test)]
mod tests {
    use super::pearson;
    use crate::testing::{assert_close, pairs};

    // Expected: scipy.stats.pearsonr(x, y).statistic, scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let (x, y) = pairs();
        assert_close(pearson(&x, &y).unwrap(), 0.5893547131098729);
    }

    #[test]
    fn extremes_cost_nothing() {
        let x = [1e300, -1e300, 3e299];
        let y = [1e-300, -1e-300, 3e-301];
        assert_close(pearson(&x, &y).unwrap(), 1.0);
        assert_eq!(pearson(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(pearson(&[1.0], &[1.0]), None);
        assert_eq!(pearson(&[], &[]), None);
    }
}
