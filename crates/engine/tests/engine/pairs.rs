//! Two models on the same rows, through the whole engine.

use report::{ModelPair, Role, Settings, SidePair};
use serde_json::Value;

use crate::support::{compare, json, larger_data, read, table};

fn close(found: f64, want: &Value) {
    let want = want.as_f64().unwrap();
    assert!((found - want).abs() <= 1e-9 * want.abs(), "{found}, {want}");
}

fn check(pair: &SidePair, want: &Value) {
    let auc = pair.auc.as_ref().unwrap();
    assert_eq!(auc.n, want["n"].as_u64().unwrap());
    close(auc.first, &want["auc_control"]);
    close(auc.second, &want["auc_treatment"]);
    close(auc.difference.value, &want["diff_treatment_minus_control"]);
    let (low, high) = auc.difference.interval_95.unwrap();
    close(low, &want["ci95"][0]);
    close(high, &want["ci95"][1]);
    close(auc.p_value, &want["p"]);
    let right = pair.right.as_ref().unwrap();
    let table = [[right.both, right.only_first], [right.only_second, right.neither]];
    assert_eq!(serde_json::json!(table), want["correct_table_rows_control_cols_treatment"]);
    close(right.p_value, &want["mcnemar_exact_p"]);
    let brier = pair.differences.iter().find(|d| d.metric == report::MetricName::Brier).unwrap();
    close(brier.difference.value, &want["brier_diff"]);
}

// Expected: SciPy, scikit-learn and statsmodels in golden/c_credit/shadow.json.
#[test]
fn both_credit_models_equal_statsmodels() {
    let Some(data) = larger_data() else { return };
    let side = |side: &str| read(&data.join("c_credit").join(format!("{side}.csv")));
    let mut settings = Settings::default();
    settings.roles.insert("default_next_month".to_owned(), Role::Label);
    let report = engine::analyze(&side("reference"), &side("production"), &settings);
    let pair = &report.performance.pairs[0];
    assert_eq!((pair.first.as_str(), pair.second.as_str()), ("score_control", "score_treatment"));
    let want = json(&data.join("golden/c_credit/shadow.json"));
    let (reference, production) =
        (pair.sides.reference.as_ref().unwrap(), pair.sides.production.as_ref().unwrap());
    check(reference, &want["reference"]);
    check(production, &want["production"]);
    // Every row of the reference has a label; production's own are of all rows.
    close(reference.kappa.unwrap().value, &want["reference"]["label_kappa"]);
    for (side, name) in [(reference, "reference"), (production, "production")] {
        let want = &want["unlabelled_all_rows"][name];
        assert_eq!(side.answered, want["n"].as_u64().unwrap());
        close(side.agreement.unwrap().value, &want["agreement"]);
        close(side.scores.as_ref().unwrap().distance, &want["ks"]);
    }
    let scores = reference.scores.as_ref().unwrap();
    close(scores.pearson.unwrap(), &want["reference"]["score_pearson"]);
    close(scores.spearman.unwrap(), &want["reference"]["score_spearman"]);
    close(scores.mean_difference.unwrap().value, &want["reference"]["mean_score_diff"]);
    let says =
        "In production score_treatment is better than score_control: ROC AUC 0.742 beside 0.727";
    assert!(pair.says.starts_with(says), "{}", pair.says);
}

fn pair(row: impl Fn(u32) -> String) -> ModelPair {
    let text = (0..600).fold("score_a,score_b,label\n".to_owned(), |text, i| text + &row(i));
    compare(&table(&text), &table(&text)).performance.pairs.remove(0)
}

#[test]
fn a_model_beside_itself_is_no_better() {
    let score = |i: u32| f64::from(i * 37 % 101) / 101.0;
    let label = |i: u32| u32::from(i * 37 % 101 + i % 40 > 70);
    let pair = pair(|i| format!("{},{},{}\n", score(i), score(i), label(i)));
    let side = pair.sides.production.unwrap();
    assert_eq!((side.agreement.unwrap().value, side.auc.unwrap().p_value), (1.0, 1.0));
    assert!(side.right.unwrap().second_share.is_none());
    assert!(pair.says.contains("cannot be told better or worse than"), "{}", pair.says);
}

#[test]
fn one_that_knows_less_is_worse() {
    let score = |i: u32| f64::from(i * 37 % 101) / 101.0;
    let label = |i: u32| u32::from(i * 37 % 101 + i % 40 > 70);
    let pair = pair(|i| format!("{},{},{}\n", score(i), f64::from(i * 7 % 97) / 97.0, label(i)));
    let says = "In production score_b is worse than score_a: ROC AUC 0.";
    assert!(pair.says.starts_with(says), "{}", pair.says);
}
