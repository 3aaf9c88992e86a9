//! Every text and every number of a Report: rare values go from sentences, numbers lose digits.

use std::borrow::Cow;

use serde_json::Value;

use super::Withheld;
use super::digits::rounded;

/// What stands for a value that is withheld.
const RARE: &str = "a value of few rows";
/// Fields that hold nothing but the name of a value.
const NAMES: [&str; 13] = [
    "label",
    "labels",
    "name",
    "names",
    "segment",
    "class",
    "highest",
    "lowest",
    "arm",
    "control",
    "canary",
    "answer",
    "most_changed",
];
/// Quotation marks around values: those of sentences, and those of the ledger.
const QUOTES: [(char, char); 2] = [('“', '”'), ('"', '"')];

/// Parts of a Report that hold no value of a file.
const KEPT: [&str; 2] = ["settings", "inputs"];

/// Redacts the texts and the numbers of a Report; settings and inputs stay as they are.
pub fn redact(report: &mut Value, withheld: &Withheld<'_>) {
    let parts = report.as_object_mut().into_iter().flatten();
    for (name, part) in parts.filter(|(name, _)| !KEPT.contains(&name.as_str())) {
        walk(part, name, withheld);
    }
}

/// Redacts a value that stands in a field.
fn walk(value: &mut Value, field: &str, withheld: &Withheld<'_>) {
    match value {
        Value::String(text) => {
            if NAMES.contains(&field) && withheld.is_rare(text) {
                *text = RARE.to_owned();
            } else if let Cow::Owned(other) = without_quoted(text, withheld) {
                *text = other;
            }
        }
        Value::Number(number) => {
            if let Some(other) = number.as_f64().filter(|_| number.is_f64()).map(rounded) {
                *value = Value::from(other);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| walk(value, field, withheld)),
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(field, value)| walk(value, field, withheld))
        }
        Value::Null | Value::Bool(_) => {}
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

/// What stands between quotation marks.
fn pieces(text: &str, open: char, close: char) -> Vec<&str> {
    let mut rest = text;
    let mut pieces = Vec::new();
    while let Some((_, after)) = rest.split_once(open) {
        let Some((piece, left)) = after.split_once(close) else { break };
        pieces.push(piece);
        rest = left;
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
