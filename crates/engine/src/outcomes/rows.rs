//! The rows of one model, read and sorted once for every chapter.

use report::{Pair, Side, Task, format};
use stats::performance::{OTHER_ANSWER, Scored, rows_by_score};
use table::Column;

use super::{Model, NO_CLASS, Outcomes};
use crate::Study;

/// The rows of a model on one side, as many as the table has; a list is empty where this side has none.
#[derive(Default)]
pub struct Rows {
    /// The class of each row, [`NO_CLASS`] where it is missing; empty where the label is a number.
    pub truth: Vec<u32>,
    /// The class that the model said: by the column that holds it, of several classes else the one of the
    /// largest probability; [`OTHER_ANSWER`] where it is no class of the label.
    pub answers: Vec<u32>,
    /// The score of the positive class, or of each class; not a number where it is missing.
    pub scores: Vec<Vec<f64>>,
    /// The number that came true, of a model of numbers.
    pub number: Vec<f64>,
    /// The number that the model said.
    pub predicted_number: Vec<f64>,
    /// Score from which a row of two classes is called positive where no column holds answers; none
    /// where scores are no probabilities.
    pub threshold: Option<f64>,
    /// Whether scores of several classes are no probabilities in some row of either side, so that areas of
    /// both take them as they are.
    pub are_raw: bool,
    /// What is odd, as sentences.
    pub notes: Vec<String>,
}

/// The rows of a model on both sides.
pub struct ModelRows {
    /// Row by row.
    pub sides: Pair<Rows>,
    /// Rows of the one score of two classes in ascending order of it, labelled or not; empty otherwise.
    pub by_score: Pair<Vec<u32>>,
    /// Labelled rows of each score, the class of the score against all others.
    pub scored: Vec<Pair<Scored>>,
}

impl ModelRows {
    /// Reads the rows of a model.
    pub fn read(study: &Study<'_>, outcomes: &Outcomes, model: &Model) -> Self {
        let mut sides = Pair::from_fn(|side| outcomes.rows(study, model, side));
        match outcomes.task() {
            Task::Binary => on_one_scale(study, model, &mut sides),
            Task::Multiclass => in_one_order(&mut sides),
            Task::Regression => {}
        }
        let is_binary = outcomes.task() == Task::Binary && model.scores.len() == 1;
        let by_score = sides.as_ref().map(|rows| match rows.scores.first() {
            Some(scores) if is_binary => rows_by_score(scores),
            _ => Vec::new(),
        });
        let of_score = |at: usize| match is_binary {
            true => Pair::from_fn(|side| sides.get(side).scored(at, 1, by_score.get(side))),
            false => sides
                .as_ref()
                .map(|rows| rows.scored(at, at as u32, &rows_by_score(&rows.scores[at]))),
        };
        let scored = (0..model.scores.len()).map(of_score).collect();
        Self { sides, by_score, scored }
    }
}

impl Rows {
    /// Of each row of a model of two classes whether it is positive, and whether it is called so; none where
    /// either is not known. An answer that is no class of the label is wrong, whatever it is.
    pub fn truth_and_answers(&self) -> Vec<Option<(bool, bool)>> {
        let row = |(row, truth): (usize, &u32)| {
            let is = (*truth != NO_CLASS).then_some(*truth == 1)?;
            let answer = self.answer(row)?;
            Some((is, if answer == OTHER_ANSWER { !is } else { answer == 1 }))
        };
        self.truth.iter().enumerate().map(row).collect()
    }

    /// The labelled ones of these rows, which are in ascending order of a score: a class against all others.
    pub fn scored(&self, score: usize, class: u32, by_score: &[u32]) -> Scored {
        let scores = &self.scores[score];
        let labelled = by_score.iter().filter_map(|&row| {
            let truth = *self.truth.get(row as usize)?;
            (truth != NO_CLASS).then(|| (scores[row as usize], truth == class))
        });
        Scored::of_ordered(labelled)
    }

    /// Whether the model of two classes calls a row positive; none where it says nothing of it, or something
    /// else than both classes.
    pub fn is_called_positive(&self, row: usize) -> Option<bool> {
        self.answer(row).filter(|answer| *answer < 2).map(|answer| answer == 1)
    }

    /// Whether there are answers of two classes: given ones, or scores with a threshold.
    pub fn has_answers(&self) -> bool {
        !self.answers.is_empty() || self.threshold.is_some()
    }

    /// What the model says of a row: a class, or [`OTHER_ANSWER`]. None where it says nothing.
    pub fn answer(&self, row: usize) -> Option<u32> {
        if let Some(&answer) = self.answers.get(row) {
            return Some(answer).filter(|answer| *answer != NO_CLASS);
        }
        let score = *self.scores.first()?.get(row)?;
        let threshold = self.threshold.filter(|_| score.is_finite())?;
        Some(u32::from(score >= threshold))
    }

    /// Whether the model is right about a row; none without a label or an answer.
    pub fn is_right(&self, row: usize) -> Option<bool> {
        let truth = *self.truth.get(row).filter(|truth| **truth != NO_CLASS)?;
        Some(self.answer(row)? == truth)
    }

    /// Whether what really happened is known of a row.
    pub fn has_label(&self, row: usize) -> bool {
        self.truth.get(row).is_some_and(|truth| *truth != NO_CLASS)
            || self.number.get(row).is_some_and(|number| number.is_finite())
    }

    /// Whether the model says anything of a row.
    pub fn has_output(&self, row: usize) -> bool {
        self.answers.get(row).is_some_and(|answer| *answer != NO_CLASS)
            || self.predicted_number.get(row).is_some_and(|number| number.is_finite())
            || self.scores.iter().any(|scores| scores.get(row).is_some_and(|s| s.is_finite()))
    }

    /// Why no row has both a label and something that the model says of it, as a clause.
    pub fn lacks(&self) -> &'static str {
        let any = |has: fn(&Self, usize) -> bool| {
            let outputs = self.scores.iter().map(Vec::len).max().unwrap_or(0);
            let rows = [self.truth.len(), self.number.len(), self.answers.len(), outputs];
            (0..rows.into_iter().max().unwrap_or(0)).any(|row| has(self, row))
        };
        match (any(Self::has_label), any(Self::has_output)) {
            (false, _) => "no labelled rows",
            (true, false) => "no row with a score or an answer",
            (true, true) => "no row with both a label and a score or an answer",
        }
    }

    /// Some of the rows, in the order that is given.
    pub fn part(&self, rows: &[u32]) -> Self {
        let numbers = |of: &Vec<f64>| some(of, rows);
        Self {
            truth: some(&self.truth, rows),
            answers: some(&self.answers, rows),
            scores: self.scores.iter().map(numbers).collect(),
            number: numbers(&self.number),
            predicted_number: numbers(&self.predicted_number),
            threshold: self.threshold,
            are_raw: self.are_raw,
            notes: Vec::new(),
        }
    }

    /// These rows in their order, with an empty one where there is none.
    pub fn at(&self, rows: &[Option<u32>]) -> Self {
        let classes = |of: &Vec<u32>| at(of, rows, NO_CLASS);
        let numbers = |of: &Vec<f64>| at(of, rows, f64::NAN);
        Self {
            truth: classes(&self.truth),
            answers: classes(&self.answers),
            scores: self.scores.iter().map(numbers).collect(),
            number: numbers(&self.number),
            predicted_number: numbers(&self.predicted_number),
            threshold: self.threshold,
            are_raw: self.are_raw,
            notes: Vec::new(),
        }
    }

    /// Truth and prediction of a row of a model of numbers that has both.
    pub fn numbers(&self, row: usize) -> Option<(f64, f64)> {
        let both = (*self.number.get(row)?, *self.predicted_number.get(row)?);
        (both.0.is_finite() && both.1.is_finite()).then_some(both)
    }

    /// Truth and prediction of all rows of a model of numbers that have both.
    pub fn all_numbers(&self) -> (Vec<f64>, Vec<f64>) {
        (0..self.number.len()).filter_map(|row| self.numbers(row)).unzip()
    }
}

/// Values at some rows; nothing where there are no values at all.
fn some<T: Copy>(of: &[T], rows: &[u32]) -> Vec<T> {
    rows.iter().filter_map(|&row| of.get(row as usize).copied()).collect()
}

/// Values at some rows, and a value for rows that are none; nothing where there are no values at all.
fn at<T: Copy>(of: &[T], rows: &[Option<u32>], none: T) -> Vec<T> {
    if of.is_empty() {
        return Vec::new();
    }
    rows.iter()
        .map(|row| row.and_then(|row| of.get(row as usize).copied()).unwrap_or(none))
        .collect()
}

impl Outcomes {
    fn rows(&self, study: &Study<'_>, model: &Model, side: Side) -> Rows {
        let column = |name: &str| *study.column(name).get(side);
        let by_row = |name: &str| column(name).and_then(Column::numbers_by_row);
        let prediction = model.prediction.as_deref();
        let Some(classes) = &self.classes else {
            return Rows {
                number: by_row(&self.label).unwrap_or_default(),
                predicted_number: prediction.and_then(by_row).unwrap_or_default(),
                ..Rows::default()
            };
        };
        let codes = |name: &str| column(name).map(|column| classes.codes(column));
        let rows = study.tables.get(side).rows();
        let numbers = |name: &Option<String>| {
            // A class without a column has no probability.
            let Some(name) = name else { return vec![0.0; rows] };
            by_row(name).unwrap_or_else(|| vec![f64::NAN; rows])
        };
        let mut scores: Vec<Vec<f64>> = model.scores.iter().map(numbers).collect();
        scores.iter_mut().flatten().for_each(|score| *score = unrounded(*score));
        let mut notes = Vec::new();
        if self.task() == Task::Multiclass {
            notes.extend(refuse_zeros(side, &model.name, &mut scores));
        }
        let mut answers = match prediction.and_then(|name| Some((name, column(name)?))) {
            Some((name, column)) => {
                let mut answers = classes.codes(column);
                notes.extend(mark_others(side, name, column, &mut answers));
                answers
            }
            None => Vec::new(),
        };
        if answers.is_empty() && self.task() == Task::Multiclass {
            answers = likeliest(&scores);
        }
        let truth = codes(&self.label).unwrap_or_default();
        Rows { truth, answers, scores, notes, ..Rows::default() }
    }
}

/// Marks answers that are no class of the label, and says how many there are.
fn mark_others(side: Side, name: &str, column: &Column, answers: &mut [u32]) -> Option<String> {
    let mut others = 0;
    for (row, answer) in answers.iter_mut().enumerate() {
        if *answer == NO_CLASS && column.label(row).is_some() {
            *answer = OTHER_ANSWER;
            others += 1;
        }
    }
    (others > 0).then(|| {
        let are = if others == 1 { "is" } else { "are" };
        format!(
            "{}: {} of {} {are} no class of the label and {} as wrong; what is expected without labels leaves {} out.",
            side.label(),
            format::plural(others, "answer", "answers"),
            format::short(name),
            if others == 1 { "counts" } else { "count" },
            if others == 1 { "it" } else { "them" }
        )
    })
}

/// Takes out rows whose probabilities are 0 for every class, which say nothing; says how many there are.
fn refuse_zeros(side: Side, model: &str, scores: &mut [Vec<f64>]) -> Option<String> {
    let all = scores.first().map_or(0, Vec::len);
    let zeros: Vec<usize> =
        (0..all).filter(|&row| scores.iter().all(|class| class[row] == 0.0)).collect();
    for class in scores {
        zeros.iter().for_each(|&row| class[row] = f64::NAN);
    }
    let rows = zeros.len() as u64;
    (rows > 0).then(|| {
        format!(
            "{}: the class probabilities of {} are all 0 in {}, which say nothing and are left out.",
            side.label(),
            format::short(model),
            format::plural(rows, "row", "rows")
        )
    })
}

/// A score that lies beyond 0 to 1 by the rounding of a sum only, as 1.0000000000000002, is 0 or 1.
fn unrounded(score: f64) -> f64 {
    const ROUNDING: f64 = 1e-12;
    if (-ROUNDING..=1.0 + ROUNDING).contains(&score) { score.clamp(0.0, 1.0) } else { score }
}

/// The class of the largest probability, the first of equal ones.
fn likeliest(scores: &[Vec<f64>]) -> Vec<u32> {
    let rows = scores.first().map_or(0, Vec::len);
    let class = |row: usize| {
        let mut best: Option<(f64, u32)> = None;
        for (class, column) in (0_u32..).zip(scores) {
            let score = column[row];
            if !score.is_finite() {
                return NO_CLASS;
            }
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, class));
            }
        }
        best.map_or(NO_CLASS, |(_, class)| class)
    };
    (0..rows).map(class).collect()
}

/// Larger scores than these are hardly log odds: a chance of one in 10¹³.
const MOST_LOG_ODDS: f64 = 30.0;

/// Makes log odds of both sides probabilities where the settings say so; says what scores beyond 0 to 1
/// are, and sets the threshold of answers where they are probabilities.
fn on_one_scale(study: &Study<'_>, model: &Model, sides: &mut Pair<Rows>) {
    let range = sides.as_ref().map(|rows| rows.scores.first().and_then(|scores| range(scores)));
    let is_beyond =
        |range: Option<(f64, f64)>| range.is_some_and(|(low, high)| low < 0.0 || high > 1.0);
    let are_log_odds = study.settings.performance.scores_are_log_odds
        && (is_beyond(range.reference) || is_beyond(range.production));
    for side in Side::BOTH {
        let rows = sides.get_mut(side);
        if are_log_odds {
            let scores = rows.scores.iter_mut().flatten();
            scores.for_each(|score| *score = 1.0 / (1.0 + libm::exp(-*score)));
        }
        match range.get(side) {
            Some((low, high)) if !are_log_odds && is_beyond(*range.get(side)) => {
                rows.notes.push(beyond(model, *low, *high));
            }
            _ => rows.threshold = Some(study.settings.drift.answer_threshold),
        }
    }
}

/// Marks both sides where a row of either has scores of several classes that are no probabilities: over their
/// sums on one side and as they are on the other, areas would not be of one thing.
fn in_one_order(sides: &mut Pair<Rows>) {
    let is_raw = |rows: &Rows| {
        let beyond = |score: &f64| score.is_finite() && !(0.0..=1.0).contains(score);
        rows.scores.iter().flatten().any(beyond)
    };
    let are_raw = is_raw(&sides.reference) || is_raw(&sides.production);
    Side::BOTH.into_iter().for_each(|side| sides.get_mut(side).are_raw = are_raw);
}

fn range(scores: &[f64]) -> Option<(f64, f64)> {
    let finite = scores.iter().copied().filter(|score| score.is_finite());
    finite.fold(None, |range, score| {
        let (low, high): (f64, f64) = range.unwrap_or((score, score));
        Some((low.min(score), high.max(score)))
    })
}

fn beyond(model: &Model, low: f64, high: f64) -> String {
    let offer = if low < 0.0 && high <= MOST_LOG_ODDS && low >= -MOST_LOG_ODDS {
        "; they may be log odds, which the setting performance.scores_are_log_odds makes probabilities of"
    } else {
        ""
    };
    format!(
        "Scores of {} go from {} to {} and are no probabilities{offer}. What only depends on their order is told.",
        format::short(&model.name),
        format::number(low, 4),
        format::number(high, 4)
    )
}
