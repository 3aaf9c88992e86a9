//! How pairs of columns go together, and where that changed.
//!
//! Numbers by Spearman's rank correlation, categories by Cramér's V, numbers by category with the
//! correlation ratio. All in the same random rows of each side, over rows that have both values. Whether
//! a change is chance is tested pair by pair ([`change`]) and adjusted over all pairs
//! (Benjamini-Hochberg); its size decides.

mod change;
mod measure;

use report::{InOrder, Kind, Pair, Relation, Relations, Role, RoleChoice, Verdict, format};
use stats::benjamini_hochberg;

use super::sample::Rows;
use crate::{Study, sure};
use measure::Prepared;

/// Pairs that the Report lists.
const MOST_TOLD: usize = 30;

/// Relations while they are looked at.
pub struct Work {
    names: Vec<String>,
    left_out: u64,
    prepared: Vec<(String, Prepared)>,
    pairs: Vec<Relation>,
    taken: usize,
    done: usize,
}

impl Work {
    /// The columns whose relations are looked at: those that are compared, and times, ids and text not.
    pub fn new(study: &Study<'_>, roles: &[RoleChoice]) -> Self {
        let is_related = |choice: &&RoleChoice| {
            let is_fit = choice.role.is_compared() && choice.role != Role::Text;
            is_fit && study.column(&choice.column).both().is_some()
        };
        let kind_fits = |choice: &&RoleChoice| {
            let kind = study.joint_kind(&choice.column);
            kind.is_some_and(|k| k.is_number() || matches!(k, Kind::Category | Kind::Boolean))
        };
        let names = roles.iter().filter(is_related).filter(kind_fits);
        let mut names: Vec<String> = names.map(|choice| choice.column.clone()).collect();
        let most = study.settings.data.relation_columns as usize;
        let left_out = names.len().saturating_sub(most) as u64;
        names.truncate(most);
        Self { names, left_out, prepared: Vec::new(), pairs: Vec::new(), taken: 0, done: 0 }
    }

    /// How many steps there are in all.
    pub fn total(&self) -> usize {
        2 * self.names.len()
    }

    /// Prepares the next column, or compares one with all that follow it; gives its name, none when
    /// all is done.
    pub fn step(&mut self, study: &Study<'_>, rows: &Rows) -> Option<String> {
        if let Some(name) = self.names.get(self.taken) {
            self.taken += 1;
            let sampled = rows.of(study, name);
            let prepared = sampled.as_ref().and_then(Prepared::of);
            self.prepared.extend(prepared.map(|prepared| (name.clone(), prepared)));
            return Some(name.clone());
        }
        let (name, first) = self.prepared.get(self.done)?;
        self.done += 1;
        for (other, second) in &self.prepared[self.done..] {
            self.pairs.extend(measure::relation((name, first), (other, second)));
        }
        Some(name.clone())
    }

    /// Judges all pairs together.
    pub fn finish(self, study: &Study<'_>, rows: Pair<u64>) -> Relations {
        let Self { left_out, prepared, mut pairs, .. } = self;
        let p_values: Vec<f64> = pairs.iter().filter_map(|pair| pair.p_value).collect();
        let mut adjusted = benjamini_hochberg(&p_values).into_iter();
        for pair in &mut pairs {
            pair.p_adjusted = pair.p_value.and_then(|_| adjusted.next());
            pair.verdict = verdict(study, pair);
        }
        let count = pairs.len() as u64;
        let is_chance =
            |pair: &Relation| matches!(pair.verdict, Verdict::Stable | Verdict::NotEnoughData);
        let changed = pairs.iter().filter(|pair| !is_chance(pair)).count() as u64;
        // Stable sort: what is alike stays in the order of the file.
        pairs
            .put_in_order(|a, b| is_chance(a).cmp(&is_chance(b)).then(size(b).total_cmp(&size(a))));
        pairs.truncate(MOST_TOLD);
        let columns = prepared.len() as u64;
        let says = says(count, changed, pairs.len() as u64, left_out, rows);
        Relations { rows, columns, left_out, pairs: count, changed, says, most_changed: pairs }
    }
}

/// "13 of 36 pairs changed beyond chance, in 10,000 and 10,000 rows; the 30 that changed most are listed".
fn says(pairs: u64, changed: u64, listed: u64, left_out: u64, rows: Pair<u64>) -> String {
    let Pair { reference, production } = rows.map(format::count);
    let mut text = format!(
        "{} of {} changed beyond chance, in {reference} and {production} rows",
        format::count(changed),
        format::plural(pairs, "pair", "pairs")
    );
    if listed < pairs {
        text.push_str(&format!("; the {} that changed most are listed", format::count(listed)));
    }
    if left_out > 0 {
        let columns = format::plural(left_out, "column", "columns");
        text.push_str(&format!("; {columns} left out by the setting"));
    }
    text
}

/// How much a relation changed.
pub fn size(pair: &Relation) -> f64 {
    (pair.value.production - pair.value.reference).abs()
}

fn verdict(study: &Study<'_>, pair: &Relation) -> Verdict {
    let limits = &study.settings.data;
    let thinnest = study.settings.drift.min_values;
    let is_thin = pair.n.reference < thinnest || pair.n.production < thinnest;
    let by_size = match pair.p_adjusted {
        None => Verdict::NotEnoughData,
        Some(_) if is_thin => Verdict::NotEnoughData,
        Some(p) if p >= study.settings.drift.false_discovery_rate => Verdict::Stable,
        Some(_) if size(pair) >= limits.relation_change_significant => Verdict::Significant,
        Some(_) if size(pair) >= limits.relation_change_moderate => Verdict::Moderate,
        Some(_) => Verdict::Negligible,
    };
    sure::verdict(study, by_size, pair.p_adjusted.unwrap_or(1.0))
}
