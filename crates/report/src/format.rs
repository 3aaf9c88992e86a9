//! How numbers, dates and sizes are written for readers: the only place that decides.

mod estimate;
mod text;
mod time;
mod value;

pub use estimate::{estimate, estimate_text};
pub use text::{capital, names, quoted, sentence, short};
pub use time::{civil, day, day_range, month, month_short, start_of_month, start_of_year};
pub use value::{labels, told_apart, value};

use crate::Pair;

/// Numbers from here on are written with a power of ten.
const MOST: f64 = 1e15;
/// The same, by the first digit of a small number.
const LEAST_MAGNITUDE: i32 = -5;

/// A whole number with a comma between groups of three digits.
#[must_use]
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number in the unit of its column, with about `digits` significant digits and grouped thousands.
///
/// Whole parts are never rounded away: 29,644.67 with four digits is 29,645.
#[must_use]
pub fn number(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !value.is_finite() {
        return value.to_string();
    }
    let magnitude = libm::floor(libm::log10(value.abs())) as i32;
    if magnitude < LEAST_MAGNITUDE || value.abs() >= MOST {
        return scientific(value, digits);
    }
    let decimals = (digits as i32 - 1 - magnitude).max(0) as usize;
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::new();
    if value < 0.0 && (whole != "0" || !fraction.is_empty()) {
        out.push('\u{2212}');
    }
    out.push_str(&whole.parse().map_or_else(|_| whole.to_owned(), count));
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number in the fewest digits that no other number has: 0.1, and 1 × 10³⁰⁰.
#[must_use]
pub fn exact(value: f64) -> String {
    let shortest = format!("{value:e}");
    let mantissa = shortest.split('e').next().unwrap_or_default();
    number(value, mantissa.chars().filter(char::is_ascii_digit).count())
}

/// A number as a person would type it: 15 digits at most, so that 18283.600000000002 is 18283.6.
#[must_use]
pub fn typed(value: f64) -> String {
    let text = number(value, 15);
    if text.contains('×') { value.to_string() } else { text.replace(',', "").replace('−', "-") }
}

fn scientific(value: f64, digits: usize) -> String {
    let text = format!("{:.*e}", digits.saturating_sub(1), value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mantissa = if mantissa.contains('.') {
        mantissa.trim_end_matches('0').trim_end_matches('.')
    } else {
        mantissa
    };
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{mantissa} × 10{}", superscript(exponent))
}

fn superscript(exponent: &str) -> String {
    exponent
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            other => other,
        })
        .collect()
}

/// A distance or a statistic with three decimals; what is smaller than the last of them is "<0.001".
#[must_use]
pub fn distance(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else if value.abs() < 0.001 {
        "<0.001".to_owned()
    } else if value.abs() < 10.0 {
        format!("{value:.3}").replace('-', "\u{2212}")
    } else {
        number(value, 4)
    }
}

/// A distance that is under a limit, with as many decimals as it takes to look so.
#[must_use]
pub fn distance_under(value: f64, limit: f64) -> String {
    let rounds_to = |decimals: usize| format!("{value:.decimals$}");
    let looks_under = |text: &String| text.parse::<f64>().is_ok_and(|rounded| rounded < limit);
    match (3..=17).map(rounds_to).find(looks_under) {
        Some(text) if text.len() > format!("{value:.3}").len() => text,
        _ => distance(value),
    }
}

/// A p-value: two decimals from 0.1, three from 0.001, then one digit and a power of ten.
#[must_use]
pub fn p_value(p: f64) -> String {
    if p >= 0.1 {
        format!("{p:.2}")
    } else if p >= 0.001 {
        format!("{p:.3}")
    } else if p < 1e-99 {
        "<10⁻⁹⁹".to_owned()
    } else {
        scientific(p, 1)
    }
}

/// A p-value with its sign: "p = 0.03", "p < 10⁻⁹⁹".
#[must_use]
pub fn p_equals(p: f64) -> String {
    let text = p_value(p);
    match text.strip_prefix('<') {
        Some(bound) => format!("p < {bound}"),
        None if p < 0.001 => format!("p ≈ {text}"),
        None => format!("p = {text}"),
    }
}

/// A share as a percentage: one decimal under ten percent and over ninety, none in between. Only all
/// is 100%, and only nothing is 0%.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent == 0.0 {
        "0%".to_owned()
    } else if percent.abs() < 0.05 {
        "<0.1%".to_owned()
    } else if (99.95..100.0).contains(&percent) {
        ">99.9%".to_owned()
    } else if percent.abs() < 9.95 || (percent > 90.0 && percent < 99.95) {
        format!("{:.1}%", rounded(percent, 10.0)).replace('-', "\u{2212}")
    } else {
        // A whole number needs no digits but its own.
        format!("{}%", number(rounded(percent, 1.0), 1))
    }
}

/// Two shares as percentages beside their difference in [`points`]: in the one decimal that it has, or in as many as
/// it takes to tell them apart.
#[must_use]
pub fn percents(shares: Pair<f64>) -> Pair<String> {
    const MOST_DECIMALS: usize = 6;
    let texts = |decimals: usize| {
        shares.map(|share| {
            let per_unit = libm::pow(10.0, decimals as f64);
            let text = format!("{:.decimals$}%", rounded(100.0 * share, per_unit));
            text.replace('-', "\u{2212}")
        })
    };
    let is_apart = |texts: &Pair<String>| {
        shares.reference == shares.production || texts.reference != texts.production
    };
    (1..MOST_DECIMALS).map(texts).find(is_apart).unwrap_or_else(|| texts(MOST_DECIMALS))
}

/// A number rounded to a unit of 1/`per_unit`, halves away from zero as people round them.
///
/// What is a half but for the last bits of a product counts as one: 29 of 200 is 14.5%, in binary a
/// hair less.
fn rounded(value: f64, per_unit: f64) -> f64 {
    const LAST_BITS: f64 = 4.0 * f64::EPSILON;
    libm::round(value * per_unit * (1.0 + LAST_BITS)) / per_unit
}

/// A difference of two shares in percentage points, with its sign; what is nearer to 0 than
/// its one decimal shows is "<0.1 points".
#[must_use]
pub fn points(difference: f64) -> String {
    let points = difference * 100.0;
    let sign = if points < 0.0 { "\u{2212}" } else { "+" };
    if points != 0.0 && points.abs() < 0.05 {
        "<0.1 points".to_owned()
    } else {
        let size = rounded(points.abs(), 10.0);
        let text = if size < 1_000.0 { format!("{size:.1}") } else { number(size, 1) };
        format!("{sign}{text} points")
    }
}

/// A size in bytes: "1.9 MB".
#[must_use]
pub fn bytes(size: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if size < 1000 {
        return format!("{size} bytes");
    }
    let mut value = size as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    if value < 10.0 {
        format!("{value:.1} {}", UNITS[unit])
    } else {
        format!("{value:.0} {}", UNITS[unit])
    }
}

/// A duration: "0.31 s", "12 s", "3 min".
#[must_use]
pub fn duration_ms(ms: f64) -> String {
    let seconds = ms / 1000.0;
    if seconds < 9.95 {
        format!("{seconds:.2} s")
    } else if seconds < 119.5 {
        format!("{seconds:.0} s")
    } else {
        format!("{:.0} min", seconds / 60.0)
    }
}

/// "1 row", "2 rows", "1,000 rows".
#[must_use]
pub fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped() {
        let texts = [0, 999, 1_000, 1_234_567].map(count);
        assert_eq!(texts, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn numbers_keep_their_digits() {
        let cases = [
            (29_644.666_42, "29,645"),
            (-0.585_636, "−0.5856"),
            (14.466_12, "14.47"),
            (0.0, "0"),
            (1.0, "1"),
            (1.5e20, "1.5 × 10²⁰"),
            (2e-9, "2 × 10⁻⁹"),
            (0.1, "0.1"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value, 4), text);
        }
    }

    #[test]
    fn small_values_are_never_written_as_nothing() {
        assert_eq!(distance(0.0004), "<0.001");
        assert_eq!(distance(0.237_007), "0.237");
        assert_eq!(percent(0.0001), "<0.1%");
        assert_eq!(percent(0.9999), ">99.9%");
        assert_eq!(p_value(0.0), "<10⁻⁹⁹");
        assert_eq!(p_value(3e-17), "3 × 10⁻¹⁷");
        assert_eq!(p_equals(9e-5), "p ≈ 9 × 10⁻⁵");
        assert_eq!(p_value(9.99e-4), "1 × 10⁻³");
        assert_eq!(points(0.0002), "<0.1 points");
        assert_eq!(points(-0.0234), "−2.3 points");
        assert_eq!(points(-1e300), "−1 × 10³⁰² points");
        assert_eq!(p_equals(0.034), "p = 0.034");
    }

    #[test]
    fn percentages_never_round_to_all_or_nothing() {
        let cases = [
            (0.0, "0%"),
            (0.000_499, "<0.1%"),
            (0.0005, "0.1%"),
            (0.0994, "9.9%"),
            (0.0995, "10%"),
            (0.9, "90%"),
            (0.9994, "99.9%"),
            (0.999_499, "99.9%"),
            (0.9995, ">99.9%"),
            (0.999_999_999, ">99.9%"),
            (1.0, "100%"),
            (-0.5, "−50%"),
            (123.4, "12,340%"),
            (1e300, "1 × 10³⁰²%"),
        ];
        for (share, text) in cases {
            assert_eq!(percent(share), text, "{share}");
        }
    }

    // Expected: Decimal(str(100 * share)).quantize(Decimal(1) or Decimal("0.1"), ROUND_HALF_UP) of
    // Python's decimal.
    #[test]
    fn halves_are_rounded_away_from_zero() {
        let shares = [0.125, 0.135, 0.145, 0.165, -0.125, 0.0625, 0.0225, 0.124_999];
        let texts = ["13%", "14%", "15%", "17%", "−13%", "6.3%", "2.3%", "12%"];
        assert_eq!(shares.map(percent), texts);
        let differences = [0.0625, -0.0625, 0.0225, 0.1225, 0.062_499];
        let texts = ["+6.3 points", "−6.3 points", "+2.3 points", "+12.3 points", "+6.2 points"];
        assert_eq!(differences.map(points), texts);
    }

    #[test]
    fn shares_beside_their_difference_have_its_digits() {
        let texts = |a: f64, b: f64| {
            let Pair { reference, production } = percents(Pair::new(a, b));
            [reference, production].join(" → ")
        };
        assert_eq!(texts(0.2942, 0.2371), "29.4% → 23.7%");
        assert_eq!(texts(0.6954, 0.6934), "69.5% → 69.3%");
        assert_eq!(texts(0.7601, 0.7603), "76.01% → 76.03%");
        assert_eq!(texts(0.5, 0.5), "50.0% → 50.0%");
        assert_eq!(texts(1.0, 0.0), "100.0% → 0.0%");
    }

    #[test]
    fn what_is_under_a_limit_looks_so() {
        assert_eq!(distance_under(0.043_21, 0.1), "0.043");
        assert_eq!(distance_under(0.099_96, 0.1), "0.09996");
        assert_eq!(distance_under(0.099_999_999, 0.1), "0.099999999");
        assert_eq!(distance_under(0.000_04, 0.1), "<0.001");
    }

    #[test]
    fn exact_numbers_tell_all_apart() {
        let next = 0.1_f64.next_up();
        assert_eq!(exact(0.1), "0.1");
        assert_eq!(exact(next), "0.10000000000000002");
        assert_eq!(exact(1e300), "1 × 10³⁰⁰");
        assert_eq!(exact(-1_234_567.5), "−1,234,567.5");
        assert_eq!(exact(1.234_567_890_123_456_7e-5), "0.000012345678901234568");
        assert_eq!([exact(0.0), exact(1.0)], ["0", "1"]);
    }

    #[test]
    fn typed_numbers_have_no_rounding_noise() {
        let cases = [
            (18_283.600_000_000_002, "18283.6"),
            (0.1 + 0.2, "0.3"),
            (-7.0, "-7"),
            (-1234567.5, "-1234567.5"),
            (1e-9, "0.000000001"),
        ];
        for (value, text) in cases {
            assert_eq!(typed(value), text);
        }
    }

    #[test]
    fn sizes_have_two_digits() {
        assert_eq!(
            [999, 1_900, 6_367_722, 149_663_384].map(bytes),
            ["999 bytes", "1.9 kB", "6.4 MB", "150 MB"]
        );
    }
}
