//! How good the models are: as findings, and in the words that other parts share.

use report::{
    Causes, Chapter, Finding, Kind, Metric, MetricName, MetricOverTime, ModelCauses, ModelOverTime,
    ModelPerformance, Pair, Performance, Since, Size, Verdict, format,
};

use super::changes::{Basis, Change};
use super::findings::shift_severity;
use super::other_rows;
use crate::{Study, sure};

/// Significant digits of a metric.
const DIGITS: usize = 3;
/// Significant digits of its change.
const CHANGE_DIGITS: usize = 2;
/// Part of a loss over which a column explains most of it.
const MOST: f64 = 0.5;

/// Models that became worse, and labels that came for other rows than those that wait.
pub fn changes<'a>(
    study: &'a Study<'_>,
    performance: &'a Performance,
    causes: &'a Causes,
) -> impl Iterator<Item = Change> {
    let labelled = performance.models.iter().filter_map(other_rows::labelled);
    let changes = performance.models.iter().filter_map(|model| {
        let over_time = over_time(performance, model);
        // Windows of another kind of rows tell nothing of the model.
        let since =
            over_time.filter(|_| !model.is_of_other_rows()).and_then(ModelOverTime::worst_since);
        let graver = since.filter(|(_, since)| since.verdict > model.verdict);
        match over_time.zip(graver) {
            Some((over_time, since)) => since_change(study, model, over_time, since, causes),
            None => change(study, model, causes),
        }
    });
    changes.chain(labelled)
}

/// A fall over time that is graver than the whole period shows, in which the good windows before it
/// count, too.
fn since_change(
    study: &Study<'_>,
    model: &ModelPerformance,
    over_time: &ModelOverTime,
    (metric, since): (&MetricOverTime, &Since),
    causes: &Causes,
) -> Option<Change> {
    let severity = shift_severity(since.verdict)?;
    let name = format::short(&model.name);
    let (label, before) = (metric.name.label(), metric.realised.reference?);
    let [before, now] = [before, since.value].map(|told| number(metric.name, told.value));
    let labels = over_time.labels.iter().skip(since.window as usize);
    let rows = labels.map(|labels| labels.labelled).sum();
    let finding = Finding {
        severity: sure::severity(study, severity, since.p_value),
        chapter: Chapter::Performance,
        about: format!("performance of {}", model.name),
        column: model.scores.first().cloned(),
        title: format!(
            "{name} is {} since {} ({label} {before} → {now})",
            worse(since.verdict),
            since.when
        ),
        detail: format!(
            "{label} is worse by {} of itself from there on; {}; the whole of production, with what came before, is {}",
            format::percent(since.relative_drop),
            format::p_equals(since.p_value),
            whole(model.verdict)
        ),
        size: Some(Size {
            text: format!("{label} {now}"),
            beside: format!("{before} in the reference"),
        }),
        rows,
        began: Some(since.when.clone()),
    };
    let step = step(&name, causes_of(causes, model));
    let basis = Basis::Test(Some(since.p_value));
    Some(Change { finding, size: since.relative_drop, step, basis, is_told: false })
}

/// What the whole of production came to, behind "is".
const fn whole(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stable => "as good as before",
        Verdict::NotEnoughData => "too little to tell",
        verdict => worse(verdict),
    }
}

/// What is known of a model window by window.
pub fn over_time<'a>(
    performance: &'a Performance,
    model: &ModelPerformance,
) -> Option<&'a ModelOverTime> {
    performance.over_time.models.iter().find(|own| own.name == model.name)
}

fn change(study: &Study<'_>, model: &ModelPerformance, causes: &Causes) -> Option<Change> {
    let severity = shift_severity(model.verdict)?;
    if let Some(weighted) = model.weighted_labels() {
        return Some(other_rows::weighted(study, model, severity, weighted));
    }
    let metric = leading(model)?;
    let drop = metric.relative_drop.or(metric.is_from_none().then_some(f64::MAX))?;
    let name = format::short(&model.name);
    let n = Pair::from_fn(|side| labelled_of(model.sides.get(side).n, study.rows(side)));
    let finding = Finding {
        severity: sure::severity(study, severity, model.p_adjusted.unwrap_or(1.0)),
        chapter: Chapter::Performance,
        about: format!("performance of {}", model.name),
        column: model.scores.first().cloned(),
        title: format!("{name} is {} ({})", worse(model.verdict), from_to(metric)?),
        detail: format!(
            "{}; {}n {} and {}",
            if metric.is_from_none() {
                format!("{} was 0 in the reference", metric.name.label())
            } else if metric.name.is_loss() {
                format!("{} is {} larger", metric.name.label(), format::percent(drop))
            } else {
                format!("{} of {} is lost", format::percent(drop), metric.name.label())
            },
            model.p_adjusted.map_or_else(String::new, |p| format!("{}; ", format::p_equals(p))),
            n.reference,
            n.production
        ),
        size: change_in_words(metric)
            .map(|(text, beside)| Size { text: format!("{} {text}", metric.name.label()), beside }),
        rows: model.sides.production.n,
        began: None,
    };
    let step = step(&name, causes_of(causes, model));
    let basis = Basis::Test(model.p_adjusted);
    Some(Change { finding, size: drop, step, basis, is_told: false })
}

/// Labelled rows of all: "500 labelled of 3,000 rows", "3,000" where all are.
pub fn labelled_of(labelled: u64, rows: u64) -> String {
    let n = format::count(labelled);
    if labelled < rows { format!("{n} labelled of {} rows", format::count(rows)) } else { n }
}

/// What is known of where a model's change comes from.
pub fn causes_of<'a>(causes: &'a Causes, model: &ModelPerformance) -> Option<&'a ModelCauses> {
    causes.models.iter().find(|causes| causes.name == model.name)
}

/// What to do about a model that became worse.
fn step(name: &str, causes: Option<&ModelCauses>) -> String {
    match causes.and_then(explained) {
        Some((column, share, metric)) => format!(
            "Ask what changed in {column}, whose shift explains {share} of the change of {} of {name}, before its answers are used as they were.",
            metric.label()
        ),
        None => format!(
            "Look under Performance where {name} fails before its answers are used as they were."
        ),
    }
}

/// The column whose shift explains more of a loss than that of any other, how much, and of which metric.
pub fn explained(causes: &ModelCauses) -> Option<(String, String, MetricName)> {
    let (column, share) = (causes.column.as_deref()?, causes.column_share?);
    let told = causes.metrics.iter().find(|told| told.lead == causes.lead)?;
    let share = if share > MOST { "most".to_owned() } else { format::percent(share) };
    Some((format::short(column), share, told.metric))
}

/// What became of a model that lost something.
pub const fn worse(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Negligible => "a little worse",
        _ => "worse",
    }
}

/// The first of the models that are the worst.
pub fn worst(performance: &Performance) -> Option<&ModelPerformance> {
    performance.models.iter().rev().max_by_key(|model| model.verdict)
}

/// The metric that a model's verdict rests on.
pub fn leading(model: &ModelPerformance) -> Option<&Metric> {
    metric(model, model.leading)
}

pub fn metric(model: &ModelPerformance, name: MetricName) -> Option<&Metric> {
    model.metrics.iter().find(|metric| metric.name == name)
}

/// "ROC AUC 0.971 → 0.958", where both sides have it.
pub fn from_to(metric: &Metric) -> Option<String> {
    let sides = numbers(metric.name, metric.value.both()?.map(|side| side.value));
    Some(format!("{} {} → {}", metric.name.label(), sides.reference, sides.production))
}

/// Both sides' values, in digits that tell them apart.
pub fn numbers(metric: MetricName, values: Pair<f64>) -> Pair<String> {
    if metric == MetricName::Accuracy {
        return format::percents(values);
    }
    let texts = values.map(|value| number(metric, value));
    if texts.reference != texts.production || values.reference == values.production {
        return texts;
    }
    format::told_apart(Kind::Float, values, DIGITS)
}

/// Accuracy as a percentage, everything else as a number.
pub fn number(metric: MetricName, value: f64) -> String {
    match metric {
        MetricName::Accuracy => format::percent(value),
        _ => format::number(value, DIGITS),
    }
}

/// "−0.013" and "95% −0.015 to −0.011"; points for a share of answers.
pub fn change_in_words(metric: &Metric) -> Option<(String, String)> {
    let change = metric.change?;
    let (low, high) = change.interval_95?;
    if metric.name == MetricName::Accuracy {
        let [low, high] = [low, high].map(|end| format::points(end).replace(" points", ""));
        return Some((format::points(change.value), format!("95% {low} to {high}")));
    }
    let [change, low, high] =
        [change.value, low, high].map(|end| format::number(end, CHANGE_DIGITS));
    Some((change, format!("95% {low} to {high}")))
}

/// Whether production has labels that models were held against.
pub fn is_judged(performance: &Performance) -> bool {
    performance.models.iter().any(|model| model.verdict != Verdict::NotEnoughData)
}

#[cfg(test)]
mod tests {
    use report::{Attribution, ModelCauses};

    use super::{MetricName, Pair, numbers, step};

    #[test]
    fn most_is_over_half() {
        let step = |share: f64| {
            let causes = ModelCauses {
                name: "m".to_owned(),
                says: String::new(),
                lead: String::new(),
                column: Some("x".to_owned()),
                column_share: Some(share),
                metrics: vec![Attribution {
                    metric: MetricName::Accuracy,
                    n: Pair::new(100, 100),
                    change: report::Estimate { value: -0.1, interval_95: None },
                    says: String::new(),
                    lead: String::new(),
                    looked_at: 1,
                    columns: Vec::new(),
                }],
                reweighted: None,
                challenger: None,
            };
            step("m", Some(&causes))
        };
        assert!(
            step(0.63).contains("explains most of the change of accuracy of m"),
            "{}",
            step(0.63)
        );
        assert!(
            step(0.41).contains("explains 41% of the change of accuracy of m"),
            "{}",
            step(0.41)
        );
    }

    #[test]
    fn values_that_differ_do_not_look_alike() {
        let texts = |metric, values| {
            let Pair { reference, production } = numbers(metric, values);
            [reference, production]
        };
        let accuracy = texts(MetricName::Accuracy, Pair::new(0.8132, 0.8084));
        assert_eq!(accuracy, ["81.3%", "80.8%"]);
        assert_eq!(texts(MetricName::Accuracy, Pair::new(0.94, 0.81)), ["94.0%", "81.0%"]);
        let error = texts(MetricName::MeanAbsoluteError, Pair::new(14.52, 14.49));
        assert_eq!(error, ["14.52", "14.49"]);
        assert_eq!(texts(MetricName::Brier, Pair::new(0.2, 0.2)), ["0.2", "0.2"]);
    }
}
