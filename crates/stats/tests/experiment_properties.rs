//! What must hold of an experiment's statistics for any input.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use proptest::{collection::vec, prelude::*};
use stats::estimation::Direction;
use stats::experiment::{
    Arm, CupedArm, LiftInterval, Margin, ShareInterval, Trials, always_valid, cohens_h, contrast,
    cuped, equivalence, lift, non_inferiority, odds_ratio, quantile_difference, ratio_metric,
    sample_ratio, share_chances, share_difference, standardized_difference, strata,
};
use stats::special::Beta;
use stats::{Comoments, Moments, Sorted, holm};

fn values() -> impl Strategy<Value = Vec<f64>> {
    vec((-100_i32..100).prop_map(|quarters| f64::from(quarters) / 4.0), 3..60)
}

fn trials() -> impl Strategy<Value = Trials> {
    (1_u64..500).prop_flat_map(|n| (0..=n).prop_map(move |successes| Trials { successes, n }))
}

fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

fn arm(values: &[f64]) -> Arm {
    Arm::of_mean(&moments(values)).unwrap()
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #[test]
    fn exchanged_arms_turn_the_sign(a in values(), b in values()) {
        let (control, treatment) = (arm(&a), arm(&b));
        let both = (contrast(&control, &treatment), contrast(&treatment, &control));
        let (Some(one), Some(other)) = both else { return Ok(()) };
        prop_assert!(is_near(one.difference.value, -other.difference.value));
        prop_assert!(is_near(one.p_value, other.p_value));
        let (low, high) = (one.difference.interval.unwrap(), other.difference.interval.unwrap());
        prop_assert!(is_near(low.low, -high.high));
        // The interval leaves out 0 where the test says so.
        let leaves_out = low.low > 0.0 || low.high < 0.0;
        prop_assert!(leaves_out == (one.p_value < 0.05) || is_near(one.p_value, 0.05));
    }

    #[test]
    fn a_unit_and_an_offset_do_not_matter(a in values(), b in values()) {
        let moved = |values: &[f64]| values.iter().map(|v| 7.0 * v - 30.0).collect::<Vec<_>>();
        let plain = contrast(&arm(&a), &arm(&b));
        let other = contrast(&arm(&moved(&a)), &arm(&moved(&b)));
        prop_assert_eq!(plain.is_some(), other.is_some());
        if let Some((plain, other)) = plain.zip(other) {
            prop_assert!(is_near(plain.t, other.t));
            prop_assert!(is_near(7.0 * plain.difference.value, other.difference.value));
        }
        let [plain, other] = [[&a, &b].map(|v| moments(v)), [&a, &b].map(|v| moments(&moved(v)))]
            .map(|[control, treatment]| standardized_difference(&control, &treatment));
        if let Some((plain, other)) = plain.zip(other) {
            prop_assert!(is_near(plain.hedges_g.value, other.hedges_g.value));
            let ends = plain.cohens_d.interval.unwrap();
            prop_assert!(ends.low <= plain.cohens_d.value && plain.cohens_d.value <= ends.high);
        }
    }

    #[test]
    fn intervals_of_shares_hold_the_difference(c in trials(), t in trials()) {
        for way in [ShareInterval::Newcombe, ShareInterval::Wald] {
            let found = share_difference(c, t, way).unwrap();
            let ends = found.interval.unwrap();
            prop_assert!(ends.low <= found.value + 1e-12 && found.value <= ends.high + 1e-12);
            prop_assert!(ends.low >= -1.0 - 1e-12 && ends.high <= 1.0 + 1e-12);
            let turned = share_difference(t, c, way).unwrap().interval.unwrap();
            prop_assert!(is_near(ends.low, -turned.high));
        }
        prop_assert!(is_near(cohens_h(c, t).unwrap().value, -cohens_h(t, c).unwrap().value));
        if let Some((odds, turned)) = odds_ratio(c, t).zip(odds_ratio(t, c)) {
            prop_assert!(is_near(odds.value * turned.value, 1.0));
        }
    }

    #[test]
    fn a_lift_has_no_unit(c in trials(), t in trials()) {
        let [control, treatment] = [c, t].map(|trials| Arm::of_share(trials).unwrap());
        let tenfold = |arm: Arm| Arm {
            value: 10.0 * arm.value,
            standard_error: 10.0 * arm.standard_error,
            ..arm
        };
        for way in [LiftInterval::Delta, LiftInterval::Log, LiftInterval::Fieller] {
            let plain = lift(&control, &treatment, way);
            let other = lift(&tenfold(control), &tenfold(treatment), way);
            prop_assert_eq!(plain.is_some(), other.is_some());
            let Some((plain, other)) = plain.zip(other) else { continue };
            prop_assert!(is_near(plain.value, other.value));
            if let Some((plain, other)) = plain.interval.zip(other.interval) {
                prop_assert!(is_near(plain.low, other.low) && is_near(plain.high, other.high));
            }
        }
    }

    #[test]
    fn a_margin_is_kept_where_the_interval_says_so(a in values(), b in values(), margin in 0.0..9.0) {
        let (control, treatment) = (arm(&a), arm(&b));
        let Some(found) = contrast(&control, &treatment) else { return Ok(()) };
        let ends = found.difference.interval.unwrap();
        let margin_kept = |better| {
            non_inferiority(&control, &treatment, Margin::Absolute(margin), better).unwrap().p_value
        };
        let (lower, higher) =
            (margin_kept(Direction::LargerIsBetter), margin_kept(Direction::SmallerIsBetter));
        prop_assert!((lower < 0.025) == (ends.low > -margin) || is_near(ends.low, -margin));
        prop_assert!((higher < 0.025) == (ends.high < margin) || is_near(ends.high, margin));
        let both = equivalence(&control, &treatment, Margin::Absolute(margin)).unwrap();
        prop_assert_eq!(both.p_value, lower.max(higher));
    }

    #[test]
    fn rows_that_may_be_looked_at_always_are_told_later(a in values(), b in values()) {
        let (control, treatment) = (arm(&a), arm(&b));
        let rows = (a.len() + b.len()) as u64;
        let Some(band) = always_valid(&control, &treatment, rows, 5000, 0.05) else {
            return Ok(());
        };
        let leaves_out = band.interval.low > 0.0 || band.interval.high < 0.0;
        prop_assert!(leaves_out == (band.p_value < 0.05) || is_near(band.p_value, 0.05));
        prop_assert!((0.0..=1.0).contains(&band.p_value));
    }

    #[test]
    fn cuped_keeps_the_mean_and_lessens_the_spread(x in values(), y in values(), cut in 2_usize..30) {
        let rows = x.len().min(y.len());
        let cut = cut.min(rows.saturating_sub(2));
        prop_assume!(cut >= 2);
        let part = |rows: std::ops::Range<usize>| CupedArm {
            with_covariate: Comoments::of(&x[rows.clone()], &y[rows]),
            without_covariate: Moments::new(),
        };
        let found = cuped(&[part(0..cut), part(cut..rows)]).unwrap();
        let (n, m) = (cut as f64, (rows - cut) as f64);
        let mean = (n * found.arms[0].value + m * found.arms[1].value) / (n + m);
        prop_assert!(is_near(mean, moments(&y[..rows]).mean().unwrap()));
        let whole = cuped(&[part(0..rows)]).unwrap();
        let plain = arm(&y[..rows]);
        prop_assert!(whole.arms[0].standard_error <= plain.standard_error * (1.0 + 1e-12));
        let left = (1.0 - whole.correlation * whole.correlation).max(0.0).sqrt();
        prop_assert!((whole.arms[0].standard_error - left * plain.standard_error).abs() < 1e-6);
    }

    #[test]
    fn one_stratum_is_the_mean_and_equal_users_are_the_ratio(a in values(), b in values()) {
        let both = strata(&[vec![moments(&a), moments(&b)]]).unwrap();
        let plain = arm(&a);
        prop_assert!(is_near(both.arms[0].value, plain.value));
        prop_assert!(is_near(both.arms[0].standard_error, plain.standard_error));
        let ones = vec![1.0; a.len()];
        let ratio = ratio_metric(&Comoments::of(&a, &ones)).unwrap();
        prop_assert!(is_near(ratio.value, plain.value));
        prop_assert!(is_near(ratio.standard_error, plain.standard_error));
    }

    #[test]
    fn a_split_as_planned_is_no_mismatch(shares in vec(1_u64..40, 2..6), times in 1_u64..60) {
        let counts: Vec<u64> = shares.iter().map(|share| share * times).collect();
        let planned: Vec<f64> = shares.iter().map(|&share| share as f64).collect();
        let found = sample_ratio(&counts, &planned).unwrap();
        prop_assert!(found.statistic < 1e-9 && found.p_value > 0.999_99, "{:?}", found);
        let doubled: Vec<f64> = planned.iter().map(|share| 2.0 * share).collect();
        let same = sample_ratio(&counts, &doubled).unwrap();
        prop_assert!(is_near(same.p_value, found.p_value));
    }

    #[test]
    fn chances_sum_to_one_and_losses_differ_by_the_means(
        arms in vec((0_u64..40, 1_u64..40), 2..5),
    ) {
        let arms: Vec<Trials> =
            arms.into_iter().map(|(k, more)| Trials { successes: k, n: k + more }).collect();
        let prior = Beta { a: 1.0, b: 1.0 };
        let found = share_chances(&arms, prior, Direction::LargerIsBetter).unwrap();
        prop_assert!(is_near(found.iter().map(|arm| arm.to_be_best).sum::<f64>(), 1.0));
        // Each arm's loss is the mean of the best less its own mean.
        let mean = |arm: &Trials| (arm.successes + 1) as f64 / (arm.n + 2) as f64;
        let best = found[0].expected_loss + mean(&arms[0]);
        for (found, arm) in found.iter().zip(&arms) {
            prop_assert!(is_near(found.expected_loss + mean(arm), best));
            prop_assert!(found.credible.low < mean(arm) && mean(arm) < found.credible.high);
        }
    }

    #[test]
    fn quantiles_move_with_their_arm(a in values(), b in values(), p in 0.05..0.95) {
        let sorted = |values: &[f64]| Sorted::new(values.to_vec()).unwrap();
        let found = quantile_difference(&sorted(&a), &sorted(&b), p).unwrap();
        let moved: Vec<f64> = b.iter().map(|v| v + 8.0).collect();
        let other = quantile_difference(&sorted(&a), &sorted(&moved), p).unwrap();
        prop_assert!(is_near(found.value + 8.0, other.value));
        prop_assert_eq!(found.low.map(|low| low + 8.0), other.low);
        prop_assert_eq!(found.high.map(|high| high + 8.0), other.high);
        if let Some((low, high)) = found.low.zip(found.high) {
            let leaves_out = low > 0.0 || high < 0.0;
            prop_assert_eq!(leaves_out, found.p_value < 0.05, "{:?}", found);
        }
        let turned = quantile_difference(&sorted(&b), &sorted(&a), p).unwrap();
        prop_assert!(is_near(found.p_value, turned.p_value));
        prop_assert_eq!(found.low.is_some(), turned.high.is_some());
        let same = quantile_difference(&sorted(&a), &sorted(&a), p).unwrap();
        prop_assert!(same.value == 0.0 && same.p_value == 1.0);
    }

    #[test]
    fn holm_is_between_the_p_value_and_bonferronis(p_values in vec(0.0..1.0_f64, 0..20)) {
        let adjusted = holm(&p_values);
        for (p, found) in p_values.iter().zip(&adjusted) {
            prop_assert!(p <= found && *found <= (p * p_values.len() as f64).min(1.0) + 1e-15);
        }
    }
}
