//! The axis of time: windows, and within them the bins of rows between which change points are
//! looked for.

use report::{Offer, Pair, Role, RoleChoice, Side, TimeRange, TimeWindow, VolumeUnit, Windows};

use super::bin::Bin;
use super::order::Order;
use super::weeks::{self, Week};
use super::when::When;
use super::windows::{self, Chosen, Stretch};
use crate::Study;
use crate::calendar::starts;
use crate::roles;

/// The bin of a row that has no time.
pub const NO_BIN: u16 = u16::MAX;
/// A side has at least so many bins.
const FEWEST_BINS: usize = 32;

/// The axis of time of both sides.
pub struct Axis {
    pub windows: Vec<TimeWindow>,
    /// What is in force.
    pub kind: Windows,
    pub offers: Vec<Offer<Windows>>,
    pub notes: Vec<String>,
    /// Bins of the reference in order, then those of production.
    pub bins: Vec<Bin>,
    /// How many of them are the reference's.
    pub reference_bins: usize,
    /// The bin of each row.
    pub bin_of_row: Pair<Vec<u16>>,
    /// The rows of each window, in the order of the file.
    pub rows: Vec<Vec<u32>>,
    /// Whether production follows the reference, so that both are one stretch of time.
    pub is_one: bool,
    /// How moments are told.
    pub when: When,
    /// Whole weeks.
    pub weeks: Vec<Week>,
}

/// Why there is no axis, with what can be chosen instead.
pub struct NoAxis {
    pub offers: Vec<Offer<Windows>>,
    pub lacks: String,
}

impl Axis {
    /// The axis of a study.
    pub fn of(study: &Study<'_>, roles: &[RoleChoice]) -> Result<Self, NoAxis> {
        let time_column = roles::column_with(roles, Role::Timestamp);
        let orders = Pair::from_fn(|side| Order::of(study.tables.get(side), time_column));
        let chosen = windows::choose(study, roles, &orders);
        let chosen = chosen.map_err(|(offers, lacks)| NoAxis { offers, lacks })?;
        Ok(Self::new(study, &orders, chosen))
    }

    fn new(study: &Study<'_>, orders: &Pair<Order>, chosen: Chosen) -> Self {
        let Chosen { windows: kind, stretches, offers, mut notes } = chosen;
        let most = study.settings.timeline.change_point_bins as usize;
        let all = (orders.reference.len + orders.production.len).max(1);
        let mut bins = Vec::new();
        let mut window_offset = 0;
        let mut reference_bins = 0;
        let bin_of_row = Pair::from_fn(|side| {
            let (order, stretches) = (orders.get(side), stretches.get(side));
            let wanted = (most * order.len / all).max(FEWEST_BINS);
            let first_bin = bins.len();
            bins.extend(bins_of(order, stretches, wanted, side, window_offset));
            window_offset += stretches.len();
            if side == Side::Reference {
                reference_bins = bins.len();
            }
            bin_of_row(order, &bins[first_bin..], first_bin, study.tables.get(side).rows())
        });
        let without = orders.reference.without_time + orders.production.without_time;
        if without > 0 {
            let rows = report::format::plural(without as u64, "row has", "rows have");
            notes.push(format!("{rows} no time and stand in no window."));
        }
        let Pair { reference, production } = stretches;
        let windows = reference.into_iter().chain(production).map(|s| s.window).collect();
        let is_one = match (orders.reference.range_ms(), orders.production.range_ms()) {
            (Some((_, end)), Some((start, _))) => end <= start,
            (None, None) => true,
            _ => false,
        };
        let when = When::new(orders);
        let weeks = weeks::of(&bins, reference_bins, is_one);
        let mut axis = Self {
            windows,
            kind,
            offers,
            notes,
            bins,
            reference_bins,
            bin_of_row,
            rows: Vec::new(),
            is_one,
            when,
            weeks,
        };
        axis.rows = axis.all_rows();
        axis
    }

    fn all_rows(&self) -> Vec<Vec<u32>> {
        let rows = |side| (0..self.bin_of_row.get(side).len() as u32).map(|row| (row, row));
        let all = |side| self.deal(side, rows(side));
        let pairs = all(Side::Reference).into_iter().zip(all(Side::Production));
        // A window is of one side.
        pairs.map(|(own, other)| if own.is_empty() { other } else { own }).collect()
    }

    /// Positions of the windows of a side.
    pub fn windows_of(&self, side: Side) -> impl Iterator<Item = usize> + '_ {
        (0..self.windows.len()).filter(move |&i| self.windows[i].side == side)
    }

    /// When a window begins: "23 July", "row 14,001 of production"; its name where it has no row.
    pub fn begins(&self, window: usize) -> String {
        let first = self.bins.iter().find(|bin| bin.window == window);
        first.map_or_else(|| self.windows[window].label.clone(), |bin| self.when.begins(bin))
    }

    /// What belongs to rows of a side by the window that they lie in, one list for each window of the axis;
    /// rows without a time are left out.
    pub fn deal<T: Clone>(
        &self,
        side: Side,
        rows: impl IntoIterator<Item = (u32, T)>,
    ) -> Vec<Vec<T>> {
        let mut dealt = vec![Vec::new(); self.windows.len()];
        for (row, own) in rows {
            if let Some(window) = self.window_of(side, row as usize) {
                dealt[window].push(own);
            }
        }
        dealt
    }

    /// The window of a row; none where it has no time.
    pub fn window_of(&self, side: Side, row: usize) -> Option<usize> {
        let bin = *self.bin_of_row.get(side).get(row)?;
        Some(self.bins.get(usize::from(bin))?.window)
    }

    /// The bins that one search for change points goes over: both sides where production follows the
    /// reference, else production alone.
    pub fn searched_bins(&self) -> std::ops::Range<usize> {
        if self.is_one { 0..self.bins.len() } else { self.reference_bins..self.bins.len() }
    }

    /// Rows of production from the moment that is told of a bin to that of a later one, or to the end.
    pub fn rows_of_production(&self, from: usize, to: Option<usize>) -> u64 {
        let production = self.windows_of(Side::Production).map(|i| self.windows[i].rows).sum();
        let place = |bin: usize| match self.bins.get(bin) {
            Some(bin) if bin.side == Side::Reference => 0,
            Some(_) => self.bins[self.told_bin(bin)].place as u64,
            None => production,
        };
        to.map_or(production, place).saturating_sub(place(from))
    }

    /// The first bin that begins at the moment that is told of a bin: those of one day have one date.
    fn told_bin(&self, bin: usize) -> usize {
        let own = &self.bins[bin];
        let is_same = |other: &Bin| other.side == own.side && self.when.is_same(other, own);
        let others = self.bins[..bin].iter().rev().take_while(|other| is_same(other)).count();
        bin - others
    }

    /// Where a bin begins along the windows; after the last one, their number.
    pub fn at(&self, bin: usize) -> f64 {
        self.bins.get(bin).map_or(self.windows.len() as f64, |bin| bin.at)
    }
}

/// Bins that begin where windows and days do, and about `wanted` times besides.
fn bins_of(
    order: &Order,
    stretches: &[Stretch],
    wanted: usize,
    side: Side,
    window_offset: usize,
) -> Vec<Bin> {
    let days = first_of_days(order, wanted);
    let mut bins = Vec::new();
    for (i, stretch) in stretches.iter().enumerate() {
        let rows = stretch.to - stretch.from;
        let parts = (wanted * rows).div_ceil(order.len.max(1)).min(rows);
        let mut starts: Vec<usize> =
            (0..parts).map(|part| stretch.from + rows * part / parts).collect();
        starts.extend(days.iter().filter(|day| (stretch.from..stretch.to).contains(day)));
        starts.sort_unstable();
        starts.dedup();
        let bin = |place: usize| {
            let share = share_of_window(order, stretch, place);
            let (window, start_ms) = (window_offset + i, order.time_ms(place));
            Bin { window, at: window as f64 + share, start_ms, place, side }
        };
        bins.extend(starts.into_iter().map(bin));
    }
    bins
}

/// The places where days begin, where they are not many: what changes often changes at midnight.
fn first_of_days(order: &Order, most: usize) -> Vec<usize> {
    let range = order.range_ms().map(|(first_ms, last_ms)| TimeRange { first_ms, last_ms });
    let days = range.and_then(|range| starts(VolumeUnit::Day, range, most));
    days.unwrap_or_default().into_iter().map(|day| order.place_of(day)).collect()
}

/// How far into its window a row lies: by time, or by rows where there is none.
fn share_of_window(order: &Order, stretch: &Stretch, place: usize) -> f64 {
    let share = match (order.time_ms(place), stretch.window.span) {
        (Some(at), Some(TimeRange { first_ms, last_ms })) => {
            at.saturating_sub(first_ms) as f64 / last_ms.saturating_sub(first_ms).max(1) as f64
        }
        _ => (place - stretch.from) as f64 / (stretch.to - stretch.from).max(1) as f64,
    };
    share.clamp(0.0, 1.0)
}

fn bin_of_row(order: &Order, bins: &[Bin], first_bin: usize, rows: usize) -> Vec<u16> {
    let mut of_row = vec![NO_BIN; rows];
    for (i, bin) in bins.iter().enumerate() {
        let end = bins.get(i + 1).map_or(order.len, |next| next.place);
        for place in bin.place..end {
            of_row[order.row(place)] = (first_bin + i) as u16;
        }
    }
    of_row
}
