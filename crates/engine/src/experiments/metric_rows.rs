//! A metric row by row, arm by arm.

use report::{Kind, Pair, format};

use super::arms::Arms;
use super::sample::{Sample, Way};
use super::wanted::{Measure, Wanted};
use crate::Study;

/// A metric row by row, arm by arm.
pub struct MetricRows {
    pub way: Way,
    /// The number of each row of each arm; not a number where it is missing.
    x: Vec<Vec<f64>>,
    /// The second number of a ratio; empty of other metrics.
    y: Vec<Vec<f64>>,
}

impl MetricRows {
    /// The rows of a metric, or why there are none.
    pub fn read(study: &Study<'_>, arms: &Arms, wanted: &Wanted) -> Result<Self, String> {
        for name in &wanted.columns {
            holds_numbers(study, arms, name)?;
        }
        let numbers = |at: usize| {
            wanted.columns.get(at).map(|name| arms.numbers(study, name)).unwrap_or_default()
        };
        let (x, y) = (numbers(0), numbers(1));
        let mut known = x.iter().flatten().filter(|value| value.is_finite()).peekable();
        if known.peek().is_none() {
            return Err(format!(
                "{} in no row of any arm",
                no_value(study, arms, &wanted.columns[0])
            ));
        }
        let way = match wanted.measure {
            Measure::Quantile(p) => Way::Quantile(p),
            Measure::Ratio => Way::Ratio,
            Measure::Mean if known.all(|value| *value == 0.0 || *value == 1.0) => Way::Share,
            Measure::Mean => Way::Mean,
        };
        Ok(Self { way, x, y })
    }

    fn is_known(&self, arm: usize, row: usize) -> bool {
        self.x[arm][row].is_finite() && self.y.get(arm).is_none_or(|y| y[row].is_finite())
    }

    /// The known numbers of an arm.
    pub fn known(&self, arm: usize) -> Vec<f64> {
        (0..self.x[arm].len())
            .filter(|row| self.is_known(arm, *row))
            .map(|row| self.x[arm][row])
            .collect()
    }

    /// The number of each row of an arm; not a number where it is missing.
    pub fn by_row(&self, arm: usize) -> &[f64] {
        &self.x[arm]
    }

    /// Rows of an arm without a value.
    pub fn missing(&self, arm: usize) -> u64 {
        (0..self.x[arm].len()).filter(|row| !self.is_known(arm, *row)).count() as u64
    }

    /// The metric of an arm.
    pub fn sample(&self, arm: usize) -> Sample {
        self.of_rows(arm, 0..self.x[arm].len())
    }

    /// The metric of each group of an arm's rows, which have the codes of their groups; rows of other codes are left out.
    pub fn by_group(&self, arm: usize, codes: &[u32], groups: usize) -> Vec<Sample> {
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); groups];
        for (row, code) in codes.iter().enumerate() {
            if let Some(rows) = rows.get_mut(*code as usize) {
                rows.push(row);
            }
        }
        rows.into_iter().map(|rows| self.of_rows(arm, rows.into_iter())).collect()
    }

    fn of_rows(&self, arm: usize, rows: impl Iterator<Item = usize>) -> Sample {
        let rows: Vec<usize> = rows.filter(|row| self.is_known(arm, *row)).collect();
        let of = |values: &Vec<f64>| rows.iter().map(|row| values[*row]).collect::<Vec<f64>>();
        let y = self.y.get(arm).map(of).unwrap_or_default();
        Sample::of(self.way, &of(&self.x[arm]), &y)
    }

    pub const fn arms(&self) -> usize {
        self.x.len()
    }
}

/// What a column without a number holds: "revenue has a number", and that all are infinite.
fn no_value(study: &Study<'_>, arms: &Arms, name: &str) -> String {
    let infinite = infinite(study, arms, name);
    let shown = format::short(name);
    match infinite {
        0 => format!("{shown} has a value"),
        n => {
            format!("{shown} is infinite in {} and has a number", format::plural(n, "row", "rows"))
        }
    }
}

/// Infinite values of a column in the files that have rows of the arms.
pub fn infinite(study: &Study<'_>, arms: &Arms, column: &str) -> u64 {
    let sides = report::Side::BOTH
        .into_iter()
        .filter(|side| arms.rows.iter().any(|rows| rows.iter().any(|row| row.0 == *side)));
    let columns = study.column(column);
    sides.filter_map(|side| *columns.get(side)).map(|column| column.missing().infinite).sum()
}

/// Whether a column holds numbers wherever arms have rows, or what it holds instead.
fn holds_numbers(study: &Study<'_>, arms: &Arms, name: &str) -> Result<(), String> {
    let columns = study.column(name);
    let has_rows = Pair::from_fn(|side| arms.rows.iter().flatten().any(|row| row.0 == side));
    for side in report::Side::BOTH.into_iter().filter(|side| *has_rows.get(*side)) {
        let shown = format::short(name);
        let file = side.label().to_lowercase();
        let Some(column) = columns.get(side) else {
            return Err(format!("{shown} is not in the {file}"));
        };
        let kind = column.kind();
        if !(kind.is_number() || kind == Kind::Boolean) {
            let kind = kind.label();
            return Err(format!("{shown} holds no numbers ({kind} in the {file})"));
        }
    }
    Ok(())
}
