//! Effects in words: shares in points, lifts in percent of the control's value, each with its sign.

use report::{Estimate, ExperimentMetric, format};

/// A difference with its interval: "+0.82 points (95% +0.23 to +1.42)".
pub fn difference(is_share: bool, of: &Estimate) -> String {
    let (scale, unit) = if is_share { (100.0, " points") } else { (1.0, "") };
    let (value, interval) = scaled(of, scale);
    with(format!("{}{unit}", signed(&value)), interval, "")
}

/// A lift with its interval: "+8.4% (95% +2.3% to +14.9%)".
pub fn lift(of: &Estimate) -> String {
    let (value, interval) = scaled(of, 100.0);
    with(format!("{}%", signed(&value)), interval, "%")
}

/// A lift with what it is a part of: "+8.4% of the control’s rate, 9.8% to 10.6% (95% +2.3% to +14.9%)"; the treatment is
/// the one at this place.
pub fn relative(metric: &ExperimentMetric, at: usize, lift: &Estimate) -> String {
    let (is_share, (own, interval)) = (metric.is_share(), scaled(lift, 100.0));
    let of_arm = |arm: usize| Some(value(is_share, metric.arms.get(arm)?.value.as_ref()?));
    // Alike but for more digits than are told.
    let from_to = of_arm(0).zip(of_arm(at + 1)).filter(|(from, to)| from != to);
    let from_to = from_to.map_or_else(String::new, |(from, to)| format!(", {from} to {to}"));
    let what = if is_share { "rate" } else { metric.kind.label() };
    with(format!("{}% of the control’s {what}{from_to}", signed(&own)), interval, "%")
}

/// A value: "10.6%", "4.99".
pub fn value(is_share: bool, of: &Estimate) -> String {
    let (scale, unit) = if is_share { (100.0, "%") } else { (1.0, "") };
    format!("{}{unit}", scaled(of, scale).0)
}

/// Digits of a share and of another number without an interval, which would give them.
const DIGITS: [usize; 2] = [2, 3];

fn scaled(of: &Estimate, scale: f64) -> (String, Option<[String; 2]>) {
    if of.interval_95.is_none() {
        let digits = DIGITS[usize::from(scale == 1.0)];
        return (format::number(scale * of.value, digits), None);
    }
    let interval = of.interval_95.map(|(low, high)| (scale * low, scale * high));
    let text = |value: f64| format::estimate_text(value, interval);
    (text(scale * of.value), interval.map(|(low, high)| [text(low), text(high)]))
}

fn with(value: String, interval: Option<[String; 2]>, unit: &str) -> String {
    match interval {
        None => value,
        Some(ends) => {
            let [low, high] = ends.map(|end| format!("{}{unit}", signed(&end)));
            format!("{value} (95% {low} to {high})")
        }
    }
}

/// A number with its sign: one that has none is over 0.
fn signed(text: &str) -> String {
    let is_number = text.starts_with(|first: char| first.is_ascii_digit());
    if is_number && text != "0" { format!("+{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use report::Estimate;

    #[test]
    fn every_number_has_its_sign() {
        let of = Estimate { value: 0.0822, interval_95: Some((-0.0023, 0.142)) };
        assert_eq!(super::difference(true, &of), "+8 points (95% >−1 to +14)");
        assert_eq!(super::lift(&of), "+8% (95% >−1% to +14%)");
        let alone = Estimate { value: -0.5, interval_95: None };
        assert_eq!(super::difference(false, &alone), "−0.5");
        assert_eq!(super::value(true, &of), "8%");
    }
}
