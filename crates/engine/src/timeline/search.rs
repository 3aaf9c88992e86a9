//! The search for changes of one series: split after split, each kept only where chance does not give it.

use std::ops::Range;

use report::{ChangeKind, InOrder};
use stats::{
    Cells, ChangePoint, ChangeShape, CountSeries, LogBase, Scatter, change_point, change_shape,
    jensen_shannon,
};

use crate::Study;

/// Changes of one column that are looked for.
const MOST_CHANGES: usize = 12;
/// Bins in which the shape of a change is looked at.
const SHAPE_BLOCKS: usize = 64;

/// A change between two others.
#[derive(Clone, Copy)]
pub struct Change {
    pub bin: usize,
    pub interval: (usize, usize),
    pub kind: ChangeKind,
    pub p_value: f64,
    pub is_first: bool,
    /// From the change before to the one after.
    pub between: (usize, usize),
    /// How much more the rows scatter along it than independent ones.
    pub scatter: f64,
}

impl Change {
    const fn is_step(&self) -> bool {
        matches!(self.kind, ChangeKind::Step)
    }
}

/// One series, and what its changes are held to.
pub struct Search {
    series: CountSeries,
    /// When each bin begins; none without times.
    starts_ms: Vec<Option<i64>>,
    least_values: u64,
    scatter: Scatter,
    /// p-value under which a split is taken.
    alpha: f64,
}

impl Search {
    /// A search over a series.
    pub fn new(study: &Study<'_>, series: CountSeries, starts_ms: Vec<Option<i64>>) -> Self {
        let share = study.settings.timeline.least_lasting_share;
        let least = (series.values(0..series.bins()) as f64 * share) as u64;
        Self {
            least_values: study.settings.drift.min_values.max(least),
            scatter: Scatter::of(&series, 0..series.bins()),
            series,
            starts_ms,
            alpha: study.settings.drift.false_discovery_rate,
        }
    }

    /// Splits until no part has a change left, then places each change anew between its neighbours; with
    /// the autocorrelation along the first.
    pub fn changes(&self) -> (Vec<Change>, f64) {
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
        found.put_in_order_of(|change| change.bin);
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
        let ramp = self.ramp(part, point.split);
        if let Some((from, to)) = ramp.filter(|(from, to)| !self.is_across_a_gap(*from, *to)) {
            change.kind = ChangeKind::Gradual;
            change.bin = from;
            change.interval = (from, to);
        }
        change
    }

    /// Whether most of the time of a slope has no rows: then it may as well be a step at the gap.
    fn is_across_a_gap(&self, from: usize, to: usize) -> bool {
        let starts: Option<Vec<i64>> = self.starts_ms[from..to].iter().copied().collect();
        let Some(starts) = starts.filter(|starts| starts.len() > 1) else { return false };
        let longest = starts.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).max();
        let whole = starts[starts.len() - 1].saturating_sub(starts[0]);
        longest.is_some_and(|gap| gap > whole / 2)
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
    pub fn joined(&self, changes: Vec<Change>) -> Vec<Change> {
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
        if !first.is_step() || !second.is_step() || second.bin != first.bin + 1 {
            return false;
        }
        let (before, after) = (first.between.0..first.bin, second.bin..second.between.1);
        let week = first.bin..second.bin;
        let to_week = self.distance(&before, &week).max(self.distance(&week, &after));
        to_week < self.distance(&before, &after)
    }

    /// Whether a step takes an earlier one back: after it values are again as they were before.
    pub fn is_taken_back(&self, first: &Change, second: &Change) -> bool {
        /// What is left of the distance.
        const LEFT: f64 = 0.25;
        let (before, between) = (first.between.0..first.bin, first.bin..second.bin);
        let after = second.bin..second.between.1;
        first.is_step()
            && second.is_step()
            && self.distance(&before, &after) < LEFT * self.distance(&before, &between)
    }

    /// Jensen-Shannon distance of two stretches.
    fn distance(&self, a: &Range<usize>, b: &Range<usize>) -> f64 {
        let (reference, production) =
            (self.series.counts(a.clone()), self.series.counts(b.clone()));
        let cells = Cells { reference: reference.collect(), production: production.collect() };
        jensen_shannon(&cells, LogBase::Two).unwrap_or(0.0)
    }

    /// Counts before a change and after it; of one that runs up to the edge, its first and last quarter.
    pub fn sides(&self, change: &Change) -> Cells {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten stretches a day apart, of which the sixth begins so many days late.
    fn with_a_pause(days: i64) -> Search {
        let series = CountSeries::new(2, &[5; 20]);
        let start = |bin: i64| Some((bin + if bin > 4 { days } else { 0 }) * 86_400_000);
        let scatter = Scatter::of(&series, 0..10);
        Search {
            series,
            starts_ms: (0..10).map(start).collect(),
            least_values: 1,
            scatter,
            alpha: 0.05,
        }
    }

    #[test]
    fn most_of_the_time_without_rows_is_a_gap() {
        assert!(with_a_pause(40).is_across_a_gap(2, 8));
        assert!(!with_a_pause(40).is_across_a_gap(5, 9));
        assert!(!with_a_pause(0).is_across_a_gap(2, 8));
        let mut search = with_a_pause(40);
        search.starts_ms = vec![None; 10];
        assert!(!search.is_across_a_gap(2, 8));
    }
}
