//! A value beside its interval: as many decimals as the interval has two leading digits for.

use super::{MOST, count, number};
use crate::Estimate;

/// Digits where there is no interval to go by.
const DIGITS: usize = 4;
/// More decimals than these are harder to read than a power of ten.
const MOST_DECIMALS: i32 = 8;

/// The value, and the ends of its interval as "0.12 to 0.34"; empty where it has none.
///
/// All are rounded to the second digit of the interval's width, beyond which nothing is known:
/// −0.004552 from −0.006878 to −0.002223 is −0.0046, −0.0069 to −0.0022.
#[must_use]
pub fn estimate(estimate: &Estimate) -> (String, String) {
    let Some((low, high)) = estimate.interval_95 else {
        return (number(estimate.value, DIGITS), String::new());
    };
    let texts = [estimate.value, low, high].map(|value| estimate_text(value, Some((low, high))));
    let [value, low, high] = texts;
    (value, format!("{low} to {high}"))
}

/// A value in the decimals that an interval has two leading digits for.
#[must_use]
pub fn estimate_text(value: f64, interval: Option<(f64, f64)>) -> String {
    let width = interval.map_or(0.0, |(low, high)| (high - low).abs());
    if width <= 0.0 || !width.is_finite() || value.abs() >= MOST {
        return number(value, DIGITS);
    }
    let decimals = 1 - libm::floor(libm::log10(width)) as i32;
    if decimals > MOST_DECIMALS {
        return number(value, DIGITS);
    }
    fixed(value, decimals.max(0) as usize)
}

/// A number with so many decimals, thousands grouped; only nothing is "0", what rounds to it is under the
/// last decimal: "<0.001", ">−0.001".
fn fixed(value: f64, decimals: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{:.decimals$}", value.abs());
    if text.chars().all(|digit| matches!(digit, '0' | '.')) {
        let least = format!("{}1", &text[..text.len() - 1]);
        return if value < 0.0 { format!(">\u{2212}{least}") } else { format!("<{least}") };
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64, low: f64, high: f64) -> (String, String) {
        estimate(&Estimate { value, interval_95: Some((low, high)) })
    }

    #[test]
    fn the_interval_gives_the_digits() {
        let cases = [
            ((-0.004_552, -0.006_878, -0.002_223), ("−0.0046", "−0.0069 to −0.0022")),
            ((0.857_3, 0.851_2, 0.863_4), ("0.857", "0.851 to 0.863")),
            ((0.5, 0.5, 0.5), ("0.5", "0.5 to 0.5")),
            ((12_345.678, 11_000.2, 13_700.9), ("12,346", "11,000 to 13,701")),
            ((3.0, 2.4, 3.6), ("3.0", "2.4 to 3.6")),
            ((0.0, -0.01, 0.01), ("0", "−0.010 to 0.010")),
            ((0.006, 0.000_2, 0.013), ("0.006", "<0.001 to 0.013")),
            ((-0.006, -0.013, -0.000_2), ("−0.006", "−0.013 to >−0.001")),
            ((1e300, 9e299, 1.1e300), ("1 × 10³⁰⁰", "9 × 10²⁹⁹ to 1.1 × 10³⁰⁰")),
            ((5.0, -1e300, 1e300), ("5", "−1 × 10³⁰⁰ to 1 × 10³⁰⁰")),
            ((9e14, 8e14, 1e15), ("900,000,000,000,000", "800,000,000,000,000 to 1 × 10¹⁵")),
        ];
        for ((value, low, high), (text, interval)) in cases {
            assert_eq!(written(value, low, high), (text.to_owned(), interval.to_owned()));
        }
    }

    #[test]
    fn without_an_interval_there_are_four_digits() {
        let alone = Estimate { value: 0.123_456, interval_95: None };
        assert_eq!(estimate(&alone), ("0.1235".to_owned(), String::new()));
    }
}
