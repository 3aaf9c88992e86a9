//! Jensen-Shannon distance: the square root of the mean divergence of both sides from their
//! middle (Lin 1991; Endres and Schindelin 2003 for the root being a metric).
//!
//! `sqrt((KL(r || m) + KL(p || m)) / 2)` with `m = (r + p) / 2`; empty cells contribute 0. As
//! `scipy.spatial.distance.jensenshannon`. From 0 to 1 in base 2, to sqrt(ln 2) in base e.

use crate::Cells;

/// Base of the logarithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogBase {
    /// Base 2: bits.
    Two,
    /// Base e: nats.
    E,
}

/// The distance of the shares of both sides; `None` where a side is empty.
#[must_use]
pub fn jensen_shannon(cells: &Cells, base: LogBase) -> Option<f64> {
    Some(jensen_shannon_divergence(cells, base)?.sqrt())
}

/// The divergence, which is the distance's square; `None` where a side is empty.
#[must_use]
pub fn jensen_shannon_divergence(cells: &Cells, base: LogBase) -> Option<f64> {
    let (reference, production) = cells.shares_of_both()?;
    Some(divergence(&reference, &production, base))
}

/// The divergence of shares that sum to 1 on either side.
pub(crate) fn divergence(reference: &[f64], production: &[f64], base: LogBase) -> f64 {
    let nats: f64 = nats_by_cell(reference, production).sum();
    // Rounding can leave the sum of parts of both signs just under 0.
    in_base(nats, base).max(0.0)
}

/// The divergence and each cell's part of it, whose logarithms are taken once.
pub(crate) fn parted(reference: &[f64], production: &[f64], base: LogBase) -> (f64, Vec<f64>) {
    let mut parts: Vec<f64> = nats_by_cell(reference, production).collect();
    let value = in_base(parts.iter().sum(), base).max(0.0);
    parts.iter_mut().for_each(|part| *part = in_base(*part, base));
    (value, parts)
}

fn in_base(nats: f64, base: LogBase) -> f64 {
    match base {
        LogBase::Two => nats / 2.0 / std::f64::consts::LN_2,
        LogBase::E => nats / 2.0,
    }
}

/// `r ln(r / m) + p ln(p / m)` of each cell.
fn nats_by_cell(reference: &[f64], production: &[f64]) -> impl Iterator<Item = f64> {
    let part = |share: f64, middle: f64| {
        if share > 0.0 { share * libm::log(share / middle) } else { 0.0 }
    };
    reference.iter().zip(production).map(move |(&r, &p)| {
        let middle = (r + p) / 2.0;
        part(r, middle) + part(p, middle)
    })
}

#[cfg(test)]
mod tests {
    use super::{LogBase, jensen_shannon};
    use crate::{
        Cells, sturges_edges,
        testing::{a, assert_close, b, cells, new_category},
    };

    // Expected: scipy.spatial.distance.jensenshannon(r, p, base=2), and without base for Evidently
    // 0.7.23's jensenshannon; scipy 1.17.1.
    #[test]
    fn equals_scipy_and_evidently() {
        let two = jensen_shannon(&new_category(), LogBase::Two).unwrap();
        assert_close(two, 0.16998327401454097);
        assert_close(jensen_shannon(&new_category(), LogBase::E).unwrap(), 0.1415203586004885);
        let binned = Cells::from_edges(&a(), &b(), &sturges_edges(&a(), &b(), false));
        assert_close(jensen_shannon(&binned, LogBase::E).unwrap(), 0.13401083284416515);
    }

    #[test]
    fn runs_from_zero_to_one_bit() {
        assert_eq!(jensen_shannon(&cells(&[1, 2], &[2, 4]), LogBase::Two), Some(0.0));
        assert_eq!(jensen_shannon(&cells(&[5, 0], &[0, 7]), LogBase::Two), Some(1.0));
        assert_eq!(jensen_shannon(&cells(&[0, 0], &[0, 7]), LogBase::Two), None);
    }
}
