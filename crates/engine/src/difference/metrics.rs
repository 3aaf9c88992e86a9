//! What became of the metrics of models in production: worse or better only where their intervals do not
//! overlap, which by chance happens in fewer than 1 of 100 cases.

use report::{Became, Both, Estimate, Metric, MetricChange, MetricName, ModelPerformance, Report};

/// What became of every metric that both reports have, model by model.
pub fn changes(last: Both<&Report>) -> Vec<MetricChange> {
    let models = &last.after.performance.models;
    let told = models.iter().flat_map(|model| {
        let before = last.before.performance.models.iter().find(|own| own.name == model.name);
        model.metrics.iter().map(move |metric| change(model, metric, before))
    });
    told.filter(|change| change.value.before.is_some() || change.value.after.is_some()).collect()
}

fn change(
    model: &ModelPerformance,
    metric: &Metric,
    before: Option<&ModelPerformance>,
) -> MetricChange {
    let same = before.and_then(|own| own.metrics.iter().find(|own| own.name == metric.name));
    let value = Both::new(same.and_then(|own| own.value.production), metric.value.production);
    let (became, remark) = judged(metric.name, value);
    MetricChange {
        model: model.name.clone(),
        metric: metric.name,
        is_leading: metric.name == model.leading,
        became,
        value,
        remark: remark.to_owned(),
    }
}

fn judged(name: MetricName, value: Both<Option<Estimate>>) -> (Became, &'static str) {
    let (before, after) = match (value.before, value.after) {
        (Some(before), Some(after)) => (before, after),
        (None, _) => return (Became::New, "The report before does not have it"),
        (_, None) => return (Became::Gone, "The last report does not have it"),
    };
    let (Some(first), Some(second)) = (before.interval_95, after.interval_95) else {
        return (Became::NotComparable, "Without an interval it cannot be told from chance");
    };
    if first.0 <= second.1 && second.0 <= first.1 {
        return (Became::Same, "The intervals overlap: may be chance");
    }
    // A bias is the worse, the farther it is from 0.
    let is_loss = name.is_loss() || name == MetricName::Bias;
    let size = |value: f64| if name == MetricName::Bias { value.abs() } else { value };
    match (size(after.value) > size(before.value)) == is_loss {
        true => (Became::Worse, "The intervals do not overlap"),
        false => (Became::Better, "The intervals do not overlap"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, half: f64) -> Option<Estimate> {
        Some(Estimate { value, interval_95: Some((value - half, value + half)) })
    }

    #[test]
    fn only_intervals_that_do_not_overlap_tell() {
        let of = |name, before, after| judged(name, Both::new(before, after)).0;
        let (low, high) = (estimate(0.8, 0.01), estimate(0.9, 0.01));
        assert_eq!(of(MetricName::RocAuc, low, high), Became::Better);
        assert_eq!(of(MetricName::RocAuc, high, low), Became::Worse);
        assert_eq!(of(MetricName::Brier, low, high), Became::Worse);
        assert_eq!(of(MetricName::RocAuc, low, estimate(0.81, 0.001)), Became::Same);
        assert_eq!(of(MetricName::Bias, estimate(-0.9, 0.1), estimate(0.1, 0.1)), Became::Better);
        let bare = Some(Estimate { value: 0.1, interval_95: None });
        assert_eq!(of(MetricName::RocAuc, bare, high), Became::NotComparable);
        assert_eq!(of(MetricName::RocAuc, None, high), Became::New);
    }
}
