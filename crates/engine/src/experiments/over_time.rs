//! An effect day by day: of each day alone, so that novelty shows, and of all rows so far, with the interval that holds
//! however often one looks.

use report::{EffectDay, EffectOverTime, EffectTrend, Estimate, format};
use stats::experiment::{MOST_SKEWNESS, contrast, effect_trend};

use super::effect::{self, Subject};
use super::sample::{self, FEWEST_ROWS, Sample, Way, ends};
use super::words;
use crate::performance::as_reported;

/// The effect of the treatment at this place by day; none without times, and of quantiles.
pub fn over_time(subject: &Subject<'_>, at: usize) -> Option<EffectOverTime> {
    let days = subject.days.filter(|_| !matches!(subject.rows.way, Way::Quantile(_)))?;
    let parts = days.starts_ms.len();
    let by_day = |arm: usize| subject.rows.by_group(arm, &days.of_row[arm], parts);
    let (control, treatment) = (by_day(0), by_day(at));
    let settings = &subject.study.settings.experiments;
    let mut so_far: Option<(Sample, Sample)> = None;
    let (mut told, mut effects) = (Vec::new(), Vec::new());
    let (mut left_out, mut skewed, mut decided) = (0, 0, None);
    for part in 0..parts {
        let (c, t) = (&control[part], &treatment[part]);
        match &mut so_far {
            Some((all_c, all_t)) => {
                all_c.merge(c);
                all_t.merge(t);
            }
            None => so_far = Some((c.clone(), t.clone())),
        }
        let alone =
            (c.n().min(t.n()) >= FEWEST_ROWS).then(|| contrast(&c.arm()?, &t.arm()?)).flatten();
        // Of shares the trend bears few successes: its errors are those of all rows of the day.
        let is_skewed = !subject.is_share() && !sample::unsettled(c, t).is_empty();
        skewed += u64::from(alone.is_some() && is_skewed);
        match sample::comparable(c, t) {
            Some(measured) => effects.push(((part as f64) * days.length as f64, measured)),
            None => left_out += u64::from(c.n() + t.n() > 0),
        }
        let all = so_far.as_ref();
        let look = all.and_then(|(c, t)| contrast(&c.arm()?, &t.arm()?));
        let always = all.and_then(|(c, t)| effect::always(settings, c, t));
        if decided.is_none() && always.as_ref().is_some_and(|found| found.may_stop) {
            decided = Some(days.label(part));
        }
        told.push(EffectDay {
            label: days.label(part),
            start_ms: days.starts_ms[part],
            rows: (c.n(), t.n()),
            difference: alone.and_then(|found| as_reported(found.difference)),
            so_far: look.and_then(|found| as_reported(found.difference)),
            always_valid: always.map(|found| found.difference),
        });
    }
    let trend = effect_trend(&effects).map(|found| EffectTrend {
        slope: Estimate {
            value: found.slope.value,
            interval_95: Some(ends(found.slope.interval_95())),
        },
        at_first: found.at_first,
        at_last: found.at_last,
        p_value: found.p_value,
    });
    let mut says = says(subject, trend.as_ref(), decided.as_deref());
    if left_out > 0 {
        let days = format::plural(left_out, "day is", "days are");
        says.push_str(&format!(" {days} left out of the trend, with too few rows or successes."));
    }
    if skewed > 0 {
        says.push_str(&format!(
            " On {} of {} too few large values of {} came in for the normal law (the skewness of the difference is over {}): the intervals of these days, and the trend, hold only roughly.",
            format::count(skewed),
            format::plural(parts as u64, "day", "days"),
            subject.name,
            format::exact(MOST_SKEWNESS)
        ));
    }
    Some(EffectOverTime { days: told, trend, decided, says })
}

fn says(subject: &Subject<'_>, trend: Option<&EffectTrend>, decided: Option<&str>) -> String {
    let name = subject.name;
    let error_rate = subject.study.settings.experiments.error_rate;
    let value =
        |value: f64| words::difference(subject.is_share(), &Estimate { value, interval_95: None });
    let trend = match trend {
        None => format!("There are too few days to tell whether the effect on {name} changes."),
        Some(trend) if trend.p_value < error_rate => {
            let (first, last) = (value(trend.at_first), value(trend.at_last));
            let way = if trend.at_first * trend.at_last < 0.0 {
                "turns from one side to the other"
            } else if trend.at_last.abs() < trend.at_first.abs() {
                "wears off, as novelty does"
            } else {
                "grows, as when users learn"
            };
            format!(
                "The effect on {name} changes over time: from {first} on the first day to {last} on the last ({}). It {way}: judge it by the last days.",
                format::p_equals(trend.p_value)
            )
        }
        Some(trend) => format!(
            "The effect on {name} does not change over time beyond chance ({}).",
            format::p_equals(trend.p_value)
        ),
    };
    match decided {
        Some(day) => format!("{trend} Who looks every day could have stopped on {day}."),
        None => format!("{trend} Who looks every day could not stop yet."),
    }
}
