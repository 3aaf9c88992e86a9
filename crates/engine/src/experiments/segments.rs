//! An effect by group of rows, with a test of whether it differs between groups.

use report::{EffectSegments, Estimate, MetricKind, SegmentEffect, format};
use stats::experiment::effect_heterogeneity;

use super::effect::Subject;
use super::groups::Groups;
use super::sample::{self, Way};
use super::words;

/// The effect of the treatment at this place by the groups of every column.
pub fn segments(subject: &Subject<'_>, at: usize) -> Vec<EffectSegments> {
    subject.groups.iter().map(|groups| of_column(subject, at, groups)).collect()
}

fn of_column(subject: &Subject<'_>, at: usize, groups: &Groups) -> EffectSegments {
    let by_group =
        |arm: usize| subject.rows.by_group(arm, &groups.of_row[arm], groups.labels.len());
    let (control, treatment) = (by_group(0), by_group(at));
    let mut measured = Vec::new();
    let mut told = Vec::new();
    for (label, (c, t)) in groups.labels.iter().zip(control.iter().zip(&treatment)) {
        let found = sample::difference(c, t);
        measured.extend(sample::comparable(c, t));
        let p_value = found.as_ref().and_then(|found| found.p_value);
        told.push(SegmentEffect {
            label: label.clone(),
            n: (c.n(), t.n()),
            difference: found.map(|found| found.estimate),
            p_value,
            p_adjusted: p_value,
        });
    }
    let told_groups = told.len();
    let interaction_p = effect_heterogeneity(&measured).map(|found| found.p_value);
    EffectSegments {
        column: groups.column.clone(),
        groups: told,
        interaction_p,
        interaction_p_adjusted: interaction_p,
        // Of quantiles nothing is tested.
        says: match subject.rows.way {
            Way::Quantile(_) => String::new(),
            _ => left_out(told_groups - measured.len()),
        },
    }
}

/// How many groups the test of interaction leaves out; empty where it has all.
fn left_out(groups: usize) -> String {
    if groups == 0 {
        return String::new();
    }
    let groups = format::plural(groups as u64, "group is", "groups are");
    format!(" {groups} left out of this test, with too few rows or successes.")
}

/// What the groups of a column come to, once all p-values are adjusted.
pub fn says(name: &str, kind: MetricKind, of: &EffectSegments, error_rate: f64) -> String {
    let column = format::short(&of.column);
    if kind == MetricKind::Quantile {
        return format!(
            "Whether the effect on {name} differs by {column} is not tested: there is no such test of quantiles."
        );
    }
    let Some(p) = of.interaction_p_adjusted else {
        return format!(
            "Whether the effect on {name} differs by {column} cannot be told: too few rows in its groups."
        );
    };
    let p_words = format!("adjusted {}", format::p_equals(p));
    if p >= error_rate {
        return format!(
            "By these rows the groups of {column} cannot be told apart in the effect on {name} ({p_words}), so that nothing is told of one group alone."
        );
    }
    let known = || of.groups.iter().filter_map(|group| Some((group, group.difference?)));
    let least = known().min_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let most = known().max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let Some(((low, least), (high, most))) = least.zip(most) else { return String::new() };
    let words = |of: &Estimate| words::difference(kind == MetricKind::Proportion, of);
    format!(
        "The effect on {name} differs by {column} ({p_words}): {} in {}, {} in {}.",
        words(&least),
        format::quoted(&low.label),
        words(&most),
        format::quoted(&high.label)
    )
}
