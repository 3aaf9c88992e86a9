//! The difference of two groups where people have several rows each.
//!
//! Rows of one person say less than as many of different ones, so errors are those between people
//! ([`UnitRows`]). A person may come back in other windows, too: then windows are not independent of each other, and a
//! step over several of them is less sure than each by itself says. So a step is judged by errors that are as much
//! larger than those of independent rows as the error over all rows of the side is.

use report::{Estimate, GapInWindow, Pair, RoleChoice, Side};
use stats::performance::{UnitRows, proportion, weighted_sum};

use crate::Study;
use crate::performance::as_reported;
use crate::units::{Ids, Units};
use crate::worse::measured;

/// Rows of a group, or people where they have several, under which no difference is told.
const FEWEST: usize = 10;

/// Which rows of a side are of one person.
#[derive(Default)]
pub struct People {
    units: Pair<Units>,
}

/// A row that counts for a gap.
#[derive(Clone, Copy)]
pub struct Counted {
    pub row: usize,
    /// Whether it is of the highest group.
    pub is_highest: bool,
    /// Whether it is a success.
    pub is: bool,
}

/// The difference of two groups over some rows, with errors between people.
#[derive(Default)]
pub struct Difference {
    pub told: GapInWindow,
    /// Its standard error, and that of as many independent rows.
    errors: Option<[f64; 2]>,
}

impl People {
    /// By the ids that repeat on each side.
    pub fn of(study: &Study<'_>, choices: &[RoleChoice]) -> Self {
        let units = Pair::from_fn(|side| {
            let rows: Vec<usize> = (0..study.rows(side) as usize).collect();
            let ids = Ids::of(study, choices, side, &rows);
            Units::of(study, ids.as_ref(), side, &rows, &[])
        });
        Self { units }
    }

    /// The highest group less the lowest.
    pub fn difference(&self, side: Side, rows: &[Counted]) -> Difference {
        let n = rows.len() as u64;
        let independent = independent(rows);
        let units = self.units.get(side);
        let gap = if units.is_each_row() { independent } else { between(units, rows) };
        let error = |of: Option<Estimate>| Some(measured(of?)?.standard_error);
        let errors = error(gap).zip(error(independent)).map(<[f64; 2]>::from);
        Difference { told: GapInWindow { n, gap }, errors }
    }
}

impl Difference {
    /// By how much its error is larger than that of independent rows.
    pub fn design(&self) -> f64 {
        let design = self.errors.map_or(1.0, |[own, independent]| own / independent);
        if design.is_finite() { design.max(1.0) } else { 1.0 }
    }

    /// With an error that is so many times that of independent rows, at least.
    pub fn widened(&self, design: f64) -> Option<Estimate> {
        let gap = self.told.gap?;
        let wider = self.errors.map_or(1.0, |[own, independent]| design * independent / own);
        let wider = if wider.is_finite() { wider.max(1.0) } else { 1.0 };
        let from = |end: f64| gap.value + wider * (end - gap.value);
        let interval_95 = gap.interval_95.map(|(low, high)| (from(low), from(high)));
        Some(Estimate { interval_95, ..gap })
    }
}

/// As if each row were another person's.
fn independent(rows: &[Counted]) -> Option<Estimate> {
    let group = |is_highest: bool| {
        let own = rows.iter().filter(|row| row.is_highest == is_highest);
        let (n, successes) = (own.clone().count(), own.filter(|row| row.is).count());
        if n < FEWEST { None } else { proportion(successes as u64, n as u64) }
    };
    let (highest, lowest) = group(true).zip(group(false))?;
    as_reported(weighted_sum(&[(1.0, highest), (-1.0, lowest)]))
}

/// With errors between people.
fn between(units: &Units, rows: &[Counted]) -> Option<Estimate> {
    let mut own: Vec<(usize, &Counted)> =
        rows.iter().map(|row| (units.of_row(row.row), row)).collect();
    own.sort_by_key(|(unit, _)| *unit);
    let people = own.chunk_by(|a, b| a.0 == b.0);
    let mut sums = UnitRows::new(people.clone().count());
    let mut of_group = [0_usize; 2];
    for (person, rows) in people.enumerate() {
        rows.iter().for_each(|(_, row)| {
            sums.add(person, row.is_highest, f64::from(u8::from(row.is)));
        });
        for (count, is_highest) in of_group.iter_mut().zip([true, false]) {
            *count += usize::from(rows.iter().any(|(_, row)| row.is_highest == is_highest));
        }
    }
    if of_group.iter().any(|people| *people < FEWEST) {
        return None;
    }
    as_reported(sums.contrast(true)?.difference)
}
