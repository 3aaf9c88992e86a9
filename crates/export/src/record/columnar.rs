//! JSON whose lists of objects are told by columns, which packs to a tenth less: names once, and like values beside
//! each other.
//!
//! A list of two or more objects becomes `{"=": {"name": [values], …}}`, and so do the lists in it; null is a field that
//! an object has not. An object whose field is null, or none of whose fields are named, keeps its list as it is. A name
//! that begins with `=` gets another one before it.

use serde_json::{Map, Value};

/// What stands where a list was.
const MARK: &str = "=";
/// Longest name of a field that is told once for many: what becomes of it is written once for each again.
const LONGEST_NAME_BYTES: usize = 64;

/// The value with its lists of objects by columns.
pub fn by_columns(value: Value) -> Value {
    match value {
        Value::Array(rows) if is_table(&rows) => {
            let columns = columns_of(rows).into_iter();
            let columns = columns.map(|(name, cells)| (marked(name), by_columns(cells)));
            Value::Object(Map::from_iter([(MARK.to_owned(), Value::Object(columns.collect()))]))
        }
        Value::Array(values) => Value::Array(values.into_iter().map(by_columns).collect()),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            Value::Object(fields.map(|(name, value)| (marked(name), by_columns(value))).collect())
        }
        value => value,
    }
}

fn is_table(rows: &[Value]) -> bool {
    let is_row = |row: &Value| {
        row.as_object().is_some_and(|fields| {
            let is_told = |(name, value): (&String, &Value)| {
                !value.is_null() && name.len() <= LONGEST_NAME_BYTES
            };
            !fields.is_empty() && fields.iter().all(is_told)
        })
    };
    rows.len() > 1 && rows.iter().all(is_row)
}

/// The fields of rows, each with one value a row.
fn columns_of(rows: Vec<Value>) -> Map<String, Value> {
    let count = rows.len();
    let mut columns: Map<String, Value> = Map::new();
    for (place, row) in rows.into_iter().enumerate() {
        let Value::Object(fields) = row else { continue };
        for (name, value) in fields {
            let column =
                columns.entry(name).or_insert_with(|| Value::Array(vec![Value::Null; count]));
            column[place] = value;
        }
    }
    columns
}

/// The value with its lists as they were; none where columns are no columns, as of a file that was changed.
pub fn by_rows(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => {
            values.into_iter().map(by_rows).collect::<Option<_>>().map(Value::Array)
        }
        Value::Object(mut fields) => match fields.remove(MARK) {
            Some(columns) if fields.is_empty() => rows_of(columns).map(Value::Array),
            Some(_) => None,
            None => fields
                .into_iter()
                .map(|(name, value)| Some((unmarked(name), by_rows(value)?)))
                .collect::<Option<_>>()
                .map(Value::Object),
        },
        value => Some(value),
    }
}

fn rows_of(columns: Value) -> Option<Vec<Value>> {
    let Value::Object(columns) = columns else { return None };
    if columns.is_empty() {
        return None;
    }
    let mut rows: Vec<Map<String, Value>> = Vec::new();
    for (place, (name, cells)) in columns.into_iter().enumerate() {
        let Value::Array(cells) = by_rows(cells)? else { return None };
        if place == 0 {
            rows.resize_with(cells.len(), Map::new);
        }
        let name = unmarked(name);
        if cells.len() != rows.len() || name.len() > LONGEST_NAME_BYTES {
            return None;
        }
        for (row, cell) in rows.iter_mut().zip(cells).filter(|(_, cell)| !cell.is_null()) {
            if row.insert(name.clone(), cell).is_some() {
                return None;
            }
        }
    }
    Some(rows.into_iter().map(Value::Object).collect())
}

fn marked(name: String) -> String {
    if name.starts_with(MARK) { format!("{MARK}{name}") } else { name }
}

fn unmarked(name: String) -> String {
    match name.strip_prefix(MARK) {
        Some(rest) => rest.to_owned(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_become_columns() {
        let value = json!({"a": [{"n": 1, "x": [1, 2]}, {"n": 2}], "b": [{"n": 1}]});
        let columns = json!({"a": {"=": {"n": [1, 2], "x": [[1, 2], null]}}, "b": [{"n": 1}]});
        assert_eq!(by_columns(value.clone()), columns);
        assert_eq!(by_rows(columns), Some(value));
    }

    #[test]
    fn rows_in_rows_become_columns_of_columns() {
        let value = json!([{"p": {"n": 1}}, {"p": {"n": 2, "m": 3}}]);
        let columns = json!({"=": {"p": {"=": {"n": [1, 2], "m": [null, 3]}}}});
        assert_eq!(by_columns(value.clone()), columns);
        assert_eq!(by_rows(columns), Some(value));
    }

    #[test]
    fn what_was_changed_is_refused() {
        let unequal = json!({"=": {"n": [1, 2], "m": [3]}});
        let beside = json!({"=": {"n": [1, 2]}, "m": 3});
        let no_list = json!({"=": {"n": 1}});
        let twice = json!({"=": {"n": [1, 2], "=n": [3, 4]}});
        let long = json!({"=": {"n".repeat(65): [1, 2]}});
        for changed in [unequal, beside, no_list, long, twice, json!({"=": [1]}), json!({"=": {}})]
        {
            assert_eq!(by_rows(changed.clone()), None, "{changed}");
        }
    }

    /// JSON of any shape, with few names, so that lists are alike, and with names that look like the mark.
    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[=a-c]{0,3}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            let name = prop_oneof!["[=ab]{0,2}", "[a-b]{64,66}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(name, inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_is_lost(value in any_json()) {
            prop_assert_eq!(by_rows(by_columns(value.clone())), Some(value));
        }
    }
}
