//! What the chapter says.

use report::{
    Attribution, CauseCell, ColumnCause, DriftKind, Estimate, Evidence, MetricName, ModelCauses,
    format,
};

/// Significant digits of a metric, and of a part of its change.
const DIGITS: usize = 3;
const CHANGE_DIGITS: usize = 2;
/// Columns of one metric that a sentence names.
const MOST_NAMED: usize = 2;

/// A value of a metric: accuracy as a percentage.
pub fn value(metric: MetricName, value: f64) -> String {
    match metric {
        MetricName::Accuracy => format::percent(value),
        _ => format::number(value, DIGITS),
    }
}

/// A change or a part of one, with its sign: accuracy in points.
pub fn part(metric: MetricName, value: f64) -> String {
    match metric {
        MetricName::Accuracy => format::points(value),
        _ if value > 0.0 => format!("+{}", format::number(value, CHANGE_DIGITS)),
        _ => format::number(value, CHANGE_DIGITS),
    }
}

/// "95% −1.1 to −0.7".
pub fn interval(metric: MetricName, estimate: &Estimate) -> String {
    let (low, high) = estimate.interval_95.unwrap_or((estimate.value, estimate.value));
    let [low, high] = [low, high].map(|end| part(metric, end).replace(" points", ""));
    format!("95% {low} to {high}")
}

/// The parts of one column: "its shift −0.9 points (63% of the change, 95% −1.1 to −0.7), like values
/// −0.5 points".
pub fn of_column(
    metric: MetricName,
    change: &Estimate,
    mix: &Estimate,
    within: &Estimate,
    is_mix_sure: bool,
) -> String {
    let share = match (is_mix_sure, change.is_sure()) {
        (true, true) => format!("{}, ", share(mix, change)),
        (true, false) => String::new(),
        (false, _) => "not told from chance, ".to_owned(),
    };
    format!(
        "Its shift {} ({share}{}); rows of like values {} ({})",
        part(metric, mix.value),
        interval(metric, mix),
        part(metric, within.value),
        interval(metric, within)
    )
}

/// "63% of the change"; "against the change" where it has the other sign.
fn share(mix: &Estimate, change: &Estimate) -> String {
    let share = mix.value / change.value;
    if share < 0.0 {
        "against the change".to_owned()
    } else {
        format!("{}% of the change", format::number(100.0 * share, CHANGE_DIGITS))
    }
}

/// Whether the shift of a column explains a part of a change beyond chance.
fn explains(cause: &ColumnCause, change: &Estimate, chance: f64) -> bool {
    cause.p_adjusted < chance && (cause.mix.value > 0.0) == (change.value > 0.0)
}

/// What a metric's change comes of: the first sentence, and the others.
pub fn of_metric(
    metric: MetricName,
    change: &Estimate,
    columns: &[ColumnCause],
    chance: f64,
) -> (String, String) {
    let name = metric.label();
    let by = part(metric, change.value);
    if !change.is_sure() {
        let lead = format!(
            "The {name} changed by {by}, which chance gives, too ({}): of {name} alone no column’s part is told.",
            interval(metric, change)
        );
        return (lead, String::new());
    }
    let told: Vec<&ColumnCause> =
        columns.iter().filter(|cause| explains(cause, change, chance)).collect();
    let left = uneven(metric, change, columns, chance);
    let Some(first) = told.first() else {
        let lead = format!(
            "Of the change of {name} by {by} no column’s shift explains a part beyond chance: like rows fare otherwise."
        );
        return (lead, left);
    };
    let others = told.iter().skip(1).take(MOST_NAMED - 1).map(|cause| {
        let name = format::short(&cause.column);
        format!("; that of {name} {}", part(metric, cause.mix.value))
    });
    // Beside what explains the change, what held it back: without it more would have been lost.
    let against = columns.iter().filter(|cause| {
        cause.p_adjusted < chance && cause.mix.value * change.value < 0.0 && cause.mix.is_sure()
    });
    let against = against.reduce(|a, b| if b.mix.value.abs() > a.mix.value.abs() { b } else { a });
    let against = against.map_or_else(String::new, |cause| {
        format!(
            "; that of {} goes against it, by {} ({})",
            format::short(&cause.column),
            part(metric, cause.mix.value),
            interval(metric, &cause.mix)
        )
    });
    let rest = if first.within.is_sure() {
        let fare = if (first.within.value > 0.0) == (change.value > 0.0) {
            "is left among rows of like values: other columns shifted, or the relation changed by more or less than simple models tell"
        } else {
            "goes the other way among rows of like values"
        };
        format!(" {} {fare}.", part(metric, first.within.value))
    } else {
        " What is left among rows of like values is within chance.".to_owned()
    };
    let lead = format!(
        "Of the change of {name} by {by} the shift of {} explains {} ({}, {}){}{against}.",
        format::short(&first.column),
        part(metric, first.mix.value),
        share(&first.mix, change),
        interval(metric, &first.mix),
        others.collect::<String>()
    );
    (lead, rest + &left)
}

/// The column over whose cells the change is the most uneven, with the cell that adds most to it.
fn uneven(metric: MetricName, change: &Estimate, columns: &[ColumnCause], chance: f64) -> String {
    let known = columns.iter().filter_map(|cause| Some((cause, cause.uneven_p_adjusted?)));
    let most = known
        .filter(|(_, p)| *p < chance)
        .reduce(|a, b| if b.1 < a.1 || (b.1 == a.1 && worst(b.0) > worst(a.0)) { b } else { a });
    let Some((cause, p)) = most else { return String::new() };
    let towards = |cell: &CauseCell| cell.within * change.value.signum();
    let largest = cause.cells.iter().reduce(|a, b| if towards(b) > towards(a) { b } else { a });
    let told = largest.and_then(|cell| Some((cell, cell.value.both()?)));
    let Some((cell, values)) = told else { return String::new() };
    format!(
        " It is uneven over {} ({}): most in {}, {} → {}, n {} and {}.",
        format::short(&cause.column),
        format::p_equals(p),
        format::short(&cell.label),
        value(metric, values.reference),
        value(metric, values.production),
        format::count(cell.n.reference),
        format::count(cell.n.production)
    )
}

fn worst(cause: &ColumnCause) -> f64 {
    cause.cells.iter().map(|cell| cell.within.abs()).fold(0.0, f64::max)
}

/// What a model's causes come to: the first metric that was lost beyond chance, else the first that changed
/// so, or the first.
pub fn of_model(metrics: &[Attribution]) -> Option<&Attribution> {
    let sure = || metrics.iter().filter(|metric| metric.change.is_sure());
    sure().find(|metric| is_loss(metric)).or_else(|| sure().next()).or(metrics.first())
}

/// Whether a metric became worse.
pub fn is_loss(metric: &Attribution) -> bool {
    (metric.change.value > 0.0) == metric.metric.is_loss()
}

/// The column whose shift explains more of a change than that of any other, where one does.
pub fn explaining(metric: &Attribution, chance: f64) -> Option<&ColumnCause> {
    let is_one = |cause: &&ColumnCause| explains(cause, &metric.change, chance);
    metric.columns.iter().find(is_one).filter(|_| metric.change.is_sure())
}

/// The part of a change that a column's shift explains.
pub fn share_of(cause: &ColumnCause, change: &Estimate) -> f64 {
    cause.mix.value / change.value
}

/// The chapter's finding: the kind of drift, then the first model's cause.
pub fn headline(kind: Option<DriftKind>, models: &[ModelCauses]) -> String {
    let kind = match kind {
        None => return models.first().map(|model| model.says.clone()).unwrap_or_default(),
        Some(DriftKind::None) => {
            "Neither the inputs, nor the outcome, nor the relation of both moved beyond chance."
        }
        Some(DriftKind::Covariate) => {
            "Covariate shift: other rows come in, and simple models see no other relation of inputs and outcome."
        }
        Some(DriftKind::Label) => {
            "Label shift: outcomes are more or less common, and rows of one outcome look as before."
        }
        Some(DriftKind::Concept) => {
            "Concept shift: the inputs are as before, and the outcome depends on them in another way."
        }
        Some(DriftKind::CovariateAndConcept) => {
            "Covariate and concept shift: other rows come in, and the outcome depends on them in another way."
        }
    };
    let cause = models.first().map(|model| format!(" {}", model.says)).unwrap_or_default();
    format!("{kind}{cause}")
}

/// A question that could not be asked.
pub fn not_asked(question: &str, why: &str) -> Evidence {
    Evidence { question: question.to_owned(), says: why.to_owned(), moved: None, p_value: None }
}

#[cfg(test)]
mod tests {
    use report::Pair;

    use super::*;

    fn estimate(value: f64, half: f64) -> Estimate {
        Estimate { value, interval_95: Some((value - half, value + half)) }
    }

    fn column(name: &str, mix: f64) -> ColumnCause {
        ColumnCause {
            column: name.to_owned(),
            mix: estimate(mix, 0.001),
            p_adjusted: 1e-6,
            within: estimate(0.0, 0.01),
            uneven_p_adjusted: None,
            words: String::new(),
            cells: Vec::new(),
        }
    }

    #[test]
    fn the_column_that_goes_against_a_change_is_named() {
        let change = estimate(-0.014, 0.003);
        let columns = [column("loans", -0.006), column("value", 0.0054)];
        let (lead, _) = of_metric(MetricName::Accuracy, &change, &columns, 0.05);
        assert!(
            lead.contains("; that of value goes against it, by +0.5 points (95% +0.4 to +0.6)."),
            "{lead}"
        );
        let (lead, _) = of_metric(MetricName::Accuracy, &change, &columns[..1], 0.05);
        assert!(!lead.contains("against"), "{lead}");
    }

    #[test]
    fn the_metric_that_was_lost_comes_before_one_that_did_not_change() {
        let of = |metric: MetricName, change: Estimate| Attribution {
            metric,
            n: Pair::new(100, 100),
            change,
            says: String::new(),
            lead: String::new(),
            looked_at: 1,
            columns: Vec::new(),
        };
        let accuracy = |value: f64| of(MetricName::Accuracy, estimate(value, 0.01));
        let brier = of(MetricName::Brier, estimate(0.03, 0.01));
        let told = |metrics: &[Attribution]| of_model(metrics).unwrap().metric;
        assert_eq!(told(&[accuracy(0.005), brier.clone()]), MetricName::Brier);
        assert_eq!(told(&[accuracy(0.05), brier.clone()]), MetricName::Brier);
        assert_eq!(told(&[accuracy(-0.05), brier]), MetricName::Accuracy);
    }
}
