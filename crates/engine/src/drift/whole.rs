//! The columns taken together: the share that drifted, and whether many small shifts add up
//! (`stats::Compound`), on one seeded sample of rows for all columns.

use std::collections::BTreeMap;

use report::{ColumnDrift, InOrder, Kind, Pair, Says, Side, Whole, format};
use stats::{Compound, sample_positions};
use table::Column;

use crate::Study;

/// Rows times draws times columns that the exchanges walk over: under half a second. Where there would
/// be more, the sample of rows is smaller, and then the draws are fewer.
const MOST_STEPS: usize = 200_000_000;
/// Rows a side under which the sample does not shrink for the sake of time.
const FEWEST_ROWS: usize = 200;
/// Draws under which a p-value cannot be under 1%.
const FEWEST_DRAWS: usize = 199;
/// Names of their own in a column of names; the rarer ones count as one.
const MOST_NAMES: usize = 20;

/// The test of all columns together, a column at a time.
pub struct Work {
    rows: Pair<Vec<u64>>,
    draws: u32,
    test: Compound,
}

impl Work {
    /// No column yet, of so many.
    pub fn new(study: &Study<'_>, columns: usize) -> Self {
        let settings = &study.settings.drift;
        let columns = columns.max(1);
        let wanted = settings.compound_draws as usize;
        let affordable = MOST_STEPS / (2 * columns * wanted.max(1));
        let most = (settings.compound_rows as usize).min(affordable.max(FEWEST_ROWS));
        let rows = Pair::from_fn(|side| {
            // The two files have samples of their own, also where they are of one length.
            let seed = study.settings.seed.wrapping_add(side as u32);
            sample_positions(study.rows(side), most as u64, seed)
        });
        let (n, m) = (rows.reference.len(), rows.production.len());
        let affordable = MOST_STEPS / (columns * (n + m).max(1));
        let draws = wanted.min(affordable.max(FEWEST_DRAWS)) as u32;
        let enough = n.min(m) as u64 >= settings.min_values;
        let draws = if enough { draws } else { 0 };
        Self { rows, draws, test: Compound::new(n, m, draws, study.settings.seed) }
    }

    /// Adds a column that both files have.
    pub fn add(&mut self, study: &Study<'_>, name: &str) {
        let columns = study.column(name).both();
        let (Some(columns), Some(kind), 1..) = (columns, study.joint_kind(name), self.draws) else {
            return;
        };
        match kind {
            Kind::Empty => {}
            Kind::Integer | Kind::Float | Kind::DateTime | Kind::Boolean => {
                let at = |column: &Column, row: usize| column.number_at(row).unwrap_or(f64::NAN);
                self.test.add_numbers(&self.by_row(columns, at));
            }
            Kind::Category | Kind::Text | Kind::Identifier => {
                self.test.add_names(&self.codes(columns));
            }
        }
    }

    fn by_row<T>(&self, columns: Pair<&Column>, value: impl Fn(&Column, usize) -> T) -> Vec<T> {
        let rows = |side: Side| self.rows.get(side).iter().map(move |&row| (side, row));
        let all = rows(Side::Reference).chain(rows(Side::Production));
        all.map(|(side, row)| value(columns.get(side), row as usize)).collect()
    }

    /// The names of the sampled rows by number: the commonest first, and one number for the rest.
    fn codes(&self, columns: Pair<&Column>) -> Vec<Option<u32>> {
        let labels = self.by_row(columns, |column, row| column.label(row));
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        labels.iter().flatten().for_each(|label| *counts.entry(label).or_default() += 1);
        let mut by_count: Vec<(&str, u64)> = counts.into_iter().collect();
        by_count.put_in_order_of(|&(_, count)| std::cmp::Reverse(count));
        let codes: BTreeMap<&str, u32> = by_count
            .iter()
            .enumerate()
            .map(|(place, &(label, _))| (label, place.min(MOST_NAMES) as u32))
            .collect();
        labels.iter().map(|label| codes.get(label.as_deref()?).copied()).collect()
    }

    /// What the columns come to, once each is judged.
    pub fn finish(self, study: &Study<'_>, columns: &[ColumnDrift]) -> Whole {
        let settings = &study.settings.drift;
        let (drifted, compared) =
            (columns.iter().filter(|c| c.verdict.is_drift()).count() as u64, columns.len() as u64);
        let share = (compared > 0).then(|| drifted as f64 / compared as f64);
        let by_share = share.map(|share| {
            if share >= settings.columns_share_drift {
                Says::Drift
            } else if share >= settings.columns_share_warning {
                Says::Moderate
            } else {
                Says::Pass
            }
        });
        let compound = self.compound(settings.compound_alpha);
        let not_computed = compound.is_none().then(|| {
            if self.draws == 0 {
                format!("a side has under {} rows", format::count(settings.min_values))
            } else {
                "no column has two different values".to_owned()
            }
        });
        let mut whole =
            Whole { says: Vec::new(), drifted, compared, share, by_share, compound, not_computed };
        whole.says = says(study, &whole);
        whole
    }

    fn compound(&self, alpha: f64) -> Option<report::Compound> {
        let test = self.test.test()?;
        Some(report::Compound {
            leaning: test.leaning,
            columns: test.columns,
            expected: test.expected,
            p_value: test.p_value,
            draws: self.draws,
            rows: self.rows.as_ref().map(|rows| rows.len() as u64),
            is_beyond_chance: test.p_value < alpha,
        })
    }
}

fn says(study: &Study<'_>, whole: &Whole) -> Vec<String> {
    let mut says = Vec::new();
    says.extend(
        whole.share.zip(whole.by_share).map(|(share, by)| share_in_words(study, whole, share, by)),
    );
    says.extend(whole.compound.as_ref().map(|compound| compound_in_words(study, compound)));
    says
}

/// "3 of 13 columns drifted (23%), under the 30% from which the whole is warned of."
fn share_in_words(study: &Study<'_>, whole: &Whole, share: f64, by: Says) -> String {
    let settings = &study.settings.drift;
    let [warning, drift] =
        [settings.columns_share_warning, settings.columns_share_drift].map(format::percent);
    let limit = match by {
        Says::Pass => format!("under the {warning} from which there is a warning about the whole"),
        Says::Moderate => format!("a warning about the whole, which is from {warning} on"),
        Says::Drift => format!("so the whole has drifted, which is from {drift} on"),
    };
    format!(
        "{} of {} drifted ({}): {limit}.",
        format::count(whole.drifted),
        format::plural(whole.compared, "compared column", "compared columns"),
        format::percent(share),
    )
}

/// "7 of 13 columns stand out taken alone, where chance gives 0.7: together that is not chance (p = 0.002 …)."
fn compound_in_words(study: &Study<'_>, compound: &report::Compound) -> String {
    let together = if compound.is_beyond_chance {
        "together that is not chance"
    } else {
        "together that may be chance"
    };
    let Pair { reference, production } = compound.rows;
    let is_sample = Side::BOTH.iter().any(|&side| *compound.rows.get(side) < study.rows(side));
    let rows = if is_sample {
        let [reference, production] = [reference, production].map(format::count);
        format!(", on a sample of {reference} and {production} rows")
    } else {
        String::new()
    };
    format!(
        "{}, where chance gives {}: {together} ({} of {} exchanges of rows{rows}).",
        leaning_in_words(compound.leaning, compound.columns),
        format::number(compound.expected, 2),
        format::p_equals(compound.p_value),
        format::count(u64::from(compound.draws)),
    )
}

fn leaning_in_words(leaning: u64, columns: u64) -> String {
    let lean = if leaning == 1 { "stands out taken alone" } else { "stand out taken alone" };
    let columns = format::plural(columns, "column", "columns");
    format!("{} of {columns} {lean}", format::count(leaning))
}

#[cfg(test)]
mod tests {
    use super::leaning_in_words;

    #[test]
    fn one_of_many_leans() {
        assert_eq!(leaning_in_words(1, 30), "1 of 30 columns stands out taken alone");
        assert_eq!(leaning_in_words(7, 13), "7 of 13 columns stand out taken alone");
    }
}
