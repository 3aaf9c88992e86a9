//! What must hold of calibration for any scores.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use proptest::{collection::vec, prelude::*};
use stats::{
    calibration::{
        Bins, CalibrationLine, Isotonic, RecalibrationKind, Reliability, brier_decomposition,
        calibration_error, consistency, hosmer_lemeshow, spiegelhalter,
    },
    performance::Scored,
};

const BINS: [Bins; 3] = [Bins::EqualWidth(10), Bins::EqualCount(10), Bins::EqualWidth(3)];

/// Probabilities in hundredths, with ties, and a class each.
fn rows() -> impl Strategy<Value = Vec<(f64, bool)>> {
    vec(((0_i32..=100).prop_map(|percent| f64::from(percent) / 100.0), any::<bool>()), 1..120)
}

fn scored(rows: &[(f64, bool)]) -> Scored {
    let (scores, classes): (Vec<f64>, Vec<bool>) = rows.iter().copied().unzip();
    Scored::new(&scores, &classes).unwrap()
}

fn squared_error(rows: &[(f64, bool)], map: impl Fn(f64) -> f64) -> f64 {
    rows.iter().map(|&(score, class)| (map(score) - f64::from(u8::from(class))).powi(2)).sum()
}

proptest! {
    #[test]
    fn isotonic_never_falls(rows in rows()) {
        let map = Isotonic::fit(&scored(&rows)).unwrap();
        let path: Vec<f64> = (-10..=110).map(|percent| map.apply(f64::from(percent) / 100.0)).collect();
        prop_assert!(path.windows(2).all(|pair| pair[0] <= pair[1]));
        prop_assert!(map.scores.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// Fitted to what it made, it makes the same again: with each score's probability as its share of
    /// positive rows, nothing is left to pool.
    #[test]
    fn isotonic_is_its_own_projection(rows in rows()) {
        let map = Isotonic::fit(&scored(&rows)).unwrap();
        let once: Vec<(f64, bool)> = rows.iter().map(|&(score, class)| (map.apply(score), class)).collect();
        let again = Isotonic::fit(&scored(&once)).unwrap();
        for (probability, _) in once {
            prop_assert!((again.apply(probability) - probability).abs() < 1e-12);
        }
    }

    /// No other map that never falls is nearer to the classes: not the score itself, nor steps.
    #[test]
    fn isotonic_is_the_nearest(rows in rows(), cut in 0.0..1.0, low in 0.0..0.5, high in 0.5..1.0) {
        let map = Isotonic::fit(&scored(&rows)).unwrap();
        let nearest = squared_error(&rows, |score| map.apply(score));
        prop_assert!(nearest <= squared_error(&rows, |score| score) + 1e-9);
        let step = |score| if score < cut { low } else { high };
        prop_assert!(nearest <= squared_error(&rows, step) + 1e-9);
    }

    #[test]
    fn isotonic_leaves_no_gap_on_its_own_rows(rows in rows()) {
        let scored = scored(&rows);
        let map = Isotonic::fit(&scored).unwrap();
        let after = Reliability::new(&scored.map(|score| map.apply(score)), Bins::EqualCount(10)).unwrap();
        prop_assert!(calibration_error(&after).unwrap().expected < 1e-12);
    }

    #[test]
    fn parts_of_the_brier_score_add_up(rows in rows()) {
        let brier = squared_error(&rows, |score| score) / rows.len() as f64;
        for bins in BINS {
            let parts = brier_decomposition(&Reliability::new(&scored(&rows), bins).unwrap()).unwrap();
            prop_assert!((parts.brier() - brier).abs() < 1e-12);
            prop_assert!(parts.reliability >= 0.0 && parts.resolution <= parts.uncertainty + 1e-12);
        }
    }

    #[test]
    fn merged_parts_equal_the_whole(rows in rows(), cut in 0_usize..120) {
        let whole = scored(&rows);
        let (first, second) = rows.split_at(cut.min(rows.len()));
        let merged = scored(first).merge(&scored(second));
        for bins in BINS {
            prop_assert_eq!(Reliability::new(&merged, bins), Reliability::new(&whole, bins));
        }
        prop_assert_eq!(Isotonic::fit(&merged), Isotonic::fit(&whole));
        prop_assert_eq!(CalibrationLine::fit(&merged), CalibrationLine::fit(&whole));
    }

    /// To call the other class positive turns the diagram over and changes nothing else.
    #[test]
    fn either_class_may_be_the_positive_one(rows in rows()) {
        let other: Vec<(f64, bool)> = rows.iter().map(|&(score, class)| (1.0 - score, !class)).collect();
        let (one, other) = (scored(&rows), scored(&other));
        let close = |a: f64, b: f64| a == b || (a - b).abs() <= 1e-6 * (1.0 + a.abs());
        match (spiegelhalter(&one), spiegelhalter(&other)) {
            (Some(a), Some(b)) => prop_assert!(close(a.z, b.z)),
            (a, b) => prop_assert_eq!(a.is_some(), b.is_some()),
        }
        // One bin, as rounding may carry a score over an inner edge.
        let of = |scored: &Scored| Reliability::new(scored, Bins::EqualWidth(1)).unwrap();
        let errors = [&one, &other].map(|side| calibration_error(&of(side)).unwrap().expected);
        prop_assert!(close(errors[0], errors[1]));
        let tests = [&one, &other].map(|side| hosmer_lemeshow(&of(side)).unwrap().p_value);
        prop_assert!((tests[0] - tests[1]).abs() < 1e-6);
        if let (Some(a), Some(b)) = (CalibrationLine::fit(&one), CalibrationLine::fit(&other)) {
            prop_assert!(close(a.slope.value, b.slope.value));
            prop_assert!(close(a.intercept.value, -b.intercept.value));
        }
    }

    #[test]
    fn repairs_give_probabilities(rows in rows()) {
        let scored = scored(&rows);
        for kind in RecalibrationKind::ALL {
            let Some(repair) = kind.fit(&scored) else { continue };
            prop_assert!(repair.apply_to(&scored).are_probabilities(), "{repair:?}");
            prop_assert_eq!(repair.apply_to(&scored).len(), scored.len());
        }
    }
}

/// Numbers from 0 to 1 that no formula of the scores gives away (splitmix64).
fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// The calibration error of a calibrated simulation is within its interval in 95% of cases; of 400,
/// between 90% and 98.5% but for one run in some thousands.
#[test]
fn a_calibrated_model_is_within_its_interval() {
    let mut state = 7;
    for bins in [Bins::EqualWidth(10), Bins::EqualCount(10)] {
        let mut within = 0;
        for seed in 0..400 {
            let rows: Vec<(f64, bool)> = (0..1_000)
                .map(|_| {
                    let p = uniform(&mut state).powi(2);
                    (p, uniform(&mut state) < p)
                })
                .collect();
            let diagram = Reliability::new(&scored(&rows), bins).unwrap();
            let error = calibration_error(&diagram).unwrap().expected;
            let chance = consistency(&diagram, 400, seed).unwrap();
            within += u32::from(chance.low <= error && error <= chance.high);
        }
        assert!((360..=394).contains(&within), "{bins:?}: {within} of 400");
    }
}
