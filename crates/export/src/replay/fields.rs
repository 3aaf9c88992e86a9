//! Where two values of JSON differ.

use std::fmt;

use report::format;
use serde_json::Value;

/// A field that differs.
#[derive(Debug, PartialEq)]
pub struct Differing {
    /// Where: "drift.columns[3].verdict".
    path: String,
    before: Option<Value>,
    after: Option<Value>,
}

impl Differing {
    /// Whether it stands in a part of the Report.
    pub fn is_of(&self, part: &str) -> bool {
        self.path.starts_with(part)
    }
}

impl fmt::Display for Differing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = (in_words(self.before.as_ref()), in_words(self.after.as_ref()));
        write!(f, "{}: recorded {before}, computed {after}", self.path)
    }
}

fn in_words(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::Array(values)) => format::plural(values.len() as u64, "entry", "entries"),
        Some(Value::Object(_)) => "a group of fields".to_owned(),
        Some(value) => format::short(&value.to_string()),
    }
}

/// Every field that differs, in the order of their paths.
pub fn differing(before: &Value, after: &Value) -> Vec<Differing> {
    let mut found = Vec::new();
    walk("", Some(before), Some(after), &mut found);
    found
}

fn walk(path: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Differing>) {
    match (before, after) {
        (a, b) if a == b => {}
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let added = b.keys().filter(|key| !a.contains_key(*key));
            for key in a.keys().chain(added) {
                let dot = if path.is_empty() { "" } else { "." };
                walk(&format!("{path}{dot}{key}"), a.get(key), b.get(key), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for place in 0..a.len().max(b.len()) {
                walk(&format!("{path}[{place}]"), a.get(place), b.get(place), found);
            }
        }
        (before, after) => found.push(Differing {
            path: path.to_owned(),
            before: before.cloned(),
            after: after.cloned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_named_by_their_path() {
        let before = json!({"a": 1, "b": {"c": [1, 2, {"d": "x"}]}, "e": null});
        let after = json!({"a": 1, "b": {"c": [1, 3, {"d": "y"}, 4]}, "f": []});
        let told: Vec<String> =
            differing(&before, &after).iter().map(ToString::to_string).collect();
        let expected = [
            "b.c[1]: recorded 2, computed 3",
            "b.c[2].d: recorded \"x\", computed \"y\"",
            "b.c[3]: recorded nothing, computed 4",
            "e: recorded null, computed nothing",
            "f: recorded nothing, computed 0 entries",
        ];
        assert_eq!(told, expected);
        assert_eq!(differing(&before, &before), []);
    }
}
