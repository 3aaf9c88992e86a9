//! How numbers, dates and sizes are written for readers: the only place that decides.

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
    if !(-5..15).contains(&magnitude) {
        return scientific(value, digits);
    }
    let decimals = (digits as i32 - 1 - magnitude).clamp(0, 12) as usize;
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

/// A p-value: two decimals from 0.1, three from 0.001, then a power of ten.
#[must_use]
pub fn p_value(p: f64) -> String {
    if p >= 0.1 {
        format!("{p:.2}")
    } else if p >= 0.001 {
        format!("{p:.3}")
    } else if p < 1e-99 {
        "<10⁻⁹⁹".to_owned()
    } else {
        let exponent = libm::floor(libm::log10(p)) as i32;
        format!("10{}", superscript(&exponent.to_string()))
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

/// A share as a percentage: one decimal under ten percent, none from there.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent == 0.0 {
        "0%".to_owned()
    } else if percent.abs() < 0.05 {
        "<0.1%".to_owned()
    } else if percent > 99.95 && percent < 100.0 {
        ">99.9%".to_owned()
    } else if percent.abs() < 9.95 || (percent > 90.0 && percent < 99.95) {
        format!("{percent:.1}%").replace('-', "\u{2212}")
    } else {
        format!("{percent:.0}%").replace('-', "\u{2212}")
    }
}

/// A difference of two shares in percentage points, with its sign.
#[must_use]
pub fn points(difference: f64) -> String {
    let points = difference * 100.0;
    let sign = if points < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign}{:.1} points", points.abs())
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

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Year, month from 1 and day of a point in time.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
#[must_use]
pub const fn civil(ms: i64) -> (i64, u32, u32) {
    let days = ms.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u32;
    (year_of_era + era * 400 + (month <= 2) as i64, month, day)
}

/// A day as people say it: "23 July".
#[must_use]
pub fn day(ms: i64) -> String {
    let (_, month, day) = civil(ms);
    format!("{day} {}", MONTHS[month as usize - 1])
}

/// A short month name: "Jul".
#[must_use]
pub fn month_short(ms: i64) -> &'static str {
    &MONTHS[civil(ms).1 as usize - 1][..3]
}

/// Two days as people say them: "6 Jan – 29 Jun 2025".
#[must_use]
pub fn day_range(first_ms: i64, last_ms: i64) -> String {
    let (first_year, _, first_day) = civil(first_ms);
    let (last_year, _, last_day) = civil(last_ms);
    let (first_month, last_month) = (month_short(first_ms), month_short(last_ms));
    if civil(first_ms) == civil(last_ms) {
        format!("{last_day} {last_month} {last_year}")
    } else if first_year == last_year {
        format!("{first_day} {first_month} – {last_day} {last_month} {last_year}")
    } else {
        format!("{first_day} {first_month} {first_year} – {last_day} {last_month} {last_year}")
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
        assert_eq!(p_value(3e-17), "10⁻¹⁷");
        assert_eq!(p_equals(0.034), "p = 0.034");
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(951_782_400_000), (2000, 2, 29));
        assert_eq!(civil(-86_400_000), (1969, 12, 31));
        assert_eq!(day_range(1_514_764_800_000, 1_540_922_400_000), "1 Jan – 30 Oct 2018");
    }

    #[test]
    fn sizes_have_two_digits() {
        assert_eq!(
            [999, 1_900, 6_367_722, 149_663_384].map(bytes),
            ["999 bytes", "1.9 kB", "6.4 MB", "150 MB"]
        );
    }
}
