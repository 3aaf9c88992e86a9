//! What is measured of each group on each side.

use report::{
    Estimate, FairnessMeasure, GroupFairness, GroupMeasure, GroupSide, Pair, Side, Task, format,
};
use stats::Moments;
use stats::calibration::GapSums;
use stats::fairness::{GroupValue, ratio};
use stats::performance::{self as measure, Confusion, OTHER_ANSWER, Scored, brier, mean, roc_auc};
use stats::special::Z_95;

use super::attributes::Attribute;
use crate::Study;
use crate::outcomes::{ModelRows, NO_CLASS, Outcomes, Rows};
use crate::performance::as_reported;

/// A measure of a group.
pub struct Value {
    /// Which.
    pub name: FairnessMeasure,
    /// Of several classes the one that is selected.
    pub class: Option<u32>,
    /// Rows that it is of.
    pub n: u64,
    /// Its value; none where it cannot be computed.
    pub value: Option<GroupValue>,
}

/// A group on one side.
#[derive(Default)]
pub struct Group {
    /// Rows.
    pub rows: u64,
    /// Rows with a label and something that the model says.
    pub labelled: u64,
    /// Why it is not judged.
    pub not_judged: Option<String>,
    /// What was measured.
    pub values: Vec<Value>,
}

impl Group {
    /// One of its values, where it is judged by it.
    pub fn judged(&self, name: FairnessMeasure, class: Option<u32>) -> Option<GroupValue> {
        let own = self.values.iter().find(|own| own.name == name && own.class == class);
        own.filter(|_| self.not_judged.is_none())?.value
    }
}

impl Group {
    /// Rows that one of its values is of.
    pub fn rows_of(&self, name: FairnessMeasure, class: Option<u32>) -> u64 {
        let own = self.values.iter().find(|own| own.name == name && own.class == class);
        own.map_or(0, |own| own.n)
    }
}

/// Measures every group on both sides.
pub fn measure(
    study: &Study<'_>,
    outcomes: &Outcomes,
    rows: &ModelRows,
    attribute: &Attribute<'_>,
) -> Pair<Vec<Group>> {
    Pair::from_fn(|side| {
        let codes = attribute.groups.of_row.get(side);
        let mut groups = match outcomes.task() {
            Task::Binary => binary(rows, side, codes, attribute.groups.labels.len()),
            task => {
                others(task, outcomes, rows.sides.get(side), codes, attribute.groups.labels.len())
            }
        };
        for (at, group) in groups.iter_mut().enumerate() {
            let is_missing = attribute.groups.missing == Some(at);
            group.not_judged = not_judged(study, group.rows, is_missing);
        }
        groups
    })
}

fn not_judged(study: &Study<'_>, rows: u64, is_missing: bool) -> Option<String> {
    let least = u64::from(study.settings.fairness.min_rows);
    match rows {
        0 => Some("no rows".to_owned()),
        _ if is_missing => Some("rows without a value are no group of people".to_owned()),
        rows if rows < least => Some(format!(
            "too few to judge: {} of at least {}",
            format::plural(rows, "row", "rows"),
            format::count(least)
        )),
        _ => None,
    }
}

/// Sums over the rows of a group, of a model of two classes.
#[derive(Default)]
struct Sums {
    rows: u64,
    answered: u64,
    selected: u64,
    labelled: u64,
    positives: u64,
    counts: Confusion,
    gap: GapSums,
}

fn binary(rows: &ModelRows, side: Side, codes: &[u16], groups: usize) -> Vec<Group> {
    let own = rows.sides.get(side);
    let mut sums: Vec<Sums> = (0..groups).map(|_| Sums::default()).collect();
    for (row, &code) in codes.iter().enumerate() {
        sums[usize::from(code)].add(own, row);
    }
    let mut scored: Vec<Vec<(f64, bool)>> = vec![Vec::new(); groups];
    for &row in rows.by_score.get(side) {
        let (Some(code), Some(truth)) = (codes.get(row as usize), own.truth.get(row as usize))
        else {
            continue;
        };
        if *truth != NO_CLASS {
            scored[usize::from(*code)].push((own.scores[0][row as usize], *truth == 1));
        }
    }
    sums.into_iter().zip(scored).map(|(sums, scored)| sums.group(own, scored)).collect()
}

impl Sums {
    fn add(&mut self, rows: &Rows, row: usize) {
        self.rows += 1;
        let answer = rows.answer(row);
        if let Some(answer) = answer {
            self.answered += 1;
            self.selected += u64::from(answer == 1);
        }
        let Some(&truth) = rows.truth.get(row).filter(|truth| **truth != NO_CLASS) else { return };
        if !rows.has_output(row) {
            return;
        }
        let is = truth == 1;
        self.labelled += 1;
        self.positives += u64::from(is);
        let counts = match answer {
            None => Confusion::default(),
            Some(OTHER_ANSWER) => Confusion::default().with_others([is]),
            Some(answer) => Confusion::of([(is, answer == 1)]),
        };
        self.counts = self.counts.merge(counts);
        let score = rows.scores.first().and_then(|scores| scores.get(row));
        if let Some(&score) = score.filter(|score| (0.0..=1.0).contains(*score)) {
            self.gap.add(score, is);
        }
    }

    fn group(self, rows: &Rows, scored: Vec<(f64, bool)>) -> Group {
        let Self { rows: n, answered, selected, labelled, positives, counts, gap } = self;
        let share = |name: FairnessMeasure, successes: u64, n: u64| Value {
            name,
            class: None,
            n,
            value: GroupValue::share(successes, n),
        };
        let of_positives = counts.true_positives + counts.false_negatives + counts.other_positives;
        let of_negatives = counts.true_negatives + counts.false_positives + counts.other_negatives;
        let (tp, fp) = (counts.true_positives, counts.false_positives);
        let (tn, not_found) = (counts.true_negatives, counts.false_negatives);
        let mut values = vec![share(FairnessMeasure::BaseRate, positives, labelled)];
        if rows.has_answers() {
            values.extend([
                share(FairnessMeasure::SelectionRate, selected, answered),
                share(FairnessMeasure::TruePositiveRate, tp, of_positives),
                share(FairnessMeasure::FalsePositiveRate, fp, of_negatives),
                share(FairnessMeasure::Precision, tp, tp + fp),
                share(FairnessMeasure::NegativePredictiveValue, tn, tn + not_found),
                share(FairnessMeasure::Accuracy, tp + tn, of_positives + of_negatives),
            ]);
        }
        if !rows.scores.is_empty() {
            let mut scores = Moments::new();
            let all: Vec<f64> = scored.iter().map(|(score, _)| *score).collect();
            scores.update(&all);
            let scored = Scored::of_ordered(scored);
            let estimate = |name: FairnessMeasure, n: u64, of: Option<measure::Estimate>| Value {
                name,
                class: None,
                n,
                value: of.and_then(GroupValue::estimate),
            };
            let gap_of = gap
                .gap()
                .map(|gap| measure::Estimate { value: gap.gap, interval: Some(gap.interval) });
            values.extend([
                estimate(FairnessMeasure::RocAuc, scored.len(), roc_auc(&scored)),
                estimate(FairnessMeasure::MeanScore, gap.rows, mean(&scores)),
                estimate(FairnessMeasure::Brier, gap.rows, brier(&scored)),
                estimate(FairnessMeasure::CalibrationGap, gap.rows, gap_of),
            ]);
        }
        Group { rows: n, labelled, not_judged: None, values }
    }
}

/// Groups of a model of several classes or of numbers.
fn others(
    task: Task,
    outcomes: &Outcomes,
    rows: &Rows,
    codes: &[u16],
    groups: usize,
) -> Vec<Group> {
    let classes = outcomes.classes.as_ref().map_or(0, |classes| classes.names.len());
    let mut of_group: Vec<Vec<usize>> = vec![Vec::new(); groups];
    for (row, &code) in codes.iter().enumerate() {
        of_group[usize::from(code)].push(row);
    }
    let group = |own: Vec<usize>| match task {
        Task::Regression => numbers(rows, &own),
        _ => of_classes(rows, &own, classes),
    };
    of_group.into_iter().map(group).collect()
}

fn of_classes(rows: &Rows, own: &[usize], classes: usize) -> Group {
    let answers: Vec<u32> = own.iter().filter_map(|&row| rows.answer(row)).collect();
    let right: Vec<bool> = own.iter().filter_map(|&row| rows.is_right(row)).collect();
    let share = |name, class, successes: usize, n: usize| Value {
        name,
        class,
        n: n as u64,
        value: GroupValue::share(successes as u64, n as u64),
    };
    let selected = |class: u32| {
        let successes = answers.iter().filter(|answer| **answer == class).count();
        share(FairnessMeasure::SelectionRate, Some(class), successes, answers.len())
    };
    let is_right = right.iter().filter(|right| **right).count();
    let mut values = vec![share(FairnessMeasure::Accuracy, None, is_right, right.len())];
    values.extend((0..classes as u32).map(selected));
    Group { rows: own.len() as u64, labelled: right.len() as u64, not_judged: None, values }
}

fn numbers(rows: &Rows, own: &[usize]) -> Group {
    let both: Vec<(f64, f64)> = own.iter().filter_map(|&row| rows.numbers(row)).collect();
    let said = own.iter().filter_map(|&row| rows.predicted_number.get(row).copied());
    let said: Vec<f64> = said.filter(|number| number.is_finite()).collect();
    let of = |name: FairnessMeasure, values: Vec<f64>| {
        let mut moments = Moments::new();
        moments.update(&values);
        let value = mean(&moments).and_then(GroupValue::estimate);
        Value { name, class: None, n: values.len() as u64, value }
    };
    let errors = || both.iter().map(|(truth, predicted)| predicted - truth);
    let values = vec![
        of(FairnessMeasure::MeanPrediction, said),
        of(FairnessMeasure::MeanTruth, both.iter().map(|(truth, _)| *truth).collect()),
        of(FairnessMeasure::MeanError, errors().collect()),
        of(FairnessMeasure::MeanAbsoluteError, errors().map(f64::abs).collect()),
    ];
    Group { rows: own.len() as u64, labelled: both.len() as u64, not_judged: None, values }
}

/// The groups as the Report has them; one that no row of either side is in is left out.
pub fn told(
    outcomes: &Outcomes,
    attribute: &Attribute<'_>,
    sides: &Pair<Vec<Group>>,
) -> Vec<GroupFairness> {
    let largest = sides.as_ref().map(|groups| largest(groups));
    let group = |(at, name): (usize, &String)| {
        let told = Pair::from_fn(|side| {
            sides.get(side).get(at).map_or_else(GroupSide::default, |group| GroupSide {
                rows: group.rows,
                labelled: group.labelled,
                not_judged: group.not_judged.clone(),
                measures: group.values.iter().map(|value| value.told(outcomes)).collect(),
                against_largest: largest.get(side).and_then(|largest| {
                    let own = group.judged(FairnessMeasure::SelectionRate, None)?;
                    as_reported(ratio(own, largest)?)
                }),
            })
        });
        let has_rows = told.reference.rows + told.production.rows > 0;
        has_rows.then(|| GroupFairness { name: name.clone(), sides: told })
    };
    attribute.groups.labels.iter().enumerate().filter_map(group).collect()
}

/// The selection rate of the largest judged group.
fn largest(groups: &[Group]) -> Option<GroupValue> {
    let judged = groups.iter().filter(|group| group.not_judged.is_none());
    let largest = judged.reduce(|a, b| if b.rows > a.rows { b } else { a })?;
    largest.judged(FairnessMeasure::SelectionRate, None)
}

impl Value {
    fn told(&self, outcomes: &Outcomes) -> GroupMeasure {
        let names = outcomes.classes.as_ref().map_or(&[][..], |classes| classes.names.as_slice());
        let class = self.class.and_then(|class| names.get(class as usize).cloned());
        let value = self.value.map(|value| {
            let ends = value.interval(Z_95);
            Estimate { value: value.value(), interval_95: Some((ends.low, ends.high)) }
        });
        GroupMeasure { name: self.name, class, n: self.n, value }
    }
}
