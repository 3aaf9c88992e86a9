//! What segments of a model are held against each other by: a metric row by row, and the rows that are looked at.

use report::{Estimate, MetricName, Pair, Role, RoleChoice, Side, Task, format};
use stats::performance::CellSums;
use stats::sample_positions;

use crate::Study;
use crate::groups::Grouping;
use crate::outcomes::ModelRows;
use crate::performance::{as_reported, mean_metric};
use crate::roles::is_input;

/// A metric that is a mean over rows, and the rows.
pub struct Subject {
    /// The metric.
    pub metric: MetricName,
    /// The side that is judged.
    pub judged: Side,
    /// The metric over all its rows.
    pub value: Estimate,
    /// The metric of each row; not a number where it has none.
    pub values: Pair<Vec<f64>>,
    /// Rows that have the metric.
    pub labelled: Pair<Vec<usize>>,
    /// Some of them, at random: those that segments of one column are measured on.
    pub drawn: Pair<Vec<usize>>,
    /// Places among those of the judged side that weak segments are searched in.
    pub searched: Vec<usize>,
}

impl Subject {
    /// Of a model's rows.
    ///
    /// # Errors
    /// Why nothing can be told, as a clause.
    pub fn of(study: &Study<'_>, task: Task, rows: &ModelRows) -> Result<Self, String> {
        let metric = mean_metric::name(task);
        let values = rows.sides.as_ref().map(|side| {
            let all = 0..side.truth.len().max(side.number.len());
            all.map(|row| mean_metric::of_row(task, side, row).unwrap_or(f64::NAN))
                .collect::<Vec<_>>()
        });
        let labelled: Pair<Vec<usize>> = values
            .as_ref()
            .map(|values| (0..values.len()).filter(|&row| values[row].is_finite()).collect());
        let settings = &study.settings.segments;
        let has_enough = |side: &Side| labelled.get(*side).len() as u64 >= 2 * settings.min_rows;
        let judged = [Side::Production, Side::Reference].into_iter().find(has_enough);
        let judged = judged.ok_or_else(|| {
            format!(
                "no file has {} with a label and an answer, enough for a segment and its others",
                format::plural(2 * settings.min_rows, "row", "rows")
            )
        })?;
        let seed = study.settings.seed;
        let some = |of: usize, most: u64| -> Vec<usize> {
            let places = sample_positions(of as u64, most, seed).into_iter();
            places.map(|place| place as usize).collect()
        };
        let drawn = labelled.as_ref().map(|rows| -> Vec<usize> {
            some(rows.len(), settings.rows).into_iter().map(|place| rows[place]).collect()
        });
        let all = drawn.get(judged).len();
        let searched = some(all, settings.search_rows.min(all as u64 / 2));
        let mut sums = CellSums::default();
        labelled.get(judged).iter().for_each(|&row| sums.add(values.get(judged)[row]));
        let value = sums.estimate(metric == MetricName::Accuracy).and_then(as_reported);
        let value = value.ok_or("errors are beyond the largest number")?;
        Ok(Self { metric, judged, value, values, labelled, drawn, searched })
    }

    /// Whether the reference can say how segments were before.
    pub fn has_before(&self) -> bool {
        self.judged == Side::Production && !self.labelled.reference.is_empty()
    }

    /// The groups of the rows that are drawn.
    pub fn codes(&self, study: &Study<'_>, grouping: &Grouping) -> Pair<Vec<u16>> {
        Pair::from_fn(|side| {
            let drawn = self.drawn.get(side);
            if drawn.len() as u64 == study.rows(side) {
                return grouping.codes(study, side);
            }
            grouping.codes_at(study, side, drawn)
        })
    }

    /// The sums of the metric over some rows of a side.
    pub fn sums(&self, side: Side, rows: impl Iterator<Item = usize>) -> CellSums {
        let mut sums = CellSums::default();
        rows.for_each(|row| sums.add(self.values.get(side)[row]));
        sums
    }
}

/// Columns that segments are made of: those with that role first, then in the order of the file.
pub fn columns(study: &Study<'_>, choices: &[RoleChoice], judged: Side) -> Vec<String> {
    let is_there = |choice: &&RoleChoice| {
        is_input(choice.role) && study.column(&choice.column).get(judged).is_some()
    };
    let (first, others): (Vec<&RoleChoice>, Vec<&RoleChoice>) =
        choices.iter().filter(is_there).partition(|choice| choice.role == Role::Segment);
    first.into_iter().chain(others).map(|choice| choice.column.clone()).collect()
}
