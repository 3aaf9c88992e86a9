//! Distances on cells under one name, with each cell's part: what a convention is made of, beside its
//! binning and its smoothing.

use crate::{Cells, LogBase, Smoothing, jensen_shannon, psi, special::deviance};

/// A distance of shares in the same cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellDistance {
    /// `sum (p - r) ln(p / r)`, in nats.
    Psi,
    /// Square root of the Jensen-Shannon divergence.
    JensenShannon(LogBase),
    /// The divergence itself.
    JensenShannonDivergence(LogBase),
    /// `sum r ln(r / p)` of shares divided by their sum, in nats.
    KullbackLeibler,
    /// `sqrt(sum (sqrt r - sqrt p)^2 / 2)`.
    Hellinger,
    /// `sum |r - p| / 2`.
    TotalVariation,
    /// `max |r - p|`.
    LInfinity,
}

/// A distance with what each cell adds to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parted {
    /// The distance; infinite where an empty cell makes it so.
    pub value: f64,
    /// Each cell's part: of the value, or where that is a root, of what is under it; for L-infinity
    /// each cell's difference.
    pub parts: Vec<f64>,
}

impl CellDistance {
    /// The distance of the smoothed shares; `None` where a side is empty.
    #[must_use]
    pub fn of(self, cells: &Cells, smoothing: Smoothing) -> Option<Parted> {
        if self == Self::Psi {
            return psi(cells, smoothing).map(|psi| Parted { value: psi.value, parts: psi.parts });
        }
        let (mut reference, mut production) = smoothing.shares(cells)?;
        if self == Self::KullbackLeibler && smoothing != Smoothing::None {
            divide_by_sum(&mut reference);
            divide_by_sum(&mut production);
        }
        Some(self.of_shares(&reference, &production))
    }

    /// The distance of shares as they are, for those that no counts of rows stand behind.
    #[must_use]
    pub fn of_shares(self, reference: &[f64], production: &[f64]) -> Parted {
        let each = |part: fn(f64, f64) -> f64| -> Vec<f64> {
            reference.iter().zip(production).map(|(&r, &p)| part(r, p)).collect()
        };
        match self {
            Self::Psi => summed(each(|r, p| if r == p { 0.0 } else { (p - r) * libm::log(p / r) })),
            Self::JensenShannon(base) => {
                let (value, parts) = jensen_shannon::parted(reference, production, base);
                Parted { value: value.sqrt(), parts }
            }
            Self::JensenShannonDivergence(base) => {
                let (value, parts) = jensen_shannon::parted(reference, production, base);
                Parted { value, parts }
            }
            Self::KullbackLeibler => summed(each(|r, p| {
                if p > 0.0 {
                    deviance(r, p)
                } else if r > 0.0 {
                    f64::INFINITY
                } else {
                    0.0
                }
            })),
            Self::Hellinger => {
                let Parted { value, parts } = summed(each(|r, p| {
                    let difference = r.sqrt() - p.sqrt();
                    difference * difference / 2.0
                }));
                Parted { value: value.sqrt(), parts }
            }
            Self::TotalVariation => summed(each(|r, p| (r - p).abs() / 2.0)),
            Self::LInfinity => {
                let parts = each(|r, p| (r - p).abs());
                Parted { value: parts.iter().copied().fold(0.0, f64::max), parts }
            }
        }
    }
}

fn summed(parts: Vec<f64>) -> Parted {
    Parted { value: parts.iter().sum(), parts }
}

fn divide_by_sum(shares: &mut [f64]) {
    let sum: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= sum);
}

#[cfg(test)]
mod tests {
    use super::CellDistance;
    use crate::{
        Cells, LogBase, Smoothing, hellinger, jensen_shannon, kullback_leibler, l_infinity, psi,
        testing::{assert_close, cells, new_category},
        total_variation,
    };

    #[test]
    fn equals_every_function_of_its_own() {
        for table in [new_category(), cells(&[3, 5, 9], &[6, 1, 7]), cells(&[1, 2], &[2, 4])] {
            let of = |distance: CellDistance, smoothing| {
                distance.of(&table, smoothing).map_or(f64::NAN, |parted| parted.value)
            };
            let close = |got: f64, want: Option<f64>| assert!((got - want.unwrap()).abs() < 1e-15);
            let none = Smoothing::None;
            close(
                of(CellDistance::JensenShannon(LogBase::E), none),
                jensen_shannon(&table, LogBase::E),
            );
            close(of(CellDistance::Hellinger, none), hellinger(&table));
            close(of(CellDistance::TotalVariation, none), total_variation(&table));
            close(of(CellDistance::LInfinity, none), l_infinity(&table).map(|found| found.0));
            let evidently = Smoothing::Evidently;
            close(of(CellDistance::Psi, evidently), psi(&table, evidently).map(|psi| psi.value));
            let kl = kullback_leibler(&table, evidently).unwrap();
            close(of(CellDistance::KullbackLeibler, evidently), kl.reference_from_production.ok());
        }
    }

    #[test]
    fn the_parts_add_up() {
        let two = LogBase::Two;
        let parted = CellDistance::JensenShannon(two).of(&new_category(), Smoothing::None).unwrap();
        assert_close(parted.parts.iter().sum::<f64>().sqrt(), parted.value);
        let divergence = CellDistance::JensenShannonDivergence(two);
        let divergence = divergence.of(&new_category(), Smoothing::None).unwrap();
        assert_close(divergence.value, parted.value * parted.value);
    }

    #[test]
    fn an_empty_cell_makes_a_divergence_without_smoothing_infinite() {
        let gone = CellDistance::KullbackLeibler.of(&cells(&[3, 1], &[4, 0]), Smoothing::None);
        assert_eq!(gone.unwrap().value, f64::INFINITY);
        assert_eq!(CellDistance::Psi.of(&Cells::default(), Smoothing::None), None);
    }

    // Expected: tests/goldens/tfdv.py for the first, TFDV's metrics_test.cc for all: L-infinity of {b 0.9, c 0.1} and {a 0.3, b 0.7}; divergence
    // in bits of ranks b2 a2 c1 and a2 Z1 Y1 X1, and of disjoint values.
    #[test]
    fn equals_tfdv() {
        let l_infinity = CellDistance::LInfinity.of_shares(&[0.0, 0.9, 0.1], &[0.3, 0.7, 0.0]);
        assert_close(l_infinity.value, 0.3);
        let divergence = CellDistance::JensenShannonDivergence(LogBase::Two);
        let ranks = cells(&[2, 2, 1, 0, 0, 0], &[2, 0, 0, 1, 1, 1]);
        assert_close(divergence.of(&ranks, Smoothing::None).unwrap().value, 0.6);
        let disjoint = divergence.of(&cells(&[4, 0], &[0, 5]), Smoothing::None).unwrap();
        assert_eq!(disjoint.value, 1.0);
    }
}
