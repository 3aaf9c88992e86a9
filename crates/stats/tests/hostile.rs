//! Any numbers and counts give every public statistic a number or a stated nothing.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

#[path = "hostile/every.rs"]
mod every;

use every::{EVERY, Input, wrong};
use proptest::{collection::vec, prelude::*};

/// Numbers at which ranges end.
const ENDS: [f64; 17] = [
    0.0,
    -0.0,
    5e-324,
    -5e-324,
    f64::MIN_POSITIVE,
    1.0,
    1.0 + f64::EPSILON,
    -1.0,
    0.5,
    1e-200,
    1e200,
    9_007_199_254_740_993.0,
    f64::MAX,
    f64::MIN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// Few numbers that repeat, any bits, or one number again and again.
fn numbers() -> impl Strategy<Value = Vec<f64>> {
    let end = (0..ENDS.len()).prop_map(|i| ENDS[i]);
    let any = any::<u64>().prop_map(f64::from_bits);
    let whole = (-5_i32..5).prop_map(f64::from);
    prop_oneof![
        vec(prop_oneof![2 => end.clone(), 1 => any, 2 => whole], 0..30),
        (end, 0_usize..60).prop_map(|(value, n)| vec![value; n]),
    ]
}

fn counts() -> impl Strategy<Value = Vec<(u64, u64)>> {
    const MOST: u64 = 1 << 20;
    let count = || prop_oneof![3 => 0_u64..4, 1 => 0_u64..1_000, 1 => 0..MOST];
    vec((count(), count()), 0..12)
}

fn check(input: &Input) -> Result<(), String> {
    for (name, statistic) in EVERY {
        let text = statistic(input);
        if let Some(what) = wrong(&text) {
            return Err(format!("{name} gives {what}: {text}"));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_input_gives_numbers_or_nothing(a in numbers(), b in numbers(), counts in counts()) {
        let checked = check(&Input::new(a, b, &counts));
        prop_assert!(checked.is_ok(), "{}", checked.unwrap_err());
    }
}

#[test]
fn little_is_borne() {
    let sizes = [0, 1, 2, 3];
    for value in ENDS {
        for (n, m) in sizes.into_iter().flat_map(|n| sizes.map(|m| (n, m))) {
            let counts: Vec<(u64, u64)> = vec![(n as u64, m as u64); n];
            check(&Input::new(vec![value; n], vec![value; m], &counts)).unwrap();
        }
    }
}

/// A new statistic is one line in `hostile/every.rs`.
#[test]
fn every_public_statistic_is_looked_at() {
    let modules = [
        include_str!("../src/lib.rs"),
        include_str!("../src/calibration.rs"),
        include_str!("../src/estimation.rs"),
        include_str!("../src/experiment.rs"),
        include_str!("../src/experiment/bandit.rs"),
        include_str!("../src/experiment/power.rs"),
        include_str!("../src/fairness.rs"),
        include_str!("../src/performance.rs"),
    ];
    let every = include_str!("hostile/every.rs");
    for export in modules.iter().flat_map(|module| module.split("pub use ").skip(1)) {
        let names = export.split(';').next().unwrap().rsplit("::").next().unwrap();
        let names = names.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        // Types are what functions take and give, or are called by a line of their own.
        for name in names.filter(|name| name.starts_with(char::is_lowercase)) {
            let is_known = every.contains(&format!("{name}("));
            assert!(is_known, "{name} has no line in hostile/every.rs");
        }
    }
}
