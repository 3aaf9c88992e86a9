//! p-values of several metrics, arms and groups, adjusted: the primary metric over its arms alone, secondary ones by Holm,
//! exploratory ones by Benjamini and Hochberg.

use report::{ArmEffect, ExperimentMetric, MetricStanding, format};
use stats::{benjamini_hochberg, holm};

use super::segments;

/// Adjusts all p-values.
pub fn adjust(metrics: &mut [ExperimentMetric], error_rate: f64) {
    for (standing, adjusted) in [
        (MetricStanding::Primary, holm as fn(&[f64]) -> Vec<f64>),
        (MetricStanding::Secondary, holm),
        (MetricStanding::Exploratory, benjamini_hochberg),
    ] {
        let of_standing = metrics.iter_mut().filter(|metric| metric.standing == standing);
        let effects = of_standing.flat_map(|metric| metric.effects.iter_mut());
        let known = effects.filter_map(|effect| Some((effect.p_value?, &mut effect.p_adjusted)));
        let (p_values, places): (Vec<f64>, Vec<&mut Option<f64>>) = known.unzip();
        for (place, p) in places.into_iter().zip(adjusted(&p_values)) {
            *place = Some(p);
        }
    }
    effects(metrics).for_each(say_p);
    stopping(metrics, error_rate);
    groups(metrics);
    interactions(metrics);
    for metric in metrics {
        let all = metric.effects.iter_mut().flat_map(|effect| effect.segments.iter_mut());
        for of in all {
            let says = segments::says(&metric.name, metric.kind, of, error_rate);
            of.says.insert_str(0, &says);
        }
    }
}

/// Puts the p-value that decides behind the effect.
fn say_p(effect: &mut ArmEffect) {
    let Some((p, adjusted)) = effect.p_value.zip(effect.p_adjusted) else { return };
    let lead = if p == adjusted { "" } else { "adjusted " };
    let effect_says = effect.says.trim_end_matches('.');
    effect.says = format!("{effect_says}; {lead}{}.", format::p_equals(adjusted));
}

/// Whether one may stop: by p-values that are adjusted over the arms of a metric.
fn stopping(metrics: &mut [ExperimentMetric], error_rate: f64) {
    for metric in metrics {
        let all = metric.effects.iter_mut().filter_map(|effect| effect.always_valid.as_mut());
        let all: Vec<_> = all.collect();
        let p_values: Vec<f64> = all.iter().map(|of| of.p_value).collect();
        for (of, p) in all.into_iter().zip(holm(&p_values)) {
            of.may_stop = p < error_rate;
        }
    }
}

fn effects(metrics: &mut [ExperimentMetric]) -> impl Iterator<Item = &mut ArmEffect> {
    metrics.iter_mut().flat_map(|metric| metric.effects.iter_mut())
}

fn groups(metrics: &mut [ExperimentMetric]) {
    let all = effects(metrics).flat_map(|effect| effect.segments.iter_mut());
    let groups = all.flat_map(|of| of.groups.iter_mut());
    let known = groups.filter_map(|group| Some((group.p_value?, &mut group.p_adjusted)));
    let (p_values, places): (Vec<f64>, Vec<&mut Option<f64>>) = known.unzip();
    for (place, p) in places.into_iter().zip(benjamini_hochberg(&p_values)) {
        *place = Some(p);
    }
}

fn interactions(metrics: &mut [ExperimentMetric]) {
    let all = effects(metrics).flat_map(|effect| effect.segments.iter_mut());
    let known = all.filter_map(|of| Some((of.interaction_p?, &mut of.interaction_p_adjusted)));
    let (p_values, places): (Vec<f64>, Vec<&mut Option<f64>>) = known.unzip();
    for (place, p) in places.into_iter().zip(holm(&p_values)) {
        *place = Some(p);
    }
}
