//! Chapter: where the change of a model comes from.
//!
//! [`losses`] are the metrics that are means over rows; [`attribution`] splits their change by one column
//! after the other into what comes of other rows and what is left among like ones. [`evidence`] asks whether
//! the inputs, the outcome or the relation of both moved; [`versus`] holds what came against what the
//! inputs' shift alone would give, and against a simple model that learned on recent rows.

mod attribution;
mod evidence;
pub mod losses;
mod sentences;
mod versus;

use report::{Causes, ColumnDrift, ModelCauses, RoleChoice, Task};

use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};
use attribution::Attribution;
use evidence::Questions;

/// What is to be doubted.
const DOUBTS: [&str; 2] = [
    "What a column’s shift explains is what goes with it: columns that go together explain the same part, and their parts do not add up.",
    "ROC AUC is not split: it is a mean over pairs of rows, of which no row has a part of its own.",
];

/// The chapter under way.
#[derive(Default)]
pub struct Work {
    /// What the sides differ in, asked once for all models.
    questions: Option<Questions>,
    attribution: Option<Attribution>,
    models: Vec<ModelCauses>,
}

impl Work {
    /// Does the next piece of a model; false when there is none left.
    pub fn step(
        &mut self,
        study: &Study<'_>,
        roles: &[RoleChoice],
        columns: &[ColumnDrift],
        outcomes: &Outcomes,
        model: &Model,
        rows: &ModelRows,
    ) -> bool {
        let Some(questions) = &mut self.questions else {
            self.questions = Some(Questions::new(study, roles, rows));
            return true;
        };
        if questions.step(study) {
            return true;
        }
        let attribution = self
            .attribution
            .get_or_insert_with(|| Attribution::new(losses::of(outcomes.task(), rows)));
        if attribution.step(study, columns).is_some() {
            return true;
        }
        if let Some(attribution) = self.attribution.take() {
            self.models.extend(of_model(
                study,
                questions,
                attribution,
                outcomes.task(),
                &model.name,
            ));
        }
        false
    }

    /// The chapter, once every step is done.
    pub fn finish(
        self,
        study: &Study<'_>,
        columns: &[ColumnDrift],
        outcomes: &Result<Outcomes, String>,
    ) -> Causes {
        let outcomes = match outcomes {
            Ok(outcomes) => outcomes,
            Err(lacks) => return lacking(lacks.clone()),
        };
        if self.models.is_empty() {
            let least = study.settings.performance.min_rows;
            return lacking(format!(
                "A change can be explained where both files have at least {least} labelled rows, and inputs that both have."
            ));
        }
        let label = columns.iter().find(|column| column.column == outcomes.label);
        let (kind, evidence) = self
            .questions
            .as_ref()
            .map(|questions| questions.finish(study, label))
            .unwrap_or_default();
        Causes {
            headline: sentences::headline(kind, &self.models),
            lacks: None,
            kind,
            evidence,
            models: self.models,
            notes: DOUBTS.map(str::to_owned).to_vec(),
        }
    }
}

fn lacking(lacks: String) -> Causes {
    Causes { headline: lacks.clone(), lacks: Some(lacks), ..Causes::default() }
}

/// None where no metric of a model can be split.
fn of_model(
    study: &Study<'_>,
    questions: &Questions,
    attribution: Attribution,
    task: Task,
    name: &str,
) -> Option<ModelCauses> {
    // The finer metric: by probabilities, where there are any.
    let finest = attribution.losses().last();
    let reweighted = finest.and_then(|losses| versus::reweighted(questions, losses));
    let challenger = finest
        .filter(|_| task != Task::Multiclass)
        .and_then(|losses| versus::challenger(study, questions, losses, name));
    let metrics = attribution.finish(study);
    let told = sentences::of_model(&metrics)?;
    let explaining = sentences::explaining(told, report::ColumnCause::CHANCE);
    let explaining = explaining.filter(|_| sentences::is_loss(told));
    Some(ModelCauses {
        name: name.to_owned(),
        says: told.says.clone(),
        lead: told.lead.clone(),
        column: explaining.map(|cause| cause.column.clone()),
        column_share: explaining.map(|cause| sentences::share_of(cause, &told.change)),
        metrics,
        reweighted,
        challenger,
    })
}
