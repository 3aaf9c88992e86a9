//! Means and standard deviations that the National Institute of Standards and Technology certifies:
//! Statistical Reference Datasets, univariate summary statistics (public domain).
//!
//! Lew, Lottery, Mavro and Michelso are in `tests/fixtures/nist`; NumAcc1 to NumAcc4 follow a formula.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use std::path::Path;

use stats::Moments;

fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

#[track_caller]
fn check(values: &[f64], mean: f64, deviation: f64, tolerance: f64) {
    let found = moments(values);
    let close = |found: f64, certified: f64, tolerance: f64| {
        (found - certified).abs() <= tolerance * certified.abs()
    };
    assert!(close(found.mean().unwrap(), mean, 1e-14), "{found:?}");
    let found = found.standard_deviation(1).unwrap();
    assert!(close(found, deviation, tolerance), "{found} is not {deviation}");
}

#[test]
fn observed_data_have_their_certified_values() {
    for (name, n, mean, deviation, tolerance) in [
        ("lew", 200, -177.435, 277.332168044316, 1e-14),
        ("lottery", 218, 518.958715596330, 291.699727470969, 1e-14),
        // Numbers of 64 bits are up to 2e-16 off 2.0018, and the deviation is 4e-4.
        ("mavro", 50, 2.001856, 0.000429123454003053, 1e-12),
        ("michelso", 100, 299.8524, 0.0790105478190518, 1e-12),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/nist");
        let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).unwrap();
        let values: Vec<f64> = text.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(values.len(), n, "{name}");
        check(&values, mean, deviation, tolerance);
    }
}

/// A first value and, 500 times, one a tenth under and one a tenth over it.
fn alternating(first: f64, [low, high]: [f64; 2]) -> Vec<f64> {
    let mut values = vec![first];
    values.extend([low, high].repeat(500));
    values
}

#[test]
fn made_data_have_their_certified_values() {
    check(&[10_000_001.0, 10_000_003.0, 10_000_002.0], 10_000_002.0, 1.0, 0.0);
    check(&alternating(1.2, [1.1, 1.3]), 1.2, 0.1, 1e-13);
    // The values themselves are rounded by up to 6e-11 and 1e-9.
    check(&alternating(1_000_000.2, [1_000_000.1, 1_000_000.3]), 1_000_000.2, 0.1, 1e-9);
    check(&alternating(10_000_000.2, [10_000_000.1, 10_000_000.3]), 10_000_000.2, 0.1, 1e-8);
}
