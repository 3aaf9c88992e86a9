//! Limit law of `A^2` given the ties: a quadratic form of the Brownian bridge at the ends of the
//! runs of equal values.
//!
//! With runs of the shares w_j and the bridge's values b_j at their ends, `A^2` goes to the sum of
//! `w_j (b_(j-1) + b_j)^2 / (4 v_j)`, v_j being the variance of `(b_(j-1) + b_j) / 2`. The bridge's
//! precision P and the form's matrix M are tridiagonal, so that `D(y) = det(P - y M) / det P` and
//! the number of its zeros below y come from one pass over the runs (Sturm's sequence). The tail
//! follows from D by Smirnov's formula, as in [`crate::special`].

use std::f64::consts::PI;

use crate::special::bridge_nodes;

/// Neighbouring runs under this share of the values together are taken as one.
const GROUPS: u64 = 512;

/// At most this many pairs of zeros: the terms fall with the exponential of their square.
const MOST_PAIRS: usize = 60;

/// The lengths of runs, and with that the law.
pub(super) struct TiedLaw {
    total: u64,
    lengths: Vec<u64>,
    /// The last length, which may still grow.
    open: u64,
}

impl TiedLaw {
    /// For so many values in both sides together.
    pub fn new(total: u64) -> Self {
        Self { total, lengths: Vec::new(), open: 0 }
    }

    /// Takes in the next run, from left to right.
    #[inline(always)]
    pub fn add(&mut self, length: u64) {
        if self.open > 0 && (self.open + length) * GROUPS >= self.total {
            self.lengths.push(self.open);
            self.open = 0;
        }
        self.open += length;
    }

    /// P(A^2 > x).
    pub fn sf(&self, x: f64) -> f64 {
        let lengths: Vec<u64> = self.lengths.iter().copied().chain([self.open]).collect();
        let Some(form) = Form::new(&lengths, self.total) else {
            return 1.0;
        };
        // Less than 1e-17 of the mass of many weights lies below.
        if x <= 0.0 || (x < 0.005 && form.size() > 2 * MOST_PAIRS) {
            return 1.0;
        }
        let (mut tail, mut sign) = (0.0, 1.0);
        let mut from = 0.0;
        for pair in 0..MOST_PAIRS.min(form.size().div_ceil(2)) {
            let low = form.zero(2 * pair, from);
            let high = if 2 * pair + 1 < form.size() {
                form.zero(2 * pair + 1, low)
            } else {
                f64::INFINITY
            };
            let term = form.integral(x, low, high);
            tail += sign * term;
            sign = -sign;
            if term <= 1e-14 * tail.abs() || high == f64::INFINITY {
                break;
            }
            from = high;
        }
        tail.clamp(0.0, 1.0)
    }
}

/// The matrices P and M, with one row per inner end of a run.
struct Form {
    /// `1 / w_j` per run.
    precision: Vec<f64>,
    /// `w_j / (4 v_j)` per run.
    weight: Vec<f64>,
    /// Pivots of P.
    pivots: Vec<f64>,
}

impl Form {
    /// `None` where there is but one run.
    fn new(lengths: &[u64], total: u64) -> Option<Self> {
        let (mut precision, mut weight, mut below) = (Vec::new(), Vec::new(), 0.0);
        for &length in lengths {
            let share = length as f64 / total as f64;
            let middle = below + share / 2.0;
            let variance = middle * (1.0 - middle) - share / 4.0;
            precision.push(1.0 / share);
            weight.push(share / variance / 4.0);
            below += share;
        }
        let mut form = Self { precision, weight, pivots: Vec::new() };
        let mut pivots = Vec::new();
        form.each_pivot(0.0, |_, pivot| pivots.push(pivot));
        form.pivots = pivots;
        (lengths.len() > 1).then_some(form)
    }

    /// Number of zeros of D.
    fn size(&self) -> usize {
        self.pivots.len()
    }

    /// Visits the pivots of `P - y M`.
    #[inline(always)]
    fn each_pivot(&self, y: f64, mut visit: impl FnMut(usize, f64)) {
        // Any number that is not 0 counts as well for a pivot that vanishes.
        const TINY: f64 = 1e-290;
        let mut pivot = f64::INFINITY;
        for row in 0..self.precision.len().saturating_sub(1) {
            let beside = self.precision[row] + y * self.weight[row];
            let diagonal = self.precision[row] + self.precision[row + 1]
                - y * (self.weight[row] + self.weight[row + 1]);
            pivot = diagonal - beside / pivot * beside;
            if pivot.abs() < TINY {
                pivot = TINY;
            }
            visit(row, pivot);
        }
    }

    fn zeros_below(&self, y: f64) -> usize {
        let mut negative = 0;
        self.each_pivot(y, |_, pivot| negative += usize::from(pivot < 0.0));
        negative
    }

    /// `|D(y)|`
    fn determinant(&self, y: f64) -> f64 {
        let mut product = 1.0;
        self.each_pivot(y, |row, pivot| product *= pivot / self.pivots[row]);
        product.abs()
    }

    /// The zero with so many before it, by bisection from a number at or below it.
    fn zero(&self, before: usize, from: f64) -> f64 {
        let (mut low, mut high) = (from, from.max(1.0) * 1.5);
        while self.zeros_below(high) <= before && high < 1e12 {
            low = high;
            high *= 2.0;
        }
        while high - low > 1e-15 * high {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                break;
            }
            if self.zeros_below(middle) <= before {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }

    /// `1/pi integral of exp(-x y / 2) / (y sqrt|D(y)|)` between two neighbouring zeros.
    fn integral(&self, x: f64, low: f64, high: f64) -> f64 {
        // Past this fall of the exponent only the lower end counts.
        const STEEP: f64 = 4000.0;
        let integrand = |y: f64| libm::exp(-x * y / 2.0) / (y * self.determinant(y).sqrt());
        if x * (high - low) > STEEP {
            // With y = low + s^2 the integrand is a smooth even function, which falls as the normal
            // law does and as 1 / y.
            let most = (80.0 / x).sqrt();
            let step = (most / 32.0).min(0.2 * low.sqrt());
            let nodes = libm::ceil(most / step) as u32;
            let sum: f64 = (0..nodes)
                .map(|i| {
                    let s = (f64::from(i) + 0.5) * step;
                    integrand(low + s * s) * 2.0 * s
                })
                .sum();
            return sum * step / PI;
        }
        let nodes = bridge_nodes(x * (high - low));
        let (middle, half) = (low + (high - low) / 2.0, (high - low) / 2.0);
        let sum: f64 = (0..nodes)
            .map(|i| {
                let angle = (f64::from(i) + 0.5) * PI / f64::from(nodes);
                integrand(middle - half * libm::cos(angle)) * half * libm::sin(angle)
            })
            .sum();
        sum / f64::from(nodes)
    }
}

#[cfg(test)]
mod tests {
    use super::TiedLaw;
    use crate::{
        special::{anderson_darling_sf, chi_square_sf},
        testing::assert_within,
    };

    fn law(lengths: &[u64]) -> TiedLaw {
        let mut law = TiedLaw::new(lengths.iter().sum());
        lengths.iter().for_each(|&length| law.add(length));
        law
    }

    // With two different values A^2 is the chi-square statistic with one degree of freedom.
    #[test]
    fn two_values_have_the_chi_square_law() {
        for lengths in [[50, 50], [1, 99], [97, 3]] {
            for x in [0.01, 0.5, 3.84, 20.0, 300.0] {
                assert_within(law(&lengths).sf(x), chi_square_sf(x, 1.0), 1e-6);
            }
        }
    }

    // Expected: the weights by numpy.linalg.eigvalsh of the covariance of the standardised gaps at
    // the runs' middles, and Imhof's integral (1961) by scipy.integrate.quad, to about 1e-7;
    // numpy 2.4.6, scipy 1.17.1.
    #[test]
    fn equals_imhof() {
        let spread = [60, 1, 1, 1, 30, 2, 80];
        let counts = [10, 13, 17, 30, 21, 12, 7, 4, 1, 1];
        let expected: [(&[u64], [f64; 3]); 3] = [
            (&spread, [0.5359329478045142, 0.09872363672851608, 0.00907646246916538]),
            (&[20; 21], [0.7031941714252427, 0.05744669858208773, 0.0014621590988674327]),
            (&counts, [0.6486287422732866, 0.07024957994106962, 0.0028555508979107858]),
        ];
        for (lengths, tail) in expected {
            for (x, p) in [0.5, 2.5, 6.0].into_iter().zip(tail) {
                assert_within(law(lengths).sf(x), p, 1e-5);
            }
        }
    }

    // Many short runs are as none, but for what grouping them costs: 2% at 0.001, 6% at 1e-9.
    #[test]
    fn many_runs_have_nearly_the_law_without_ties() {
        for x in [0.2, 1.0, 2.5, 6.0, 20.0] {
            let wants = anderson_darling_sf(x);
            assert_within(law(&[3; 500]).sf(x), wants, 0.07);
            assert_within(law(&[1; 100_000]).sf(x), wants, 0.07);
        }
    }

    #[test]
    fn runs_from_one_to_zero() {
        for lengths in [&[7_u64][..], &[400, 3, 90], &[60, 1, 1, 1, 30, 2, 80], &[2; 300]] {
            let law = law(lengths);
            assert_eq!(law.sf(0.0), 1.0);
            let tail: Vec<f64> = (1..150).map(|i| law.sf(f64::from(i * i) * 0.002)).collect();
            assert!(tail.iter().all(|p| (0.0..=1.0).contains(p)));
            assert!(tail.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-6)), "{tail:?}");
        }
    }
}
