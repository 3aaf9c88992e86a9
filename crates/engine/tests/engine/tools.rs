//! What other tools say of a column, and cells that a reader asks for.

use crate::support::{column, compare, table};
use report::{
    ColumnDrift, Convention, Cut, CutDistance, CutRule, CutSmoothing, MeasureName, Says, Settings,
};
use table::Table;

fn numbers(rows: u32, shift: u32) -> Table {
    let mut text = "x,kind\n".to_owned();
    for i in 0..rows {
        let kind = ["a", "b", "c"][(i % 7 % 3) as usize];
        text.push_str(&format!("{}.5,{kind}\n", (i * 7919 + 13) % 1009 + shift));
    }
    table(&text)
}

fn default_of(column: &ColumnDrift, convention: Convention) -> Option<MeasureName> {
    let mut measures = column.measures.iter().filter(|m| m.convention == convention);
    measures.find(|measure| measure.is_default).map(|measure| measure.measure)
}

#[test]
fn evidently_takes_a_test_for_few_rows_and_a_distance_for_many() {
    use MeasureName::{ChiSquare, JensenShannon, KolmogorovSmirnov, Wasserstein};
    for (rows, of_numbers, of_names) in
        [(1_000, KolmogorovSmirnov, ChiSquare), (1_001, Wasserstein, JensenShannon)]
    {
        let report = compare(&numbers(rows, 0), &numbers(900, 400));
        let x = column(&report, "x");
        assert_eq!(default_of(x, Convention::Evidently), Some(of_numbers));
        assert_eq!(default_of(x, Convention::NannyMl), Some(JensenShannon));
        assert_eq!(default_of(x, Convention::Deepchecks), Some(KolmogorovSmirnov));
        assert_eq!(x.measure(of_numbers, Convention::Evidently).unwrap().says, Some(Says::Drift));
        let kind = column(&report, "kind");
        assert_eq!(default_of(kind, Convention::Evidently), Some(of_names));
        assert_eq!(default_of(kind, Convention::Deepchecks), Some(MeasureName::CramersV));
    }
}

#[test]
fn every_measure_on_cells_can_be_cut_again() {
    let (reference, production) = (numbers(2_000, 0), numbers(1_500, 90));
    let settings = Settings::default();
    let report = compare(&reference, &production);
    let study = engine::Study::new(&reference, &production, &settings);
    let mut seen = 0;
    for column in &report.drift.columns {
        for measure in &column.measures {
            let Some(cut) = measure.cut.clone() else { continue };
            let recut = engine::recut(&study, &column.column, cut).unwrap();
            assert_eq!(recut.measures[0].value, measure.value, "{measure:?}");
            assert_eq!(recut.measures[0].bins, measure.bins);
            seen += 1;
        }
    }
    assert!(seen >= 18, "{seen}");
}

#[test]
fn cells_that_make_no_sense_are_refused_and_others_count_every_value() {
    let side = numbers(500, 0);
    let settings = Settings::default();
    let study = engine::Study::new(&side, &side, &settings);
    let cut = |rule, smoothing| Cut { rule, smoothing, distance: CutDistance::Psi };
    for bad in [
        cut(CutRule::EqualWidth(0), CutSmoothing::None),
        cut(CutRule::Quantiles(1_000_000), CutSmoothing::None),
        cut(CutRule::Edges(vec![2.0, 1.0]), CutSmoothing::None),
        cut(CutRule::Edges(Vec::new()), CutSmoothing::None),
        cut(CutRule::Edges(vec![f64::NAN]), CutSmoothing::None),
        cut(CutRule::Sturges, CutSmoothing::Floor(0.0)),
        cut(CutRule::Sturges, CutSmoothing::Laplace(-1.0)),
    ] {
        assert!(engine::recut(&study, "x", bad).is_err());
    }
    let own = cut(CutRule::Edges(vec![0.0, 100.0, 300.0, 2_000.0]), CutSmoothing::None);
    let recut = engine::recut(&study, "x", own).unwrap();
    let labels: Vec<&str> = recut.bins.cells.iter().map(|cell| &*cell.label).collect();
    assert_eq!(labels, ["under 0", "0 to 100", "100 to 300", "300 to 2,000", "2,000 and over"]);
    assert_eq!(recut.edges, [0.0, 100.0, 300.0, 2_000.0]);
    assert_eq!(recut.bins.cells.iter().map(|cell| cell.count.production).sum::<u64>(), 500);
    assert_eq!(recut.measures[0].value, Some(0.0));
    assert!(engine::recut(&study, "absent", cut(CutRule::Sturges, CutSmoothing::None)).is_err());
}

// 3,000 values a side, each 1 of 3,000, half of them on both: the total variation is 1/2, the
// Hellinger distance its root, the largest difference 1/3,000. A floor of 0.001 is over every share.
#[test]
fn a_floor_leaves_distances_without_logarithms_alone() {
    let side = |from: u32| {
        let rows: String = (from..from + 3_000).map(|i| format!("{i}.5\n")).collect();
        table(&format!("x\n{rows}"))
    };
    let (reference, production) = (side(0), side(1_500));
    let settings = Settings::default();
    let study = engine::Study::new(&reference, &production, &settings);
    let (rule, smoothing) = (CutRule::OnePerValue, CutSmoothing::Floor(0.001));
    let cut = Cut { rule, smoothing, distance: CutDistance::TotalVariation };
    let recut = engine::recut(&study, "x", cut).unwrap();
    for (name, expected) in [
        (MeasureName::TotalVariation, 0.5),
        (MeasureName::Hellinger, 0.5_f64.sqrt()),
        (MeasureName::LInfinity, 1.0 / 3_000.0),
        (MeasureName::JensenShannonDivergence, 0.5),
    ] {
        let measure = recut.measures.iter().find(|measure| measure.measure == name).unwrap();
        assert!((measure.value.unwrap() - expected).abs() < 1e-9, "{measure:?}");
    }
    let psi = recut.measures.iter().find(|measure| measure.measure == MeasureName::Psi).unwrap();
    assert_eq!(psi.how, "PSI (not to be relied on: most shares are raised)");
}
