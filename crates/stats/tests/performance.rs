//! Real models against what scikit-learn 1.9.1 and statsmodels 0.15.0 say of them; the definitions
//! stand in performance.json itself.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

mod support;

use serde_json::Value;
use stats::performance::{
    Confusion, ConfusionMatrix, Estimate, MulticlassLoss, Regression, Scored, Thresholds,
    average_precision, bootstrap, brier, class_shares, log_loss, median_absolute_error, r_squared,
    roc_auc, separation,
};
use stats::{Auc, Sorted};
use support::{checks::Checks, frame, frame::Frame, golden};

/// Values of an estimate and of its interval.
fn check(checks: &mut Checks, what: &str, got: Option<Estimate>, value: &Value, interval: &Value) {
    checks.number(what, got.map(|got| got.value), value);
    let ends = got.and_then(|got| got.interval);
    checks.number(&format!("{what} low"), ends.map(|ends| ends.low), &interval[0]);
    checks.number(&format!("{what} high"), ends.map(|ends| ends.high), &interval[1]);
}

fn check_counts(checks: &mut Checks, what: &str, counts: Confusion, want: &Value) {
    for (name, got) in [
        ("tn", counts.true_negatives),
        ("fp", counts.false_positives),
        ("fn", counts.false_negatives),
        ("tp", counts.true_positives),
    ] {
        checks.number(&format!("{what} {name}"), Some(got as f64), &want["confusion"][name]);
    }
    let intervals = &want["wilson95"];
    for (name, got) in [
        ("accuracy", counts.accuracy()),
        ("precision", counts.precision()),
        ("recall", counts.recall()),
        ("specificity", counts.specificity()),
        ("f1", counts.f1()),
        ("npv", counts.negative_predictive_value()),
        ("balanced_accuracy", counts.balanced_accuracy()),
        ("mcc", counts.matthews()),
        ("cohen_kappa", counts.kappa()),
    ] {
        check(checks, &format!("{what} {name}"), got, &want[name], &intervals[name]);
    }
}

fn check_scores(checks: &mut Checks, what: &str, scored: &Scored, want: &Value) {
    let nothing = Value::Null;
    for (name, got) in [
        ("brier", brier(scored)),
        ("log_loss", log_loss(scored)),
        ("average_precision", average_precision(scored)),
        ("ks_pos_vs_neg", separation(scored).map(|separation| separation.distance)),
    ] {
        check(checks, &format!("{what} {name}"), got, &want[name], &nothing);
    }
    let area = roc_auc(scored);
    check(checks, &format!("{what} auc"), area, &want["roc_auc"], &want["delong"]["ci95_logit"]);
    let error = Auc::of_scored(scored).and_then(|auc| auc.standard_error);
    checks.number(&format!("{what} delong"), error, &want["delong"]["se"]);
}

/// A binary model of one side.
fn check_binary(checks: &mut Checks, what: &str, rows: &Frame, names: [&str; 3], want: &Value) {
    let [label, score, prediction] = names;
    let rows = rows.with(label);
    let truth: Vec<bool> = rows.numbers(label).iter().map(|label| *label == 1.0).collect();
    let scores: Vec<f64> = rows.numbers(score);
    let scored = Scored::new(&scores, &truth).unwrap();
    let called: Vec<bool> = match prediction {
        "" => scores.iter().map(|score| *score >= 0.5).collect(),
        column => rows.numbers(column).iter().map(|said| *said == 1.0).collect(),
    };
    let counts = Confusion::of(truth.into_iter().zip(called));
    check_counts(checks, what, counts, &want["overall"]);
    check_scores(checks, what, &scored, &want["overall"]);
    let thresholds = Thresholds::new(&scored);
    for (threshold, want) in want["at_thresholds"].as_object().unwrap() {
        let counts = thresholds.at(threshold.parse().unwrap());
        check_counts(checks, &format!("{what} at {threshold}"), counts, want);
    }
}

#[test]
fn binary_models_equal_scikit_learn() {
    let carloan = ["repaid", "y_pred_proba", "y_pred"];
    let control = ["default_next_month", "score_control", "pred_control"];
    let treatment = ["default_next_month", "score_treatment", "pred_treatment"];
    let mut checks = Checks::default();
    for (scenario, side, part, names) in [
        ("a_carloan", "reference", "reference", carloan),
        ("c_credit", "reference", "reference", control),
        ("c_credit", "production", "production", control),
        ("c_credit", "reference", "reference_treatment", treatment),
        ("c_credit", "production", "production_treatment", treatment),
    ] {
        let Some(rows) = frame(scenario, &format!("{side}.csv")) else { return };
        let golden = golden(scenario, "performance.json").unwrap();
        let what = format!("{scenario} {part}");
        check_binary(&mut checks, &what, &rows, names, &golden[part]);
    }
    checks.assert(350);
}

/// NumPy's draws are others, so that ends agree to their own error: that of a quantile of 500 draws
/// is 0.12 standard errors.
#[test]
fn the_bootstrap_is_near_numpys() {
    let Some(rows) = frame("c_credit", "reference.csv") else { return };
    let want = &golden("c_credit", "performance.json").unwrap()["reference"]["overall"];
    let truth: Vec<bool> =
        rows.numbers("default_next_month").iter().map(|label| *label == 1.0).collect();
    let scored = Scored::new(&rows.numbers("score_control"), &truth).unwrap();
    let area = |scored: &Scored| Auc::of_scored(scored).map(|auc| auc.value);
    let error = want["delong"]["se"].as_f64().unwrap();
    let mut checks = Checks::default();
    for (name, measure, error) in [
        ("roc_auc", &area as &dyn Fn(&Scored) -> Option<f64>, error),
        ("brier", &|scored| Some(brier(scored)?.value), 0.001_92),
    ] {
        let ends = bootstrap(&scored, 500, 1, measure).unwrap();
        for (end, want) in
            [ends.low, ends.high].into_iter().zip(want["bootstrap"][name].as_array().unwrap())
        {
            checks.within(name, Some(end), want.as_f64().unwrap(), 0.6 * error);
        }
    }
    checks.assert(4);
}

#[test]
fn late_labels_are_joined_by_id() {
    let (Some(production), Some(targets)) =
        (frame("a_carloan", "production.csv"), frame("a_carloan", "targets.csv"))
    else {
        return;
    };
    let golden = golden("a_carloan", "performance.json").unwrap();
    let rows = production.joined(&targets, "id");
    let mut checks = Checks::default();
    let names = ["repaid", "y_pred_proba", "y_pred"];
    check_binary(&mut checks, "a_carloan production", &rows, names, &golden["production"]);
    checks.assert(70);
}

#[test]
fn several_classes_equal_scikit_learn() {
    let mut checks = Checks::default();
    for side in ["reference", "production"] {
        let Some(rows) = frame("d_diamonds", &format!("{side}.csv")) else { return };
        let want = &golden("d_diamonds", "performance.json").unwrap()[side]["overall"];
        check_classes(&mut checks, side, &rows, want);
    }
    checks.assert(86);
}

fn check_classes(checks: &mut Checks, what: &str, rows: &Frame, want: &Value) {
    let classes: Vec<&str> =
        want["classes"].as_array().unwrap().iter().map(|class| class.as_str().unwrap()).collect();
    let code = |text: &str| classes.iter().position(|class| *class == text).unwrap() as u32;
    let truth: Vec<u32> = rows.texts("actual_cut").map(code).collect();
    let mut matrix = ConfusionMatrix::new(classes.len());
    matrix.update(truth.iter().copied().zip(rows.texts("predicted_cut").map(code)));
    let columns: Vec<Vec<f64>> = classes
        .iter()
        .map(|class| rows.numbers(&format!("proba_{}", class.replace(' ', "_"))))
        .collect();
    let columns = class_shares(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut loss = MulticlassLoss::default();
    loss.update(&truth, &columns);
    for (got, want) in [
        (matrix.accuracy(), &want["accuracy"]),
        (matrix.balanced_accuracy(), &want["balanced_accuracy"]),
        (matrix.matthews(), &want["mcc"]),
        (matrix.kappa(), &want["cohen_kappa"]),
        (matrix.macro_precision(), &want["macro"]["precision"]),
        (matrix.macro_recall(), &want["macro"]["recall"]),
        (matrix.macro_f1(), &want["macro"]["f1"]),
        (matrix.weighted_precision(), &want["weighted"]["precision"]),
        (matrix.accuracy(), &want["weighted"]["recall"]),
        (matrix.weighted_f1(), &want["weighted"]["f1"]),
        (loss.log_loss(), &want["log_loss"]),
        (loss.brier(), &want["brier_multiclass_sum"]),
        (loss.top_two_accuracy(), &want["top2_accuracy"]),
    ] {
        checks.number(what, got.map(|got| got.value), want);
    }
    for (class, name) in classes.iter().enumerate() {
        let is: Vec<bool> = truth.iter().map(|truth| *truth as usize == class).collect();
        let scored = Scored::new(&columns[class], &is).unwrap();
        for (measure, got) in [
            ("precision", matrix.precision(class)),
            ("recall", matrix.recall(class)),
            ("f1", matrix.f1(class)),
            ("roc_auc", roc_auc(&scored)),
            ("average_precision", average_precision(&scored)),
            ("brier", brier(&scored)),
        ] {
            let want = &want["per_class"][name][measure];
            checks.number(&format!("{what} {name} {measure}"), got.map(|got| got.value), want);
        }
    }
}

#[test]
fn numbers_equal_scikit_learn() {
    let mut checks = Checks::default();
    for side in ["reference", "production"] {
        let Some(rows) = frame("b_flights_20k", &format!("{side}.csv")) else { return };
        let want = &golden("b_flights_20k", "performance.json").unwrap()[side]["overall"];
        let rows = rows.with("arr_delay").with("prediction");
        let (truth, prediction) = (rows.numbers("arr_delay"), rows.numbers("prediction"));
        let regression = Regression::new(&truth, &prediction);
        let absolute = truth.iter().zip(&prediction).map(|(t, p)| (t - p).abs()).collect();
        let absolute = Sorted::new(absolute).unwrap();
        for (name, got) in [
            ("r2", r_squared(&truth, &prediction)),
            ("mae", regression.mean_absolute_error()),
            ("rmse", regression.root_mean_squared_error()),
            ("median_ae", median_absolute_error(&absolute)),
            ("mape_nonzero_only", regression.mean_absolute_percentage_error()),
            ("mean_error_pred_minus_actual", regression.bias()),
        ] {
            checks.number(&format!("{side} {name}"), got.map(|got| got.value), &want[name]);
        }
        let spread = regression.errors().standard_deviation(1);
        checks.number(&format!("{side} spread"), spread, &want["error_std"]);
        let zeros = Some(regression.zeros() as f64);
        checks.number(&format!("{side} zeros"), zeros, &want["n_zero_targets"]);
    }
    checks.assert(14);
}
