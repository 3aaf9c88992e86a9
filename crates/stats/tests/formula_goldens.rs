//! What Evidently, SciPy and NannyML give for inputs that follow integer formulas: every key of
//! formula-goldens/golden_stats.json and golden_nannyml.json that is computed here. A key that is neither
//! known nor named as out of scope fails.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

mod support;

use serde_json::Value;
use stats::{
    Binning, CellDistance, Cells, ChunkLimits, LogBase, Moments, Smoothing, Sorted,
    anderson_darling, benjamini_hochberg, chi_square_goodness_of_fit, chi_square_homogeneity,
    chi_square_yates, cramer_von_mises, doane_edges, energy_distance, epps_singleton, fisher_exact,
    hellinger, hellinger_evidently, jensen_shannon, ks_asymptotic_p, ks_exact_p, ks_two_sample,
    kullback_leibler, l_infinity, mann_whitney, psi, student_t, sturges_edges, two_proportion_z,
    wasserstein, wasserstein_evidently, welch_t,
};
use support::{checks::Checks, formula_golden};

fn lin(n: u64, a: u64, c: u64, m: u64, d: f64) -> Sorted {
    Sorted::new((0..n).map(|i| ((a * i + c) % m) as f64 / d).collect()).unwrap()
}

fn moments(side: &Sorted) -> Moments {
    let mut moments = Moments::new();
    moments.update(side.values());
    moments
}

/// A and B, or A2 and B2.
fn numbers(size: &str) -> (Sorted, Sorted) {
    match size {
        "small" => (lin(200, 7919, 13, 1009, 100.0), lin(150, 104_729, 7, 997, 90.0)),
        "large" => (lin(1500, 7919, 13, 10_007, 1000.0), lin(1200, 104_729, 7, 9973, 900.0)),
        other => panic!("no inputs for {other}"),
    }
}

/// Counts of a to f in CA and CB, and of 0 and 1 in bina and binb.
fn names(pair: &str) -> Cells {
    let letter = |i: u64| (37 * i + 11) % 101 % 5;
    let other = |i: u64| if i.is_multiple_of(50) { 5 } else { ((53 * i + 5) % 97 / 16).min(4) };
    let last = |i: u64| other(i).min(4);
    let one = |i: u64| u64::from([1, 2].contains(&(i * i % 7)));
    let first = |i: u64| u64::from(i * i % 7 == 1);
    let count = |cells: u64, n: u64, of: &dyn Fn(u64) -> u64| {
        (0..cells).map(|cell| (0..n).filter(|&i| of(i) == cell).count() as u64).collect()
    };
    match pair {
        "CA_CB" => Cells { reference: count(6, 400, &letter), production: count(6, 300, &other) },
        "CA_CB5" => Cells { reference: count(5, 400, &letter), production: count(5, 300, &last) },
        "bin" => Cells { reference: count(2, 300, &one), production: count(2, 250, &first) },
        other => panic!("no inputs for {other}"),
    }
}

#[test]
fn every_number_of_evidently_and_scipy_is_met() {
    let Some(golden) = formula_golden("golden_stats.json") else { return };
    let mut checks = Checks::default();
    for (place, value) in golden["evidently"].as_object().unwrap() {
        match place.split('/').collect::<Vec<_>>()[..] {
            ["num", size, key] => evidently_number(&mut checks, size, key, value),
            ["cat", pair, key] => evidently_name(&mut checks, pair, key, value),
            // Of the inputs.
            ["counts"] => {}
            _ => panic!("{place} is not checked"),
        }
    }
    for (place, value) in golden["scipy"].as_object().unwrap() {
        match place.split_once('/').unwrap() {
            ("cat" | "bin", _) => {}
            (size, key) => scipy_number(&mut checks, size, key, value),
        }
    }
    scipy_names(&mut checks, &golden["scipy"]);
    let p_values: Vec<f64> =
        golden["inputs"]["pvs"].as_array().unwrap().iter().map(|p| p.as_f64().unwrap()).collect();
    let adjusted = benjamini_hochberg(&p_values);
    for (i, expected) in golden["ab"]["multitest_fdr_bh"].as_array().unwrap().iter().enumerate() {
        checks.number(&format!("fdr_bh {i}"), Some(adjusted[i]), expected);
    }
    let z = two_proportion_z(150, 1010, 120, 1000).unwrap();
    let expected = &golden["ab"]["ztest 120/1000 vs 150/1010"];
    checks.number("z", Some(z.z), &expected[0]);
    checks.number("z p", Some(z.p_value), &expected[1]);
    println!("golden_stats.json: {} values agree", checks.passed);
    checks.assert(140);
}

fn evidently_number(checks: &mut Checks, size: &str, key: &str, value: &Value) {
    let (r, p) = numbers(size);
    let what = format!("Evidently {size} {key}");
    let edges = sturges_edges(&r, &p, false);
    let cells = Cells::from_edges(&r, &p, &edges);
    let found = match key {
        "psi" => psi(&cells, Smoothing::Evidently).map(|psi| psi.value),
        "jensenshannon" => jensen_shannon(&cells, LogBase::E),
        "kl_div" => kullback_leibler(&cells, Smoothing::Evidently)
            .and_then(|divergence| divergence.reference_from_production.ok()),
        "hellinger" => hellinger_evidently(&r, &p, false),
        "wasserstein" => wasserstein_evidently(&r, &p),
        "ks" => ks_two_sample(&r, &p).map(|ks| ks.p_value),
        "anderson" => anderson_darling(&r, &p).map(|test| test.scipy_p_value()),
        "cramer_von_mises" => cramer_von_mises(&r, &p).map(|test| test.scipy.p_value),
        "es" => epps_singleton(&r, &p).map(|test| test.p_value),
        "mannw(less)" => mann_whitney(&r, &p).map(|test| test.p_reference_smaller),
        "ed" => energy_distance(&r, &p),
        "t_test" => student_t(&moments(&r), &moments(&p)).map(|test| test.p_value),
        "bins_sturges" => {
            list(checks, &format!("{what} edges"), &edges, &value[1]);
            let counts = |counts: &[u64]| counts.iter().map(|&n| n as f64).collect::<Vec<_>>();
            list(checks, &format!("{what} A"), &counts(&cells.reference), &value[2]);
            return list(checks, &format!("{what} B"), &counts(&cells.production), &value[3]);
        }
        other => panic!("{other} is not checked"),
    };
    check_p(checks, &what, key.contains("cramer"), found, &value[0]);
}

fn evidently_name(checks: &mut Checks, pair: &str, key: &str, value: &Value) {
    let cells = names(pair);
    let found = match key {
        "psi" => psi(&cells, Smoothing::Evidently).map(|psi| psi.value),
        "jensenshannon" => jensen_shannon(&cells, LogBase::E),
        "kl_div" => kullback_leibler(&cells, Smoothing::Evidently)
            .and_then(|divergence| divergence.reference_from_production.ok()),
        "hellinger" => hellinger(&cells),
        "chisquare" => chi_square_goodness_of_fit(&cells).map(|test| test.p_value),
        "z" => {
            let (n, m) = cells.totals();
            two_proportion_z(cells.reference[1], n, cells.production[1], m).map(|z| z.p_value)
        }
        // It raises an error; and counts of 1,000 splits of another generator.
        "g_test" | "TVD" => return,
        other => panic!("{other} is not checked"),
    };
    // Its z takes the law's upper end from 1, and loses what is under 1e-16.
    let expected = value[0].as_f64().unwrap();
    let least = if key == "z" { 1e-15 } else { 0.0 };
    let tolerance = (1e-9 * expected).max(least);
    checks.within(&format!("Evidently {pair} {key}"), found, expected, tolerance);
}

fn scipy_number(checks: &mut Checks, size: &str, key: &str, value: &Value) {
    let (r, p) = numbers(size);
    let (n, m) = (r.len() as u64, p.len() as u64);
    let ks = ks_two_sample(&r, &p).unwrap();
    let on_doane = |distance: CellDistance| {
        let cells = Binning::DoaneOfReference.bin(&r, &p).cells;
        distance.of(&cells, Smoothing::None).map(|parted| parted.value)
    };
    let found = match key {
        "ks_auto" => vec![Some(ks.statistic), Some(ks.p_value)],
        "ks_asymp" => vec![Some(ks.statistic), Some(ks_asymptotic_p(ks.statistic, n, m))],
        "ks_exact" => {
            // In units of one over the least common multiple: 600, and 6,000.
            let unit = if size == "small" { 600.0 } else { 6_000.0 };
            let height = (ks.statistic * unit).round() as u64;
            vec![Some(ks.statistic), Some(ks_exact_p(height, n, m))]
        }
        "cvm" => {
            let test = cramer_von_mises(&r, &p).unwrap().scipy;
            vec![Some(test.statistic), Some(test.p_value)]
        }
        "anderson_ksamp(midrank)" => {
            let test = anderson_darling(&r, &p).unwrap();
            vec![Some(test.statistic), Some(test.scipy_p_value())]
        }
        "mwu_two_sided" => {
            let test = mann_whitney(&r, &p).unwrap();
            vec![Some(test.u), Some(test.p_value)]
        }
        "welch" => {
            let test = welch_t(&moments(&r), &moments(&p)).unwrap();
            // Production minus reference here.
            vec![Some(-test.t), Some(test.p_value), Some(test.degrees_of_freedom)]
        }
        "es" => {
            let test = epps_singleton(&r, &p).unwrap();
            vec![Some(test.statistic), Some(test.p_value)]
        }
        "wasserstein_raw" => {
            return checks.number(key, wasserstein(&r, &p), value);
        }
        "energy_raw" => return checks.number(key, energy_distance(&r, &p), value),
        "doane_edges" => return list(checks, key, &doane_edges(&r), value),
        "nannyml_js" => {
            let distance = on_doane(CellDistance::JensenShannon(LogBase::Two));
            return checks.number(key, distance, value);
        }
        "nannyml_hellinger" => {
            return checks.number(key, on_doane(CellDistance::Hellinger), value);
        }
        "levene_bf" | "brunner" | "fd_edges_n" => return,
        other => panic!("{other} is not checked"),
    };
    for (i, found) in found.into_iter().enumerate() {
        let what = format!("SciPy {size} {key} {i}");
        check_p(checks, &what, key == "cvm" && i == 1, found, &value[i]);
    }
}

/// SciPy's own p-value of Cramér and von Mises' test is noise under 1e-10 or so.
fn check_p(checks: &mut Checks, what: &str, is_noisy: bool, found: Option<f64>, want: &Value) {
    if is_noisy {
        checks.within(what, found, want.as_f64().unwrap(), 1e-10);
    } else {
        checks.number(what, found, want);
    }
}

fn scipy_names(checks: &mut Checks, golden: &Value) {
    let expected = &golden["cat/chi2_contingency"];
    let test = chi_square_homogeneity(&names("CA_CB")).unwrap();
    checks.number("chi2", Some(test.statistic), &expected[0]);
    checks.number("chi2 p", Some(test.p_value), &expected[1]);
    checks.number("chi2 df", Some(test.degrees_of_freedom as f64), &expected[2]);
    let two = names("bin");
    for (key, test) in [
        ("chi2_yates", chi_square_yates(&two).unwrap()),
        ("chi2_noyates", chi_square_homogeneity(&two).unwrap()),
    ] {
        checks.number(key, Some(test.statistic), &golden[format!("bin/{key}")][0]);
        checks.number(&format!("{key} p"), Some(test.p_value), &golden[format!("bin/{key}")][1]);
    }
    checks.number("fisher", fisher_exact(&two), &golden["bin/fisher"][1]);
}

fn list(checks: &mut Checks, what: &str, found: &[f64], expected: &Value) {
    let expected = expected.as_array().unwrap();
    assert_eq!(found.len(), expected.len(), "{what}");
    for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
        checks.number(&format!("{what} {i}"), Some(*found), expected);
    }
}

/// Rows of golden_nml.py: x1, x2 and the letter of c.
struct Rows([Vec<f64>; 2], Vec<usize>);

fn rows(range: std::ops::Range<u64>, shift: f64) -> Rows {
    let part = |i: u64, [a, c, m]: [u64; 3]| ((a * i + c) % m) as f64 / m as f64;
    let x1 = |i: u64| part(i, [31_337, 5, 9_967]) * 10.0 + shift;
    let x2 = |i: u64| x1(i) * 0.5 + part(i, [4_177, 3, 9_949]) * 2.0;
    let letter = |i: u64| {
        let is_first = shift > 0.0 && i.is_multiple_of(3);
        if is_first { 0 } else { ((37 * i + 11) % 101 % 4) as usize }
    };
    Rows(
        [range.clone().map(x1).collect(), range.clone().map(x2).collect()],
        range.map(letter).collect(),
    )
}

/// The other parts of the file: estimated performance, whose tests are of its own; the standard deviation
/// of chunks, which is not computed. The reconstruction error is checked in `reconstruction.rs`.
#[test]
fn every_univariate_number_of_nannyml_is_met() {
    let Some(golden) = formula_golden("golden_nannyml.json") else { return };
    let expected = golden["univariate"].as_object().unwrap();
    let (reference, analysis) = (rows(0..4_000, 0.0), rows(4_000..6_000, 1.5));
    let mut checks = Checks::default();
    for (key, values) in expected {
        let Some(key) = key.strip_suffix("_value") else { continue };
        let (column, method) = key.split_once('_').unwrap();
        let of = |side: &Rows, chunk: usize| match column {
            "c" => of_letters(method, &reference.1, &side.1[chunk * 500..][..500]),
            column => {
                let x = usize::from(column == "x2");
                of_numbers(method, &reference.0[x], &side.0[x][chunk * 500..][..500])
            }
        };
        let own: Vec<Option<f64>> = (0..8).map(|chunk| of(&reference, chunk)).collect();
        let upper = ChunkLimits::of(&own, 0.0, f64::INFINITY).unwrap().upper;
        for (chunk, value) in values.as_array().unwrap().iter().enumerate() {
            let found = of(&analysis, chunk);
            checks.number(&format!("{key} {chunk}"), found, value);
            if let Some(limits) = expected.get(&format!("{key}_upper_threshold")) {
                checks.number(&format!("{key} limit"), Some(upper), &limits[chunk]);
                let alert = expected[&format!("{key}_alert")][chunk].as_bool();
                assert_eq!(found.map(|found| found > upper), alert, "{key} {chunk}");
            }
        }
    }
    println!("golden_nannyml.json: {} values agree", checks.passed);
    checks.assert(90);
}

fn of_numbers(method: &str, reference: &[f64], chunk: &[f64]) -> Option<f64> {
    let [r, c] = [reference, chunk].map(|side| Sorted::new(side.to_vec()).unwrap());
    let cells = Binning::DoaneOfReference.bin(&r, &c).cells;
    match method {
        "jensen_shannon" => jensen_shannon(&cells, LogBase::Two),
        "hellinger" => hellinger(&cells),
        "kolmogorov_smirnov" => ks_two_sample(&r, &c).map(|ks| ks.statistic),
        "wasserstein" => wasserstein(&r, &c),
        other => panic!("{other} is not checked"),
    }
}

fn of_letters(method: &str, reference: &[usize], chunk: &[usize]) -> Option<f64> {
    let count = |side: &[usize]| {
        (0..4).map(|letter| side.iter().filter(|own| **own == letter).count() as u64).collect()
    };
    let cells = Cells { reference: count(reference), production: count(chunk) };
    match method {
        "jensen_shannon" => jensen_shannon(&cells, LogBase::Two),
        "hellinger" => hellinger(&cells),
        "l_infinity" => l_infinity(&cells).map(|(distance, _)| distance),
        "chi2" => chi_square_yates(&cells).map(|test| test.statistic),
        other => panic!("{other} is not checked"),
    }
}
