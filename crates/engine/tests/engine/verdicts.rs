//! Verdicts on data whose truth is known.

use std::fmt::Write;

use crate::support::{column, compare, table};
use report::{Report, Settings, StudyVerdict, Verdict};
use samples::Story;

/// A table with a number and a category per row, from a small generator that is good enough here.
fn draw(seed: u64, rows: usize, shift: f64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut uniform = move || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut text = "amount,colour\n".to_owned();
    for _ in 0..rows {
        let amount: f64 = (0..12).map(|_| uniform()).sum::<f64>() - 6.0 + shift;
        let colour = (uniform() * 5.0) as usize;
        writeln!(text, "{amount:.6},c{colour}").unwrap();
    }
    text
}

fn verdicts(report: &Report) -> Vec<Verdict> {
    report.drift.columns.iter().map(|column| column.verdict).collect()
}

#[test]
fn the_same_file_on_both_sides_has_not_drifted() {
    for story in Story::ALL {
        let file = story.reference();
        let table = table::read(file.name, &file.bytes, &report::Reading::default()).unwrap();
        let report = compare(&table, &table);
        assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
        assert!(report.overview.headline.contains("same values"), "{}", report.overview.headline);
        assert!(report.drift.columns.iter().all(|column| !column.verdict.is_drift()));
        assert!(report.data.schema.is_empty());
    }
}

#[test]
fn a_large_shift_is_significant_and_the_other_column_stays_stable() {
    let report = compare(&table(&draw(1, 4_000, 0.0)), &table(&draw(2, 3_000, 0.8)));
    assert_eq!(verdicts(&report), [Verdict::Significant, Verdict::Stable]);
    assert_eq!(report.overview.verdict, StudyVerdict::Drift);
    assert!(report.overview.headline.contains("amount is higher"), "{}", report.overview.headline);
}

#[test]
fn a_small_shift_of_many_rows_is_negligible() {
    let report = compare(&table(&draw(3, 60_000, 0.0)), &table(&draw(4, 60_000, 0.05)));
    assert_eq!(column(&report, "amount").verdict, Verdict::Negligible);
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
}

#[test]
fn few_rows_are_not_judged() {
    let report = compare(&table(&draw(5, 2_000, 0.0)), &table(&draw(6, 30, 0.0)));
    assert_eq!(verdicts(&report), [Verdict::NotEnoughData, Verdict::NotEnoughData]);
    assert_eq!(report.overview.verdict, StudyVerdict::NotEnoughData);
}

#[test]
fn a_shift_that_stands_out_of_the_noise_is_told_even_with_few_rows() {
    let report = compare(&table(&draw(7, 2_000, 0.0)), &table(&draw(8, 60, 3.0)));
    assert_eq!(column(&report, "amount").verdict, Verdict::Significant);
}

#[test]
fn without_drift_alarms_are_rare() {
    // With two columns and the false discovery rate at 5%, at most 5% of pairs may name one.
    let draws = 200;
    let named = (0..draws)
        .filter(|seed| {
            let reference = table(&draw(1_000 + seed, 600, 0.0));
            let production = table(&draw(9_000 + seed, 400, 0.0));
            let report = compare(&reference, &production);
            verdicts(&report).into_iter().any(|v| v.is_drift() || v == Verdict::Negligible)
        })
        .count();
    // Binomial(200, 0.05) exceeds 20 with a probability of 0.0007.
    assert!(named <= 20, "{named} of {draws} pairs without drift were called shifted");
}

#[test]
fn a_report_survives_its_json_and_is_the_same_every_time() {
    let (reference, production) = (table(&draw(1, 500, 0.0)), table(&draw(2, 500, 0.5)));
    let report = compare(&reference, &production);
    let json = report.to_json().unwrap();
    assert_eq!(Report::from_json(&json).unwrap().to_json().unwrap(), json);
    assert_eq!(compare(&reference, &production).to_json().unwrap(), json);
}

#[test]
fn thresholds_are_settings() {
    let mut settings = Settings::default();
    settings.drift.psi_moderate = 0.0001;
    settings.drift.psi_significant = 0.0002;
    settings.drift.min_values = 10;
    let reference = table(&draw(3, 60_000, 0.0));
    let production = table(&draw(4, 60_000, 0.05));
    let report = engine::analyze(&reference, &production, &settings);
    assert_eq!(column(&report, "amount").verdict, Verdict::Significant);
}

/// A column of names from one function of the row.
fn names(rows: usize, name: impl Fn(usize) -> usize) -> String {
    (0..rows).fold("sku\n".to_owned(), |text, row| format!("{text}n{}\n", name(row)))
}

/// A number that looks random, from a row: SplitMix64.
fn scattered(row: usize) -> usize {
    let mut bits = (row as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (bits >> 31) as usize
}

#[test]
fn rare_values_that_are_all_replaced_are_significant() {
    let table = |from: usize| table(&names(10_000, |row| from + row % 1_250));
    let report = compare(&table(0), &table(1_250));
    let sku = column(&report, "sku");
    assert_eq!(sku.verdict, Verdict::Significant);
    // Expected: 2,500 times (0.0008 - 0.00005) ln 16, by hand.
    assert!((sku.leading_measure().unwrap().value.unwrap() - 5.198_603_854_2).abs() < 1e-9);
    let in_the_source_convention = &sku.measures[1];
    let how = "one cell per value, floor 0.001, which hides rarer values";
    assert_eq!(in_the_source_convention.how, how);
    assert_eq!(in_the_source_convention.says, None, "one limit for two numbers is no help");
    assert_eq!(in_the_source_convention.value, Some(0.0));
}

#[test]
fn a_fifth_of_rare_values_replaced_is_significant() {
    let reference = table(&names(20_000, |row| row % 2_000));
    let production = table(&names(20_000, |row| row % 2_000 + row % 2_000 / 1_600 * 9_000));
    assert_eq!(column(&compare(&reference, &production), "sku").verdict, Verdict::Significant);
}

#[test]
fn nearly_unique_values_without_drift_are_not_called_shifted() {
    for (rows, levels) in [(300, 2_000), (3_000, 10_000), (10_000, 3_000)] {
        let draw = |from| table(&names(rows, |row| scattered(from + row) % levels));
        let mut settings = Settings::default();
        settings.roles.insert("sku".to_owned(), report::Role::Covariate);
        let report = engine::analyze(&draw(0), &draw(rows), &settings);
        let sku = column(&report, "sku");
        assert_eq!(sku.verdict, Verdict::NotEnoughData, "{}", sku.reason);
    }
}

#[test]
fn a_new_value_of_one_percent_is_told_and_of_five_is_moderate() {
    for (parts, verdict) in [(100, Verdict::Negligible), (20, Verdict::Moderate)] {
        let reference = table(&names(4_000, |row| row % 7));
        let production = table(&names(4_000, |row| if row % parts == 0 { 1_000 } else { row % 7 }));
        let report = compare(&reference, &production);
        assert_eq!(column(&report, "sku").verdict, verdict);
        assert!(column(&report, "sku").measures[0].how.ends_with("floor 0.001"));
        let finding = &report.overview.findings[0];
        assert_eq!(finding.title, "sku has the new value “n1000”");
    }
}
