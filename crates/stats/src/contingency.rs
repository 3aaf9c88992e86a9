//! Two categories of the same rows: Cramér's V and whether their relation changed.

/// Counts of rows by two categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contingency {
    /// Categories of the second column.
    width: usize,
    /// Row by row, one row for each category of the first column.
    counts: Vec<u64>,
}

impl Contingency {
    /// Counts pairs of codes under `height` and `width`; others are left out.
    #[must_use]
    pub fn of(pairs: impl Iterator<Item = (u32, u32)>, height: usize, width: usize) -> Self {
        let mut counts = vec![0; height * width];
        for (a, b) in pairs {
            let (a, b) = (a as usize, b as usize);
            if a < height && b < width {
                counts[a * width + b] += 1;
            }
        }
        Self { width, counts }
    }

    /// Rows in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Counts of the cells, row by row.
    pub(crate) fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Categories of the second column.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Counts of the first column's categories, then of the second's.
    pub(crate) fn margins(&self) -> (Vec<u64>, Vec<u64>) {
        let mut of_columns = vec![0; self.width];
        let mut of_rows = Vec::new();
        for row in self.counts.chunks(self.width.max(1)) {
            of_rows.push(row.iter().sum());
            row.iter().zip(&mut of_columns).for_each(|(count, sum)| *sum += count);
        }
        (of_rows, of_columns)
    }
}

/// Cramér's V, `sqrt(χ² / n / min(r − 1, c − 1))` over the categories that occur, without correction: as
/// `scipy.stats.contingency.association(method="cramer")`, and as Evidently 0.7.
///
/// `None` where either column has fewer than two categories.
#[must_use]
pub fn association(table: &Contingency) -> Option<f64> {
    let (rows, columns) = table.margins();
    let filled = |margin: &[u64]| margin.iter().filter(|count| **count > 0).count();
    let least = filled(&rows).min(filled(&columns));
    if least < 2 {
        return None;
    }
    let n = table.total() as f64;
    let mut sum = 0.0;
    for (row, cells) in rows.iter().zip(table.counts.chunks(table.width)) {
        for (column, &cell) in columns.iter().zip(cells) {
            let expected = *row as f64 * *column as f64 / n;
            if expected > 0.0 {
                sum += (cell as f64 - expected) * (cell as f64 - expected) / expected;
            }
        }
    }
    Some((sum / n / (least - 1) as f64).sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::{Contingency, association};
    use crate::testing::assert_close;

    fn table(rows: &[&[u64]]) -> Contingency {
        Contingency { width: rows[0].len(), counts: rows.concat() }
    }

    // Expected: scipy.stats.contingency.association(table, method="cramer"), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let found = association(&table(&[&[30, 10, 5], &[12, 25, 9], &[4, 8, 40]])).unwrap();
        assert_close(found, 0.5091658340545279);
        let found = association(&table(&[&[30, 10, 0], &[12, 25, 0]])).unwrap();
        assert_close(found, 0.4271210980886247);
    }

    // Expected: evidently, tests/calculations/test_data_quality.py: abc against baa, aba, abc is 1.
    #[test]
    fn equals_evidently() {
        let codes =
            |text: &str| text.bytes().map(|byte| u32::from(byte - b'a')).collect::<Vec<_>>();
        for other in ["baa", "aba", "abc"] {
            let pairs = codes("abc").into_iter().zip(codes(other));
            assert_close(association(&Contingency::of(pairs, 3, 3)).unwrap(), 1.0);
        }
        assert_eq!(association(&table(&[&[3, 4], &[0, 0]])), None);
        assert_eq!(association(&Contingency::of(std::iter::empty(), 0, 0)), None);
    }
}
