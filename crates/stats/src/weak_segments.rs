//! Where rows fare worst: rules of one to four conditions on coded columns, such as "age 20 to 29 and on
//! mobile", in which the mean loss is larger than in all other rows.
//!
//! What it does: one half of a search whose findings have to be confirmed on rows that it did not see. Losses are
//! one number a row, larger is worse, missing ones left out by the caller. Columns are codes of groups; neighbouring
//! groups of numbers may join. It looks at all single columns ([`single`]), at all pairs of columns ([`pairs`]), and
//! then adds third and fourth conditions to the best ([`deeper`]); what it found is thinned so that each rule stands
//! for rows that those before it do not hold ([`cover`]).
//!
//! Formula: with n rows in a rule, m others, and the variance s² of all losses, the evidence for a rule is
//! `t = (mean in it − mean of the others) / sqrt(max(s², own variance) / n + s² / m)`. A rule of several conditions
//! must also be worse than what every wider rule holds beside it, by as much as the best of all conditions that could
//! have been added would be by chance in 5% of cases (Bonferroni). Rules hold at most half of the rows, or the others
//! would be the segment. Where rows come in units, variances are as many times larger as the design effect says.
//!
//! Small n: rules under the least rows are not looked at; a rule needs t of 3 at least. Errors: none; without rows
//! or without variance nothing is found. Source: ours; the search over slices is that of SliceLine (Sagadeeva and
//! Boehm, SIGMOD 2021) without its score, and the split into search and confirmation that of "honest" trees (Athey
//! and Imbens, PNAS 2016).

mod cover;
mod deeper;
mod evidence;
mod pairs;
mod rule;
mod single;

use crate::special::normal_quantile;
use evidence::{Sums, Total};
pub use rule::{Condition, Rule};

/// Evidence that a rule needs at least, in standard errors.
pub const LEAST_EVIDENCE: f64 = 3.0;
/// Chance that a condition is added that means nothing.
const IDLE_CONDITION: f64 = 0.05;
/// Rules of each number of conditions that are thinned.
const MOST_FOUND: usize = 200;
/// Sums that a step adds to, about: some 20 ms, 30 in a browser.
const STEP: usize = 5_000_000;

/// A column by the group of each row.
#[derive(Clone, Debug, Default)]
pub struct CodedColumn {
    /// The group of each row.
    pub codes: Vec<u8>,
    /// How many groups there are.
    pub groups: usize,
    /// So many of the first groups are numbers in order, of which neighbours may join; 0 for names.
    pub ordered: usize,
}

/// What a search keeps to.
#[derive(Clone, Copy, Debug)]
pub struct SearchLimits {
    /// Rows that a rule holds at least.
    pub rows: u64,
    /// Conditions of a rule at most, 1 to 4.
    pub conditions: usize,
    /// Columns that are looked at in pairs at most: those that tell most by themselves.
    pub pair_columns: usize,
    /// Rules that are kept at most.
    pub rules: usize,
    /// How many rows say as much as one of independent rows would, 1 or more: rows may come in units.
    pub design_effect: f64,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeakSegments {
    /// The rules, the clearest first.
    pub rules: Vec<Rule>,
    /// How many rules were looked at.
    pub looked_at: u64,
    /// Columns whose pairs were looked at.
    pub pair_columns: usize,
    /// The standard deviation of all losses; 0 where their squares leave the range of numbers, too.
    pub deviation: f64,
    /// The evidence of the last rule that was kept, where more might have been found than may be kept; else the
    /// least that a rule needs.
    pub least_evidence: f64,
}

/// A search under way.
pub struct WeakSegmentSearch {
    losses: Vec<f64>,
    columns: Vec<CodedColumn>,
    limits: SearchLimits,
    total: Total,
    /// Standard errors by which an added condition must pay.
    pays: f64,
    looked_at: u64,
    /// What was found so far, by the number of conditions.
    found: Vec<Vec<Rule>>,
    stage: Stage,
}

enum Stage {
    Single,
    Pairs(pairs::Walk),
    Deeper(deeper::Beam),
    Cover(cover::Cover),
    Done(Vec<Rule>),
}

impl WeakSegmentSearch {
    /// A search in rows with their losses, which are finite, and their groups in every column.
    #[must_use]
    pub fn new(losses: &[f64], columns: Vec<CodedColumn>, limits: SearchLimits) -> Self {
        let mean = losses.iter().sum::<f64>() / losses.len().max(1) as f64;
        // About their mean, the sum of all is 0, and that of others is the sum within with its sign turned.
        let losses: Vec<f64> = losses.iter().map(|loss| loss - mean).collect();
        let total = Total::of(&losses, limits.design_effect);
        let choices: usize = columns.iter().map(|column| column.ranges().len()).sum();
        let pays = normal_quantile(1.0 - IDLE_CONDITION / choices.max(1) as f64);
        let is_idle = total.variance <= 0.0 || !total.variance.is_finite();
        let stage = if is_idle { Stage::Done(Vec::new()) } else { Stage::Single };
        let pays = pays.max(LEAST_EVIDENCE);
        Self { losses, columns, limits, total, pays, looked_at: 0, found: Vec::new(), stage }
    }

    /// Looks at some more rules; false when there are none left.
    pub fn step(&mut self) -> bool {
        let stage = std::mem::replace(&mut self.stage, Stage::Done(Vec::new()));
        self.stage = match stage {
            Stage::Single => {
                let (rules, strength) = self.single();
                self.found.push(rules);
                if self.limits.conditions < 2 {
                    Stage::Cover(cover::Cover::new(&self.found, self.losses.len()))
                } else {
                    Stage::Pairs(pairs::Walk::new(&strength, self.limits.pair_columns))
                }
            }
            Stage::Pairs(mut walk) => {
                if self.pairs(&mut walk) {
                    Stage::Pairs(walk)
                } else {
                    self.further(walk.found)
                }
            }
            Stage::Deeper(mut beam) => match self.deeper(&mut beam) {
                Some(longer) => self.further(longer),
                None => Stage::Deeper(beam),
            },
            Stage::Cover(mut cover) => {
                if self.cover(&mut cover) {
                    Stage::Cover(cover)
                } else {
                    Stage::Done(cover.taken)
                }
            }
            Stage::Done(rules) => Stage::Done(rules),
        };
        !matches!(self.stage, Stage::Done(_))
    }

    /// What comes after rules of some number of conditions: those of one more, while they pay and are wanted.
    fn further(&mut self, rules: Vec<Rule>) -> Stage {
        let beam = deeper::Beam::new(&rules);
        let is_last = rules.is_empty() || self.found.len() + 1 >= self.limits.conditions;
        self.found.push(rules);
        if is_last {
            return Stage::Cover(cover::Cover::new(&self.found, self.losses.len()));
        }
        Stage::Deeper(beam)
    }

    /// What was found, once every step is done.
    #[must_use]
    pub fn finish(mut self) -> WeakSegments {
        while self.step() {}
        let rules = match self.stage {
            Stage::Done(rules) => rules,
            _ => Vec::new(),
        };
        let is_full = rules.len() >= self.limits.rules;
        let last = rules.last().filter(|_| is_full).map(|rule: &Rule| rule.evidence);
        WeakSegments {
            least_evidence: last.unwrap_or(LEAST_EVIDENCE),
            rules,
            looked_at: self.looked_at,
            pair_columns: self.columns.len().min(self.limits.pair_columns),
            deviation: Some(self.total.variance.max(0.0).sqrt())
                .filter(|d| d.is_finite())
                .unwrap_or(0.0),
        }
    }

    /// Whether some rows are enough, and not more than half.
    fn is_of_size(&self, sums: &Sums) -> bool {
        sums.rows() >= self.limits.rows as f64 && 2.0 * sums.rows() <= self.total.rows
    }

    /// The sums of the rows that conditions hold.
    fn sums<'a>(&self, conditions: impl Iterator<Item = &'a Condition> + Clone) -> Sums {
        let holds = |row: &usize| conditions.clone().all(|c| c.holds(&self.columns, *row));
        Sums::of((0..self.losses.len()).filter(holds).map(|row| self.losses[row]))
    }
}

impl CodedColumn {
    /// Every range of groups that a condition may name, from the first to the last group: single ones, and
    /// neighbours of those in order but for all of them.
    fn ranges(&self) -> Vec<(u8, u8)> {
        let joined = (0..self.ordered)
            .flat_map(|first| (first + 1..self.ordered).map(move |last| (first as u8, last as u8)));
        let all = (0, self.ordered.saturating_sub(1) as u8);
        let single = (0..self.groups).map(|group| (group as u8, group as u8));
        single.chain(joined.filter(|range| *range != all)).collect()
    }
}

/// The clearest rules, the clearest first; equally clear ones in the order of their conditions.
fn clearest(mut rules: Vec<Rule>, most: usize) -> Vec<Rule> {
    rules.sort_by(|a, b| {
        b.evidence.total_cmp(&a.evidence).then_with(|| a.conditions.cmp(&b.conditions))
    });
    rules.truncate(most);
    rules
}

#[cfg(test)]
mod tests;
