//! Chapter: whether the model's probabilities can be believed.
//!
//! [`crate::outcomes`] finds the label and the scores. Each class's probabilities are measured on each side
//! that has labels ([`side`]), maps that would mend them are fitted and judged ([`repair`]), and
//! [`sentences`] says what it comes to.

mod repair;
mod sentences;
mod side;

use report::{
    Calibration, ClassCalibration, ModelCalibration, Pair, RoleChoice, Side, Task, Verdict,
};
use stats::performance::Scored;

use crate::Study;
use crate::outcomes::{Model, Outcomes};

/// The chapter under way.
#[derive(Default)]
pub struct Work {
    /// What there is to hold against each other, or why there is nothing; none before the first step.
    outcomes: Option<Result<Outcomes, String>>,
    /// Models that were looked at, with those that have no probabilities.
    seen: usize,
    models: Vec<ModelCalibration>,
}

impl Work {
    /// Measures the next model; says which, and nothing when there is none left.
    pub fn step(&mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Option<String> {
        let Some(outcomes) = &self.outcomes else {
            self.outcomes = Some(Outcomes::find(study, roles));
            return Some(String::new());
        };
        let outcomes = outcomes.as_ref().ok()?;
        let model = outcomes.models.get(self.seen)?;
        self.seen += 1;
        if outcomes.task() != Task::Regression && model.scores.iter().any(Option::is_some) {
            self.models.push(calibration(study, outcomes, model));
        }
        Some(model.name.clone())
    }

    /// The chapter; what was not measured is measured now.
    pub fn finish(mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Calibration {
        while self.step(study, roles).is_some() {}
        let lacks = match self.outcomes {
            Some(Err(lacks)) => Some(lacks),
            _ if self.models.is_empty() => Some(
                "No column holds a probability of a class. Give one the role score, under Data."
                    .to_owned(),
            ),
            _ => None,
        };
        let headline = lacks.clone().unwrap_or_else(|| sentences::headline(&self.models));
        Calibration { headline, lacks, models: self.models }
    }
}

fn calibration(study: &Study<'_>, outcomes: &Outcomes, model: &Model) -> ModelCalibration {
    let mut notes = Vec::new();
    let rows = Pair::from_fn(|side| {
        let mut rows = outcomes.rows(study, model, side);
        let mut of_side = Vec::new();
        crate::performance::take_log_odds(study, model, &mut rows, &mut of_side);
        for note in of_side {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        rows
    });
    let names: &[String] = outcomes.classes.as_ref().map_or(&[], |classes| &classes.names);
    let is_binary = model.scores.len() == 1;
    let scores = model.scores.iter().enumerate();
    let classes: Vec<ClassCalibration> = scores
        .filter_map(|(at, score)| {
            // The one score of two classes is that of the last.
            let class = if is_binary { names.len() - 1 } else { at };
            let scored = rows.as_ref().map(|rows| {
                let labelled = rows.scores[at].iter().zip(&rows.truth);
                let known = labelled
                    .filter(|(score, truth)| score.is_finite() && (**truth as usize) < names.len());
                known.map(|(score, truth)| (*score, *truth as usize == class)).unzip()
            });
            let name = names.get(class)?;
            Some(of_class(study, name, score.as_deref()?, scored))
        })
        .collect();
    let verdict = classes.iter().map(|class| class.verdict).max().unwrap_or(Verdict::NotEnoughData);
    let says = sentences::of_model(&model.name, &classes, verdict);
    ModelCalibration { name: model.name.clone(), says, verdict, classes, notes }
}

/// Scores of the rows of one side, and whether each is of the class.
type Rows = (Vec<f64>, Vec<bool>);

fn of_class(study: &Study<'_>, class: &str, score: &str, rows: Pair<Rows>) -> ClassCalibration {
    let scored = rows.as_ref().map(|(scores, is_class)| Scored::new(scores, is_class).ok());
    let lacks = scored.as_ref().map(|scored| side::lacks(study, scored.as_ref()));
    let usable = Pair::from_fn(|side: Side| {
        scored.get(side).as_ref().filter(|_| lacks.get(side).is_empty())
    });
    let sides = usable.map(|scored| scored.and_then(|scored| side::measure(study, scored)));
    let judged = sides.production.as_ref().or(sides.reference.as_ref());
    let verdict = judged.map_or(Verdict::NotEnoughData, |side| side::verdict(study, side));
    let repairs = repair::all(study, &rows, &usable);
    let says = sentences::of_class(score, verdict, &sides, &lacks, &repairs);
    ClassCalibration {
        class: class.to_owned(),
        score: score.to_owned(),
        says,
        verdict,
        sides,
        lacks,
        repairs,
    }
}
