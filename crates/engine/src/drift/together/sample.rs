//! Rows drawn at random from both sides, and a group's columns at these rows.

use std::collections::BTreeMap;

use report::{Kind, Pair, RoleChoice, Side};
use stats::{Feature, sample_positions};
use table::Column;

use crate::Study;
use crate::roles::is_input;

/// Values of a side that a group's columns hold in all: more columns have fewer rows.
const MOST_VALUES: u64 = 120_000;
/// Rows of a side, however many columns there are.
const FEWEST_ROWS: u64 = 200;

/// Which columns are taken together.
pub struct Source {
    pub title: String,
    pub is_embedding: bool,
    /// The columns, in the order of the file.
    pub columns: Vec<String>,
    /// Columns that are left out as there are too many.
    pub left_out: usize,
}

impl Source {
    /// What the model reads: not its outputs, which another model changes without any drift of the
    /// data; not what came of it; no label, id, time or text. None with under two such columns.
    pub fn inputs(study: &Study<'_>, roles: &[RoleChoice]) -> Option<Self> {
        let is_one = |choice: &&RoleChoice| {
            is_input(choice.role)
                && study.column(&choice.column).both().is_some()
                && study
                    .joint_kind(&choice.column)
                    .is_some_and(|kind| !matches!(kind, Kind::DateTime | Kind::Empty))
        };
        let columns: Vec<String> =
            roles.iter().filter(is_one).map(|choice| choice.column.clone()).collect();
        let most = u64::from(study.settings.drift.together_columns);
        let kept = sample_positions(columns.len() as u64, most, study.settings.seed);
        let left_out = columns.len() - kept.len();
        let columns: Vec<String> =
            kept.into_iter().map(|position| columns[position as usize].clone()).collect();
        let title = "All columns together".to_owned();
        (columns.len() > 1).then_some(Self { title, is_embedding: false, columns, left_out })
    }
}

/// Columns side by side at the drawn rows: those of the reference, then those of production.
pub struct Sample {
    pub names: Vec<String>,
    pub features: Vec<Feature>,
    pub rows: Pair<usize>,
    /// Columns that hold one value, or none, at all these rows.
    pub constant: usize,
}

impl Sample {
    /// Draws rows and reads the columns at them.
    pub fn draw(study: &Study<'_>, source: &Source) -> Self {
        Self::at(study, &source.columns, &positions(study, source.columns.len()))
    }

    /// Reads columns at given rows; those that do not vary there are left out.
    pub fn at(study: &Study<'_>, columns: &[String], positions: &Pair<Vec<usize>>) -> Self {
        let rows = positions.as_ref().map(Vec::len);
        let mut sample = Self { names: Vec::new(), features: Vec::new(), rows, constant: 0 };
        for name in columns {
            match feature(study, name, positions) {
                Some(feature) if varies(&feature) => {
                    sample.names.push(name.clone());
                    sample.features.push(feature);
                }
                _ => sample.constant += 1,
            }
        }
        sample
    }

    /// Whether each row is of production.
    pub fn sides(&self) -> Vec<bool> {
        let total = self.rows.reference + self.rows.production;
        (0..total).map(|row| row >= self.rows.reference).collect()
    }

    /// The features of one side, or of some of its rows.
    pub fn part(&self, rows: std::ops::Range<usize>) -> Vec<Feature> {
        let cut = |feature: &Feature| match feature {
            Feature::Numbers(values) => Feature::Numbers(values[rows.clone()].to_vec()),
            Feature::Names(codes) => Feature::Names(codes[rows.clone()].to_vec()),
        };
        self.features.iter().map(cut).collect()
    }
}

/// Rows of a side that so many columns leave room for.
pub fn affordable_rows(columns: usize) -> u64 {
    (MOST_VALUES / columns.max(1) as u64).max(FEWEST_ROWS)
}

/// Rows that are drawn from each side for so many columns.
pub fn positions(study: &Study<'_>, columns: usize) -> Pair<Vec<usize>> {
    Pair::from_fn(|side| {
        let drawn = drawn(study, columns, side, study.rows(side));
        drawn.into_iter().map(|position| position as usize).collect()
    })
}

/// Rows that are drawn from some rows of each side, ascending.
pub fn positions_among(
    study: &Study<'_>,
    columns: usize,
    rows: &Pair<Vec<usize>>,
) -> Pair<Vec<usize>> {
    Pair::from_fn(|side| {
        let own = rows.get(side);
        let drawn = drawn(study, columns, side, own.len() as u64);
        drawn.into_iter().map(|position| own[position as usize]).collect()
    })
}

/// Positions among so many rows of a side.
fn drawn(study: &Study<'_>, columns: usize, side: Side, rows: u64) -> Vec<u64> {
    let most = study.settings.drift.together_rows.min(affordable_rows(columns));
    // Not the same rows of both: these may be pairs.
    let seed = study.settings.seed.wrapping_add(u32::from(side == Side::Production));
    sample_positions(rows, most, seed)
}

/// A column at the drawn rows; none where the sides hold kinds that cannot be compared.
fn feature(study: &Study<'_>, name: &str, positions: &Pair<Vec<usize>>) -> Option<Feature> {
    let columns = study.column(name).both()?;
    let sides = || Side::BOTH.into_iter().map(|side| (*columns.get(side), positions.get(side)));
    Some(match study.joint_kind(name)? {
        Kind::Integer | Kind::Float | Kind::Boolean => Feature::Numbers(
            sides()
                .flat_map(|(column, rows)| rows.iter().map(|&row| number(column, row)))
                .collect(),
        ),
        Kind::Category | Kind::Text | Kind::Identifier => {
            let labels =
                sides().flat_map(|(column, rows)| rows.iter().map(|&row| column.label(row)));
            Feature::Names(codes(&labels.collect::<Vec<_>>()))
        }
        Kind::DateTime | Kind::Empty => return None,
    })
}

fn number(column: &Column, row: usize) -> f64 {
    column.number_at(row).unwrap_or(f64::NAN)
}

/// Labels by number, in order of the labels.
fn codes(labels: &[Option<String>]) -> Vec<Option<u32>> {
    let mut code: BTreeMap<&str, u32> =
        labels.iter().flatten().map(|label| (label.as_str(), 0)).collect();
    code.values_mut().zip(0..).for_each(|(code, position)| *code = position);
    labels.iter().map(|label| code.get(label.as_deref()?).copied()).collect()
}

/// Whether a feature holds two different values; that some are missing counts as one.
pub fn varies(feature: &Feature) -> bool {
    match feature {
        Feature::Numbers(values) => {
            // Every missing value is one value, and so are both zeros.
            let value = |value: &f64| if value.is_nan() { None } else { Some(*value) };
            values.windows(2).any(|pair| value(&pair[0]) != value(&pair[1]))
        }
        Feature::Names(codes) => codes.windows(2).any(|pair| pair[0] != pair[1]),
    }
}
