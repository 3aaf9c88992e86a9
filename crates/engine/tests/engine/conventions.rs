//! What other tools' conventions count, and how often they draw.

use crate::support::{column, compare, table};
use report::{Convention, MeasureName, NoiseMethod, Settings};
use table::Table;

fn numbers(rows: usize, value: impl Fn(usize) -> usize) -> Table {
    let mut text = "x\n".to_owned();
    for i in 0..rows {
        text.push_str(&format!("{}\n", value(i)));
    }
    table(&text)
}

// Expected: psi_stat_test.func and jensenshannon_stat_test.func of Evidently 0.7.23, of
// pandas.Series([i * i % 97 % 15 for i in range(300)]) and [i * i % 101 % 40 for i in range(400)] as
// ColumnType.Numerical: the reference has 15 different values, production 32.
#[test]
fn evidently_counts_each_value_where_the_reference_has_few() {
    let reference = numbers(300, |i| i * i % 97 % 15);
    let production = numbers(400, |i| i * i % 101 % 40);
    for most in [10, 20] {
        let mut settings = Settings::default();
        settings.drift.discrete_max_distinct = most;
        let report = engine::analyze(&reference, &production, &settings);
        let x = column(&report, "x");
        for (name, expected) in
            [(MeasureName::Psi, PSI), (MeasureName::JensenShannon, JENSEN_SHANNON)]
        {
            let value = x.measure(name, Convention::Evidently).unwrap().value.unwrap();
            assert!((value / expected - 1.0).abs() < 1e-9, "{name:?}: {value}");
        }
    }
}

/// See [`evidently_counts_each_value_where_the_reference_has_few`].
const PSI: f64 = 4.577091691236475;
/// See [`evidently_counts_each_value_where_the_reference_has_few`].
const JENSEN_SHANNON: f64 = 0.5528008351441678;

#[test]
fn every_simulation_keeps_to_the_draws_that_are_affordable() {
    let mut settings = Settings::default();
    settings.drift.noise_draws = 100_000;
    let (reference, production) = (numbers(300, |i| i * i % 97 % 40), numbers(300, |i| i % 41));
    let report = engine::analyze(&reference, &production, &settings);
    let measures = &column(&report, "x").measures;
    let draws: Vec<u32> = measures
        .iter()
        .filter_map(|measure| match measure.noise?.method {
            NoiseMethod::Simulation { draws } => Some(draws),
            NoiseMethod::ClosedForm => None,
        })
        .collect();
    assert!(measures.iter().any(|m| m.convention == Convention::Evidently && m.noise.is_some()));
    assert!(draws.len() >= 5, "{draws:?}");
    // Four million cells over all columns at most, and ten cells or more.
    assert!(draws.iter().all(|draws| *draws < 100_000 || *draws * 10 <= 4_000_000), "{draws:?}");
}

#[test]
fn many_cells_are_drawn_less_often_in_every_convention() {
    let mut settings = Settings::default();
    settings.drift.noise_draws = 2_000;
    let mut text = "x\n".to_owned();
    for i in 0..6_000 {
        text.push_str(&format!("c{}\n", i % 5_000));
    }
    settings.reading.reference.kinds.insert("x".to_owned(), report::Kind::Category);
    let table = table::read("inline.csv", text.as_bytes(), &settings.reading.reference).unwrap();
    settings.roles.insert("x".to_owned(), report::Role::Covariate);
    let report = engine::analyze(&table, &table, &settings);
    let x = column(&report, "x");
    for convention in [Convention::Textbook, Convention::Evidently] {
        let noise = x.measure(MeasureName::JensenShannon, convention).unwrap().noise.unwrap();
        // 4,000,000 cells over all columns: 800 draws of 5,000.
        assert_eq!(noise.method, NoiseMethod::Simulation { draws: 800 }, "{convention:?}");
    }
}

#[test]
fn a_column_that_cannot_be_computed_is_not_stable() {
    let mut settings = Settings::default();
    // No draws, so no noise floor where the closed form does not hold.
    settings.drift.noise_draws = 0;
    let reference = table(&format!("x,y\n{}", "a,1\nb,2\nc,3\n".repeat(30) + "d,1\n"));
    let report = engine::analyze(&reference, &reference, &settings);
    let x = column(&report, "x");
    assert_eq!(x.verdict, report::Verdict::NotEnoughData);
    assert!(x.reason.starts_with("Not computable"), "{}", x.reason);
}

#[test]
fn booleans_are_compared_by_meaning() {
    let side = |words: [&str; 2]| {
        let mut text = "x,y\n".to_owned();
        for i in 0..300 {
            text.push_str(&format!("{},{}\n", words[usize::from(i % 3 == 0)], i % 7));
        }
        table(&text)
    };
    let report = compare(&side(["False", "True"]), &side(["no", "yes"]));
    let x = column(&report, "x");
    assert_eq!(x.verdict, report::Verdict::Stable, "{}", x.reason);
    let labels: Vec<&str> = x.bins.as_ref().unwrap().cells.iter().map(|c| &*c.label).collect();
    assert_eq!(labels.len(), 2);
    assert!(labels.contains(&"False") && labels.contains(&"True"), "{labels:?}");
    assert_eq!(x.measures[0].value, Some(0.0));
}
