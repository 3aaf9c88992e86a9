//! Real and simulated experiments against what SciPy 1.17.1 and statsmodels 0.15.0 say of them; the definitions stand
//! in ab.json itself.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

mod support;

use serde_json::Value;
use stats::estimation::Direction;
use stats::experiment::power::{
    Design, SharePlan, detectable_d, detectable_share, power_of_means, power_of_shares,
    rows_for_means, rows_for_shares,
};
use stats::experiment::{
    Arm, Contrast, CupedArm, LiftInterval, ShareInterval, Trials, cohens_h, contrast, cuped, lift,
    odds_ratio, sample_ratio, share_chances, share_difference, standardized_difference,
};
use stats::performance::{Estimate, proportion};
use stats::special::Beta;
use stats::{
    Cells, Comoments, Moments, Sorted, benjamini_hochberg, chi_square_homogeneity,
    chi_square_yates, fisher_exact, holm, mann_whitney, two_proportion_z,
};
use support::{checks::Checks, frame, frame::Frame, golden};

/// A scenario: the column of the arms, control and treatment, metrics and the covariate.
struct Scenario {
    name: &'static str,
    variant: &'static str,
    arms: [&'static str; 2],
    shares: &'static [&'static str],
    means: &'static [&'static str],
    covariate: Option<&'static str>,
}

const SCENARIOS: [Scenario; 3] = [
    Scenario {
        name: "e1_checkout",
        variant: "variant",
        arms: ["control", "treatment"],
        shares: &["converted"],
        means: &["revenue", "sessions"],
        covariate: Some("pre_revenue"),
    },
    Scenario {
        name: "e2_srm",
        variant: "variant",
        arms: ["control", "treatment"],
        shares: &["converted"],
        means: &["revenue"],
        covariate: Some("pre_revenue"),
    },
    Scenario {
        name: "e3_resume",
        variant: "ethnicity",
        arms: ["cauc", "afam"],
        shares: &["callback"],
        means: &["experience"],
        covariate: None,
    },
];

const DESIGN: Design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 1.0 };

fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

fn trials(values: &[f64]) -> Trials {
    let successes = values.iter().filter(|value| **value == 1.0).count() as u64;
    Trials { successes, n: values.len() as u64 }
}

/// Values of an estimate and of its interval.
fn check(checks: &mut Checks, what: &str, got: Option<Estimate>, value: &Value, interval: &Value) {
    checks.number(what, got.map(|got| got.value), value);
    let ends = got.and_then(|got| got.interval);
    checks.number(&format!("{what} low"), ends.map(|ends| ends.low), &interval[0]);
    checks.number(&format!("{what} high"), ends.map(|ends| ends.high), &interval[1]);
}

fn check_contrast(checks: &mut Checks, what: &str, got: Option<Contrast>, want: &Value) {
    checks.number(&format!("{what} t"), got.map(|got| got.t), &want["t"]);
    checks.number(&format!("{what} df"), got.map(|got| got.degrees_of_freedom), &want["df"]);
    checks.number(&format!("{what} p"), got.map(|got| got.p_value), &want["p"]);
    check(checks, what, got.map(|got| got.difference), &Value::Null, &want["ci95"]);
}

#[test]
fn equals_scipy_and_statsmodels() {
    let mut checks = Checks::default();
    for scenario in &SCENARIOS {
        let Some(rows) = frame(scenario.name, "experiment.csv") else { return };
        let want = golden(scenario.name, "ab.json").unwrap();
        let arms = scenario.arms.map(|arm| rows.only(scenario.variant, arm));
        let [control, treatment] = scenario.arms;
        let compared = &want["comparisons"][format!("{treatment} vs {control}")];
        check_split(&mut checks, scenario, &rows, &want);
        check_plans(&mut checks, &want);
        for metric in scenario.shares {
            let what = format!("{} {metric}", scenario.name);
            let sides = arms.each_ref().map(|arm| trials(&arm.with(metric).numbers(metric)));
            check_share(&mut checks, &what, sides, &compared[metric]);
        }
        for metric in scenario.means {
            let what = format!("{} {metric}", scenario.name);
            let sides = arms.each_ref().map(|arm| arm.with(metric).numbers(metric));
            check_mean(&mut checks, &what, &sides, &compared[metric]);
        }
        let Some(covariate) = scenario.covariate else { continue };
        for metric in scenario.shares.iter().chain(scenario.means) {
            let what = format!("{} {metric} CUPED", scenario.name);
            check_cuped(&mut checks, &what, &arms, [covariate, metric], &compared[metric]["cuped"]);
        }
        check_adjusted(&mut checks, scenario.name, &compared["segments"], compared);
    }
    checks.assert(150);
}

fn check_split(checks: &mut Checks, scenario: &Scenario, rows: &Frame, want: &Value) {
    let mut check = |what: &str, rows: &Frame, want: &Value| {
        let count = |arm| rows.texts(scenario.variant).filter(|found| *found == arm).count() as u64;
        let found = sample_ratio(&scenario.arms.map(count), &[0.5, 0.5]).unwrap();
        checks.number(&format!("{what} chi2"), Some(found.statistic), &want["chi2"]);
        checks.number(&format!("{what} p"), Some(found.p_value), &want["p"]);
    };
    check(scenario.name, rows, &want["srm"]);
    for (segment, want) in want["srm_by_segment"].as_object().unwrap() {
        let (column, value) = segment.split_once('=').unwrap();
        check(&format!("{} {segment}", scenario.name), &rows.only(column, value), want);
    }
}

fn check_plans(checks: &mut Checks, want: &Value) {
    for plan in want["planning_table"].as_array().unwrap() {
        let number = |name: &str| plan[name].as_f64().unwrap();
        let shares = [number("baseline"), number("baseline") + number("mde_abs")];
        for (way, name) in [
            (SharePlan::Arcsine, "n_per_arm_cohen_h"),
            (SharePlan::Unpooled, "n_per_arm_unpooled"),
            (SharePlan::Pooled, "n_per_arm_pooled_null"),
        ] {
            checks.number(name, rows_for_shares(shares, &DESIGN, way), &plan[name]);
        }
    }
    for plan in want["planning_table_t"].as_array().unwrap() {
        let design = Design { power: plan["power"].as_f64().unwrap(), ..DESIGN };
        let rows = rows_for_means(plan["d"].as_f64().unwrap(), &design);
        checks.searched("rows for means", rows, &plan["n_per_arm"]);
    }
}

fn check_share(checks: &mut Checks, what: &str, [c, t]: [Trials; 2], want: &Value) {
    let pooled = two_proportion_z(c.successes, c.n, t.successes, t.n).unwrap();
    checks.number(&format!("{what} z"), Some(pooled.z), &want["z_pooled"]["z"]);
    checks.number(&format!("{what} z p"), Some(pooled.p_value), &want["z_pooled"]["p"]);
    let [control, treatment] = [c, t].map(|trials| Arm::of_share(trials).unwrap());
    let unpooled = contrast(&control, &treatment).unwrap();
    checks.number(&format!("{what} unpooled"), Some(unpooled.t), &want["z_unpooled"]["z"]);
    checks.number(&format!("{what} unpooled p"), Some(unpooled.p_value), &want["z_unpooled"]["p"]);
    checks.number(
        &format!("{what} unpooled error"),
        Some(unpooled.standard_error),
        &want["z_unpooled"]["se"],
    );
    for (way, name) in [
        (ShareInterval::Newcombe, "ci95_newcombe"),
        (ShareInterval::Wald, "ci95_wald"),
        (ShareInterval::AgrestiCaffo, "ci95_agresti_caffo"),
    ] {
        let found = share_difference(c, t, way);
        check(checks, &format!("{what} {name}"), found, &want["diff"], &want[name]);
    }
    for (way, name) in [
        (LiftInterval::Delta, "relative_lift_ci95_delta"),
        (LiftInterval::Log, "relative_lift_ci95_log"),
    ] {
        let found = lift(&control, &treatment, way);
        check(checks, &format!("{what} {name}"), found, &want["relative_lift"], &want[name]);
    }
    for (trials, name) in [(c, "c"), (t, "t")] {
        let found = proportion(trials.successes, trials.n);
        check(checks, what, found, &want[format!("p_{name}")], &want["ci95_wilson_each"][name]);
    }
    let odds = odds_ratio(c, t);
    check(checks, what, odds, &want["odds_ratio"]["value"], &want["odds_ratio"]["ci95"]);
    checks.number(what, cohens_h(c, t).map(|h| h.value), &want["cohen_h"]);
    let shares = [c, t].map(|trials| trials.share().unwrap());
    let rows = [c, t].map(|trials| trials.n as f64);
    checks.number(what, power_of_shares(shares, rows, 0.05), &want["power_observed"]);
    let detectable = detectable_share(shares[0], rows, &DESIGN).map(|share| share - shares[0]);
    checks.searched(what, detectable, &want["mde80_abs_from_control"]);
    let rows = rows_for_shares(shares, &DESIGN, SharePlan::Arcsine);
    checks.searched(what, rows, &want["sample_size_per_arm_for_observed_h_80"]);
    check_chances(checks, what, [c, t], &want["bayes"]);
    let cells = |trials: Trials| vec![trials.succeeded(), trials.failed()];
    let cells = Cells { reference: cells(c), production: cells(t) };
    checks.number(what, fisher_exact(&cells), &want["fisher_p"]);
    let plain = chi_square_homogeneity(&cells).unwrap();
    checks.number(what, Some(plain.statistic), &want["chi2"][0]);
    checks.number(what, chi_square_yates(&cells).map(|test| test.p_value), &want["chi2_yates"][1]);
}

fn check_chances(checks: &mut Checks, what: &str, arms: [Trials; 2], want: &Value) {
    let prior = Beta { a: 1.0, b: 1.0 };
    let found = share_chances(&arms, prior, Direction::LargerIsBetter).unwrap();
    checks.number(what, found[1].to_beat_control, &want["p_t_gt_c_quadrature"]);
    checks.number(what, Some(found[1].to_be_best), &want["p_t_gt_c_quadrature"]);
    for (arm, name) in found.iter().zip(["c", "t"]) {
        let loss = &want[format!("expected_loss_choose_{name}")];
        checks.number(&format!("{what} expected loss"), Some(arm.expected_loss), loss);
        let ends = &want[format!("ci95_{name}")];
        checks.number(&format!("{what} credible"), Some(arm.credible.low), &ends[0]);
        checks.number(&format!("{what} credible"), Some(arm.credible.high), &ends[1]);
    }
}

fn check_mean(checks: &mut Checks, what: &str, sides: &[Vec<f64>; 2], want: &Value) {
    let [c, t] = sides.each_ref().map(|side| moments(side));
    let [control, treatment] = [&c, &t].map(|side| Arm::of_mean(side).unwrap());
    check_contrast(checks, what, contrast(&control, &treatment), &want["welch"]);
    let found = lift(&control, &treatment, LiftInterval::Delta);
    check(checks, what, found, &want["relative"], &want["relative_ci95_delta"]);
    let standardized = standardized_difference(&c, &t).unwrap();
    checks.number(what, Some(standardized.cohens_d.value), &want["cohen_d"]);
    checks.number(what, Some(standardized.hedges_g.value), &want["hedges_g"]);
    let (d, rows) = (standardized.cohens_d.value, [c.n() as f64, t.n() as f64]);
    checks.number(what, power_of_means(d, rows, 0.05), &want["power_observed"]);
    checks.searched(what, detectable_d(rows, &DESIGN), &want["mde80_cohen_d"]);
    let rows = rows_for_means(d, &DESIGN);
    checks.searched(what, rows, &want["sample_size_per_arm_for_observed_d_80"]);
    let [c, t] = sides.each_ref().map(|side| Sorted::new(side.clone()).unwrap());
    let ranks = mann_whitney(&c, &t).unwrap();
    checks.number(what, Some(ranks.p_value), &want["mann_whitney"]["p"]);
    checks.number(what, Some(ranks.production_larger), &want["mann_whitney"]["cles"]);
}

fn check_cuped(
    checks: &mut Checks,
    what: &str,
    arms: &[Frame; 2],
    [covariate, metric]: [&str; 2],
    want: &Value,
) {
    let arm = |rows: &Frame| {
        let rows = rows.with(metric);
        let known = rows.with(covariate);
        let missing = rows.only(covariate, "");
        CupedArm {
            with_covariate: Comoments::of(&known.numbers(covariate), &known.numbers(metric)),
            without_covariate: moments(&missing.numbers(metric)),
        }
    };
    let dropped = |rows: &Frame| CupedArm { without_covariate: Moments::new(), ..arm(rows) };
    let found = cuped(&arms.each_ref().map(dropped)).unwrap();
    checks.number(what, Some(found.theta), &want["theta"]);
    checks.number(what, Some(found.correlation), &want["correlation"]);
    let test = contrast(&found.arms[0], &found.arms[1]);
    check_contrast(checks, what, test, want);
    checks.number(what, test.map(|test| test.difference.value), &want["adjusted_diff"]);
    let filled = cuped(&arms.each_ref().map(arm)).unwrap();
    let test = contrast(&filled.arms[0], &filled.arms[1]);
    check_contrast(checks, &format!("{what} filled"), test, &want["cuped_mean_filled"]);
}

fn check_adjusted(checks: &mut Checks, what: &str, segments: &Value, compared: &Value) {
    let segments = segments.as_object().unwrap();
    let p_values: Vec<f64> = segments.values().map(|test| test["p"].as_f64().unwrap()).collect();
    let want = &compared["segments_adjusted"];
    for (found, name) in [(holm(&p_values), "holm"), (benjamini_hochberg(&p_values), "fdr_bh")] {
        for (found, segment) in found.into_iter().zip(segments.keys()) {
            checks.number(&format!("{what} {segment} {name}"), Some(found), &want[name][segment]);
        }
    }
}
