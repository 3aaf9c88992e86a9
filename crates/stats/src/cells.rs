//! Counts of both samples in the same cells: bins of numbers, or categories.

use crate::Sorted;

/// Counts per cell; both sides have the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Reference values per cell.
    pub reference: Vec<u64>,
    /// Production values per cell.
    pub production: Vec<u64>,
}

impl Cells {
    /// Counts in the cells `[a, b)` between edges, the outer edges taken as infinite, so that
    /// every value counts. Fewer than two edges make one cell.
    #[must_use]
    pub fn from_open_edges(reference: &Sorted, production: &Sorted, edges: &[f64]) -> Self {
        let inner = edges.get(1..edges.len().saturating_sub(1)).unwrap_or_default();
        let count = |side: &Sorted| {
            let values = side.values();
            let below = inner.iter().map(|edge| values.partition_point(|value| value < edge));
            differences(0, below.chain([values.len()]))
        };
        Self { reference: count(reference), production: count(production) }
    }

    /// Counts as `np.histogram` has them: cells `[a, b)`, the last one `[a, b]`; values outside
    /// the edges are not counted.
    #[must_use]
    pub fn from_edges(reference: &Sorted, production: &Sorted, edges: &[f64]) -> Self {
        let [first, middle @ .., last] = edges else {
            return Self::default();
        };
        let count = |side: &Sorted| {
            let values = side.values();
            let below = |edge: &f64| values.partition_point(|value| value < edge);
            let through_last = values.partition_point(|value| value <= last);
            differences(below(first), middle.iter().map(below).chain([through_last]))
        };
        Self { reference: count(reference), production: count(production) }
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reference.len()
    }

    /// Whether there is no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reference.is_empty()
    }

    /// Values of each side: reference, production.
    #[must_use]
    pub fn totals(&self) -> (u64, u64) {
        (self.reference.iter().sum(), self.production.iter().sum())
    }

    /// Shares of each side, summing to 1: reference, production. Not numbers where a side is
    /// empty.
    #[must_use]
    pub fn shares(&self) -> (Vec<f64>, Vec<f64>) {
        let shares = |counts: &[u64], total: u64| {
            counts.iter().map(|&count| count as f64 / total as f64).collect()
        };
        let (n, m) = self.totals();
        (shares(&self.reference, n), shares(&self.production, m))
    }

    /// Shares of each side; `None` where a side is empty.
    pub(crate) fn shares_of_both(&self) -> Option<(Vec<f64>, Vec<f64>)> {
        let (n, m) = self.totals();
        (n > 0 && m > 0).then(|| self.shares())
    }

    /// Counts of both sides, cell by cell.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (u64, u64)> {
        self.reference.iter().copied().zip(self.production.iter().copied())
    }
}

fn differences(start: usize, ends: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut previous = start;
    ends.map(|end| (end - std::mem::replace(&mut previous, end)) as u64).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        Cells, Sorted, quantile_edges,
        testing::{a, b, cells, sorted},
    };

    // Expected: numpy.histogram(B, edges) with edges = numpy.percentile(A, range(0, 101, 10)), the
    // outer ones replaced by infinities; numpy 2.4.6.
    #[test]
    fn open_edges_count_every_value() {
        let counted = Cells::from_open_edges(&a(), &b(), &quantile_edges(&a(), 10));
        assert_eq!(counted, cells(&[20; 10], &[14, 14, 15, 16, 14, 14, 14, 13, 12, 24]));
        assert_eq!((counted.len(), counted.totals()), (10, (200, 150)));
    }

    // Expected: numpy.histogram(A, [2, 4, 6, 8])[0] and of B, numpy 2.4.6.
    #[test]
    fn closed_edges_leave_out_what_is_outside() {
        let counted = Cells::from_edges(&a(), &b(), &[2.0, 4.0, 6.0, 8.0]);
        assert_eq!(counted, cells(&[39, 39, 40], &[29, 30, 25]));
    }

    #[test]
    fn cells_are_closed_on_the_left_and_the_last_on_both_sides() {
        let (r, p) = (sorted(&[0.0, 1.0, 1.0, 2.0]), sorted(&[1.0, 2.0, 3.0]));
        let edges = [0.0, 1.0, 2.0];
        assert_eq!(Cells::from_edges(&r, &p, &edges), cells(&[1, 3], &[0, 2]));
        assert_eq!(Cells::from_open_edges(&r, &p, &edges), cells(&[1, 3], &[0, 3]));
    }

    #[test]
    fn fewer_than_two_edges_make_one_open_cell_and_no_closed_one() {
        let (r, p) = (sorted(&[1.0]), sorted(&[2.0, 3.0]));
        for edges in [&[][..], &[1.0]] {
            assert_eq!(Cells::from_open_edges(&r, &p, edges), cells(&[1], &[2]));
            assert!(Cells::from_edges(&r, &p, edges).is_empty());
        }
    }

    #[test]
    fn shares_sum_to_one() {
        assert_eq!(cells(&[1, 3], &[2, 0]).shares(), (vec![0.25, 0.75], vec![1.0, 0.0]));
        assert_eq!(Cells::from_open_edges(&Sorted::default(), &a(), &[]).shares_of_both(), None);
    }
}
