//! The larger data and a reader for it, just good enough for these files.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod checks;
pub mod frame;
#[path = "../../../../tests/support/larger_data.rs"]
mod larger_data;

use std::{collections::BTreeMap, fs, io::Read};

use serde_json::Value;

pub use larger_data::larger_data;

/// Expected values of a scenario.
pub fn golden(scenario: &str, file: &str) -> Option<Value> {
    let path = larger_data()?.join("golden").join(scenario).join(file);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Expected values of inputs that follow a formula.
pub fn formula_golden(file: &str) -> Option<Value> {
    let path = larger_data()?.join("formula-goldens").join(file);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Columns of a file as texts, without the missing ones, and whether any was missing.
pub struct Column {
    pub texts: Vec<String>,
    pub has_missing: bool,
}

/// Reads a file of a scenario, gzipped or not: a record of names, then one per row.
pub fn rows(scenario: &str, file: &str) -> Option<Vec<Vec<String>>> {
    let bytes = fs::read(larger_data()?.join(scenario).join(file)).unwrap();
    if !file.ends_with(".gz") {
        return Some(records(&bytes));
    }
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).unwrap();
    Some(records(&plain))
}

/// Reads a file of a scenario whole.
pub fn frame(scenario: &str, file: &str) -> Option<frame::Frame> {
    Some(frame::Frame::new(rows(scenario, file)?))
}

/// Reads the columns of a file of a scenario.
pub fn columns(scenario: &str, file: &str) -> Option<BTreeMap<String, Column>> {
    let mut records = rows(scenario, file)?.into_iter();
    let names = records.next().unwrap();
    let mut columns: Vec<Column> =
        names.iter().map(|_| Column { texts: Vec::new(), has_missing: false }).collect();
    for record in records {
        for (column, text) in columns.iter_mut().zip(record) {
            if text.is_empty() {
                column.has_missing = true;
            } else {
                column.texts.push(text);
            }
        }
    }
    Some(names.into_iter().zip(columns).collect())
}

fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rest, mut buffer) = (bytes, [0; 4096]);
    loop {
        let (result, read, written) = reader.read_field(rest, &mut buffer);
        rest = &rest[read..];
        field.extend_from_slice(&buffer[..written]);
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                record.push(String::from_utf8(std::mem::take(&mut field)).unwrap());
                if record_end {
                    records.push(std::mem::take(&mut record));
                }
            }
            csv_core::ReadFieldResult::End => return records,
            _ => {}
        }
    }
}
