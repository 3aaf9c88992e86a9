//! Whether probabilities can be believed, through the whole engine.

use report::{Calibration, ClassCalibration, RepairMethod, Report, Settings, Side, Verdict};
use serde_json::Value;

use crate::support::{compare, json, larger_data, read, table};

/// The report of a scenario of the larger data, and what scikit-learn says of it.
fn scenario(name: &str) -> Option<(Report, Value)> {
    let data = larger_data()?;
    let side = |side: &str| read(&data.join(name).join(format!("{side}.csv")));
    let report = compare(&side("reference"), &side("production"));
    Some((report, json(&data.join("golden").join(name).join("calibration.json"))))
}

fn close(what: &str, got: f64, want: &Value) {
    let want = want.as_f64().unwrap();
    assert!((got - want).abs() <= 1e-9 * want.abs(), "{what}: {got}, expected {want}");
}

/// Holds the diagram of equal width, and where there are more, the other measures of a side.
fn check(class: &ClassCalibration, side: Side, want: &Value) {
    let got = class.sides.get(side).as_ref().unwrap();
    let is_binary = want.get("uniform10").is_some();
    let wide = if is_binary { &want["uniform10"] } else { want };
    close("ece", got.equal_width.expected_error, &wide["ece"]);
    close("mce", got.equal_width.maximum_error, &wide["mce"]);
    close("brier", got.brier.score, &wide["brier"]);
    let reliability = &wide["brier_decomposition"]["reliability"];
    close("reliability", got.brier.reliability, reliability);
    for (bin, count) in got.equal_width.bins.iter().zip(wide["counts"].as_array().unwrap()) {
        assert_eq!(bin.n, count.as_u64().unwrap());
    }
    if is_binary {
        close("adaptive ece", got.equal_count.expected_error, &want["quantile10"]["ece"]);
        close("z", got.spiegelhalter.unwrap().z, &want["spiegelhalter"]["z"]);
    }
}

#[test]
fn both_credit_models_equal_scikit_learn() {
    let Some((report, want)) = scenario("c_credit") else { return };
    let models = &report.calibration.models;
    assert_eq!(models.len(), 2);
    for (model, suffix) in models.iter().zip(["", "_treatment"]) {
        for (side, name) in [(Side::Reference, "reference"), (Side::Production, "production")] {
            check(&model.classes[0], side, &want[format!("{name}{suffix}")]);
        }
    }
}

#[test]
fn every_class_of_diamonds_equals_scikit_learn() {
    let Some((report, want)) = scenario("d_diamonds") else { return };
    let [model] = report.calibration.models.as_slice() else { panic!("one model") };
    assert_eq!(model.classes.len(), 5);
    for class in &model.classes {
        check(class, Side::Reference, &want["reference"][&class.class]);
        check(class, Side::Production, &want["production"][&class.class]);
    }
}

/// Rows of a score from 0.05 to 0.95 and a label that comes true as often as `chance` says.
fn rows(n: u32, chance: impl Fn(f64) -> f64) -> String {
    let row = |i: u32| {
        let score = f64::from(5 + (i * 7919) % 91) / 100.0;
        let draw = f64::from(i.wrapping_mul(2_654_435_761) >> 8) / f64::from(1 << 24);
        format!("{i},{score},{}\n", u8::from(draw < chance(score)))
    };
    ["row,score,label\n".to_owned()].into_iter().chain((0..n).map(row)).collect()
}

fn calibration(reference: &str, production: &str) -> Calibration {
    compare(&table(reference), &table(production)).calibration
}

#[test]
fn says_what_is_off_and_what_mends_it() {
    let found = calibration(&rows(4_000, |score| score), &rows(4_000, |score| score * score));
    let class = &found.models[0].classes[0];
    assert_eq!(class.verdict, Verdict::Significant, "{}", class.says);
    assert!(class.says.starts_with("score says too much: on average it is"), "{}", class.says);
    assert!(class.says.contains("fitted on production the Brier score would be"), "{}", class.says);
    assert_eq!(found.headline, class.says);
    assert_eq!(class.repairs.len(), 6);
    let worst = class.worst.as_ref().unwrap();
    assert!(worst.side == Side::Production && worst.promised > worst.happened.value);
    assert!(worst.says.starts_with("Promised "), "{}", worst.says);
    let best: Vec<_> = class.repairs.iter().filter(|repair| repair.is_best).collect();
    assert!(best.len() == 1 && class.says.contains(best[0].method.label()), "{}", class.says);
    let isotonic = class.repairs.iter().find(|r| r.method == RepairMethod::Isotonic).unwrap();
    assert!(isotonic.fitted_on == Side::Reference && isotonic.on_production.is_some());
    let change = isotonic.on_production.as_ref().unwrap().brier_change.value;
    assert!(change.abs() < 0.005, "the reference needs no repair: {change}");
}

#[test]
fn a_calibrated_model_can_be_believed() {
    let found = calibration(&rows(2_000, |score| score), &rows(3_000, |score| score));
    let class = &found.models[0].classes[0];
    assert!(class.verdict <= Verdict::Negligible, "{}", class.says);
    assert!(class.says.contains("be believed: on average it is"), "{}", class.says);
}

#[test]
fn bad_input_is_said() {
    let few = calibration(&rows(60, |score| score), &rows(99, |score| score));
    assert_eq!(few.headline, "score cannot be judged: 60 labelled rows of at least 100.");
    let labels = "row,score,label\n".to_owned();
    let none = calibration(&labels, &labels);
    assert!(none.lacks.is_some());
}

#[test]
fn log_odds_are_believed_once_they_are_called_so() {
    let log_odds = |i: u32| f64::from((i * 7919) % 91) / 15.0 - 3.0;
    let row = |i: u32| format!("{:.3},{}\n", log_odds(i), u8::from((i * 31) % 91 < 45));
    let file: String = ["score,label\n".to_owned()].into_iter().chain((0..600).map(row)).collect();
    let said = calibration(&file, &file).models.remove(0);
    assert!(said.says.contains("scores beyond 0 to 1 are no probabilities"), "{}", said.says);
    assert!(said.notes[0].contains("scores_are_log_odds"), "{:?}", said.notes);
    let mut settings = Settings::default();
    settings.performance.scores_are_log_odds = true;
    let file = table(&file);
    let report = engine::analyze(&file, &file, &settings);
    assert!(report.calibration.models[0].classes[0].sides.production.is_some());
}

#[test]
fn scores_that_are_turned_round_are_called_so() {
    let report =
        compare(&table(&rows(4_000, |score| score)), &table(&rows(4_000, |score| 1.0 - score)));
    let class = &report.calibration.models[0].classes[0];
    let area = class.sides.production.as_ref().unwrap().roc_auc.unwrap();
    assert!(area.value < 0.3, "{area:?}");
    let says = "score is turned round: higher scores go with fewer rows of 1, AUC 0.2";
    assert!(class.says.starts_with(says), "{}", class.says);
    assert!(class.says.contains("Check which class score is for"), "{}", class.says);
    let mut findings = report.overview.findings.iter();
    assert!(findings.any(|finding| finding.title.starts_with(says)));
}

/// Scores of production over 1, which are no probabilities, take the gap of their windows away and nothing else.
#[test]
fn scores_that_are_no_probabilities_have_no_gap_over_time() {
    let side = |factor: f64| {
        let mut csv = "at,label,proba_a,proba_b,proba_c\n".to_owned();
        for row in 0..900_u32 {
            let own = ["a", "b", "c"][(row % 3) as usize];
            let of = |class: &str| factor * if class == own { 0.6 } else { 0.2 };
            csv +=
                &format!("2025-01-{:02},{own},{},{},{}\n", row / 32 + 1, of("a"), of("b"), of("c"));
        }
        csv
    };
    let report = compare(&table(&side(1.0)), &table(&side(4.0)));
    let models = &report.performance.over_time.models;
    let told = models.iter().flat_map(|model| &model.calibration);
    assert!(told.flat_map(|told| &told.windows).flatten().all(|gap| gap.promised <= 1.0));
    assert!(!models.is_empty());
}
