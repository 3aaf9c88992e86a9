//! What segments of a model are held against each other by: a metric row by row, and the rows that are looked at.

use report::{Estimate, MetricName, Pair, Role, RoleChoice, SegmentContrast, Side, Task, format};
use stats::performance::{CellSums, UnitRows};
use stats::sample_positions;

use super::contrast::{contrast, contrast_of_units};
use crate::Study;
use crate::groups::Grouping;
use crate::outcomes::ModelRows;
use crate::performance::{as_reported, mean_metric};
use crate::roles::is_input;
use crate::units::Units;

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
    /// Rows that belong together.
    pub units: Pair<Units>,
    /// How many rows say as much as one of independent rows would.
    pub design_effect: Pair<f64>,
    /// Places among the drawn rows of the judged side that weak segments are searched in.
    pub searched: Vec<usize>,
    /// Whether each row of the judged side is searched, or belongs to one that is.
    pub is_searched: Vec<bool>,
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
        let mut sums = CellSums::default();
        labelled.get(judged).iter().for_each(|&row| sums.add(values.get(judged)[row]));
        let value = sums.estimate(metric == MetricName::Accuracy).and_then(as_reported);
        let value = value.ok_or("errors are beyond the largest number")?;
        Ok(Self {
            metric,
            judged,
            value,
            values,
            labelled,
            drawn,
            units: Pair::default(),
            design_effect: Pair::new(1.0, 1.0),
            searched: Vec::new(),
            is_searched: Vec::new(),
        })
    }

    /// Draws what is searched, once it is known which rows belong together: units stay in one half.
    pub fn divide(&mut self, study: &Study<'_>, units: Pair<Units>) {
        self.units = units;
        self.design_effect = Pair::from_fn(|side| {
            let units = self.units.get(side);
            if units.is_each_row() {
                return 1.0;
            }
            let mut rows = UnitRows::new(units.count);
            let values = self.values.get(side);
            let labelled = self.labelled.get(side).iter();
            labelled.for_each(|&row| rows.add(units.of_row(row), true, values[row]));
            rows.design_effect()
        });
        let (drawn, units) = (self.drawn.get(self.judged), self.units.get(self.judged));
        let unit = |row: usize| if units.is_each_row() { row } else { units.of_row(row) };
        let rows = self.values.get(self.judged).len();
        let mut is_drawn = vec![false; rows.max(units.count)];
        drawn.iter().for_each(|&row| is_drawn[unit(row)] = true);
        let all: Vec<usize> = (0..is_drawn.len()).filter(|&unit| is_drawn[unit]).collect();
        let half = study.settings.segments.search_rows.min(drawn.len() as u64 / 2);
        let part = half * all.len() as u64 / (drawn.len() as u64).max(1);
        let mut is_chosen = vec![false; is_drawn.len()];
        for place in sample_positions(all.len() as u64, part, study.settings.seed) {
            is_chosen[all[place as usize]] = true;
        }
        self.searched = (0..drawn.len()).filter(|&at| is_chosen[unit(drawn[at])]).collect();
        self.is_searched = vec![false; rows];
        for &row in self.labelled.get(self.judged) {
            self.is_searched[row] = is_chosen[unit(row)];
        }
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

    /// Some rows of a side, those of a segment beside all others.
    pub fn contrast(
        &self,
        side: Side,
        rows: impl Iterator<Item = usize>,
        is_inside: &[bool],
    ) -> Option<SegmentContrast> {
        let (units, values) = (self.units.get(side), self.values.get(side));
        if units.is_each_row() {
            let (mut inside, mut all) = (CellSums::default(), CellSums::default());
            for row in rows {
                all.add(values[row]);
                if is_inside[row] {
                    inside.add(values[row]);
                }
            }
            return contrast(self.metric, inside, all, 1.0);
        }
        let mut sums = UnitRows::new(units.count);
        rows.for_each(|row| sums.add(units.of_row(row), is_inside[row], values[row]));
        contrast_of_units(self.metric, &sums)
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
