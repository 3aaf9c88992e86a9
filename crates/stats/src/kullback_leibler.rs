//! Kullback-Leibler divergence of the shares in both directions (Kullback and Leibler 1951):
//! `sum p ln(p / r)` and `sum r ln(r / p)` in nats, 0 or more.
//!
//! Infinite where a cell that is empty on the other side is not on this: a floor under small
//! shares avoids that, and decides the result. As `scipy.stats.entropy(p, r)`, which divides floored
//! shares by their sum. Cells empty on both sides count 0, as there.

use crate::{Cells, Smoothing, special::deviance};

/// The divergence is infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the divergence is infinite: cell {cell} is empty on the other side only")]
pub struct InfiniteDivergence {
    /// The first such cell, from 0.
    pub cell: usize,
}

/// The divergence in both directions, in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KullbackLeibler {
    /// `sum p ln(p / r)`: of production from the reference.
    pub production_from_reference: Result<f64, InfiniteDivergence>,
    /// `sum r ln(r / p)`: of the reference from production.
    pub reference_from_production: Result<f64, InfiniteDivergence>,
}

/// The divergence of the shares of both sides, which after a smoothing are divided by their sum.
///
/// Evidently's drift score is [`KullbackLeibler::reference_from_production`] with its own smoothing.
/// `None` where a side is empty.
#[must_use]
pub fn kullback_leibler(cells: &Cells, smoothing: Smoothing) -> Option<KullbackLeibler> {
    let (mut reference, mut production) = smoothing.shares(cells)?;
    if smoothing != Smoothing::None {
        (reference, production) = (normed(reference), normed(production));
    }
    Some(KullbackLeibler {
        production_from_reference: divergence(&production, &reference),
        reference_from_production: divergence(&reference, &production),
    })
}

fn normed(shares: Vec<f64>) -> Vec<f64> {
    let sum: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / sum).collect()
}

/// `sum a ln(a / b)` as `sum (a ln(a / b) + b - a)`, which is the same for shares that sum to 1,
/// and in which no part is negative: so a small divergence keeps its digits.
fn divergence(of: &[f64], from: &[f64]) -> Result<f64, InfiniteDivergence> {
    let mut sum = 0.0;
    for (cell, (&a, &b)) in of.iter().zip(from).enumerate() {
        if b > 0.0 {
            sum += deviance(a, b);
        } else if a > 0.0 {
            return Err(InfiniteDivergence { cell });
        }
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::{InfiniteDivergence, KullbackLeibler, kullback_leibler};
    use crate::{
        Smoothing,
        testing::{assert_close, assert_within, cells, new_category},
    };

    fn both(divergence: KullbackLeibler) -> (f64, f64) {
        let KullbackLeibler { production_from_reference: p, reference_from_production: r } =
            divergence;
        (p.unwrap(), r.unwrap())
    }

    // Expected: scipy.stats.entropy(r, p) with r, p = [82, 79, 80, 79, 80, 0] / 400, [48, 49, 48, 48,
    // 101, 6] / 300; and with numpy.maximum(., .001) of both; scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let plain = kullback_leibler(&new_category(), Smoothing::None).unwrap();
        assert_close(plain.reference_from_production.unwrap(), 0.07038070751431219);
        let infinite = plain.production_from_reference.unwrap_err();
        assert_eq!(infinite, InfiniteDivergence { cell: 5 });
        assert_eq!(
            infinite.to_string(),
            "the divergence is infinite: cell 5 is empty on the other side only"
        );
        let (p, r) = both(kullback_leibler(&new_category(), Smoothing::Floor(0.001)).unwrap());
        assert_close(p, 0.09617050432267724);
        assert_close(r, 0.06631815725009158);
    }

    // Expected: kl_div_stat_test.func on these categories, Evidently 0.7.23.
    #[test]
    fn equals_evidently() {
        let (_, score) = both(kullback_leibler(&new_category(), Smoothing::Evidently).unwrap());
        assert_close(score, 0.06974389638818526);
    }

    #[test]
    fn is_zero_on_equal_shares_and_none_on_an_empty_side() {
        let same = kullback_leibler(&cells(&[3, 0, 5], &[6, 0, 10]), Smoothing::None).unwrap();
        assert_eq!(both(same), (0.0, 0.0));
        assert_eq!(kullback_leibler(&cells(&[3], &[0]), Smoothing::Floor(0.1)), None);
    }

    // Expected: the first term of the series, e^2 / 2 sum of 1 / (share) with shares of 1/2 moved by
    // e = 1e-9; the next is smaller by 1e-18.
    #[test]
    fn a_small_divergence_keeps_its_digits() {
        let half = 500_000_000;
        let moved = cells(&[half, half], &[half + 1, half - 1]);
        let (p, r) = both(kullback_leibler(&moved, Smoothing::None).unwrap());
        // A share near 1/2 has its last digit at 1e-16, a ten millionth of the move.
        assert_within(p, 2e-18, 1e-6);
        assert_within(r, 2e-18, 1e-6);
    }
}
