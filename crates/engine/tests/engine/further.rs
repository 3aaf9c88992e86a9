//! What other tools go by is told, with a reason where it cannot be computed, and decides nothing.

use crate::support::{column, compare, table};
use report::{Convention, Measure, MeasureName, Report, Says};
use table::Table;

fn numbers(values: impl Iterator<Item = f64>) -> Table {
    let mut text = "x\n".to_owned();
    values.for_each(|value| text.push_str(&format!("{value}\n")));
    table(&text)
}

fn textbook(report: &Report, name: MeasureName) -> &Measure {
    column(report, "x").measure(name, Convention::Textbook).unwrap()
}

// Expected: A and B of crates/stats/src/testing.rs; scipy.stats.anderson_ksamp([A, B]),
// cramervonmises_2samp, mannwhitneyu, epps_singleton_2samp, energy_distance of A, B and
// ttest_ind(B, A, equal_var=False); scipy 1.17.1.
#[test]
fn a_column_of_numbers_has_every_test() {
    let reference = numbers((0..200).map(|i| f64::from((7919 * i + 13) % 1009) / 100.0));
    let production = numbers((0..150).map(|i| f64::from((104_729 * i + 7) % 997) / 90.0));
    let report = compare(&reference, &production);
    for (name, value, p_value) in [
        (MeasureName::CramerVonMises, 0.09448571428571029, Some(0.6156217755071848)),
        (MeasureName::MannWhitney, 14_261.0, Some(0.4304835308108549)),
        (MeasureName::EppsSingleton, 9.811246108086443, Some(0.043730123168331435)),
        (MeasureName::WelchT, 0.8646461591860707, Some(0.38790937953969745)),
        (MeasureName::AndersonDarling, 0.3532727479448829, None),
        (MeasureName::Energy, 0.16245913066307618, None),
    ] {
        let measure = textbook(&report, name);
        assert!((measure.value.unwrap() / value - 1.0).abs() < 1e-9, "{measure:?}");
        if let Some(p) = p_value {
            assert!((measure.p_value.unwrap() / p - 1.0).abs() < 1e-9, "{measure:?}");
        }
        assert_eq!(measure.limit, None);
    }
    assert_eq!(textbook(&report, MeasureName::MeanZ).says, Some(Says::Pass));
    assert!(textbook(&report, MeasureName::WelchT).how.ends_with("Cohen’s d 0.0945"));
}

#[test]
fn a_law_that_does_not_hold_says_so() {
    let side = |rows: u32| numbers((0..rows).map(|i| f64::from(i * 37 % 101)));
    for (reference, production, is_doubtful) in
        [(300, 200, false), (300, 90, true), (900, 200, true)]
    {
        let report = compare(&side(reference), &side(production));
        let how = &textbook(&report, MeasureName::EppsSingleton).how;
        assert_eq!(
            how.ends_with("; p too small for sides as thin or uneven"),
            is_doubtful,
            "{how}"
        );
    }
}

#[test]
fn what_cannot_be_computed_says_why() {
    let constant = numbers(std::iter::repeat_n(2.0, 60));
    let report = compare(&constant, &numbers((0..60).map(|i| f64::from(i % 30))));
    for name in [MeasureName::MeanZ, MeasureName::StandardDeviationZ] {
        let measure = textbook(&report, name);
        assert_eq!((measure.value, measure.says), (None, None));
        assert!(measure.not_computed.is_some());
    }
}

// Expected: scipy.stats.fisher_exact([[8, 2], [1, 5]]).pvalue is the same table; scipy 1.17.1. The
// odds ratio by hand.
#[test]
fn two_values_have_fishers_test() {
    let side = |a: usize, b: usize| table(&format!("x\n{}{}", "a\n".repeat(a), "b\n".repeat(b)));
    let report = compare(&side(8, 2), &side(1, 5));
    let fisher = textbook(&report, MeasureName::FisherExact);
    assert!((fisher.p_value.unwrap() / 0.034965034965034975 - 1.0).abs() < 1e-9);
    assert_eq!(fisher.value, Some(20.0));
    let g = textbook(&report, MeasureName::GTest);
    assert_eq!(g.degrees_of_freedom, Some(1.0));
    let largest = textbook(&report, MeasureName::LInfinity);
    assert!(largest.noise.is_some() && largest.how.contains("most in"), "{largest:?}");
}

#[test]
fn a_new_value_makes_the_divergence_infinite_in_one_direction() {
    let report = compare(
        &table(&format!("x\n{}", "a\nb\nb\n".repeat(30))),
        &table(&format!("x\n{}", "a\nb\nc\n".repeat(30))),
    );
    let both: Vec<&Measure> = column(&report, "x")
        .measures
        .iter()
        .filter(|m| m.measure == MeasureName::KullbackLeibler)
        .collect();
    let textbook: Vec<&&Measure> =
        both.iter().filter(|m| m.convention == Convention::Textbook).collect();
    let reason = textbook[0].not_computed.as_deref();
    assert_eq!(reason, Some("infinite: a cell is empty in the reference only"));
    assert!(textbook[1].value.is_some());
    // Evidently raises the empty cell.
    assert!(both.iter().any(|m| m.convention == Convention::Evidently && m.value.is_some()));
}
