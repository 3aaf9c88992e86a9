//! Sentences that told what is withheld, wherever a Report repeats them.

use serde_json::Value;

/// A text that gives way to another in every text that also names what it is about.
pub struct Sentence {
    pub about: String,
    pub from: String,
    pub to: String,
}

impl Sentence {
    /// A whole sentence, whatever else its text names; none where there is nothing to replace.
    pub fn whole(from: &str, to: &str) -> Option<Self> {
        let (from, to) = (from.to_owned(), to.to_owned());
        (!from.is_empty() && from != to).then(|| Self { about: String::new(), from, to })
    }
}

/// Replaces sentences in every text, in their order.
pub fn replace(value: &mut Value, sentences: &[Sentence]) {
    match value {
        Value::String(text) => {
            for Sentence { about, from, to } in sentences {
                if text.contains(about.as_str()) && text.contains(from.as_str()) {
                    *text = text.replace(from.as_str(), to);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, sentences)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, sentences)),
        _ => {}
    }
}
