//! Labels of production that came for other rows than those that wait: metrics of the labelled part are then of
//! another kind of rows, and a change of them is no change of the model.
//!
//! The verdict rests on the metric that is a mean over rows, over labelled rows that are weighted to look like
//! all of production, held against the reference by the same limits. Where too few rows are left to rely on,
//! there is none.

use report::{
    ColumnDrift, LabelledPart, Metric, ModelPerformance, Performance, Verdict, Weighted, format,
};
use stats::performance::{p_value_of_zero, weighted_sum};

use super::change;
use super::learned::FEWEST_EFFECTIVE;
use super::measured::{as_measured, as_reported};
use super::sentences::number;
use crate::Study;

/// What is said where labels lack for the same kind of rows in both files.
pub const AS_IN_REFERENCE: &str = "Labels lack for other rows than those that have one, and so they do in the reference: metrics of both compare like with like.";

/// Takes what was found of the labelled part; where it differs, the verdict rests on weighted rows.
pub fn allow_for(study: &Study<'_>, model: &mut ModelPerformance, part: Option<&LabelledPart>) {
    model.labelled = part.cloned();
    if part.is_some_and(|part| part.as_in_reference) {
        model.says.push(' ');
        model.says.push_str(AS_IN_REFERENCE);
    }
    let Some(part) = part.filter(|part| part.differs) else { return };
    let judged = part.weighted.as_ref().and_then(|weighted| judge(study, model, weighted));
    let plain = model.says.trim_end_matches('.').to_owned();
    let name = format::short(&model.name);
    let words = match &judged {
        None => "; too few labelled rows look like those that wait to tell more".to_owned(),
        Some((verdict, words, _)) => format!(". {words}: {}", Metric::word_of(*verdict)),
    };
    model.says = format!(
        "Labels of {name} came for other rows of production than those that wait, so its metrics compare different rows ({plain}){words}."
    );
    (model.verdict, model.p_adjusted) =
        judged.map_or((Verdict::NotEnoughData, None), |(verdict, _, p)| (verdict, p));
}

/// The verdict of a model whose labels came for other rows: over the whole and over time alike.
pub fn verdict(study: &Study<'_>, model: &ModelPerformance, part: &LabelledPart) -> Verdict {
    let judged = part.weighted.as_ref().and_then(|weighted| judge(study, model, weighted));
    judged.map_or(Verdict::NotEnoughData, |(verdict, ..)| verdict)
}

/// The verdict of weighted rows, in words, and how likely their change is by chance; none where they are few.
fn judge(
    study: &Study<'_>,
    model: &ModelPerformance,
    weighted: &Weighted,
) -> Option<(Verdict, String, Option<f64>)> {
    let reference = model.metrics.iter().find(|m| m.name == weighted.metric)?.value.reference?;
    if weighted.effective_rows < FEWEST_EFFECTIVE {
        return None;
    }
    let difference =
        weighted_sum(&[(1.0, as_measured(weighted.weighted)), (-1.0, as_measured(reference))]);
    let change = as_reported(difference)?;
    let worse = if weighted.metric.is_loss() { 1.0 } else { -1.0 };
    let drop = worse * change.value / reference.value.abs();
    let verdict = change::judge(study, drop, worse, change);
    let words = format!(
        "Weighted to look like all of production, {} is {} beside {} in the reference",
        weighted.metric.label(),
        number(weighted.metric, weighted.weighted.value, Some(&change)),
        number(weighted.metric, reference.value, Some(&change))
    );
    Some((verdict, words, p_value_of_zero(difference)))
}

/// A label whose values shifted because labels came for other rows is no drift.
pub fn excuse_label(columns: &mut [ColumnDrift], performance: &Performance) {
    if !performance.models.iter().any(ModelPerformance::is_of_other_rows) {
        return;
    }
    let is_label = |column: &&mut ColumnDrift| Some(&column.column) == performance.label.as_ref();
    for column in columns.iter_mut().filter(is_label).filter(|column| column.verdict.is_drift()) {
        column.verdict = Verdict::Negligible;
        column.reason = format!(
            "Labels came for other rows of production than those that wait, so a shift of them may be no more than that: not counted as drift. {}",
            column.reason
        );
    }
}
