//! What is done to each model in turn: its rows are read once, and every chapter takes them.

use report::{
    Calibration, Causes, ColumnDrift, Fairness, GapOverTime, ModelCalibration, ModelOverTime,
    ModelPair, ModelPerformance, PairOverTime, Performance, PerformanceOverTime, RoleChoice,
    Segments,
};

use super::kept::Kept;
use super::stage::Stage;
use crate::business::ModelAnswers;
use crate::calibration::RepairsSince;
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::performance::learned::{Learned, Learning};
use crate::performance::over_time;
use crate::performance::pair::same_rows;
use crate::same_rows::SameRows;
use crate::timeline::Axis;
use crate::{Study, business, calibration, causes, fairness, performance, segments};

/// The models under way.
#[derive(Default)]
pub struct Models {
    /// What there is to hold against each other, or why there is nothing; none before the first step.
    outcomes: Option<Result<Outcomes, String>>,
    /// Models that are done.
    done: usize,
    /// The rows of the model under way, and what is done to it next.
    current: Option<(ModelRows, Piece)>,
    /// What learners found of each model.
    learned: Vec<Learned>,
    performance: Vec<ModelPerformance>,
    calibration: Vec<ModelCalibration>,
    causes: causes::Work,
    segments: segments::Work,
    fairness: fairness::Work,
    gaps_over_time: Vec<GapOverTime>,
    /// The first model's rows, where others are to be held against it.
    first: Option<ModelRows>,
    pairs: Vec<ModelPair>,
    /// The models of one file beside those of the other, where both hold the same rows.
    joined: Vec<ModelPair>,
    /// What these are called in their files.
    joined_names: Vec<[String; 2]>,
    /// How many of these are done.
    joined_done: usize,
    joined_over_time: Vec<PairOverTime>,
    /// Rows whose labels differ between the files, the most of any two models.
    labels_differ: u64,
    over_time: Vec<ModelOverTime>,
    pairs_over_time: Vec<PairOverTime>,
    /// Maps fitted to the rows since a change of calibration.
    repairs_since: Vec<RepairsSince>,
    /// What answers cost, where that can be told.
    answers: Vec<ModelAnswers>,
}

/// What is done to a model, in order; the last hangs on the settings of the timeline.
enum Piece {
    Performance,
    Calibration,
    CalibrationSegments(Box<calibration::SegmentWork>),
    Learning(Box<Learning>),
    Causes,
    Segments,
    Fairness,
    OverTime(Box<over_time::Work>),
}

fn learning(study: &Study<'_>, roles: &[RoleChoice], model: &Model, rows: &ModelRows) -> Piece {
    Piece::Learning(Box::new(Learning::new(study, roles, model, rows)))
}

impl Models {
    /// Does the next piece; says of which stage and model, and nothing when there is none left. What an
    /// earlier comparison kept is not done again. `columns` are all compared columns.
    pub fn step(
        &mut self,
        study: &Study<'_>,
        roles: &[RoleChoice],
        columns: &[ColumnDrift],
        axis: Option<&Axis>,
        kept: Option<&Kept>,
    ) -> Option<(Stage, String)> {
        let Some(outcomes) = &self.outcomes else {
            self.outcomes = Some(Outcomes::find(study, roles));
            return Some((Stage::Performance, String::new()));
        };
        let outcomes = outcomes.as_ref().ok()?;
        let model = outcomes.models.get(self.done)?;
        let step = |stage| Some((stage, model.name.clone()));
        let Some((rows, piece)) = self.current.take() else {
            let first =
                if kept.is_some() { Piece::OverTime(Box::default()) } else { Piece::Performance };
            let rows = ModelRows::read(study, outcomes, model);
            self.answers.extend(business::answers(study, outcomes, model, &rows));
            self.current = Some((rows, first));
            return step(Stage::Performance);
        };
        match piece {
            Piece::Performance => {
                self.performance.push(performance::performance(study, outcomes, model, &rows));
                self.current = Some((rows, Piece::Calibration));
                step(Stage::Performance)
            }
            Piece::Calibration => {
                let told = calibration::calibration(study, outcomes, model, &rows);
                let next = match told {
                    Some(told) => {
                        let work = calibration::SegmentWork::new(outcomes, model, &told);
                        self.calibration.push(told);
                        Piece::CalibrationSegments(Box::new(work))
                    }
                    None => learning(study, roles, model, &rows),
                };
                self.current = Some((rows, next));
                step(Stage::Calibration)
            }
            Piece::CalibrationSegments(mut work) => {
                let told = self.calibration.last_mut()?;
                let next = if work.step(study, columns, &rows) {
                    Piece::CalibrationSegments(work)
                } else {
                    work.finish(study, columns, told, &rows);
                    learning(study, roles, model, &rows)
                };
                self.current = Some((rows, next));
                step(Stage::Calibration)
            }
            Piece::Learning(mut learning) => {
                let next = if learning.step(study, outcomes, &rows) {
                    Piece::Learning(learning)
                } else {
                    self.learned.push(learning.finish());
                    Piece::Causes
                };
                self.current = Some((rows, next));
                step(Stage::Performance)
            }
            Piece::Causes => {
                let next = if self.causes.step(study, roles, columns, outcomes, model, &rows) {
                    Piece::Causes
                } else {
                    let first = outcomes.models.first().zip(self.first.as_ref());
                    let second = (model, &rows);
                    self.pairs.extend(first.map(|first| ModelPair {
                        segments: performance::pair::segments(
                            study, roles, outcomes, first, second,
                        ),
                        ..performance::pair::pair(study, outcomes, first, second)
                    }));
                    Piece::Segments
                };
                self.current = Some((rows, next));
                step(Stage::Causes)
            }
            Piece::Segments => {
                let goes_on = self.segments.step(study, roles, outcomes, model, &rows);
                let next = if goes_on { Piece::Segments } else { Piece::Fairness };
                self.current = Some((rows, next));
                step(Stage::Segments)
            }
            Piece::Fairness => {
                let goes_on = self.fairness.step(study, roles, outcomes, model, &rows);
                let next = if goes_on { Piece::Fairness } else { Piece::OverTime(Box::default()) };
                self.current = Some((rows, next));
                step(Stage::Fairness)
            }
            Piece::OverTime(mut work) => {
                let is_first = self.done == 0 && outcomes.models.len() > 1;
                let whole = kept.map_or(self.performance.as_slice(), |k| &k.performance.models);
                let (Some(axis), Some(whole)) = (axis, whole.get(self.done)) else {
                    self.done += 1;
                    self.first = self.first.take().or(is_first.then_some(rows));
                    return step(Stage::Performance);
                };
                let calibrations =
                    kept.map_or(self.calibration.as_slice(), |kept| &kept.calibration.models);
                let calibration = calibrations.iter().find(|c| c.name == model.name);
                let learned = kept.map_or(self.learned.as_slice(), |kept| &kept.learned);
                let nothing = Learned::default();
                let learned = learned.get(self.done).unwrap_or(&nothing);
                let told = work.step(over_time::Inputs {
                    study,
                    outcomes,
                    model,
                    rows: &rows,
                    axis,
                    whole,
                    calibration,
                    learned,
                });
                match told {
                    Some(told) => {
                        self.repairs_since.extend(calibration.into_iter().flat_map(
                            |calibration| {
                                let course = (calibration, told.calibration.as_slice());
                                calibration::repairs_since(
                                    study, outcomes, model, &rows, axis, course,
                                )
                            },
                        ));
                        self.over_time.push(told);
                        self.gaps_over_time.extend(self.fairness.over_time(
                            study,
                            roles,
                            axis,
                            (self.done, &rows),
                            kept.map(|kept| &kept.fairness),
                        ));
                        let first = outcomes.models.first().zip(self.first.as_ref());
                        let second = (model, &rows);
                        self.pairs_over_time.extend(first.and_then(|first| {
                            over_time::pair(study, outcomes, axis, first, second)
                        }));
                        self.done += 1;
                        self.first = self.first.take().or(is_first.then_some(rows));
                    }
                    None => self.current = Some((rows, Piece::OverTime(work))),
                }
                step(Stage::Performance)
            }
        }
    }

    /// Holds the next two models against each other on rows that both files have, once all models are done; none when
    /// all are. Where an earlier comparison is kept, only what hangs on the windows is done again.
    pub fn join(
        &mut self,
        study: &Study<'_>,
        roles: &[RoleChoice],
        same: &SameRows,
        axis: Option<&Axis>,
        is_kept: bool,
    ) -> Option<(Stage, String)> {
        let Ok(outcomes) = self.outcomes.as_ref()? else {
            if is_kept || !self.joined.is_empty() {
                return None;
            }
            self.joined = same_rows::without_label(study, roles, same);
            return self.joined.first().map(|pair| (Stage::Performance, pair.second.clone()));
        };
        let models = *same_rows::pairs(study, &outcomes.models).get(self.joined_done)?;
        self.joined_done += 1;
        let rows = same_rows::read(study, outcomes, models, same);
        if !is_kept {
            let pair = rows.pair(study, roles, outcomes);
            self.joined.push(pair);
            self.joined_names.push(models.map(|model| model.name.clone()));
            self.labels_differ = self.labels_differ.max(rows.labels_differ);
        }
        let windows = axis.and_then(|axis| rows.over_time(study, outcomes, axis));
        self.joined_over_time.extend(windows);
        Some((Stage::Performance, models[1].name.clone()))
    }

    /// The chapters that do not hang on the settings of the timeline, once every step is done.
    /// `columns` are judged; `same` is how rows meet, where both files hold the same ones, or why they cannot be joined.
    pub fn chapters(
        &mut self,
        study: &Study<'_>,
        columns: &[ColumnDrift],
        same: Result<&Option<SameRows>, &String>,
    ) -> (Performance, Calibration, Causes) {
        let Some(outcomes) = &self.outcomes else { return Default::default() };
        let (models, calibrations) =
            (std::mem::take(&mut self.performance), std::mem::take(&mut self.calibration));
        let pairs = std::mem::take(&mut self.pairs);
        let mut performance = performance::chapter(study, outcomes, models, pairs, &self.learned);
        match same {
            Ok(Some(same)) => {
                let joined = std::mem::take(&mut self.joined);
                for (names, pair) in self.joined_names.iter().zip(&joined) {
                    performance::put_paired(&mut performance.models, names, pair);
                }
                let told = same.told(study, self.labels_differ);
                performance::put_same_rows(&mut performance, told, joined);
            }
            Ok(None) => {}
            Err(why) => performance.notes.push(why.clone()),
        }
        let causes = std::mem::take(&mut self.causes).finish(study, columns, outcomes);
        (performance, calibration::chapter(outcomes, calibrations), causes)
    }

    /// The chapters on groups of rows, once every step is done.
    pub fn groups(&mut self, study: &Study<'_>) -> (Segments, Fairness) {
        let Some(outcomes) = &self.outcomes else { return Default::default() };
        let segments = std::mem::take(&mut self.segments).finish(outcomes);
        (segments, std::mem::take(&mut self.fairness).finish(study, outcomes))
    }

    /// How far groups are apart window by window, once every step is done.
    pub fn take_gaps_over_time(&mut self) -> Vec<GapOverTime> {
        std::mem::take(&mut self.gaps_over_time)
    }

    /// Truth and answers of each model, once every step is done.
    pub fn take_answers(&mut self) -> Vec<ModelAnswers> {
        std::mem::take(&mut self.answers)
    }

    /// What learners found of each model, once every step is done.
    pub fn take_learned(&mut self) -> Vec<Learned> {
        std::mem::take(&mut self.learned)
    }

    /// Maps fitted to the rows since a change of calibration, once every step is done.
    pub fn take_repairs_since(&mut self) -> Vec<RepairsSince> {
        std::mem::take(&mut self.repairs_since)
    }

    /// The models window by window, once every step is done.
    pub fn over_time(self, axis: Result<&Axis, &str>) -> PerformanceOverTime {
        let lacks = match (&self.outcomes, axis) {
            (Some(Err(lacks)), _) => Some(lacks.clone()),
            (_, Err(lacks)) => Some(format!("{lacks}.")),
            _ => None,
        };
        let pairs = [self.joined_over_time, self.pairs_over_time].concat();
        over_time::chapter(lacks, self.over_time, pairs)
    }
}
