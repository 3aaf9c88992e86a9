//! Chapter: how good the model is, where the truth is known.
//!
//! [`crate::outcomes`] finds the label and what the models say of it. Each model is measured on each
//! side that has labels ([`binary`], [`multiclass`], [`regression`]), into [`measured`]; both sides are
//! then held against each other, metric by metric ([`change`]), and window by window ([`over_time`]).
//! Where production's labels came for other rows than those that wait, [`selection`] allows for it.

mod binary;
mod change;
pub mod learned;
pub mod mean_metric;
mod measured;
mod multiclass;
pub mod over_time;
pub mod pair;
mod part;
mod regression;
mod score_order;
mod selection;
pub mod sentences;

pub use binary::costs;
pub use measured::{as_measured, as_reported};
pub use part::of_part;
use report::{
    Estimate, LabelledPart, Metric, MetricName, ModelPair, ModelPerformance, Pair, Performance,
    SameRows, Side, SidePair, Task, Verdict, format,
};
pub use selection::excuse_label;

use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};
use learned::Learned;

/// The chapter of models that were measured by [`performance`], or of why there are none.
pub fn chapter(
    study: &Study<'_>,
    outcomes: &Result<Outcomes, String>,
    mut models: Vec<ModelPerformance>,
    pairs: Vec<ModelPair>,
    learned: &[Learned],
) -> Performance {
    for (model, learned) in models.iter_mut().zip(learned) {
        selection::allow_for(study, model, learned.labelled.as_ref());
    }
    change::adjust(&mut models);
    match outcomes {
        Ok(outcomes) => Performance {
            headline: sentences::headline(&models, &pairs),
            lacks: None,
            notes: [outcomes.notes.clone(), missing_labels(study, outcomes)].concat(),
            label: Some(outcomes.label.clone()),
            models,
            pairs,
            ..Performance::default()
        },
        Err(lacks) => Performance {
            headline: lacks.clone(),
            lacks: Some(lacks.clone()),
            ..Performance::default()
        },
    }
}

/// Puts the models of one file beside those of the other, where both hold the same rows.
pub fn put_same_rows(performance: &mut Performance, same: SameRows, joined: Vec<ModelPair>) {
    // Models of which each file has one have no rows in common but these.
    performance
        .pairs
        .retain(|pair| pair.sides.reference.is_some() || pair.sides.production.is_some());
    if !joined.is_empty() {
        let leads: Vec<&str> = joined.iter().map(|pair| pair.lead.as_str()).collect();
        performance.headline = leads.join(" ");
        let note = performance.lacks.take().unwrap_or_else(|| SHARPER.to_owned());
        performance.notes.push(note);
    }
    performance.pairs.splice(0..0, joined);
    performance.same_rows = Some(same);
}

/// What is said beside the models of two files that hold the same rows.
const SHARPER: &str = "A metric’s difference between the files is that of the rows that both have, row by row. Metrics that cannot be held against each other so have none, and none is a change over time.";

/// Takes a model of which both files hold answers for two: the change of each metric is that of the same rows, and
/// nothing became worse.
pub fn put_paired(models: &mut [ModelPerformance], names: &[String; 2], pair: &ModelPair) {
    let is_both = |model: &&mut ModelPerformance| names.iter().all(|name| *name == model.name);
    let Some(model) = models.iter_mut().find(is_both) else { return };
    // What is odd about one of the two stays.
    let odd = odd(model.task, &model.metrics, model.labelled.as_ref());
    let side = pair.sides.production.as_ref();
    for metric in &mut model.metrics {
        metric.change = side.and_then(|side| paired(side, metric.name));
        (metric.relative_drop, metric.verdict) = (None, None);
    }
    for metric in model.per_class.iter_mut().flat_map(|class| &mut class.metrics) {
        (metric.change, metric.relative_drop, metric.verdict) = (None, None, None);
    }
    (model.p_adjusted, model.verdict) = (None, Verdict::NotEnoughData);
    model.says = together(sentences::of_both_files(model), odd);
}

/// What is odd about a model beside how it changed, as sentences.
fn odd(task: Task, metrics: &[Metric], part: Option<&LabelledPart>) -> Vec<String> {
    let turned = score_order::turned(metrics).filter(|_| task == Task::Binary);
    let alike = part.filter(|part| part.as_in_reference);
    turned.into_iter().chain(alike.map(|_| selection::AS_IN_REFERENCE.to_owned())).collect()
}

/// A sentence and those that follow it.
fn together(first: String, others: Vec<String>) -> String {
    std::iter::once(first).chain(others).collect::<Vec<String>>().join(" ")
}

/// The difference of a metric on the rows that both files have.
fn paired(side: &SidePair, name: MetricName) -> Option<Estimate> {
    if name == MetricName::RocAuc && side.auc.is_some() {
        return side.auc.as_ref().map(|auc| auc.difference);
    }
    let own = side.differences.iter().find(|own| own.metric == name);
    own.map(|own| own.difference)
}

/// What is said of rows without a label.
fn missing_labels(study: &Study<'_>, outcomes: &Outcomes) -> Vec<String> {
    let labelled = outcomes.labelled(study);
    let note = |side: Side| {
        let (labelled, rows) = (*labelled.get(side), study.rows(side));
        (labelled < rows).then(|| {
            let share = format::percent(labelled as f64 / rows as f64);
            format!(
                "{}: {share} of {} have a label; metrics are of these alone.",
                side.label(),
                format::plural(rows, "row", "rows")
            )
        })
    };
    Side::BOTH.into_iter().filter_map(note).collect()
}

/// How good a model is.
pub fn performance(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &ModelRows,
) -> ModelPerformance {
    let task = outcomes.task();
    let classes = outcomes.classes.as_ref();
    let measured = Pair::from_fn(|side| match (task, classes) {
        (Task::Binary, Some(_)) => binary::measure(study, rows, side),
        (Task::Multiclass, Some(classes)) => {
            multiclass::measure(study, classes, model, rows.sides.get(side), side)
        }
        _ => regression::measure(study, rows.sides.get(side), side),
    });
    let metrics = change::metrics(study, measured.as_ref().map(|side| side.metrics.as_slice()));
    let leading = change::leading(task, &metrics);
    let verdict = change::verdict(&metrics, leading);
    let p_adjusted = change::p_value(&metrics, leading);
    let names = classes.map_or_else(Vec::new, |classes| classes.names.clone());
    let mut notes: Vec<String> = Vec::new();
    for note in measured.reference.notes.iter().chain(&measured.production.notes) {
        if !notes.contains(note) {
            notes.push(note.clone());
        }
    }
    notes.extend(score_order::constant(model, rows));
    let told = sentences::of_model(&model.name, &metrics, leading, verdict);
    let says = together(told, odd(task, &metrics, None));
    ModelPerformance {
        name: model.name.clone(),
        task,
        answer: sentences::answer(study, task, model),
        scores: model.scores.iter().flatten().cloned().collect(),
        leading,
        says,
        verdict,
        p_adjusted,
        labelled: None,
        per_class: change::per_class(study, &names, measured.as_ref().map(|side| &*side.per_class)),
        classes: names,
        metrics,
        sides: measured.map(|side| side.side),
        notes,
    }
}
