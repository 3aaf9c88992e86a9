//! Chunks of real columns against what NannyML 0.13.1 gives for them: values, limits and alerts of
//! nannyml.json, whose definitions stand in the file itself.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use stats::{
    Binning, CellDistance, Cells, ChunkLimits, EqualBins, LogBase, Smoothing, Sorted,
    chi_square_yates, ks_two_sample, wasserstein,
};

/// References of fewer values are compared exactly.
const BINNED_FROM: usize = 10_000;

/// The rows of a side in order of time, by column.
struct Side(BTreeMap<String, Vec<String>>);

fn side(scenario: &str, file: &str, time: &str) -> Option<Side> {
    let mut rows = support::rows(scenario, file)?;
    let names = rows.remove(0);
    let time = names.iter().position(|name| name == time).unwrap();
    rows.sort_by(|a, b| a[time].cmp(&b[time]));
    let column = |at: usize| rows.iter().map(|row| row[at].clone()).collect();
    Some(Side(names.iter().enumerate().map(|(at, name)| (name.clone(), column(at))).collect()))
}

fn numbers(texts: &[String]) -> Sorted {
    let values = texts.iter().filter(|text| !text.is_empty());
    Sorted::new(values.map(|text| text.parse().unwrap()).collect()).unwrap()
}

fn counts(reference: &[String], chunk: &[String]) -> Cells {
    let mut counts: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for (side, texts) in [reference, chunk].into_iter().enumerate() {
        for text in texts.iter().filter(|text| !text.is_empty()) {
            counts.entry(text).or_default()[side] += 1;
        }
    }
    let (reference, production) = counts.values().map(|counts| (counts[0], counts[1])).unzip();
    Cells { reference, production }
}

/// A reference column, prepared for one method.
struct Method<'a> {
    name: &'a str,
    texts: &'a [String],
    sorted: Option<Sorted>,
    bins: Option<EqualBins>,
}

impl Method<'_> {
    fn value(&self, chunk: &[String]) -> Option<f64> {
        let Some(reference) = &self.sorted else {
            let cells = counts(self.texts, chunk);
            return match self.name {
                "chi2" => chi_square_yates(&cells).map(|test| test.statistic),
                _ => self.distance().of(&cells, Smoothing::None).map(|parted| parted.value),
            };
        };
        let chunk = numbers(chunk);
        match (self.name, &self.bins) {
            ("kolmogorov_smirnov", Some(bins)) => bins.kolmogorov_smirnov(&chunk),
            ("kolmogorov_smirnov", None) => ks_two_sample(reference, &chunk).map(|ks| ks.statistic),
            ("wasserstein", Some(bins)) => bins.wasserstein(&chunk),
            ("wasserstein", None) => wasserstein(reference, &chunk),
            _ => {
                let cells = Binning::DoaneOfReference.bin(reference, &chunk).cells;
                self.distance().of(&cells, Smoothing::None).map(|parted| parted.value)
            }
        }
    }

    fn distance(&self) -> CellDistance {
        match self.name {
            "jensen_shannon" => CellDistance::JensenShannon(LogBase::Two),
            "hellinger" => CellDistance::Hellinger,
            "l_infinity" => CellDistance::LInfinity,
            other => panic!("{other} is not a distance on cells"),
        }
    }
}

/// Checks every method of every column over all chunks; how many values were compared.
fn check(scenario: &str, time: &str) -> Option<usize> {
    let reference = side(scenario, "reference.csv", time)?;
    let production = side(scenario, "production.csv", time)?;
    let golden = support::golden(scenario, "nannyml.json").unwrap();
    let mut compared = 0;
    for chunks in golden.as_object().unwrap().values() {
        let Some(chunks) = chunks["univariate"].as_array() else { continue };
        let values =
            chunks[0].as_object().unwrap().keys().filter_map(|key| key.strip_suffix("_value"));
        for key in values {
            let (column, name) = split(key);
            let texts = reference.0[column].as_slice();
            let is_number = chunks[0].contains(&format!("{column}_kolmogorov_smirnov_value"));
            let sorted = is_number.then(|| numbers(texts));
            let bins = sorted.as_ref().filter(|sorted| sorted.len() >= BINNED_FROM);
            let bins = bins.and_then(|sorted| EqualBins::new(sorted, 10_000));
            let method = Method { name, texts, sorted, bins };
            let rows = |chunk: &Value| {
                let side = if is_reference(chunk) { &reference } else { &production };
                let at = |key: &str| chunk[key].as_u64().unwrap() as usize;
                method.value(&side.0[column][at("chunk_start_index")..=at("chunk_end_index")])
            };
            let found: Vec<Option<f64>> = chunks.iter().map(rows).collect();
            compared += check_chunks(&format!("{scenario} {key}"), key, name, chunks, &found);
        }
    }
    compared += check_missing(&reference, &production, &golden);
    println!("{scenario}: {compared} values agree");
    Some(compared)
}

/// Shares of missing values, with their limits and alerts.
fn check_missing(reference: &Side, production: &Side, golden: &Value) -> usize {
    let chunks = golden["missing_values"].as_array().unwrap();
    let keys = chunks[0].as_object().unwrap().keys();
    let mut compared = 0;
    for column in keys.filter_map(|key| key.strip_suffix("_value")) {
        let share = |chunk: &Value| {
            let side = if is_reference(chunk) { reference } else { production };
            let at = |key: &str| chunk[key].as_u64().unwrap() as usize;
            let texts = &side.0[column][at("chunk_start_index")..=at("chunk_end_index")];
            let missing = texts.iter().filter(|text| text.is_empty()).count();
            missing as f64 / texts.len() as f64
        };
        let own = chunks.iter().filter(|chunk| is_reference(chunk));
        let own: Vec<Option<f64>> = own.map(|chunk| Some(share(chunk))).collect();
        let limits = ChunkLimits::of(&own, 0.0, 1.0).unwrap();
        for chunk in chunks {
            let at = |part: &str| &chunk[format!("{column}_{part}")];
            let close = |found: f64, want: &Value| {
                let want = want.as_f64().unwrap();
                assert!((found - want).abs() <= 1e-9 * want, "{column}: {found}, {want}");
            };
            close(share(chunk), at("value"));
            close(limits.upper, at("upper_threshold"));
            close(limits.lower, at("lower_threshold"));
            assert_eq!(Some(limits.is_alert(share(chunk))), at("alert").as_bool(), "{column}");
            compared += 3;
        }
    }
    compared
}

fn is_reference(chunk: &Value) -> bool {
    chunk["chunk_period"] == "reference"
}

trait Contains {
    fn contains(&self, key: &str) -> bool;
}

impl Contains for Value {
    fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

fn split(key: &str) -> (&str, &str) {
    let methods =
        ["jensen_shannon", "hellinger", "kolmogorov_smirnov", "wasserstein", "chi2", "l_infinity"];
    let method = methods.into_iter().find(|method| key.ends_with(method)).unwrap();
    (key.strip_suffix(method).unwrap().trim_end_matches('_'), method)
}

fn check_chunks(
    what: &str,
    key: &str,
    method: &str,
    chunks: &[Value],
    found: &[Option<f64>],
) -> usize {
    let of_reference = chunks.iter().zip(found).filter(|(chunk, _)| is_reference(chunk));
    let of_reference: Vec<Option<f64>> = of_reference.map(|(_, value)| *value).collect();
    let greatest = if method == "kolmogorov_smirnov" { 1.0 } else { f64::INFINITY };
    let limits = ChunkLimits::of(&of_reference, 0.0, greatest).unwrap();
    let mut compared = 0;
    let mut close = |part: &str, got: f64, want: &Value| {
        let Some(want) = want.as_f64() else { return };
        // NumPy's sums of cumulative shares are good to as much where a distance is next to 0.
        let tolerance = (1e-9 * want.abs()).max(if want.abs() < 1e-7 { 1e-12 } else { 0.0 });
        assert!((got - want).abs() <= tolerance, "{what} {part}: {got:e}, expected {want:e}");
        compared += 1;
    };
    for (chunk, value) in chunks.iter().zip(found) {
        let value = value.unwrap();
        close("value", value, &chunk[format!("{key}_value")]);
        if method == "chi2" {
            continue;
        }
        close("upper", limits.upper, &chunk[format!("{key}_upper_threshold")]);
        let alert = &chunk[format!("{key}_alert")];
        // Drift has an upper limit only.
        assert_eq!(alert.as_bool().unwrap_or(false), value > limits.upper, "{what}: {alert}");
    }
    compared
}

#[test]
fn the_car_loan_chunks_equal_nannyml() {
    if let Some(compared) = check("a_carloan", "timestamp") {
        assert!(compared > 1_000, "{compared}");
    }
}

#[test]
fn the_flights_chunks_equal_nannyml() {
    if let Some(compared) = check("b_flights_20k", "event_time") {
        assert!(compared > 500, "{compared}");
    }
}

#[test]
fn the_credit_chunks_equal_nannyml() {
    if let Some(compared) = check("c_credit", "scored_at") {
        assert!(compared > 900, "{compared}");
    }
}

#[test]
fn the_diamonds_chunks_equal_nannyml() {
    if let Some(compared) = check("d_diamonds", "graded_on") {
        assert!(compared > 800, "{compared}");
    }
}
