//! What is said of a model over time, in order: what was expected, what came true, since when, and how
//! well it was foretold.

use report::{
    Agreement, Estimate, Metric, MetricName, MetricOverTime, ModelOverTime, Side, Since, format,
};

use stats::performance::{p_value_of_zero, weighted_sum};

use super::super::measured::as_measured;
use crate::timeline::Axis;

/// Significant digits of a metric that is no share of rows.
const DIGITS: usize = 4;
/// p-value under which what came true is told from what was expected.
const CHANCE: f64 = 0.05;

/// The sentences of a model.
pub fn of_model(axis: &Axis, model: &ModelOverTime) -> Vec<String> {
    let Some(metric) = model.metrics.iter().find(|metric| metric.name == model.leading) else {
        return vec![format!("{} cannot be told over time.", format::short(&model.name))];
    };
    let mut says = vec![expected(axis, model, metric), came_true(axis, model, metric)];
    says.extend(streak(metric));
    says.extend(running(model));
    says.extend(metric.agreement.map(|agreement| foretold(model, metric.name, agreement)));
    says.extend(failed(model, metric));
    says.extend(model.estimation.assumption.as_ref().map(|assumption| assumption.says.clone()));
    says.extend(model.calibration.iter().filter(|c| c.since.is_some()).map(|c| c.says.clone()));
    says.extend(model.labelled.as_ref().map(|part| part.says.clone()));
    says.extend(weighted(model));
    says.retain(|sentence| !sentence.is_empty());
    says
}

/// How much a model is expected to lose, and that as a sentence, where no label of production can tell: by its leading
/// metric, or by accuracy where that is expected to lose more.
pub fn only_expected(model: &ModelOverTime) -> Option<(f64, String)> {
    let (metric, since) = model.worst_expected_since()?;
    if metric.realised.production.is_some() {
        return None;
    }
    let before = metric.realised.reference?;
    let says = format!(
        "{} is expected to be {} since {}: {} expects {} {} from there on, {} in the reference; no label can tell yet.",
        format::short(&model.name),
        Metric::word_of(since.verdict),
        since.when,
        model.estimation.method,
        metric.name.label(),
        number(metric.name, since.value.value),
        number(metric.name, before.value)
    );
    Some((since.relative_drop, says))
}

/// "Without labels, CBPE expects ROC AUC 0.961 of y_pred_proba in production (0.971 in the reference),
/// lower since rows 25,001 to 30,000."
fn expected(axis: &Axis, model: &ModelOverTime, metric: &MetricOverTime) -> String {
    let name = format::short(&model.name);
    let label = metric.name.label();
    let Some(expected) = metric.expected.production else {
        let lacks = &model.estimation.lacks;
        let why = if lacks.is_empty() { "nothing foretells it".to_owned() } else { lacks.clone() };
        return format!("Without labels nothing is expected of {name}: {why}.");
    };
    let reference = metric.realised.reference.map_or_else(String::new, |reference| {
        format!(" ({} in the reference)", number(metric.name, reference.value))
    });
    let since = match &metric.expected_since {
        Some(since) => format!(", {}", told_since(axis, metric.name, since)),
        None => ", no worse by more than chance".to_owned(),
    };
    format!(
        "Without labels, {} expects {label} {} of {name} in production{reference}{since}.",
        model.estimation.method,
        told(metric.name, expected)
    )
}

/// "What came true is 0.962 (95% 0.960 to 0.964), with labels of 100% of the rows: worse since ..."
fn came_true(axis: &Axis, model: &ModelOverTime, metric: &MetricOverTime) -> String {
    let production = axis.windows_of(Side::Production).map(|at| model.labels[at]);
    let (rows, labelled) =
        production.fold((0, 0), |sum, window| (sum.0 + window.rows, sum.1 + window.labelled));
    if rows == 0 {
        return "What came true is not known: the model says nothing of production’s rows."
            .to_owned();
    }
    if labelled == 0 {
        return "What came true is not known: no row of production that the model says something of has a label.".to_owned();
    }
    let share = format::percent(labelled as f64 / rows.max(1) as f64);
    let Some(realised) = metric.realised.production else {
        return format!(
            "What came true is not known: {share} of production’s rows have a label, too few or of too few classes for {}.",
            metric.name.label()
        );
    };
    let of_other_rows = model.labelled.as_ref().is_some_and(|part| part.differs);
    let since = match (&metric.since, metric.windows.iter().any(|window| window.against.is_some()))
    {
        _ if of_other_rows => "so windows cannot tell since when".to_owned(),
        (Some(since), _) => told_since(axis, metric.name, since),
        (None, true) => {
            "in no window is it worse from there on by more than the reference’s own windows vary"
                .to_owned()
        }
        (None, false) => "no window has enough labels to tell since when".to_owned(),
    };
    let of = if of_other_rows { " that are not like the rest" } else { "" };
    format!(
        "What came true is {}, with labels of {share} of production’s rows{of}: {since}.",
        told(metric.name, realised)
    )
}

/// "worse since 31 March 2019 (window “rows 25,001 to 30,000”: 0.958 from there on, a drop of 1.3% ...)"
fn told_since(axis: &Axis, name: MetricName, since: &Since) -> String {
    let how = Metric::word_of(since.verdict);
    let first = axis.windows_of(Side::Production).next();
    let began = if first == Some(since.window as usize) { "production began, " } else { "" };
    format!(
        "{how} since {began}{} (window “{}”: {} from there on, a drop of {} relative to the reference, {})",
        since.when,
        since.label,
        number(name, since.value.value),
        format::percent(since.relative_drop),
        format::p_equals(since.p_value)
    )
}

fn streak(metric: &MetricOverTime) -> Option<String> {
    let streak = metric.streak.as_ref()?;
    let end = if streak.lasts { "to the last one" } else { "before it was under the limit again" };
    Some(format!(
        "{} windows in a row are bad, from {} on, {end}: a reason to retrain or to find the cause.",
        streak.windows, streak.label
    ))
}

fn running(model: &ModelOverTime) -> Option<String> {
    if model.labelled.as_ref().is_some_and(|part| part.differs) {
        return None;
    }
    let alarm = model.running.alarm.as_ref()?;
    let label = model.running.metric?.label();
    Some(format!(
        "Whoever looked after every window knew by the end of {alarm}: there the band of the running {label} leaves out the reference’s."
    ))
}

/// What the reference says of production where it is weighted to look like it.
fn weighted(model: &ModelOverTime) -> Option<String> {
    let weighted = model.estimation.weighted.as_ref()?;
    Some(format!(
        "Labelled rows of the reference that are weighted to look like production have {} {} instead of {} in the same sample of {}, as sure as {} rows of equal weight: what a change of cases alone would give.",
        weighted.metric.label(),
        told(weighted.metric, weighted.weighted),
        number(weighted.metric, weighted.plain.value),
        format::plural(weighted.rows, "row", "rows"),
        format::count(weighted.effective_rows as u64)
    ))
}

fn foretold(model: &ModelOverTime, name: MetricName, agreement: Agreement) -> String {
    format!(
        "Over {} with both, {} was off by {} on average ({}); what came true lay in its 95% band in {} of {}.",
        format::plural(u64::from(agreement.windows), "window", "windows"),
        model.estimation.method,
        difference(name, agreement.mean_absolute_error),
        match agreement.mean_error {
            error if error > 0.0 => format!("{} too high", difference(name, error)),
            error => format!("{} too low", difference(name, error)),
        },
        agreement.inside,
        agreement.windows
    )
}

/// That an expectation failed which nothing else holds against labels: of what came true over rows like all
/// of production, beyond chance and outside the expected band.
fn failed(model: &ModelOverTime, metric: &MetricOverTime) -> Option<String> {
    let estimation = &model.estimation;
    if estimation.assumption.is_some() {
        return None;
    }
    let part = model.labelled.as_ref().filter(|part| part.differs);
    let weighted =
        part.map(|part| part.weighted.as_ref().filter(|weighted| weighted.metric == metric.name));
    let (came, how) = match weighted {
        None => (metric.realised.production?, ""),
        Some(weighted) => {
            (weighted?.weighted, " over labelled rows weighted to look like all of production")
        }
    };
    let expected = metric.expected.production?;
    let (low, high) = expected.interval_95?;
    let difference = weighted_sum(&[(1.0, as_measured(came)), (-1.0, as_measured(expected))]);
    let is_sure = p_value_of_zero(difference)? < CHANCE;
    let is_outside = !(low..=high).contains(&came.value);
    (is_sure && is_outside).then(|| {
        format!(
            "That expectation failed: {} came true{how}, outside the expected {} to {}. {} learned errors from {} labelled rows of the reference and cannot see that rows of like inputs have others now: the relation of inputs and outcome may have changed, or what matters is in no input. Do not rely on it here.",
            number(metric.name, came.value),
            number(metric.name, low),
            number(metric.name, high),
            estimation.method,
            format::count(estimation.rows.reference)
        )
    })
}

fn difference(name: MetricName, value: f64) -> String {
    if name == MetricName::Accuracy {
        format::points(value.abs()).trim_start_matches('+').to_owned()
    } else {
        format::number(value.abs(), 2)
    }
}

fn told(name: MetricName, estimate: Estimate) -> String {
    let interval = estimate.interval_95.map_or_else(String::new, |(low, high)| {
        format!(" (95% {} to {})", number(name, low), number(name, high))
    });
    number(name, estimate.value) + &interval
}

/// Accuracy as a percentage, everything else as a number.
fn number(metric: MetricName, value: f64) -> String {
    if metric == MetricName::Accuracy {
        format::percent(value)
    } else {
        format::number(value, DIGITS)
    }
}
