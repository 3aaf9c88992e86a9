//! Real files against what SciPy and Evidently say about them.
//!
//! The small files and their expected values are in `tests/fixtures`, made by
//! `tests/fixtures/expected.py`; the larger ones, where they are at hand, in a folder beside the
//! repository, whose `golden/*/drift.json` name their definitions and versions.

use std::path::Path;

use crate::support::{Agreement, column, compare, json, larger_data, read, repository};
use report::{ColumnDrift, Convention, Measure, MeasureName, Pair, Report, Treatment};
use serde_json::Value;

/// Columns that this comparison and the expected values treat as the same thing.
fn check_fixture(folder: &Path, least: usize) {
    let report =
        compare(&read(&folder.join("reference.csv")), &read(&folder.join("production.csv")));
    let expected = json(&folder.join("expected.json"));
    let mut agreement = Agreement::default();
    for (name, values) in expected["columns"].as_object().unwrap() {
        let column = column(&report, name);
        let is_names = column.treatment == Treatment::Categorical;
        if is_names != (values["type"] == "categorical") {
            continue;
        }
        fixture_column(&mut agreement, column, values);
    }
    println!("{}: {} values agree", folder.display(), agreement.compared);
    assert!(agreement.compared >= least, "only {} values were compared", agreement.compared);
}

fn fixture_column(agreement: &mut Agreement, column: &ColumnDrift, values: &Value) {
    use Convention::{Evidently, Textbook};
    use MeasureName::{ChiSquare, JensenShannon, KolmogorovSmirnov, Psi, Wasserstein};
    if column.measures[0].how.starts_with("10 reference quantiles, floor")
        || column.treatment == Treatment::Categorical
    {
        source_psi(agreement, column, &values["psi_seed"]);
        agreement.value(column, JensenShannon, Textbook, &values["js_base2"]);
    }
    agreement.value(column, Psi, Evidently, &values["psi_evidently"]);
    if column.treatment == Treatment::Categorical {
        agreement.value(column, ChiSquare, Textbook, &values["chi2"]["statistic"]);
        return;
    }
    agreement.value(column, KolmogorovSmirnov, Textbook, &values["ks"]["statistic"]);
    agreement.p_value(column, KolmogorovSmirnov, &values["ks"]["p_auto"]);
    agreement.value(column, Wasserstein, Textbook, &values["wasserstein"]);
    agreement.value(column, Wasserstein, Evidently, &values["wasserstein_normed"]);
}

/// PSI with the source's floor, which need not be the one that leads.
fn source_psi(agreement: &mut Agreement, column: &ColumnDrift, expected: &Value) {
    let Some(expected) = expected.as_f64() else { return };
    let is_source = |measure: &&Measure| measure.how.contains(", floor 0.001");
    let psi = column.measures.iter().find(is_source).unwrap().value.unwrap();
    agreement.close(&column.column, MeasureName::Psi, psi, expected, 1e-9);
}

#[test]
fn the_small_car_loan_pair_agrees_with_scipy() {
    check_fixture(&repository().join("tests/fixtures/carloan"), 30);
}

#[test]
fn the_small_flights_pair_agrees_with_scipy() {
    check_fixture(&repository().join("tests/fixtures/flights"), 30);
}

/// Compares a larger pair with its golden values.
fn check_larger(scenario: &str, files: Pair<&str>, least: usize) -> Option<Report> {
    let data = larger_data()?;
    let report = compare(&read(&data.join(files.reference)), &read(&data.join(files.production)));
    let golden = json(&data.join("golden").join(scenario).join("drift.json"));
    let mut agreement = Agreement::default();
    for (name, values) in golden["columns"].as_object().unwrap() {
        let Some(column) = report.drift.columns.iter().find(|column| column.column == *name) else {
            continue;
        };
        larger_column(&mut agreement, column, values);
        let missing = [&values["missing_ref"], &values["missing_cur"]].map(Value::as_u64);
        assert_eq!(missing, [column.missing.reference, column.missing.production].map(Some));
    }
    for side in report::Side::BOTH {
        let expected = &golden["duplicate_rows"][side.label().to_lowercase()];
        assert_eq!(expected.as_u64(), Some(*report.data.rows.repeated.get(side)), "{side:?}");
    }
    println!("{scenario}: {} values agree", agreement.compared);
    assert!(agreement.compared >= least, "only {} values were compared", agreement.compared);
    assert!(crate::evidently_golden::check(scenario, &report) >= 100);
    Some(report)
}

fn larger_column(agreement: &mut Agreement, column: &ColumnDrift, values: &Value) {
    use Convention::Textbook;
    use MeasureName::{
        AndersonDarling, ChiSquare, CramersV, Energy, FisherExact, GTest, Hellinger, JensenShannon,
        KolmogorovSmirnov, MannWhitney, TotalVariation, TwoProportionZ, Wasserstein, WelchT,
    };
    if column.treatment == Treatment::Categorical {
        let names = &values["categorical"];
        source_psi(agreement, column, &names["psi_seed"]);
        agreement.value(column, JensenShannon, Textbook, &names["on_categories"]["js_base2"]);
        agreement.value(column, Hellinger, Textbook, &names["on_categories"]["hellinger"]);
        agreement.value(column, TotalVariation, Textbook, &names["on_categories"]["tvd"]);
        agreement.value(column, ChiSquare, Textbook, &names["chi2"]["statistic"]);
        agreement.value(column, CramersV, Textbook, &names["cramers_v"]);
        agreement.value(column, GTest, Textbook, &names["g"]["statistic"]);
        agreement.p_value(column, GTest, &names["g"]["p"]);
        agreement.value(column, TwoProportionZ, Textbook, &names["z_prop"]["z_cur_minus_ref"]);
        agreement.p_value(column, TwoProportionZ, &names["z_prop"]["p"]);
        agreement.value(column, FisherExact, Textbook, &names["fisher"]["odds_ratio"]);
        agreement.p_value(column, FisherExact, &names["fisher"]["p"]);
        if !column.measure(ChiSquare, Textbook).unwrap().how.contains("sparse") {
            agreement.p_value(column, ChiSquare, &names["chi2"]["p"]);
        }
        return;
    }
    let numbers = &values["numeric"];
    summaries(agreement, column, numbers);
    agreement.value(column, KolmogorovSmirnov, Textbook, &numbers["ks"]["statistic"]);
    agreement.value(column, Energy, Textbook, &numbers["energy"]);
    agreement.value(column, AndersonDarling, Textbook, &numbers["anderson_midrank"]["statistic"]);
    agreement.value(column, MannWhitney, Textbook, &numbers["mannwhitney"]["U_ref"]);
    agreement.p_value(column, MannWhitney, &numbers["mannwhitney"]["p_continuity"]);
    let negative = numbers["t_welch"]["t"].as_f64().map(|t| -t);
    agreement.value(column, WelchT, Textbook, &negative.into());
    agreement.p_value(column, WelchT, &numbers["t_welch"]["p"]);
    let most = column.n.reference.max(column.n.production);
    if most > 10_000 {
        agreement.p_value(column, KolmogorovSmirnov, &numbers["ks"]["p_asymp"]);
    }
    agreement.value(column, Wasserstein, Textbook, &numbers["wasserstein"]);
    agreement.value(column, Wasserstein, Convention::Evidently, &numbers["wasserstein_normed"]);
    if column.measures[0].how.starts_with("10 reference quantiles, floor") {
        source_psi(agreement, column, &numbers["psi_seed"]);
        agreement.value(column, JensenShannon, Textbook, &numbers["on_q10"]["js_base2"]);
        agreement.value(column, Hellinger, Textbook, &numbers["on_q10"]["hellinger"]);
        agreement.value(column, TotalVariation, Textbook, &numbers["on_q10"]["tvd"]);
    }
    if let Some(report::Effect::ProductionLarger(share)) = column.effect {
        let expected = numbers["mannwhitney"]["prob_cur_gt_ref"].as_f64().unwrap();
        agreement.close(&column.column, "production larger", share, expected, 1e-9);
    }
}

fn summaries(agreement: &mut Agreement, column: &ColumnDrift, numbers: &Value) {
    let sides =
        [(&numbers["ref"], column.summary.reference), (&numbers["cur"], column.summary.production)];
    for (expected, summary) in sides {
        let summary = summary.unwrap();
        let quantiles = &expected["quantiles"];
        for (what, found, expected) in [
            ("mean", Some(summary.mean), &expected["mean"]),
            ("standard deviation", summary.standard_deviation, &expected["std"]),
            ("skewness", summary.skewness, &expected["skew"]),
            ("kurtosis", summary.excess_kurtosis, &expected["kurtosis"]),
            ("min", Some(summary.min), &quantiles["min"]),
            ("q01", Some(summary.q01), &quantiles["p1"]),
            ("q10", Some(summary.q10), &quantiles["p10"]),
            ("median", Some(summary.median), &quantiles["p50"]),
            ("q75", Some(summary.q75), &quantiles["p75"]),
            ("q99", Some(summary.q99), &quantiles["p99"]),
            ("max", Some(summary.max), &quantiles["max"]),
        ] {
            agreement.close(&column.column, what, found.unwrap(), expected.as_f64().unwrap(), 1e-9);
        }
    }
}

#[test]
fn the_car_loan_pair_agrees_with_its_golden_values() {
    let files = Pair::new("a_carloan/reference.csv", "a_carloan/production.csv");
    let Some(report) = check_larger("a_carloan", files, 150) else { return };
    let drifted: Vec<&str> = report
        .drift
        .columns
        .iter()
        .filter(|column| column.verdict.is_drift())
        .map(|column| column.column.as_str())
        .collect();
    assert_eq!(drifted, ["car_value"]);
}

#[test]
fn the_flights_pair_agrees_with_its_golden_values() {
    let files = Pair::new("b_flights/reference.csv.gz", "b_flights/production.csv.gz");
    check_larger("b_flights", files, 120);
}

#[test]
fn the_smaller_flights_pair_agrees_with_its_golden_values() {
    let files = Pair::new("b_flights_20k/reference.csv", "b_flights_20k/production.csv");
    check_larger("b_flights_20k", files, 120);
}

#[test]
fn the_credit_pair_agrees_with_its_golden_values() {
    let files = Pair::new("c_credit/reference.csv", "c_credit/production.csv");
    check_larger("c_credit", files, 150);
}

#[test]
fn the_diamonds_pair_agrees_with_its_golden_values() {
    let files = Pair::new("d_diamonds/reference.csv", "d_diamonds/production.csv");
    check_larger("d_diamonds", files, 150);
}

#[test]
fn the_synthetic_pair_agrees_with_its_golden_values() {
    let files =
        Pair::new("scale/scale_100000_reference.csv.gz", "scale/scale_100000_production.csv.gz");
    check_larger("scale_100000", files, 200);
}
