//! Rules of two conditions: of every pair of columns the clearest one.

use super::{Condition, LEAST_EVIDENCE, MOST_FOUND, Rule, STEP, Sums, WeakSegmentSearch, clearest};

/// All pairs of the columns that tell most, one after the other.
pub struct Walk {
    /// The columns in order.
    columns: Vec<usize>,
    /// The next pair, by the places of its columns.
    next: (usize, usize),
    /// What was found so far.
    pub found: Vec<Rule>,
}

impl Walk {
    /// Over so many columns at most, those of most strength first; equal ones in their order.
    pub fn new(strength: &[f64], most: usize) -> Self {
        let mut columns: Vec<usize> = (0..strength.len()).collect();
        columns.sort_by(|&a, &b| strength[b].total_cmp(&strength[a]).then(a.cmp(&b)));
        columns.truncate(most);
        columns.sort_unstable();
        Self { columns, next: (0, 1), found: Vec::new() }
    }

    fn next(&mut self) -> Option<(usize, usize)> {
        let (a, b) = self.next;
        let pair = (*self.columns.get(a)?, *self.columns.get(b)?);
        self.next = if b + 1 < self.columns.len() { (a, b + 1) } else { (a + 1, a + 2) };
        Some(pair)
    }
}

impl WeakSegmentSearch {
    /// Looks at some more pairs; false when there are none left.
    pub(super) fn pairs(&mut self, walk: &mut Walk) -> bool {
        let mut room = STEP;
        while let Some((a, b)) = walk.next() {
            walk.found.extend(self.of_pair(a, b));
            if walk.found.len() > 2 * MOST_FOUND {
                walk.found = clearest(std::mem::take(&mut walk.found), MOST_FOUND);
            }
            room = room.saturating_sub(
                self.losses.len() + self.columns[a].groups * self.columns[b].groups,
            );
            if room == 0 {
                return true;
            }
        }
        walk.found = clearest(std::mem::take(&mut walk.found), MOST_FOUND);
        false
    }

    /// The clearest rule of two columns of which both conditions pay.
    fn of_pair(&mut self, a: usize, b: usize) -> Option<Rule> {
        let table = Table::new(self, a, b);
        let [of_a, of_b] = [a, b].map(|column| self.columns[column].ranges());
        let mut best: Option<Best> = None;
        let everywhere: Vec<Sums> = table.below(0, self.columns[a].groups - 1);
        for &range_a in &of_a {
            let below = table.below(usize::from(range_a.0), usize::from(range_a.1));
            let of_range_a = below[below.len() - 1];
            for &range_b in &of_b {
                let within = |below: &[Sums]| {
                    below[usize::from(range_b.1) + 1].less(&below[usize::from(range_b.0)])
                };
                let both = within(&below);
                if !self.is_of_size(&both) {
                    continue;
                }
                self.looked_at += 1;
                let evidence = both.evidence(&self.total);
                if evidence < LEAST_EVIDENCE || best.as_ref().is_some_and(|best| evidence <= best.0)
                {
                    continue;
                }
                let pays =
                    |wider: &Sums| both.worse_than(&wider.less(&both), &self.total) >= self.pays;
                if pays(&of_range_a) && pays(&within(&everywhere)) {
                    best = Some((evidence, both, [range_a, range_b]));
                }
            }
        }
        let (evidence, sums, [range_a, range_b]) = best?;
        let condition = |column, (first, last)| Condition { column, first, last };
        let conditions = vec![condition(a, range_a), condition(b, range_b)];
        Some(Rule { conditions, rows: sums.rows() as u64, evidence })
    }
}

/// The clearest ranges of two columns so far: their evidence, their sums, and the first and last group of each.
type Best = (f64, Sums, [(u8, u8); 2]);

/// Sums by the groups of two columns.
struct Table {
    cells: Vec<Sums>,
    /// Groups of the second column.
    width: usize,
}

impl Table {
    fn new(search: &WeakSegmentSearch, a: usize, b: usize) -> Self {
        let [a, b] = [a, b].map(|column| &search.columns[column]);
        let width = b.groups;
        let mut cells = vec![Sums::default(); a.groups * width];
        for ((&a, &b), &loss) in a.codes.iter().zip(&b.codes).zip(&search.losses) {
            cells[usize::from(a) * width + usize::from(b)].add(loss);
        }
        Self { cells, width }
    }

    /// Of rows in some groups of the first column, the sums of those before each group of the second, and of all.
    fn below(&self, first: usize, last: usize) -> Vec<Sums> {
        let mut below = Vec::with_capacity(self.width + 1);
        let mut sum = Sums::default();
        below.push(sum);
        for group in 0..self.width {
            for row in first..=last {
                sum = sum.plus(&self.cells[row * self.width + group]);
            }
            below.push(sum);
        }
        below
    }
}
