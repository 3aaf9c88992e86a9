//! One more condition for the best rules, while it pays.

use super::{Condition, LEAST_EVIDENCE, Rule, Sums, WeakSegmentSearch, clearest};

/// Rules that get one more condition.
const BEAM: usize = 20;
/// Rules of which it is looked at whether every condition pays.
const MOST_TRIED: usize = 60;

/// The best rules of so many conditions, one after the other.
pub struct Beam {
    /// Rules that are left.
    left: std::vec::IntoIter<Rule>,
    /// What was found so far, of one more condition.
    longer: Vec<Rule>,
}

impl Beam {
    /// Over the best of these.
    pub fn new(rules: &[Rule]) -> Self {
        let best: Vec<Rule> = rules.iter().take(BEAM).cloned().collect();
        Self { left: best.into_iter(), longer: Vec::new() }
    }
}

impl WeakSegmentSearch {
    /// Looks at one more condition for the next rule; once there are none left, the clearest longer rules.
    pub(super) fn deeper(&mut self, beam: &mut Beam) -> Option<Vec<Rule>> {
        let Some(rule) = beam.left.next() else {
            return Some(self.paying(std::mem::take(&mut beam.longer)));
        };
        let rows: Vec<usize> =
            (0..self.losses.len()).filter(|&row| rule.holds(&self.columns, row)).collect();
        let wider = Sums::of(rows.iter().map(|&row| self.losses[row]));
        for column in 0..self.columns.len() {
            if rule.conditions.iter().all(|condition| condition.column != column) {
                beam.longer.extend(self.with_column(&rule, &rows, &wider, column));
            }
        }
        None
    }

    /// The clearest of some rules, each once, of which every condition pays.
    fn paying(&self, rules: Vec<Rule>) -> Vec<Rule> {
        let mut paying: Vec<Rule> = Vec::new();
        for rule in clearest(rules, MOST_TRIED) {
            // The same conditions are reached by more than one way.
            let is_new = paying.iter().all(|other| other.conditions != rule.conditions);
            if is_new && self.all_pay(&rule) {
                paying.push(rule);
            }
        }
        paying
    }

    /// The clearest rule with one more condition, on a column, where that pays.
    fn with_column(
        &mut self,
        rule: &Rule,
        rows: &[usize],
        wider: &Sums,
        column: usize,
    ) -> Option<Rule> {
        let own = &self.columns[column];
        let mut sums = vec![Sums::default(); own.groups];
        for &row in rows {
            sums[usize::from(own.codes[row])].add(self.losses[row]);
        }
        let mut best: Option<Rule> = None;
        for (first, last) in own.ranges() {
            let parts = &sums[usize::from(first)..=usize::from(last)];
            let part = parts.iter().fold(Sums::default(), |sum, part| sum.plus(part));
            if !self.is_of_size(&part) {
                continue;
            }
            self.looked_at += 1;
            let evidence = part.evidence(&self.total);
            let is_best = best.as_ref().is_none_or(|best| evidence > best.evidence);
            let pays = part.worse_than(&wider.less(&part), &self.total) >= self.pays;
            if evidence >= LEAST_EVIDENCE && is_best && pays {
                let mut conditions = rule.conditions.clone();
                conditions.push(Condition { column, first, last });
                conditions.sort_unstable();
                best = Some(Rule { conditions, rows: part.rows() as u64, evidence });
            }
        }
        best
    }

    /// Whether a rule is worse than what is left of each wider one.
    fn all_pay(&self, rule: &Rule) -> bool {
        let own = self.sums(rule.conditions.iter());
        (0..rule.conditions.len()).all(|left_out| {
            let others = rule.conditions.iter().enumerate().filter(move |(at, _)| *at != left_out);
            let wider = self.sums(others.map(|(_, condition)| condition));
            own.worse_than(&wider.less(&own), &self.total) >= self.pays
        })
    }
}
