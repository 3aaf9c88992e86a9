//! What an experiment can see: the least effect now, how long it still takes, and how often lifts are found.

use report::{Plan, PowerPoint, format};
use stats::experiment::Arm;
use stats::experiment::power::{
    Design, SharePlan, days_left, detectable_d, detectable_difference, detectable_share,
    power_of_difference, power_of_shares, rows_for_difference, rows_for_means, rows_for_shares,
};
use stats::welch_t;

use super::effect::Subject;
use super::sample::Sample;
use super::words;

/// Places of the power curve.
const PLACES: u32 = 24;

/// The plan of the treatment at this place; none of quantiles, and where an arm has no error.
pub fn plan(subject: &Subject<'_>, at: usize) -> Option<Plan> {
    let settings = &subject.study.settings.experiments;
    let (control, treatment) = (subject.samples[0].arm()?, subject.samples[at].arm()?);
    let rows = [&subject.samples[0], &subject.samples[at]].map(|sample| sample.n() as f64);
    let design = Design {
        error_rate: settings.error_rate,
        power: settings.power,
        rows_ratio: rows[1] / rows[0],
    };
    let error = libm::hypot(control.standard_error, treatment.standard_error);
    let (detectable, needed) = seen(subject, at, rows, &design, error, &control, &treatment);
    let detectable = detectable?;
    let is_over_0 = control.value > 0.0;
    let detectable_lift =
        is_over_0.then(|| detectable / control.value).filter(|lift| lift.is_finite());
    let power = |lift: f64, error: f64| {
        if subject.is_share() {
            let shares = [control.value, control.value * (1.0 + lift)];
            let times =
                (libm::hypot(control.standard_error, treatment.standard_error) / error).powi(2);
            power_of_shares(shares, rows.map(|rows| rows * times), settings.error_rate)
        } else {
            power_of_difference(lift * control.value, error, settings.error_rate)
        }
    };
    let most = 2.0 * detectable_lift.unwrap_or_default().max(settings.least_lift);
    let curve = (0..=PLACES).filter_map(|place| {
        let lift = most * f64::from(place) / f64::from(PLACES);
        let now = power(lift, error)?;
        Some(PowerPoint { lift, now, with_twice: power(lift, error / std::f64::consts::SQRT_2)? })
    });
    let curve = if detectable_lift.is_some() { curve.collect() } else { Vec::new() };
    let all = rows[0] + rows[1];
    let rows_a_day = subject.days.map(|days| all / days.count()).filter(|rows| *rows > 0.0);
    let rows_needed = needed.map(|control| control * (1.0 + design.rows_ratio));
    let days =
        rows_needed.zip(rows_a_day).and_then(|(needed, a_day)| days_left(needed, all, a_day));
    let mut plan = Plan {
        detectable,
        detectable_lift,
        wanted_lift: settings.least_lift,
        power: is_over_0.then(|| power(settings.least_lift, error)).flatten(),
        rows_needed,
        rows_a_day,
        days_left: days,
        curve,
        says: String::new(),
    };
    plan.says = says(subject, &plan, settings.power, all);
    Some(plan)
}

/// The least difference that is found, and rows of the control that the wanted lift needs.
fn seen(
    subject: &Subject<'_>,
    at: usize,
    rows: [f64; 2],
    design: &Design,
    error: f64,
    control: &Arm,
    treatment: &Arm,
) -> (Option<f64>, Option<f64>) {
    let wanted = subject.study.settings.experiments.least_lift * control.value;
    match (&subject.samples[0], &subject.samples[at]) {
        (Sample::Share(_), _) => {
            let share = control.value;
            let detectable = detectable_share(share, rows, design).map(|least| least - share);
            let needed = rows_for_shares([share, share + wanted], design, SharePlan::Arcsine);
            (detectable.or_else(|| detectable_difference(error, design)), needed)
        }
        (Sample::Mean(c), Sample::Mean(t)) => {
            // The pooled deviation: a difference in it is Cohen's d.
            let pooled = welch_t(c, t).and_then(|test| {
                let difference = treatment.value - control.value;
                (test.cohens_d != 0.0).then_some(difference / test.cohens_d)
            });
            let pooled = pooled.filter(|deviation| deviation.is_finite() && *deviation > 0.0);
            let Some(pooled) = pooled else {
                return (detectable_difference(error, design), None);
            };
            let detectable = detectable_d(rows, design).map(|d| d * pooled);
            (detectable, rows_for_means(wanted / pooled, design))
        }
        _ => {
            let a_row = |arm: &Arm, n: f64| n * arm.standard_error * arm.standard_error;
            let variances = [a_row(control, rows[0]), a_row(treatment, rows[1])];
            (detectable_difference(error, design), rows_for_difference(wanted, variances, design))
        }
    }
}

fn says(subject: &Subject<'_>, plan: &Plan, power: f64, rows: f64) -> String {
    let often = format::percent(power);
    let least = words::difference(
        subject.is_share(),
        &report::Estimate { value: plan.detectable, interval_95: None },
    );
    let least = least.trim_start_matches('+');
    let lift = plan
        .detectable_lift
        .map_or_else(String::new, |lift| format!(", {} of the control’s,", format::percent(lift)));
    let now = format!(
        "With these {} rows a difference of {least}{lift} is found in {often} of experiments.",
        format::count(rows as u64)
    );
    let wanted = format::percent(plan.wanted_lift);
    let Some(needed) = plan.rows_needed else { return now };
    let needed_rows = format::number(needed.ceil(), 3);
    if needed <= rows {
        return format!(
            "{now} To find {wanted} of the control’s as often needs {needed_rows} rows: they are there."
        );
    }
    let days = match plan.days_left.zip(plan.rows_a_day) {
        Some((days, a_day)) => format!(
            ", {} more at {} rows a day",
            if days > 3_650.0 {
                "over ten years".to_owned()
            } else {
                format::plural(days as u64, "day", "days")
            },
            format::number(a_day, 3)
        ),
        None => String::new(),
    };
    format!("{now} To find {wanted} of the control’s as often needs {needed_rows} rows{days}.")
}
