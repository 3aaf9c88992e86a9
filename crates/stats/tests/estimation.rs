//! Expected performance against what NannyML 0.13.1 gives for the same chunks: the CBPE and DLE parts of
//! nannyml.json, whose definitions stand in the file itself.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use stats::{
    Feature,
    calibration::{Isotonic, Recalibration},
    estimation::{DirectLoss, ExpectedPerformance, UnlabelledRow, class_chances},
    performance::Scored,
};
use support::{checks::Checks, frame::Frame};

/// NannyML's area is of rows that it rounded to five decimals.
const TOLERANCE: f64 = 1e-7;

/// What has no denominator is 0 there.
fn close(checks: &mut Checks, what: &str, got: Option<f64>, want: &Value) {
    let want = want.as_f64().unwrap();
    checks.within(what, Some(got.unwrap_or(0.0)), want, TOLERANCE * want.abs().max(1.0));
}

/// The areas of a chunk, whose rows NannyML rounds: that is a lot where there are two of them.
fn close_area(checks: &mut Checks, chunk: &Value, got: Option<f64>) {
    let at = |key: &str| chunk[key].as_u64().unwrap();
    let is_small = at("chunk_end_index") - at("chunk_start_index") < 100;
    let tolerance = if is_small { 1e-5 } else { TOLERANCE };
    let want = chunk["roc_auc_value"].as_f64().unwrap();
    checks.within(&format!("{} roc_auc", chunk["chunk_key"]), got, want, tolerance);
}

/// A chunk of rows of a column.
fn part<'a, T>(chunk: &Value, reference: &'a [T], production: &'a [T]) -> &'a [T] {
    let side = if chunk["chunk_period"] == "reference" { reference } else { production };
    let at = |key: &str| chunk[key].as_u64().unwrap() as usize;
    &side[at("chunk_start_index")..=at("chunk_end_index")]
}

fn isotonic(
    rows: &Frame,
    score: &str,
    label: &str,
    is_positive: impl Fn(&str) -> bool,
) -> Isotonic {
    let classes: Vec<bool> = rows.texts(label).map(is_positive).collect();
    Isotonic::fit(&Scored::new(&rows.numbers(score), &classes).unwrap()).unwrap()
}

/// Scores and calls of a binary model.
fn rows(frame: &Frame, map: &Isotonic, [score, call]: [&str; 2]) -> Vec<UnlabelledRow> {
    let calls = frame.texts(call).map(|call| call.parse::<f64>().unwrap() == 1.0);
    let row = |(score, is_called_positive)| UnlabelledRow {
        score,
        chance: map.apply(score),
        is_called_positive,
    };
    frame.numbers(score).into_iter().zip(calls).map(row).collect()
}

fn check_binary(
    scenario: &str,
    chunks: &str,
    time: &str,
    [score, call, label]: [&str; 3],
) -> Option<Checks> {
    let reference = support::frame(scenario, "reference.csv")?.with(label).sorted_by(time);
    let production = support::frame(scenario, "production.csv")?.sorted_by(time);
    let map = isotonic(&reference, score, label, |label| label.parse::<f64>().unwrap() == 1.0);
    let [reference, production] =
        [reference, production].map(|side| rows(&side, &map, [score, call]));
    let golden = support::golden(scenario, "nannyml.json").unwrap();
    let mut checks = Checks::default();
    for chunk in golden[chunks]["cbpe"].as_array().unwrap() {
        let rows = part(chunk, &reference, &production);
        let expected = ExpectedPerformance::new(rows.to_vec(), 1).unwrap();
        let metrics = [
            ("roc_auc", expected.roc_auc()),
            ("f1", expected.f1()),
            ("precision", expected.precision()),
            ("recall", expected.recall()),
            ("specificity", expected.specificity()),
            ("accuracy", expected.accuracy()),
        ];
        for (name, metric) in metrics {
            let what = format!("{scenario} {} {name}", chunk["chunk_key"]);
            close(
                &mut checks,
                &what,
                metric.map(|metric| metric.value),
                &chunk[format!("{name}_value")],
            );
        }
        let by_row = expected.average_precision_by_row();
        close(&mut checks, "average precision", by_row, &chunk["average_precision_value"]);
        let sums = ["true_positive", "false_positive", "false_negative", "true_negative"];
        for (name, sum) in sums.iter().zip(expected.confusion()) {
            close(&mut checks, name, Some(sum), &chunk[format!("{name}_value")]);
        }
    }
    Some(checks)
}

#[test]
fn the_car_loan_chunks_equal_nannyml() {
    for chunks in ["chunk=chunk_size=5000", "chunk=chunk_number=10"] {
        let columns = ["y_pred_proba", "y_pred", "repaid"];
        if let Some(checks) = check_binary("a_carloan", chunks, "timestamp", columns) {
            checks.assert(220);
        }
    }
}

#[test]
fn the_credit_chunks_equal_nannyml() {
    let columns = ["score_control", "pred_control", "default_next_month"];
    if let Some(checks) = check_binary("c_credit", "chunk=chunk_size=2000", "scored_at", columns) {
        checks.assert(143);
    }
}

/// NannyML calibrates a class only where that improves its calibration error on splits that NumPy's
/// generator draws; of the diamonds it leaves "Very Good" as it is.
#[test]
fn the_diamonds_chunks_equal_nannyml() {
    let Some(reference) = support::frame("d_diamonds", "reference.csv") else { return };
    let reference = reference.with("actual_cut").sorted_by("graded_on");
    let production = support::frame("d_diamonds", "production.csv").unwrap().sorted_by("graded_on");
    let classes = ["Fair", "Good", "Ideal", "Premium", "Very Good"];
    let score_of = |class: &str| format!("proba_{}", class.replace(' ', "_"));
    let map = |class: &&str| {
        let map = isotonic(&reference, &score_of(class), "actual_cut", |cut| cut == *class);
        (*class != "Very Good").then_some(Recalibration::Isotonic(map))
    };
    let maps: Vec<Option<Recalibration>> = classes.iter().map(map).collect();
    let rows_of = |side: &Frame| -> Vec<Vec<UnlabelledRow>> {
        let scores: Vec<Vec<f64>> =
            classes.iter().map(|class| side.numbers(&score_of(class))).collect();
        let chances = class_chances(&scores, &maps);
        let calls: Vec<&str> = side.texts("predicted_cut").collect();
        let of_class = |(at, class): (usize, &&str)| {
            let row = |row: usize| UnlabelledRow {
                score: scores[at][row],
                chance: chances[at][row],
                is_called_positive: calls[row] == *class,
            };
            (0..calls.len()).map(row).collect()
        };
        classes.iter().enumerate().map(of_class).collect()
    };
    let (reference, production) = (rows_of(&reference), rows_of(&production));
    let golden = support::golden("d_diamonds", "nannyml.json").unwrap();
    let mut checks = Checks::default();
    for chunk in golden["chunk=chunk_number=6"]["cbpe"].as_array().unwrap() {
        let of_class = |class: usize| {
            ExpectedPerformance::new(part(chunk, &reference[class], &production[class]).to_vec(), 1)
        };
        let of_classes: Vec<_> = (0..classes.len()).map(|class| of_class(class).unwrap()).collect();
        let macro_mean = |metric: fn(&ExpectedPerformance) -> Option<stats::Measured>| {
            let values = of_classes.iter().map(|of| metric(of).map_or(0.0, |metric| metric.value));
            Some(values.sum::<f64>() / of_classes.len() as f64)
        };
        let rows: f64 = of_classes[0].confusion().iter().sum();
        let right: f64 = of_classes.iter().map(|of| of.confusion()[0]).sum();
        let mut compare = |name: &str, got| {
            close(
                &mut checks,
                &format!("{} {name}", chunk["chunk_key"]),
                got,
                &chunk[format!("{name}_value")],
            );
        };
        compare("accuracy", Some(right / rows));
        compare("f1", macro_mean(ExpectedPerformance::f1));
        compare("precision", macro_mean(ExpectedPerformance::precision));
        compare("recall", macro_mean(ExpectedPerformance::recall));
        compare("specificity", macro_mean(ExpectedPerformance::specificity));
        close_area(&mut checks, chunk, macro_mean(ExpectedPerformance::roc_auc));
    }
    checks.assert(84);
}

/// Names of both sides by number.
fn names(sides: [&Frame; 2], column: &str) -> Feature {
    let texts: Vec<&str> = sides.iter().flat_map(|side| side.texts(column)).collect();
    let known: BTreeSet<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    let codes: BTreeMap<&str, u32> = known.into_iter().zip(0..).collect();
    Feature::Names(texts.iter().map(|text| codes.get(text).copied()).collect())
}

fn numbers(sides: [&Frame; 2], column: &str) -> Feature {
    let number = |text: &str| text.parse().unwrap_or(f64::NAN);
    Feature::Numbers(sides.iter().flat_map(|side| side.texts(column).map(number)).collect())
}

/// Another learner than NannyML's LightGBM, on the same rows and columns: months agree to 3%.
#[test]
fn the_flights_losses_are_near_to_nannyml() {
    let Some(reference) = support::frame("b_flights_20k", "reference.csv") else { return };
    let reference = reference.with("arr_delay").sorted_by("event_time");
    let production = support::frame("b_flights_20k", "production.csv").unwrap();
    let sides = [&reference, &production.sorted_by("event_time")];
    let mut features: Vec<Feature> =
        ["carrier", "origin", "weekday"].iter().map(|column| names(sides, column)).collect();
    let columns = ["sched_dep_hour", "distance", "dep_delay", "air_time", "prediction"];
    features.extend(columns.iter().map(|column| numbers(sides, column)));
    let errors = reference.numbers("arr_delay").into_iter().zip(reference.numbers("prediction"));
    let losses: Vec<f64> = errors.map(|(truth, told)| (truth - told).abs()).collect();
    let rows = losses.len() + sides[1].texts("prediction").count();
    let told = DirectLoss::new(&features, rows, &losses, 1).unwrap();
    let golden = support::golden("b_flights_20k", "nannyml.json").unwrap();
    let chunks = golden["chunk=chunk_period=M"]["dle"].as_array().unwrap();
    for chunk in chunks.iter().filter(|chunk| chunk["chunk_period"] == "analysis") {
        let at = |key: &str| chunk[key].as_u64().unwrap() as usize;
        let mean = told.mean(at("chunk_start_index")..at("chunk_end_index") + 1).unwrap();
        let want = chunk["mae_value"].as_f64().unwrap();
        println!("{} {mean:?}, NannyML {want}", chunk["chunk_key"]);
        assert!((mean.value / want - 1.0).abs() < 0.03, "{mean:?}, NannyML {want}");
    }
    println!("{:.3} of the variance is foretold", told.foretold_share);
}
