//! Population stability index: the symmetric Kullback-Leibler divergence of binned shares.
//!
//! `sum (p - r) ln(p / r)` over cells with reference share r and production share p, in nats;
//! 0 or more. A share of 0 makes it infinite, so every convention raises small shares in its own
//! way, and the results differ by more than the usual limits of 0.1 and 0.2.

use crate::Cells;

/// A population stability index.
#[derive(Clone, Debug, PartialEq)]
pub struct Psi {
    /// The index, in nats.
    pub value: f64,
    /// Each cell's part of it, 0 or more.
    pub parts: Vec<f64>,
}

/// The index with shares under `floor` raised to it on both sides, and not renormalised.
///
/// `None` where a side is empty.
#[must_use]
pub fn psi_floored(cells: &Cells, floor: f64) -> Option<Psi> {
    let (reference, production) = cells.shares_of_both()?;
    let raise = |shares: Vec<f64>| shares.into_iter().map(|share| share.max(floor)).collect();
    Some(index(raise(reference), raise(production)))
}

/// The index as Evidently 0.7 has it: on each side an empty cell gets the share 0.0001, or a
/// millionth of the side's least non-zero share where that share is 0.0001 or less.
///
/// `None` where a side is empty.
#[must_use]
pub fn psi_evidently(cells: &Cells) -> Option<Psi> {
    let (reference, production) = cells.shares_of_both()?;
    Some(index(fill_zeros(reference), fill_zeros(production)))
}

/// Raises empty cells as Evidently does, without renormalising.
pub(crate) fn fill_zeros(mut shares: Vec<f64>) -> Vec<f64> {
    const FILL: f64 = 1e-4;
    let least = shares.iter().copied().filter(|&share| share > 0.0).fold(1.0, f64::min);
    let fill = if least <= FILL { least / 1e6 } else { FILL };
    for share in &mut shares {
        if *share == 0.0 {
            *share = fill;
        }
    }
    shares
}

fn index(reference: Vec<f64>, production: Vec<f64>) -> Psi {
    let part = |(r, p): (f64, f64)| (p - r) * libm::log(p / r);
    let parts: Vec<f64> = reference.into_iter().zip(production).map(part).collect();
    Psi { value: parts.iter().sum(), parts }
}

#[cfg(test)]
mod tests {
    use super::{psi_evidently, psi_floored};
    use crate::{
        Cells, quantile_edges, sturges_edges,
        testing::{a, a2, assert_close, b, b2, cells, new_category},
    };

    // Expected: r = numpy.maximum(numpy.histogram(A, edges)[0] / 200, .001), p likewise of B,
    // ((p - r) * numpy.log(p / r)).sum() with the deciles of A as edges; numpy 2.4.6.
    #[test]
    fn floored_equals_numpy() {
        let deciles = Cells::from_open_edges(&a(), &b(), &quantile_edges(&a(), 10));
        assert_close(psi_floored(&deciles, 0.001).unwrap().value, 0.03730111922005283);
        let psi = psi_floored(&new_category(), 0.001).unwrap();
        assert_close(psi.value, 0.162555979230352);
        assert_eq!(psi.parts.iter().sum::<f64>(), psi.value);
        assert!(psi.parts.iter().all(|&part| part >= 0.0));
    }

    // Expected: evidently.legacy.calculations.stattests.psi_stat_test.func(A, B, "num", 0.1),
    // Evidently 0.7.23.
    #[test]
    fn equals_evidently() {
        let of = |r, p| psi_evidently(&Cells::from_edges(&r, &p, &sturges_edges(&r, &p, false)));
        assert_close(of(a(), b()).unwrap().value, 0.16081808570352643);
        assert_close(of(a2(), b2()).unwrap().value, 0.5267236116345909);
        assert_close(psi_evidently(&new_category()).unwrap().value, 0.2110735816271321);
    }

    // Expected: by hand from the definition: production has no share under 1e-5 but for the empty
    // cell, which becomes 1e-11 there, while the reference's empty cell becomes 1e-4.
    #[test]
    fn evidently_fills_far_below_a_rare_cell() {
        let psi = psi_evidently(&cells(&[50_000, 0, 50_000], &[99_999, 1, 0])).unwrap();
        assert_close(psi.parts[1], (1e-5 - 1e-4) * (1e-5_f64 / 1e-4).ln());
        assert_close(psi.parts[2], (1e-11 - 0.5) * (1e-11_f64 / 0.5).ln());
    }

    #[test]
    fn nothing_to_compare_is_none() {
        assert_eq!(psi_floored(&cells(&[1, 2], &[0, 0]), 0.001), None);
        assert_eq!(psi_floored(&cells(&[3, 5], &[6, 10]), 0.001).unwrap().value, 0.0);
    }
}
