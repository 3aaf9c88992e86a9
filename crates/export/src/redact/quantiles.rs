//! Numbers of a service or a business that single rows tell: quantiles with few rows beyond them, and windows of few rows.

use report::{
    Estimate, Indicator, Input, Objective, Pair, Report, Side, TimeWindow, Verdict, format,
};

use super::sentences::Sentence;

/// Standard errors from a share to the ends of its interval.
const Z: f64 = 1.96;
/// What stands for a number that is withheld.
const NOT_TOLD: &str = "not told";
/// What is said before the ends of an interval.
const INTERVAL: &str = "(95% ";

/// What rests on so many rows may be told of a number.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    All,
    /// The number and its lower end.
    AtLeast,
    /// The number alone.
    Value,
    Nothing,
}

/// Withholds numbers of few rows; gives the sentences that told them.
pub fn redact(report: &mut Report, fewest_rows: u64) -> Vec<Sentence> {
    let (windows, inputs) = (&report.timeline.windows, &report.inputs);
    let mut sentences = Vec::new();
    for own in &mut report.operation.objectives {
        let indicator = report.operation.indicators.iter().find(|other| other.name == own.name());
        if let Some(indicator) = indicator {
            of_objective(own, indicator, (windows, inputs), fewest_rows, &mut sentences);
        }
    }
    let all = report.operation.indicators.iter_mut().chain(&mut report.business.indicators);
    for indicator in all {
        of_windows(indicator, windows, inputs, fewest_rows);
        of_sides(indicator, fewest_rows, &mut sentences);
    }
    for finding in &mut report.overview.findings {
        let name = finding.about.strip_prefix("objective of ");
        let own = report.operation.objectives.iter().find(|own| Some(own.name()) == name);
        if let Some(size) = finding.size.as_mut()
            && own.is_some_and(|own| own.value == NOT_TOLD)
        {
            NOT_TOLD.clone_into(&mut size.text);
        }
    }
    sentences
}

/// What may be told of an indicator that so many rows tell.
fn told(indicator: &Indicator, rows: u64, fewest_rows: u64) -> Told {
    let (n, fewest) = (rows as f64, fewest_rows as f64);
    let Some(share) = percentile(&indicator.name) else {
        return if rows < fewest_rows { Told::Nothing } else { Told::All };
    };
    // Ranks of the ends vary by the binomial law of n and the share.
    let reach = Z * libm::sqrt(n * share * (1.0 - share)) + 1.0;
    let (below, beyond) = (n * share, n * (1.0 - share));
    match below.min(beyond) < fewest {
        true => Told::Nothing,
        false if below - reach < fewest => Told::Value,
        false if beyond - reach < fewest => Told::AtLeast,
        false => Told::All,
    }
}

/// The share of "99th percentile of latency_ms".
fn percentile(name: &str) -> Option<f64> {
    let (ordinal, _) = name.split_once(" percentile of ")?;
    let digits = ordinal.trim_end_matches(char::is_alphabetic);
    digits.parse::<f64>().ok().map(|percent| percent / 100.0)
}

fn of_windows(
    indicator: &mut Indicator,
    windows: &[TimeWindow],
    inputs: &Pair<Input>,
    fewest_rows: u64,
) {
    // Windows of traffic are counts of rows, which no row tells by itself.
    if indicator.column.is_none() && indicator.unit.starts_with("rows a") {
        return;
    }
    let allowed: Vec<Told> = (windows.iter())
        .map(|window| {
            let rows = known(indicator, inputs, window.side, window.rows);
            told(indicator, rows, fewest_rows)
        })
        .collect();
    for (value, allowed) in indicator.windows.iter_mut().zip(allowed) {
        *value = kept(*value, allowed);
    }
}

/// How many of so many rows of a side have a value at least.
fn known(indicator: &Indicator, inputs: &Pair<Input>, side: Side, rows: u64) -> u64 {
    let missing = inputs.get(side).rows.saturating_sub(*indicator.n.get(side));
    if percentile(&indicator.name).is_some() { rows.saturating_sub(missing) } else { rows }
}

fn kept(value: Option<Estimate>, told: Told) -> Option<Estimate> {
    match told {
        Told::All => value,
        Told::Nothing => None,
        Told::AtLeast | Told::Value => value.map(|own| Estimate { interval_95: None, ..own }),
    }
}

fn of_sides(indicator: &mut Indicator, fewest_rows: u64, sentences: &mut Vec<Sentence>) {
    if indicator.column.is_none() {
        return;
    }
    let allowed = Pair::from_fn(|side| match indicator.value.get(side) {
        Some(_) => told(indicator, *indicator.n.get(side), fewest_rows),
        None => Told::All,
    });
    if allowed == Pair::new(Told::All, Told::All) {
        return;
    }
    let few = few(fewest_rows);
    for side in Side::BOTH {
        let value = kept(*indicator.value.get(side), *allowed.get(side));
        *indicator.value.get_mut(side) = value;
        if *allowed.get(side) == Told::Nothing {
            indicator.lacks.get_mut(side).clone_from(&few);
            *indicator.total.get_mut(side) = None;
        }
    }
    let is_nothing = [allowed.reference, allowed.production].contains(&Told::Nothing);
    if is_nothing {
        (indicator.change, indicator.relative_change) = (None, None);
    } else if let Some(change) = &mut indicator.change {
        change.interval_95 = None;
    }
    let says = match is_nothing {
        true => format!("{} is {NOT_TOLD}: {few}.", format::short(&indicator.name)),
        false => without_end(&indicator.says, allowed.production),
    };
    sentences.extend(Sentence::whole(&indicator.says, &says));
    indicator.says = says;
}

fn of_objective(
    own: &mut Objective,
    indicator: &Indicator,
    (windows, inputs): (&[TimeWindow], &Pair<Input>),
    fewest_rows: u64,
    sentences: &mut Vec<Sentence>,
) {
    let Some(allowed) = of_came(own, indicator, (windows, inputs), fewest_rows) else { return };
    let whole = Pair::from_fn(|side| told(indicator, *indicator.n.get(side), fewest_rows));
    let is_nothing = [allowed, whole.reference, whole.production].contains(&Told::Nothing);
    let says = if is_nothing {
        let since = own.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
        let missed = match own.verdict {
            Verdict::Significant => format!("misses its objective of {}{since}", own.limit),
            Verdict::NotEnoughData => format!("may miss its objective of {}", own.limit),
            _ => format!("is within its objective of {}", own.limit),
        };
        format!("{} {missed}; what it is exactly is {NOT_TOLD}: {}.", own.name(), few(fewest_rows))
    } else {
        without_end(&own.says, allowed)
    };
    sentences.extend(Sentence::whole(&own.says, &says));
    if allowed == Told::Nothing && !own.value.is_empty() {
        let value = std::mem::replace(&mut own.value, NOT_TOLD.to_owned());
        sentences.extend([" ", "("].map(|before| Sentence {
            about: own.name().to_owned(),
            from: format!("{before}{value}"),
            to: format!("{before}{NOT_TOLD}"),
        }));
    }
    own.says = says;
}

/// What may be told of what came: the whole period, or since it is missed. None of what is no quantile.
fn of_came(
    own: &Objective,
    indicator: &Indicator,
    (windows, inputs): (&[TimeWindow], &Pair<Input>),
    fewest_rows: u64,
) -> Option<Told> {
    percentile(&indicator.name)?;
    let since = own.window.and_then(|at| windows.get(at as usize..));
    let rows = since.map_or(indicator.n.production, |since| {
        let own = since.iter().filter(|window| window.side == Side::Production);
        known(indicator, inputs, Side::Production, own.map(|window| window.rows).sum())
    });
    Some(told(indicator, rows, fewest_rows))
}

/// A sentence without the ends of its interval that may not be told: "(95% at least 190)".
fn without_end(says: &str, told: Told) -> String {
    let parts = says.split_once(INTERVAL).and_then(|(head, rest)| {
        let (interval, tail) = rest.split_once(')')?;
        let (low, _) = interval.split_once(" to ")?;
        Some((head, low, tail))
    });
    match (parts, told) {
        (Some((head, low, tail)), Told::AtLeast) => {
            format!("{head}{INTERVAL}at least {low}){tail}")
        }
        (Some((head, _, tail)), Told::Value) => format!("{}{tail}", head.trim_end()),
        _ => says.to_owned(),
    }
}

fn few(fewest_rows: u64) -> String {
    format!("fewer than {} lie beyond it", format::plural(fewest_rows, "row", "rows"))
}

#[cfg(test)]
mod tests {
    use super::{Told, percentile, without_end};

    #[test]
    fn the_share_of_a_percentile_is_read_from_its_name() {
        assert_eq!(percentile("99th percentile of latency_ms"), Some(0.99));
        assert_eq!(percentile("Mean of percentile of x"), None);
    }

    #[test]
    fn ends_leave_a_sentence() {
        let says =
            "99th percentile of a is 216 ms in production (95% 190 to 83,719), before 200 ms.";
        let at_least = without_end(says, Told::AtLeast);
        assert!(at_least.ends_with("(95% at least 190), before 200 ms."), "{at_least}");
        let value = without_end(says, Told::Value);
        assert!(value.ends_with("in production, before 200 ms."), "{value}");
        assert_eq!(without_end(says, Told::All), says);
    }
}
