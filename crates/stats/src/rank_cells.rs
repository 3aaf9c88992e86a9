//! Cells that hold about equally many pooled values, which equal values do not straddle.
//!
//! Made from the pooled values alone, so that without drift the chi-square law holds on them as on
//! cells that were given. Each expects at least five values of the thinner side.

use crate::{
    Cells, Sorted,
    merge::{self, Run},
};

/// Values of the thinner side that a cell expects at least.
const FEWEST_EXPECTED: u64 = 5;

/// At most so many cells; a value that alone fills one stands alone. One cell where values are too
/// few, and none where a side is empty.
#[must_use]
pub fn rank_cells(reference: &Sorted, production: &Sorted, most: u32) -> Cells {
    let mut cells = CellsOfRanks::new(reference, production, most);
    merge::runs(reference, production, |run| cells.visit(run));
    cells.finish()
}

/// The cells so far, on a walk over the pooled sample.
pub(crate) struct CellsOfRanks {
    /// Pooled values that fill a cell, and the fewest that one may have.
    full: u64,
    fewest: u64,
    /// Reference and production values of the open cell.
    open: (u64, u64),
    cells: Cells,
}

impl CellsOfRanks {
    pub fn new(reference: &Sorted, production: &Sorted, most: u32) -> Self {
        let (n, m) = (reference.len() as u64, production.len() as u64);
        let thin = n.min(m).max(1);
        let cells = (thin / FEWEST_EXPECTED).clamp(1, u64::from(most.max(1)));
        let full = (n + m).div_ceil(cells);
        let fewest = (FEWEST_EXPECTED * (n + m)).div_ceil(thin).min(full);
        Self { full, fewest, open: (0, 0), cells: Cells::default() }
    }

    #[inline(always)]
    pub fn visit(&mut self, run: Run) {
        if run.len() as u64 >= self.full && self.open.0 + self.open.1 >= self.fewest {
            self.close();
        }
        self.open.0 += run.reference as u64;
        self.open.1 += run.production as u64;
        if self.open.0 + self.open.1 >= self.full {
            self.close();
        }
    }

    pub fn finish(mut self) -> Cells {
        let left = self.open.0 + self.open.1;
        match (self.cells.reference.last_mut(), self.cells.production.last_mut()) {
            (Some(reference), Some(production)) if left < self.fewest => {
                *reference += self.open.0;
                *production += self.open.1;
            }
            _ if left > 0 => self.close(),
            _ => {}
        }
        self.cells
    }

    fn close(&mut self) {
        let (reference, production) = std::mem::take(&mut self.open);
        self.cells.reference.push(reference);
        self.cells.production.push(production);
    }
}

#[cfg(test)]
mod tests {
    use super::rank_cells;
    use crate::{
        Sorted,
        testing::{a2, b2, cells, sorted},
    };

    // Expected: by hand; 2,700 pooled values, all but a few different, in ten cells.
    #[test]
    fn holds_equally_many_without_ties() {
        let found = rank_cells(&a2(), &b2(), 10);
        assert_eq!((found.len(), found.totals()), (10, (1500, 1200)));
        assert!(found.pairs().all(|(r, p)| (268..=272).contains(&(r + p))), "{found:?}");
    }

    #[test]
    fn a_common_value_stands_alone_and_the_rest_is_not_lost() {
        let side = |zeros: usize, others: usize| {
            let mut values = vec![0.0; zeros];
            values.extend((0..others).map(|i| i as f64 - 8.0 + 0.5));
            sorted(&values)
        };
        // Of 200 values 20 fill a cell, and 10 may have one; 3 a side are under 0 in the last.
        assert_eq!(rank_cells(&side(85, 15), &side(85, 15), 10), cells(&[8, 85, 7], &[8, 85, 7]));
        assert_eq!(rank_cells(&side(97, 3), &side(97, 3), 10), cells(&[100], &[100]));
        let negative = |zeros: usize| {
            let mut values = vec![0.0; zeros];
            values.extend((zeros..100).map(|i| -1.0 - i as f64));
            sorted(&values)
        };
        assert_eq!(rank_cells(&negative(95), &negative(90), 10), cells(&[5, 95], &[10, 90]));
    }

    #[test]
    fn few_values_have_few_cells() {
        assert_eq!(rank_cells(&sorted(&[1.0, 2.0]), &a2(), 10).len(), 1);
        assert_eq!(rank_cells(&sorted(&[1.0; 9]), &sorted(&[1.0; 9]), 10).len(), 1);
        assert!(rank_cells(&Sorted::default(), &Sorted::default(), 10).is_empty());
        let twelve: Vec<f64> = (0..12).map(f64::from).collect();
        assert_eq!(rank_cells(&sorted(&twelve), &a2(), 10).len(), 2);
    }
}
