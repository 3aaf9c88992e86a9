//! Columns that say how long an answer took, by their names.

/// Words of a name that say the unit, and milliseconds of one of it.
const UNITS: [(&[&str], f64); 3] = [
    (&["ms", "msec", "msecs", "millis", "millisecond", "milliseconds"], 1.0),
    (&["s", "sec", "secs", "second", "seconds"], 1_000.0),
    (&["us", "µs", "usec", "usecs", "micros", "microsecond", "microseconds"], 0.001),
];
/// Words that tell that a time is that of an answer.
const SERVING: [&str; 9] = [
    "prediction",
    "predictions",
    "inference",
    "score",
    "scoring",
    "model",
    "serving",
    "request",
    "processing",
];
/// How long, which needs a unit or who was at work beside it: a `duration` alone is an input.
const LASTED: [&str; 3] = ["duration", "elapsed", "elapsed time"];

/// Milliseconds of one of the unit that a name says, in words.
pub fn unit_ms(words: &[String]) -> Option<f64> {
    let says = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    UNITS.into_iter().find(|(names, _)| says(names)).map(|(_, factor)| factor)
}

/// Whether a name, in words, is that of how long an answer took.
pub fn is_latency(words: &[String]) -> bool {
    let is_unit = |word: &&String| unit_ms(std::slice::from_ref(*word)).is_some();
    let is_serving = |word: &&String| SERVING.contains(&word.as_str());
    let of: Vec<&str> = words
        .iter()
        .filter(|word| !is_unit(word) && !is_serving(word))
        .map(String::as_str)
        .collect();
    let what = of.join(" ");
    let (has_unit, is_served) =
        (words.iter().any(|w| is_unit(&w)), words.iter().any(|w| is_serving(&w)));
    of.contains(&"latency")
        || what == "response time"
        || (LASTED.contains(&what.as_str()) && (has_unit || is_served))
        || (what == "time" && has_unit && is_served)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::words;

    #[test]
    fn the_unit_is_a_word_of_the_name() {
        let says = |name: &str| unit_ms(&words(name));
        assert_eq!(says("latency_ms"), Some(1.0));
        assert_eq!(says("latencySeconds"), Some(1_000.0));
        assert_eq!(says("latency [us]"), Some(0.001));
        assert_eq!(says("latency"), None);
    }

    #[test]
    fn a_time_is_a_latency_with_a_unit_or_who_was_at_work() {
        for name in [
            "prediction_latency_ms",
            "response_time_us",
            "duration_seconds",
            "elapsed_ms",
            "score_time_ms",
        ] {
            assert!(is_latency(&words(name)), "{name}");
        }
        for name in ["duration", "call_duration_seconds", "prediction_time", "time_ms", "elapsed"] {
            assert!(!is_latency(&words(name)), "{name}");
        }
    }
}
