//! Columns of texts: told apart by their words, and not by chance.

use report::{ColumnDrift, MeasureName, Treatment, Verdict};
use table::Table;

use crate::support::{column, compare, table};

/// Notes of a few words each; `word` gives each from a number that looks random.
fn notes(rows: u64, seed: u64, word: impl Fn(u64) -> String) -> Table {
    let mut state = seed;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut text = "id,note\n".to_owned();
    for row in 0..rows {
        let words: Vec<String> = (0..6 + next() % 8).map(|_| word(next())).collect();
        text.push_str(&format!("{row},{} {}\n", words.join(" "), next() % 100_000));
    }
    table(&text)
}

fn common(number: u64) -> String {
    // Low ones are more common.
    format!("w{}", 400 * 400 / (number % 400 + 400) * (number / 400 % 3))
}

fn value(column: &ColumnDrift, name: MeasureName) -> f64 {
    column.measures.iter().find(|measure| measure.measure == name).unwrap().value.unwrap()
}

#[test]
fn texts_of_one_law_are_stable() {
    let report = compare(&notes(1_500, 1, common), &notes(1_200, 2, common));
    let note = column(&report, "note");
    assert_eq!(
        (note.treatment, note.verdict),
        (Treatment::Text, Verdict::Stable),
        "{}",
        note.reason
    );
    let new = note.measures.iter().find(|m| m.measure == MeasureName::NewWords).unwrap();
    assert!(new.value.unwrap() < new.noise.unwrap().p95, "{new:?}");
    assert!(!note.notes.iter().any(|note| note.starts_with("More common")), "{:?}", note.notes);
}

/// Dealt without regard to copies, the AUC would be 0.25 here, and PSI far over its floor.
#[test]
fn texts_that_both_files_have_are_stable() {
    let texts = notes(1_500, 1, common);
    let report = compare(&texts, &texts);
    let note = column(&report, "note");
    assert_eq!(note.verdict, Verdict::Stable, "{}", note.reason);
    assert_eq!(value(note, MeasureName::ClassifierAuc), 0.5);
    let psi = note.leading_measure().unwrap();
    assert!(psi.value.unwrap() <= psi.noise.unwrap().p95, "{psi:?}");
}

#[test]
fn other_words_are_told_with_their_rows() {
    let changed =
        |number: u64| if number.is_multiple_of(9) { "refund".to_owned() } else { common(number) };
    let report = compare(&notes(1_500, 3, common), &notes(1_200, 4, changed));
    let note = column(&report, "note");
    assert!(note.verdict.is_drift(), "{}", note.reason);
    assert!(value(note, MeasureName::ClassifierAuc) > 0.7);
    assert!(note.notes.iter().any(|note| note.contains("refund")), "{:?}", note.notes);
    assert_eq!(report.overview.findings[0].title, "note uses other words");
}

#[test]
fn words_that_never_repeat_are_new_beyond_chance() {
    let unique =
        |number: u64| if number.is_multiple_of(4) { format!("x{number}") } else { common(number) };
    let report = compare(&notes(1_500, 5, common), &notes(1_200, 6, unique));
    assert!(column(&report, "note").verdict.is_drift());
}

#[test]
fn few_or_empty_texts_are_not_judged() {
    for rows in [1, 8] {
        let few = notes(rows, 7, common);
        let report = compare(&few, &few);
        assert!(report.drift.columns.iter().all(|c| c.verdict == Verdict::NotEnoughData));
        assert!(report.to_json().is_ok());
    }
    let symbols = notes(400, 8, |_| "!".to_owned());
    assert!(compare(&symbols, &symbols).to_json().is_ok());
}
