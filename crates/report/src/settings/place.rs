//! Places in the settings' JSON: "drift.psi_bins".

use serde_json::Value;

/// The value at a place; null where there is none.
pub fn get(all: &Value, path: &str) -> Value {
    path.split('.').fold(all, |value, key| &value[key]).clone()
}

/// Puts a value where one is already.
pub fn put(all: &mut Value, path: &str, value: Value) {
    if let Some(place) = all.pointer_mut(&format!("/{}", path.replace('.', "/"))) {
        *place = value;
    }
}
