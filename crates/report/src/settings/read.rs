//! Settings out of JSON: the one place that reads them.

use serde_json::Value;

use super::Settings;
use super::fields::Field;

impl Settings {
    /// Reads what [`Settings::to_value`] wrote, or a part of it; missing fields take their default, and
    /// unknown ones are refused.
    pub(super) fn from_value(mut value: Value) -> Option<Self> {
        make_whole(&mut value);
        let mut settings = Self::default();
        settings.take(value).then_some(settings)
    }
}
/// Writes 10.0 as 10, which is the same number, and which serde takes for a whole one.
fn make_whole(value: &mut Value) {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Object(fields) => fields.values_mut().for_each(make_whole),
        Value::Number(number) => {
            let whole = number.as_f64().filter(|n| n.fract() == 0.0 && (0.0..LARGEST).contains(n));
            if let Some(whole) = whole.filter(|_| number.is_f64()) {
                *number = (whole as u64).into();
            }
        }
        _ => {}
    }
}
