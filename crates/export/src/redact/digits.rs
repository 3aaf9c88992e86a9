//! Numbers with fewer digits.

use serde_json::{Map, Value};

use super::{CHANCE_DIGITS, DIGITS, UNIT_DIGITS};

/// Digits of a number that may be that of one row, or is drawn and not read.
const FEW_DIGITS: usize = 3;
/// Parts that hold numbers in the unit of a column: they are told apart by more digits than others where a column
/// has a small range far from 0.
const IN_UNITS: [&str; 7] = ["summary", "centre", "edges", "at", "gap_at", "from", "to"];
/// Parts that are shown with two digits at most.
const CHANCES: [&str; 2] = ["p_value", "p_adjusted"];
/// The ends that tell how many digits are known of the numbers beside them.
const INTERVAL: &str = "interval_95";
/// Digits that are kept of the width of an interval; two of them are shown.
const WIDTH_DIGITS: i32 = 4;

/// How many digits numbers keep: significant ones, and decimals at least.
#[derive(Clone, Copy)]
pub struct Precision {
    digits: u32,
    decimals: i32,
}

impl Precision {
    /// What most numbers keep. Whole parts are never cut off.
    pub const USUAL: Self = Self { digits: DIGITS, decimals: 1 };

    /// What stands in a field.
    pub fn of_field(self, name: &str) -> Self {
        match name {
            name if IN_UNITS.contains(&name) => Self { digits: UNIT_DIGITS, ..self },
            name if CHANCES.contains(&name) => Self { digits: CHANCE_DIGITS, decimals: 0 },
            _ => self,
        }
    }

    /// What stands in an object: beside a narrow interval as many decimals as tell its ends apart.
    pub fn of_object(self, fields: &Map<String, Value>) -> Self {
        let ends = fields.get(INTERVAL).and_then(Value::as_array);
        let end = |place: usize| ends?.get(place)?.as_f64();
        let width = end(0).zip(end(1)).map_or(0.0, |(low, high)| (high - low).abs());
        if width > 0.0 && width.is_finite() {
            let decimals = WIDTH_DIGITS - 1 - libm::floor(libm::log10(width)) as i32;
            Self { decimals: self.decimals.max(decimals), ..self }
        } else {
            self
        }
    }

    /// A number with so many digits; whole numbers stay as they are.
    ///
    /// What follows is cut off, and where that leaves a last digit of 0 or 5 it becomes 1 or 6: so the number stays on
    /// its side of every half, and written with fewer digits it is the same text as before. Rounded to the nearest, 0.12349
    /// would be 0.1235, and with three digits 0.124. That is rounding to odd (Boldo and Melquiond, "Emulation of a FMA
    /// and correctly rounded sums: proved algorithms using rounding to odd", 2008), in decimals.
    pub fn cut(self, value: f64) -> f64 {
        if value.fract() == 0.0 || !value.is_finite() {
            return value;
        }
        // The fewest digits that no other number has: "-1.2345e-7".
        let text = format!("{value:e}");
        let Some((mantissa, exponent)) = text.split_once('e') else { return value };
        let places = exponent.parse().map_or(0, |exponent: i32| exponent + 1 + self.decimals);
        let kept = (self.digits as usize).max(usize::try_from(places).unwrap_or(0));
        let mut digits = 0;
        let is_kept = |character: &char| {
            digits += usize::from(character.is_ascii_digit());
            digits <= kept
        };
        let mut short: String = mantissa.chars().take_while(is_kept).collect();
        if short.len() == mantissa.len() {
            return value;
        }
        match short.pop() {
            Some('0') => short.push('1'),
            Some('5') => short.push('6'),
            last => short.extend(last),
        }
        format!("{short}e{exponent}").parse().unwrap_or(value)
    }
}

/// A number with so few digits that many rows have it, and that a drawing shows; whole ones, too. All of its digits are
/// shown, so that it is the nearest such number.
pub fn coarse(value: f64) -> f64 {
    let places = FEW_DIGITS - 1;
    // Near the largest number the rounded one would be beyond it.
    let rounded: f64 = format!("{value:.places$e}").parse().unwrap_or(value);
    if rounded.is_finite() { rounded } else { value }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use report::{Estimate, format};
    use serde_json::{Value, json};

    use super::Precision;

    fn cut(value: f64) -> f64 {
        Precision::USUAL.cut(value)
    }

    #[test]
    fn the_last_digit_tells_that_more_were_cut_off() {
        let cases = [
            (0.123_45, 0.123_45),
            (0.123_45_f64.next_up(), 0.123_46),
            (0.123_45_f64.next_down(), 0.123_44),
            (-2.499_999, -2.4999),
            (-2.500_001, -2.5001),
            (9.999_999_9, 9.9999),
            (1_234_567.84, 1_234_567.8),
            (1_234_567.04, 1_234_567.1),
            (12_345.0, 12_345.0),
            (2.718_281_828e-300, 2.7182e-300),
            (f64::MAX, f64::MAX),
        ];
        for (value, expected) in cases {
            assert_eq!(cut(value), expected, "{value}");
        }
        assert_eq!(Precision::USUAL.of_field("median").cut(1013.2567), 1013.2);
        assert_eq!(Precision::USUAL.of_field("edges").cut(1013.2567), 1013.26);
    }

    proptest! {
        #[test]
        fn what_was_cut_is_not_cut_again(value: f64) {
            prop_assert_eq!(cut(cut(value)).to_bits(), cut(value).to_bits());
        }

        #[test]
        fn with_fewer_digits_it_is_the_same_text(value: f64) {
            for digits in 1..5 {
                let texts = [value, cut(value)].map(|value| format::number(value, digits));
                prop_assert_eq!(&texts[0], &texts[1]);
            }
            let p = 1.0 / (1.0 + value.abs());
            let short = Precision::USUAL.of_field("p_value").cut(p);
            prop_assert_eq!(format::p_value(p), format::p_value(short));
        }

        // Near halves, where rounding twice goes wrong.
        #[test]
        fn so_it_is_beside_a_half(half in -99_999_i64..100_000, power in -12_i32..9, ulps in -3_i64..4) {
            let exact: f64 = format!("{half}e{power}").parse().unwrap();
            let value = f64::from_bits(exact.to_bits().wrapping_add_signed(ulps));
            for digits in 1..5 {
                let texts = [value, cut(value)].map(|value| format::number(value, digits));
                prop_assert_eq!(&texts[0], &texts[1]);
            }
        }

        // As a record has them: ten digits.
        #[test]
        fn shares_are_the_same_text(tenths_of_a_billionth in 0_i64..20_000_000_000) {
            let share = tenths_of_a_billionth as f64 / 1e10;
            prop_assert_eq!(format::percent(share), format::percent(cut(share)));
            prop_assert_eq!(format::points(-share), format::points(cut(-share)));
            prop_assert_eq!(format::distance(share), format::distance(cut(share)));
        }

        #[test]
        fn beside_an_interval_all_of_its_digits_are_known(
            value in -2_000_000_000_i64..2_000_000_000,
            width in 1_i64..1_000_000_000,
        ) {
            let [value, low, high] = [value, value - width / 3, value + width].map(|n| n as f64 / 1e9);
            let estimate = json!({"value": value, "interval_95": [low, high]});
            let precision = Precision::USUAL.of_object(estimate.as_object().unwrap());
            let cut = |value| precision.cut(value);
            let decimals = |estimate: &Estimate| {
                let (text, _) = format::estimate(estimate);
                text.split_once('.').map_or(0, |(_, decimals)| decimals.len())
            };
            let before = Estimate { value, interval_95: Some((low, high)) };
            let after = Estimate { value: cut(value), interval_95: Some((cut(low), cut(high))) };
            // A width beside a power of ten may come to lie on its other side.
            if decimals(&before) == decimals(&after) {
                prop_assert_eq!(format::estimate(&before), format::estimate(&after));
            } else {
                let width = 4.0 / 3.0 * width as f64 / 1e9;
                let power = 10_f64.powf(width.log10().round());
                prop_assert!((width / power - 1.0).abs() < 3e-3, "{} {}", width, power);
            }
        }
    }

    #[test]
    fn an_object_without_an_interval_keeps_the_usual_digits() {
        for fields in [json!({}), json!({"interval_95": null}), json!({"interval_95": [0.5, 0.5]})]
        {
            let Value::Object(fields) = fields else { continue };
            assert_eq!(Precision::USUAL.of_object(&fields).cut(0.123_456_7), 0.123_46);
        }
    }
}
