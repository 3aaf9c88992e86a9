//! Models, scores and labels that are not as they should be: what is told of them, and what is not.

use report::{Joining, MetricName, ModelPerformance, Report, Role, Settings, Side, Verdict};

use crate::support::table;

/// Rows as text.
fn rows(head: &str, n: u32, row: impl Fn(u32) -> String) -> String {
    (0..n).fold(format!("{head}\n"), |text, i| format!("{text}{}\n", row(i)))
}

/// A number from 0 to 1 that hangs on the row alone.
fn draw(i: u32, stream: u32) -> f64 {
    let mixed = (i + 1).wrapping_mul(2_654_435_761) ^ stream.wrapping_mul(40_503_001);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519);
    f64::from((mixed ^ (mixed >> 13)) >> 8) / f64::from(1 << 24)
}

/// The second file is later than the first, though rows are called the same.
fn told(reference: &str, production: &str) -> Report {
    let mut settings = Settings::default();
    settings.performance.same_rows = Joining::Apart;
    engine::analyze(&table(reference), &table(production), &settings)
}

fn only(report: &Report) -> &ModelPerformance {
    let [model] = report.performance.models.as_slice() else {
        panic!("one model: {:?}", report.performance)
    };
    model
}

fn value(model: &ModelPerformance, name: MetricName, side: Side) -> Option<f64> {
    let metric = model.metrics.iter().find(|metric| metric.name == name).unwrap();
    metric.value.get(side).map(|value| value.value)
}

#[test]
fn answers_that_are_no_class_count_as_wrong() {
    let of = |others: u32| {
        rows("row,prediction,label", 600, |i| {
            let label = ["a", "b", "c"][(i % 3) as usize];
            format!("{i},{},{label}", if i % 100 < others { "zebra" } else { label })
        })
    };
    let report = told(&of(0), &of(30));
    let model = only(&report);
    assert_eq!(value(model, MetricName::Accuracy, Side::Reference), Some(1.0));
    assert_eq!(value(model, MetricName::Accuracy, Side::Production), Some(0.7));
    assert_eq!(model.sides.production.n, 600);
    assert_eq!(model.verdict, Verdict::Significant);
    assert!(
        model
            .notes
            .join(" ")
            .contains("180 answers of prediction are no class of the label and count as wrong"),
        "{:?}",
        model.notes
    );
    let two = |others: u32| {
        rows("row,prediction,label", 600, |i| {
            let label = ["no", "yes"][(i % 2) as usize];
            format!("{i},{},{label}", if i % 100 < others { "maybe" } else { label })
        })
    };
    let report = told(&two(0), &two(30));
    let model = only(&report);
    for (name, want) in [
        (MetricName::Accuracy, 0.7),
        (MetricName::Precision, 1.0),
        (MetricName::Recall, 0.7),
        (MetricName::Specificity, 0.7),
    ] {
        assert_eq!(value(model, name, Side::Production), Some(want), "{name:?}");
    }
}

#[test]
fn an_order_needs_no_probabilities() {
    // Ten times what it was: no probabilities, in the same order. Sums of rows differ, so that the order is
    // another one over them: both sides have to be taken as they are.
    let of = |factor: f64| {
        rows("row,p_a,p_b,p_c,label", 600, |i| {
            let label = (draw(i, 1) * 3.0) as u32;
            let weight = |class: u32| draw(i, 2 + class) + if class == label { 1.0 } else { 0.3 };
            let all: f64 = (0..3).map(weight).sum();
            let share = |class: u32| factor * (0.95 + 0.1 * draw(i, 9)) * weight(class) / all;
            let label = ["a", "b", "c"][label as usize];
            format!("{i},{:.9},{:.9},{:.9},{label}", share(0), share(1), share(2))
        })
    };
    let mut settings = Settings::default();
    let names = ["p_a", "p_b", "p_c"].map(|name| (name.to_owned(), Role::Score));
    settings.roles.extend(names.into_iter().chain([("label".to_owned(), Role::Label)]));
    let report = engine::analyze(&table(&of(1.0)), &table(&of(10.0)), &settings);
    let model = only(&report);
    let [before, after] = Side::BOTH.map(|side| value(model, MetricName::RocAuc, side).unwrap());
    assert!((before - after).abs() < 1e-6, "{before} {after}");
    assert_eq!(value(model, MetricName::LogLoss, Side::Production), None);
    let notes = model.notes.join(" ");
    assert!(
        notes.contains("Production: the class probabilities of p are not all from 0 to 1"),
        "{notes}"
    );
}

#[test]
fn rows_without_any_probability_are_refused() {
    let of = |zeros: u32| {
        rows("row,p_a,p_b,p_c,label", 600, |i| {
            let label = ["a", "b", "c"][(i % 3) as usize];
            if i % 10 < zeros {
                return format!("{i},0,0,0,{label}");
            }
            let share = |class: u32| if class == i % 3 { 0.6 } else { 0.2 };
            format!("{i},{},{},{},{label}", share(0), share(1), share(2))
        })
    };
    let report = told(&of(0), &of(2));
    let model = only(&report);
    assert_eq!(value(model, MetricName::Accuracy, Side::Production), Some(1.0));
    assert_eq!(model.sides.production.n, 480);
    assert!(model.notes.join(" ").contains("are all 0 in 120 rows"), "{:?}", model.notes);
}

#[test]
fn a_model_without_error_can_become_worse() {
    let of = |error: f64| {
        rows("row,prediction,actual", 300, |i| {
            let truth = 100.0 * draw(i, 1);
            // Other rows: of the same ones these would be two models.
            let row = i + if error > 0.0 { 300 } else { 0 };
            format!("{row},{:.6},{truth:.6}", truth + error * (draw(i, 2) - 0.5))
        })
    };
    let report = told(&of(0.0), &of(5.0));
    let model = only(&report);
    assert_eq!(model.verdict, Verdict::Significant, "{}", model.says);
    assert!(model.says.contains("of none there is no share to lose"), "{}", model.says);
    assert_eq!(only(&told(&of(0.0), &of(0.0))).verdict, Verdict::Stable);
    let perfect = told(&of(0.0), &of(5.0));
    assert!(perfect.overview.findings.iter().any(|f| f.title.contains("prediction is worse")));
}

#[test]
fn one_class_in_production_still_has_a_calibration() {
    let of = |is_one: bool| {
        rows("row,score,label", 1_000, |i| {
            let score = draw(i, 1);
            let label = !is_one && draw(i, 2) < score;
            format!("{i},{score:.4},{}", u8::from(label))
        })
    };
    let report = told(&of(false), &of(true));
    let class = &report.calibration.models[0].classes[0];
    assert!(class.sides.reference.is_some());
    let production = class.sides.production.as_ref().unwrap();
    assert_eq!((production.n, production.positives), (1_000, 0));
    assert_eq!(class.verdict, Verdict::Significant, "{}", class.says);
    assert!(class.says.contains("says too much"), "{}", class.says);
}

#[test]
fn the_gap_of_hard_scores_shows() {
    let of = |wrong: f64| {
        rows("row,score,label", 1_000, |i| {
            let score = draw(i, 1) < 0.4;
            let label = score != (draw(i, 2) < wrong);
            format!("{i},{},{}", u8::from(score), u8::from(label))
        })
    };
    // As many of either class are wrong, so that one bin of all rows would have no gap.
    let report = told(&of(0.3), &of(0.3));
    let class = &report.calibration.models[0].classes[0];
    let production = class.sides.production.as_ref().unwrap();
    assert!(production.equal_count.expected_error > 0.25, "{:?}", production.equal_count);
    assert_eq!(class.verdict, Verdict::Significant);
}

#[test]
fn what_lacks_is_said() {
    let labelled = rows("row,score,label", 400, |i| {
        format!("{i},{:.4},{}", draw(i, 1), u8::from(draw(i, 2) < draw(i, 1)))
    });
    let without_score = rows("row,score,label", 400, |i| format!("{i},,{}", i % 2));
    let apart = rows("row,score,label", 400, |i| {
        if i % 2 == 0 { format!("{i},{:.4},", draw(i, 1)) } else { format!("{i},,{}", i % 3 / 2) }
    });
    let few = rows("row,score,label", 400, |i| {
        let label = if i < 60 { (i % 2).to_string() } else { String::new() };
        format!("{i},{:.4},{label}", draw(i, 1))
    });
    for (production, lacks) in [
        (&without_score, "no row with a score or an answer"),
        (&apart, "no row with both a label and a score or an answer"),
        (&few, "60 labelled rows of at least 100"),
    ] {
        let report = told(&labelled, production);
        let said = &report.calibration.models[0].says;
        assert!(said.contains(&format!("(production: {lacks})")), "{said}");
        let said = &only(&report).says;
        assert!(said.contains(lacks), "{said}");
    }
}

#[test]
fn a_turned_and_a_constant_score_are_told() {
    let of = |score: &dyn Fn(f64) -> f64| {
        rows("row,score,label", 600, |i| {
            let p = draw(i, 1);
            format!("{i},{:.4},{}", score(p), u8::from(draw(i, 2) < p))
        })
    };
    let (plain, turned) = (of(&|p| p), of(&|p| 1.0 - p));
    let report = told(&plain, &turned);
    let says = &only(&report).says;
    assert!(says.contains("In production, and not in the reference, rows of the positive class have the lower scores"), "{says}");
    assert!(!only(&told(&plain, &plain)).says.contains("lower scores"));
    let report = told(&plain, &of(&|_| 0.5));
    let model = only(&report);
    assert_eq!(model.verdict, Verdict::Significant);
    let notes = model.notes.join(" ");
    assert!(notes.contains("Production: score is 0.5 in every labelled row and tells none from another; in the reference it varies."), "{notes}");
}

#[test]
fn labels_of_other_rows_are_no_change_of_the_model() {
    // The model is right where x is low, on both sides; labels come where x is high.
    let of = |is_labelled: &dyn Fn(f64, u32) -> bool| {
        rows("row,x,z,score,label", 4_000, |i| {
            let x = draw(i, 1);
            let score = draw(i, 2);
            let right = draw(i, 3) < 0.95 - 0.4 * x;
            let label = if is_labelled(x, i) {
                u8::from((score > 0.5) == right).to_string()
            } else {
                String::new()
            };
            format!("{i},{x:.4},{:.4},{score:.4},{label}", draw(i, 4))
        })
    };
    let all = of(&|_, _| true);
    let report = told(&all, &of(&|x, i| draw(i, 5) < if x > 0.6 { 0.7 } else { 0.08 }));
    let model = only(&report);
    let part = model.labelled.as_ref().unwrap();
    assert!(part.differs && part.giveaways[0] == "x", "{part:?}");
    assert!(model.verdict < Verdict::Moderate, "{}", model.says);
    assert!(model.says.contains("its metrics compare different rows"), "{}", model.says);
    assert!(
        model.says.contains("Weighted to look like all of production, accuracy is"),
        "{}",
        model.says
    );
    // The chip of the chapter, that over time and the sentence say the same.
    let mut settings = Settings::default();
    settings.timeline.windows = report::Windows::Rows;
    settings.timeline.window_rows = 1_000;
    let later = of(&|x, i| draw(i, 5) < if x > 0.6 { 0.7 } else { 0.08 });
    let report = engine::analyze(&table(&all), &table(&later), &settings);
    let model = only(&report);
    let over_time = &report.performance.over_time.models[0];
    assert_eq!(over_time.verdict, model.verdict);
    assert_eq!(model.word(), report::Metric::word_of(model.verdict));
    assert!(model.says.ends_with(&format!(": {}.", model.word())), "{}", model.says);
    assert!(over_time.metrics.iter().all(|metric| metric.since.is_none()));
    assert!(over_time.says[1].contains("windows cannot tell since when"), "{:?}", over_time.says);
    // Where the reference lacks labels of the same rows, metrics compare like with like; the other way round
    // and at random they do not.
    let (few, many) = (|i| draw(i, 5) < 0.08, |i| draw(i, 5) < 0.7);
    let low = of(&|x, i| if x < 0.4 { many(i) } else { few(i) });
    for (reference, is_alike) in
        [(later.as_str(), true), (low.as_str(), false), (&of(&|_, i| draw(i, 6) < 0.33), false)]
    {
        let report = told(reference, &later);
        let model = only(&report);
        let part = model.labelled.as_ref().unwrap();
        assert_eq!((part.as_in_reference, part.differs), (is_alike, !is_alike), "{part:?}");
        assert_eq!(model.says.contains("compare like with like"), is_alike, "{}", model.says);
        assert_eq!(model.says.contains("different rows"), !is_alike, "{}", model.says);
    }
    let report = told(&all, &of(&|_, i| draw(i, 5) < 0.3));
    assert!(!only(&report).labelled.as_ref().unwrap().differs);
    assert!(!only(&report).says.contains("different rows"));
}

#[test]
fn few_labels_among_many_rows_still_answer_what_moved() {
    let of = |every: u32, shift: f64| {
        rows("row,x,z,score,label", 40_000, |i| {
            let x = draw(i, 1) + shift;
            let label =
                if i % every == 0 { u8::from(draw(i, 2) < x).to_string() } else { String::new() };
            format!("{i},{x:.4},{:.4},{:.4},{label}", draw(i, 3), x.clamp(0.0, 1.0))
        })
    };
    let report = told(&of(100, 0.0), &of(100, 0.3));
    assert!(report.causes.kind.is_some(), "{}", report.causes.headline);
}

#[test]
fn numbers_near_the_largest_and_a_constant_truth_are_said() {
    let of = |truth: &dyn Fn(u32) -> f64, off: f64| {
        rows("row,prediction,actual", 300, |i| {
            let truth = truth(i);
            format!("{i},{:e},{truth:e}", truth + off * (draw(i, 2) - 0.4))
        })
    };
    let huge = of(&|i| 1e299 * draw(i, 1), 1e298);
    let report = told(&huge, &huge);
    let model = only(&report);
    assert!(value(model, MetricName::MeanAbsoluteError, Side::Production).unwrap() > 1e297);
    assert!(value(model, MetricName::RootMeanSquaredError, Side::Production).unwrap() > 1e297);
    assert!(value(model, MetricName::RSquared, Side::Production).unwrap() > 0.9);
    let varied = of(&|i| 5.0 * draw(i, 1), 1.0);
    let report = told(&varied, &of(&|_| 5.0, 1.0));
    let model = only(&report);
    let metric = model.metrics.iter().find(|m| m.name == MetricName::RSquared).unwrap();
    assert_eq!(metric.lacks.production, "the truth is 5 in every row");
    assert!(
        model.notes.join(" ").contains("Production: the truth is 5 in every labelled row"),
        "{:?}",
        model.notes
    );
}
