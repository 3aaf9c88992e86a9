//! Inputs given by integer formulas, and a comparison, for the tests of this crate.

use crate::{Cells, Moments, Sorted};

/// `lin` of the Python that made the expected values:
/// `numpy.array([((a * i + c) % m) / d for i in range(n)])`.
fn lin(n: u64, a: u64, c: u64, m: u64, d: f64) -> Vec<f64> {
    (0..n).map(|i| ((a * i + c) % m) as f64 / d).collect()
}

pub(crate) fn sorted(values: &[f64]) -> Sorted {
    Sorted::new(values.to_vec()).unwrap()
}

pub(crate) fn moments_of(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

/// Two short lists with many ties.
pub(crate) fn ties() -> (Sorted, Sorted) {
    let reference = [1.0, 1.0, 2.0, 2.0, 2.0, 5.0, 7.0, 7.0, 9.0];
    (sorted(&reference), sorted(&[1.0, 2.0, 2.0, 3.0, 7.0, 8.0, 8.0]))
}

/// `A = lin(200, 7919, 13, 1009, 100)`
pub(crate) fn a() -> Sorted {
    sorted(&lin(200, 7919, 13, 1009, 100.0))
}

/// `B = lin(150, 104729, 7, 997, 90)`
pub(crate) fn b() -> Sorted {
    sorted(&lin(150, 104_729, 7, 997, 90.0))
}

/// `A2 = lin(1500, 7919, 13, 10007, 1000)`
pub(crate) fn a2() -> Sorted {
    sorted(&lin(1500, 7919, 13, 10_007, 1000.0))
}

/// `B2 = lin(1200, 104729, 7, 9973, 900)`
pub(crate) fn b2() -> Sorted {
    sorted(&lin(1200, 104_729, 7, 9973, 900.0))
}

pub(crate) fn cells(reference: &[u64], production: &[u64]) -> Cells {
    Cells { reference: reference.to_vec(), production: production.to_vec() }
}

/// Six categories, the last one new in production.
pub(crate) fn new_category() -> Cells {
    cells(&[82, 79, 80, 79, 80, 0], &[48, 49, 48, 48, 101, 6])
}

/// Relative agreement to 1e-9.
#[track_caller]
pub(crate) fn assert_close(got: f64, want: f64) {
    assert_within(got, want, 1e-9);
}

#[track_caller]
pub(crate) fn assert_within(got: f64, want: f64, relative: f64) {
    assert!((got - want).abs() <= relative * want.abs(), "{got:e}, expected {want:e}");
}

/// 60 pairs of numbers: `x = lin(60, 7919, 13, 101, 7)`, `y = x / 2 + lin(60, 104729, 7, 97, 9)`.
pub(crate) fn pairs() -> (Vec<f64>, Vec<f64>) {
    let x = lin(60, 7919, 13, 101, 7.0);
    let y = x.iter().zip(lin(60, 104_729, 7, 97, 9.0)).map(|(x, other)| x / 2.0 + other).collect();
    (x, y)
}
