//! Experiments through the whole engine: three against what SciPy and statsmodels say of them, and hostile ones.

use report::{
    ArmEffect, Estimate, ExperimentMetric, Experiments, FurtherTest, MetricKind, Outlook, Report,
    Role, Settings, StudyVerdict,
};
use serde_json::Value;
use table::Table;

use crate::support::{Agreement, json, larger_data, read, table};

struct Scenario {
    name: &'static str,
    variant: &'static str,
    control: &'static str,
    metrics: &'static str,
}

const CHECKOUT: Scenario = Scenario {
    name: "e1_checkout",
    variant: "variant",
    control: "control",
    metrics: "converted\nrevenue\nsessions",
};
const MISMATCHED: Scenario = Scenario {
    name: "e2_srm",
    variant: "variant",
    control: "control",
    metrics: "converted\nrevenue",
};
const RESUME: Scenario = Scenario {
    name: "e3_resume",
    variant: "ethnicity",
    control: "cauc",
    metrics: "callback\nexperience",
};

impl Scenario {
    fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.roles.insert(self.variant.to_owned(), Role::Variant);
        settings.experiments.control = self.control.to_owned();
        settings.experiments.metrics = self.metrics.to_owned();
        settings.experiments.segment_columns = 100;
        // Letters were dealt out to names of either kind.
        if self.name == RESUME.name {
            settings.experiments.shares = "cauc 50, afam 50".to_owned();
        }
        // Only what is compared with golden values.
        settings.experiments.bandit_runs = 2;
        settings
    }

    /// The file whole, as production, beside its own first rows.
    fn report(&self) -> Option<(Report, Value)> {
        let folder = larger_data()?;
        let all = read(&folder.join(self.name).join("experiment.csv"));
        let golden = json(&folder.join("golden").join(self.name).join("ab.json"));
        Some((engine::analyze(&all, &all, &self.settings()), golden))
    }
}

fn metric<'a>(experiments: &'a Experiments, name: &str) -> &'a ExperimentMetric {
    let found = experiments.metrics.iter().find(|metric| metric.name == name);
    found.unwrap_or_else(|| panic!("{name} is not among the metrics"))
}

fn further<'a>(effect: &'a ArmEffect, start: &str) -> &'a FurtherTest {
    let found = effect.further.iter().find(|test| test.name.starts_with(start));
    found.unwrap_or_else(|| panic!("{start} is not among {:?}", effect.further))
}

/// Numbers against golden ones, of which those that are none are passed over.
struct Golden {
    agreement: Agreement,
    what: String,
}

impl Golden {
    fn close(&mut self, name: &str, found: Option<f64>, expected: &Value, tolerance: f64) {
        let Some(expected) = expected.as_f64() else { return };
        let found = found.unwrap_or_else(|| panic!("{} has no {name}", self.what));
        self.agreement.close(&self.what, name, found, expected, tolerance);
    }

    fn number(&mut self, name: &str, found: Option<f64>, expected: &Value) {
        self.close(name, found, expected, 1e-9);
    }

    fn estimate(&mut self, name: &str, found: Option<Estimate>, value: &Value, ends: &Value) {
        self.number(name, found.map(|of| of.value), value);
        let interval = found.and_then(|of| of.interval_95);
        self.number(name, interval.map(|ends| ends.0), &ends[0]);
        self.number(name, interval.map(|ends| ends.1), &ends[1]);
    }

    fn test(&mut self, name: &str, found: &FurtherTest, statistic: &Value, p: &Value) {
        self.number(name, found.statistic, statistic);
        self.number(name, found.p_value, p);
    }

    fn share(&mut self, told: &ExperimentMetric, want: &Value) {
        let effect = &told.effects[0];
        assert_eq!(told.kind, MetricKind::Proportion);
        for (arm, name) in told.arms.iter().zip(["c", "t"]) {
            assert_eq!(Some(arm.n), want[format!("n_{name}")].as_u64());
            assert_eq!(arm.successes, want[format!("x_{name}")].as_u64());
            self.estimate(
                "share",
                arm.value,
                &want[format!("p_{name}")],
                &want["ci95_wilson_each"][name],
            );
        }
        self.estimate("difference", effect.difference, &want["diff"], &want["ci95_newcombe"]);
        self.number("p", effect.p_value, &want["z_pooled"]["p"]);
        self.estimate("lift", effect.lift, &want["relative_lift"], &want["relative_lift_ci95_log"]);
        let size = effect.size.as_ref().map(|size| size.value.value);
        self.number("h", size, &want["cohen_h"]);
        let pooled = further(effect, "z, pooled");
        self.test("z", pooled, &want["z_pooled"]["z"], &want["z_pooled"]["p"]);
        let wald = further(effect, "z, unpooled");
        self.test("z unpooled", wald, &want["z_unpooled"]["z"], &want["z_unpooled"]["p"]);
        self.estimate("Wald", wald.value, &want["diff"], &want["ci95_wald"]);
        let score = further(effect, "Score");
        let want_score = &want["score_miettinen_nurminen"];
        self.test("score", score, &want_score["z"], &want_score["p"]);
        let ends = score.value.and_then(|of| of.interval_95).unwrap();
        // statsmodels' ends are not those of the likeliest shares; see stats::experiment::score_difference.
        self.close("score low", Some(ends.0), &want_score["ci95"][0], 1e-2);
        self.close("score high", Some(ends.1), &want_score["ci95"][1], 1e-2);
        let agresti = further(effect, "Agresti").value;
        self.estimate("Agresti", agresti, &want["diff"], &want["ci95_agresti_caffo"]);
        self.test("chi2", further(effect, "Chi-square"), &want["chi2"][0], &want["chi2"][1]);
        let yates = further(effect, "Chi-square, Yates");
        self.test("Yates", yates, &want["chi2_yates"][0], &want["chi2_yates"][1]);
        self.number("Fisher", further(effect, "Fisher").p_value, &want["fisher_p"]);
        let odds = &want["odds_ratio"];
        self.estimate("odds", further(effect, "Odds").value, &odds["value"], &odds["ci95"]);
        let delta = further(effect, "Lift, delta").value;
        self.estimate("delta", delta, &want["relative_lift"], &want["relative_lift_ci95_delta"]);
        let chances = effect.chances.as_ref().unwrap();
        let bayes = &want["bayes"];
        self.number("beats", Some(chances.to_beat_control), &bayes["p_t_gt_c_quadrature"]);
        self.number("loss t", Some(chances.loss_of_treatment), &bayes["expected_loss_choose_t"]);
        self.number("loss c", Some(chances.loss_of_control), &bayes["expected_loss_choose_c"]);
        for (ends, name) in [(chances.control, "ci95_c"), (chances.treatment, "ci95_t")] {
            self.number("credible", Some(ends.0), &bayes[name][0]);
            self.number("credible", Some(ends.1), &bayes[name][1]);
        }
        let plan = effect.plan.as_ref().map(|plan| plan.detectable);
        // statsmodels' search stops early; see crates/stats/tests/experiment.rs.
        self.close("detectable", plan, &want["mde80_abs_from_control"], 1e-4);
        self.cuped(effect, &want["cuped"]);
    }

    fn mean(&mut self, told: &ExperimentMetric, want: &Value) {
        let effect = &told.effects[0];
        assert_eq!(told.kind, MetricKind::Mean);
        for (arm, name) in told.arms.iter().zip(["c", "t"]) {
            assert_eq!(Some(arm.n), want[format!("n_{name}")].as_u64());
            self.number("mean", arm.value.map(|of| of.value), &want[format!("mean_{name}")]);
            self.number("deviation", arm.deviation, &want[format!("sd_{name}")]);
        }
        self.estimate("difference", effect.difference, &want["diff"], &want["welch"]["ci95"]);
        self.number("p", effect.p_value, &want["welch"]["p"]);
        self.number("lift", effect.lift.map(|of| of.value), &want["relative"]);
        let delta = further(effect, "Lift, delta").value;
        self.estimate("delta", delta, &want["relative"], &want["relative_ci95_delta"]);
        let student = further(effect, "Student");
        self.test("Student", student, &want["student"]["t"], &want["student"]["p"]);
        let ranks = further(effect, "Mann");
        self.number("ranks", ranks.p_value, &want["mann_whitney"]["p"]);
        self.number("larger", ranks.value.map(|of| of.value), &want["mann_whitney"]["cles"]);
        let ks = further(effect, "Kolmogorov");
        self.number("KS", ks.statistic, &want["ks"][0]);
        // Of values that repeat SciPy's exact law is another one; see docs/methods.md.
        self.close("KS p", ks.p_value, &want["ks"][1], 1e-3);
        let size = effect.size.as_ref().map(|size| size.value.value);
        self.number("d", size, &want["cohen_d"]);
        let (winsor, trimmed) = (further(effect, "Cut down"), further(effect, "Without"));
        let capped = &want["winsor99"];
        self.test("winsor", winsor, &capped["t"], &capped["p"]);
        self.number("winsor", winsor.value.map(|of| of.value), &capped["diff"]);
        self.test("Yuen", trimmed, &want["trimmed10"]["t"], &want["trimmed10"]["p"]);
        let bootstrap = further(effect, "Bootstrap").value.unwrap().interval_95.unwrap();
        let drawn = &want["bootstrap"]["diff_ci95"];
        let error = want["bootstrap"]["se"].as_f64().unwrap();
        // Another generator: within a quarter of a standard error, about four of the ends' own.
        for (found, end) in [(bootstrap.0, &drawn[0]), (bootstrap.1, &drawn[1])] {
            assert!((found - end.as_f64().unwrap()).abs() < 0.25 * error, "{found} {end}");
        }
        let plan = effect.plan.as_ref().map(|plan| plan.detectable);
        self.close("detectable", plan, &want["mde80_abs"], 1e-4);
        self.cuped(effect, &want["cuped"]);
    }

    fn cuped(&mut self, effect: &ArmEffect, want: &Value) {
        if want["theta"].is_null() {
            return;
        }
        let found = effect.cuped.as_ref().unwrap();
        self.number("theta", Some(found.theta), &want["theta"]);
        self.number("correlation", Some(found.correlation), &want["correlation"]);
        self.number("t", Some(found.t), &want["t"]);
        self.number("df", Some(found.degrees_of_freedom), &want["df"]);
        self.number("p", Some(found.p_value), &want["p"]);
        let difference = Some(found.difference);
        self.close("adjusted", difference.map(|of| of.value), &want["adjusted_diff"], 1e-9);
        let interval = found.difference.interval_95.unwrap();
        self.number("adjusted low", Some(interval.0), &want["ci95"][0]);
        self.number("adjusted high", Some(interval.1), &want["ci95"][1]);
        self.number("imbalance", Some(found.imbalance.value), &want["covariate_mean_diff"]);
        self.close("variance", Some(found.variance_ratio), &want["variance_of_diff_ratio"], 1e-9);
    }

    /// Every group that is in the golden file; its p-value alone, as its adjusted one hangs on the list.
    fn segments(&mut self, told: &ExperimentMetric, want: &Value) {
        for own in &told.effects[0].segments {
            for group in &own.groups {
                let want = &want[format!("{}={}:{}", own.column, group.label, told.name)];
                if want.is_null() {
                    continue;
                }
                let counts = [want["n"][1].as_u64(), want["n"][0].as_u64()];
                assert_eq!([Some(group.n.0), Some(group.n.1)], counts);
                let ends = &want["ci95_newcombe"];
                self.estimate("group", group.difference, &want["diff"], ends);
                self.number("group p", group.p_value, &want["p"]);
            }
        }
    }
}

fn assert_split(golden: &mut Golden, experiments: &Experiments, want: &Value) {
    let ratio = experiments.sample_ratio.as_ref().unwrap();
    golden.number("chi2", ratio.statistic, &want["srm"]["chi2"]);
    golden.number("split p", Some(ratio.p_value), &want["srm"]["p"]);
    assert_eq!(Some(ratio.is_mismatch), want["srm"]["alarm_at_0_001"].as_bool());
    let by_segment = want["srm_by_segment"].as_object().unwrap();
    for (segment, want) in by_segment {
        let (column, label) = segment.split_once('=').unwrap();
        let is = |group: &&report::GroupCounts| group.column == column && group.label == label;
        let found = ratio.segments.iter().find(is).unwrap_or_else(|| panic!("no {segment}"));
        golden.number("chi2", found.statistic, &want["chi2"]);
        golden.number("split p", Some(found.p_value), &want["p"]);
    }
}

#[test]
fn checkout_and_resume_agree_with_scipy_and_statsmodels() {
    for scenario in [CHECKOUT, RESUME] {
        let Some((report, want)) = scenario.report() else { return };
        let experiments = &report.experiments;
        let mut golden = Golden { agreement: Agreement::default(), what: scenario.name.to_owned() };
        assert_split(&mut golden, experiments, &want);
        let (_, compared) = want["comparisons"].as_object().unwrap().iter().next().unwrap();
        for name in scenario.metrics.lines() {
            golden.what = format!("{} {name}", scenario.name);
            let told = metric(experiments, name);
            match told.kind {
                MetricKind::Proportion => golden.share(told, &compared[name]),
                _ => golden.mean(told, &compared[name]),
            }
            golden.segments(told, &compared["segments"]);
        }
        let compared = golden.agreement.compared;
        assert!(compared > 90, "{}: only {compared} numbers were compared", scenario.name);
    }
}

#[test]
fn the_checkout_experiment_says_to_ship_with_its_doubt() {
    let Some((report, _)) = CHECKOUT.report() else { return };
    let condition = "if this is the end that was planned before the start";
    let expected = format!("the experiment says to ship “treatment” {condition}");
    assert_eq!(finding(&report).title, expected);
    let decision = report.experiments.decision.unwrap();
    assert_eq!((decision.outlook, decision.arm.as_deref()), (Outlook::Ship, Some("treatment")));
    let says = "Ship “treatment” if this is the end that was planned before the start: converted is better: +8% of the control’s rate, 9.82% to 10.64% (95% +2% to +15%)";
    assert!(decision.says.starts_with(says), "{}", decision.says);
    assert!(decision.step.contains("if this is the end that was planned"), "{}", decision.step);
    let at_any_time = "It does not tell the difference from chance yet: +0.8 points";
    assert!(decision.doubt[0].contains(at_any_time), "{:?}", decision.doubt);
    let mut settings = CHECKOUT.settings();
    settings.experiments.rule = report::DecisionRule::Sequential;
    let folder = larger_data().unwrap();
    let all = read(&folder.join("e1_checkout/experiment.csv"));
    let sequential = engine::analyze(&all, &all, &settings).experiments.decision.unwrap();
    assert_eq!(sequential.outlook, Outlook::KeepGoing, "{}", sequential.says);
    settings.experiments.rule = report::DecisionRule::Fixed;
    settings.experiments.planned_rows = 60_000;
    let early = engine::analyze(&all, &all, &settings).experiments.decision.unwrap();
    assert_eq!(early.outlook, Outlook::KeepGoing, "{}", early.says);
    assert!(early.says.contains("40,000 of 60,000 planned rows"), "{}", early.says);
    assert!(early.says.contains("the always-valid interval, which holds at any time, does not"));
    // At the planned end one look is what was planned.
    settings.experiments.planned_rows = 40_000;
    let end = engine::analyze(&all, &all, &settings);
    assert_eq!(finding(&end).title, "the experiment says to ship “treatment”");
    let end = end.experiments.decision.unwrap();
    assert!(end.says.starts_with("Ship “treatment”: converted is better"), "{}", end.says);
}

/// The finding that the experiment is told by.
fn finding(report: &Report) -> &report::Finding {
    report.overview.findings.iter().find(|finding| finding.about == "experiment").unwrap()
}

#[test]
fn the_resume_experiment_says_whom_it_harms() {
    let Some((report, _)) = RESUME.report() else { return };
    let told = finding(&report);
    assert!(told.title.starts_with("callback is 9.7% in cauc and 6.4% in afam: "), "{told:?}");
    assert_eq!(told.severity, report::Severity::Medium);
    let decision = report.experiments.decision.unwrap();
    // Nobody can be put into an arm that is what people are.
    assert_eq!((decision.outlook, decision.arm), (Outlook::Told, None));
    assert!(
        decision.says.starts_with("ethnicity tells people apart, so there is nothing to ship"),
        "{}",
        decision.says
    );
    assert!(decision.says.contains("−33%"), "{}", decision.says);
}

#[test]
fn without_roles_a_metric_is_guessed_by_its_name_and_what_people_are_has_no_planned_shares() {
    let Some(folder) = larger_data() else { return };
    let all = read(&folder.join("e3_resume/experiment.csv"));
    let of = |column: &str| {
        let mut settings = Settings::default();
        settings.roles.insert(column.to_owned(), Role::Variant);
        settings.experiments.bandit_runs = 0;
        engine::analyze(&all, &all, &settings).experiments
    };
    let by_name = of("ethnicity");
    let metrics: Vec<&str> = by_name.metrics.iter().map(|metric| metric.name.as_str()).collect();
    assert_eq!(metrics, ["callback"]);
    let decision = by_name.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::Told);
    assert!(decision.doubt[0].contains("callback decides is a guess"), "{:?}", decision.doubt);
    // Three of four letters had a woman's name, and nobody planned halves.
    let by_gender = of("gender");
    assert!(by_gender.sample_ratio.is_none());
    assert_eq!(by_gender.decision.unwrap().outlook, Outlook::Told);
    assert!(by_gender.notes.iter().any(|note| note.starts_with("Nobody was dealt out")));
}

#[test]
fn of_what_nobody_wants_less_is_better() {
    let file = |arm: &str, share: u32| {
        let rows: Vec<String> =
            (0..2_000).map(|i| format!("{arm},{},{}", u32::from(i % 10 < share), i % 37)).collect();
        table(&format!("arm,churned,visits\n{}\n", rows.join("\n")))
    };
    let settings = Settings::default();
    let report = engine::analyze(&file("control", 2), &file("treatment", 1), &settings);
    let decision = report.experiments.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::Ship, "{}", decision.says);
    assert!(decision.says.contains("churned, of which less is better,"), "{}", decision.says);
}

/// Two files of one: the rows of an arm, and all others.
fn split(all: &str, arm: &str) -> (Table, Table) {
    let mut lines = all.lines();
    let head = lines.next().unwrap();
    let is = |line: &&str| line.split(',').any(|field| field == arm);
    let (control, others): (Vec<&str>, Vec<&str>) = lines.partition(is);
    let file = |rows: Vec<&str>| table(&format!("{head}\n{}\n", rows.join("\n")));
    (file(control), file(others))
}

#[test]
fn a_mismatched_experiment_is_refused_before_any_effect_is_shown() {
    let Some((report, want)) = MISMATCHED.report() else { return };
    let mut golden = Golden { agreement: Agreement::default(), what: "e2".to_owned() };
    assert_split(&mut golden, &report.experiments, &want);
    let folder = larger_data().unwrap();
    let text = std::fs::read_to_string(folder.join("e2_srm/experiment.csv")).unwrap();
    let (control, treatment) = split(&text, "control");
    let split = engine::analyze(&control, &treatment, &MISMATCHED.settings());
    for report in [&report, &split] {
        let experiments = &report.experiments;
        let decision = experiments.decision.as_ref().unwrap();
        assert_eq!(decision.outlook, Outlook::Refused);
        assert!(experiments.metrics.is_empty() && experiments.bandit.is_none());
        let place = &experiments.sample_ratio.as_ref().unwrap().place;
        assert!(place[0].contains("country is “DE”"), "{place:?}");
        assert!(place.iter().any(|says| says.contains("from the first day on")), "{place:?}");
        // The device is off only because it goes with the country.
        assert!(place.iter().all(|says| !says.contains("device")), "{place:?}");
        assert!(place[1].starts_with("Outside of it, 9,644 rows fell to control and 9,545"));
        let says = &experiments.sample_ratio.as_ref().unwrap().says;
        assert!(says.contains("where 11,778 and 11,777 were planned"), "{says}");
    }
    // No effect is told anywhere, also not as drift of a metric or as what it is worth.
    assert!(split.experiments.is_split && split.business.lacks.is_some());
    for held_back in ["converted", "revenue"] {
        assert!(split.drift.columns.iter().all(|column| column.column != held_back));
        let findings = &split.overview.findings;
        assert!(findings.iter().all(|finding| finding.column.as_deref() != Some(held_back)));
    }
    let headline = &split.overview.headline;
    assert!(headline.starts_with("The experiment cannot be judged: 12,063 rows"), "{headline}");
    assert_eq!(split.overview.findings[0].severity, report::Severity::Critical);
}

/// An experiment of so many rows an arm, whose n-th row is made by its number and its arm.
fn made(rows: u32, row: impl Fn(u32, &str) -> String) -> (Table, Table) {
    let file = |arm: &str| {
        let rows: Vec<String> = (0..rows).map(|i| row(i, arm)).collect();
        table(&format!("arm,converted,revenue\n{}\n", rows.join("\n")))
    };
    (file("control"), file("treatment"))
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    for (column, role) in
        [("arm", Role::Variant), ("converted", Role::Conversion), ("revenue", Role::Value)]
    {
        settings.roles.insert(column.to_owned(), role);
    }
    settings
}

fn experiments((control, treatment): &(Table, Table)) -> Report {
    let report = engine::analyze(control, treatment, &settings());
    report.to_json().unwrap();
    report
}

#[test]
fn two_files_of_one_arm_each_are_an_experiment_that_leads_the_overview() {
    let files = made(2_000, |i, arm| {
        let converted = u32::from(i % 10 < if arm == "control" { 1 } else { 2 });
        format!("{arm},{converted},{}", converted * (i % 37))
    });
    let report = experiments(&files);
    let decision = report.experiments.decision.as_ref().unwrap();
    assert_eq!(decision.outlook, Outlook::Ship, "{}", decision.says);
    assert_eq!(report.overview.headline, decision.says);
    assert_eq!(report.overview.verdict, StudyVerdict::Changed);
    assert!(report.drift.columns.is_empty(), "the metrics are not compared as drift");
    let alike = made(2_000, |i, arm| format!("{arm},{},{}", u32::from(i % 10 == 0), i % 37));
    let report = experiments(&alike);
    let outlook = report.experiments.decision.unwrap().outlook;
    assert_eq!(outlook, Outlook::KeepGoing);
    assert_eq!(report.overview.verdict, StudyVerdict::NotEnoughData);
}

#[test]
fn bad_input_is_said_and_nothing_is_dropped_without_a_word() {
    let one = made(500, |i, _| format!("control,{},{i}", i % 2));
    let lacks = experiments(&one).experiments.lacks.unwrap();
    assert!(lacks.contains("names one arm only, “control”"), "{lacks}");
    let none = made(500, |i, arm| format!("{arm},0,{}", i % 7));
    let report = experiments(&none);
    let decision = report.experiments.decision.as_ref().unwrap();
    assert_eq!(decision.outlook, Outlook::KeepGoing);
    assert!(decision.says.contains("nothing is known of it"), "{}", decision.says);
    let converted = metric(&report.experiments, "converted");
    assert!(
        converted.notes[0].contains("is no in every row of every arm"),
        "{:?}",
        converted.notes
    );
    let infinite = made(500, |i, arm| {
        let revenue = if i == 7 { "inf".to_owned() } else { (i % 9).to_string() };
        format!("{arm},{},{revenue}", i % 2)
    });
    let report = experiments(&infinite);
    let revenue = metric(&report.experiments, "revenue");
    let note = revenue.notes.iter().find(|note| note.contains("has no number in 2 rows")).unwrap();
    assert!(note.contains("(infinite: 2)"), "{note}");
    let all = made(500, |i, arm| format!("{arm},{},inf", i % 2));
    let mut settings = settings();
    settings.roles.insert("converted".to_owned(), Role::Ignore);
    let decision = engine::analyze(&all.0, &all.1, &settings).experiments.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::NotMeasurable);
    let says = "revenue is infinite in 1,000 rows and has a number in no row of any arm";
    assert!(decision.says.contains(says), "{}", decision.says);
    assert!(decision.step.starts_with("Mend the values of that column"), "{}", decision.step);
    // Values so large that their differences are rounding: no variance is under 0, and no number is none.
    let rounded = made(500, |i, arm| format!("{arm},{},{}", i % 2, 1e15 + f64::from(i % 3) / 10.0));
    let revenue = metric(&experiments(&rounded).experiments, "revenue").effects[0].clone();
    let (low, high) = revenue.difference.unwrap().interval_95.unwrap();
    assert!(low <= 0.0 && high >= 0.0 && revenue.p_value.unwrap() > 0.05, "{revenue:?}");
    let constant = made(500, |_, arm| format!("{arm},1,5"));
    let report = experiments(&constant);
    let revenue = &metric(&report.experiments, "revenue").effects[0];
    assert!(
        revenue.difference.is_none() && revenue.lacks.ends_with("it is 5 in every row"),
        "{}",
        revenue.lacks
    );
    let huge = made(500, |i, arm| {
        format!("{arm},{},{}", i % 2, if i % 2 == 0 { "1e308" } else { "-1e308" })
    });
    experiments(&huge);
}

/// A column of no values is no metric and no covariate, which is said; nor is one that is yes everywhere a result.
#[test]
fn what_holds_nothing_is_said_and_decides_nothing() {
    let rows = |of: &dyn Fn(usize, &str) -> String| {
        let line = |i: usize| {
            let arm = ["control", "treatment"][i % 2];
            format!("{arm},{}\n", of(i, arm))
        };
        let rows: String = (0..2_000).map(line).collect();
        let all = table(&format!("variant,converted,revenue,prior_revenue\n{rows}"));
        engine::analyze(&all, &all, &Settings::default()).experiments
    };
    let found = rows(&|i, _| format!("NaN,{},NaN", i * 37 % 101));
    let says = |text: &str| found.notes.iter().any(|note| note.contains(text));
    assert!(says("converted is not measured: it has the role"), "{:?}", found.notes);
    assert!(says("“prior_revenue” cannot free the metrics of noise"), "{:?}", found.notes);
    assert_eq!(found.metrics[0].name, "revenue");
    let found = rows(&|i, _| format!("1,{},{}", i * 37 % 101, i % 7));
    let decision = found.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::NotMeasurable);
    assert!(decision.says.contains("converted is yes in every row of every arm"), "{decision:?}");
    let effect = &found.metrics[0].effects[0];
    assert_eq!(effect.lift.unwrap().interval_95, None);
}

#[test]
fn an_arm_of_three_rows_decides_nothing() {
    let mut text = "arm,converted,revenue\n".to_owned();
    for i in 0..1_000 {
        let arm = if i < 3 { "tiny" } else { ["control", "treatment"][i % 2] };
        text.push_str(&format!("{arm},{},{}\n", i % 3 / 2, i % 11));
    }
    let all = table(&text);
    let report = engine::analyze(&all, &all, &settings());
    // Three of a third each are a mismatch; as planned they are few rows.
    assert_eq!(report.experiments.decision.unwrap().outlook, Outlook::Refused);
    let mut settings = settings();
    settings.experiments.shares = "control 498, treatment 499, tiny 3".to_owned();
    let report = engine::analyze(&all, &all, &settings);
    let decision = report.experiments.decision.unwrap();
    let tiny = decision.doubt.iter().find(|doubt| doubt.starts_with("“tiny”")).unwrap();
    assert!(tiny.contains("has 3 rows, and nothing is decided under 100"), "{tiny}");
    settings.experiments.shares = "control 1, treatment 1".to_owned();
    let decision = engine::analyze(&all, &all, &settings).experiments.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::NotMeasurable);
    assert!(decision.says.contains("cannot be read: write every arm with"), "{}", decision.says);
}

#[test]
fn metrics_that_cannot_be_read_are_said() {
    let files = made(300, |i, arm| format!("{arm},{},{}", i % 2, i % 7));
    let mut settings = settings();
    settings.experiments.metrics = "converted\nrevenu\nguardrail revenue at least -5%".to_owned();
    let report = engine::analyze(&files.0, &files.1, &settings);
    let note = &report.experiments.notes[0];
    assert_eq!(
        note,
        "Line 2 of the metrics, “revenu”, cannot be read: no column is called “revenu”."
    );
    assert!(metric(&report.experiments, "revenue").effects[0].guarded.is_some());
    let decision = report.experiments.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::NotMeasurable, "{}", decision.says);
    assert!(decision.says.contains("Line 2 of the metrics"), "{}", decision.says);
}

#[test]
fn a_fault_in_the_settings_of_the_arms_measures_nothing() {
    let better = made(1_000, |i, arm| {
        format!("{arm},{},{}", u32::from(i % 10 < if arm == "control" { 1 } else { 5 }), i % 7)
    });
    for (shares, control) in
        [("contrl 1, treatment 1", ""), ("", "contrl"), ("control 100, treatment 0", "")]
    {
        let mut settings = settings();
        settings.experiments.shares = shares.to_owned();
        settings.experiments.control = control.to_owned();
        let report = engine::analyze(&better.0, &better.1, &settings);
        let decision = report.experiments.decision.as_ref().unwrap();
        assert_eq!(decision.outlook, Outlook::NotMeasurable, "{}", decision.says);
        assert!(decision.step.contains("Settings"), "{}", decision.step);
        assert!(report.experiments.is_split && report.experiments.metrics.is_empty());
        assert!(report.drift.columns.is_empty() && report.business.lacks.is_some());
        assert_eq!(report.overview.headline, decision.says);
    }
}

#[test]
fn no_guardrail_is_dropped_and_no_other_metric_decides() {
    let all: Vec<String> = (0..4_000_u32)
        .map(|i| {
            let (arm, most) = if i % 2 == 0 { ("control", 1) } else { ("treatment", 3) };
            format!("{arm},{},{} ms,{}", u32::from(i / 2 % 10 < most), i % 7, i % 5)
        })
        .collect();
    let all = table(&format!("arm,converted,latency,pages\n{}\n", all.join("\n")));
    for (metrics, fault) in [
        ("converted\nguardrail latencyy at most +5%", "no column is called “latencyy”"),
        ("converted\nguardrail latency at most +5%", "latency is not measured"),
        ("convertd\nconverted", "no column is called “convertd”"),
        ("converted", ""),
    ] {
        let mut settings = settings();
        settings.experiments.metrics = metrics.to_owned();
        let decision = engine::analyze(&all, &all, &settings).experiments.decision.unwrap();
        let expected = if fault.is_empty() { Outlook::Ship } else { Outlook::NotMeasurable };
        assert_eq!(decision.outlook, expected, "{metrics}: {}", decision.says);
        assert!(decision.says.contains(fault), "{}", decision.says);
    }
}

/// Rows of two arms over ten days: how many of each fall on a day, and how many in ten of a day convert.
fn over_days(rows: impl Fn(u32) -> [u32; 2], tenths: impl Fn(u32, &str) -> u32) -> Table {
    let mut text = "at,arm,converted\n".to_owned();
    for day in 0..10 {
        for (arm, rows) in ["control", "treatment"].into_iter().zip(rows(day)) {
            for i in 0..rows {
                let converted = u32::from(i % 10 < tenths(day, arm));
                text.push_str(&format!("2024-05-{:02}T12:00:00Z,{arm},{converted}\n", day + 1));
            }
        }
    }
    table(&text)
}

#[test]
fn shares_that_hold_over_all_but_on_no_day_are_refused() {
    // No effect on any day, but the days with more conversions have more of the treatment.
    let dealt = |day: u32| if day < 5 { [360, 40] } else { [40, 360] };
    let all = over_days(dealt, |day, _| if day < 5 { 1 } else { 3 });
    let experiments = engine::analyze(&all, &all, &settings()).experiments;
    let ratio = experiments.sample_ratio.unwrap();
    let decision = experiments.decision.unwrap();
    assert!(ratio.p_value > 0.9 && ratio.is_mismatch && experiments.metrics.is_empty());
    assert_eq!(decision.outlook, Outlook::Refused);
    assert!(decision.says.contains("but on 10 of 10 days by other shares"), "{}", decision.says);
    assert!(
        ratio.place[0].contains("360 rows fell to control and 40 to treatment"),
        "{:?}",
        ratio.place
    );
}

#[test]
fn a_mismatch_that_healed_is_said_to_have_healed() {
    let all = over_days(|day| if day < 3 { [100, 20] } else { [100, 100] }, |_, _| 2);
    let ratio = engine::analyze(&all, &all, &settings()).experiments.sample_ratio.unwrap();
    let healed = ratio.place.iter().any(|says| says.contains("only: after that rows fell nearly"));
    assert!(ratio.is_mismatch && healed, "{:?}", ratio.place);
}

#[test]
fn effects_that_turn_do_not_wear_off() {
    let all = over_days(
        |_| [400, 400],
        |day, arm| match arm {
            "control" => 4,
            _ if day < 5 => 7,
            _ => 2,
        },
    );
    let report = engine::analyze(&all, &all, &settings()).experiments;
    let says = &metric(&report, "converted").effects[0].over_time.as_ref().unwrap().says;
    assert!(says.contains("turns from one side to the other"), "{says}");
}

#[test]
fn a_guardrail_with_no_failure_is_not_yet_sure() {
    let row = |i: u32| {
        let arm = if i < 274 { "control" } else { "treatment" };
        format!("{arm},{},{}", i % 2, u32::from(i == 0))
    };
    let rows: Vec<String> = (0..600).map(row).collect();
    let all = table(&format!("arm,converted,refunded\n{}\n", rows.join("\n")));
    let mut settings = settings();
    settings.experiments.metrics = "converted\nguardrail refunded at most +0.5 points".to_owned();
    let report = engine::analyze(&all, &all, &settings).experiments;
    let guarded = metric(&report, "refunded").effects[0].guarded.as_ref().unwrap();
    assert_eq!(guarded.verdict, report::GuardVerdict::Unclear, "{}", guarded.says);
}

#[test]
fn groups_with_hardly_a_success_tell_no_interaction() {
    // The treatment is small, and has no success in a group where the control has one in a hundred.
    let rows = (0..10_000_u32).map(|i| {
        let (arm, group) = (if i % 10 == 0 { "treatment" } else { "control" }, i / 10 % 4);
        format!("{arm},{},g{group}", u32::from(i / 40 % 100 == 0 && i % 10 != 0))
    });
    let rows: Vec<String> = rows.collect();
    let all = table(&format!("arm,converted,country\n{}\n", rows.join("\n")));
    let mut settings = settings();
    settings.roles.insert("country".to_owned(), Role::Segment);
    settings.experiments.shares = "control 9, treatment 1".to_owned();
    let report = engine::analyze(&all, &all, &settings).experiments;
    let by_country = &metric(&report, "converted").effects[0].segments[0];
    assert_eq!(by_country.interaction_p, None);
    assert!(by_country.says.contains("4 groups are left out"), "{}", by_country.says);
}

#[test]
fn three_arms_are_told_apart() {
    let row = |i: u32| {
        let (arm, at) = [("control", 0), ("a", 1), ("b", 2)][i as usize % 3];
        let converted = u32::from(i / 3 % 20 < [4, 4, 9][at]);
        let refunded = u32::from(i / 3 % 20 < [1, 1, 6][at]);
        let revenue = if at == 2 { String::new() } else { (i % 7).to_string() };
        format!("{arm},{converted},{refunded},{revenue}")
    };
    let rows: Vec<String> = (0..6_000).map(row).collect();
    let all = table(&format!("arm,converted,refunded,revenue\n{}\n", rows.join("\n")));
    let mut settings = settings();
    settings.experiments.control = "control".to_owned();
    settings.experiments.metrics =
        "converted\nguardrail refunded at most +1 points\nsecondary revenue".to_owned();
    let report = engine::analyze(&all, &all, &settings).experiments;
    let decision = report.decision.as_ref().unwrap();
    assert!(!decision.says.contains("no treatment is better"), "{}", decision.says);
    let converted = &metric(&report, "converted").effects[1];
    assert!(converted.says.contains("; adjusted p"), "{}", converted.says);
    let without = metric(&report, "revenue").effects.iter().find(|own| own.arm == "b").unwrap();
    assert_eq!(without.lacks, "revenue has no values in b");
}

#[test]
fn intervals_are_95_whatever_rate_decides_and_looks_are_not_invited() {
    let files = made(1_000, |i, arm| {
        let more = u32::from(arm == "treatment");
        format!("{arm},{},{}", u32::from(i % 50 < 5 + more), i % 7)
    });
    let of = |error_rate: f64| {
        let mut settings = settings();
        settings.experiments.error_rate = error_rate;
        engine::analyze(&files.0, &files.1, &settings).experiments
    };
    let [usual, strict] = [0.05, 0.01].map(of);
    let always =
        |of: &Experiments| metric(of, "converted").effects[0].always_valid.clone().unwrap();
    assert_eq!(always(&usual).difference, always(&strict).difference);
    assert!(always(&usual).p_value != always(&strict).p_value);
    let decision = usual.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::KeepGoing, "{}", decision.says);
    assert!(decision.step.starts_with("Set the planned rows"), "{}", decision.step);
}

#[test]
fn the_files_are_arms_where_the_user_says_so() {
    let file = |more: u32| {
        let rows: Vec<String> =
            (0..800).map(|i| format!("{},{}", u32::from(i % 20 < 4 + more), i % 7)).collect();
        table(&format!("bought,pages\n{}\n", rows.join("\n")))
    };
    let mut settings = Settings::default();
    settings.experiments.files_are_arms = true;
    settings.experiments.metrics = "bought\nsecondary pages".to_owned();
    let report = engine::analyze(&file(0), &file(3), &settings);
    let experiments = &report.experiments;
    let names: Vec<&str> = experiments.arms.iter().map(|arm| arm.name.as_str()).collect();
    assert_eq!(names, ["reference", "production"]);
    assert_eq!(experiments.decision.as_ref().unwrap().outlook, Outlook::Ship);
}

#[test]
fn a_refused_experiment_tells_nothing_of_its_metrics_and_models() {
    // Whatever metrics the settings name, and however much better the treatment's model is.
    let file = |arm: &str, rows: u32| {
        let is_treatment = arm == "treatment";
        let row = |i: u32| {
            let label = u32::from(i % 5 < if is_treatment { 3 } else { 1 });
            let score = if is_treatment { label * 90 + i % 7 } else { i % 97 };
            format!("{arm},{},{label},0.{score:02},{}", i % 3, i % 11 + 20 * label)
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        table(&format!("arm,pages,label,score,revenue\n{}\n", rows.join("\n")))
    };
    let mut settings = Settings::default();
    settings.experiments.metrics = "pages".to_owned();
    let roles = [
        ("arm", Role::Variant),
        ("label", Role::Label),
        ("score", Role::Score),
        ("revenue", Role::Value),
    ];
    settings.roles.extend(roles.map(|(column, role)| (column.to_owned(), role)));
    let report = engine::analyze(&file("control", 1_000), &file("treatment", 2_000), &settings);
    let decision = report.experiments.decision.as_ref().unwrap();
    assert_eq!(decision.outlook, Outlook::Refused);
    assert_eq!(report.overview.headline, decision.says);
    for finding in &report.overview.findings {
        let is_told =
            matches!(finding.chapter, report::Chapter::Data | report::Chapter::Experiments);
        assert!(is_told && finding.column.as_deref() != Some("revenue"), "{finding:?}");
    }
    assert!(report.drift.columns.is_empty() && report.data.relations.most_changed.is_empty());
    for name in ["pages", "label", "score", "revenue"] {
        let profile = report.data.columns.iter().find(|own| own.column == name).unwrap();
        assert!(profile.quality == report::Quality::default(), "{name}");
        assert!(profile.distinct.reference.is_none() && profile.distinct.production.is_none());
        assert!(report.data.remarks.iter().all(|own| own.column.as_deref() != Some(name)));
    }
}

#[test]
fn rows_that_are_not_users_are_the_first_doubt() {
    let file = |arm: &str, from: u32| {
        let row = |i: u32| format!("u{},{arm},{}", from + i % 200, u32::from(i.is_multiple_of(10)));
        let rows: Vec<String> = (0..2_000).map(row).collect();
        table(&format!("user_id,arm,converted\n{}\n", rows.join("\n")))
    };
    let report = engine::analyze(&file("control", 100), &file("treatment", 299), &settings());
    let doubt = &report.experiments.decision.as_ref().unwrap().doubt[0];
    assert!(doubt.starts_with("4,000 rows have only 399 different user_id"), "{doubt}");
    assert!(doubt.contains("One user_id is in more than one arm"), "{doubt}");
    let of_units = |finding: &&report::Finding| finding.column.as_deref() == Some("user_id");
    let grave = report.overview.findings.iter().filter(of_units).find(|own| own.severity.matters());
    assert!(grave.is_none(), "{grave:?}");
}

#[test]
fn few_buyers_in_a_small_arm_decide_nothing() {
    let row = |i: u32| {
        let arm = if i.is_multiple_of(14) { "treatment" } else { "control" };
        let is_buyer = i % 50 == 1 && arm == "control";
        format!("{arm},{},{}", u32::from(is_buyer), if is_buyer { i % 97 + 3 } else { 0 })
    };
    let rows: Vec<String> = (0..1_500).map(row).collect();
    let all = table(&format!("arm,converted,revenue\n{}\n", rows.join("\n")));
    for (metric_name, rule) in
        [("revenue", report::DecisionRule::Fixed), ("converted", report::DecisionRule::Sequential)]
    {
        let mut settings = settings();
        settings.experiments.metrics = metric_name.to_owned();
        settings.experiments.rule = rule;
        settings.experiments.shares = "control 13, treatment 1".to_owned();
        let report = engine::analyze(&all, &all, &settings).experiments;
        let effect = &metric(&report, metric_name).effects[0];
        let decision = report.decision.as_ref().unwrap();
        assert!(effect.always_valid.is_none());
        assert_eq!(decision.outlook, Outlook::KeepGoing, "{}", decision.says);
        assert!(decision.says.contains("too few of its rare or large values"), "{}", decision.says);
    }
}

/// Two files of 1,000 rows, of which so many of 20 converted, split by this column.
fn converted_by(column: &str, shares: [u32; 2]) -> Report {
    let file = |group: &str, share: u32| {
        let row = |i: u32| {
            format!("{group},{},{}", u32::from(i % 20 < share), if i % 40 < 20 { "N" } else { "S" })
        };
        let rows: Vec<String> = (0..1_000).map(row).collect();
        table(&format!("{column},converted,region\n{}\n", rows.join("\n")))
    };
    let mut settings = Settings::default();
    settings.roles.insert(column.to_owned(), Role::Variant);
    settings.roles.insert("converted".to_owned(), Role::Conversion);
    engine::analyze(&file("a", shares[0]), &file("b", shares[1]), &settings)
}

#[test]
fn a_difference_between_groups_of_people_is_the_finding_where_it_is_beyond_chance() {
    let far = converted_by("ethnicity", [2, 4]);
    let told = finding(&far);
    assert!(told.title.starts_with("converted is 10.0% in a and 20.0% in b: +10"), "{told:?}");
    assert_eq!(
        (told.severity, far.overview.verdict),
        (report::Severity::Medium, StudyVerdict::Changed)
    );
    let alike = converted_by("ethnicity", [2, 2]);
    assert_eq!(finding(&alike).severity, report::Severity::Information, "{:?}", finding(&alike));
}

#[test]
fn the_lead_of_the_verdict_has_the_condition_that_the_headline_has() {
    let lead = |report: &Report| report.overview.says[0].lead.clone();
    // The always-valid interval decides alike, so that there is no condition.
    let sure = converted_by("arm", [2, 6]);
    assert_eq!(lead(&sure), "Ship");
    let report = converted_by("arm", [8, 9]);
    let decision = report.experiments.decision.as_ref().unwrap();
    assert!(decision.says.contains(" if this is the end that was planned"), "{}", decision.says);
    assert_eq!(lead(&report), "Ship if this is the end that was planned before the start");
}

#[test]
fn groups_that_cannot_be_told_apart_are_not_called_alike() {
    let report = converted_by("arm", [2, 4]);
    let effect = &report.experiments.metrics[0].effects[0];
    let region = effect.segments.iter().find(|own| own.column == "region").unwrap();
    let says = &region.says;
    let start =
        "By these rows the groups of region cannot be told apart in the effect on converted";
    assert!(says.starts_with(start), "{says}");
    assert!(says.contains("nothing is told of one group alone"), "{says}");
}
