//! The chapters' numbers, turned into sentences, counters and ranked findings.

mod atom;
mod business;
mod calibration;
mod canary;
mod changes;
mod costs;
mod counters;
mod experiments;
mod fairness;
mod findings;
pub mod happened;
mod headline;
pub mod late;
mod models_over_time;
mod operation;
mod other_rows;
mod outputs;
mod over_time;
mod performance;
mod place;
mod rank;
mod same_rows;
mod says;
mod segments;
mod skipped;
mod steps;
mod together;
mod volume;
mod whole;

use report::{
    Business, Calibration, Causes, ColumnDrift, Data, Drift, Experiments, Fairness, InOrder, Input,
    Operation, Overview, Pair, Performance, RoleChoice, Segments, Side, StudyVerdict, Timeline,
    Verdict, format,
};

use crate::Study;
use crate::drift::{NotJudged, not_judged};
use changes::{Basis, Change};
use late::Late;
pub use over_time::OF_SEVERAL;
use rank::Rank;

/// Distances and statistics under this are 0 but for rounding.
const ROUNDING: f64 = 1e-9;
/// From here on, not every whole number has a number of its own.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
/// Columns that a sentence names before it says "and 3 more".
const MOST_NAMES: usize = 3;

/// What the sentences are written from.
struct Facts<'a> {
    study: &'a Study<'a>,
    roles: &'a [RoleChoice],
    inputs: &'a Pair<Input>,
    data: &'a Data,
    drift: &'a Drift,
    timeline: &'a Timeline,
    performance: &'a Performance,
    calibration: &'a Calibration,
    causes: &'a Causes,
    business: &'a Business,
    experiments: &'a Experiments,
    fairness: &'a Fairness,
    /// What changed beside the distributions, gravest first.
    changes: &'a [Change],
    /// Columns that drifted in a part of the period only.
    late: &'a [Late<'a>],
}

impl Facts<'_> {
    /// Columns with a verdict, in the order of the file.
    fn with(&self, verdict: Verdict) -> impl Iterator<Item = &ColumnDrift> {
        self.drift.columns.iter().filter(move |column| column.verdict == verdict)
    }

    /// Columns that could be judged.
    fn judged(&self) -> impl Iterator<Item = &ColumnDrift> {
        self.drift.columns.iter().filter(|column| column.verdict != Verdict::NotEnoughData)
    }

    /// Names of the columns that could not be judged, and not for this reason.
    fn not_judged(&self, why: NotJudged) -> Vec<&str> {
        let columns = self.with(Verdict::NotEnoughData);
        columns
            .filter(|column| not_judged(self.study, column) == why)
            .map(|c| c.column.as_str())
            .collect()
    }

    /// Whether a column that could not be judged has a test all the same, which says that its difference
    /// is not chance.
    fn is_hardly_chance(&self, column: &ColumnDrift) -> bool {
        let accepted = self.study.settings.drift.false_discovery_rate;
        column.p_adjusted.is_some_and(|p| p < accepted)
    }

    /// Names of the columns that are too thin to judge, and hardly the same.
    fn thin_but_not_chance(&self) -> Vec<&str> {
        let columns = self.with(Verdict::NotEnoughData).filter(|c| self.is_hardly_chance(c));
        columns.map(|column| column.column.as_str()).collect()
    }

    /// Drifted columns, gravest first.
    fn drifted(&self) -> Vec<&ColumnDrift> {
        let mut columns: Vec<&ColumnDrift> =
            self.drift.columns.iter().filter(|column| column.verdict.is_drift()).collect();
        columns.put_in_order(|a, b| Rank::of_column(a).gravest_first(Rank::of_column(b)));
        columns
    }

    /// The late change of a column.
    fn late(&self, column: &ColumnDrift) -> Option<&Late<'_>> {
        self.late.iter().find(|late| late.column.column == column.column)
    }

    /// Changes beside the distributions that change the verdict, gravest first.
    fn grave_changes(&self) -> impl Iterator<Item = &Change> {
        // With no column in common, that columns are gone is the same fact and no change beside it.
        let has_shared_columns = self.has_shared_columns();
        let is_news = move |change: &&Change| {
            let is_said = change.is_told || (!has_shared_columns && change.basis == Basis::Names);
            change.finding.severity.matters() && !is_said
        };
        self.changes.iter().filter(is_news)
    }

    /// The objective of a column that production surely misses.
    fn missed_objective(&self, column: &ColumnDrift) -> Option<&Change> {
        let mut missed = self.grave_changes().filter(|change| change.basis == Basis::Objective);
        missed.find(|change| change.finding.column.as_ref() == Some(&column.column))
    }

    /// Whether a grave change beside the distributions is ranked before all that drifted. What the user
    /// expects is told behind both.
    fn is_change_gravest(&self) -> bool {
        let drifted = self.drifted().first().map(|column| Rank::of_column(column));
        let mut changes = self.grave_changes().filter(|change| !change.basis.is_written());
        let change = changes.next().map(Change::rank);
        change.is_some_and(|change| drifted.is_none_or(|drift| change.gravest_first(drift).is_lt()))
    }

    /// A file as a sentence names it: with its side, where both have one name.
    fn file(&self, side: Side) -> String {
        let name = format::short(&self.inputs.get(side).file);
        if self.inputs.reference.file == self.inputs.production.file {
            format!("{name} ({})", side.label().to_lowercase())
        } else {
            name
        }
    }

    /// Whether any column has the same name in both files.
    fn has_shared_columns(&self) -> bool {
        self.data
            .columns
            .iter()
            .any(|column| column.kind.as_ref().map(Option::as_ref).both().is_some())
    }

    /// Whether the two files certainly hold the same values in every compared column.
    fn is_identical(&self) -> bool {
        let is_alike = |column: &ColumnDrift| {
            column.n.reference == column.n.production
                && column
                    .measures
                    .iter()
                    .filter(|m| m.measure.is_zero_without_difference())
                    .all(|m| m.value.is_none_or(|v| v.abs() < ROUNDING))
                && !self.may_have_lost_digits(&column.column)
        };
        !self.drift.columns.is_empty()
            && self.drift.columns.iter().all(is_alike)
            && self.data.schema.is_empty()
            && self.is_missing_alike()
    }

    /// Whether every column of both files is missing as often in either, and in the same ways.
    fn is_missing_alike(&self) -> bool {
        let missing = self.data.columns.iter().filter_map(|profile| profile.missing.both());
        missing.into_iter().all(|missing| missing.reference == missing.production)
    }

    /// Whether a number of a column is so large that two different ones may have been read as one.
    fn may_have_lost_digits(&self, name: &str) -> bool {
        let columns = self.study.column(name);
        Side::BOTH.into_iter().any(|side| {
            let numbers = columns.get(side).and_then(table::Column::numbers).unwrap_or_default();
            numbers.iter().any(|number| number.abs() >= LARGEST_EXACT)
        })
    }
}

/// The leading distance of a column, 0 where there is none.
fn leading(column: &ColumnDrift) -> f64 {
    column.leading_measure().and_then(|measure| measure.value).unwrap_or(0.0)
}

/// The chapters that the overview is written from.
#[derive(Clone, Copy)]
pub struct Chapters<'a> {
    pub data: &'a Data,
    pub drift: &'a Drift,
    pub timeline: &'a Timeline,
    pub performance: &'a Performance,
    pub calibration: &'a Calibration,
    pub causes: &'a Causes,
    pub operation: &'a Operation,
    pub business: &'a Business,
    pub segments: &'a Segments,
    pub experiments: &'a Experiments,
    pub fairness: &'a Fairness,
}

/// Writes the overview.
pub fn write(
    study: &Study<'_>,
    roles: &[RoleChoice],
    inputs: &Pair<Input>,
    chapters: Chapters<'_>,
) -> Overview {
    let Chapters { data, drift, timeline, performance, calibration, causes, .. } = chapters;
    let Chapters { business, experiments, fairness, .. } = chapters;
    let changes = changes::ranked(study, inputs, chapters);
    let late = late::all(study, drift, timeline);
    let facts = Facts {
        study,
        roles,
        inputs,
        data,
        drift,
        timeline,
        performance,
        calibration,
        causes,
        business,
        experiments,
        fairness,
        changes: &changes,
        late: &late,
    };
    let verdict = study_verdict(&facts);
    Overview {
        verdict,
        is_misread: skipped::misread(&facts).next().is_some(),
        basis: basis(&facts),
        headline: headline::headline(&facts, verdict),
        says: says::all(&facts, verdict),
        counters: counters::all(&facts),
        findings: findings::ranked(&facts),
        volume: volume::over_time(study, roles, inputs),
    }
}

fn basis(facts: &Facts<'_>) -> String {
    let columns = format::plural(facts.drift.columns.len() as u64, "column", "columns");
    let labels = performance::worst(facts.performance).map_or(0, |m| m.sides.production.n);
    let columns = match labels {
        0 => columns,
        n => format!("{columns} and {}", format::plural(n, "label", "labels")),
    };
    match says::ignored(facts).len() {
        0 => format!("Verdict, from {columns}"),
        n => format!("Verdict, from {columns}; {} ignored by choice", format::count(n as u64)),
    }
}

fn study_verdict(facts: &Facts<'_>) -> StudyVerdict {
    if facts.drift.columns.iter().any(|column| column.verdict.is_drift()) {
        StudyVerdict::Drift
    } else if facts.grave_changes().next().is_some() {
        StudyVerdict::Changed
    } else if experiments::leads(facts) {
        experiments::verdict(facts)
    } else if facts.drift.columns.is_empty() {
        StudyVerdict::NotComparable
    } else if facts.judged().next().is_none() {
        StudyVerdict::NotEnoughData
    } else {
        StudyVerdict::NoDrift
    }
}
