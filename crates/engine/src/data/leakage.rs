//! Columns that give the label away: hints, no verdicts.
//!
//! In the random rows of the reference, or of production where only it has labels.

use report::{About, Pair, Remark, Role, RoleChoice, Severity, Side, format};
use rustc_hash::FxHashMap;
use stats::{Sorted, pearson, probability_larger};

use super::rows::tells_rows_apart;
use super::sample::{Rows, Sampled};
use crate::{Study, roles};

/// Rows a value needs on average before it is said to determine the label.
const ROWS_A_VALUE: usize = 5;

/// The label in the random rows, while columns are held against it.
pub struct Label {
    name: String,
    side: Side,
    values: Vec<f64>,
    /// Its different values, where they are few.
    classes: Option<usize>,
}

/// How a column gives the label away.
enum Leak {
    Equal,
    OneToOne,
    Determines,
    Correlation(f64),
    Order(f64),
}

impl Label {
    /// The label; none where there is no labelled row, or but one value.
    pub fn of(study: &Study<'_>, choices: &[RoleChoice], rows: &Rows) -> Option<Self> {
        let name = roles::column_with(choices, Role::Label)?;
        let columns = study.column(name);
        let side = if columns.reference.is_some() { Side::Reference } else { Side::Production };
        let values = values(rows.of(study, name)?, side);
        let mut different: Vec<u64> = present(&values).map(f64::to_bits).collect();
        let thinnest = study.settings.drift.min_values as usize;
        if different.len() < thinnest {
            return None;
        }
        let rows = different.len();
        different.sort_unstable();
        different.dedup();
        let count = different.len();
        if count < 2 {
            return None;
        }
        let classes = (count * ROWS_A_VALUE <= rows).then_some(count);
        Some(Self { name: name.to_owned(), side, values, classes })
    }

    /// What a column gives away, as a remark.
    pub fn hint(&self, study: &Study<'_>, choice: &RoleChoice, rows: &Rows) -> Option<Remark> {
        let is_order = matches!(choice.role, Role::Id | Role::Timestamp);
        let is_fit = tells_rows_apart(choice.role) || choice.role == Role::Prediction || is_order;
        if !is_fit || choice.column == self.name {
            return None;
        }
        study.column(&choice.column).get(self.side).as_ref()?;
        let sampled = rows.of(study, &choice.column)?;
        let is_number = matches!(sampled, Sampled::Numbers(_));
        let values = values(sampled, self.side);
        let pairs: Vec<(f64, f64)> = values
            .into_iter()
            .zip(self.values.iter().copied())
            .filter(|(value, label)| !value.is_nan() && !label.is_nan())
            .collect();
        if (pairs.len() as u64) < study.settings.drift.min_values {
            return None;
        }
        let limits = &study.settings.data;
        let leak = if is_order {
            let area = self.area(&pairs).filter(|_| is_number)?;
            (area > limits.leak_limit_order).then_some(Leak::Order(area))
        } else {
            self.leak(&pairs, is_number, limits.leak_limit)
        }?;
        Some(self.told(choice, &leak, pairs.len() as u64))
    }

    fn leak(&self, pairs: &[(f64, f64)], is_number: bool, limit: f64) -> Option<Leak> {
        if is_number && pairs.iter().all(|(value, label)| value == label) {
            return Some(Leak::Equal);
        }
        if let Some(found) = self.determined(pairs) {
            return Some(found);
        }
        if !is_number {
            return None;
        }
        let correlation = || {
            let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
            pearson(&x, &y).map(f64::abs).filter(|r| *r > limit).map(Leak::Correlation)
        };
        let by_order = || self.area(pairs).filter(|area| *area > limit).map(Leak::Order);
        correlation().or_else(by_order)
    }

    /// Whether every value of a column goes with one class only.
    fn determined(&self, pairs: &[(f64, f64)]) -> Option<Leak> {
        let classes = self.classes?;
        let mut class_of: FxHashMap<u64, u64> = FxHashMap::default();
        for (value, label) in pairs {
            let class = class_of.entry(value.to_bits()).or_insert(label.to_bits());
            if *class != label.to_bits() || class_of.len() * ROWS_A_VALUE > pairs.len() {
                return None;
            }
        }
        match class_of.len() {
            0 | 1 => None,
            n if n == classes => Some(Leak::OneToOne),
            _ => Some(Leak::Determines),
        }
    }

    /// The area under the curve of a column for a label of two classes, or of the column upside down.
    fn area(&self, pairs: &[(f64, f64)]) -> Option<f64> {
        if self.classes != Some(2) {
            return None;
        }
        let least = present(&self.values).reduce(f64::min)?;
        let of_class = |is_least: bool| {
            let values = pairs.iter().filter(|(_, label)| (*label == least) == is_least);
            Sorted::new(values.map(|(value, _)| *value).collect()).ok()
        };
        let area = probability_larger(&of_class(true)?, &of_class(false)?)?;
        Some(area.max(1.0 - area))
    }

    fn told(&self, choice: &RoleChoice, leak: &Leak, n: u64) -> Remark {
        let (name, label) = (format::short(&choice.column), format::short(&self.name));
        let rows = format::plural(n, "row", "rows");
        let side = self.side.label().to_lowercase();
        let looked_at = format!("in {rows} of {side} that were looked at");
        let (title, detail) = match leak {
            Leak::Equal => {
                (format!("{name} equals the label {label}"), format!("The same value {looked_at}"))
            }
            Leak::OneToOne => (
                format!("{name} is the label {label} under other names"),
                format!(
                    "Each value goes with one class, and each class with one value, {looked_at}"
                ),
            ),
            Leak::Determines => (
                format!("{name} determines the label {label}"),
                format!("Each value goes with one class only, {looked_at}"),
            ),
            Leak::Correlation(r) => (
                format!("{name} nearly is the label {label}"),
                format!("Correlation {}, {looked_at}", format::number(*r, 5)),
            ),
            Leak::Order(area) => (
                format!("{name} puts the label {label} in order"),
                format!("Area under the curve {}, {looked_at}", format::number(*area, 4)),
            ),
        };
        let step = if choice.role == Role::Prediction {
            format!("Check that {name} was made before {label} was known, and is no copy of it.")
        } else {
            format!("Check that {name} is known before {label} is, or keep it from the model.")
        };
        Remark {
            about: About::Leakage,
            severity: Severity::Low,
            column: Some(choice.column.clone()),
            title,
            detail,
            size: None,
            rows: n,
            weight: 1.0,
            step,
        }
    }
}

fn present(values: &[f64]) -> impl Iterator<Item = f64> {
    values.iter().copied().filter(|value| !value.is_nan())
}

/// The values of one side as numbers; categories by their number.
fn values(sampled: Sampled, side: Side) -> Vec<f64> {
    let of = |Pair { reference, production }| match side {
        Side::Reference => reference,
        Side::Production => production,
    };
    match sampled {
        Sampled::Numbers(numbers) => of(numbers),
        Sampled::Categories { codes, count } => {
            let number =
                |&code: &u32| if (code as usize) < count { f64::from(code) } else { f64::NAN };
            let codes = codes.map(|codes| codes.iter().map(number).collect());
            of(codes)
        }
    }
}
