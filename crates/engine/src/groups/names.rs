//! Groups by names: texts, and yes or no.

use std::collections::BTreeMap;

use report::{InOrder, Kind, Pair, Side, format};
use table::{Column, Words};

use super::Limits;

/// Names that have a group of their own, the most frequent first.
pub struct Names {
    /// The names.
    common: Vec<String>,
    /// Their groups.
    groups: BTreeMap<String, u16>,
    /// Different names without a group of their own.
    rare: usize,
    /// Whether there are values that were too many to keep.
    has_unkept: bool,
    /// The words for no and yes, where one side may say them in zeros and ones.
    truth: Option<[String; 2]>,
}

impl Names {
    /// The names of both sides.
    ///
    /// # Errors
    /// Where no name has rows enough.
    pub fn of(columns: Pair<Option<&Column>>, limits: Limits) -> Result<Self, String> {
        let truth = truth(columns);
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let mut has_unkept = false;
        for column in Side::BOTH.into_iter().filter_map(|side| *columns.get(side)) {
            let words = words(column, truth.as_ref());
            for (label, count) in words.labels.iter().zip(words.counts()) {
                *counts.entry(label.clone().into_owned()).or_default() += count;
            }
            let kept = words.labels.len() as u32;
            has_unkept |= words.codes.iter().any(|&code| code >= kept && code != Words::NONE);
        }
        let mut names: Vec<(String, u64)> = counts.into_iter().filter(|(_, n)| *n > 0).collect();
        names.put_in_order(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // Two names are always told apart, however few their rows are.
        let least = if names.len() == 2 { 1 } else { limits.rows };
        let kept = names.partition_point(|(_, rows)| *rows >= least).min(limits.names);
        if kept == 0 && !names.is_empty() {
            let all = format::plural(names.len() as u64, "value", "values");
            let least = format::plural(limits.rows, "row", "rows");
            return Err(format!("none of its {all} has {least}"));
        }
        let rare = names.len() - kept;
        names.truncate(kept);
        let common: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
        let groups = common.iter().cloned().zip(0..).collect();
        Ok(Self { common, groups, rare, has_unkept, truth })
    }

    /// Whether some values have no group of their own.
    pub const fn has_rest(&self) -> bool {
        self.rare > 0 || self.has_unkept
    }

    /// What the groups are called, the one of all other values last.
    pub fn labels(&self) -> Vec<String> {
        let rest = match self.rare {
            _ if self.has_unkept => "other values".to_owned(),
            rare => format::plural(rare as u64, "rarer value", "rarer values"),
        };
        self.common.iter().cloned().chain(self.has_rest().then_some(rest)).collect()
    }

    /// The group of every row.
    pub fn codes(&self, column: &Column, missing: u16) -> Vec<u16> {
        self.look_up(&words(column, self.truth.as_ref()), missing)
    }

    /// The group of some rows.
    pub fn codes_at(&self, column: &Column, rows: &[usize], missing: u16) -> Vec<u16> {
        match column.words_at(rows) {
            Some(words) if self.truth.is_none() => self.look_up(&words, missing),
            _ => {
                let all = self.codes(column, missing);
                rows.iter().map(|&row| all.get(row).copied().unwrap_or(missing)).collect()
            }
        }
    }

    fn look_up(&self, words: &Words<'_>, missing: u16) -> Vec<u16> {
        let rest = self.common.len() as u16;
        let group = |label: &str| self.groups.get(label).copied().unwrap_or(rest);
        let groups: Vec<u16> = words.labels.iter().map(|label| group(label)).collect();
        let of = |&code: &u32| match code {
            Words::NONE => missing,
            code => groups.get(code as usize).copied().unwrap_or(rest),
        };
        words.codes.iter().map(of).collect()
    }
}

/// The words for no and yes, of the side that has them: the other may say zeros and ones, or other words.
fn truth(columns: Pair<Option<&Column>>) -> Option<[String; 2]> {
    let present: Vec<&Column> =
        Side::BOTH.into_iter().filter_map(|side| *columns.get(side)).collect();
    let is_truth = |column: &&Column| column.kind() == Kind::Boolean;
    let all_are = present.iter().all(|column| is_truth(column) || column.kind().is_number());
    let words = present.iter().find(|column| is_truth(column)).filter(|_| all_are)?.words()?;
    let [no, yes] = words.labels.as_slice() else { return None };
    Some([no.clone().into_owned(), yes.clone().into_owned()])
}

/// The words of each row; of yes and no those that both sides have.
fn words<'a>(column: &'a Column, truth: Option<&'a [String; 2]>) -> Words<'a> {
    let none = || Words { labels: Vec::new(), codes: vec![Words::NONE; column.len()] };
    let Some(truth) = truth else { return column.words().unwrap_or_else(none) };
    let Some(numbers) = column.numbers_by_row() else { return none() };
    let code = |value: f64| if value.is_nan() { Words::NONE } else { u32::from(value != 0.0) };
    Words {
        labels: truth.iter().map(|word| word.as_str().into()).collect(),
        codes: numbers.into_iter().map(code).collect(),
    }
}
