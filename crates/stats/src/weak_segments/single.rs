//! Rules of one condition.

use super::{Condition, LEAST_EVIDENCE, MOST_FOUND, Rule, Sums, WeakSegmentSearch, clearest};

/// Rules of one column that are kept: parts of it that do not overlap.
const MOST_OF_COLUMN: usize = 3;

impl WeakSegmentSearch {
    /// The clearest rules of single columns, and how much each column tells: its clearest evidence in either
    /// direction.
    pub(super) fn single(&mut self) -> (Vec<Rule>, Vec<f64>) {
        let (mut rules, mut strengths) = (Vec::new(), Vec::new());
        for column in 0..self.columns.len() {
            let of_column = self.of_column(column);
            let strength = of_column.iter().map(|rule| rule.evidence.abs()).fold(0.0, f64::max);
            strengths.push(strength);
            let mut kept: Vec<Rule> = Vec::new();
            let own =
                of_column.into_iter().filter(|rule| rule.evidence >= LEAST_EVIDENCE).collect();
            for rule in clearest(own, usize::MAX) {
                let overlaps = |other: &Rule| overlap(rule.conditions[0], other.conditions[0]);
                if kept.len() < MOST_OF_COLUMN && !kept.iter().any(overlaps) {
                    kept.push(rule);
                }
            }
            rules.extend(kept);
        }
        (clearest(rules, MOST_FOUND), strengths)
    }

    /// Every rule of a column with rows enough.
    fn of_column(&mut self, column: usize) -> Vec<Rule> {
        let own = &self.columns[column];
        let mut sums = vec![Sums::default(); own.groups];
        for (&code, &loss) in own.codes.iter().zip(&self.losses) {
            sums[usize::from(code)].add(loss);
        }
        let rule = |(first, last): (u8, u8)| {
            let parts = &sums[usize::from(first)..=usize::from(last)];
            let sums = parts.iter().fold(Sums::default(), |sum, part| sum.plus(part));
            self.is_of_size(&sums).then(|| Rule {
                conditions: vec![Condition { column, first, last }],
                rows: sums.rows() as u64,
                evidence: sums.evidence(&self.total),
            })
        };
        let rules: Vec<Rule> = own.ranges().into_iter().filter_map(rule).collect();
        self.looked_at += rules.len() as u64;
        rules
    }
}

const fn overlap(a: Condition, b: Condition) -> bool {
    a.first <= b.last && b.first <= a.last
}
