//! An effect day by day: of each day alone, so that novelty shows, and of all rows so far, with the interval that holds
//! however often one looks.

use report::{EffectDay, EffectOverTime, EffectTrend, Estimate, format};
use stats::Measured;
use stats::experiment::{always_valid, contrast, effect_trend};

use super::effect::Subject;
use super::sample::{Sample, Way, ends};
use super::words;
use crate::performance::as_reported;

/// Rows of an arm under which a day's own effect is not told.
const FEWEST_ROWS: u64 = 10;
/// p-value under which an effect changes over time.
const CHANGES: f64 = 0.05;

/// The effect of the treatment at this place by day; none without times, and of quantiles.
pub fn over_time(subject: &Subject<'_>, at: usize) -> Option<EffectOverTime> {
    let days = subject.days.filter(|_| !matches!(subject.rows.way, Way::Quantile(_)))?;
    let parts = days.starts_ms.len();
    let by_day = |arm: usize| subject.rows.by_group(arm, &days.of_row[arm], parts);
    let (control, treatment) = (by_day(0), by_day(at));
    let settings = &subject.study.settings.experiments;
    let tuned_to =
        if settings.planned_rows > 0 { settings.planned_rows } else { settings.tuned_to_rows };
    let mut so_far: Option<(Sample, Sample)> = None;
    let (mut told, mut effects) = (Vec::new(), Vec::new());
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
        if let Some(alone) = &alone {
            let standard_error = alone.standard_error;
            let measured = Measured { value: alone.difference.value, standard_error };
            effects.push(((part as f64) * days.length as f64, measured));
        }
        let all = so_far.as_ref().and_then(|(c, t)| Some((c.arm()?, t.arm()?, c.n() + t.n())));
        let look = all.and_then(|(c, t, _)| contrast(&c, &t));
        let always =
            all.and_then(|(c, t, n)| always_valid(&c, &t, n, tuned_to, settings.error_rate));
        told.push(EffectDay {
            label: days.label(part),
            start_ms: days.starts_ms[part],
            rows: (c.n(), t.n()),
            difference: alone.and_then(|found| as_reported(found.difference)),
            so_far: look.and_then(|found| as_reported(found.difference)),
            always_valid: always.map(|found| Estimate {
                value: found.difference,
                interval_95: Some(ends(found.interval)),
            }),
        });
    }
    let leaves_out_0 = |day: &EffectDay| {
        let interval = day.always_valid.and_then(|of| of.interval_95);
        interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    };
    let decided = told.iter().find(|day| leaves_out_0(day)).map(|day| day.label.clone());
    let trend = effect_trend(&effects).map(|found| EffectTrend {
        slope: Estimate {
            value: found.slope.value,
            interval_95: Some(ends(found.slope.interval_95())),
        },
        at_first: found.at_first,
        at_last: found.at_last,
        p_value: found.p_value,
    });
    let says = says(subject, trend.as_ref(), decided.as_deref());
    Some(EffectOverTime { days: told, trend, decided, says })
}

fn says(subject: &Subject<'_>, trend: Option<&EffectTrend>, decided: Option<&str>) -> String {
    let name = subject.name;
    let value =
        |value: f64| words::difference(subject.is_share(), &Estimate { value, interval_95: None });
    let trend = match trend {
        None => format!("There are too few days to tell whether the effect on {name} changes."),
        Some(trend) if trend.p_value < CHANGES => {
            let (first, last) = (value(trend.at_first), value(trend.at_last));
            let way = if trend.at_last.abs() < trend.at_first.abs() {
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
