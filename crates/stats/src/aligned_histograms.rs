//! Two histograms with edges of their own, put on the edges of both: how TensorFlow Data Validation
//! compares numbers.
//!
//! Each side has bins of equal width over its own range; on the union of the edges the rows of a bin
//! are spread evenly over it. A side that holds a single value is a point mass, which shares no cell
//! with anything but the same point. TFDV keeps its histograms by sketches, so that its counts can
//! differ by a fraction of a percent; here they are exact.

use crate::{Cells, Sorted, edges::equal_width_edges};

/// Shares of both sides on common edges.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedHistograms {
    /// Edges of the cells that have a width, one more than those.
    pub edges: Vec<f64>,
    /// Share of the reference per cell; point masses stand last.
    pub reference: Vec<f64>,
    /// Share of production per cell.
    pub production: Vec<f64>,
}

/// One side: its edges with counts, or its only value.
enum Histogram {
    Bins(Vec<f64>, Vec<u64>),
    Point(f64),
}

impl Histogram {
    fn of(side: &Sorted, bins: usize) -> Option<Self> {
        let (min, max) = (side.min()?, side.max()?);
        if min == max {
            return Some(Self::Point(min));
        }
        let mut edges = equal_width_edges(min, max, bins.max(1));
        edges.dedup();
        let counts = Cells::from_edges(side, &Sorted::default(), &edges).reference;
        Some(Self::Bins(edges, counts))
    }

    fn edges(&self) -> &[f64] {
        match self {
            Self::Bins(edges, _) => edges,
            Self::Point(_) => &[],
        }
    }

    fn point(&self) -> Option<f64> {
        match self {
            Self::Bins(..) => None,
            Self::Point(value) => Some(*value),
        }
    }

    /// Shares in the cells between these edges, which hold all of its own, and then at the points.
    fn shares(&self, edges: &[f64], points: &[f64], rows: usize) -> Vec<f64> {
        let mut shares = vec![0.0; edges.len().saturating_sub(1)];
        if let Self::Bins(own, counts) = self {
            let mut cell = edges.partition_point(|edge| *edge < own[0]);
            for (ends, &count) in own.windows(2).zip(counts) {
                let width = ends[1] - ends[0];
                while cell < shares.len() && edges[cell] < ends[1] {
                    let part = (edges[cell + 1] - edges[cell]) / width;
                    shares[cell] = part * count as f64 / rows as f64;
                    cell += 1;
                }
            }
        }
        shares.extend(points.iter().map(|point| f64::from(self.point() == Some(*point))));
        shares
    }
}

impl AlignedHistograms {
    /// Histograms of so many bins a side; `None` where a side is empty, or its range is beyond the
    /// largest number.
    #[must_use]
    pub fn new(reference: &Sorted, production: &Sorted, bins: usize) -> Option<Self> {
        let sides = [Histogram::of(reference, bins)?, Histogram::of(production, bins)?];
        let mut edges: Vec<f64> = sides.iter().flat_map(Histogram::edges).copied().collect();
        edges.sort_unstable_by(f64::total_cmp);
        edges.dedup();
        let mut points: Vec<f64> = sides.iter().filter_map(Histogram::point).collect();
        points.dedup();
        let [r, p] = sides;
        let (reference_shares, production_shares) = (
            r.shares(&edges, &points, reference.len()),
            p.shares(&edges, &points, production.len()),
        );
        let is_finite = reference_shares.iter().chain(&production_shares).all(|s| s.is_finite());
        is_finite.then_some(Self {
            edges,
            reference: reference_shares,
            production: production_shares,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::AlignedHistograms;
    use crate::{
        CellDistance, LogBase, Sorted,
        testing::{a, a2, assert_close, b, b2, sorted},
    };

    fn divergence(reference: &Sorted, production: &Sorted) -> f64 {
        let both = AlignedHistograms::new(reference, production, 10).unwrap();
        let distance = CellDistance::JensenShannonDivergence(LogBase::Two);
        distance.of_shares(&both.reference, &both.production).value
    }

    // Expected: the Jensen-Shannon divergence of TFDV 1.16.1's own C++ on exact counts of ten equal bins a
    // side, run by tests/goldens/tfdv.py.
    #[test]
    fn equals_tfdv() {
        assert_close(divergence(&a(), &b()), 0.04752504453963856);
        assert_close(divergence(&a2(), &b2()), 0.05018295949838397);
    }

    #[test]
    fn shares_sum_to_one_and_equal_samples_are_at_zero() {
        let both = AlignedHistograms::new(&a(), &b2(), 10).unwrap();
        assert_close(both.reference.iter().sum(), 1.0);
        assert_close(both.production.iter().sum(), 1.0);
        assert_eq!(divergence(&a(), &a()), 0.0);
    }

    #[test]
    fn a_single_value_is_a_point() {
        assert_eq!(divergence(&sorted(&[2.0; 5]), &sorted(&[2.0; 9])), 0.0);
        assert_eq!(divergence(&sorted(&[2.0; 5]), &sorted(&[3.0; 9])), 1.0);
        assert_eq!(divergence(&sorted(&[2.0; 5]), &a()), 1.0);
        assert_eq!(AlignedHistograms::new(&a(), &Sorted::default(), 10), None);
    }
}
