//! A file by its columns, rows kept together.

use std::collections::BTreeMap;

/// Names and rows of a file.
#[derive(Clone)]
pub struct Frame {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Frame {
    /// From records of which the first has the names.
    pub fn new(mut records: Vec<Vec<String>>) -> Self {
        let names = records.remove(0);
        Self { names, rows: records }
    }

    fn position(&self, name: &str) -> usize {
        self.names.iter().position(|own| own == name).unwrap()
    }

    /// The rows that have a value in a column.
    pub fn with(&self, name: &str) -> Self {
        let position = self.position(name);
        let rows = self.rows.iter().filter(|row| !row[position].is_empty()).cloned().collect();
        Self { names: self.names.clone(), rows }
    }

    /// The rows that have this text in a column.
    pub fn only(&self, name: &str, text: &str) -> Self {
        let position = self.position(name);
        let rows = self.rows.iter().filter(|row| row[position] == text).cloned().collect();
        Self { names: self.names.clone(), rows }
    }

    /// The rows in the order of a column's texts, those of one text as they stand.
    pub fn sorted_by(&self, name: &str) -> Self {
        let position = self.position(name);
        let mut rows = self.rows.clone();
        rows.sort_by(|a, b| a[position].cmp(&b[position]));
        Self { names: self.names.clone(), rows }
    }

    /// Beside each row that one of another file whose key is the same, the other's last column.
    pub fn joined(&self, other: &Self, key: &str) -> Self {
        let position = other.position(key);
        let known: BTreeMap<&str, &Vec<String>> =
            other.rows.iter().map(|row| (row[position].as_str(), row)).collect();
        let mut names = self.names.clone();
        names.extend(other.names.last().cloned());
        let own = self.position(key);
        let join = |row: &Vec<String>| {
            let last = known.get(row[own].as_str())?.last()?;
            Some([row.as_slice(), std::slice::from_ref(last)].concat())
        };
        Self { names, rows: self.rows.iter().filter_map(join).collect() }
    }

    /// The texts of a column.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let position = self.position(name);
        self.rows.iter().map(move |row| row[position].as_str())
    }

    /// The numbers of a column.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.texts(name).map(|text| text.parse().unwrap()).collect()
    }
}
