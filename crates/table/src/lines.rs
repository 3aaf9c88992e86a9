//! Which line of the file a row stands on.

/// Rows after which the count of lines jumps that are remembered.
const JUMPS_MAX: usize = 1 << 18;

/// Lines of rows: a row stands one line below the one before it, unless a jump says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    jumps: Vec<(usize, u64)>,
    expected: u64,
    rows: usize,
    known_rows: Option<usize>,
}

impl Lines {
    /// The next row stands on this line.
    #[inline]
    pub fn push(&mut self, line: u64) {
        if line != self.expected || self.rows == 0 {
            if self.jumps.len() < JUMPS_MAX {
                self.jumps.push((self.rows, line));
            } else {
                self.known_rows.get_or_insert(self.rows);
            }
        }
        self.expected = line + 1;
        self.rows += 1;
    }

    /// The line of a row, if it is known.
    #[must_use]
    pub fn of(&self, row: usize) -> Option<u64> {
        let is_known = row < self.known_rows.unwrap_or(self.rows);
        let behind = self.jumps.partition_point(|(first_row, _)| *first_row <= row);
        let (first_row, line) = self.jumps.get(behind.checked_sub(1)?)?;
        is_known.then_some(line + (row - first_row) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_jump_over_what_is_no_row() {
        let mut lines = Lines::default();
        [2, 3, 6, 7, 9].into_iter().for_each(|line| lines.push(line));
        let found: Vec<_> = (0..6).map(|row| lines.of(row)).collect();
        assert_eq!(found, [Some(2), Some(3), Some(6), Some(7), Some(9), None]);
    }
}
