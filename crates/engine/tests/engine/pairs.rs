//! Two models on the same rows, through the whole engine.

use report::{ModelPair, PairOverTime, Role, Settings, Side, SidePair, Standing, Windows};
use serde_json::Value;

use crate::support::{compare, json, larger_data, read, table};

fn close(found: f64, want: &Value) {
    let want = want.as_f64().unwrap();
    assert!((found - want).abs() <= 1e-9 * want.abs(), "{found}, {want}");
}

/// The numbers of two models on one side against golden ones.
pub fn check(pair: &SidePair, want: &Value) {
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
    let loss = pair.differences.iter().find(|d| d.metric == report::MetricName::LogLoss).unwrap();
    close(loss.difference.value, &want["logloss_diff"]);
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
    // The areas of the sides are 0.039 and 0.015 apart, with errors of 0.0052 and 0.0053.
    let of_answers = "; by accuracy they cannot be told apart (McNemar’s p = 0.88)";
    assert!(pair.lead.contains(of_answers), "{}", pair.lead);
    assert!(
        pair.lead.contains("; the difference shrank from 0.039 in the reference to 0.015 (p"),
        "{}",
        pair.lead
    );
    let costs = report.overview.says.iter().map(|saying| saying.rest.as_str()).collect::<String>();
    assert!(!costs.contains("Accuracy 81% → 81%"), "{costs}");
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

/// Only what concerns models, in windows of so many rows.
fn in_windows(label: &str, window_rows: u64) -> Settings {
    let mut settings = Settings::default();
    settings.roles.insert(label.to_owned(), Role::Label);
    settings.timeline.windows = Windows::Rows;
    settings.timeline.window_rows = window_rows;
    settings.timeline.most_cells = 100;
    settings.drift.noise_draws = 40;
    settings.drift.compound_rows = 100;
    settings.drift.compound_draws = 199;
    settings.calibration.draws = 99;
    settings
}

const Z_95: f64 = 1.959_963_984_540_054;
/// Difference of the areas, its standard error and the share of equal answers in windows 1 and 4 of production, and what
/// the difference is from the third on: tests/goldens/paired_auc_windows.py, numpy 2, scipy 1.
const OF_WINDOWS: [(usize, [f64; 3]); 2] = [
    (0, [0.032_304_935_009_749_396, 0.012_618_462_841_703_52, 0.9265]),
    (3, [-0.019_482_702_497_905_516, 0.011_692_809_251_465_975, 0.9245]),
];
const FROM_THE_THIRD_ON: [f64; 3] =
    [0.005_069_241_529_623_533, 0.007_242_092_042_317_514, 0.001_356_814_519_958_584];

#[test]
fn the_credit_models_over_time_equal_delong_window_by_window() {
    let Some(data) = larger_data() else { return };
    let side = |side: &str| read(&data.join("c_credit").join(format!("{side}.csv")));
    let settings = in_windows("default_next_month", 2_000);
    let report = engine::analyze(&side("reference"), &side("production"), &settings);
    let pair = &report.performance.over_time.pairs[0];
    let windows = pair.windows.iter().zip(&report.timeline.windows);
    let production: Vec<_> = windows.filter(|(_, of)| of.side == Side::Production).collect();
    assert_eq!(production.len(), 6);
    for (at, [difference, error, agreement]) in OF_WINDOWS {
        let (window, _) = production[at];
        close(window.difference.unwrap().value, &difference.into());
        close(window.agreement.unwrap().value, &agreement.into());
        let (low, high) = window.difference.unwrap().interval_95.unwrap();
        assert!(((high - low) / 2.0 / Z_95 / error - 1.0).abs() < 1e-9, "{window:?}");
    }
    // Of six windows none is sure: the smallest p-value is 0.0105.
    assert!(production.iter().all(|(window, _)| window.standing == Some(Standing::Open)));
    let least = production.iter().filter_map(|(window, _)| window.p_adjusted).fold(1.0, f64::min);
    close(least, &(6.0 * 0.010_463_230_527_608_947).into());
    let since = pair.since.as_ref().unwrap();
    let (low, high) = since.value.interval_95.unwrap();
    assert_eq!(since.label, "rows 4,001 to 6,000");
    let found = [since.value.value, (high - low) / 2.0 / Z_95, since.p_value];
    for (found, want) in found.into_iter().zip(FROM_THE_THIRD_ON) {
        assert!((found - want).abs() <= 1e-8 * want.abs(), "{found} {want}");
    }
    let says = "score_treatment can be told neither better nor worse since 5 June: from there on ROC AUC differs by 0.0051";
    assert!(pair.says.starts_with(says), "{}", pair.says);
}

/// Both models know the same, until from row `late` of production on the second says only noise.
fn over_time(late: u32) -> PairOverTime {
    let text = |side: u32| {
        let row = |text: String, i: u32| {
            let label = u32::from(i * 37 % 101 + i * i % 40 > 70);
            let first = f64::from(i * 37 % 101) / 101.0 + f64::from(i * 7 % 11) / 100.0;
            let own = f64::from(i * 37 % 101) / 101.0 + f64::from(i * 5 % 13) / 110.0;
            let noise = f64::from(i * 7 % 97) / 97.0;
            let second = if side == 1 && i >= late { noise } else { own };
            text + &format!("{},{},{label}\n", first / 1.2, second / 1.2)
        };
        (0..3_000).fold("score_a,score_b,label\n".to_owned(), row)
    };
    let settings = in_windows("label", 500);
    let report = engine::analyze(&table(&text(0)), &table(&text(1)), &settings);
    assert!(report.to_json().is_ok());
    report.performance.over_time.pairs.into_iter().next().unwrap()
}

#[test]
fn a_model_that_breaks_is_worse_from_that_window_on() {
    let pair = over_time(1_500);
    assert_eq!(pair.since.as_ref().unwrap().label, "rows 1,501 to 2,000", "{}", pair.says);
    let worse = pair.windows.iter().filter(|w| w.standing == Some(Standing::Worse)).count();
    assert_eq!(worse, 3);
    assert!(pair.says.starts_with("score_b is worse since "), "{}", pair.says);
    let same = over_time(3_000);
    assert!(same.since.is_none(), "{}", same.says);
    assert!(same.says.starts_with("In no window "), "{}", same.says);
}
