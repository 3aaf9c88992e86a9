//! NannyML's answers through the whole engine, against what NannyML 0.13.1 gave: each chunk of
//! production as a file of its own, beside limits from the same chunks of the reference.
//!
//! All files are in the order of time, in which nannyml.json has its rows, with one line a row.

use std::path::Path;

use report::{ColumnDrift, Convention, Measure, MeasureName, Reading, Says, Settings};
use serde_json::Value;
use table::Table;

use crate::support::{Agreement, column, json, larger_data};

/// Text of a file, to be cut by rows.
struct File(String);

impl File {
    fn read(path: &Path) -> Self {
        Self(std::fs::read_to_string(path).unwrap())
    }

    fn rows(&self, first: usize, last: usize) -> Table {
        let mut lines = self.0.split_inclusive('\n');
        let header = lines.next().unwrap();
        let rows: String = lines.skip(first).take(last - first + 1).collect();
        let text = format!("{header}{rows}");
        table::read("chunk.csv", text.as_bytes(), &Reading::default()).unwrap()
    }
}

/// What is told by simulations and by all columns together is not looked at.
fn settings(chunk_rows: u32) -> Settings {
    let mut settings = Settings::default();
    settings.drift.chunk_rows = chunk_rows;
    settings.drift.noise_draws = 40;
    settings.drift.compound_rows = 100;
    settings.drift.compound_draws = 199;
    settings.drift.together_rows = 100;
    settings.data.relation_columns = 2;
    settings
}

fn measures<'a>(
    column: &'a ColumnDrift,
    chunk: &'a Value,
) -> impl Iterator<Item = (&'a Measure, String)> {
    let of_nannyml = column.measures.iter().filter(|m| m.convention == Convention::NannyMl);
    let keyed = of_nannyml.map(|measure| {
        let name = match measure.measure {
            MeasureName::JensenShannon => "jensen_shannon",
            MeasureName::Hellinger => "hellinger",
            MeasureName::KolmogorovSmirnov => "kolmogorov_smirnov",
            MeasureName::Wasserstein => "wasserstein",
            MeasureName::LInfinity => "l_infinity",
            MeasureName::ChiSquare => "chi2",
            other => panic!("{other:?} is not NannyML's"),
        };
        (measure, format!("{}_{name}", column.column))
    });
    keyed.filter(|(_, key)| chunk.get(format!("{key}_value")).is_some())
}

/// Compares every chunk of production; how many values, limits and alerts agree. `chunk_rows` are those of
/// the golden's chunks of the reference, none where these are no fixed number.
fn check(scenario: &str, chunks: &str, chunk_rows: Option<u32>) -> Option<[usize; 3]> {
    let data = larger_data()?;
    let golden = json(&data.join("golden").join(scenario).join("nannyml.json"));
    let file = |name: &str| File::read(&data.join(scenario).join(name));
    let (reference, production) =
        (file("reference.csv").rows(0, usize::MAX - 1), file("production.csv"));
    let settings = settings(chunk_rows.unwrap_or_default());
    let mut agreement = Agreement::default();
    let mut agreed = [0; 3];
    let all = golden[chunks]["univariate"].as_array().unwrap();
    for chunk in all.iter().filter(|chunk| chunk["chunk_period"] == "analysis") {
        let at = |key: &str| chunk[key].as_u64().unwrap() as usize;
        let (first, last) = (at("chunk_start_index"), at("chunk_end_index"));
        if last - first < 50 {
            // Two rows at the end, whose kinds are anyone's guess.
            continue;
        }
        let report = engine::analyze(&reference, &production.rows(first, last), &settings);
        for name in golden["definitions"]["features"].as_array().unwrap() {
            let column = column(&report, name.as_str().unwrap());
            for (measure, key) in measures(column, chunk) {
                let mut close = |what: &str, found: f64, expected: &Value| {
                    let Some(expected) = expected.as_f64() else { return 0 };
                    agreement.close(&key, what, found, expected, 1e-9);
                    1
                };
                agreed[0] += close("value", measure.value.unwrap(), &chunk[format!("{key}_value")]);
                let by_chunks = measure.measure != MeasureName::ChiSquare;
                if by_chunks && chunk_rows.is_none() {
                    continue;
                }
                if by_chunks {
                    let upper = &chunk[format!("{key}_upper_threshold")];
                    agreed[1] += close("limit", measure.limit.unwrap(), upper);
                }
                let alert = chunk[format!("{key}_alert")].as_bool().unwrap_or(false);
                assert_eq!(measure.says == Some(Says::Drift), alert, "{key}: {measure:?}");
                agreed[2] += 1;
            }
        }
    }
    println!("{scenario} {chunks}: {agreed:?} values, limits and alerts agree");
    Some(agreed)
}

/// The default: ten chunks.
#[test]
fn the_car_loans_have_nannymls_values_limits_and_alerts() {
    if let Some(agreed) = check("a_carloan", "chunk=chunk_number=10", Some(0)) {
        assert_eq!(agreed, [280, 250, 280]);
    }
}

#[test]
fn the_credits_have_nannymls_values_limits_and_alerts() {
    if let Some(agreed) = check("c_credit", "chunk=chunk_size=2000", Some(2_000)) {
        assert!(agreed[0] > 200 && agreed[1] > 200, "{agreed:?}");
    }
}

/// Six chunks of 4,263 rows, and two rows that are left over.
#[test]
fn the_diamonds_have_nannymls_values_limits_and_alerts() {
    if let Some(agreed) = check("d_diamonds", "chunk=chunk_number=6", Some(4_263)) {
        assert!(agreed[0] > 200 && agreed[1] > 200, "{agreed:?}");
    }
}

/// Months, which are of no fixed length: their limits are checked in `stats`.
#[test]
fn the_flights_have_nannymls_values() {
    if let Some(agreed) = check("b_flights_20k", "chunk=chunk_period=M", None) {
        assert!(agreed[0] > 150, "{agreed:?}");
    }
}

#[test]
fn without_ten_rows_there_is_no_limit() {
    let side = |rows: usize| {
        let rows: String = (0..rows).map(|i| format!("{}.5\n", i * 37 % 101)).collect();
        crate::support::table(&format!("x\n{rows}"))
    };
    let report = engine::analyze(&side(9), &side(90), &Settings::default());
    let of = |report: &report::Report| {
        let x = column(report, "x").measure(MeasureName::JensenShannon, Convention::NannyMl);
        x.and_then(|measure| measure.limit)
    };
    assert_eq!(of(&report), None);
    assert!(of(&engine::analyze(&side(10), &side(90), &Settings::default())).is_some());
}
