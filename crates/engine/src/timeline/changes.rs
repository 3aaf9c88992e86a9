//! Where one column changed, in words and on the axis.

use std::ops::Range;

use report::ChangeKind;
use stats::{Cells, CountSeries, probability_larger_of, psi_floored};

use super::axis::Axis;
use super::counts::Counts;
use super::search::{Change, Search};
use super::weekdays;
use super::weeks::{self, Week};
use crate::Study;

/// A change of one column.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: ChangeKind,
    /// The bin that it begins with.
    pub bin: usize,
    /// The first bin that it may begin with and the one it has begun by; of a gradual change, from its
    /// beginning to its end.
    pub interval: (usize, usize),
    /// PSI from before to after, or the change of the missing share.
    pub size: f64,
    pub p_value: f64,
    /// Whether it was the first split of its series, whose p-value is adjusted with those of others.
    pub is_first: bool,
    /// Which way, in words: "is higher".
    pub how: String,
    /// The bin that a later change begins with which takes this one back.
    pub taken_back: Option<usize>,
    /// Whether it takes an earlier change back.
    pub is_return: bool,
}

/// What a search for the changes of a column came to.
#[derive(Default)]
pub struct Searched {
    /// The changes of its values and of its missing share, in no order.
    pub found: Vec<Found>,
    /// How alike the values of neighbouring stretches are (`stats::Along`).
    pub autocorrelation: f64,
    /// Whether its values differ by weekday in the reference.
    pub is_weekly: bool,
}

/// Searches a column; `names` are those of its cells, none for numbers, and shares under `floor` are
/// raised to it.
pub fn find(
    study: &Study<'_>,
    axis: &Axis,
    counts: &Counts,
    names: &[String],
    floor: f64,
) -> Searched {
    let (values, presence) = (&counts.series, &counts.presence);
    if is_reference_again(axis, values) && is_reference_again(axis, presence) {
        return Searched::default();
    }
    let is_weekly = weeks::differ_by_day(study, &axis.weeks, values, floor);
    let describe = |search: &Search, change: &Change| described(search, change, names, floor);
    let (mut found, autocorrelation) = of_series(study, axis, values, is_weekly, describe);
    let floor = study.settings.drift.psi_floor;
    let is_presence_weekly = weeks::differ_by_day(study, &axis.weeks, presence, floor);
    found.extend(of_series(study, axis, presence, is_presence_weekly, missing).0);
    Searched { found, autocorrelation, is_weekly }
}

/// Whether production holds in every bin what the reference holds in its own: the course that it had before is no
/// change.
fn is_reference_again(axis: &Axis, series: &CountSeries) -> bool {
    let same = |bin: usize| {
        let again = bin + axis.reference_bins;
        series.counts(bin..bin + 1).eq(series.counts(again..again + 1))
    };
    series.bins() == 2 * axis.reference_bins && (0..axis.reference_bins).all(same)
}

/// The changes of one series, and how alike neighbouring stretches of it are.
fn of_series(
    study: &Study<'_>,
    axis: &Axis,
    series: &CountSeries,
    is_weekly: bool,
    describe: impl Fn(&Search, &Change) -> Found,
) -> (Vec<Found>, f64) {
    let places = Places::of(axis, is_weekly);
    let search = Search::new(study, places.series(series), places.starts_ms(axis));
    let (changes, autocorrelation) = search.changes();
    let changes = if is_weekly { search.joined(changes) } else { changes };
    let on_axis = |change| places.of_axis(describe(&search, change), change, series);
    let mut found: Vec<Found> = changes.iter().map(on_axis).collect();
    for i in 1..found.len() {
        if !found[i - 1].is_return && search.is_taken_back(&changes[i - 1], &changes[i]) {
            found[i - 1].taken_back = Some(found[i].bin);
            found[i].is_return = true;
        }
    }
    (found, autocorrelation)
}

/// The stretches of bins between which a change is looked for: single bins, or whole weeks.
struct Places<'a> {
    stretches: Vec<Range<usize>>,
    /// The weeks that they are; none where they are bins.
    weeks: Vec<&'a Week>,
}

impl<'a> Places<'a> {
    fn of(axis: &'a Axis, is_weekly: bool) -> Self {
        let searched = axis.searched_bins();
        if !is_weekly {
            let stretches = searched.map(|bin| bin..bin + 1).collect();
            return Self { stretches, weeks: Vec::new() };
        }
        let weeks = axis.weeks.iter().filter(|week| week.bins().start >= searched.start);
        let weeks: Vec<&Week> = weeks.collect();
        Self { stretches: weeks.iter().map(|week| week.bins()).collect(), weeks }
    }

    fn series(&self, series: &CountSeries) -> CountSeries {
        series.of_stretches(&self.stretches)
    }

    /// When each begins.
    fn starts_ms(&self, axis: &Axis) -> Vec<Option<i64>> {
        self.stretches.iter().map(|stretch| axis.bins[stretch.start].start_ms).collect()
    }

    /// Where a stretch begins; after the last, where that ends.
    fn bin(&self, place: usize) -> usize {
        let end = self.stretches.last().map_or(0, |last| last.end);
        self.stretches.get(place).map_or(end, |stretch| stretch.start)
    }

    /// What was found between stretches, on the bins of the axis; between weeks, on its day.
    fn of_axis(&self, found: Found, change: &Change, series: &CountSeries) -> Found {
        let (first, last) = change.interval;
        let is_at_once = change.kind != ChangeKind::Gradual;
        let (start, end) = change.between;
        if let Some(weeks) = self.weeks.get(start..end)
            && is_at_once
            && let Some(day) =
                weekdays::place(series, weeks, first - start..last - start, change.scatter)
        {
            return Found { bin: day.bin, interval: (day.first, day.last), ..found };
        }
        Found { bin: self.bin(change.bin), interval: (self.bin(first), self.bin(last)), ..found }
    }
}

fn described(search: &Search, change: &Change, names: &[String], floor: f64) -> Found {
    let cells = search.sides(change);
    let psi = psi_floored(&cells, floor).map_or(0.0, |psi| psi.value);
    let (n, m) = cells.totals();
    // What chance gives without a change: with few rows or many cells it is no change.
    let chance = (cells.len() - 1) as f64 * (1.0 / n.max(1) as f64 + 1.0 / m.max(1) as f64);
    found(change, (psi - chance).max(0.0), how(names, &cells))
}

fn missing(search: &Search, change: &Change) -> Found {
    let cells = search.sides(change);
    let (before, after) = cells.shares();
    let [before, after] = [before[1], after[1]];
    let how = format!(
        "went from {} to {} missing",
        report::format::percent(before),
        report::format::percent(after)
    );
    let missing = Change { kind: ChangeKind::Missing, ..*change };
    found(&missing, (after - before).abs(), how)
}

fn found(change: &Change, size: f64, how: String) -> Found {
    let Change { bin, interval, kind, p_value, is_first, .. } = *change;
    let (taken_back, is_return) = (None, false);
    Found { kind, bin, interval, size, p_value, is_first, how, taken_back, is_return }
}

/// Which way a column went: "is higher", "has more “dealer”".
fn how(names: &[String], cells: &Cells) -> String {
    /// Shares of pairs this far from one half count as higher or lower.
    const DIRECTION: f64 = 0.03;
    if names.is_empty() {
        return match probability_larger_of(cells) {
            Some(share) if share > 0.5 + DIRECTION => "is higher".to_owned(),
            Some(share) if share < 0.5 - DIRECTION => "is lower".to_owned(),
            _ => "is spread differently".to_owned(),
        };
    }
    let (before, after) = cells.shares();
    let change = |i: usize| (after[i] - before[i]).abs();
    let most = (0..before.len()).reduce(|a, b| if change(b) > change(a) { b } else { a });
    let Some(most) = most else { return "changes".to_owned() };
    format!(
        "has {} in {} of its values, before in {}",
        report::format::quoted(&names[most]),
        report::format::percent(after[most]),
        report::format::percent(before[most])
    )
}
