//! How good models are, through the whole engine.

use report::{
    Estimate, MetricName, ModelPerformance, Pair, Performance, Report, Role, Settings, Side, Task,
    Verdict,
};
use serde_json::Value;

use crate::support::{compare, json, larger_data, read, table};

/// The report of a scenario of the larger data, and what scikit-learn says of it.
fn scenario(name: &str, label: &str) -> Option<(Report, Value)> {
    let data = larger_data()?;
    let side = |side: &str| read(&data.join(name).join(format!("{side}.csv")));
    let mut settings = Settings::default();
    settings.roles.insert(label.to_owned(), Role::Label);
    let report = engine::analyze(&side("reference"), &side("production"), &settings);
    Some((report, json(&data.join("golden").join(name).join("performance.json"))))
}

fn value(model: &ModelPerformance, name: MetricName, side: Side) -> Option<Estimate> {
    let metric = model.metrics.iter().find(|metric| metric.name == name).unwrap();
    *metric.value.get(side)
}

/// Metrics by the names that scikit-learn's have; how many were compared.
fn check(
    model: &ModelPerformance,
    side: Side,
    want: &Value,
    names: &[(MetricName, &str)],
) -> usize {
    for (name, path) in names {
        let want = want.pointer(path).and_then(Value::as_f64).unwrap();
        let got = value(model, *name, side).unwrap_or_else(|| panic!("no {name:?}")).value;
        assert!((got - want).abs() <= 1e-9 * want.abs(), "{name:?} {side:?}: {got}, {want}");
    }
    names.len()
}

const BINARY: [(MetricName, &str); 13] = [
    (MetricName::RocAuc, "/roc_auc"),
    (MetricName::AveragePrecision, "/average_precision"),
    (MetricName::Separation, "/ks_pos_vs_neg"),
    (MetricName::LogLoss, "/log_loss"),
    (MetricName::Brier, "/brier"),
    (MetricName::Accuracy, "/accuracy"),
    (MetricName::BalancedAccuracy, "/balanced_accuracy"),
    (MetricName::Precision, "/precision"),
    (MetricName::Recall, "/recall"),
    (MetricName::Specificity, "/specificity"),
    (MetricName::F1, "/f1"),
    (MetricName::Matthews, "/mcc"),
    (MetricName::Kappa, "/cohen_kappa"),
];

#[test]
fn both_credit_models_equal_scikit_learn() {
    let Some((report, want)) = scenario("c_credit", "default_next_month") else { return };
    let models = &report.performance.models;
    let names: Vec<&str> = models.iter().map(|model| model.name.as_str()).collect();
    assert_eq!(names, ["score_control", "score_treatment"]);
    for (side, part) in [(Side::Reference, "reference"), (Side::Production, "production")] {
        check(&models[0], side, &want[part]["overall"], &BINARY);
        check(&models[1], side, &want[format!("{part}_treatment")]["overall"], &BINARY);
    }
    assert_eq!(models[0].answer, "pred_control");
    assert_eq!((models[0].verdict, models[1].verdict), (Verdict::Stable, Verdict::Stable));
}

#[test]
fn a_side_without_labels_is_said() {
    let Some((report, want)) = scenario("a_carloan", "repaid") else { return };
    let model = &report.performance.models[0];
    check(model, Side::Reference, &want["reference"]["overall"], &BINARY);
    assert_eq!(value(model, MetricName::RocAuc, Side::Production), None);
    let says = "y_pred_proba has ROC AUC 0.971 in the reference; production cannot be told: no labelled rows.";
    assert_eq!(model.says, says);
    let headline = &report.performance.headline;
    let expected = "y_pred_proba is expected to be a little worse since 1 April 2019: CBPE expects accuracy 91.2% ";
    assert!(headline.starts_with(expected), "{headline}");
}

#[test]
fn five_classes_equal_scikit_learn() {
    let Some((report, want)) = scenario("d_diamonds", "actual_cut") else { return };
    let model = &report.performance.models[0];
    assert_eq!((model.task, report.performance.models.len()), (Task::Multiclass, 1));
    for (side, part) in [(Side::Reference, "reference"), (Side::Production, "production")] {
        let want = &want[part]["overall"];
        let names = [
            (MetricName::RocAuc, "/roc_auc_ovr_macro"),
            (MetricName::LogLoss, "/log_loss"),
            (MetricName::Brier, "/brier_multiclass_sum"),
            (MetricName::Accuracy, "/accuracy"),
            (MetricName::BalancedAccuracy, "/balanced_accuracy"),
            (MetricName::Precision, "/macro/precision"),
            (MetricName::Recall, "/macro/recall"),
            (MetricName::F1, "/macro/f1"),
            (MetricName::WeightedF1, "/weighted/f1"),
            (MetricName::Matthews, "/mcc"),
            (MetricName::Kappa, "/cohen_kappa"),
        ];
        check(model, side, want, &names);
        for class in &model.per_class {
            let want = &want["per_class"][class.class.as_str()];
            for (metric, name) in class.metrics.iter().zip(["precision", "recall", "f1", "roc_auc"])
            {
                let got = metric.value.get(side).unwrap().value;
                assert!(
                    (got - want[name].as_f64().unwrap()).abs() < 1e-9,
                    "{} {name}",
                    class.class
                );
            }
        }
        assert_eq!(serde_json::json!(model.sides.get(side).confusion), want["confusion_rows_true"]);
    }
}

#[test]
fn delays_of_flights_equal_scikit_learn() {
    let Some((report, want)) = scenario("b_flights_20k", "arr_delay") else { return };
    let model = &report.performance.models[0];
    assert_eq!(model.task, Task::Regression);
    for (side, part) in [(Side::Reference, "reference"), (Side::Production, "production")] {
        let names = [
            (MetricName::MeanAbsoluteError, "/mae"),
            (MetricName::RootMeanSquaredError, "/rmse"),
            (MetricName::RSquared, "/r2"),
            (MetricName::MedianAbsoluteError, "/median_ae"),
            (MetricName::MeanAbsolutePercentageError, "/mape_nonzero_only"),
            (MetricName::Bias, "/mean_error_pred_minus_actual"),
        ];
        check(model, side, &want[part]["overall"], &names);
        assert_eq!(model.sides.get(side).residuals.len(), 10);
    }
}

/// Rows of a score and a label that follows it but for a share of the rows.
fn scored(rows: usize, wrong_of_ten: usize, row: impl Fn(f64, bool) -> String) -> String {
    (0..rows).fold("score,label\n".to_owned(), |text, i| {
        let score = ((i * 389 + 11) % 907) as f64 / 907.0;
        let is = (score > 0.5) != (i * 7 % 10 < wrong_of_ten);
        format!("{text}{}\n", row(score, is))
    })
}

fn performance(reference: &str, production: &str) -> Performance {
    compare(&table(reference), &table(production)).performance
}

fn plain(score: f64, is: bool) -> String {
    format!("{score:.4},{}", u8::from(is))
}

#[test]
fn a_model_that_became_worse_is_told() {
    let told = performance(&scored(2_000, 1, plain), &scored(2_000, 3, plain));
    let model = &told.models[0];
    assert_eq!(model.verdict, Verdict::Significant);
    assert!(told.headline.starts_with("score is clearly worse: ROC AUC 0."), "{}", told.headline);
    let same = performance(&scored(2_000, 1, plain), &scored(2_000, 1, plain));
    assert_eq!(same.models[0].verdict, Verdict::Stable);
}

#[test]
fn labels_of_any_words_are_classes() {
    let words = |yes: &'static str, no: &'static str| {
        move |score: f64, is: bool| format!("{score:.4},{}", if is { yes } else { no })
    };
    let told =
        performance(&scored(500, 1, words("yes", "no")), &scored(500, 1, words("yes", "no")));
    assert_eq!(told.models[0].classes, ["no", "yes"]);
    let told =
        performance(&scored(500, 1, words("good", "bad")), &scored(500, 1, words("good", "bad")));
    assert_eq!(told.models[0].classes.len(), 2);
    assert!(told.notes.iter().any(|note| note.contains("positive_class")), "{:?}", told.notes);
}

#[test]
fn a_prediction_of_many_numbers_is_the_score_of_two_classes() {
    let rows = scored(500, 1, plain).replacen("score", "prediction", 1);
    let told = performance(&rows, &rows);
    let model = &told.models[0];
    assert_eq!(
        (model.task, model.scores.as_slice()),
        (Task::Binary, &["prediction".to_owned()][..])
    );
    assert_eq!(model.answer, "yes from a score of 0.5 on");
}

#[test]
fn one_class_is_said() {
    let told = performance(
        &scored(300, 1, |s, _| format!("{s},1")),
        &scored(300, 1, |s, _| format!("{s},1")),
    );
    assert!(told.models.is_empty());
    let expected = "Every label of label is 1: with one class nothing can be told of the model.";
    assert_eq!(told.lacks.as_deref(), Some(expected));
    let told = performance(&scored(300, 1, plain), &scored(300, 1, |s, _| format!("{s},1")));
    let area = told.models[0].metrics.iter().find(|m| m.name == MetricName::RocAuc).unwrap();
    assert_eq!(area.lacks.production, "the labelled rows are all of one class");
}

#[test]
fn log_odds_are_recognised() {
    let odds = |score: f64, is: bool| format!("{:.4},{}", 8.0 * (score - 0.5), u8::from(is));
    let told = performance(&scored(500, 1, odds), &scored(500, 1, odds));
    let notes = &told.models[0].notes;
    assert!(notes.iter().any(|note| note.contains("scores_are_log_odds")), "{notes:?}");
    let value = |model: &ModelPerformance, name| value(model, name, Side::Reference).is_some();
    assert!(
        value(&told.models[0], MetricName::RocAuc) && !value(&told.models[0], MetricName::Brier)
    );
    let mut settings = Settings::default();
    settings.performance.scores_are_log_odds = true;
    let file = table(&scored(500, 1, odds));
    let report = engine::analyze(&file, &file, &settings);
    assert!(value(&report.performance.models[0], MetricName::Brier));
}

#[test]
fn too_few_rows_are_said() {
    let told = performance(&scored(99, 1, plain), &scored(400, 1, plain));
    let metric = &told.models[0].metrics[0];
    assert_eq!(
        metric.lacks,
        Pair::new("99 labelled rows of at least 100".to_owned(), String::new())
    );
    assert_eq!(told.models[0].verdict, Verdict::NotEnoughData);
    assert_eq!(told.models[0].sides.reference.roc, []);
}

#[test]
fn probabilities_that_do_not_sum_to_one_and_unseen_labels_are_said() {
    let rows = |last: &str, factor: f64| {
        (0..400).fold("p_a,p_b,p_c,label\n".to_owned(), |text, i| {
            let label = ["a", "b", last][i % 3];
            let likely = 0.6 * factor;
            let share = |of: usize| if of == i % 3 { likely } else { 0.2 };
            format!("{text}{:.3},{:.3},{:.3},{label}\n", share(0), share(1), share(2))
        })
    };
    let told = performance(&rows("c", 1.0), &rows("d", 1.05));
    let notes = [told.notes.clone(), told.models[0].notes.clone()].concat().join(" ");
    assert!(notes.contains("label has the class d in 133 rows of production"), "{notes}");
    let told = performance(&rows("c", 1.0), &rows("c", 1.05));
    let notes = told.models[0].notes.join(" ");
    assert!(notes.contains("Production: the class probabilities of p do not sum to 1"), "{notes}");
}

#[test]
fn without_a_label_or_a_model_it_says_what_is_missing() {
    let told = performance("x,score\n1,0.2\n2,0.3\n", "x,score\n1,0.2\n2,0.3\n");
    let lacks = "No column holds what really happened. Give one the role label, under Data.";
    assert_eq!(told.lacks.as_deref(), Some(lacks));
    let rows = scored(300, 1, plain).replacen("score", "x", 1);
    let told = performance(&rows, &rows);
    assert!(told.lacks.unwrap().starts_with("No column holds a score or a prediction"));
    let empty = performance("score,label\n", "score,label\n");
    assert!(empty.lacks.is_some());
}

/// The cheapest threshold lies between two steps of a hundredth, and stands among them.
#[test]
fn the_threshold_of_least_cost_is_one_of_those_to_walk_through() {
    let row = |i: u32| {
        let score = 0.4123 + f64::from(i % 20) / 10_000.0;
        format!("{i},{score:.4},{}\n", u8::from(i % 20 >= 5))
    };
    let file = table(&format!("row,score,label\n{}", (0..2_000).map(row).collect::<String>()));
    let report = compare(&file, &file);
    let side = &report.performance.models[0].sides.production;
    let best = side.least_cost.as_ref().unwrap();
    assert_eq!((best.threshold, best.cost_per_row), (Some(0.4128), 0.0));
    let is_best = |at: &&report::ThresholdCounts| Some(at.threshold) == best.threshold;
    let at: Vec<_> = side.thresholds.iter().filter(is_best).collect();
    assert_eq!((at.len(), at[0].cost_per_row), (1, best.cost_per_row));
    assert_eq!(side.thresholds.len(), 102);
    assert!(side.thresholds.is_sorted_by(|a, b| a.threshold < b.threshold));
}
