//! Rules that put two samples of numbers into the same cells, and what becomes of values outside.
//!
//! The rule decides more of a distance than the distance's name does: the PSI of one pair of 1,500
//! and 1,200 values is 0.527 on Sturges' bins over both, and 0.064 on the reference's deciles.

use crate::{
    Cells, Sorted,
    edges::{
        doane_edges, equal_width_edges_of_both, quantile_edges, sturges_edges,
        sturges_edges_of_distinct,
    },
    merge,
};

/// A rule that makes cells.
#[derive(Clone, Debug, PartialEq)]
pub enum Binning {
    /// Quantiles of the reference at equal steps, the outer cells open: the source documents' and
    /// most textbooks', with 10.
    ReferenceQuantiles(usize),
    /// Equal width by Sturges' rule over the rows of both samples: Evidently. `integers` says that
    /// NumPy would hold the values as integers.
    Sturges {
        /// See [`sturges_edges`].
        integers: bool,
    },
    /// As `Sturges`, over the different values of both samples: Evidently's Hellinger distance.
    SturgesOfDistinct {
        /// See [`sturges_edges`].
        integers: bool,
    },
    /// Equal width by Doane's rule over the reference, and one more cell for the values of production
    /// that lie outside: NumPy's rule as NannyML uses it.
    DoaneOfReference,
    /// So many cells of equal width over both samples.
    EqualWidth(usize),
    /// One cell per different value of either sample.
    OnePerValue,
    /// These edges in ascending order, all different; the outer cells open.
    Edges(Vec<f64>),
}

/// How cells stand to their edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Cells `[a, b)`; the first has no lower end, the last no upper one.
    Open,
    /// Cells `[a, b)`, the last `[a, b]`; nothing lies outside.
    Closed,
    /// As `Closed`, and a cell after the last for what lies outside, where something does.
    Leftover,
    /// Each cell is one value.
    Values,
}

/// Two samples in the same cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Binned {
    /// Edges, one more than cells with ends; or the values, one per cell.
    pub edges: Vec<f64>,
    /// How cells stand to the edges.
    pub ends: Ends,
    /// Values in each cell.
    pub cells: Cells,
}

impl Binning {
    /// Puts both samples into cells.
    #[must_use]
    pub fn bin(&self, reference: &Sorted, production: &Sorted) -> Binned {
        let closed = |edges| closed(reference, production, edges, Ends::Closed);
        match self {
            Self::ReferenceQuantiles(bins) => {
                open(reference, production, quantile_edges(reference, *bins))
            }
            Self::Edges(edges) => open(reference, production, edges.clone()),
            Self::Sturges { integers } => closed(sturges_edges(reference, production, *integers)),
            Self::SturgesOfDistinct { integers } => {
                closed(sturges_edges_of_distinct(reference, production, *integers))
            }
            Self::EqualWidth(bins) => {
                closed(equal_width_edges_of_both(reference, production, *bins))
            }
            Self::DoaneOfReference => doane(reference, production),
            Self::OnePerValue => one_per_value(reference, production),
        }
    }
}

fn open(reference: &Sorted, production: &Sorted, edges: Vec<f64>) -> Binned {
    let cells = Cells::from_open_edges(reference, production, &edges);
    Binned { edges, ends: Ends::Open, cells }
}

fn closed(reference: &Sorted, production: &Sorted, edges: Vec<f64>, ends: Ends) -> Binned {
    let cells = Cells::from_edges(reference, production, &edges);
    Binned { edges, ends, cells }
}

fn doane(reference: &Sorted, production: &Sorted) -> Binned {
    let mut binned = closed(reference, production, doane_edges(reference), Ends::Leftover);
    let (_, counted) = binned.cells.totals();
    let left = production.len() as u64 - counted;
    if left > 0 {
        binned.cells.reference.push(0);
        binned.cells.production.push(left);
    }
    binned
}

fn one_per_value(reference: &Sorted, production: &Sorted) -> Binned {
    let (mut edges, mut cells) = (Vec::new(), Cells::default());
    let mut add = |value, r: usize, p: usize| {
        edges.push(value);
        cells.reference.push(r as u64);
        cells.production.push(p as u64);
    };
    let value_at = |reference_at: usize, production_at: usize| {
        let r = reference.values().get(reference_at).copied();
        let p = production.values().get(production_at).copied();
        [r, p].into_iter().flatten().fold(f64::INFINITY, f64::min)
    };
    merge::runs(reference, production, |run| {
        add(value_at(run.reference_below, run.production_below), run.reference, run.production);
    });
    Binned { edges, ends: Ends::Values, cells }
}

#[cfg(test)]
mod tests {
    use super::{Binning, Ends};
    use crate::{
        CellDistance, LogBase, Smoothing, Sorted,
        testing::{a, a2, assert_close, b, b2, cells, sorted},
    };

    // Expected: nannyml_js and nannyml_hellinger of golden_stats.json: numpy 2.4.6's Doane bins, the
    // leftover in a cell of its own, scipy 1.17.1's jensenshannon in base 2.
    #[test]
    fn doane_with_a_leftover_equals_nannyml() {
        let of = |r: &Sorted, p: &Sorted, distance: CellDistance| {
            let binned = Binning::DoaneOfReference.bin(r, p);
            distance.of(&binned.cells, Smoothing::None).unwrap().value
        };
        let js = CellDistance::JensenShannon(LogBase::Two);
        assert_close(of(&a(), &b(), js), 0.20754015384767488);
        assert_close(of(&a2(), &b2(), js), 0.22487765368252757);
        assert_close(of(&a(), &b(), CellDistance::Hellinger), 0.20526012210880412);
        assert_close(of(&a2(), &b2(), CellDistance::Hellinger), 0.2236331569779333);
    }

    #[test]
    fn what_lies_outside_is_counted_or_left_over() {
        let (r, p) = (sorted(&[1.0, 2.0, 3.0, 4.0]), sorted(&[0.0, 2.0, 9.0]));
        let open = Binning::Edges(vec![1.0, 2.5, 4.0]).bin(&r, &p);
        assert_eq!((open.ends, open.cells), (Ends::Open, cells(&[2, 2], &[2, 1])));
        let doane = Binning::DoaneOfReference.bin(&r, &p);
        assert_eq!((doane.cells.len(), doane.edges.len()), (doane.edges.len(), doane.cells.len()));
        assert_eq!(doane.cells.production.last(), Some(&2));
        let within = Binning::DoaneOfReference.bin(&r, &sorted(&[2.0]));
        assert_eq!(within.cells.len() + 1, within.edges.len());
        let wide = Binning::EqualWidth(3).bin(&r, &p);
        assert_eq!(
            (wide.edges, wide.cells),
            (vec![0.0, 3.0, 6.0, 9.0], cells(&[2, 2, 0], &[2, 0, 1]))
        );
    }

    #[test]
    fn one_cell_per_value_has_every_value() {
        let (r, p) = (sorted(&[2.0, 1.0, 2.0]), sorted(&[3.0, 1.0]));
        let binned = Binning::OnePerValue.bin(&r, &p);
        assert_eq!(binned.edges, [1.0, 2.0, 3.0]);
        assert_eq!(binned.cells, cells(&[1, 2, 0], &[1, 0, 1]));
        let none = Binning::OnePerValue.bin(&r, &Sorted::default());
        assert_eq!((none.edges, none.cells), (vec![1.0, 2.0], cells(&[1, 2], &[0, 0])));
    }

    #[test]
    fn no_rule_panics_on_little() {
        for rule in [
            Binning::ReferenceQuantiles(10),
            Binning::Sturges { integers: true },
            Binning::SturgesOfDistinct { integers: false },
            Binning::DoaneOfReference,
            Binning::EqualWidth(0),
            Binning::OnePerValue,
            Binning::Edges(Vec::new()),
        ] {
            for (r, p) in [
                (Sorted::default(), Sorted::default()),
                (sorted(&[1.0]), Sorted::default()),
                (Sorted::default(), sorted(&[1.0])),
                (sorted(&[1.0; 3]), sorted(&[2.0])),
            ] {
                let binned = rule.bin(&r, &p);
                let (n, m) = binned.cells.totals();
                assert!(n <= r.len() as u64 && m <= p.len() as u64);
            }
        }
    }
}
