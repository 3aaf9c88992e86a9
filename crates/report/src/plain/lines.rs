//! Plain JSON as lines that people read and tools compare.

use serde_json::Value;

/// What is no longer than this stands on one line: a measure with all its numbers, a row of a table.
const LONGEST_LINE: usize = 400;

/// JSON with two-space indentation, in which an object or a list stands on one line where it fits, and one final
/// newline.
pub fn in_lines(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    let start = text.len();
    if on_one_line(value, start + LONGEST_LINE, text) {
        return;
    }
    text.truncate(start);
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    let comma = |text: &mut String, place: usize| {
        if place > 0 {
            text.push(',');
        }
        line(text, depth + 1);
    };
    match value {
        Value::Array(values) => {
            text.push('[');
            for (place, value) in values.iter().enumerate() {
                comma(text, place);
                write(value, depth + 1, text);
            }
            line(text, depth);
            text.push(']');
        }
        Value::Object(fields) => {
            text.push('{');
            for (place, (name, value)) in fields.iter().enumerate() {
                comma(text, place);
                push_name(name, text);
                write(value, depth + 1, text);
            }
            line(text, depth);
            text.push('}');
        }
        // A text or a number is one line, however long.
        value => text.push_str(&value.to_string()),
    }
}

/// Writes a value on the line; false, with a part of it written, where the text would become longer than `most`.
fn on_one_line(value: &Value, most: usize, text: &mut String) -> bool {
    let comma = |text: &mut String, place: usize| {
        if place > 0 {
            text.push_str(", ");
        }
    };
    match value {
        Value::Array(values) => {
            text.push('[');
            for (place, value) in values.iter().enumerate() {
                comma(text, place);
                if !on_one_line(value, most, text) {
                    return false;
                }
            }
            text.push(']');
        }
        Value::Object(fields) => {
            text.push('{');
            for (place, (name, value)) in fields.iter().enumerate() {
                comma(text, place);
                push_name(name, text);
                if !on_one_line(value, most, text) {
                    return false;
                }
            }
            text.push('}');
        }
        value => text.push_str(&value.to_string()),
    }
    text.len() <= most
}

fn push_name(name: &str, text: &mut String) {
    text.push_str(&Value::from(name).to_string());
    text.push_str(": ");
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::in_lines;

    #[test]
    fn what_fits_stands_on_one_line() {
        let long = "x".repeat(390);
        let value = json!({"a": {"b": [1, 2.5, null], "c": {}}, "long": long, "d": [], "\"": "\n"});
        let expected = format!(
            "{{\n  \"a\": {{\"b\": [1, 2.5, null], \"c\": {{}}}},\n  \"long\": \"{long}\",\n  \"d\": [],\n  \"\\\"\": \"\\n\"\n}}\n"
        );
        assert_eq!(in_lines(&value), expected);
        assert_eq!(serde_json::from_str::<Value>(&expected).unwrap(), value);
    }

    #[test]
    fn what_does_not_fit_is_broken_at_its_own_entries_and_no_deeper() {
        let row: Vec<u32> = (0..60).collect();
        let value = json!({"rows": [row, row, {"n": row}]});
        let text = in_lines(&value);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        let depths: Vec<usize> =
            text.lines().map(|line| line.len() - line.trim_start().len()).collect();
        assert_eq!(depths, [0, 2, 4, 4, 4, 2, 0]);
        assert_eq!(in_lines(&json!(3)), "3\n");
    }
}
