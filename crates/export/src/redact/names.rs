//! Columns that are numbered instead of named.

use std::collections::BTreeMap;

use report::{InOrder, RoleChoice, Settings, format};
use serde_json::{Map, Value};

use crate::ExportError;

/// Puts "column 1" in the place of the first column's name, and so on, wherever it stands in a Report.
pub fn mask(report: &mut Value, columns: &[RoleChoice]) {
    let mut names = numbered(columns.iter().map(|role| role.column.as_str()));
    // Sentences cut long names.
    let cut = names.iter().map(|(name, number)| (format::short(name), number.clone()));
    let cut: Vec<(String, String)> = cut.filter(|(name, _)| !names.contains_key(name)).collect();
    names.extend(cut);
    walk(report, "", &by_length(&names));
}

/// The settings of a report whose columns are numbered, with the names of the columns: those of its files, in the order
/// of [`mask`].
///
/// # Errors
/// When the settings cannot be written, or are none once they have the names.
pub fn named(settings: &Settings, columns: &[&str]) -> Result<Settings, ExportError> {
    let names = numbered(columns.iter().copied());
    let names = names.into_iter().map(|(name, number)| (number, name)).collect();
    let mut value = settings.changes();
    walk(&mut value, "", &by_length(&names));
    Ok(Settings::from_json(&value.to_string())?)
}

/// What stands for each name.
fn numbered<'a>(columns: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let number = |(name, number): (&str, u32)| (name.to_owned(), format!("column {number}"));
    columns.zip(1..).map(number).collect()
}

/// What is replaced by what, the longest first: a name that is a part of another one is replaced after it.
fn by_length(names: &BTreeMap<String, String>) -> Vec<(&String, &String)> {
    let mut by_length: Vec<(&String, &String)> = names.iter().collect();
    by_length.put_in_order_of(|(name, _)| std::cmp::Reverse(name.len()));
    by_length
}

/// Fields of settings that are keyed by the names of columns; all other keys are words of the Report's own,
/// which a column may share.
const KEYED_BY_COLUMN: [&str; 2] = ["roles", "kinds"];

/// Fields that hold nothing but the name of a column, or of a model, which a column names. In others a word
/// that is also a column's name is one of the Report's own: a unit, a role, a verdict.
const NAMES: [&str; 22] = [
    "and",
    "answer",
    "attribute",
    "by",
    "column",
    "columns",
    "covariate",
    "detail",
    "event_column",
    "first",
    "from",
    "giveaways",
    "id",
    "label",
    "metric",
    "metrics",
    "model",
    "name",
    "score",
    "scores",
    "second",
    "subject",
];

/// Fields in which no column is named, whatever stands there.
const OTHERS: [&str; 3] = ["driftglass_version", "sha256", "digits"];

/// Masks a value that stands in a field.
fn walk(value: &mut Value, field: &str, names: &[(&String, &String)]) {
    match value {
        Value::String(_) if OTHERS.contains(&field) => {}
        // A file is called as it is; the column that it was split by stands behind its name.
        Value::String(file) if field == "file" => {
            if let Some((name, part)) = file.split_once(", ") {
                *file = format!("{name}, {}", without_names(part, names));
            }
        }
        Value::String(text) => {
            let is_name = names.iter().any(|(name, _)| *name == text);
            let number = names.iter().find(|(name, _)| NAMES.contains(&field) && *name == text);
            match number {
                Some((_, number)) => text.clone_from(number),
                None if is_name => {}
                None => *text = without_names(text, names),
            }
        }
        // What is keyed by column is so itself; objects in a list have fields of their own.
        Value::Array(values) => values.iter_mut().for_each(|value| {
            walk(value, if value.is_object() { "" } else { field }, names);
        }),
        Value::Object(fields) => {
            let is_column = KEYED_BY_COLUMN.contains(&field);
            if is_column {
                forget_replaced(fields, names);
            }
            let renamed = std::mem::take(fields).into_iter().map(|(key, mut value)| {
                if !is_column {
                    walk(&mut value, &key, names);
                }
                let other = names.iter().find(|(name, _)| is_column && **name == key);
                (other.map_or(key, |(_, number)| (*number).clone()), value)
            });
            *fields = renamed.collect();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Forgets what is kept under a name where something is kept under what stands for it, too: that was chosen later, as of
/// a column that a record numbers and that has its name again since the files are here.
fn forget_replaced(fields: &mut Map<String, Value>, names: &[(&String, &String)]) {
    let is_name = |key: &String| names.iter().any(|(name, _)| *name == key);
    for (name, other) in names {
        if fields.contains_key(*other) && !is_name(other) {
            fields.remove(*name);
        }
    }
}

/// A text in which each name that stands by itself is what stands for it; a number in a text is a number, also where a
/// column is called so.
pub fn without_names(text: &str, names: &[(&String, &String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let found = names.iter().find(|(name, _)| stands_alone(rest, name, before));
        let length = match found {
            Some((name, number)) => {
                out.push_str(number);
                name.len()
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    out
}

/// Whether a name begins here, and neither side of it belongs to a longer word.
fn stands_alone(rest: &str, name: &str, before: Option<char>) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    name.chars().any(char::is_alphabetic)
        && rest.starts_with(name)
        && !joins(before)
        && !joins(rest[name.len()..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_get_the_names_again_that_numbers_stand_for() {
        let text = r#"{
            "roles": {"age": "protected", "column 2": "ignore", "gone": "ignore"},
            "reading": {"production": {
                "kinds": {"age_group": "category"}, "part": {"column": "age", "rows": {"is": "age"}}
            }},
            "labels": {"id": "age_group"},
            "data": {"expectations": "age > 20\n`age_group` in {a, b}\ncolumn 2 < 3"},
            "experiments": {"metrics": "age"},
            "timeline": {"event_column": "age_group"}
        }"#;
        let settings = Settings::from_json(text).unwrap();
        let columns = ["age", "age_group", "column 2"];
        let mut masked = settings.changes();
        walk(&mut masked, "", &by_length(&numbered(columns.into_iter())));
        assert_eq!(masked["roles"]["column 1"], "protected");
        assert_eq!(masked["roles"]["column 3"], "ignore");
        assert_eq!(
            masked["data"]["expectations"],
            "column 1 > 20\n`column 2` in {a, b}\ncolumn 3 < 3"
        );
        assert_eq!(masked["experiments"]["metrics"], "column 1");
        assert_eq!(masked["timeline"]["event_column"], "column 2");
        let masked = Settings::from_json(&masked.to_string()).unwrap();
        assert_ne!(masked, settings);
        assert_eq!(named(&masked, &columns).unwrap(), settings);
    }

    #[test]
    fn what_is_chosen_by_name_wins_over_what_a_record_numbers() {
        let text =
            r#"{"roles": {"column 1": "protected", "city": "covariate", "column 2": "ignore"}}"#;
        let settings = named(&Settings::from_json(text).unwrap(), &["city", "age"]).unwrap();
        let expected = r#"{"roles": {"city": "covariate", "age": "ignore"}}"#;
        assert_eq!(settings, Settings::from_json(expected).unwrap());
    }

    #[test]
    fn names_are_replaced_where_they_stand_alone() {
        let (age, group) = (
            ("age".to_owned(), "column 1".to_owned()),
            ("age_group".to_owned(), "column 2".to_owned()),
        );
        let names = [(&group.0, &group.1), (&age.0, &age.1)];
        assert_eq!(
            without_names("age is higher; age_group, average", &names),
            "column 1 is higher; column 2, average"
        );
    }
}
