//! Moments in words: "23 July", "between the 22nd and the 24th" as "22 to 24 July".

use report::{Pair, Side, format};

use super::bin::Bin;
use super::order::Order;
use crate::calendar::{DAY_MS, HOUR_MS};

/// Ranges of so many days are told by the day, of fewer by the hour or the minute.
const BY_THE_DAY_FROM: i64 = 14;

/// How moments are told: as finely as the data's range asks for.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// Milliseconds of what is told apart; none without a time.
    unit_ms: Option<i64>,
    /// Whether the year is said.
    has_years: bool,
}

impl When {
    /// For the rows of both sides.
    pub fn new(orders: &Pair<Order>) -> Self {
        let ranges = [orders.reference.range_ms(), orders.production.range_ms()];
        let ranges = ranges.into_iter().flatten();
        let Some((first, last)) = ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
            return Self { unit_ms: None, has_years: false };
        };
        let unit_ms = match last.saturating_sub(first) {
            span if span >= BY_THE_DAY_FROM * DAY_MS => DAY_MS,
            span if span >= DAY_MS => HOUR_MS,
            _ => HOUR_MS / 60,
        };
        let has_years = format::civil(first).0 != format::civil(last).0;
        Self { unit_ms: Some(unit_ms), has_years }
    }

    /// When a bin begins: "23 July", "row 14,001 of production".
    pub fn begins(&self, bin: &Bin) -> String {
        match (self.unit_ms, bin.start_ms) {
            (Some(unit), Some(ms)) => self.moment(unit, ms),
            _ => row(bin),
        }
    }

    /// Whether two bins begin at what is told as one moment.
    pub fn is_same(&self, a: &Bin, b: &Bin) -> bool {
        match (self.unit_ms, a.start_ms, b.start_ms) {
            (Some(unit), Some(a), Some(b)) => a.div_euclid(unit) == b.div_euclid(unit),
            _ => a.place == b.place,
        }
    }

    /// From the beginning of a bin to the beginning of a later one: "22 to 24 July".
    pub fn between(&self, first: &Bin, last: &Bin) -> String {
        let (Some(unit), Some(from), Some(to)) = (self.unit_ms, first.start_ms, last.start_ms)
        else {
            return format!("{} to {}", row(first), row(last));
        };
        if from.div_euclid(unit) == to.div_euclid(unit) {
            let finely = match unit {
                DAY_MS => "to the day",
                HOUR_MS => "to the hour",
                _ => "to the minute",
            };
            return finely.to_owned();
        }
        let (a, b) = (format::civil(from), format::civil(to));
        let until = self.moment(unit, to);
        if unit == DAY_MS && (a.0, a.1) == (b.0, b.1) {
            return format!("{} to {until}", a.2);
        }
        if unit == DAY_MS && a.0 == b.0 {
            return format!("{} to {until}", format::day(from));
        }
        format!("{} to {until}", self.moment(unit, from))
    }

    fn moment(&self, unit_ms: i64, ms: i64) -> String {
        let mut text = format::day(ms);
        if self.has_years {
            text.push_str(&format!(" {}", format::civil(ms).0));
        }
        if unit_ms < DAY_MS {
            let minutes = ms.rem_euclid(DAY_MS) / (HOUR_MS / 60);
            text.push_str(&format!(", {:02}:{:02}", minutes / 60, minutes % 60));
        }
        text
    }
}

fn row(bin: &Bin) -> String {
    let side = match bin.side {
        Side::Reference => "the reference",
        Side::Production => "production",
    };
    format!("row {} of {side}", format::count(bin.place as u64 + 1))
}
