//! What the model says, and what really happened.

use crate::support::{column, compare, table};
use report::{
    Derived, Quantity, Report, Role, Settings, Severity, Shape, StudyVerdict, Topic, Verdict,
};
use table::Table;

fn rows(header: &str, row: impl Fn(usize) -> String) -> Table {
    let text = (0..900).fold(format!("{header}\n"), |text, i| format!("{text}{}\n", row(i)));
    table(&text)
}

fn derived(report: &Report, quantity: Quantity) -> &Derived {
    let mut all = report.drift.derived().iter();
    all.find(|derived| derived.quantity == quantity).unwrap_or_else(|| panic!("no {quantity:?}"))
}

fn role(report: &Report, name: &str) -> Role {
    report.roles.iter().find(|choice| choice.column == name).unwrap().role
}

/// A number between 0 and 1 that looks random.
fn random(i: usize, times: usize) -> f64 {
    ((i * times + 11) % 907) as f64 / 907.0
}

/// A score whose distance from one half is made smaller by some factor.
fn scores(factor: f64) -> Table {
    rows("x,score", |i| format!("{},{:.4}", i % 97, 0.5 + (random(i, 389) - 0.5) * factor))
}

// Expected: by hand; the score is spread evenly over 0 to 1, and then over 0.2 to 0.8: the larger of
// s and 1 − s has the medians 0.75 and 0.65.
#[test]
fn a_score_nearer_to_one_half_is_less_sure() {
    let report = compare(&scores(1.0), &scores(0.6));
    let confidence = derived(&report, Quantity::Confidence);
    assert_eq!(confidence.from, ["score"]);
    assert!(confidence.drift.verdict.is_drift());
    let says = &report.drift.outputs.as_ref().unwrap().says;
    let expected = "The model answers as before: “0.5 or more” 50% → 50%; \
        it is less sure of itself: median confidence 0.75 → 0.65.";
    assert_eq!(says, &[expected]);
    let told = report.overview.says.iter().find(|says| says.topic == Topic::Model).unwrap();
    assert_eq!(format!("{}{}", told.lead, told.rest), expected);
}

#[test]
fn an_answer_in_a_column_of_its_own_is_not_derived() {
    let file = |yes: usize| {
        rows("score,y_pred", |i| format!("{:.3},{}", random(i, 389), u8::from(i * 7 % 100 < yes)))
    };
    let report = compare(&file(41), &file(20));
    assert!(report.drift.derived().iter().all(|d| d.quantity != Quantity::Answer));
    let says = &report.drift.outputs.as_ref().unwrap().says[0];
    let start = "The model answers “1” less often: 41% → 20%; it is as sure of itself as before";
    assert!(says.starts_with(start), "{says}");
}

// Expected: by hand.
#[test]
fn the_answer_is_yes_from_the_threshold_on() {
    let file = rows("score,z", |i| format!("0.{},{}", i % 10, i % 7));
    let mut settings = Settings::default();
    settings.drift.answer_threshold = 0.7;
    let report = engine::analyze(&file, &file, &settings);
    let answer = &derived(&report, Quantity::Answer).drift;
    let cells = &answer.bins.as_ref().unwrap().cells;
    let yes = cells.iter().find(|cell| cell.label == "0.7 or more").unwrap();
    assert_eq!(yes.count.reference, 270);
    assert_eq!(answer.verdict, Verdict::Stable);
}

fn classes(names: [&str; 3], sum: f64) -> Table {
    rows(&names.join(","), |i| {
        let (a, b) = (random(i, 389) / 2.0, random(i, 541) / 2.0);
        format!("{:.6},{:.6},{:.6}", a * sum, b * sum, (1.0 - a - b) * sum)
    })
}

#[test]
fn class_probabilities_are_known_by_name_and_sum() {
    let report =
        compare(&classes(["p_x", "p_y", "p_z"], 1.0), &classes(["p_x", "p_y", "p_z"], 1.0));
    assert!(["p_x", "p_y", "p_z"].iter().all(|name| role(&report, name) == Role::Score));
    let quantities: Vec<Quantity> = report.drift.derived().iter().map(|d| d.quantity).collect();
    let expected = [Quantity::Answer, Quantity::Confidence, Quantity::Margin, Quantity::Entropy];
    assert_eq!(quantities, expected);
    let other = compare(&classes(["s_x", "s_y", "s_z"], 1.0), &classes(["s_x", "s_y", "s_z"], 1.0));
    assert_eq!(role(&other, "s_x"), Role::Covariate, "shares of something else");
    let one_hot = |i: usize| format!("{},{}", i / 450, 1 - i / 450);
    let one_hot = rows("class_1,class_2", one_hot);
    assert_eq!(role(&compare(&one_hot, &one_hot), "class_1"), Role::Covariate);
}

/// proba_Very_Good is the class Very Good of the family proba, as the label spells it.
#[test]
fn the_name_of_a_class_may_hold_the_separator() {
    let file = rows("proba_Good,proba_Very_Good,proba_Not_Good,cut", |i| {
        let (good, very_good) = (random(i, 389) / 2.0, random(i, 541) / 2.0);
        let cut = ["Good", "Very Good", "Not Good"][i % 3];
        format!("{good:.6},{very_good:.6},{:.6},{cut}", 1.0 - good - very_good)
    });
    let roles = [("cut".to_owned(), Role::Label)].into();
    let report = engine::analyze(&file, &file, &Settings { roles, ..Settings::default() });
    let names: Vec<&str> =
        report.drift.derived().iter().map(|derived| &*derived.drift.column).collect();
    let expected =
        ["answer of proba", "confidence of proba", "margin of proba", "entropy of proba"];
    assert_eq!(names, expected);
    let answer = derived(&report, Quantity::Answer);
    assert_eq!(answer.from, ["proba_Good", "proba_Very_Good", "proba_Not_Good"]);
    let Some(Shape::Bars { labels, .. }) = &answer.drift.shape else { panic!("no bars") };
    assert!(labels.iter().any(|label| label == "Very Good"), "{labels:?}");
}

#[test]
fn probabilities_that_do_not_sum_to_one_are_told() {
    let names = ["proba_x", "proba_y", "proba_z"];
    let report = compare(&classes(names, 1.0), &classes(names, 0.9));
    let remarks = &report.drift.outputs.as_ref().unwrap().remarks;
    let expected = "proba_x, proba_y and proba_z do not sum to 1 in 100% of the rows of production: \
        entropy and margin are not told for them; look for a class that is left out.";
    assert_eq!(remarks, &[expected]);
    assert!(report.drift.derived().iter().all(|d| d.quantity != Quantity::Entropy));
    let apart = compare(&classes(names, 0.7), &classes(names, 0.7));
    let remark = &apart.drift.outputs.as_ref().unwrap().remarks[0];
    assert!(remark.ends_with("each is taken for a score of its own."), "{remark}");
}

#[test]
fn a_score_beyond_one_is_no_probability() {
    let file = rows("credit_score,z", |i| format!("{},{}", 300 + i % 550, i % 7));
    let report = compare(&file, &file);
    let outputs = report.drift.outputs.as_ref().unwrap();
    assert!(outputs.remarks[0].starts_with("credit_score is no probability (300 to 849)"));
    assert!(outputs.derived.is_empty());
    assert!(outputs.says[0].starts_with("The model scores as before: median"), "{outputs:?}");
}

#[test]
fn labels_that_are_not_there_yet_are_said_and_are_no_alarm() {
    let file = |known: usize| {
        rows("score,label", |i| {
            let label = if i * 7 % 100 < known { (i % 2).to_string() } else { String::new() };
            format!("{:.3},{label}", random(i, 389))
        })
    };
    let says = |report: &Report| report.drift.outputs.as_ref().unwrap().says[1].clone();
    let none = compare(&file(100), &file(0));
    assert_eq!(says(&none), "Production has no labels yet: every value of label is missing there.");
    assert_eq!(none.overview.verdict, StudyVerdict::NoDrift);
    let missing = none.overview.findings.iter().find(|f| f.title.contains("not known yet"));
    assert_eq!(missing.unwrap().severity, Severity::Information);
    let some = compare(&file(100), &file(40));
    assert!(says(&some).starts_with("What really happened (label): as before, “1” 50% → 50%."));
    assert!(says(&some).contains("for 40% of production’s rows only"), "{}", says(&some));
    let gone = compare(&file(100), &rows("score", |i| format!("{:.3}", random(i, 389))));
    assert!(says(&gone).starts_with("Production has no labels yet: only the reference has label"));
}

#[test]
fn without_outputs_there_is_nothing_to_say_of_them() {
    let file = rows("x,z", |i| format!("{},{}", i % 97, i % 7));
    let report = compare(&file, &file);
    assert_eq!(report.drift.outputs, None);
    assert!(report.overview.says.iter().all(|says| says.topic != Topic::Model));
}

/// Their p-values are a family of their own: the columns' stay what they are.
#[test]
fn derived_quantities_do_not_touch_the_columns() {
    let report = compare(&scores(1.0), &scores(0.6));
    let ignored = {
        let mut settings = Settings::default();
        settings.roles.insert("score".to_owned(), Role::Covariate);
        engine::analyze(&scores(1.0), &scores(0.6), &settings)
    };
    for name in ["x", "score"] {
        assert_eq!(column(&report, name).p_adjusted, column(&ignored, name).p_adjusted);
    }
}

/// Nothing here may panic: one row, no row, constant scores, thousands of scores.
#[test]
fn little_and_much_are_borne() {
    let one = table("score,proba_a,proba_b\n0.5,0.3,0.7\n");
    let none = table("score,proba_a,proba_b\n");
    let constant = rows("score,proba_a,proba_b", |_| "1,0.5,0.5".to_owned());
    for reference in [&one, &none, &constant] {
        for production in [&one, &none, &constant] {
            compare(reference, production).to_json().unwrap();
        }
    }
    let names: Vec<String> = (0..300).map(|i| format!("m{i}_score")).collect();
    let many = rows(&names.join(","), |i| vec![format!("{:.2}", random(i, 389)); 300].join(","));
    let outputs = compare(&many, &many).drift.outputs.unwrap();
    assert_eq!(outputs.derived.len(), 8 * 3);
    assert!(outputs.remarks[0].contains("for 8 of 300 scores"), "{:?}", outputs.remarks);
}

#[test]
fn probabilities_that_no_longer_sum_to_one_are_a_finding() {
    let names = ["proba_x", "proba_y", "proba_z"];
    let report = compare(&classes(names, 1.0), &classes(names, 0.9));
    let [sums] = report.drift.outputs.as_ref().unwrap().sums.as_slice() else {
        panic!("one model")
    };
    assert_eq!((sums.odd.reference, sums.odd.production, sums.rows.production), (0, 900, 900));
    let title = "Probabilities proba no longer sum to 1 in 100% of the rows";
    let finding = report.overview.findings.iter().find(|finding| finding.title == title).unwrap();
    assert_eq!(finding.severity, Severity::High);
    assert!(
        finding
            .detail
            .contains("in 900 of 900 rows of production, in 0 of 900 rows of the reference"),
        "{}",
        finding.detail
    );
    let same = compare(&classes(names, 1.0), &classes(names, 1.0));
    assert!(same.drift.outputs.as_ref().unwrap().sums.is_empty());
}
