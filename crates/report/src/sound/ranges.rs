//! Numbers that mean nothing outside of their range, by the names of their fields.

use serde_json::Value;

use crate::format;
use crate::plain::FieldError;

/// The largest number up to which every whole one is kept by all that reads JSON.
const MOST: u64 = 1 << 53;
/// How far a share may be from its range by rounding.
const ROUNDING: f64 = 1e-9;

/// Fields that hold nothing but shares and probabilities.
const SHARES: [&str; 10] = [
    "gap_share",
    "missing_before",
    "p_adjusted",
    "p_value",
    "probability",
    "repeated_share",
    "share",
    "shares",
    "to_be_best",
    "to_beat_control",
];

/// Fields that hold the ends of an interval, the lower one first.
const INTERVALS: [&str; 2] = ["interval_95", "from_to"];

/// Looks at every number of a record but those of its settings, which have ranges of their own.
///
/// # Errors
/// The first that is out of its range.
pub fn check(record: &Value) -> Result<(), FieldError> {
    let Value::Object(fields) = record else { return Ok(()) };
    let mut others = fields.iter().filter(|(name, _)| *name != "settings");
    others.try_for_each(|(name, value)| walk(name, value, false))
}

/// Looks at what stands in a field, which is a share, or a part of one.
fn walk(field: &str, value: &Value, is_share: bool) -> Result<(), FieldError> {
    let is_share = is_share || is_share_name(field);
    inside(field, value, is_share).map_err(|wrong| wrong.within(field))
}

fn inside(field: &str, value: &Value, is_share: bool) -> Result<(), FieldError> {
    match value {
        Value::Number(_) => number(value, is_share),
        Value::Array(entries) => {
            if let ([low, high], true) = (entries.as_slice(), INTERVALS.contains(&field)) {
                in_order(low, high)?;
            }
            entries.iter().enumerate().try_for_each(|(place, entry)| {
                inside("", entry, is_share).map_err(|wrong| wrong.within_entry(place))
            })
        }
        Value::Object(fields) => {
            if let (Some(first), Some(last)) = (fields.get("first_ms"), fields.get("last_ms")) {
                in_order(first, last)?;
            }
            fields.iter().try_for_each(|(name, value)| walk(name, value, is_share))
        }
        _ => Ok(()),
    }
}

fn is_share_name(field: &str) -> bool {
    SHARES.contains(&field) || field.ends_with("_p_adjusted") || field.ends_with("_p_value")
}

fn number(value: &Value, is_share: bool) -> Result<(), FieldError> {
    let number = value.as_f64().unwrap_or(f64::NAN);
    if is_share && !(-ROUNDING..=1.0 + ROUNDING).contains(&number) {
        return Err(FieldError::of(&format!("{} is no share from 0 to 1", told(value))));
    }
    let is_too_large = value.as_u64().is_some_and(|number| number > MOST)
        || value.as_i64().is_some_and(|number| number.unsigned_abs() > MOST);
    if is_too_large {
        return Err(FieldError::of(&format!("{} is more than can be counted", told(value))));
    }
    Ok(())
}

fn in_order(low: &Value, high: &Value) -> Result<(), FieldError> {
    if low.as_f64() <= high.as_f64() {
        return Ok(());
    }
    Err(FieldError::of(&format!("{} is not before {}", told(low), told(high))))
}

fn told(value: &Value) -> String {
    format::short(&value.to_string())
}
