//! Where a model is off: the gap of mean probability and what came true, by the values of one column after
//! the other.
//!
//! Segments are the groups of a column as everywhere ([`crate::groups`]): names, numbers between readable edges, missing.
//! Every segment with enough labelled rows is tested against true probabilities, and all tests of a model are
//! adjusted together. A segment that was off before is no news: those whose gap grew against the reference
//! beyond chance come first, then by the gap that is sure, the end of the interval that is nearer to 0.

use report::{
    CalibrationSegments, ClassCalibration, ColumnDrift, InOrder, MeanGap, ModelCalibration, Pair,
    SegmentGap, Side,
};
use stats::benjamini_hochberg;
use stats::calibration::{Bins, GapSums, Reliability, calibration_error, consistency};
use stats::performance::{Scored, p_value_of_zero, weighted_sum};

use super::{mean_gap, sentences};
use crate::Study;
use crate::groups::{Groups, Limits};
use crate::outcomes::{Model, ModelRows, NO_CLASS, Outcomes};
use crate::performance::as_measured;
use crate::roles::is_input;

/// Adjusted p-value under which a segment is off beyond chance.
pub const CHANCE: f64 = 0.05;

/// The columns of a model under way.
pub struct Work {
    /// Where each class is to be found, and its judged side; none where neither side could be measured.
    subjects: Vec<Option<(Place, Side)>>,
    /// Columns that were passed, with those that are no inputs.
    passed: usize,
    /// Columns that were looked at.
    columns: u64,
    left_out: u64,
    found: Vec<Found>,
}

/// A segment of a class.
struct Found {
    class: usize,
    /// Where its column stands, and its group there.
    place: (usize, usize),
    label: String,
    gap: MeanGap,
    before: Option<MeanGap>,
    /// Of its own gap, and of the change of it; adjusted once all segments are found.
    p_adjusted: f64,
    change_p_adjusted: Option<f64>,
}

impl Found {
    fn is_off(&self) -> bool {
        self.p_adjusted < CHANCE
    }

    /// Whether it is off by more than in the reference, beyond chance.
    fn grew(&self) -> bool {
        let before = self.before.map_or(f64::INFINITY, |before| before.gap.value.abs());
        self.is_off()
            && self.gap.gap.value.abs() > before
            && self.change_p_adjusted.is_some_and(|p| p < CHANCE)
    }
}

impl Work {
    /// The classes of a model.
    pub fn new(outcomes: &Outcomes, model: &Model, told: &ModelCalibration) -> Self {
        let subject =
            |of: &ClassCalibration| Some((Place::of(outcomes, model, of)?, of.judged_side()?));
        let subjects = told.classes.iter().map(subject).collect();
        Self { subjects, passed: 0, columns: 0, left_out: 0, found: Vec::new() }
    }

    /// Looks at the next column; false when there is none left.
    pub fn step(&mut self, study: &Study<'_>, columns: &[ColumnDrift], rows: &ModelRows) -> bool {
        let Some(column) = columns.get(self.passed) else { return false };
        let at = self.passed;
        self.passed += 1;
        if !is_input(column.role) {
            return true;
        }
        if self.columns >= u64::from(study.settings.calibration.segment_columns) {
            self.left_out += 1;
            return true;
        }
        if let Some(groups) = groups_of(study, column) {
            self.columns += 1;
            self.look_at(study, at, &groups, rows);
        }
        true
    }

    fn look_at(&mut self, study: &Study<'_>, at: usize, groups: &Groups, rows: &ModelRows) {
        let least = study.settings.performance.min_rows;
        for (class, subject) in self.subjects.iter().enumerate() {
            let Some((place, judged)) = *subject else { continue };
            let sums = Pair::from_fn(|side| {
                let mut sums = vec![GapSums::default(); groups.labels.len()];
                for (row, score, is) in place.labelled(rows, side) {
                    if let Some(group) = groups.group(side, row) {
                        sums[group].add(score, is);
                    }
                }
                sums
            });
            let of_group = |side: Side, group: usize| {
                let sums: &GapSums = &sums.get(side)[group];
                (sums.rows >= least).then(|| sums.gap().and_then(mean_gap)).flatten()
            };
            for (group, label) in groups.labels.iter().enumerate() {
                let Some(gap) = of_group(judged, group) else { continue };
                let before =
                    of_group(Side::Reference, group).filter(|_| judged == Side::Production);
                let label = label.clone();
                let place = (at, group);
                let change_p_adjusted = before.and_then(|before| p_value_of_change(&before, &gap));
                let p_adjusted = gap.p_value;
                let found =
                    Found { class, place, label, gap, before, p_adjusted, change_p_adjusted };
                self.found.push(found);
            }
        }
    }

    /// Puts what was found into the classes of the model.
    pub fn finish(
        mut self,
        study: &Study<'_>,
        columns: &[ColumnDrift],
        model: &mut ModelCalibration,
        rows: &ModelRows,
    ) {
        adjust(&mut self.found);
        let mut found = self.found;
        found.put_in_order(|a, b| {
            (b.is_off(), b.grew())
                .cmp(&(a.is_off(), a.grew()))
                .then(sure_size(&b.gap).total_cmp(&sure_size(&a.gap)))
                .then(a.place.cmp(&b.place))
        });
        let most = study.settings.calibration.segments_listed as usize;
        for class in 0..model.classes.len() {
            let Some((place, side)) = self.subjects[class] else { continue };
            let own = || found.iter().filter(|found| found.class == class);
            let listed: Vec<SegmentGap> = own()
                .take(most)
                .filter_map(|found| {
                    let column = &columns[found.place.0];
                    let rows =
                        rows_of(study, column, found.place.1, place.labelled(rows, side), side);
                    listed(study, column, found, &rows?)
                })
                .collect();
            let looked_at = own().count() as u64;
            let off = own().filter(|found| found.is_off()).count() as u64;
            let grew = own().filter(|found| found.grew()).count() as u64;
            let says = sentences::of_segments(side, looked_at, [off, grew], listed.first());
            let (columns, left_out) = (self.columns, self.left_out);
            model.classes[class].segments = (looked_at > 0).then_some(CalibrationSegments {
                side,
                looked_at,
                columns,
                left_out,
                off,
                grew,
                says,
                listed,
            });
        }
    }
}

fn groups_of(study: &Study<'_>, column: &ColumnDrift) -> Option<Groups> {
    Groups::of(study, &column.column, Limits::of(study)).ok()
}

/// Where a class's probabilities and its rows are to be found.
#[derive(Clone, Copy)]
pub struct Place {
    /// Among the model's scores.
    score: usize,
    /// The code of the class.
    class: u32,
}

impl Place {
    /// Of a class that was measured.
    pub fn of(outcomes: &Outcomes, model: &Model, of: &ClassCalibration) -> Option<Self> {
        let score = model.scores.iter().position(|name| name.as_ref() == Some(&of.score))?;
        let names = &outcomes.classes.as_ref()?.names;
        let class = names.iter().position(|name| *name == of.class)? as u32;
        Some(Self { score, class })
    }

    /// Labelled rows of a side that have a probability, with whether they are of the class.
    pub fn labelled(
        self,
        rows: &ModelRows,
        side: Side,
    ) -> impl Iterator<Item = (usize, f64, bool)> {
        let own = rows.sides.get(side);
        let scores = own.scores.get(self.score).map_or(&[][..], Vec::as_slice);
        let known = scores.iter().zip(&own.truth).enumerate();
        known
            .filter(|(_, (score, truth))| (0.0..=1.0).contains(*score) && **truth != NO_CLASS)
            .map(move |(row, (score, truth))| (row, *score, *truth == self.class))
    }
}

/// How likely such a difference of two gaps is by chance, by the standard errors of both.
fn p_value_of_change(before: &MeanGap, now: &MeanGap) -> Option<f64> {
    let [before, now] = [before, now].map(|gap| as_measured(gap.gap));
    p_value_of_zero(weighted_sum(&[(1.0, now), (-1.0, before)]))
}

/// Adjusts both p-values over all segments.
fn adjust(found: &mut [Found]) {
    let gaps: Vec<f64> = found.iter().map(|found| found.p_adjusted).collect();
    let changes: Vec<f64> = found.iter().filter_map(|found| found.change_p_adjusted).collect();
    for (found, p) in found.iter_mut().zip(benjamini_hochberg(&gaps)) {
        found.p_adjusted = p;
    }
    let changes = benjamini_hochberg(&changes);
    let own = found.iter_mut().filter_map(|found| found.change_p_adjusted.as_mut());
    own.zip(changes).for_each(|(own, p)| *own = p);
}

/// The end of the interval that is nearer to 0, without its sign; under 0 where the interval holds 0.
fn sure_size(gap: &MeanGap) -> f64 {
    let (low, high) = gap.gap.interval_95.unwrap_or((gap.gap.value, gap.gap.value));
    low.max(-high)
}

fn rows_of(
    study: &Study<'_>,
    column: &ColumnDrift,
    wanted: usize,
    labelled: impl Iterator<Item = (usize, f64, bool)>,
    side: Side,
) -> Option<Scored> {
    let groups = groups_of(study, column)?;
    let own = labelled.filter(|(row, ..)| groups.group(side, *row) == Some(wanted));
    let (scores, is): (Vec<f64>, Vec<bool>) = own.map(|(_, score, is)| (score, is)).unzip();
    Scored::new(&scores, &is).ok()
}

fn listed(
    study: &Study<'_>,
    column: &ColumnDrift,
    found: &Found,
    rows: &Scored,
) -> Option<SegmentGap> {
    let settings = &study.settings.calibration;
    let diagram = Reliability::new(rows, Bins::EqualCount(settings.bins))?;
    let chance = consistency(&diagram, settings.draws, study.settings.seed)?;
    Some(SegmentGap {
        column: column.column.clone(),
        segment: found.label.clone(),
        gap: found.gap,
        p_adjusted: found.p_adjusted,
        before: found.before,
        change_p_adjusted: found.change_p_adjusted,
        expected_error: calibration_error(&diagram)?.expected,
        by_chance: chance.expected,
    })
}
