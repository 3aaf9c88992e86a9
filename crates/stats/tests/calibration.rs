//! Real scores against what scikit-learn 1.9.1, statsmodels 0.15.0 and NumPy 2.4.6 give for them; the
//! definitions stand in calibration.json itself.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

mod support;

use serde_json::Value;
use stats::{
    calibration::{
        Bins, CalibrationLine, Isotonic, Platt, Recalibration, Reliability, brier_decomposition,
        calibration_error, calibration_in_the_large, from_log_odds, hosmer_lemeshow, log_odds,
        spiegelhalter,
    },
    performance::Scored,
};
use support::{checks::Checks, frame::Frame};

/// The tolerance of closed forms.
const EXACT: f64 = 1e-9;
/// That of fits, which other tools stop short of the maximum.
const FITTED: f64 = 1e-6;

/// Scores of one side under test.
struct Subject {
    what: String,
    checks: Checks,
}

impl Subject {
    fn new(what: String) -> Self {
        Self { what, checks: Checks::default() }
    }

    fn close(&mut self, part: &str, got: f64, want: &Value, tolerance: f64) {
        let number = |text: &str| text.parse().unwrap();
        let want = want.as_f64().unwrap_or_else(|| number(want.as_str().unwrap()));
        let what = format!("{} {part}", self.what);
        self.checks.within(&what, Some(got), want, tolerance * want.abs());
    }

    fn diagram(&mut self, scored: &Scored, bins: Bins, want: &Value) {
        let diagram = Reliability::new(scored, bins).unwrap();
        let edges = [diagram.bins[0].low].into_iter().chain(diagram.bins.iter().map(|b| b.high));
        let edges: Vec<f64> = edges.collect();
        let wanted = want["edges"].as_array().unwrap();
        assert_eq!(edges.len(), wanted.len(), "{}", self.what);
        for (edge, want) in edges.iter().zip(wanted) {
            self.close("edge", *edge, want, EXACT);
        }
        for (at, bin) in diagram.bins.iter().enumerate() {
            assert_eq!(bin.rows, want["counts"][at].as_u64().unwrap(), "{} {at}", self.what);
            let (Some(mean), Some(share)) = (bin.mean_score(), bin.share()) else { continue };
            self.close("mean score", mean, &want["mean_pred"][at], EXACT);
            self.close("share", share, &want["frac_pos"][at], EXACT);
            let interval = bin.share_interval_95().unwrap();
            assert!(interval.low <= share && share <= interval.high);
        }
        let error = calibration_error(&diagram).unwrap();
        self.close("ece", error.expected, &want["ece"], EXACT);
        self.close("mce", error.maximum, &want["mce"], EXACT);
        self.close("rmsce", error.root_mean_square, &want["rmsce"], EXACT);
        let (parts, split) = (brier_decomposition(&diagram).unwrap(), &want["brier_decomposition"]);
        self.close("reliability", parts.reliability, &split["reliability"], EXACT);
        self.close("resolution", parts.resolution, &split["resolution"], EXACT);
        self.close("uncertainty", parts.uncertainty, &split["uncertainty"], EXACT);
        let within = &split["within_bin_variance"];
        self.close("within-bin variance", parts.within_bin_variance, within, EXACT);
        let within = &split["within_bin_covariance"];
        self.close("within-bin covariance", parts.within_bin_covariance, within, EXACT);
        self.close("brier", parts.brier(), &want["brier"], EXACT);
    }

    fn tests(&mut self, scored: &Scored, want: &Value) {
        let test = spiegelhalter(scored).unwrap();
        self.close("z", test.z, &want["spiegelhalter"]["z"], EXACT);
        self.close("p of z", test.p_value, &want["spiegelhalter"]["p"], FITTED);
        let deciles = Reliability::new(scored, Bins::EqualCount(10)).unwrap();
        let (test, want_test) = (hosmer_lemeshow(&deciles).unwrap(), &want["hosmer_lemeshow_q10"]);
        self.close("Hosmer-Lemeshow", test.statistic, &want_test["statistic"], EXACT);
        self.close("its p", test.fitted_p_value.unwrap(), &want_test["p"], FITTED);
        let line = CalibrationLine::fit(scored).unwrap();
        let want_line = &want["calibration_intercept_slope_logit"];
        self.close("intercept", line.intercept.value, &want_line["intercept"], FITTED);
        self.close("slope", line.slope.value, &want_line["slope"], FITTED);
        self.close(
            "error of intercept",
            line.intercept.standard_error,
            &want_line["se"][0],
            FITTED,
        );
        self.close("error of slope", line.slope.standard_error, &want_line["se"][1], FITTED);
        let large = calibration_in_the_large(scored).unwrap();
        let want_large = &want["calibration_in_the_large"];
        self.close("in the large", large.value, &want_large["intercept"], FITTED);
        self.close("its error", large.standard_error, &want_large["se"], FITTED);
    }

    /// A repair that was fitted on the reference, on the rows of a side.
    fn repair(&mut self, scored: &Scored, map: &Recalibration, want: &Value) {
        let after = map.apply_to(scored);
        let diagram = Reliability::new(&after, Bins::EqualWidth(10)).unwrap();
        let brier = brier_decomposition(&diagram).unwrap().brier();
        self.close("brier after", brier, &want["brier"], FITTED);
        let error = calibration_error(&diagram).unwrap().expected;
        // Isotonic regression leaves no gap on its own rows, but for rounding.
        let want_error = want["ece_uniform10"].as_f64().unwrap();
        self.checks.within(&format!("{} ece", self.what), Some(error), want_error, 1e-6);
        for grid in 0..=20 {
            let at = f64::from(grid) * 0.05;
            let wanted = &want["value_at_grid"][grid as usize];
            self.close(&format!("map at {at}"), map.apply(at), wanted, FITTED);
        }
    }
}

/// The rows of a side that have a label.
fn scored(rows: &Frame, score: &str, label: &str, positive: impl Fn(&str) -> bool) -> Scored {
    let rows = rows.with(label);
    let classes: Vec<bool> = rows.texts(label).map(positive).collect();
    Scored::new(&rows.numbers(score), &classes).unwrap()
}

fn is_one(label: &str) -> bool {
    label.parse::<f64>().unwrap() == 1.0
}

/// Checks both sides of a binary model.
fn check(scenario: &str, score: &str, label: &str, suffix: &str) -> Option<Checks> {
    let golden = support::golden(scenario, "calibration.json")?;
    let reference = support::frame(scenario, "reference.csv")?;
    let mut production = support::frame(scenario, "production.csv")?;
    if scenario == "a_carloan" {
        production = production.joined(&support::frame(scenario, "targets.csv")?, "id");
    }
    let sides = [("reference", reference), ("production", production)]
        .map(|(side, rows)| (side, scored(&rows, score, label, is_one)));
    let isotonic = Recalibration::Isotonic(Isotonic::fit(&sides[0].1).unwrap());
    let platt = Recalibration::Platt(Platt::fit(&sides[0].1).unwrap());
    let mut checks = Checks::default();
    for (side, scored) in &sides {
        let what = format!("{scenario} {side}{suffix}");
        let want = &golden[format!("{side}{suffix}")];
        let mut subject = Subject::new(what);
        subject.diagram(scored, Bins::EqualWidth(10), &want["uniform10"]);
        subject.diagram(scored, Bins::EqualCount(10), &want["quantile10"]);
        subject.tests(scored, want);
        subject.repair(scored, &isotonic, &want["isotonic_fit_on_reference"]);
        subject.repair(scored, &platt, &want["platt_sklearn_fit_on_reference"]);
        checks.passed += subject.checks.passed;
        checks.failed.extend(subject.checks.failed);
    }
    if let (Recalibration::Isotonic(map), "") = (&isotonic, suffix) {
        let internals = support::golden(scenario, "cbpe_internals.json").unwrap();
        let mut subject = Subject::new(format!("{scenario} isotonic"));
        assert_eq!(map.scores.len(), internals["isotonic_x"].as_array().unwrap().len());
        for (at, (score, probability)) in map.scores.iter().zip(&map.probabilities).enumerate() {
            subject.close("corner", *score, &internals["isotonic_x"][at], EXACT);
            subject.close("height", *probability, &internals["isotonic_y"][at], EXACT);
        }
        checks.passed += subject.checks.passed;
        checks.failed.extend(subject.checks.failed);
    }
    Some(checks)
}

#[test]
fn the_car_loan_scores_equal_scikit_learn() {
    if let Some(checks) = check("a_carloan", "y_pred_proba", "repaid", "") {
        checks.assert(420);
    }
}

#[test]
fn the_credit_scores_of_both_models_equal_scikit_learn() {
    for (score, suffix) in [("score_control", ""), ("score_treatment", "_treatment")] {
        if let Some(checks) = check("c_credit", score, "default_next_month", suffix) {
            checks.assert(260);
        }
    }
}

#[test]
fn the_diamonds_equal_class_by_class() {
    let Some(golden) = support::golden("d_diamonds", "calibration.json") else { return };
    let mut checks = Checks::default();
    for side in ["reference", "production"] {
        let rows = support::frame("d_diamonds", &format!("{side}.csv")).unwrap();
        for (class, want) in golden[side].as_object().unwrap() {
            let score = format!("proba_{}", class.replace(' ', "_"));
            let scored = scored(&rows, &score, "actual_cut", |cut| cut == class);
            let mut subject = Subject::new(format!("{side} {class}"));
            subject.diagram(&scored, Bins::EqualWidth(10), want);
            checks.passed += subject.checks.passed;
            checks.failed.extend(subject.checks.failed);
        }
    }
    checks.assert(300);
}

/// The repair by a whole calibration line, of which temperature scaling is the case without intercept.
#[test]
fn the_line_as_a_repair_equals_statsmodels() {
    let Some(golden) = support::golden("c_credit", "calibration.json") else { return };
    let reference = support::frame("c_credit", "reference.csv").unwrap();
    let scored = scored(&reference, "score_control", "default_next_month", is_one);
    let line = CalibrationLine::fit(&scored).unwrap();
    let want = &golden["reference"]["logistic_on_logit_fit_on_reference"]["value_at_grid"];
    let mut subject = Subject::new("line".to_owned());
    for grid in 0..=20 {
        let at = f64::from(grid) * 0.05;
        let got = from_log_odds(line.intercept.value + line.slope.value * log_odds(at));
        subject.close(&format!("at {at}"), got, &want[grid as usize], FITTED);
    }
}
