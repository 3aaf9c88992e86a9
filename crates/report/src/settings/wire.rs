//! How settings travel between page and worker.
//!
//! JSON holds them as they are. In a binary form they are a text, the JSON of their changes: the page
//! reads settings from JSON anyway, and would need all of that code once more to read them by position.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::Settings;

/// Writes settings.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(settings: &Settings, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() {
        settings.serialize(to)
    } else {
        to.serialize_str(&settings.changes().to_string())
    }
}

/// Reads settings.
///
/// # Errors
/// Those of the deserializer, and where the text holds no settings.
pub fn deserialize<'de, T: From<Settings>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let settings = if from.is_human_readable() {
        Settings::from_value(Value::deserialize(from)?)
    } else {
        Settings::from_json(&String::deserialize(from)?).ok()
    };
    settings.map(T::from).ok_or_else(|| D::Error::custom("no settings"))
}
