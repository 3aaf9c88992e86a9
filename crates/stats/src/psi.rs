//! Population stability index: the symmetric Kullback-Leibler divergence of binned shares.
//!
//! `sum (p - r) ln(p / r)` over cells with reference share r and production share p, in nats;
//! 0 or more. A share of 0 makes it infinite, so every convention raises small shares in its own
//! way, and the results differ by more than the usual limits of 0.1 and 0.2.

use crate::{Cells, Smoothing};

/// A population stability index.
#[derive(Clone, Debug, PartialEq)]
pub struct Psi {
    /// The index, in nats.
    pub value: f64,
    /// Each cell's part of it, 0 or more.
    pub parts: Vec<f64>,
}

/// The index of the shares after smoothing; cells that are empty on both sides count 0.
///
/// `None` where a side is empty. Infinite where an empty cell keeps the share 0.
#[must_use]
pub fn psi(cells: &Cells, smoothing: Smoothing) -> Option<Psi> {
    let (reference, production) = smoothing.shares(cells)?;
    let part = |(r, p): (f64, f64)| if r == p { 0.0 } else { (p - r) * libm::log(p / r) };
    let parts: Vec<f64> = reference.into_iter().zip(production).map(part).collect();
    Some(Psi { value: parts.iter().sum(), parts })
}

/// The index with shares under `floor` raised to it on both sides, and not renormalised.
///
/// `None` where a side is empty.
#[must_use]
pub fn psi_floored(cells: &Cells, floor: f64) -> Option<Psi> {
    psi(cells, Smoothing::Floor(floor))
}

#[cfg(test)]
mod tests {
    use super::{psi, psi_floored};
    use crate::{
        Cells, Smoothing, quantile_edges, sturges_edges,
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

    // Expected: popmon 1.4.12's fixture for [0.85, 0.05, 0.05, 0.05] against four quarters. The
    // others are of (p - r) * numpy.log(p / r) with r, p = [82, 79, 80, 79, 80, 0] / 400, [48, 49, 48,
    // 48, 101, 6] / 300 after the smoothing; numpy 2.4.6.
    #[test]
    fn every_smoothing_has_its_index() {
        let of = |cells: &Cells, smoothing| psi(cells, smoothing).unwrap().value;
        let popmon = Smoothing::Add(1e-5);
        assert_close(of(&cells(&[85, 5, 5, 5], &[25; 4]), popmon), 1.699815077214137);
        for (smoothing, index) in [
            (popmon, 0.2576604147427307),
            (Smoothing::Floor(0.01), 0.11256853783842563),
            (Smoothing::Floor(1e-4), 0.2110735816271321),
            (Smoothing::Laplace(1.0), 0.14762062579785917),
            (Smoothing::Fill(f64::MIN_POSITIVE), 14.195324976569548),
        ] {
            assert_close(of(&new_category(), smoothing), index);
        }
        assert_eq!(of(&new_category(), Smoothing::None), f64::INFINITY);
    }

    // Expected: evidently.legacy.calculations.stattests.psi_stat_test.func(A, B, "num", 0.1),
    // Evidently 0.7.23.
    #[test]
    fn equals_evidently() {
        let of = |r, p| {
            psi(&Cells::from_edges(&r, &p, &sturges_edges(&r, &p, false)), Smoothing::Evidently)
        };
        assert_close(of(a(), b()).unwrap().value, 0.16081808570352643);
        assert_close(of(a2(), b2()).unwrap().value, 0.5267236116345909);
        assert_close(psi(&new_category(), Smoothing::Evidently).unwrap().value, 0.2110735816271321);
    }

    // Expected: by hand from the definition: production has no share under 1e-5 but for the empty
    // cell, which becomes 1e-11 there, while the reference's empty cell becomes 1e-4.
    #[test]
    fn evidently_fills_far_below_a_rare_cell() {
        let psi = psi(&cells(&[50_000, 0, 50_000], &[99_999, 1, 0]), Smoothing::Evidently).unwrap();
        assert_close(psi.parts[1], (1e-5 - 1e-4) * (1e-5_f64 / 1e-4).ln());
        assert_close(psi.parts[2], (1e-11 - 0.5) * (1e-11_f64 / 0.5).ln());
    }

    #[test]
    fn nothing_to_compare_is_none() {
        assert_eq!(psi_floored(&cells(&[1, 2], &[0, 0]), 0.001), None);
        assert_eq!(psi_floored(&cells(&[3, 5], &[6, 10]), 0.001).unwrap().value, 0.0);
    }
}
