//! Settings as text: what differs from the defaults, and back.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::Settings;
use crate::Problem;

impl Settings {
    /// What differs from the defaults, as a JSON object that reads as these settings again.
    #[must_use]
    pub fn changes(&self) -> Value {
        let as_value = |settings: &Self| serde_json::to_value(settings).unwrap_or_default();
        difference(as_value(self), &as_value(&Self::default()))
            .unwrap_or_else(|| Value::Object(Map::new()))
    }

    /// Reads settings, by themselves or as part of a saved report; what the text does not name takes
    /// its default.
    ///
    /// # Errors
    /// When the text is no JSON, names something unknown, or holds a value out of its range.
    pub fn from_json(text: &str) -> Result<Self, Problem> {
        let text = text.trim_start_matches('\u{feff}');
        let is_report = serde_json::from_str::<ReportWithSettings<IgnoredAny>>(text).is_ok();
        let settings = if is_report {
            serde_json::from_str(text).map(|report: ReportWithSettings<Self>| report.settings)
        } else {
            serde_json::from_str(text)
        };
        let settings = settings.map_err(|error| {
            let sentence = format!("The settings are not valid: {error}");
            Problem::new(sentence, "Take the settings of a saved report, or any part of them")
                .at_line(error.line() as u64)
        })?;
        check_shape(text, is_report)?;
        settings.check().map(|()| settings)
    }
}

/// Serde also takes lists for settings with names, by position: nobody means that.
fn check_shape(text: &str, is_report: bool) -> Result<(), Problem> {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let given = if is_report { &value["settings"] } else { &value };
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    match list_in_place_of_names(given, &defaults, "") {
        Some(path) => Err(Problem::new(
            format!("The settings {path} are a list, without names"),
            "Take the settings of a saved report, or any part of them",
        )),
        None => Ok(()),
    }
}

fn list_in_place_of_names(given: &Value, defaults: &Value, path: &str) -> Option<String> {
    let Value::Object(defaults) = defaults else { return None };
    let Value::Object(fields) = given else { return Some(path.to_owned()) };
    fields.iter().find_map(|(name, field)| {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        list_in_place_of_names(field, defaults.get(name)?, &path)
    })
}

/// The part of a saved report that holds its settings.
#[derive(Deserialize)]
struct ReportWithSettings<T> {
    settings: T,
    #[serde(rename = "schema_version")]
    _schema_version: IgnoredAny,
}

/// The parts of a value that another one does not have; none when they are equal.
fn difference(value: Value, other: &Value) -> Option<Value> {
    match (value, other) {
        (Value::Object(fields), Value::Object(others)) => {
            let changed: Map<String, Value> = fields
                .into_iter()
                .filter_map(|(key, field)| {
                    let changed = difference(field, others.get(&key).unwrap_or(&Value::Null))?;
                    Some((key, changed))
                })
                .collect();
            (!changed.is_empty()).then_some(Value::Object(changed))
        }
        (value, other) => (value != *other).then_some(value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Role;

    #[test]
    fn settings_survive_as_their_changes() {
        let mut settings = Settings::default();
        assert_eq!(settings.changes(), json!({}));
        settings.roles.insert("y".to_owned(), Role::Label);
        settings.reading.production.delimiter = Some(';');
        settings.drift.psi_bins = 12;
        let changes = settings.changes();
        let expected = json!({
            "drift": { "psi_bins": 12 },
            "reading": { "production": { "delimiter": ";" } },
            "roles": { "y": "label" },
        });
        assert_eq!(changes, expected);
        assert_eq!(Settings::from_json(&changes.to_string()), Ok(settings));
    }

    #[test]
    fn the_settings_of_a_whole_report_are_taken() {
        let report = |psi: &str| {
            format!(r#"{{"schema_version":1,"inputs":{{}},"settings":{{"drift":{{"{psi}":12}}}}}}"#)
        };
        let settings = Settings::from_json(&report("psi_bins")).unwrap();
        assert_eq!(settings.drift.psi_bins, 12);
        let problem = Settings::from_json(&report("psi_binz")).unwrap_err();
        assert!(problem.what.contains("psi_binz"), "{problem}");
    }

    #[test]
    fn what_is_unknown_is_refused() {
        for text in [r#"[]"#, r#"{"drift":[0.1]}"#, r#"{"reading":{"reference":[";"]}}"#] {
            assert!(Settings::from_json(text).is_err(), "{text}");
        }
        for text in [r#"{"drift":{"psi":1}}"#, r#"{"reading":{"both":{}}}"#, r#"{"rows":1}"#] {
            assert!(Settings::from_json(text).is_err(), "{text}");
        }
    }
}
