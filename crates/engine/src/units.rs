//! Which rows belong together: those of one id, and copies of a row.
//!
//! Rows of one unit say less than as many of different ones. An id is that of a column that names units and repeats,
//! of several the one with the fewest different values; [`copies`] are rows that agree in every column that a model
//! may read, in what the model says and in the label.

mod copies;

use report::{RoleChoice, Side, format};

use crate::Study;
use crate::experiments::names_units;
use crate::row_keys::mixed;
pub use copies::Copies;

/// Units under which rows are taken for independent: errors between so few cannot be told.
const FEWEST: usize = 100;
/// Share of rows that have a unit of another row, from which units count.
const REPEATED: f64 = 0.01;
/// The unit of a row that is not looked at.
const NONE: u32 = u32::MAX;

/// The unit of each row of a side.
#[derive(Default)]
pub struct Units {
    /// By the number of the row; empty where each is its own.
    of_row: Vec<u32>,
    /// How many there are.
    pub count: usize,
}

/// A column whose values name units.
pub struct Ids {
    /// Its name.
    pub column: String,
    /// How many there are on the side that was looked at.
    pub different: u64,
    /// Whether they are too few to tell errors between them.
    pub are_too_few: bool,
}

impl Ids {
    /// The ids that repeat in some rows of a side; none where none do.
    pub fn of(
        study: &Study<'_>,
        choices: &[RoleChoice],
        side: Side,
        rows: &[usize],
    ) -> Option<Self> {
        let named = choices.iter().filter(|choice| names_units(choice));
        let repeating = named.filter_map(|choice| {
            let units = Units::of_ids(study, &choice.column, side, rows);
            units.do_repeat(rows.len()).then_some(())?;
            let are_too_few = units.count < FEWEST;
            Some(Self { column: choice.column.clone(), different: units.count as u64, are_too_few })
        });
        repeating.min_by_key(|ids| (ids.are_too_few, ids.different))
    }
}

impl Units {
    /// By the ids of a column, and copies joined. Where hardly any row has a unit of another, each is its own.
    pub fn of(
        study: &Study<'_>,
        ids: Option<&Ids>,
        side: Side,
        rows: &[usize],
        copies: &[Vec<u32>],
    ) -> Self {
        let ids = ids.filter(|ids| !ids.are_too_few).map(|ids| ids.column.as_str());
        let mut units = Self::of_ids(study, ids.unwrap_or_default(), side, rows);
        units.join(copies);
        if units.do_repeat(rows.len()) { units } else { Self::default() }
    }

    /// Whether no two rows belong together.
    pub const fn is_each_row(&self) -> bool {
        self.of_row.is_empty()
    }

    /// The unit of a row that was looked at.
    pub fn of_row(&self, row: usize) -> usize {
        self.of_row.get(row).copied().unwrap_or(NONE) as usize
    }

    fn do_repeat(&self, rows: usize) -> bool {
        (rows - self.count) as f64 > REPEATED * rows as f64
    }

    /// By the values of a column; a row without one is its own.
    fn of_ids(study: &Study<'_>, column: &str, side: Side, rows: &[usize]) -> Self {
        let mut keys: Vec<u64> = Vec::new();
        if let Some(column) = study.column(column).get(side) {
            keys = vec![0; column.len()];
            // A row without a value has the key 0.
            column.keys_by_row(|row, key| {
                keys[row] = if key == [0, 0] { 0 } else { mixed(key, 0)[0].max(1) };
            });
        }
        let key = |row: usize| keys.get(row).copied().unwrap_or(0);
        let mut order: Vec<(u64, u32)> = rows.iter().map(|&row| (key(row), row as u32)).collect();
        order.sort_unstable();
        let mut of_row = vec![NONE; study.rows(side) as usize];
        let (mut count, mut before) = (0_u32, 0);
        for (key, row) in order {
            count += u32::from(key == 0 || key != before);
            before = key;
            of_row[row as usize] = count - 1;
        }
        Self { of_row, count: count as usize }
    }

    /// Makes one unit of those that have copies of one row.
    fn join(&mut self, copies: &[Vec<u32>]) {
        let mut parent: Vec<u32> = (0..self.count as u32).collect();
        for group in copies {
            let mut units = group.iter().map(|&row| self.of_row[row as usize]);
            let Some(first) = units.next() else { continue };
            for other in units {
                let [a, b] = [first, other].map(|unit| root(&mut parent, unit));
                parent[a.max(b) as usize] = a.min(b);
            }
        }
        let mut numbers = vec![NONE; self.count];
        let mut count = 0;
        for unit in self.of_row.iter_mut().filter(|unit| **unit != NONE) {
            let root = root(&mut parent, *unit) as usize;
            if numbers[root] == NONE {
                numbers[root] = count;
                count += 1;
            }
            *unit = numbers[root];
        }
        self.count = count as usize;
    }
}

/// The unit that one was joined to at last.
fn root(parent: &mut [u32], mut unit: u32) -> u32 {
    while parent[unit as usize] != unit {
        let above = parent[parent[unit as usize] as usize];
        parent[unit as usize] = above;
        unit = above;
    }
    unit
}

/// "8,000 rows with a label are of 1,600 different user_id".
pub fn told(rows: u64, units: u64, ids: Option<&Ids>) -> String {
    let of = match ids.filter(|ids| !ids.are_too_few) {
        Some(ids) => {
            format!("are of {} different {}", format::count(units), format::short(&ids.column))
        }
        None => format!("are {} different ones and copies of these", format::count(units)),
    };
    format!("{} with a label {of}", format::plural(rows, "row", "rows"))
}
