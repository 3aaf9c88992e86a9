//! Settings out of JSON: the one place that reads them.
//!
//! A part is read from its fields by name and by nothing else. What serde derives for JSON would also read
//! it from a list without names, and be twice as much of the page.

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::{LabelSettings, Settings};
use crate::Pair;

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::from_value(Value::deserialize(from)?).ok_or_else(|| D::Error::custom("no settings"))
    }
}

impl Settings {
    /// Reads what [`Settings::to_value`] wrote, or a part of it; missing fields take their default, and
    /// unknown ones are refused.
    pub(super) fn from_value(mut value: Value) -> Option<Self> {
        make_whole(&mut value);
        let Value::Object(given) = value else { return None };
        let defaults = Self::default();
        let mut fields = Fields(given);
        let mut reading = fields.fields("reading")?;
        let mut labels = fields.fields("labels")?;
        let settings = Self {
            version: fields.value("version", defaults.version)?,
            seed: fields.value("seed", defaults.seed)?,
            reading: Pair::new(reading.part("reference")?, reading.part("production")?),
            labels: LabelSettings {
                id: labels.value("id", None)?,
                reading: labels.part("reading")?,
            },
            roles: fields.value("roles", defaults.roles)?,
            data: fields.part("data")?,
            drift: fields.part("drift")?,
            timeline: fields.part("timeline")?,
            performance: fields.part("performance")?,
            calibration: fields.part("calibration")?,
            causes: fields.part("causes")?,
            operation: fields.part("operation")?,
        };
        [fields, reading, labels].iter().all(|left| left.0.is_empty()).then_some(settings)
    }
}

/// What is left of the fields of an object.
struct Fields(Map<String, Value>);

impl Fields {
    /// A value, or what it is where it is not given.
    fn value<T: DeserializeOwned>(&mut self, name: &str, default: T) -> Option<T> {
        let Some(value) = self.0.remove(name) else { return Some(default) };
        serde_json::from_value(value).ok()
    }

    /// The fields of an object in it; none where it is not given.
    fn fields(&mut self, name: &str) -> Option<Self> {
        match self.0.remove(name) {
            None => Some(Self(Map::new())),
            Some(Value::Object(fields)) => Some(Self(fields)),
            Some(_) => None,
        }
    }

    /// An object in it, read by the names of its fields.
    fn part<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let fields = self.fields(name)?.0.into_iter();
        T::deserialize(MapDeserializer::<_, serde_json::Error>::new(fields)).ok()
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
