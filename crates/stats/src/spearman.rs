//! Spearman's rank correlation of paired values, with the standard error that the data give it.
//!
//! Pearson's correlation of mid-ranks, as `scipy.stats.spearmanr`. The standard error is that of the
//! statistic's influence function (Hampel 1974), so it holds whatever the law of the values is and
//! however they are tied, where Fisher's `1/sqrt(n − 3)` needs normal values:
//! with mid-distribution functions F, G, `a = F(x) − 1/2`, `b = G(y) − 1/2`,
//! `C = E ab`, `U = E a²`, `V = E b²`,
//! `ψ_C = ab + A_b(x) + B_a(y) − 3C`, `ψ_U = a² + 2 A_a(x) − 3U`, `ψ_V` alike, where `A_b(x)` is the mean of
//! b over pairs with a larger x, those with the same x counted half; then
//! `ψ = ψ_C / sqrt(UV) − ρ (ψ_U / U + ψ_V / V) / 2`, and the squared error is the mean of ψ² over n − 3.

/// A rank correlation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spearman {
    /// From −1 to 1.
    pub correlation: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Pairs.
    pub n: usize,
}

/// The rank correlation of finite pairs; `None` where there are fewer than four, or a side is constant.
///
/// `x_order` and `y_order` are positions of the pairs in ascending order of x and of y.
#[must_use]
pub fn spearman(x: &[f64], y: &[f64], x_order: &[u32], y_order: &[u32]) -> Option<Spearman> {
    let n = x.len();
    if n < 4 || y.len() != n {
        return None;
    }
    let (a, b) = (centred_ranks(x, x_order), centred_ranks(y, y_order));
    let mean = |of: &dyn Fn(usize) -> f64| (0..n).map(of).sum::<f64>() / n as f64;
    let (c, u, v) = (mean(&|i| a[i] * b[i]), mean(&|i| a[i] * a[i]), mean(&|i| b[i] * b[i]));
    if u <= 0.0 || v <= 0.0 {
        return None;
    }
    let root = (u * v).sqrt();
    let correlation = (c / root).clamp(-1.0, 1.0);
    let (b_above_x, a_above_x) = (above(x, x_order, &b), above(x, x_order, &a));
    let (a_above_y, b_above_y) = (above(y, y_order, &a), above(y, y_order, &b));
    let influence = |i: usize| {
        let of_c = a[i] * b[i] + b_above_x[i] + a_above_y[i] - 3.0 * c;
        let of_u = a[i] * a[i] + 2.0 * a_above_x[i] - 3.0 * u;
        let of_v = b[i] * b[i] + 2.0 * b_above_y[i] - 3.0 * v;
        of_c / root - correlation * (of_u / u + of_v / v) / 2.0
    };
    let squared = mean(&|i| influence(i) * influence(i)) / (n - 3) as f64;
    Some(Spearman { correlation, standard_error: squared.sqrt(), n })
}

/// Positions of values in ascending order; equal ones in the order of their positions.
#[must_use]
pub fn order_of(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
    order
}

/// Mid-distribution function of each value, less one half.
fn centred_ranks(values: &[f64], order: &[u32]) -> Vec<f64> {
    let n = values.len() as f64;
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for run in order.chunk_by(|&i, &j| values[i as usize] == values[j as usize]) {
        let middle = before as f64 + run.len() as f64 / 2.0;
        run.iter().for_each(|&i| ranks[i as usize] = middle / n - 0.5);
        before += run.len();
    }
    ranks
}

/// For each pair the sum of `of` over pairs with a larger value, those with the same one counted half,
/// over the number of pairs.
fn above(values: &[f64], order: &[u32], of: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    let mut sums = vec![0.0; values.len()];
    let mut behind = 0.0;
    for run in order.chunk_by(|&i, &j| values[i as usize] == values[j as usize]).rev() {
        let own: f64 = run.iter().map(|&i| of[i as usize]).sum();
        run.iter().for_each(|&i| sums[i as usize] = (behind + own / 2.0) / n);
        behind += own;
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::{order_of, spearman};
    use crate::testing::{assert_close, pairs};

    fn of(x: &[f64], y: &[f64]) -> super::Spearman {
        spearman(x, y, &order_of(x), &order_of(y)).unwrap()
    }

    // Expected: scipy.stats.spearmanr(x, y).statistic, scipy 1.17.1; and with both rounded, so that
    // values are tied.
    #[test]
    fn equals_scipy() {
        let (x, y) = pairs();
        assert_close(of(&x, &y).correlation, 0.5626007224228954);
        let round =
            |values: &[f64]| values.iter().map(|v| libm::floor(v / 2.0)).collect::<Vec<_>>();
        assert_close(of(&round(&x), &round(&y)).correlation, 0.5454358903659283);
    }

    // Expected: the jackknife over scipy.stats.spearmanr of the same pairs, whose error is of order 1/n.
    #[test]
    fn the_standard_error_is_about_that_of_the_jackknife() {
        let (x, y) = pairs();
        let error = of(&x, &y).standard_error;
        assert!((error / 0.09031191912653283 - 1.0).abs() < 0.05, "{error}");
        let round =
            |values: &[f64]| values.iter().map(|v| libm::floor(v / 2.0)).collect::<Vec<_>>();
        let error = of(&round(&x), &round(&y)).standard_error;
        assert!((error / 0.092144919547422 - 1.0).abs() < 0.05, "{error}");
    }

    #[test]
    fn a_perfect_order_is_without_error() {
        let x: Vec<f64> = (0..50).map(f64::from).collect();
        let y: Vec<f64> = x.iter().map(|x| -x * x * x).collect();
        let found = of(&x, &y);
        assert_close(found.correlation, -1.0);
        assert!(found.standard_error < 1e-9);
        let flat = vec![1.0; 50];
        assert_eq!(spearman(&x, &flat, &order_of(&x), &order_of(&flat)), None);
    }
}
