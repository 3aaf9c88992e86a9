//! Roles that are guessed, and what follows from them.

use crate::support::{compare, table};
use report::{Report, Role, VolumeUnit};

fn report(header: &str, row: impl Fn(usize) -> String) -> Report {
    let text = (0..400).fold(format!("{header}\n"), |text, i| format!("{text}{}\n", row(i)));
    compare(&table(&text), &table(&text))
}

fn role(report: &Report, name: &str) -> Role {
    report.roles.iter().find(|choice| choice.column == name).unwrap().role
}

#[test]
fn a_bare_y_is_a_label_only_with_few_values_or_a_prediction() {
    let coordinate = report("x,y", |i| format!("{},{}", i % 97, i * 37 % 331));
    assert_eq!(role(&coordinate, "y"), Role::Covariate);
    let classes = report("x,y", |i| format!("{},{}", i % 97, i % 3));
    assert_eq!(role(&classes, "y"), Role::Label);
    let words = report("x,y", |i| format!("{},c{}", i % 97, i % 3));
    assert_eq!(role(&words, "y"), Role::Label);
    let regression = report("y,y_pred", |i| format!("{},{}", i * 37 % 331, i % 97));
    assert_eq!(role(&regression, "y"), Role::Label);
}

#[test]
fn a_bare_y_is_no_label_beside_a_better_name() {
    let diamonds = report("x,y,pred_cut,actual_cut", |i| {
        format!("{},{},c{},c{}", i % 97, i * 37 % 331, i % 5, i % 4)
    });
    assert_eq!(role(&diamonds, "y"), Role::Covariate);
    assert_eq!(role(&diamonds, "actual_cut"), Role::Label);
    let classes = report("x,y,class", |i| format!("{},{},c{}", i % 97, i % 3, i % 4));
    assert_eq!(role(&classes, "y"), Role::Covariate);
}

#[test]
fn what_the_prediction_or_the_model_is_named_after_is_the_label() {
    let row = |i: usize| format!("arr-delay-1.0,{},{}.5,{}", i % 97, i % 89, i * 37 % 331);
    let delays = report("model_version,dep_delay,prediction,arr_delay", row);
    assert_eq!(role(&delays, "arr_delay"), Role::Label);
    assert_eq!(role(&delays, "dep_delay"), Role::Covariate);
    let row = |i: usize| format!("{},{}.5,{}", i % 97, i % 89, i * 37 % 331);
    let prices = report("carat,predicted_price,price", row);
    assert_eq!(role(&prices, "price"), Role::Label);
    assert_eq!(role(&prices, "carat"), Role::Covariate);
    let named = report("cut,pred_cut,actual_cut", row);
    assert_eq!(role(&named, "cut"), Role::Covariate);
}

#[test]
fn outcomes_are_labels_by_whole_words_and_few_values() {
    let header = "prediction,paid_on_time,repaid_prev_loan,loan_default,default_language,\
        defaults,conversion,cabin_class";
    let row = |i: usize| {
        let language = ["en", "de", "fr"][i % 3];
        format!(
            "{},{},{},{},{language},{},{},c{}",
            i % 2,
            i % 2,
            i % 2,
            i % 2,
            i % 2,
            i % 97,
            i % 3
        )
    };
    let beside = report(header, row);
    let labels: Vec<&str> = header.split(',').filter(|n| role(&beside, n) == Role::Label).collect();
    assert_eq!(labels, ["paid_on_time", "loan_default"]);
    let score = report("risk_score,converted", |i| format!("{},{}", i * 37 % 331, i % 2));
    assert_eq!(role(&score, "converted"), Role::Label);
    let alone = report("x,converted,isFraud,churned", |i| {
        format!("{},{},{},{}", i % 97, i % 2, i % 2, i % 2)
    });
    let roles = ["converted", "isFraud", "churned"].map(|name| role(&alone, name));
    assert_eq!(roles, [Role::Conversion, Role::Label, Role::Label]);
}

#[test]
fn the_stories_have_the_labels_that_they_hold() {
    let labels = |story: samples::Story| -> Vec<String> {
        let read = |file: samples::StoryFile| {
            table::read(file.name, &file.bytes, &report::Reading::default()).unwrap()
        };
        let report = compare(&read(story.reference()), &read(story.production()));
        let labels = report.roles.into_iter().filter(|choice| choice.role == Role::Label);
        labels.map(|choice| choice.column).collect()
    };
    assert_eq!(labels(samples::Story::CreditDrift), ["paid_on_time"]);
}

#[test]
fn a_column_of_two_values_that_is_gone_is_a_late_label_only_beside_a_prediction() {
    let side = |header: &str, row: &dyn Fn(usize) -> String| {
        table(&(0..400).fold(format!("{header}\n"), |text, i| format!("{text}{}\n", row(i))))
    };
    let plain = compare(
        &side("x,member", &|i| format!("{},{}", i % 97, i % 2)),
        &side("x", &|i| (i % 97).to_string()),
    );
    assert_eq!(role(&plain, "member"), Role::Covariate);
    assert_eq!(plain.overview.verdict, report::StudyVerdict::Changed);
    let model = compare(
        &side("x,pred,paid", &|i| format!("{},{},{}", i % 97, i % 3, i % 2)),
        &side("x,pred", &|i| format!("{},{}", i % 97, i % 3)),
    );
    assert_eq!(role(&model, "paid"), Role::Label);
    assert_eq!(model.overview.verdict, report::StudyVerdict::NoDrift);
}

#[test]
fn the_arms_of_an_experiment_do_not_count_as_drift() {
    let arm = |name: &str| {
        table(&(0..400).fold("arm,x\n".to_owned(), |text, i| format!("{text}{name},{}\n", i % 97)))
    };
    let report = compare(&arm("control"), &arm("treatment"));
    assert_eq!(role(&report, "arm"), Role::Variant);
    let compared: Vec<&str> = report.drift.columns.iter().map(|c| c.column.as_str()).collect();
    assert_eq!(compared, ["x"]);
    // Two arms are an experiment, which cannot be judged as nothing is its metric.
    assert_eq!(report.overview.verdict, report::StudyVerdict::NotEnoughData);
}

// Expected: pandas.date_range("2018-01-01", "2019-08-31", freq="D").to_period("M").value_counts()
// has 31 days in the first month, January 2018, and 20 months.
#[test]
fn rows_are_counted_by_the_month_of_the_calendar() {
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut text = "at,x\n".to_owned();
    for month in 0..20 {
        for day in 1..=days[month % 12] {
            text.push_str(&format!("{}-{:02}-{day:02},{day}\n", 2018 + month / 12, month % 12 + 1));
        }
    }
    let volume = compare(&table(&text), &table(&text)).overview.volume.unwrap();
    assert_eq!(volume.unit, VolumeUnit::Month);
    let rows: Vec<u64> = volume.buckets.iter().map(|bucket| bucket.reference).collect();
    assert_eq!(rows.len(), 20);
    assert_eq!(rows[..3], [31, 28, 31]);
    // 1 January 2018.
    assert_eq!(volume.buckets[0].start_ms, 1_514_764_800_000);
    assert_eq!(volume.range.first_ms, 1_514_764_800_000);
}

#[test]
fn money_and_purchases_are_known_by_name() {
    let with_label = report("score,label,bought,cost", |i| {
        format!("{},{},{},0.{}", i * 37 % 331, i % 2, i % 2, i % 7)
    });
    assert_eq!(role(&with_label, "bought"), Role::Conversion);
    assert_eq!(role(&with_label, "cost"), Role::Cost);
    let alone = report("score,bought,cost", |i| {
        format!("{},{},{}", i * 37 % 331, i % 2, f64::from(i as u32 % 7) - 3.5)
    });
    assert_eq!(role(&alone, "bought"), Role::Label);
    assert_eq!(role(&alone, "cost"), Role::Covariate);
    // What errors cost is not set: nothing can be told of what a false alarm is worth in the unit of the column.
    let told = &with_label.business.indicators;
    assert!(told.iter().all(|indicator| !indicator.name.starts_with("Return on")), "{told:?}");
}

#[test]
fn how_a_prediction_was_made_is_not_what_it_said() {
    let guessed = |name: &str, value: fn(usize) -> String| {
        let told = report(&format!("x,{name}"), |i| format!("{},{}", i % 97, value(i)));
        role(&told, name)
    };
    let number = |i: usize| format!("{}.5", i * 37 % 331);
    let flag = |i: usize| (i % 50 / 49).to_string();
    for (name, expected) in [
        ("prediction_cost", Role::Cost),
        ("cost_per_prediction", Role::Cost),
        ("unit_cost", Role::Cost),
        ("prediction_latency_ms", Role::Latency),
        ("prediction_time_ms", Role::Latency),
        ("score_latency_ms", Role::Latency),
        ("duration_seconds", Role::Latency),
        ("response_time_us", Role::Latency),
        ("elapsed_ms", Role::Latency),
        ("proxy_score", Role::Proxy),
        ("order_value", Role::Value),
        ("prediction_error", Role::Covariate),
        ("error", Role::Covariate),
        ("predicted_cost", Role::Prediction),
        ("prediction", Role::Prediction),
        ("risk_score", Role::Score),
    ] {
        assert_eq!(guessed(name, number), expected, "{name}");
    }
    for name in ["prediction_error", "has_error", "timeout", "success", "is_success", "failed"] {
        assert_eq!(guessed(name, flag), Role::ErrorFlag, "{name}");
    }
    assert_eq!(guessed("n_errors", |i| (i % 50 / 49 * 3).to_string()), Role::ErrorFlag);
}
