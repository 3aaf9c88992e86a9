//! Counts of successive bins of rows in the same cells, such that any stretch of bins is summed up at
//! once. Series of parts of the rows add up cell by cell.

use std::ops::Range;

/// Counts of successive bins in the same cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountSeries {
    cells: usize,
    /// Counts before each bin, and after the last.
    cumulative: Vec<u64>,
}

impl CountSeries {
    /// A series of bins with so many cells each: the cells of the first bin, then of the second.
    #[must_use]
    pub fn new(cells: usize, counts: &[u32]) -> Self {
        let mut cumulative = vec![0; cells];
        let mut sum = vec![0_u64; cells];
        for bin in counts.chunks_exact(cells.max(1)) {
            sum.iter_mut().zip(bin).for_each(|(sum, count)| *sum += u64::from(*count));
            cumulative.extend_from_slice(&sum);
        }
        Self { cells, cumulative }
    }

    /// Number of bins.
    #[must_use]
    pub fn bins(&self) -> usize {
        (self.cumulative.len() / self.cells.max(1)).saturating_sub(1)
    }

    /// Number of cells.
    #[must_use]
    pub const fn cells(&self) -> usize {
        self.cells
    }

    /// Counts of a stretch of bins.
    pub fn counts(&self, bins: Range<usize>) -> impl Iterator<Item = u64> + '_ {
        let at = |bin: usize| self.cumulative[bin * self.cells..][..self.cells].iter();
        at(bins.end).zip(at(bins.start)).map(|(end, start)| end - start)
    }

    /// Values of a stretch of bins.
    #[must_use]
    pub fn values(&self, bins: Range<usize>) -> u64 {
        self.counts(bins).sum()
    }

    /// The series of stretches that follow each other, each as one bin; what lies between them is left out.
    #[must_use]
    pub fn of_stretches(&self, stretches: &[Range<usize>]) -> Self {
        let mut cumulative = vec![0; self.cells];
        let mut sum = vec![0_u64; self.cells];
        for stretch in stretches {
            sum.iter_mut().zip(self.counts(stretch.clone())).for_each(|(sum, n)| *sum += n);
            cumulative.extend_from_slice(&sum);
        }
        Self { cells: self.cells, cumulative }
    }

    /// A stretch of bins in at most `most` bins of about the same number of values, with the bin that
    /// each begins at, and after them the stretch's end.
    #[must_use]
    pub fn blocks(&self, bins: Range<usize>, most: usize) -> Vec<usize> {
        let (total, most) = (self.values(bins.clone()), most.max(1) as u64);
        let mut starts = vec![bins.start];
        let mut next = 1;
        for bin in bins.start + 1..bins.end {
            if self.values(bins.start..bin) * most >= next * total {
                starts.push(bin);
                next = self.values(bins.start..bin) * most / total.max(1) + 1;
            }
        }
        starts.push(bins.end);
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::CountSeries;

    #[test]
    fn any_stretch_is_summed_up() {
        let series = CountSeries::new(2, &[1, 2, 3, 4, 0, 0, 5, 6]);
        assert_eq!((series.bins(), series.cells()), (4, 2));
        assert_eq!(series.counts(1..4).collect::<Vec<_>>(), [8, 10]);
        assert_eq!((series.values(0..1), series.values(2..2)), (3, 0));
        let stretches = series.of_stretches(&[0..2, 3..4]);
        assert_eq!(stretches, CountSeries::new(2, &[4, 6, 5, 6]));
    }

    #[test]
    fn blocks_hold_about_as_many_values_each() {
        let series = CountSeries::new(1, &[10; 12]);
        assert_eq!(series.blocks(0..12, 4), [0, 3, 6, 9, 12]);
        assert_eq!(series.blocks(2..5, 64), [2, 3, 4, 5]);
        let uneven = CountSeries::new(1, &[100, 1, 1, 1, 100, 1]);
        assert_eq!(uneven.blocks(0..6, 2), [0, 3, 6]);
        assert_eq!(CountSeries::new(1, &[0; 3]).blocks(0..3, 2).last(), Some(&3));
    }
}
