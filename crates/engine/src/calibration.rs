//! Chapter: whether the model's probabilities can be believed.
//!
//! [`crate::outcomes`] finds the label and the scores. Each class's probabilities are measured on each side
//! that has labels ([`side`]), over all rows and by the values of other columns ([`segments`]), maps that would mend them are fitted and judged ([`repair`]), and
//! [`sentences`] says what it comes to.

mod change;
mod mean_gap;
mod repair;
mod segments;
pub mod sentences;
mod side;
mod since;
mod worst;

use report::{Calibration, ClassCalibration, ModelCalibration, Pair, Side, Task, Verdict};
use stats::performance::Scored;

pub use mean_gap::mean_gap;
pub use segments::{Place, Work as SegmentWork};
pub use since::{RepairsSince, put as put_repairs_since, repairs_since};

use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};

/// The chapter of models whose probabilities were measured by [`calibration`], or of why there are none.
pub fn chapter(
    outcomes: &Result<Outcomes, String>,
    mut models: Vec<ModelCalibration>,
) -> Calibration {
    change::adjust(&mut models);
    let lacks = match outcomes {
        Err(lacks) => Some(lacks.clone()),
        Ok(_) if models.is_empty() => Some(
            "No column holds a probability of a class. Give one the role score, under Data."
                .to_owned(),
        ),
        Ok(_) => None,
    };
    let headline = lacks.clone().unwrap_or_else(|| sentences::headline(&models));
    Calibration { headline, lacks, models }
}

/// Whether a model's probabilities can be believed; none where it gives none.
pub fn calibration(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &ModelRows,
) -> Option<ModelCalibration> {
    if outcomes.task() == Task::Regression || model.scores.iter().all(Option::is_none) {
        return None;
    }
    let mut notes = Vec::new();
    for note in Side::BOTH.into_iter().flat_map(|side| &rows.sides.get(side).notes) {
        if !notes.contains(note) {
            notes.push(note.clone());
        }
    }
    let names: &[String] = outcomes.classes.as_ref().map_or(&[], |classes| &classes.names);
    let is_binary = model.scores.len() == 1;
    let scores = model.scores.iter().enumerate();
    let classes: Vec<ClassCalibration> = scores
        .filter_map(|(at, score)| {
            // The one score of two classes is that of the last.
            let class = if is_binary { names.len() - 1 } else { at };
            let labelled = rows.sides.as_ref().map(|rows| {
                let labelled = rows.scores[at].iter().zip(&rows.truth);
                let known = labelled
                    .filter(|(score, truth)| score.is_finite() && (**truth as usize) < names.len());
                known.map(|(score, truth)| (*score, *truth as usize == class)).unzip()
            });
            let name = names.get(class)?;
            let lacks = Pair::from_fn(|side| {
                side::lacks(study, rows.sides.get(side), rows.scored[at].get(side))
            });
            Some(of_class(study, name, score.as_deref()?, &rows.scored[at], labelled, lacks))
        })
        .collect();
    let verdict = classes.iter().map(|class| class.verdict).max().unwrap_or(Verdict::NotEnoughData);
    let says = sentences::of_model(&model.name, &classes, verdict);
    Some(ModelCalibration { name: model.name.clone(), says, verdict, classes, notes })
}

/// Rows of one class alone teach no map.
fn of_both_classes(scored: Option<&Scored>) -> Option<&Scored> {
    scored.filter(|scored| scored.positives() > 0 && scored.negatives() > 0)
}

/// Scores of the rows of one side, and whether each is of the class.
type Rows = (Vec<f64>, Vec<bool>);

fn of_class(
    study: &Study<'_>,
    class: &str,
    score: &str,
    scored: &Pair<Scored>,
    rows: Pair<Rows>,
    lacks: Pair<String>,
) -> ClassCalibration {
    let usable =
        Pair::from_fn(|side: Side| Some(scored.get(side)).filter(|_| lacks.get(side).is_empty()));
    let sides = usable.map(|scored| scored.and_then(|scored| side::measure(study, scored)));
    let judged = sides.production.as_ref().or(sides.reference.as_ref());
    let verdict = judged.map_or(Verdict::NotEnoughData, |side| side::verdict(study, side));
    let mut repairs = repair::all(study, &rows, &usable.map(of_both_classes));
    let side = if sides.production.is_some() { Side::Production } else { Side::Reference };
    repair::mark_best(&mut repairs, side);
    let change = change::of(&sides);
    let says = sentences::of_class([class, score], verdict, &sides, &lacks, &repairs);
    ClassCalibration {
        class: class.to_owned(),
        score: score.to_owned(),
        says,
        verdict,
        worst: sides.get(side).as_ref().and_then(|measured| worst::gap(side, measured)),
        segments: None,
        sides,
        lacks,
        change,
        repairs,
    }
}
