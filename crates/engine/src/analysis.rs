//! The steps of a comparison, in order.

mod kept;
mod models;
mod stage;
mod withheld;

use std::collections::BTreeSet;
use std::rc::Rc;

use report::{
    Business, ColumnDrift, Fairness, Operation, Pair, Performance, Report, Role, RoleChoice,
    SCHEMA_VERSION, Side,
};
use stats::Sorted;

use crate::drift::{outputs, together, whole};
use crate::same_rows::{self, SameRows};
use crate::timeline::{self, Course};
use crate::{
    Study, VERSION, business, calibration, data, drift, experiments, input, operation, overview,
    roles,
};
pub use kept::Kept;
use models::Models;
pub use stage::{Stage, Step};

/// A comparison under way.
pub struct Analysis<'a> {
    study: Study<'a>,
    roles: Vec<RoleChoice>,
    data: data::Inspection,
    compared: Vec<RoleChoice>,
    columns: Vec<ColumnDrift>,
    /// How far the column is that is compared next.
    underway: Underway,
    whole: whole::Work,
    outputs: outputs::Work,
    together: together::Work,
    /// How rows meet, where both files hold the same ones; or why they cannot be joined.
    same_rows: Result<Option<SameRows>, String>,
    models: Models,
    /// What is counted over time, once all columns are compared.
    course: Option<Course>,
    /// How the service ran, once the models are done.
    operation: Option<Operation>,
    /// What the models are worth, once they are done.
    business: Option<Business>,
    experiments: experiments::Work,
    /// What an earlier comparison found that the settings in force leave as it was.
    kept: Option<Rc<Kept>>,
}

/// How far a column is. Each piece is a step of its own: after each, other messages have their turn.
#[derive(Default)]
enum Underway {
    /// Nothing is done.
    #[default]
    Unsorted,
    /// The reference's numbers are in order.
    Reference(Option<Sorted>),
    /// Both sides' are.
    Sorted(Pair<Option<Sorted>>),
    /// What its values look like is known.
    LookedAt(Pair<Option<Sorted>>),
    /// It is compared, but for the limits from chunks.
    Measured(Box<drift::Measured>),
}

impl<'a> Analysis<'a> {
    /// A comparison that has not begun.
    #[must_use]
    pub fn new(study: Study<'a>) -> Self {
        let roles = roles::choose(&study);
        let experiments = experiments::Work::new(&study, &roles);
        let mut compared = drift::compared_columns(&study, &roles);
        let same_rows = SameRows::find(&study, &roles);
        let of_two_models = match &same_rows {
            Ok(Some(_)) => same_rows::outputs(&roles),
            _ => BTreeSet::new(),
        };
        compared.retain(|choice| {
            !experiments.is_held_back(choice) && !of_two_models.contains(&choice.column)
        });
        let held_back = roles.iter().filter(|choice| experiments.is_held_back(choice));
        let held_back = held_back.map(|choice| choice.column.clone()).collect();
        let data = data::Inspection::new(&study, &roles, &compared, held_back, of_two_models);
        let whole = whole::Work::new(&study, compared.len());
        let outputs = outputs::Work::default();
        let together = together::Work::default();
        let columns = Vec::new();
        Self {
            study,
            roles,
            data,
            compared,
            columns,
            underway: Underway::default(),
            whole,
            outputs,
            together,
            same_rows,
            models: Models::default(),
            course: None,
            operation: None,
            business: None,
            experiments,
            kept: None,
        }
    }

    /// A comparison of the same two tables that takes from an earlier one what its settings leave as it
    /// was.
    #[must_use]
    pub fn after(study: Study<'a>, kept: Option<Rc<Kept>>) -> Self {
        let kept = kept.filter(|kept| kept.fits(study.settings));
        Self { kept, ..Self::new(study) }
    }

    /// Does the next piece of work, about one column; none when there is none left.
    pub fn step(&mut self) -> Option<Step> {
        if self.kept.is_some() {
            return self.step_over_time(0);
        }
        if let Some(piece) = self.data.step(&self.study, &self.roles) {
            return Some(step_done(Stage::Quality, &piece.subject, piece.done, piece.total));
        }
        let total = self.compared.len();
        if let Some(choice) = self.compared.get(self.columns.len()) {
            let choice = choice.clone();
            self.compare(&choice);
            return Some(step_done(Stage::Drift, &choice.column, self.columns.len(), total));
        }
        if self.data.order_rows() {
            return Some(step_done(Stage::Drift, "", total, total));
        }
        // Outputs of two models are held against each other row by row.
        let outputs = match self.same_rows {
            Ok(Some(_)) => None,
            _ => self.outputs.step(&self.study, &self.roles),
        };
        let subject = outputs.or_else(|| self.together.step(&self.study, &self.roles));
        if let Some(subject) = subject {
            return Some(step_done(Stage::Drift, &subject, total, total));
        }
        self.step_over_time(total)
    }

    /// Does the next piece of what may hang on the settings of the timeline: models, then columns.
    fn step_over_time(&mut self, total: usize) -> Option<Step> {
        let Self {
            study,
            roles,
            columns,
            same_rows,
            models,
            course,
            operation,
            business,
            experiments,
            kept,
            ..
        } = self;
        let columns = kept.as_ref().map_or(columns.as_slice(), |kept| &kept.drift.columns);
        let course = course.get_or_insert_with(|| Course::new(study, roles, columns));
        let axis = course.axis().ok();
        if let Some((stage, model)) = models.step(study, roles, columns, axis, kept.as_deref()) {
            return Some(step_done(stage, &model, total, total));
        }
        let same = same_rows.as_ref().ok().and_then(Option::as_ref);
        let is_kept = kept.is_some();
        let joined = same.and_then(|same| models.join(study, roles, same, axis, is_kept));
        if let Some((stage, model)) = joined {
            return Some(step_done(stage, &model, total, total));
        }
        if operation.is_none() {
            *operation = Some(if experiments.is_split() {
                operation::of_arms()
            } else {
                operation::chapter(study, roles, axis)
            });
            return Some(step_done(Stage::Performance, "", total, total));
        }
        if business.is_none() {
            let answers = models.take_answers();
            *business = Some(if experiments.is_split() {
                business::of_arms()
            } else {
                business::chapter(study, roles, axis, &answers)
            });
            return Some(step_done(Stage::Performance, "", total, total));
        }
        if experiments.step(study, roles) {
            return Some(step_done(Stage::Experiments, "", total, total));
        }
        let name = course.step(study, columns)?;
        let (done, total) = course.progress();
        Some(step_done(Stage::Timeline, &name, done, total))
    }

    /// Does the next piece of comparing a column.
    fn compare(&mut self, choice: &RoleChoice) {
        let name = &choice.column;
        self.underway = match std::mem::take(&mut self.underway) {
            Underway::Unsorted => {
                Underway::Reference(self.study.sorted_side(name, Side::Reference))
            }
            Underway::Reference(reference) => {
                let production = self.study.sorted_side(name, Side::Production);
                Underway::Sorted(Pair::new(reference, production))
            }
            Underway::Sorted(sorted) => {
                self.data.look_at(&self.study, name, &sorted);
                Underway::LookedAt(sorted)
            }
            Underway::LookedAt(sorted) => {
                Underway::Measured(Box::new(drift::measured(&self.study, choice, sorted)))
            }
            Underway::Measured(measured) => {
                self.columns.push(measured.finish(&self.study));
                if choice.role != Role::Text {
                    self.whole.add(&self.study, name);
                }
                Underway::Unsorted
            }
        };
    }

    /// The Report. Steps that were not done are done now.
    #[must_use]
    pub fn finish(self) -> Report {
        self.finish_and_keep().0
    }

    /// The Report, and what another comparison can take from it.
    #[must_use]
    pub fn finish_and_keep(mut self) -> (Report, Rc<Kept>) {
        while self.step().is_some() {}
        let Self { study, roles, data, columns, whole, outputs, together, .. } = self;
        let Self { mut models, course, operation, business, experiments, kept, same_rows, .. } =
            self;
        let course = course.unwrap_or_else(|| Course::new(&study, &roles, &columns));
        let kept = kept.unwrap_or_else(|| {
            let data = data.finish(&study, &roles);
            let work = drift::Work { outputs, whole, together };
            let mut drift = drift::chapter(&study, &roles, columns, work, &data);
            let (performance, calibration, causes) =
                models.chapters(&study, &drift.columns, same_rows.as_ref());
            let (segments, fairness) = models.groups(&study);
            crate::performance::excuse_label(&mut drift.columns, &performance);
            let learned = models.take_learned();
            let settings = study.settings.clone();
            Rc::new(Kept {
                settings,
                data,
                drift,
                performance,
                calibration,
                causes,
                segments,
                fairness,
                learned,
            })
        });
        let (data, mut drift) = (kept.data.clone(), kept.drift.clone());
        let mut calibration = kept.calibration.clone();
        let over_time = models.take_gaps_over_time();
        let fairness = Fairness { over_time, ..kept.fairness.clone() };
        calibration::put_repairs_since(&mut calibration, models.take_repairs_since());
        let over_time = models.over_time(course.axis());
        let mut performance = Performance { over_time, ..kept.performance.clone() };
        crate::performance::over_time::say_what_is_expected(&mut performance);
        let experiments =
            experiments.finish(&study).with(experiments::canary::canary(&study, &roles));
        let mut of_models = withheld::OfModels {
            performance,
            calibration,
            causes: kept.causes.clone(),
            segments: kept.segments.clone(),
            fairness,
        };
        of_models.withhold(&experiments);
        let withheld::OfModels { performance, calibration, causes, segments, fairness } = of_models;
        let mut timeline = course.finish(&study, &drift);
        timeline::say_all_began(&mut drift, &timeline);
        overview::late::say(&study, &mut drift, &timeline);
        let (operation, business) = (operation.unwrap_or_default(), business.unwrap_or_default());
        // Another model on the same rows is no change over time.
        let nothing = Performance::default();
        let over_time = if performance.same_rows.is_some() { &nothing } else { &performance };
        timeline.happened =
            overview::happened::in_order(&timeline, over_time, &business, &operation);
        let inputs = input::describe(&study, &roles);
        let chapters = overview::Chapters {
            data: &data,
            drift: &drift,
            timeline: &timeline,
            performance: &performance,
            calibration: &calibration,
            causes: &causes,
            operation: &operation,
            business: &business,
            segments: &segments,
            experiments: &experiments,
            fairness: &fairness,
        };
        let overview = overview::write(&study, &roles, &inputs, chapters);
        let report = Report {
            schema_version: SCHEMA_VERSION,
            driftglass_version: VERSION.to_owned(),
            redaction: None,
            settings: study.settings.clone(),
            inputs,
            labels: study.labels.map(|joined| joined.labels.clone()),
            roles,
            overview,
            data,
            drift,
            timeline,
            performance,
            calibration,
            causes,
            operation,
            business,
            segments,
            fairness,
            experiments,
        };
        (report, kept)
    }
}

fn step_done(stage: Stage, subject: &str, done: usize, total: usize) -> Step {
    Step { stage, subject: subject.to_owned(), done: done as u64, total: total as u64 }
}
