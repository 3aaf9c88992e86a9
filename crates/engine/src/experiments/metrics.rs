//! A metric of an experiment, with what each treatment does to it.

use report::{ArmValue, ExperimentMetric, MetricStanding, format};
use stats::{Sorted, quantile, two_proportion_z};

use super::arms::Arms;
use super::covariates::Covariates;
use super::days::Days;
use super::effect::{self, Subject};
use super::groups::Groups;
use super::metric_rows::{MetricRows, infinite};
use super::sample::{Sample, Way};
use super::wanted::Wanted;
use crate::Study;

/// Share of the sum that the largest hundredth of the values has, from which the tail is called heavy.
const HEAVY: f64 = 0.15;
/// p-value under which rows without a value fell to the arms unevenly.
const UNEVEN: f64 = 0.001;

/// What every metric is measured with.
pub struct Setting<'a> {
    pub study: &'a Study<'a>,
    pub arms: &'a Arms,
    pub covariates: &'a Covariates,
    pub days: Option<&'a Days>,
    pub groups: &'a [Groups],
}

/// The metric, or why it cannot be measured, as a sentence.
pub fn metric(setting: &Setting<'_>, wanted: &Wanted) -> Result<ExperimentMetric, String> {
    let Setting { study, arms, covariates, days, groups } = setting;
    let name = wanted.name();
    let rows = MetricRows::read(study, arms, wanted)
        .map_err(|why| format!("{name} is not measured: {why}."))?;
    let samples: Vec<Sample> = (0..rows.arms()).map(|arm| rows.sample(arm)).collect();
    let standing = wanted.standing.unwrap_or(MetricStanding::Secondary);
    let is_more_better = wanted.is_more_better.unwrap_or(standing != MetricStanding::Guardrail);
    let freed = covariates.free(&rows);
    let chances = effect::chances(&samples, is_more_better);
    let subject = Subject {
        study,
        name: &name,
        arms: &arms.names,
        rows: &rows,
        samples: &samples,
        standing,
        is_more_better,
        limit: wanted.limit,
        freed: freed.as_ref(),
        chances: chances.as_deref(),
        days: *days,
        groups,
    };
    Ok(ExperimentMetric {
        columns: wanted.columns.clone(),
        kind: rows.way.kind(),
        standing,
        is_more_better,
        arms: (0..samples.len()).map(|arm| arm_value(arms, &rows, &samples, arm)).collect(),
        effects: (1..samples.len()).map(|at| effect::effect(&subject, at)).collect(),
        notes: notes(study, arms, wanted, &name, &rows, &samples),
        name,
    })
}

fn arm_value(arms: &Arms, rows: &MetricRows, samples: &[Sample], arm: usize) -> ArmValue {
    let sample = &samples[arm];
    let value = sample.estimate();
    ArmValue {
        arm: arms.names[arm].clone(),
        n: sample.n(),
        missing: rows.missing(arm),
        value,
        successes: if let Sample::Share(trials) = sample { Some(trials.successes) } else { None },
        deviation: if let Sample::Mean(moments) = sample {
            moments.standard_deviation(1)
        } else {
            None
        },
        lacks: match value {
            Some(_) => String::new(),
            None if sample.n() == 0 => "no row has a value".to_owned(),
            None => "it cannot be computed from these rows".to_owned(),
        },
    }
}

fn notes(
    study: &Study<'_>,
    arms: &Arms,
    wanted: &Wanted,
    name: &str,
    rows: &MetricRows,
    samples: &[Sample],
) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(missing(study, arms, wanted, name, rows));
    let of_shares = samples.iter().filter_map(|sample| match sample {
        Sample::Share(trials) => Some(*trials),
        _ => None,
    });
    let of_shares: Vec<_> = of_shares.filter(|trials| trials.n > 0).collect();
    if !of_shares.is_empty() && of_shares.iter().all(|trials| trials.successes == 0) {
        notes.push(format!(
            "{name} is no in every row of every arm: nothing can be learned of it yet."
        ));
    } else if !of_shares.is_empty() && of_shares.iter().all(|trials| trials.failed() == 0) {
        notes.push(format!(
            "{name} is yes in every row of every arm: nothing can be learned of it."
        ));
    }
    if rows.way == Way::Mean {
        notes.extend(heavy_tail(rows, name));
    }
    notes
}

/// Rows without a value: how many, in which way, and whether they fell to the arms unevenly.
fn missing(
    study: &Study<'_>,
    arms: &Arms,
    wanted: &Wanted,
    name: &str,
    rows: &MetricRows,
) -> Option<String> {
    let missing: Vec<u64> = (0..rows.arms()).map(|arm| rows.missing(arm)).collect();
    let all: u64 = missing.iter().sum();
    if all == 0 {
        return None;
    }
    let infinite: u64 = wanted.columns.iter().map(|column| infinite(study, arms, column)).sum();
    let infinite = match infinite {
        0 => String::new(),
        n => format!(" (infinite: {})", format::count(n)),
    };
    let each: Vec<String> = arms
        .names
        .iter()
        .zip(&missing)
        .map(|(arm, count)| format!("{} in {}", format::count(*count), format::short(arm)))
        .collect();
    let counts = arms.counts();
    let uneven = (1..missing.len()).any(|arm| {
        two_proportion_z(missing[0], counts[0], missing[arm], counts[arm])
            .is_some_and(|test| test.p_value < UNEVEN)
    });
    let uneven = if uneven {
        " They fell to the arms unevenly, beyond chance, so that the difference of the rows that are left may be theirs."
    } else {
        ""
    };
    Some(format!(
        "{name} has no number in {}{infinite}, which are left out: {}.{uneven}",
        format::plural(all, "row", "rows"),
        each.join(", ")
    ))
}

/// That a few large values make most of a mean.
fn heavy_tail(rows: &MetricRows, name: &str) -> Option<String> {
    let all: Vec<f64> = (0..rows.arms()).flat_map(|arm| rows.known(arm)).collect();
    let all = Sorted::new(all).ok()?;
    let values = all.values();
    let sum: f64 = values.iter().sum();
    let largest = values.len().div_ceil(100);
    let top: f64 = values[values.len() - largest..].iter().sum();
    let share = top / sum;
    if *values.first()? < 0.0 || !(share >= HEAVY && share.is_finite()) || values.len() < 100 {
        return None;
    }
    let median = quantile(&all, 0.5)?;
    Some(format!(
        "The largest hundredth of the values of {name} makes {} of its sum (the median is {}): a few rows decide the mean. Beside it stand the means of values that are cut down and without their tails.",
        format::percent(share),
        format::number(median, 3)
    ))
}
