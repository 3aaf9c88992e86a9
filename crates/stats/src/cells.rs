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
