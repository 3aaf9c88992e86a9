//! What a treatment does to a metric.

use report::{
    AlwaysValid, ArmEffect, Chances, EffectSize, Estimate, ExperimentSettings, MetricStanding,
    format,
};
use stats::estimation::Direction;
use stats::experiment::{
    Arm, ArmChances, LiftInterval, always_valid, cohens_h, lift, mean_chances, share_chances,
    standardized_difference,
};
use stats::special::Beta;

use super::covariates::Freed;
use super::days::Days;
use super::groups::Groups;
use super::metric_rows::MetricRows;
use super::sample::{self, Sample};
use super::wanted::Limit;
use super::{further, guard, over_time, plan, segments, words};
use crate::Study;
use crate::performance::as_reported;

/// The prior of a share: all are as likely.
const FLAT: Beta = Beta { a: 1.0, b: 1.0 };

/// What an effect is measured from.
pub struct Subject<'a> {
    pub study: &'a Study<'a>,
    pub name: &'a str,
    pub arms: &'a [String],
    pub rows: &'a MetricRows,
    /// The metric of each arm.
    pub samples: &'a [Sample],
    pub standing: MetricStanding,
    pub is_more_better: bool,
    pub limit: Option<Limit>,
    pub freed: Option<&'a Freed<'a>>,
    pub chances: Option<&'a [ArmChances]>,
    pub days: Option<&'a Days>,
    pub groups: &'a [Groups],
}

impl Subject<'_> {
    pub fn is_share(&self) -> bool {
        matches!(self.samples.first(), Some(Sample::Share(_)))
    }

    pub const fn direction(&self) -> Direction {
        direction(self.is_more_better)
    }

    fn words(&self, of: &Estimate) -> String {
        words::difference(self.is_share(), of)
    }
}

pub const fn direction(is_more_better: bool) -> Direction {
    if is_more_better { Direction::LargerIsBetter } else { Direction::SmallerIsBetter }
}

/// What is believed of all arms; none of quantiles, or where that cannot be told.
pub fn chances(samples: &[Sample], is_more_better: bool) -> Option<Vec<ArmChances>> {
    let direction = direction(is_more_better);
    let trials: Option<Vec<_>> = samples
        .iter()
        .map(|sample| if let Sample::Share(trials) = sample { Some(*trials) } else { None })
        .collect();
    if let Some(trials) = trials {
        return trials
            .iter()
            .all(|of| of.n > 0)
            .then(|| share_chances(&trials, FLAT, direction))?;
    }
    let arms: Option<Vec<Arm>> = samples.iter().map(Sample::arm).collect();
    mean_chances(&arms?, direction)
}

/// The effect of the arm at this place.
pub fn effect(subject: &Subject<'_>, at: usize) -> ArmEffect {
    let (control, treatment) = (&subject.samples[0], &subject.samples[at]);
    let found = sample::difference(control, treatment);
    let arms = control.arm().zip(treatment.arm());
    let lifted = arms.and_then(|(control, treatment)| lifted(subject, &control, &treatment));
    let cuped = subject.freed.and_then(|freed| {
        let raw = sample_variance(control)? + sample_variance(treatment)?;
        freed.effect(at, raw, &|of| subject.words(of))
    });
    let lacks = match &found {
        Some(_) => String::new(),
        None => why_none(subject, at),
    };
    let settings = &subject.study.settings.experiments;
    let always = always(settings, control, treatment);
    let estimate = found.as_ref().map(|found| found.estimate);
    let is_guard = subject.standing == MetricStanding::Guardrail;
    let guarded = is_guard.then(|| guard::guarded(subject, at, arms, estimate.as_ref()));
    let p_value = found.as_ref().and_then(|found| found.p_value);
    let mut effect = ArmEffect {
        arm: subject.arms[at].clone(),
        difference: estimate,
        lift: lifted,
        test: found.map(|found| found.test.to_owned()).unwrap_or_default(),
        p_value,
        p_adjusted: p_value,
        size: size(control, treatment),
        cuped,
        chances: subject.chances.and_then(|all| believed(&all[0], &all[at])),
        always_valid: always,
        unsettled: sample::unsettled(control, treatment),
        guarded,
        plan: plan::plan(subject, at),
        further: further::all(subject, at),
        over_time: over_time::over_time(subject, at),
        segments: segments::segments(subject, at),
        says: String::new(),
        lacks,
    };
    effect.says = says(subject, &effect);
    effect
}

/// The squared error of a sample's value, of a share too with n - 1 rows, as what it is freed of has it.
fn sample_variance(sample: &Sample) -> Option<f64> {
    let arm = sample.arm()?;
    let n = sample.n() as f64;
    let rows = if matches!(sample, Sample::Share(_)) { n / (n - 1.0) } else { 1.0 };
    Some(rows * arm.standard_error * arm.standard_error)
}

/// The lift with the interval that fits: of shares by the logarithm, else Fieller's.
fn lifted(subject: &Subject<'_>, control: &Arm, treatment: &Arm) -> Option<Estimate> {
    let way = if subject.is_share() { LiftInterval::Log } else { LiftInterval::Fieller };
    lift(control, treatment, way).and_then(as_reported)
}

fn why_none(subject: &Subject<'_>, at: usize) -> String {
    let name = subject.name;
    let (control, treatment) = (&subject.samples[0], &subject.samples[at]);
    for (sample, arm) in [(control, &subject.arms[0]), (treatment, &subject.arms[at])] {
        if sample.n() == 0 {
            return format!("{name} has no values in {}", format::short(arm));
        }
    }
    if control.n() < 2 || treatment.n() < 2 {
        format!("{name} needs two rows in each arm")
    } else if let Some(value) = only_value(subject, at) {
        format!("{name} does not vary in either arm: it is {value} in every row")
    } else {
        format!("{name} does not vary in either arm, or is beyond the range of numbers")
    }
}

/// What all rows of the control and of the arm at this place have, where that is one number.
fn only_value(subject: &Subject<'_>, at: usize) -> Option<String> {
    let is_mean = matches!(subject.samples[0], Sample::Mean(_) | Sample::Share(_));
    let mut values = [0, at].into_iter().flat_map(|arm| subject.rows.known(arm));
    let first = values.next().filter(|_| is_mean)?;
    values.all(|value| value == first).then(|| format::exact(first))
}

/// What holds however often one looks; none where the normal law does not hold yet.
pub fn always(
    settings: &ExperimentSettings,
    control: &Sample,
    treatment: &Sample,
) -> Option<AlwaysValid> {
    if !sample::unsettled(control, treatment).is_empty() {
        return None;
    }
    let rows = control.n() + treatment.n();
    let (control, treatment) = (control.arm_at_any_time()?, treatment.arm_at_any_time()?);
    let tuned_to =
        if settings.planned_rows > 0 { settings.planned_rows } else { settings.tuned_to_rows };
    // What is shown as 95% is 95%, whatever rate decides.
    let shown = always_valid(&control, &treatment, rows, tuned_to, 0.05)?;
    let found = always_valid(&control, &treatment, rows, tuned_to, settings.error_rate)?;
    Some(AlwaysValid {
        difference: Estimate {
            value: shown.difference,
            interval_95: Some(sample::ends(shown.interval)),
        },
        p_value: found.p_value,
        may_stop: found.p_value < settings.error_rate,
    })
}

fn size(control: &Sample, treatment: &Sample) -> Option<EffectSize> {
    let (name, found) = match (control, treatment) {
        (Sample::Share(c), Sample::Share(t)) => ("Cohen’s h", cohens_h(*c, *t)?),
        (Sample::Mean(c), Sample::Mean(t)) => {
            ("Cohen’s d", standardized_difference(c, t)?.cohens_d)
        }
        _ => return None,
    };
    Some(EffectSize { name: name.to_owned(), value: as_reported(found)? })
}

fn believed(control: &ArmChances, treatment: &ArmChances) -> Option<Chances> {
    Some(Chances {
        to_beat_control: treatment.to_beat_control?,
        to_be_best: treatment.to_be_best,
        loss_of_treatment: treatment.expected_loss,
        loss_of_control: control.expected_loss,
        treatment: sample::ends(treatment.credible),
        control: sample::ends(control.credible),
    })
}

/// The effect without its p-value, which is put behind it once all are adjusted.
fn says(subject: &Subject<'_>, effect: &ArmEffect) -> String {
    let Some(difference) = &effect.difference else {
        return format!("{}: no effect can be told, as {}.", subject.name, effect.lacks);
    };
    let value = |at: usize| {
        let estimate = subject.samples[at].estimate();
        estimate.map_or_else(String::new, |of| words::value(subject.is_share(), &of))
    };
    let at = subject.arms.iter().position(|arm| *arm == effect.arm).unwrap_or_default();
    let lift = effect.lift.as_ref().map_or_else(String::new, |of| {
        format!(", relative to {} {}", format::short(&subject.arms[0]), words::lift(of))
    });
    format!(
        "{} is {} in {} and {} in {}: {}{lift}.",
        subject.name,
        value(0),
        format::short(&subject.arms[0]),
        value(at),
        format::short(&effect.arm),
        subject.words(difference)
    )
}
