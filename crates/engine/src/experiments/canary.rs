//! Canary: whether a new version of a model that answers some of production's rows may answer all.
//!
//! The column with the role model version names who answered a row. The control is the version that answered most of
//! the reference's rows, where production has it too, else of the two largest the one whose first row is earlier, which
//! is said to be a guess; the canary is the largest of the others. It is rolled back where a guardrail is surely worse (95% interval) and by more than its margin
//! as far as can be told, however few the rows are, as waiting costs more than a canary that was taken back in vain; it is
//! promoted where it has rows and hours enough and every guardrail is surely not worse by its margin; else it goes on.

use std::collections::BTreeMap;

use report::{
    Canary, CanaryDecision, CanaryGuardrail, CanaryVerdict, Estimate, InOrder, Role, RoleChoice,
    Side, Task, format,
};
use stats::experiment::{
    Arm, ShareInterval, Trials, contrast, quantile_difference, share_difference,
};
use stats::{Moments, Sorted, quantile};

use crate::outcomes::{ModelRows, Outcomes, Rows};
use crate::performance::{as_reported, mean_metric};
use crate::{Study, operation, roles};

/// The percentile of the latency that is held.
const PERCENTILE: f64 = 0.99;
const MS_OF_HOUR: f64 = 3_600_000.0;
/// Digits of a number in a sentence.
const DIGITS: usize = 3;

/// The canary of production; none without a column of versions, or with one version only.
pub fn canary(study: &Study<'_>, choices: &[RoleChoice]) -> Option<Canary> {
    let column = roles::column_with(choices, Role::ModelVersion)?;
    let arms = Arms::of(study, choices, column)?;
    let (guardrails, mut notes) = guardrails(study, choices, &arms);
    if arms.others > 0 {
        notes.push(format!(
            "{} of {} with fewer rows in production: not judged.",
            format::plural(arms.others, "more version", "more versions"),
            format::short(column)
        ));
    }
    if arms.is_guess {
        notes.push(format!(
            "The reference has neither version: {} is taken for the new one, as its first row is later. That is a guess.",
            format::quoted(&arms.canary.0)
        ));
    }
    let hours = hours(study, choices, &arms.canary.1);
    let mut told = Canary {
        column: column.to_owned(),
        control: arms.control.0.clone(),
        canary: arms.canary.0.clone(),
        control_rows: arms.control.1.len() as u64,
        canary_rows: arms.canary.1.len() as u64,
        hours,
        guardrails,
        decision: CanaryDecision::KeepGoing,
        says: String::new(),
        notes,
    };
    (told.decision, told.says) = decide(study, &told);
    Some(told)
}

/// Versions with their rows of production.
struct Arms {
    control: (String, Vec<usize>),
    canary: (String, Vec<usize>),
    /// Versions beside these two.
    others: u64,
    /// Whether the order of their first rows says which is new.
    is_guess: bool,
}

impl Arms {
    fn of(study: &Study<'_>, choices: &[RoleChoice], name: &str) -> Option<Self> {
        let columns = study.column(name);
        let mut rows = versions(columns.production?);
        // The largest first, by name where they are as large.
        rows.put_in_order(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
        if rows.len() < 2 {
            return None;
        }
        let before = columns.reference.map(versions).unwrap_or_default();
        let known = before.iter().filter(|(name, _)| rows.iter().any(|(own, _)| own == name));
        let largest = known.max_by_key(|(_, own)| own.len());
        let at = largest.and_then(|(name, _)| rows.iter().position(|(own, _)| own == name));
        let first = |at: usize| first_row(study, choices, &rows[at].1);
        let earlier = usize::from(first(1) < first(0));
        let control = rows.remove(at.unwrap_or(earlier));
        let canary = rows.remove(0);
        Some(Self { control, canary, others: rows.len() as u64, is_guess: at.is_none() })
    }
}

/// The rows of each version, whether it is a name or a number.
fn versions(column: &table::Column) -> Vec<(String, Vec<usize>)> {
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    if let Some(words) = column.words() {
        for (row, code) in words.codes.iter().enumerate() {
            if let Some(label) = words.labels.get(*code as usize) {
                rows.entry(label.clone().into_owned()).or_default().push(row);
            }
        }
    } else {
        let numbers = column.numbers_by_row().unwrap_or_default();
        let present = numbers.into_iter().enumerate().filter(|(_, number)| number.is_finite());
        for (row, number) in present {
            rows.entry(number.to_string()).or_default().push(row);
        }
    }
    rows.into_iter().collect()
}

/// When a version answered first; without times the first of its rows.
fn first_row(study: &Study<'_>, choices: &[RoleChoice], rows: &[usize]) -> f64 {
    let time = roles::column_with(choices, Role::Timestamp);
    let time = time.and_then(|name| study.column(name).production);
    let times = time.filter(|time| time.times_ms().is_some());
    let times = times.and_then(table::Column::numbers_by_row);
    let at = |row: &usize| times.as_ref().map_or(*row as f64, |times| times[*row]);
    rows.iter().map(at).fold(f64::INFINITY, f64::min)
}

/// Hours from the first row to the last.
fn hours(study: &Study<'_>, choices: &[RoleChoice], rows: &[usize]) -> Option<f64> {
    let time = study.column(roles::column_with(choices, Role::Timestamp)?).production?;
    time.times_ms()?;
    let times = time.numbers_by_row()?;
    let own = rows.iter().filter_map(|row| times.get(*row)).filter(|time| time.is_finite());
    let (first, last) = own.fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), time| {
        (first.min(*time), last.max(*time))
    });
    (last >= first).then(|| (last - first) / MS_OF_HOUR)
}

/// Failures, latency and accuracy, as far as columns tell them; and what is odd.
fn guardrails(
    study: &Study<'_>,
    choices: &[RoleChoice],
    arms: &Arms,
) -> (Vec<CanaryGuardrail>, Vec<String>) {
    let settings = &study.settings.canary;
    let mut told = Vec::new();
    let mut notes = Vec::new();
    if let Some(name) = roles::column_with(choices, Role::ErrorFlag) {
        let failed = operation::failures(study, name, Side::Production);
        let of = |rows: &[usize]| trials(rows.iter().filter_map(|row| *failed.get(*row)?));
        let both = [of(&arms.control.1), of(&arms.canary.1)];
        told.extend(share("failures", both, 1.0, settings.error_margin));
    }
    if let Some(name) = roles::column_with(choices, Role::Latency) {
        let all = operation::latencies(study, name, Side::Production);
        let of = |rows: &[usize]| {
            let own = rows.iter().filter_map(|row| all.get(*row).copied());
            Sorted::new(own.filter(|value| value.is_finite() && *value >= 0.0).collect())
                .unwrap_or_default()
        };
        let both = [of(&arms.control.1), of(&arms.canary.1)];
        match slower(name, &both, settings.latency_margin) {
            Some(guardrail) => told.push(guardrail),
            None => notes.push(format!(
                "The 99th percentile of {} cannot be held: too few rows.",
                format::short(name)
            )),
        }
    }
    match right(study, choices, arms) {
        Ok(guardrail) => told.push(guardrail),
        Err(note) => notes.push(note),
    }
    (told, notes)
}

fn trials(rows: impl Iterator<Item = bool>) -> Trials {
    rows.fold(Trials::default(), |trials, is| Trials {
        successes: trials.successes + u64::from(is),
        n: trials.n + 1,
    })
}

/// A share of rows of which more is worse (1) or better (-1).
fn share(name: &str, both: [Trials; 2], worse: f64, margin: f64) -> Option<CanaryGuardrail> {
    let [control, canary] = both;
    let difference = share_difference(control, canary, ShareInterval::Newcombe)?;
    let difference = turned(as_reported(difference)?, worse);
    let (a, b) = (control.share()?, canary.share()?);
    let n = [control.n, canary.n];
    Some(guardrail((name.to_owned(), true), n, [a, b], difference, margin))
}

/// An estimate whose larger values are worse.
fn turned(estimate: Estimate, worse: f64) -> Estimate {
    if worse > 0.0 {
        return estimate;
    }
    let interval_95 = estimate.interval_95.map(|(low, high)| (-high, -low));
    Estimate { value: -estimate.value, interval_95 }
}

fn slower(name: &str, both: &[Sorted; 2], margin: f64) -> Option<CanaryGuardrail> {
    let [control, canary] = both;
    let found = quantile_difference(control, canary, PERCENTILE)?;
    let worse = Estimate { value: found.value, interval_95: Some((found.low?, found.high?)) };
    let values = [quantile(control, PERCENTILE)?, quantile(canary, PERCENTILE)?];
    let n = [control.len() as u64, canary.len() as u64];
    let name = format!("99th percentile of {}", format::short(name));
    Some(guardrail((name, false), n, values, worse, margin * values[0]))
}

/// Accuracy, or the mean absolute error, of the first model that the outcomes have.
fn right(
    study: &Study<'_>,
    choices: &[RoleChoice],
    arms: &Arms,
) -> Result<CanaryGuardrail, String> {
    const FEW: &str =
        "Whether answers are as right cannot be held: no labelled rows of both versions.";
    let outcomes = Outcomes::find(study, choices)?;
    let model = outcomes.models.first().ok_or(FEW)?;
    let rows = ModelRows::read(study, &outcomes, model);
    let own: &Rows = rows.sides.get(Side::Production);
    let task = outcomes.task();
    let of = |rows: &[usize]| -> Vec<f64> {
        rows.iter().filter_map(|row| mean_metric::of_row(task, own, *row)).collect()
    };
    let [control, canary] = [of(&arms.control.1), of(&arms.canary.1)];
    let margin = study.settings.canary.accuracy_margin;
    if task != Task::Regression {
        let of = |values: &[f64]| trials(values.iter().map(|value| *value == 1.0));
        let told = share("accuracy", [of(&control), of(&canary)], -1.0, margin);
        return told.ok_or_else(|| FEW.to_owned());
    }
    let of = |values: &[f64]| {
        let mut moments = Moments::new();
        moments.update(values);
        Arm::of_mean(&moments)
    };
    let (a, b) = of(&control).zip(of(&canary)).ok_or(FEW)?;
    let worse = contrast(&a, &b).and_then(|found| as_reported(found.difference)).ok_or(FEW)?;
    let n = [control.len() as u64, canary.len() as u64];
    let name = "mean absolute error".to_owned();
    Ok(guardrail((name, false), n, [a.value, b.value], worse, margin * a.value))
}

fn guardrail(
    (name, is_share): (String, bool),
    [control_n, canary_n]: [u64; 2],
    [control, canary]: [f64; 2],
    worse: Estimate,
    margin: f64,
) -> CanaryGuardrail {
    let verdict = match worse.interval_95 {
        Some((low, _)) if low > 0.0 && worse.value > margin => CanaryVerdict::Broken,
        Some((_, high)) if high < margin => CanaryVerdict::Kept,
        _ => CanaryVerdict::Open,
    };
    CanaryGuardrail { name, is_share, control_n, canary_n, control, canary, worse, margin, verdict }
}

/// What to do, and why.
fn decide(study: &Study<'_>, told: &Canary) -> (CanaryDecision, String) {
    let settings = &study.settings.canary;
    let name = format::short(&told.canary);
    let with = |verdict: CanaryVerdict| -> Vec<&CanaryGuardrail> {
        told.guardrails.iter().filter(|own| own.verdict == verdict).collect()
    };
    let broken = with(CanaryVerdict::Broken);
    if !broken.is_empty() {
        let why: Vec<String> = broken.iter().map(|own| words(own)).collect();
        let says = format!("Roll {name} back: {}.", why.join("; "));
        return (CanaryDecision::RollBack, says);
    }
    let mut waits = Vec::new();
    if told.canary_rows < u64::from(settings.min_rows) {
        waits.push(format!(
            "it answered {} of at least {}",
            format::plural(told.canary_rows, "row", "rows"),
            format::count(u64::from(settings.min_rows))
        ));
    }
    match told.hours {
        None => waits.push("without a time column it is not known how long it ran".to_owned()),
        Some(hours) if hours < settings.min_hours => waits.push(format!(
            "it ran {} of at least {} hours",
            format::number(libm::floor(hours), DIGITS),
            format::number(settings.min_hours, DIGITS)
        )),
        Some(_) => {}
    }
    let open = with(CanaryVerdict::Open);
    waits.extend(open.iter().map(|own| format!("not sure yet: {}", words(own))));
    if told.guardrails.is_empty() {
        waits.push("no column tells whether it does harm".to_owned());
    }
    if waits.is_empty() {
        let kept: Vec<String> = told.guardrails.iter().map(words).collect();
        let says = format!(
            "Promote {name}: it answered {} in {} hours, and is surely not worse by its margins: {}.",
            format::plural(told.canary_rows, "row", "rows"),
            told.hours.map_or_else(String::new, |hours| format::number(hours, DIGITS)),
            kept.join("; ")
        );
        return (CanaryDecision::Promote, says);
    }
    (CanaryDecision::KeepGoing, format!("Keep {name} going: {}.", waits.join("; ")))
}

/// "failures 1.2% beside 0.5% (0.7 points worse, 95% 0.4 to 1.1, margin 0.5)".
fn words(own: &CanaryGuardrail) -> String {
    let percent = |value: f64| if own.is_share { 100.0 * value } else { value };
    let interval_95 = own.worse.interval_95.map(|(low, high)| (percent(low), percent(high)));
    let worse = Estimate { value: percent(own.worse.value), interval_95 };
    let (value, interval) = format::estimate(&worse);
    let [control, canary] = [own.control, own.canary].map(|value| match own.is_share {
        true => format::percent(value),
        false => format::number(value, DIGITS),
    });
    let unit = if own.is_share { " points" } else { "" };
    let margin = format::number(percent(own.margin), DIGITS);
    format!(
        "{} {canary} beside {control} (worse by {value}{unit}, 95% {interval}, margin {margin})",
        own.name
    )
}
