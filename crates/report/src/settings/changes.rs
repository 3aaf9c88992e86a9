//! Settings as text: what differs from the defaults, and back.

use serde_json::{Map, Value};

use super::fields::Field;
use super::{Setting, Settings};
use crate::{Problem, format};

impl Settings {
    /// What differs from the defaults, as a JSON object that reads as these settings again.
    #[must_use]
    pub fn changes(&self) -> Value {
        difference(self.to_value(), &Self::default().to_value())
            .unwrap_or_else(|| Value::Object(Map::new()))
    }

    /// Reads settings, by themselves or as part of a saved report; what the text does not name takes
    /// its default.
    ///
    /// # Errors
    /// When the text is no JSON, names something unknown, or holds a value out of its range.
    pub fn from_json(text: &str) -> Result<Self, Problem> {
        let text = text.trim_start_matches('\u{feff}');
        let mut given: Value = serde_json::from_str(text).map_err(|error| {
            let (line, character) = (error.line(), error.column());
            let place = format!("at line {line}, character {character}");
            Problem::new(format!("These are no settings: the JSON goes wrong {place}"), REMEDY)
        })?;
        if given.get("schema_version").is_some() && given.get("settings").is_some() {
            given = given["settings"].take();
        }
        Self::checked(&given, text)
    }

    /// Settings of plain JSON, which stands in a text; what is wrong is said with its line, where the text is known.
    fn checked(given: &Value, text: &str) -> Result<Self, Problem> {
        check_names(given, &Self::default().to_value(), "", text)?;
        let settings = Self::from_value(given.clone()).ok_or_else(|| wrong_value(given, text))?;
        settings.check().map(|()| settings)
    }

    /// Whether the settings of a saved report are settings.
    ///
    /// # Errors
    /// When they name something unknown, or hold a value that a setting cannot have: says which, and what it can be.
    pub(crate) fn check_record(given: &Value) -> Result<(), Problem> {
        if given.is_null() {
            let what =
                "This report cannot be opened: the settings that it was made by are not in it";
            return Err(Problem::new(what, AS_SAVED));
        }
        Self::checked(given, "").map(|_| ()).map_err(|problem| {
            let what =
                format!("This report cannot be opened because of its settings. {}", problem.what);
            let remedy = match problem.remedy.as_str() {
                REMEDY => AS_SAVED.to_owned(),
                own => format!("{own}, or take the file as it was saved"),
            };
            Problem::new(what, remedy)
        })
    }
}

const REMEDY: &str = "Take the settings of a saved report, or any part of them";
/// What to do where a record holds no settings.
const AS_SAVED: &str = "Take the file as it was saved, or compare its files again";

/// A problem on the line of the text where the last name of a path stands, each looked for behind the one
/// before.
fn on_its_line(problem: Problem, text: &str, path: &str) -> Problem {
    let mut at = 0;
    for name in path.split('.') {
        let Some(found) = text[at..].find(&format!("\"{name}\"")) else { return problem };
        at += found;
    }
    problem.at_line(text[..at].matches('\n').count() as u64 + 1)
}

/// Whether every name is one of a setting. Serde also takes lists for settings with names, by position:
/// nobody means that.
fn check_names(given: &Value, defaults: &Value, path: &str, text: &str) -> Result<(), Problem> {
    let Value::Object(known) = defaults else { return Ok(()) };
    let Value::Object(fields) = given else {
        let what = match path {
            "" => "The settings are".to_owned(),
            path => format!("{} is", format::short(path)),
        };
        let problem = Problem::new(format!("{what} no list of names with values"), REMEDY);
        return Err(on_its_line(problem, text, path));
    };
    // Roles and kinds are named by their columns.
    if known.is_empty() {
        return Ok(());
    }
    fields.iter().try_for_each(|(name, field)| {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match known.get(name) {
            Some(defaults) => check_names(field, defaults, &path, text),
            None => {
                let what = format!("There is no setting {}", format::short(&path));
                let problem = Problem::new(what, "Leave it out, or mend its name");
                Err(on_its_line(problem, text, &path))
            }
        }
    })
}

/// Which value cannot be read: the first that cannot be read alone.
fn wrong_value(given: &Value, text: &str) -> Problem {
    let mut path = Vec::new();
    let mut place = given;
    while let Value::Object(fields) = place {
        let wrong = fields.iter().find(|(name, field)| {
            let mut alone = (*field).clone();
            for name in std::iter::once(*name).chain(path.iter().rev().copied()) {
                alone = Value::Object(Map::from_iter([(name.clone(), alone)]));
            }
            Settings::from_value(alone).is_none()
        });
        let Some((name, field)) = wrong else { break };
        path.push(name);
        place = field;
    }
    let path = path.into_iter().map(String::as_str).collect::<Vec<_>>().join(".");
    let range = Setting::ALL.iter().find(|setting| setting.path == path).map(Setting::range);
    let remedy = range.map_or_else(|| REMEDY.to_owned(), |range| format!("Give {range}"));
    let (name, value) = (format::short(&path), format::short(&place.to_string()));
    let problem = Problem::new(format!("The setting {name} cannot be {value}"), remedy);
    on_its_line(problem, text, &path)
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
    fn whole_numbers_may_have_a_fraction_of_nothing() {
        let read = |text: &str| Settings::from_json(text);
        assert_eq!(read(r#"{"drift":{"psi_bins":12.0}}"#).unwrap().drift.psi_bins, 12);
        assert_eq!(read(r#"{"drift":{"psi_moderate":0}}"#).unwrap().drift.psi_moderate, 0.0);
        assert!(read(r#"{"drift":{"psi_bins":12.5}}"#).is_err());
    }

    #[test]
    fn a_choice_is_told_by_the_word_that_is_read() {
        let problem = Settings::from_json(r#"{"timeline":{"windows":"as fits"}}"#).unwrap_err();
        assert!(problem.remedy.starts_with("Give auto (as fits), hour, day"), "{problem}");
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

    #[test]
    fn a_fault_says_what_and_where_and_what_to_do() {
        for (text, sentence) in [
            (
                "{\"drift\":{\n\"psi_bins\":10,,}}",
                "These are no settings: the JSON goes wrong at line 2, character 15. Take the settings of a saved report, or any part of them.",
            ),
            (
                r#"{"drift":{"psi":1}}"#,
                "There is no setting drift.psi. Line 1. Leave it out, or mend its name.",
            ),
            (
                r#"{"seed":1,"drift":{"psi_floor":0.1,"psi_bins":"ten"}}"#,
                "The setting drift.psi_bins cannot be \"ten\". Line 1. Give a whole number from 2 to 1000.",
            ),
            (
                r#"{"roles":{"a.b":"label","y":"labl"}}"#,
                "The setting roles.y cannot be \"labl\". Line 1. Take the settings of a saved report, or any part of them.",
            ),
            (
                r#"{"drift":[1]}"#,
                "drift is no list of names with values. Line 1. Take the settings of a saved report, or any part of them.",
            ),
        ] {
            assert_eq!(Settings::from_json(text).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn settings_travel_whole_beside_a_report() {
        #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        struct Sent {
            #[serde(
                serialize_with = "crate::wire::serialize",
                deserialize_with = "crate::wire::deserialize"
            )]
            settings: Settings,
        }
        let mut settings = Settings::default();
        settings.roles.insert("y".to_owned(), Role::Label);
        settings.drift.psi_floor = 0.1 + 0.2 - 0.299;
        let sent = Sent { settings };
        let bytes = postcard::to_allocvec(&sent).unwrap();
        assert_eq!(postcard::from_bytes::<Sent>(&bytes).unwrap(), sent);
    }
}
