//! What other projects assert in their own tests, one by one: inputs and numbers are theirs, at the digits
//! they publish; where more digits are given, the function they test was run on the same input (SciPy
//! 1.17.1). Not here: what is not computed (four samples at once), and what has tests of its own
//! (performance).

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use stats::{
    CellDistance, Cells, Contingency, LogBase, Moments, Smoothing, Sorted, anderson_darling,
    association, chi_square_goodness_of_fit, chi_square_homogeneity, chi_square_yates,
    cramer_von_mises, cramers_v_balanced, cramers_v_corrected, energy_distance, epps_singleton,
    fisher_exact, g_test_goodness_of_fit, hellinger, ks_two_sample, kullback_leibler, l_infinity,
    merge_rare, normalized_difference, psi, student_t, total_variation, two_proportion_z,
    wasserstein, wasserstein_trimmed, welch_t,
};

const T1: [f64; 8] = [38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0];
const T2: [f64; 8] = [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8];
/// Counts of six values, and the same of a changed sample.
const R: [u64; 6] = [16, 18, 16, 14, 12, 12];
const Q: [u64; 6] = [16, 16, 16, 16, 16, 8];

fn cells(reference: &[u64], production: &[u64]) -> Cells {
    Cells { reference: reference.to_vec(), production: production.to_vec() }
}

fn sorted(values: &[f64]) -> Sorted {
    Sorted::new(values.to_vec()).unwrap()
}

fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

/// Relative agreement.
#[track_caller]
fn close(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() <= tolerance * expected.abs(), "{found}, expected {expected}");
}

const FULL: f64 = 1e-9;

/// Evidently, tests/stattests/test_stattests.py.
#[test]
fn evidentlys_tests_of_names() {
    for reference in [R.to_vec(), R.map(|count| 2 * count).to_vec()] {
        let test = chi_square_goodness_of_fit(&cells(&reference, &Q)).unwrap();
        close(Some(test.statistic), 3.1746031746031744, FULL);
        close(Some(test.p_value), 0.6730876006966301, FULL);
    }
    close(hellinger(&cells(&R, &Q)), 0.06812774370983345, FULL);
    let g = g_test_goodness_of_fit(&cells(&[5, 5, 8], &[4, 6, 8])).unwrap();
    close(Some(g.statistic), 0.40271027101377754, FULL);
    close(Some(g.p_value), 0.817622013379844, FULL);
    close(total_variation(&cells(&R, &Q)), 0.06818181818181819, FULL);
    for (reference, production, p) in [
        ([45, 45], [30, 60], 0.033972274322700745),
        ([3, 3], [6, 0], 0.1818181818181818),
        ([6, 0], [0, 6], 0.0021645021645021645),
        ([90, 60], [60, 90], 0.0007843987149579247),
    ] {
        close(fisher_exact(&cells(&reference, &production)), p, FULL);
    }
}

/// Evidently, tests/stattests/test_stattests.py.
#[test]
fn evidentlys_tests_of_numbers() {
    let test = anderson_darling(&sorted(&T1), &sorted(&T2)).unwrap();
    close(Some(test.statistic), 1.7183096744360893, FULL);
    close(Some(test.scipy_p_value()), 0.06351467728760844, FULL);
    let t = student_t(&moments(&T1), &moments(&T2)).unwrap();
    close(Some(t.t.abs()), 1.8594523396226919, FULL);
    close(Some(t.p_value), 0.08410572024397057, FULL);
    let welch = welch_t(&moments(&T1), &moments(&T2)).unwrap();
    close(Some(welch.p_value), 0.0951205647234384, FULL);
    close(energy_distance(&sorted(&T1), &sorted(&T1.map(|t| t + 5.0))), 1.9332614929181204, FULL);
}

/// Evidently, tests/calculations/test_data_quality.py: a, b, c beside b, a, a, and so on.
#[test]
fn evidentlys_cramers_v() {
    for other in [[1, 0, 0], [0, 1, 0], [0, 1, 2]] {
        let pairs = [0, 1, 2].into_iter().zip(other);
        close(association(&Contingency::of(pairs, 3, 3)), 1.0, FULL);
    }
}

/// NannyML, tests/drift/test_univariate_drift_methods.py.
#[test]
fn nannymls_l_infinity() {
    let of = |reference: &[u64], production: &[u64]| {
        l_infinity(&cells(reference, production)).map(|(distance, _)| distance)
    };
    close(of(&[2, 2, 2, 0], &[2, 2, 2, 1]), 1.0 / 7.0, FULL);
    close(of(&[2, 2, 2], &[0, 5, 0]), 2.0 / 3.0, FULL);
}

/// TensorFlow Data Validation, anomalies/metrics_test.cc.
#[test]
fn tfdvs_distances() {
    let l_infinity = |r: [f64; 3], p: [f64; 3]| CellDistance::LInfinity.of_shares(&r, &p).value;
    close(Some(l_infinity([0.0, 0.9, 0.1], [0.3, 0.7, 0.0])), 0.3, FULL);
    close(Some(l_infinity([0.1, 0.9, 0.0], [0.3, 0.7, 0.0])), 0.2, FULL);
    close(normalized_difference(&cells(&[1, 5], &[10, 50])), 0.68181818, 1e-8);
    let divergence = CellDistance::JensenShannonDivergence(LogBase::Two);
    let of = |r: &[u64], p: &[u64]| Some(divergence.of(&cells(r, p), Smoothing::None)?.value);
    close(of(&[2, 2, 1, 0, 0, 0], &[2, 0, 0, 1, 1, 1]), 0.6, FULL);
    close(of(&[3, 2, 0, 0], &[0, 0, 1, 4]), 1.0, FULL);
}

/// deepchecks, tests/utils/drift_test.py.
#[test]
fn deepchecks_distances() {
    let steps = |from: u32| sorted(&(from..from + 100).map(f64::from).collect::<Vec<_>>());
    close(wasserstein_trimmed(&steps(0), &steps(50), 0.0), 1.0 / 3.0, 0.01);
    close(cramers_v_corrected(&cells(&[200, 800], &[400, 600])), 0.21, 0.05);
    close(cramers_v_corrected(&cells(&[200, 800, 100], &[400, 600, 0])), 0.30, 0.05);
    let with_rare = cells(&[200, 800, 10, 10], &[400, 620, 0, 0]);
    close(cramers_v_corrected(&with_rare), 0.228, 0.005);
    close(cramers_v_corrected(&merge_rare(&with_rare, 0.1).cells), 0.208, 0.005);
    for (production, v) in [([10_000, 0], 0.56), ([1_000, 0], 0.45), ([100, 0], 0.14)] {
        close(cramers_v_balanced(&cells(&[9_900, 100], &production)), v, 0.03);
    }
    // The gap of two normal laws one apart, 2 Φ(1/2) − 1, from the middles of 2,000 shares of each.
    let normal = |mean: f64| {
        let shares = (0..2_000).map(|i| (f64::from(i) + 0.5) / 2_000.0);
        sorted(&shares.map(|share| mean + normal_quantile(share)).collect::<Vec<_>>())
    };
    let ks = ks_two_sample(&normal(0.0), &normal(1.0)).map(|ks| ks.statistic);
    close(ks, 0.38292492254802624, 2e-3);
}

/// The normal law's quantile, by halving.
fn normal_quantile(share: f64) -> f64 {
    let (mut low, mut high) = (-10.0, 10.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let is_below = 1.0 - stats::special::normal_sf(middle) < share;
        *(if is_below { &mut low } else { &mut high }) = middle;
    }
    low
}

/// popmon, tests/popmon/analysis/comparison/test_comparisons.py.
#[test]
fn popmons_distances() {
    let table = cells(&[85, 5, 5, 5], &[25, 25, 25, 25]);
    close(psi(&table, Smoothing::Add(1e-5)).map(|psi| psi.value), 1.699815077214137, FULL);
    let divergence = kullback_leibler(&table, Smoothing::None).unwrap();
    let mut both = [divergence.reference_from_production, divergence.production_from_reference]
        .map(Result::unwrap);
    both.sort_by(f64::total_cmp);
    close(Some(both[0]), 0.79875, 1e-4);
    close(Some(both[1]), 0.90105, 1e-4);
    // The gap of histograms of 2, 4 and of 1, 3, which popmon multiplies by √(nm / (n + m)).
    let ks =
        ks_two_sample(&sorted(&[0.0, 0.0, 1.0, 1.0, 1.0, 1.0]), &sorted(&[0.0, 1.0, 1.0, 1.0]));
    close(ks.map(|ks| ks.statistic * 2.4_f64.sqrt()), 0.1291, 1e-3);
    let homogeneity = chi_square_homogeneity(&cells(&[1, 2, 0, 5], &[3, 4, 0, 2])).unwrap();
    close(Some(homogeneity.statistic), 2.9036, 1e-4);
    close(Some(homogeneity.statistic / homogeneity.degrees_of_freedom as f64), 1.4518, 1e-4);
    close(Some(homogeneity.p_value), 0.2341, 1e-3);
}

/// SciPy, stats/tests/test_stats.py: Kolmogorov-Smirnov, Welch (R's t.test), Wasserstein, energy.
#[test]
fn scipys_test_stats() {
    let line = |n: u32, from: f64| {
        let step = 99.0 / f64::from(n - 1);
        sorted(&(0..n).map(|i| 1.0 + f64::from(i) * step + from).collect::<Vec<_>>())
    };
    let ks = ks_two_sample(&line(100, 0.0), &line(110, 20.1)).unwrap();
    close(Some(ks.statistic), 232.0 / 1_100.0, FULL);
    close(Some(ks.p_value), 0.015739183865607353, FULL);
    let other = moments(&[1.1, 2.9, 4.2]);
    for (own, t, p) in [
        (&[1.0, 2.0, 3.0][..], -0.6864951273557263, 0.5361949075312669),
        (&[1.0, 2.0, 3.0, 4.0][..], -0.21086633159507231, 0.8435413913160825),
    ] {
        // Production minus reference.
        let test = welch_t(&moments(own), &other).unwrap();
        close(Some(-test.t), t, FULL);
        close(Some(test.p_value), p, FULL);
    }
    let distance = wasserstein(&sorted(&[0.0, 0.0, 0.0, 1.0]), &sorted(&[0.0]));
    close(distance, 0.25, FULL);
    let (u, v) = ([4.5, 4.5, 4.5, 6.7, 2.1], [4.6, 7.0, 7.0, 7.0, 9.2]);
    close(wasserstein(&sorted(&u), &sorted(&v)), 2.5, FULL);
    let energy = energy_distance(&sorted(&[0.0, 1.0, 2.0]), &sorted(&[1.0, 2.0, 3.0]));
    close(energy, 2.0_f64.sqrt() * (1.0_f64 / 3.0).sqrt(), FULL);
    let yates = chi_square_yates(&cells(&[1_573, 3], &[4, 0])).unwrap();
    close(Some(yates.p_value), 1.0, FULL);
}

/// SciPy, test_hypotests.py: Conover's example, and Anderson's table of 1962.
#[test]
fn scipys_cramer_von_mises() {
    let x = [7.6, 8.4, 8.6, 8.7, 9.3, 9.9, 10.1, 10.6, 11.2];
    let y = [5.2, 5.7, 5.9, 6.5, 6.8, 8.2, 9.1, 9.8, 10.8, 11.3, 11.5, 12.3, 12.5, 13.4, 14.6];
    let test = cramer_von_mises(&sorted(&x), &sorted(&y)).unwrap();
    close(Some(test.statistic), 0.2615740740740744, FULL);
    close(Some(test.scipy.p_value), 0.1795224559766866, FULL);
    for (u, n, m, p) in [
        (710, 5, 6, 48.0 / 462.0),
        (1_897, 7, 7, 117.0 / 1_716.0),
        (576, 4, 6, 2.0 / 210.0),
        (1_764, 6, 7, 2.0 / 1_716.0),
    ] {
        let (x, y) = with_statistic(u, n, m);
        let test = cramer_von_mises(&sorted(&x), &sorted(&y)).unwrap();
        assert!(test.exact);
        close(Some(test.p_value), p, FULL);
    }
}

/// Samples of n and m values whose ranks give Anderson's U: `n Σ (r − i)² + m Σ (s − j)²`.
fn with_statistic(u: usize, n: usize, m: usize) -> (Vec<f64>, Vec<f64>) {
    let split = |chosen: u32| {
        let of = |is: bool| (0..n + m).filter(move |rank| (chosen >> rank & 1 == 1) == is);
        (of(true).collect::<Vec<usize>>(), of(false).collect::<Vec<usize>>())
    };
    let squares = |ranks: &[usize]| -> usize {
        ranks.iter().enumerate().map(|(i, rank)| (rank - i) * (rank - i)).sum()
    };
    let all = (0..1_u32 << (n + m)).filter(|chosen| chosen.count_ones() as usize == n);
    let mut splits = all.map(split);
    let (x, y) = splits.find(|(x, y)| n * squares(x) + m * squares(y) == u).unwrap();
    let numbers = |ranks: Vec<usize>| ranks.into_iter().map(|rank| rank as f64).collect();
    (numbers(x), numbers(y))
}

/// SciPy, test_hypotests.py, and test_morestats.py with R's kSamples: SciPy's statistic takes mid-ranks,
/// and R's next to it does not (41.105, −1.2824, 1.4923, 4.5042, 6.2982).
#[test]
fn scipys_epps_singleton_and_anderson_darling() {
    let x = [-0.35, 2.55, 1.73, 0.73, 0.35, 2.69, 0.46, -0.94, -0.37, 12.07];
    let y = [-1.15, -0.15, 2.48, 3.25, 3.71, 4.29, 5.0, 7.74, 8.38, 8.60];
    let test = epps_singleton(&sorted(&x), &sorted(&y)).unwrap();
    close(Some(test.statistic), 15.163072195549805, FULL);
    close(Some(test.p_value), 0.004374674473820456, FULL);
    let steps = |shift: f64| sorted(&(1..=100).map(|i| f64::from(i) + shift).collect::<Vec<_>>());
    for (shift, statistic) in [
        (40.5, 41.23495511831996),
        (0.5, -1.2944081656780262),
        (7.5, 1.527125761986731),
        (11.5, 4.558334038058161),
        (13.5, 6.3608760997770055),
    ] {
        let test = anderson_darling(&steps(0.0), &steps(shift)).unwrap();
        close(Some(test.statistic), statistic, FULL);
    }
}

/// statsmodels, tests/test_proportion.py.
#[test]
fn statsmodels_z() {
    let test = two_proportion_z(5, 83, 12, 99).unwrap();
    close(Some(test.z.abs()), 1.4078304151258787, FULL);
    close(Some(test.p_value), 0.15918129181156992, FULL);
}
