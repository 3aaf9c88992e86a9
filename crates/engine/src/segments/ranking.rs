//! Every group of every column, ranked by what it costs.

use report::{InOrder, Pair, Segment, SegmentContrast, SegmentRanking, Side};
use stats::benjamini_hochberg;
use stats::performance::CellSums;

use super::contrast::{contrast, harm, p_value, worst_first};
use super::detail::Detail;
use super::sentences::{self, Of};
use super::subject::Subject;
use crate::Study;
use crate::groups::Grouping;

/// Segments that are told without more of each, at most.
const MOST_OTHERS: usize = 200;

/// The segments under way.
pub struct Ranking {
    /// The metric over all rows that are drawn.
    all: Pair<CellSums>,
    columns: u64,
    too_few: u64,
    found: Vec<Found>,
    /// What else there is to tell of the first segments, in their order.
    pub details: Vec<Detail>,
}

/// A segment with rows enough.
struct Found {
    /// Its grouping, and its group there.
    place: (usize, usize),
    now: SegmentContrast,
    before: Option<SegmentContrast>,
    /// Adjusted once all are found.
    p_adjusted: f64,
}

impl Found {
    fn is_weak(&self, study: &Study<'_>) -> bool {
        self.now.gap.value > 0.0 && self.p_adjusted < study.settings.segments.false_discovery_rate
    }
}

impl Ranking {
    /// None so far.
    pub fn new(subject: &Subject) -> Self {
        let all = Pair::from_fn(|side| subject.sums(side, subject.drawn.get(side).iter().copied()));
        Self { all, columns: 0, too_few: 0, found: Vec::new(), details: Vec::new() }
    }

    /// Looks at the groups of a column, given those of the rows that are drawn.
    pub fn look_at(
        &mut self,
        study: &Study<'_>,
        subject: &Subject,
        at: usize,
        grouping: &Grouping,
        codes: &Pair<Vec<u16>>,
    ) {
        self.columns += 1;
        let sums = Pair::from_fn(|side| {
            let mut sums = vec![CellSums::default(); grouping.labels.len()];
            let values = subject.values.get(side);
            for (&row, &group) in subject.drawn.get(side).iter().zip(codes.get(side)) {
                sums[usize::from(group)].add(values[row]);
            }
            sums
        });
        let least = study.settings.segments.min_rows;
        let of = |side: Side, group: usize| {
            let (inside, all) = (sums.get(side)[group], *self.all.get(side));
            let is_enough = inside.rows >= least && all.rows - inside.rows >= least;
            let design_effect = *subject.design_effect.get(side);
            is_enough.then(|| contrast(subject.metric, inside, all, design_effect)).flatten()
        };
        for group in 0..grouping.labels.len() {
            let Some(now) = of(subject.judged, group) else {
                self.too_few += u64::from(sums.get(subject.judged)[group].rows > 0);
                continue;
            };
            let before = of(Side::Reference, group).filter(|_| subject.has_before());
            let p_adjusted = p_value(&now);
            self.found.push(Found { place: (at, group), now, before, p_adjusted });
        }
    }

    /// Adjusts and ranks, once every column is looked at.
    pub fn rank(&mut self, study: &Study<'_>) {
        let p_values: Vec<f64> = self.found.iter().map(|found| found.p_adjusted).collect();
        let adjusted = benjamini_hochberg(&p_values);
        self.found.iter_mut().zip(adjusted).for_each(|(found, p)| found.p_adjusted = p);
        self.found.put_in_order(|a, b| {
            worst_first((a.is_weak(study), &a.now), (b.is_weak(study), &b.now))
                .then(a.place.cmp(&b.place))
        });
    }

    /// The next segment that is listed and of which more is to be told.
    pub fn next_listed(&self, study: &Study<'_>) -> Option<(usize, usize)> {
        let next = self.found.get(self.details.len())?;
        (self.details.len() < study.settings.segments.listed as usize).then_some(next.place)
    }

    /// The columns, each once, that of the most harmful segment first.
    pub fn columns<'a>(&self, groupings: &'a [Grouping]) -> Vec<&'a str> {
        let mut columns: Vec<&str> = Vec::new();
        for column in self.found.iter().map(|found| groupings[found.place.0].column.as_str()) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// The segments of the model.
    pub fn finish(
        self,
        study: &Study<'_>,
        subject: &Subject,
        groupings: &[Grouping],
        of: Of<'_>,
    ) -> SegmentRanking {
        let weak = self.found.iter().filter(|found| found.is_weak(study)).count() as u64;
        let looked_at = self.found.len() as u64;
        let segment = |found: Found, detail: Detail| {
            let (at, group) = found.place;
            Segment {
                column: groupings[at].column.clone(),
                label: groupings[at].labels[group].clone(),
                gap: found.now,
                p_adjusted: found.p_adjusted,
                harm: harm(&found.now),
                before: found.before,
                share: detail.share,
                output: detail.output,
                output_change: detail.output_change,
                metrics: detail.metrics,
                calibration: detail.calibration,
            }
        };
        let mut found = self.found.into_iter();
        let listed = self.details.into_iter().zip(found.by_ref());
        let listed: Vec<Segment> = listed.map(|(detail, found)| segment(found, detail)).collect();
        let others = found.take(MOST_OTHERS).map(|found| segment(found, Detail::default()));
        let mut ranking = SegmentRanking {
            rows: self.all.get(subject.judged).rows,
            columns: self.columns,
            looked_at,
            too_few: self.too_few,
            weak,
            listed,
            others: others.collect(),
            says: String::new(),
        };
        ranking.says = sentences::of_ranking(of, &ranking);
        ranking
    }
}
