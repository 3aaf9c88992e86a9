//! Round numbers along an axis, and how they are written.

use std::ops::Range;

use report::format;

/// Most gridlines, and most ticks of the axis below.
pub const MOST_TICKS: usize = 5;
/// Least pixels from one gridline to the next.
const TICK_PITCH: f64 = 24.0;

/// A tick: where it is on its axis, and what it says.
pub struct Tick {
    pub at: f64,
    pub label: String,
}

/// Ticks at round numbers of a range, at most five.
pub fn number_ticks(range: &Range<f64>, most: usize) -> Vec<Tick> {
    let at = round_numbers(range.start, range.end, most);
    let step = at.get(1).zip(at.first()).map_or(0.0, |(b, a)| b - a);
    at.into_iter().map(|at| Tick { at, label: tick_label(at, step) }).collect()
}

/// Ticks at round percentages from 0 to a share, on an axis of a length in pixels.
pub fn share_ticks(top: f64, length: f64) -> Vec<Tick> {
    let most = ((length / TICK_PITCH) as usize).clamp(2, MOST_TICKS);
    let at = round_numbers(0.0, top * 100.0, most);
    let step = at.get(1).zip(at.first()).map_or(0.0, |(b, a)| b - a);
    let tick = |percent: f64| Tick {
        at: percent / 100.0,
        label: if percent == 0.0 {
            "0".to_owned()
        } else {
            format!("{}%", tick_label(percent, step))
        },
    };
    at.into_iter().map(tick).collect()
}

/// Round numbers from the first to the last that `low..=high` holds: multiples of 1, 2, 2.5 or
/// 5 times a power of ten, as many as fit without passing `most`. Nothing when the range is empty.
pub fn round_numbers(low: f64, high: f64, most: usize) -> Vec<f64> {
    let span = high - low;
    if !span.is_finite() || span <= 0.0 || most < 2 {
        return Vec::new();
    }
    let power = libm::floor(libm::log10(span)) - 1.0;
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0];
    steps
        .iter()
        .map(|step| multiples(low, high, *step, power))
        .find(|ticks| ticks.len() <= most)
        .unwrap_or_default()
}

/// Multiples of `step` times ten to `power` in a range; at most a few hundred.
fn multiples(low: f64, high: f64, step: f64, power: f64) -> Vec<f64> {
    // Dividing by a power of ten keeps 0.3 the number that is written 0.3.
    let tens = |count: f64| (0..count as u32).fold(1.0, |product, _| product * 10.0);
    let (up, down) = (tens(power), tens(-power));
    let value = |i: f64| i * step * up / down;
    let unit = value(1.0);
    let slack = 1e-9;
    let first = libm::ceil(low / unit - slack);
    let last = libm::floor(high / unit + slack);
    let count = (last - first).clamp(-1.0, 500.0) as i64;
    (0..=count).map(|i| value(first + i as f64)).collect()
}

/// Writes a tick with the digits that tell it from its neighbours.
pub fn tick_label(value: f64, step: f64) -> String {
    if value == 0.0 || step == 0.0 {
        return format::number(value, 4);
    }
    let digits = libm::floor(libm::log10(value.abs())) - libm::floor(libm::log10(step.abs()));
    // A step of 2.5 needs one digit more than its power of ten says.
    format::number(value, (digits + 2.0).clamp(1.0, 15.0) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(round_numbers(0.0, 80.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(round_numbers(0.0, 0.067, 5), [0.0, 0.02, 0.04, 0.06]);
        assert_eq!(round_numbers(-3.0, 7.0, 5), [-2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(round_numbers(1e12, 3e12, 5), [1e12, 1.5e12, 2e12, 2.5e12, 3e12]);
        assert_eq!(round_numbers(0.0, 100.0, 5), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(round_numbers(0.0, 3e-9, 5), [0.0, 1e-9, 2e-9, 3e-9]);
    }

    #[test]
    fn an_empty_range_has_no_ticks() {
        assert!(round_numbers(3.0, 3.0, 5).is_empty());
        assert!(round_numbers(f64::NEG_INFINITY, 3.0, 5).is_empty());
    }

    #[test]
    fn neighbours_are_told_apart() {
        assert_eq!(tick_label(0.9995, 0.0005), "0.9995");
        assert_eq!(tick_label(1.0, 0.0005), "1");
        assert_eq!(tick_label(1_000_000.0, 500_000.0), "1,000,000");
        assert_eq!(tick_label(1_000_000.5, 0.5), "1,000,000.5");
    }
}
