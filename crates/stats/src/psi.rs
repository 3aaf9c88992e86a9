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

fn fill_zeros(mut shares: Vec<f64>) -> Vec<f64> {
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
