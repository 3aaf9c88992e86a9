//! The days on which rows came in.

use report::{Role, RoleChoice, format};

use super::arms::Arms;
use crate::{Study, roles};

const DAY_MS: i64 = 86_400_000;
/// Parts of time that are told at most; with more days, each is of several.
const MOST_PARTS: i64 = 120;
/// The code of a row without a time.
pub const NO_DAY: u32 = u32::MAX;

/// The days on which rows came in, or parts of several days where there are many.
pub struct Days {
    /// Where each starts, in milliseconds since 1970.
    pub starts_ms: Vec<i64>,
    /// Days of each part.
    pub length: i64,
    /// The part of each row of each arm.
    pub of_row: Vec<Vec<u32>>,
    /// The time of each row of each arm; not a number where it has none.
    pub times_ms: Vec<Vec<f64>>,
}

impl Days {
    /// None without a time column, or where all rows came in on one day.
    pub fn find(study: &Study<'_>, choices: &[RoleChoice], arms: &Arms) -> Option<Self> {
        let times_ms = arms.numbers(study, roles::column_with(choices, Role::Timestamp)?);
        let day = |ms: f64| (ms as i64).div_euclid(DAY_MS);
        let known = || times_ms.iter().flatten().filter(|ms| ms.is_finite()).map(|ms| day(*ms));
        let (first, last) = (known().min()?, known().max()?);
        if first == last {
            return None;
        }
        let length = (last - first) / MOST_PARTS + 1;
        let code = |ms: &f64| match ms.is_finite() {
            true => ((day(*ms) - first) / length) as u32,
            false => NO_DAY,
        };
        let parts = (last - first) / length + 1;
        Some(Self {
            starts_ms: (0..parts).map(|part| (first + part * length) * DAY_MS).collect(),
            length,
            of_row: times_ms.iter().map(|rows| rows.iter().map(code).collect()).collect(),
            times_ms,
        })
    }

    /// A part by its name.
    pub fn label(&self, part: usize) -> String {
        let start = self.starts_ms[part];
        if self.length == 1 {
            format::day(start)
        } else {
            format::day_range(start, start + (self.length - 1) * DAY_MS)
        }
    }

    /// Days from the first to the last.
    pub fn count(&self) -> f64 {
        (self.starts_ms.len() as i64 * self.length) as f64
    }
}
