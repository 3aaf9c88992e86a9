//! Columns taken together: what no column by itself tells, and what NannyML says of the same files.

use report::{Convention, MeasureName, Report, Severity, StudyVerdict, Together, Verdict};
use stats::{DomainClassifier, FOLDS, Feature, NANNYML_SHARE, Reconstruction};
use table::Table;

use crate::support::{compare, json, larger_data, read, table};

/// A table of numbers that look random: `row` gives the values of a row from three uniform numbers.
fn rows(n: u64, seed: u64, header: &str, row: impl Fn([f64; 3]) -> String) -> Table {
    let mut state = seed;
    let mut uniform = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let lines = (0..n).map(|_| row([uniform(), uniform(), uniform()]));
    table(&format!("{header}\n{}\n", lines.collect::<Vec<_>>().join("\n")))
}

fn apart([a, b, c]: [f64; 3]) -> String {
    format!("{a},{b},{}", if c < 0.5 { "x" } else { "y" })
}

fn all(report: &Report) -> &Together {
    report.drift.together.iter().find(|group| !group.is_embedding).unwrap()
}

fn value(group: &Together, name: MeasureName) -> f64 {
    group.measures.iter().find(|measure| measure.measure == name).unwrap().value.unwrap()
}

#[test]
fn a_changed_correlation_is_seen_where_no_column_drifts() {
    let reference = rows(3_000, 1, "a,b,c", apart);
    let production = rows(3_000, 2, "a,b,c", |[a, _, c]| apart([a, (a + 0.2 * c) % 1.0, c]));
    let report = compare(&reference, &production);
    assert!(report.drift.columns.iter().all(|column| !column.verdict.is_drift()));
    let group = all(&report);
    assert_eq!(group.verdict, Verdict::Significant);
    assert!(value(group, MeasureName::ClassifierAuc) > 0.9, "{}", group.headline);
    let mut told: Vec<&str> = group.giveaways.iter().map(|g| g.column.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["a", "b"], "{}", group.headline);
    assert!(group.notes[0].starts_with("No column drifted by itself"));
    let finding = &report.overview.findings[0];
    assert_eq!((finding.severity, finding.column.as_deref()), (Severity::High, None));
    assert_eq!(report.overview.verdict, StudyVerdict::Changed);
}

/// Components that keep another share of the variance are not NannyML's.
#[test]
fn another_share_of_the_variance_is_no_longer_nannymls() {
    let (reference, production) = (rows(600, 3, "a,b,c", apart), rows(500, 4, "a,b,c", apart));
    let of = |share: f64| {
        let mut settings = report::Settings::default();
        settings.drift.reconstruction_share = share;
        let report = engine::analyze(&reference, &production, &settings);
        let measures = all(&report).measures.clone();
        let is_error = |m: &report::Measure| m.measure == MeasureName::ReconstructionError;
        measures.into_iter().find(is_error).unwrap()
    };
    let (own, other) = (of(NANNYML_SHARE), of(0.3));
    assert_eq!((own.convention, other.convention), (Convention::NannyMl, Convention::Textbook));
    assert!(own.how != other.how && own.value < other.value, "{own:?} {other:?}");
}

#[test]
fn without_drift_nothing_is_told() {
    let report = compare(&rows(2_000, 3, "a,b,c", apart), &rows(1_500, 4, "a,b,c", apart));
    let group = all(&report);
    assert_eq!((group.verdict, group.giveaways.len()), (Verdict::Stable, 0));
    assert!(group.headline.starts_with("A classifier cannot tell"), "{}", group.headline);
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
    assert_eq!((group.rows.reference, group.rows.production, group.columns), (2_000, 1_500, 3));
    let error = |m: &&report::Measure| m.measure == MeasureName::ReconstructionError;
    assert_eq!(group.measures.iter().find(error).unwrap().convention, Convention::NannyMl);
}

#[test]
fn what_cannot_be_judged_says_why() {
    let few = rows(30, 5, "a,b,c", apart);
    assert!(all(&compare(&few, &few)).headline.contains("200 are needed"));
    let constant = rows(300, 6, "a,b", |_| "1,x".to_owned());
    assert!(all(&compare(&constant, &constant)).headline.contains("single value"));
    let holes = rows(300, 7, "a,b", |[a, ..]| format!("{a},"));
    let group = &compare(&holes, &holes).drift.together[..];
    assert!(group.is_empty() || group[0].verdict == Verdict::Stable);
    let huge = rows(300, 8, "a,b", |[a, b, _]| format!("{}e308,{b}", a - 0.5));
    let report = compare(&huge, &huge);
    let mmd = all(&report).measures.iter().find(|m| m.measure == MeasureName::Mmd).unwrap();
    assert!(mmd.value.is_some() || mmd.not_computed.is_some());
    assert!(report.to_json().is_ok());
}

#[test]
fn missing_values_tell_the_sides_apart() {
    let reference = rows(1_000, 9, "a,b,c", apart);
    let production =
        rows(1_000, 10, "a,b,c", |[a, b, c]| apart([a, b, c]).replacen("0.1", ",", 0) + "");
    let with_holes =
        rows(
            1_000,
            11,
            "a,b,c",
            |[a, b, c]| {
                if c < 0.3 { format!(",{b},x") } else { apart([a, b, c]) }
            },
        );
    assert_eq!(all(&compare(&reference, &production)).verdict, Verdict::Stable);
    let report = compare(&reference, &with_holes);
    assert_eq!(all(&report).giveaways[0].column, "a");
}

#[test]
fn caps_are_said() {
    let header: Vec<String> = (0..130).map(|column| format!("c{column}")).collect();
    let wide = rows(400, 12, &header.join(","), |[a, b, c]| {
        (0..130)
            .map(|i| format!("{:.4}", (a * f64::from(i) + b + c) % 1.0))
            .collect::<Vec<_>>()
            .join(",")
    });
    let report = compare(&wide, &wide);
    let group = all(&report);
    assert_eq!(group.columns, 100);
    assert!(group.notes.iter().any(|note| note.contains("30 left out")), "{:?}", group.notes);
}

#[test]
fn embeddings_are_found_and_compared_as_a_whole() {
    let vector = |[a, b, c]: [f64; 3]| format!("\"[{a}, {b}, {c}]\",{a}");
    let moved = |[a, b, c]: [f64; 3]| vector([a, b + 0.4, c]);
    let columns = |[a, b, c]: [f64; 3]| format!("{a},{b},{c},{a}");
    for (reference, production, shifted, title) in [
        (rows(800, 13, "v,x", vector), rows(900, 14, "v,x", vector), false, "v"),
        (rows(800, 13, "v,x", vector), rows(900, 14, "v,x", moved), true, "v"),
        (
            rows(600, 15, "emb_0,emb_1,emb_2,x", columns),
            rows(600, 16, "emb_0,emb_1,emb_2,x", |[a, b, c]| columns([a, b, c * 0.5])),
            true,
            "emb",
        ),
    ] {
        let report = compare(&reference, &production);
        let group = report.drift.together.iter().find(|group| group.is_embedding).unwrap();
        assert_eq!((group.title.as_str(), group.columns), (title, 3));
        assert_eq!(group.is_drift(), shifted, "{}", group.headline);
        let cosine =
            group.measures.iter().find(|m| m.measure == MeasureName::CentroidCosine).unwrap();
        assert_eq!(cosine.value.unwrap() > cosine.noise.unwrap().p95, shifted, "{cosine:?}");
        let ratio = value(group, MeasureName::DriftedComponents);
        assert_eq!(ratio > 0.3, shifted, "{ratio}");
        assert_eq!(report.drift.columns.len(), 1);
        assert_eq!(report.overview.findings.iter().any(|f| f.title.contains("elsewhere")), shifted);
    }
}

/// Columns of a file as features, names as NannyML orders them: -1 where the reference has none.
fn ordinal(names: &[&str], reference: &Table, rows: &Table) -> Vec<Feature> {
    let column = |name: &&str| {
        let column = rows.column(name).unwrap();
        if reference.column(name).unwrap().numbers().is_some() {
            return Feature::Numbers(column.numbers_by_row().unwrap());
        }
        let known = reference.column(name).unwrap().counts();
        let code = |label: String| {
            known.binary_search_by(|(name, _)| name.cmp(&label)).map_or(-1.0, |at| at as f64)
        };
        let label = |row| column.label(row).map_or(f64::NAN, code);
        Feature::Numbers((0..column.len()).map(label).collect())
    };
    names.iter().map(column).collect()
}

fn join(first: &[Feature], second: &[Feature], rows: std::ops::Range<usize>) -> Vec<Feature> {
    let both = first.iter().zip(second).map(|pair| match pair {
        (Feature::Numbers(a), Feature::Numbers(b)) => {
            Feature::Numbers(a.iter().chain(&b[rows.clone()]).copied().collect())
        }
        _ => unreachable!(),
    });
    both.collect()
}

const CAR: &[&str] = &[
    "car_value",
    "salary_range",
    "debt_to_income_ratio",
    "loan_length",
    "repaid_loan_on_prev_car",
    "size_of_downpayment",
    "driver_tenure",
];
const CREDIT: &[&str] = &[
    "education",
    "marriage",
    "sex",
    "age",
    "credit_limit",
    "pay_0",
    "pay_2",
    "bill_amt1",
    "bill_amt2",
    "pay_amt1",
    "pay_amt2",
];

/// The rows of a chunk of NannyML's.
fn rows_of(chunk: &serde_json::Value) -> std::ops::Range<usize> {
    let at = |key: &str| chunk[key].as_u64().unwrap() as usize;
    at("chunk_start_index")..at("chunk_end_index") + 1
}

/// Each chunk of production against the whole reference, as nannyml_domain.json has it: LightGBM and
/// cross-validation there, fewer trees and folds in a row here.
#[test]
fn the_classifier_is_near_nannyml() {
    let Some(data) = larger_data() else { return };
    for (scenario, names) in [("a_carloan", CAR), ("c_credit", CREDIT)] {
        let [reference, production] =
            ["reference.csv", "production.csv"].map(|file| read(&data.join(scenario).join(file)));
        let golden = json(&data.join("golden").join(scenario).join("nannyml_domain.json"));
        let [first, second] =
            [&reference, &production].map(|rows| ordinal(names, &reference, rows));
        let chunks = golden["domain_classifier"].as_array().unwrap();
        let chunks = chunks.iter().filter(|chunk| chunk["chunk_period"] == "analysis");
        // Four chunks are enough of each.
        for chunk in chunks.rev().take(4) {
            let rows = rows_of(chunk);
            let (n, m) = (reference.rows(), rows.len());
            let fold = (0..n).map(|i| i * FOLDS / n).chain((0..m).map(|i| i * FOLDS / m)).collect();
            let sides = (0..n + m).map(|row| row >= n).collect();
            let mut classifier =
                DomainClassifier::with_folds(&join(&first, &second, rows), sides, fold);
            while classifier.step() {}
            let (found, expected) = (
                classifier.auc().unwrap().value,
                chunk["domain_classifier_auroc_value"].as_f64().unwrap(),
            );
            println!("{scenario} {}: {found:.4}, NannyML {expected:.4}", chunk["chunk_key"]);
            assert!((found - expected).abs() < 0.02);
        }
    }
}

/// Columns of a file as features, names by number in order of the reference's.
fn as_they_are(names: &[&str], reference: &Table, rows: &Table) -> Vec<Feature> {
    let ordinal = ordinal(names, reference, rows);
    let column = |(name, feature): (&&str, Feature)| {
        let kind = reference.column(name).unwrap().kind();
        match feature {
            Feature::Numbers(codes) if !kind.is_number() => {
                // One that the reference has not is beyond all of its names.
                let code = |code: f64| if code < 0.0 { u32::MAX >> 8 } else { code as u32 };
                let codes = codes.into_iter().map(|c| (!c.is_nan()).then(|| code(c)));
                Feature::Names(codes.collect())
            }
            feature => feature,
        }
    };
    names.iter().zip(ordinal).map(column).collect()
}

/// The reconstruction error of every chunk of both files, with its sampling error and its limits.
#[test]
fn the_reconstruction_error_is_nannymls() {
    let Some(data) = larger_data() else { return };
    let mut compared = 0;
    for (scenario, chunking) in [
        ("a_carloan", "chunk=chunk_size=5000"),
        ("b_flights_20k", "chunk=chunk_period=M"),
        ("c_credit", "chunk=chunk_size=2000"),
        ("d_diamonds", "chunk=chunk_number=6"),
    ] {
        let [reference, production] =
            ["reference.csv", "production.csv"].map(|file| read(&data.join(scenario).join(file)));
        let golden = json(&data.join("golden").join(scenario).join("nannyml.json"));
        let names = golden["definitions"]["features"].as_array().unwrap();
        let names: Vec<&str> = names.iter().map(|name| name.as_str().unwrap()).collect();
        let [first, second] =
            [&reference, &production].map(|rows| as_they_are(&names, &reference, rows));
        let model = Reconstruction::fit(&first, NANNYML_SHARE).unwrap();
        let errors = [model.errors(&first), model.errors(&second)];
        let mut of_reference = Vec::new();
        for chunk in golden[chunking]["pca_reconstruction"].as_array().unwrap() {
            let is_reference = chunk["chunk_period"] == "reference";
            let mut moments = stats::Moments::new();
            moments.update(&errors[usize::from(!is_reference)][rows_of(chunk)]);
            let error = moments.standard_deviation(1).unwrap() / (moments.n() as f64).sqrt();
            if is_reference {
                of_reference.push(moments.mean().unwrap());
            }
            for (found, key) in [(moments.mean().unwrap(), "value"), (error, "sampling_error")] {
                let expected = chunk[format!("reconstruction_error_{key}")].as_f64().unwrap();
                assert!((found / expected - 1.0).abs() < 1e-9, "{scenario}: {found}, {expected}");
                compared += 1;
            }
        }
        let mut limits = stats::Moments::new();
        limits.update(&of_reference);
        let reach = 3.0 * limits.standard_deviation(0).unwrap();
        let chunk = &golden[chunking]["pca_reconstruction"][0];
        for (found, side) in
            [(limits.mean().unwrap() + reach, "upper"), (limits.mean().unwrap() - reach, "lower")]
        {
            let expected =
                chunk[format!("reconstruction_error_{side}_threshold")].as_f64().unwrap();
            assert!((found / expected - 1.0).abs() < 1e-9, "{scenario}: {found}, {expected}");
        }
    }
    println!("{compared} values agree");
    assert_eq!(compared, 118);
}
