//! Files and expected values for the engine's tests.

#[path = "../../../../tests/support/larger_data.rs"]
mod larger_data;

use std::path::{Path, PathBuf};

use report::{ColumnDrift, Convention, MeasureName, Reading, Report, Settings};
use serde_json::Value;
use table::Table;

pub use larger_data::larger_data;

/// The repository's top folder.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads a CSV file, gzipped or not.
pub fn read(path: &Path) -> Table {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().unwrap().to_string_lossy();
    table::read(&name, &bytes, &Reading::default()).unwrap()
}

/// Reads a table from text.
pub fn table(text: &str) -> Table {
    table::read("inline.csv", text.as_bytes(), &Reading::default()).unwrap()
}

/// Compares two tables with the default settings.
pub fn compare(reference: &Table, production: &Table) -> Report {
    engine::analyze(reference, production, &Settings::default())
}

/// Reads JSON.
pub fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A compared column of a report.
pub fn column<'a>(report: &'a Report, name: &str) -> &'a ColumnDrift {
    report
        .drift
        .columns
        .iter()
        .find(|column| column.column == name)
        .unwrap_or_else(|| panic!("{name} was not compared"))
}

/// Numbers under this are 0 to SciPy or here, and not to the other.
const LEAST: f64 = 1e-300;

/// Compares measures with expected values and counts how many were compared.
#[derive(Default)]
pub struct Agreement {
    pub compared: usize,
}

impl Agreement {
    /// The value of a measure agrees to 1e-9; an expected value that is not there is passed over.
    pub fn value(
        &mut self,
        column: &ColumnDrift,
        measure: MeasureName,
        convention: Convention,
        expected: &Value,
    ) {
        let Some(expected) = expected.as_f64() else { return };
        let found = column
            .measure(measure, convention)
            .unwrap_or_else(|| panic!("{}: no {measure:?} in {convention:?}", column.column));
        let value = found.value.unwrap_or_else(|| panic!("{}: {found:?}", column.column));
        // A square root of nearly equal shares: SciPy's own rounding is that of the square.
        if matches!(measure, MeasureName::JensenShannon | MeasureName::Hellinger)
            && (value * value - expected * expected).abs() < 1e-15
        {
            self.compared += 1;
            return;
        }
        // A small sum of large parts of both signs: SciPy's own rounding is that of the counts. For
        // k0 of the synthetic pair, fifty digits by Python's decimal give 0.00224967389820800.
        let is_small_sum = measure == MeasureName::GTest && (value - expected).abs() < 1e-10;
        if is_small_sum {
            self.compared += 1;
            return;
        }
        self.close(&column.column, measure, value, expected, 1e-9);
    }

    /// The p-value of a measure agrees: to 1e-9, under 1e-12 to 1e-6.
    pub fn p_value(&mut self, column: &ColumnDrift, measure: MeasureName, expected: &Value) {
        let Some(expected) = expected.as_f64() else { return };
        let p = column.measure(measure, Convention::Textbook).unwrap().p_value.unwrap();
        let tolerance = if expected < 1e-12 { 1e-6 } else { 1e-9 };
        self.close(&column.column, measure, p, expected, tolerance);
    }

    /// Two numbers agree.
    pub fn close<T: std::fmt::Debug>(
        &mut self,
        column: &str,
        what: T,
        found: f64,
        expected: f64,
        tolerance: f64,
    ) {
        let is_close = (found - expected).abs() <= (tolerance * expected.abs()).max(LEAST);
        assert!(is_close, "{column} {what:?}: found {found:e}, expected {expected:e}");
        self.compared += 1;
    }
}
