//! Exact law of the one-sample statistic by Durbin's matrix (Marsaglia, Tsang and Wang 2003,
//! "Evaluating Kolmogorov's distribution"): an element of the n-th power of a matrix of
//! `2 ceil(n x) - 1` rows. For small n x only.

/// Power of two by which the product with n! / n^n is rescaled, so that it does not vanish.
const SCALE_BITS: i32 = 128;

/// P(D_n < x) for a sample of n values and 0.5 < n x.
pub(super) fn cdf(n: u64, x: f64) -> f64 {
    let nx = n as f64 * x;
    let k = libm::ceil(nx) as usize;
    let size = 2 * k - 1;
    let step = Scaled { matrix: transition(size, k as f64 - nx), size, bits: 0 };
    let power = step.power(n);
    let mut p = power.at(k - 1, k - 1);
    let mut bits = power.bits;
    // n! / n^n, a factor at a time.
    for i in 1..=n {
        p = i as f64 * p / n as f64;
        if p < libm::ldexp(1.0, -SCALE_BITS) {
            p = libm::ldexp(p, SCALE_BITS);
            bits -= SCALE_BITS;
        }
    }
    libm::ldexp(p, bits).clamp(0.0, 1.0)
}

/// The matrix H of the paper, row by row.
fn transition(size: usize, h: f64) -> Vec<f64> {
    let mut inverse_factorial = vec![1.0; size + 1];
    for i in 1..=size {
        inverse_factorial[i] = inverse_factorial[i - 1] / i as f64;
    }
    let mut edge: Vec<f64> =
        (1..=size).map(|i| (1.0 - libm::pow(h, i as f64)) * inverse_factorial[i]).collect();
    let corner = libm::pow((2.0 * h - 1.0).max(0.0), size as f64) - 2.0 * libm::pow(h, size as f64);
    edge[size - 1] = (1.0 + corner) * inverse_factorial[size];
    let mut matrix = vec![0.0; size * size];
    for row in 0..size {
        for column in 1..=(row + 1).min(size - 1) {
            matrix[row * size + column] = inverse_factorial[row + 1 - column];
        }
        matrix[row * size] = edge[row];
    }
    for column in 0..size {
        matrix[(size - 1) * size + column] = edge[size - 1 - column];
    }
    matrix
}

/// A square matrix times a power of two.
struct Scaled {
    matrix: Vec<f64>,
    size: usize,
    bits: i32,
}

impl Scaled {
    fn at(&self, row: usize, column: usize) -> f64 {
        self.matrix[row * self.size + column]
    }

    /// The matrix to a power.
    fn power(mut self, mut exponent: u64) -> Self {
        let mut result = Self { matrix: identity(self.size), size: self.size, bits: 0 };
        while exponent > 0 {
            if exponent % 2 == 1 {
                result = result.times(&self);
            }
            self = self.times(&self);
            exponent /= 2;
        }
        result
    }

    fn times(&self, other: &Self) -> Self {
        let size = self.size;
        let mut matrix = vec![0.0; size * size];
        for (row, left) in matrix.chunks_mut(size).zip(self.matrix.chunks(size)) {
            for (&factor, right) in left.iter().zip(other.matrix.chunks(size)) {
                for (sum, element) in row.iter_mut().zip(right) {
                    *sum += factor * element;
                }
            }
        }
        Self { matrix, size, bits: self.bits + other.bits }.rescaled()
    }

    /// The same with elements of at most 1, so that no product of two can overflow.
    fn rescaled(mut self) -> Self {
        let (_, bits) = libm::frexp(self.matrix.iter().copied().fold(0.0, f64::max));
        for element in &mut self.matrix {
            *element = libm::ldexp(*element, -bits);
        }
        self.bits += bits;
        self
    }
}

fn identity(size: usize) -> Vec<f64> {
    let mut matrix = vec![0.0; size * size];
    for i in 0..size {
        matrix[i * size + i] = 1.0;
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::cdf;
    use crate::testing::assert_within;

    // Expected: scipy.stats._ksstats._kolmogn_DMTW(10, .274) and (2000, .04), scipy 1.17.1; they
    // are the examples of the paper.
    #[test]
    fn equals_scipy() {
        assert_within(cdf(10, 0.274), 0.6284796154565043, 1e-12);
        assert_within(cdf(2000, 0.04), 0.9967694319171057, 1e-12);
    }

    // Expected: scipy.stats._ksstats._kolmogn_Pomeranz(n, nx / n, cdf=False), another exact
    // algorithm; scipy 1.17.1. Its kstwo.sf gives 0 here, because its form of this one overflows.
    #[test]
    fn many_factors_do_not_overflow() {
        let samples = [
            (32_767, 5.0),
            (49_151, 5.0),
            (65_000, 5.0),
            (65_535, 2.5),
            (65_535, 16.0),
            (81_919, 5.0),
            (98_303, 5.0),
            (65_535, 50.0),
        ];
        for (n, nx) in samples {
            assert_within(1.0 - cdf(n, nx / n as f64), 1.0, 1e-12);
        }
    }
}
