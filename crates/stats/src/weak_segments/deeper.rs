//! One more condition for the best rules, while it pays.

use super::{Condition, LEAST_EVIDENCE, MOST_FOUND, Rule, Sums, WeakSegmentSearch, clearest};

/// Rules that get one more condition.
const BEAM: usize = 20;
/// Rules of which it is looked at whether every condition pays.
const MOST_TRIED: usize = 60;

impl WeakSegmentSearch {
    /// The clearest rules of one more condition than the longest so far.
    pub(super) fn deeper(&mut self) -> Vec<Rule> {
        let beam: Vec<Rule> =
            self.found.last().map_or(&[][..], Vec::as_slice).iter().take(BEAM).cloned().collect();
        let mut longer: Vec<Rule> = Vec::new();
        for rule in &beam {
            let rows: Vec<usize> =
                (0..self.losses.len()).filter(|&row| rule.holds(&self.columns, row)).collect();
            let wider = Sums::of(rows.iter().map(|&row| self.losses[row]));
            for column in 0..self.columns.len() {
                if rule.conditions.iter().all(|condition| condition.column != column) {
                    longer.extend(self.with_column(rule, &rows, &wider, column));
                }
            }
        }
        let mut rules: Vec<Rule> = Vec::new();
        for rule in clearest(longer, MOST_TRIED) {
            // The same conditions are reached by more than one way.
            if !rules.iter().any(|other| other.conditions == rule.conditions) && self.all_pay(&rule)
            {
                rules.push(rule);
            }
        }
        clearest(rules, MOST_FOUND)
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
