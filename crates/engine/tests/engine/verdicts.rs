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
    assert_eq!(Report::from_json(&json).unwrap(), report);
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
