//! What only people know of a model, as plain text.

use report::Problem;
use serde_json::Value;

/// What only people know of a model; what is not given is shown as to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// What the model is called.
    pub model_name: Option<String>,
    /// Which version of it this is of.
    pub model_version: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// What kind of model it is, and how it was trained.
    pub training: Option<String>,
    /// What it is for.
    pub intended_use: Option<String>,
    /// Who is to use it.
    pub intended_users: Option<String>,
    /// What it must not be used for.
    pub out_of_scope: Option<String>,
    /// What it cannot do.
    pub limits: Option<String>,
    /// Where its data came from, and by which right.
    pub data_source: Option<String>,
    /// How it is watched, and what happens when it fails.
    pub monitoring: Option<String>,
    /// Whom it may harm.
    pub ethical_considerations: Option<String>,
    /// What else one must know.
    pub caveats: Option<String>,
}

/// The names of the fields.
pub const FIELDS: [&str; 12] = [
    "model_name",
    "model_version",
    "owner",
    "training",
    "intended_use",
    "intended_users",
    "out_of_scope",
    "limits",
    "data_source",
    "monitoring",
    "ethical_considerations",
    "caveats",
];

impl Notes {
    /// The names of the fields, in their order.
    pub const FIELDS: [&str; 12] = FIELDS;

    /// Reads notes from JSON: an object of texts by the names of the fields.
    ///
    /// # Errors
    /// When the text is no such object, or names a field that there is not; says which there are.
    pub fn from_json(text: &str) -> Result<Self, Problem> {
        let remedy =
            || format!("Give an object of texts with any of the fields {}", FIELDS.join(", "));
        let given: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| Problem::new(format!("The notes are no JSON: {error}"), remedy()))?;
        let Value::Object(given) = given else {
            return Err(Problem::new("The notes are no object", remedy()));
        };
        let mut notes = Self::default();
        for (name, value) in given {
            let Some(field) = notes.field(&name) else {
                return Err(Problem::new(format!("The notes have no field {name}"), remedy()));
            };
            let Value::String(text) = value else {
                return Err(Problem::new(
                    format!("The field {name} of the notes is no text"),
                    remedy(),
                ));
            };
            *field = given_text(&text);
        }
        Ok(notes)
    }

    /// Notes of texts in the order of the fields; an empty one is not given.
    #[must_use]
    pub fn of(texts: &[String]) -> Self {
        let mut notes = Self::default();
        for (name, text) in FIELDS.iter().zip(texts) {
            if let Some(field) = notes.field(name) {
                *field = given_text(text);
            }
        }
        notes
    }

    fn field(&mut self, name: &str) -> Option<&mut Option<String>> {
        Some(match name {
            "model_name" => &mut self.model_name,
            "model_version" => &mut self.model_version,
            "owner" => &mut self.owner,
            "training" => &mut self.training,
            "intended_use" => &mut self.intended_use,
            "intended_users" => &mut self.intended_users,
            "out_of_scope" => &mut self.out_of_scope,
            "limits" => &mut self.limits,
            "data_source" => &mut self.data_source,
            "monitoring" => &mut self.monitoring,
            "ethical_considerations" => &mut self.ethical_considerations,
            "caveats" => &mut self.caveats,
            _ => return None,
        })
    }
}

fn given_text(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_and_others_are_refused() {
        for name in FIELDS {
            let notes = Notes::from_json(&format!(r#"{{"{name}":" a text "}}"#)).unwrap();
            assert_eq!(notes.clone().field(name), Some(&mut Some("a text".to_owned())));
            let others = FIELDS.iter().filter(|other| **other != name);
            assert!(others.into_iter().all(|other| notes.clone().field(other) == Some(&mut None)));
        }
        let said = Notes::from_json(r#"{"intended_usage":"x"}"#).unwrap_err().to_string();
        assert!(
            said.contains("no field intended_usage") && said.contains("intended_use,"),
            "{said}"
        );
        for wrong in ["[]", "{", r#"{"limits":3}"#] {
            assert!(Notes::from_json(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Notes::from_json(r#"{"limits":"  "}"#).unwrap(), Notes::default());
    }
}
