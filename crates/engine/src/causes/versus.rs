//! What came, beside what the inputs' shift alone would give, and beside a simple model that learned on
//! recent rows.

use report::{Challenger, Estimate, MetricName, Reweighted, Side, format};
use stats::estimation::ImportanceWeights;
use stats::performance::{Estimate as Told, Interval, mean, p_value_of_zero, weighted_sum};
use stats::{Moments, foretold, random_order};

use super::evidence::{FEWEST_ROWS, Known, Questions, part};
use super::losses::Losses;
use super::sentences::{interval, part as change, value};
use crate::Study;
use crate::performance::as_reported;

/// Effective rows under which weights say little.
const FEWEST_EFFECTIVE: f64 = 100.0;
/// p-value under which what came is told from what was expected.
const CHANCE: f64 = 0.05;

/// What the reference gives, weighted to look like production.
pub fn reweighted(questions: &Questions, losses: &Losses) -> Option<Reweighted> {
    let known = questions.known()?;
    let reference = &losses.values.reference;
    let rows = known.rows.iter().zip(&known.is_production).zip(questions.log_odds());
    let (odds, values): (Vec<f64>, Vec<f64>) = rows
        .filter(|((_, is_production), _)| !**is_production)
        .filter_map(|((row, _), odds)| Some(((*odds)?, *reference.get(*row)?)))
        .filter(|(_, value)| value.is_finite())
        .unzip();
    if values.len() < FEWEST_ROWS {
        return None;
    }
    let weights = ImportanceWeights::new(&odds)?;
    let expected = weights.mean(&values)?;
    let expected = Told { value: expected.value, interval: Some(expected.interval_95()) };
    let mut moments = Moments::new();
    let came: Vec<f64> =
        losses.values.production.iter().copied().filter(|value| value.is_finite()).collect();
    moments.update(&came);
    let came = mean(&moments)?;
    let effective_rows = weights.effective_rows();
    let metric = losses.metric;
    let difference = weighted_sum(&[(1.0, came), (-1.0, expected)]);
    let is_other = p_value_of_zero(difference).is_some_and(|p| p < CHANCE);
    let judged = match (effective_rows < FEWEST_EFFECTIVE, is_other) {
        (true, _) => "too few rows look like production to say more",
        (false, true) => {
            "the difference is not chance, so the shift of the inputs alone does not explain what came, as far as the classifier knows it"
        }
        (false, false) => "which is within chance of it",
    };
    let before = values.iter().sum::<f64>() / values.len() as f64;
    let ends = expected.interval.unwrap_or(Interval { low: before, high: before });
    let says = format!(
        "Weighted to look like production the reference gives {} {} (95% {} to {}; unweighted {} in this sample of {}, {} effective rows); {} came: {judged}.",
        metric.label(),
        value(metric, expected.value),
        value(metric, ends.low),
        value(metric, ends.high),
        value(metric, before),
        format::plural(values.len() as u64, "row", "rows"),
        format::count(effective_rows as u64),
        value(metric, came.value)
    );
    Some(Reweighted {
        metric,
        before,
        expected: as_reported(expected)?,
        came: as_reported(came)?,
        effective_rows,
        says,
    })
}

/// A simple model that learned on half of the labelled rows of production, on the other half.
pub fn challenger(
    study: &Study<'_>,
    questions: &Questions,
    losses: &Losses,
    name: &str,
) -> Option<Challenger> {
    let known = questions.known()?;
    let (rows, difference) = beside(study, known, losses, Side::Production)?;
    let before = beside(study, known, losses, Side::Reference).map(|(_, before)| before);
    let metric = losses.metric;
    let is_better = |estimate: &Estimate| {
        let is_over =
            |(low, high): (f64, f64)| if metric.is_loss() { high < 0.0 } else { low > 0.0 };
        estimate.interval_95.is_some_and(is_over)
    };
    let judged = match (is_better(&difference), before.as_ref().is_some_and(is_better)) {
        (true, false) => {
            "It was not so in the reference: what recent rows teach, the model does not know."
        }
        (true, true) => "It was so in the reference, too: the model can be bettered on both.",
        (false, _) => "Learning anew on so few recent rows would not help.",
    };
    let was = before.as_ref().map_or_else(String::new, |before| {
        format!(
            "; in the reference {} ({})",
            change(metric, before.value),
            interval(metric, before)
        )
    });
    let says = format!(
        "A simple model that learned on {} rows of production has a {} that differs from that of {} by {} on {} others ({}){was}. {judged}",
        format::count(rows.0),
        metric.label(),
        format::short(name),
        change(metric, difference.value),
        format::count(rows.1),
        interval(metric, &difference)
    );
    Some(Challenger { metric, rows, difference, before, says })
}

/// Rows learned on and judged on, and the simple model's metric less the model's on the latter.
fn beside(
    study: &Study<'_>,
    known: &Known,
    losses: &Losses,
    side: Side,
) -> Option<((u64, u64), Estimate)> {
    let own: Vec<usize> = (0..known.rows.len())
        .filter(|&at| known.is_production[at] == (side == Side::Production))
        .collect();
    let order = random_order(own.len(), study.settings.seed);
    let (learned, judged) = order.split_at(own.len() / 2);
    if learned.len() < FEWEST_ROWS {
        return None;
    }
    let places = |order: &[usize]| order.iter().map(|&at| own[at] as u32).collect::<Vec<u32>>();
    let (learned, judged) = (places(learned), places(judged));
    let all: Vec<usize> = (0..known.rows.len()).collect();
    let features: Vec<_> = known.features.iter().map(|feature| part(feature, &all)).collect();
    let said = foretold(&features, known.outcome(), &learned, &judged)?;
    let threshold = study.settings.drift.answer_threshold;
    let mut moments = Moments::new();
    let differences: Vec<f64> = judged
        .iter()
        .zip(&said)
        .filter_map(|(&at, &said)| {
            let model = *losses.values.get(side).get(known.rows[at as usize])?;
            let own = own_loss(known, losses.metric, at as usize, said, threshold)?;
            Some(own - model).filter(|difference| difference.is_finite())
        })
        .collect();
    moments.update(&differences);
    let difference = as_reported(mean(&moments)?)?;
    Some(((learned.len() as u64, differences.len() as u64), difference))
}

/// The metric of what the simple model said of a row.
fn own_loss(
    known: &Known,
    metric: MetricName,
    at: usize,
    said: f64,
    threshold: f64,
) -> Option<f64> {
    match metric {
        MetricName::Brier => {
            let off = said - f64::from(u8::from(*known.is_class.get(at)?));
            Some(off * off)
        }
        MetricName::Accuracy => {
            Some(f64::from(u8::from((said >= threshold) == *known.is_class.get(at)?)))
        }
        MetricName::MeanAbsoluteError => Some((said - known.numbers.get(at)?).abs()),
        _ => None,
    }
}
