//! Two files that hold the same rows: which of the two models is better.

use report::{
    Chapter, Finding, MetricDifference, MetricName, ModelPair, Performance, Saying, Severity,
    SidePair, Size, Standing, Topic, format,
};

use super::changes::{Basis, Change};
use super::says::saying;
use crate::Study;
use crate::performance::pair::LEAD;

/// Significant digits of a difference.
const DIGITS: usize = 2;

/// The models that stand beside each other on joined rows.
fn joined(performance: &Performance) -> impl Iterator<Item = &ModelPair> {
    performance.pairs.iter().filter(|pair| pair.is_joined)
}

/// Which one is better, and how the rows met.
pub fn says(performance: &Performance) -> Option<Saying> {
    let same = performance.same_rows.as_ref()?;
    let segments = joined(performance).filter_map(|pair| pair.segments.as_ref());
    let told = joined(performance).map(|pair| pair.lead.as_str());
    let all: Vec<&str> = told.chain(segments.map(|of| of.says.as_str())).collect();
    let all = match all.as_slice() {
        [] => "no output of both is a number, and there is no label.".to_owned(),
        all => all.join(" ").replace(&format!("{LEAD}. "), ""),
    };
    Some(saying(Topic::Costs, LEAD, format!(": {all} {}", same.says)))
}

/// That production's model is better or worse, as findings.
pub fn changes<'a>(
    study: &'a Study<'_>,
    performance: &'a Performance,
) -> impl Iterator<Item = Change> + 'a {
    joined(performance).filter_map(|pair| change(study, pair))
}

fn change(study: &Study<'_>, pair: &ModelPair) -> Option<Change> {
    let side = pair.sides.production.as_ref()?;
    let (difference, drop) = size(side)?;
    let settings = &study.settings.performance;
    let [first, second] = [&pair.first, &pair.second].map(|name| format::short(name));
    let (severity, how, step) = match pair.standing? {
        Standing::Open => return None,
        Standing::Better => (
            Severity::Good,
            "better",
            format!(
                "Look at the groups in which {second} is worse than {first} before it answers all rows."
            ),
        ),
        Standing::Worse => (
            match drop {
                Some(drop) if drop >= settings.drop_significant => Severity::High,
                Some(drop) if drop < settings.drop_moderate => Severity::Low,
                _ => Severity::Medium,
            },
            "worse",
            format!("Keep {first}: on the same rows {second} is worse."),
        ),
    };
    let (low, high) = difference.difference.interval_95.unwrap_or_default();
    let [value, low, high] =
        [difference.difference.value, low, high].map(|value| format::number(value, DIGITS));
    let finding = Finding {
        severity,
        chapter: Chapter::Performance,
        about: format!("same_rows of {} and {}", pair.first, pair.second),
        column: None,
        title: format!("{second} is {how} than {first} on the same rows"),
        detail: pair.lead.clone(),
        size: Some(Size {
            text: format!("{} {value}", difference.metric.label()),
            beside: format!("{low} to {high}"),
        }),
        rows: difference.n,
        began: None,
    };
    Some(Change {
        finding,
        size: drop.unwrap_or_default(),
        step,
        basis: Basis::Remark,
        // That the model is better is what the headline begins with, and no reason for alarm.
        is_told: severity == Severity::Good,
    })
}

/// The difference that tells which one is better, and as a share of what there is to lose where that is known.
fn size(side: &SidePair) -> Option<(MetricDifference, Option<f64>)> {
    if let Some(auc) = &side.auc {
        let (metric, n) = (MetricName::RocAuc, auc.n);
        let drop = (auc.difference.value / auc.first).abs();
        return Some((MetricDifference { metric, n, difference: auc.difference }, Some(drop)));
    }
    let first = side.differences.first()?;
    let is_share = first.metric == MetricName::Accuracy;
    Some((first.clone(), is_share.then(|| first.difference.value.abs())))
}
