//! Of rules that say nearly the same one: a rule is taken where its rows outside of those taken before it are
//! worse, too, and are half of its rows at least.

use super::{LEAST_EVIDENCE, Rule, STEP, Sums, WeakSegmentSearch, clearest};

/// What was taken so far.
pub struct Cover {
    /// What is left to look at, the clearest first.
    left: std::vec::IntoIter<Rule>,
    /// Whether each row is in a rule that was taken.
    is_taken: Vec<bool>,
    /// What was taken.
    pub taken: Vec<Rule>,
}

impl Cover {
    /// Of rules of every number of conditions.
    pub fn new(found: &[Vec<Rule>], rows: usize) -> Self {
        let left = clearest(found.concat(), usize::MAX).into_iter();
        Self { left, is_taken: vec![false; rows], taken: Vec::new() }
    }
}

impl WeakSegmentSearch {
    /// Looks at some more rules; false when there are none left, or enough are taken.
    pub(super) fn cover(&mut self, cover: &mut Cover) -> bool {
        let mut room = STEP;
        while cover.taken.len() < self.limits.rules {
            let Some(rule) = cover.left.next() else { return false };
            let (mut new, mut others) = (Sums::default(), Sums::default());
            for (row, &loss) in self.losses.iter().enumerate() {
                if cover.is_taken[row] {
                    continue;
                }
                if rule.holds(&self.columns, row) { new.add(loss) } else { others.add(loss) }
            }
            let is_new = 2.0 * new.rows() >= rule.rows as f64
                && new.worse_than(&others, &self.total) >= LEAST_EVIDENCE;
            if is_new {
                for row in 0..self.losses.len() {
                    cover.is_taken[row] |= rule.holds(&self.columns, row);
                }
                cover.taken.push(rule);
            }
            room = room.saturating_sub(self.losses.len());
            if room == 0 {
                return true;
            }
        }
        false
    }
}
