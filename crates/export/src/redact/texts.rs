//! Every text and every number of a Report: rare values go from sentences, numbers lose digits.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use super::Withheld;
use super::digits::{Precision, coarse};
use super::names::without_names;

/// What stands for a value that is withheld.
const RARE: &str = "a value of few rows";
/// Fields that hold nothing but the name of a value.
const NAMES: [&str; 16] = [
    "label",
    "labels",
    "name",
    "names",
    "segment",
    "class",
    "classes",
    "columns",
    "rows",
    "highest",
    "lowest",
    "arm",
    "control",
    "canary",
    "answer",
    "most_changed",
];
/// Curves that are drawn, and not read number by number.
const CURVES: [&str; 2] = ["roc", "precision_recall"];
/// Closing marks that are looked at for each opening one.
const MOST_MARKS: usize = 8;
/// Quotation marks around values: those of sentences, and those of the ledger.
const QUOTES: [(char, char); 2] = [('“', '”'), ('"', '"')];

/// Parts of a Report that hold no value of a file.
const KEPT: [&str; 2] = ["settings", "inputs"];

/// Letters or digits that a rare value has at least to be looked for in sentences where it has no quotation marks.
const FEWEST_LETTERS: usize = 4;

/// Redacts the texts and the numbers of a Report; settings and inputs stay as they are.
pub fn redact(report: &mut Value, withheld: &Withheld<'_>) {
    let parts = report.as_object_mut().into_iter().flatten();
    let mut parts: Vec<(&String, &mut Value)> =
        parts.filter(|(name, _)| !KEPT.contains(&name.as_str())).collect();
    let mut named = BTreeSet::new();
    for (name, part) in &mut parts {
        walk(part, name, Precision::USUAL, withheld, &mut named);
    }
    // What was a name of the Report's own, as of a class or an arm, also stands in sentences without marks.
    let rare = RARE.to_owned();
    let names: Vec<(&String, &String)> = named.iter().map(|name| (name, &rare)).collect();
    if !names.is_empty() {
        parts.into_iter().for_each(|(_, part)| in_sentences(part, &names));
    }
}

/// Withholds names in every text.
fn in_sentences(value: &mut Value, names: &[(&String, &String)]) {
    match value {
        Value::String(text) if names.iter().any(|(name, _)| text.contains(name.as_str())) => {
            *text = without_names(text, names);
        }
        Value::Array(values) => values.iter_mut().for_each(|value| in_sentences(value, names)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| in_sentences(value, names));
        }
        _ => {}
    }
}

/// Redacts a value that stands in a field.
fn walk(
    value: &mut Value,
    field: &str,
    precision: Precision,
    withheld: &Withheld<'_>,
    named: &mut BTreeSet<String>,
) {
    match value {
        Value::String(text) => {
            if NAMES.contains(&field) && withheld.is_rare(text) {
                let name = std::mem::replace(text, RARE.to_owned());
                let is_word = name.chars().any(char::is_alphabetic);
                if is_word && name.chars().count() >= FEWEST_LETTERS {
                    named.insert(name);
                }
            } else if let Cow::Owned(other) = without_quoted(text, withheld) {
                *text = other;
            }
        }
        Value::Number(number) => {
            if let Some(other) = number.as_f64().filter(|_| number.is_f64()) {
                *value = Value::from(precision.cut(other));
            }
        }
        Value::Array(values) => {
            values.iter_mut().for_each(|value| walk(value, field, precision, withheld, named))
        }
        Value::Object(fields) => {
            let precision = precision.of_object(fields);
            for (name, value) in fields {
                if CURVES.contains(&name.as_str()) || (field == "cdf" && name == "share") {
                    as_drawn(value);
                } else {
                    walk(value, name, precision.of_field(name), withheld, named);
                }
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// Leaves a curve the digits that a drawing shows.
fn as_drawn(curve: &mut Value) {
    match curve {
        Value::Number(number) => {
            if let Some(other) = number.as_f64().map(coarse) {
                *curve = Value::from(other);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(as_drawn),
        Value::Object(fields) => fields.values_mut().for_each(as_drawn),
        Value::String(_) | Value::Null | Value::Bool(_) => {}
    }
}

/// A sentence in which rare values between quotation marks are withheld.
fn without_quoted<'a>(text: &'a str, withheld: &Withheld<'_>) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    for (open, close) in QUOTES {
        let quoted = pieces(&text, open, close);
        let rare: Vec<String> = quoted
            .into_iter()
            .filter(|piece| is_rare(piece, withheld))
            .map(str::to_owned)
            .collect();
        for piece in rare {
            text = Cow::Owned(text.replace(&format!("{open}{piece}{close}"), RARE));
        }
    }
    text
}

/// What stands between quotation marks: from each opening one to each closing one after it, the farthest first, as
/// a value may hold marks itself.
fn pieces(text: &str, open: char, close: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    for (from, _) in text.match_indices(open) {
        let inner = &text[from + open.len_utf8()..];
        let ends = inner.match_indices(close).take(MOST_MARKS).map(|(to, _)| &inner[..to]);
        pieces.extend(ends.collect::<Vec<_>>().into_iter().rev());
    }
    pieces
}

/// Whether a quoted piece is a rare value, or the beginning of one that a sentence cut short.
fn is_rare(piece: &str, withheld: &Withheld<'_>) -> bool {
    let begins = |start: &str| {
        let mut following = withheld.rare.range(start.to_owned()..);
        following.next().is_some_and(|value| value.starts_with(start))
    };
    withheld.is_rare(piece)
        || withheld.is_rare(&piece.to_lowercase())
        || piece.strip_suffix('…').is_some_and(begins)
}
