//! Correlation ratio of numbers by category: the root of the share of their variance that lies between
//! the categories, `η = sqrt(Σ n_k (x̄_k − x̄)² / Σ (x − x̄)²)` (Pearson 1905).

/// The ratio, from 0 to 1; pairs of a category and a finite number. `None` where there are fewer than two
/// categories, or the numbers are constant.
#[must_use]
pub fn correlation_ratio(codes: &[u32], values: &[f64], categories: usize) -> Option<f64> {
    let largest = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    let exponent = crate::unit::exponent_over(largest);
    let scaled = |value: f64| libm::scalbn(value, -exponent);
    let n = values.len() as f64;
    let mean = values.iter().map(|&value| scaled(value)).sum::<f64>() / n;
    let mut groups = vec![(0_u64, 0.0); categories];
    let mut total = 0.0;
    for (&code, &value) in codes.iter().zip(values) {
        let deviation = scaled(value) - mean;
        let (count, sum) = groups.get_mut(code as usize)?;
        *count += 1;
        *sum += deviation;
        total += deviation * deviation;
    }
    let filled = groups.iter().filter(|(count, _)| *count > 0);
    let between: f64 = filled.clone().map(|(count, sum)| sum * sum / *count as f64).sum();
    (filled.count() > 1 && total > 0.0).then(|| (between / total).min(1.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::correlation_ratio;
    use crate::testing::{assert_close, pairs};

    // Expected: sqrt of the R squared of statsmodels.formula.api.ols("x ~ C(g)"), g = i mod 4; 0.15.0.
    #[test]
    fn equals_statsmodels() {
        let (x, _) = pairs();
        let codes: Vec<u32> = (0..x.len() as u32).map(|i| i % 4).collect();
        assert_close(correlation_ratio(&codes, &x, 4).unwrap(), 0.1072477339139467);
        assert_close(correlation_ratio(&[0, 0, 1], &[1e300, 1e300, -1e300], 2).unwrap(), 1.0);
        assert_eq!(correlation_ratio(&[0, 0], &[1.0, 2.0], 2), None);
        assert_eq!(correlation_ratio(&[0, 1], &[2.0, 2.0], 2), None);
        assert_eq!(correlation_ratio(&[], &[], 0), None);
    }
}
