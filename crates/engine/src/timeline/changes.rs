//! Where one column changed: split after split, each kept only where chance does not give it.

use std::ops::Range;

use report::ChangeKind;
use stats::{
    Cells, ChangePoint, ChangeShape, CountSeries, LogBase, Scatter, change_point, change_shape,
    jensen_shannon, probability_larger_of, psi_floored,
};

use super::axis::Axis;
use super::counts::Counts;
use super::weekdays;
use super::weeks::{self, Week};
use crate::Study;

/// Changes of one column that are looked for.
const MOST_CHANGES: usize = 12;
/// Bins in which the shape of a change is looked at.
const SHAPE_BLOCKS: usize = 64;

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
    let is_weekly = weeks::differ_by_day(study, &axis.weeks, values, floor);
    let places = Places::of(axis, is_weekly);
    let search = Search::new(study, places.series(values));
    let (changes, autocorrelation) = search.changes();
    let changes = if is_weekly { search.joined(changes) } else { changes };
    let describe = |change: Change| {
        let told = search.describe(&change, names, floor);
        places.of_axis(told, &change, values)
    };
    let mut found: Vec<Found> = changes.into_iter().map(describe).collect();
    let floor = study.settings.drift.psi_floor;
    let is_presence_weekly = weeks::differ_by_day(study, &axis.weeks, presence, floor);
    let places = Places::of(axis, is_presence_weekly);
    let search = Search::new(study, places.series(presence));
    let (changes, _) = search.changes();
    let changes = if is_presence_weekly { search.joined(changes) } else { changes };
    let describe = |change: Change| places.of_axis(search.missing(&change), &change, presence);
    found.extend(changes.into_iter().map(describe));
    Searched { found, autocorrelation, is_weekly }
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

/// A change between two others.
#[derive(Clone, Copy)]
struct Change {
    bin: usize,
    interval: (usize, usize),
    kind: ChangeKind,
    p_value: f64,
    is_first: bool,
    /// From the change before to the one after.
    between: (usize, usize),
    /// How much more the rows scatter along it than independent ones.
    scatter: f64,
}

struct Search {
    series: CountSeries,
    least_values: u64,
    scatter: Scatter,
    /// p-value under which a split is taken.
    alpha: f64,
}

impl Search {
    fn new(study: &Study<'_>, series: CountSeries) -> Self {
        let share = study.settings.timeline.least_lasting_share;
        let least = (series.values(0..series.bins()) as f64 * share) as u64;
        Self {
            least_values: study.settings.drift.min_values.max(least),
            scatter: Scatter::of(&series, 0..series.bins()),
            series,
            alpha: study.settings.drift.false_discovery_rate,
        }
    }

    /// Splits until no part has a change left, then places each change anew between its neighbours; with
    /// the autocorrelation along the first.
    fn changes(&self) -> (Vec<Change>, f64) {
        let mut open: Vec<_> = std::iter::once(0..self.series.bins()).collect();
        let mut found: Vec<Change> = Vec::new();
        let mut autocorrelation = None;
        while let Some(part) = open.pop() {
            if found.len() >= MOST_CHANGES {
                break;
            }
            let Some(point) = self.point(part.clone()) else { continue };
            autocorrelation.get_or_insert(point.along.autocorrelation);
            if point.p_value >= self.alpha {
                continue;
            }
            let change = self.change(part.clone(), &point, found.is_empty());
            let (first, last) = match change.kind {
                ChangeKind::Gradual => change.interval,
                _ => (change.bin, change.bin),
            };
            open.extend([part.start..first, last..part.end]);
            found.push(change);
        }
        found.sort_by_key(|change| change.bin);
        (self.placed_anew(found), autocorrelation.unwrap_or(0.0))
    }

    fn point(&self, part: Range<usize>) -> Option<ChangePoint> {
        change_point(&self.series, part, self.least_values, &self.scatter)
    }

    fn change(&self, part: Range<usize>, point: &ChangePoint, is_first: bool) -> Change {
        let mut change = Change {
            bin: point.split,
            interval: (point.first, point.last),
            kind: ChangeKind::Step,
            p_value: point.p_value,
            is_first,
            between: (part.start, part.end),
            scatter: point.along.variance,
        };
        if let Some((from, to)) = self.ramp(part, point.split) {
            change.kind = ChangeKind::Gradual;
            change.bin = from;
            change.interval = (from, to);
        }
        change
    }

    /// From where to where the change runs, where it takes its time: by the mean score of each stretch,
    /// the logarithm of how much likelier its values are after the split than before.
    fn ramp(&self, part: Range<usize>, split: usize) -> Option<(usize, usize)> {
        let before: Vec<u64> = self.series.counts(part.start..split).collect();
        let after: Vec<u64> = self.series.counts(split..part.end).collect();
        let (n, m) = (before.iter().sum::<u64>() as f64, after.iter().sum::<u64>() as f64);
        let share = |count: u64, all: f64| (count as f64 + 0.5) / (all + 0.5 * before.len() as f64);
        let scores: Vec<f64> = before
            .iter()
            .zip(&after)
            .map(|(&before, &after)| libm::log(share(after, m) / share(before, n)))
            .collect();
        let starts = self.series.blocks(part, SHAPE_BLOCKS);
        let of_block = |bounds: &[usize]| {
            let counts = self.series.counts(bounds[0]..bounds[1]);
            let (mut sum, mut values) = (0.0, 0.0);
            for (count, score) in counts.zip(&scores) {
                sum += count as f64 * score;
                values += count as f64;
            }
            (if values > 0.0 { sum / values } else { 0.0 }, values)
        };
        let (means, values): (Vec<f64>, Vec<f64>) = starts.windows(2).map(of_block).unzip();
        match change_shape(&means, &values) {
            ChangeShape::Gradual { from, to } => Some((starts[from], starts[to])),
            ChangeShape::Step => None,
        }
    }

    /// Binary splitting places a change by all that lies around it; between its neighbours only its own
    /// two levels count.
    fn placed_anew(&self, found: Vec<Change>) -> Vec<Change> {
        let ends: Vec<(usize, usize)> = found
            .iter()
            .map(|change| match change.kind {
                ChangeKind::Gradual => change.interval,
                _ => (change.bin, change.bin),
            })
            .collect();
        let place = |(i, change): (usize, Change)| {
            let before = i.checked_sub(1).map_or(0, |before| ends[before].1);
            let after = ends.get(i + 1).map_or(self.series.bins(), |(start, _)| *start);
            let between = (before, after);
            if change.kind == ChangeKind::Gradual {
                return Some(Change { between, ..change });
            }
            let point = self.point(before..after)?;
            let (bin, interval) = (point.split, (point.first, point.last));
            (point.p_value < self.alpha).then_some(Change { bin, interval, between, ..change })
        };
        found.into_iter().enumerate().filter_map(place).collect()
    }

    /// Two steps around one week are one step within it, where the week lies between what was before and
    /// what came after.
    fn joined(&self, changes: Vec<Change>) -> Vec<Change> {
        let mut joined: Vec<Change> = Vec::with_capacity(changes.len());
        for change in changes {
            match joined.last_mut() {
                Some(last) if self.is_one_step(last, &change) => {
                    last.between.1 = change.between.1;
                    last.interval =
                        (last.interval.0.min(last.bin), change.interval.1.max(change.bin));
                    last.p_value = last.p_value.min(change.p_value);
                    last.is_first |= change.is_first;
                }
                _ => joined.push(change),
            }
        }
        joined
    }

    fn is_one_step(&self, first: &Change, second: &Change) -> bool {
        let is_step = |change: &Change| change.kind == ChangeKind::Step;
        if !is_step(first) || !is_step(second) || second.bin != first.bin + 1 {
            return false;
        }
        let distance = |a: Range<usize>, b: Range<usize>| {
            let (reference, production) = (self.series.counts(a), self.series.counts(b));
            let cells = Cells { reference: reference.collect(), production: production.collect() };
            jensen_shannon(&cells, LogBase::Two).unwrap_or(0.0)
        };
        let (before, after) = (first.between.0..first.bin, second.bin..second.between.1);
        let week = first.bin..second.bin;
        let whole = distance(before.clone(), after.clone());
        distance(before, week.clone()).max(distance(week, after)) < whole
    }

    /// Counts before a change and after it; of one that runs up to the edge, its first and last quarter.
    fn sides(&self, change: &Change) -> Cells {
        let (from, to) = match change.kind {
            ChangeKind::Gradual => {
                let (from, to) = change.interval;
                let quarter = (to - from) / 4;
                let is_thin = |bins: Range<usize>| self.series.values(bins) < self.least_values;
                let starts_thin = is_thin(change.between.0..from);
                let ends_thin = is_thin(to..change.between.1);
                (
                    if starts_thin { from + quarter } else { from },
                    if ends_thin { to - quarter } else { to },
                )
            }
            _ => (change.bin, change.bin),
        };
        Cells {
            reference: self.series.counts(change.between.0..from).collect(),
            production: self.series.counts(to..change.between.1).collect(),
        }
    }

    fn describe(&self, change: &Change, names: &[String], floor: f64) -> Found {
        let cells = self.sides(change);
        let psi = psi_floored(&cells, floor).map_or(0.0, |psi| psi.value);
        let (n, m) = cells.totals();
        // What chance gives without a change: with few rows or many cells it is no change.
        let chance = (cells.len() - 1) as f64 * (1.0 / n.max(1) as f64 + 1.0 / m.max(1) as f64);
        found(change, (psi - chance).max(0.0), how(names, &cells))
    }

    fn missing(&self, change: &Change) -> Found {
        let cells = self.sides(change);
        let (before, after) = cells.shares();
        let [before, after] = [before[1], after[1]];
        let how = format!(
            "missing from {} to {}",
            report::format::percent(before),
            report::format::percent(after)
        );
        let missing = Change { kind: ChangeKind::Missing, ..*change };
        found(&missing, (after - before).abs(), how)
    }
}

fn found(change: &Change, size: f64, how: String) -> Found {
    let Change { bin, interval, kind, p_value, is_first, .. } = *change;
    Found { kind, bin, interval, size, p_value, is_first, how }
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
