//! What a model's fall comes to on the overview.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use report::{Chapter, Report, Role, Settings, Severity, StudyVerdict, Topic};
use table::Table;

use crate::support::{compare, table};

/// Rows of a score, an input that says nothing, and a label: yes where the score says so, but for a share
/// of wrong ones, with `promise` making of a chance the score that is written.
fn file(seed: u64, rows: u32, chance: impl Fn(f64) -> f64) -> Table {
    let mut random = Pcg32::seed_from_u64(seed);
    let mut text = "x,score,label\n".to_owned();
    for _ in 0..rows {
        let (x, score, draw) = (random.random::<f64>(), random.random::<f64>(), random.random());
        let label = u8::from(chance(score) > draw);
        text.push_str(&format!("{x:.4},{score:.4},{label}\n"));
    }
    table(&text)
}

/// The score is the chance.
const fn promised(score: f64) -> f64 {
    score
}

/// The score says less.
fn weaker(score: f64) -> f64 {
    0.5 + 0.5 * (score - 0.5)
}

fn says(report: &Report, topic: Topic) -> String {
    let says = report.overview.says.iter().filter(|says| says.topic == topic);
    says.map(|says| format!("{}{} ", says.lead, says.rest)).collect()
}

#[test]
fn a_model_that_falls_changes_the_verdict_and_is_told_everywhere() {
    let report = compare(&file(1, 4_000, promised), &file(2, 4_000, weaker));
    let overview = &report.overview;
    assert_eq!(overview.verdict, StudyVerdict::Changed);
    assert!(
        overview.headline.contains("score is worse (ROC AUC 0.829 → 0.681)"),
        "{}",
        overview.headline
    );
    let finding = overview.findings.iter().find(|f| f.chapter == Chapter::Performance).unwrap();
    assert_eq!((finding.severity, finding.rows), (Severity::High, 4_000));
    assert!(finding.size.as_ref().unwrap().text.starts_with("ROC AUC −0."), "{finding:?}");
    assert!(finding.detail.ends_with("n 4,000 and 4,000"), "{}", finding.detail);
    let counter = overview.counters.iter().find(|c| c.label == "ROC AUC").unwrap();
    assert!(counter.value.contains(" → 0."), "{counter:?}");
    assert!(says(&report, Topic::Costs).starts_with("score is worse: ROC AUC 0."));
    assert!(says(&report, Topic::DoNext).contains("Look under Performance where score fails"));
    assert!(overview.basis.ends_with("and 4,000 labels"), "{}", overview.basis);
    assert!(!overview.headline.contains("more"), "the relation of score and label is no news");
    // The promise is broken, too: the chances are nearer to one half than the score says.
    let finding = overview.findings.iter().find(|f| f.chapter == Chapter::Calibration).unwrap();
    assert!(finding.title.ends_with("(off by 11.6 points on average)"), "{finding:?}");
    assert_eq!(finding.severity, Severity::High);
    assert!(says(&report, Topic::DoNext).contains("Recalibrate score: "));
}

#[test]
fn a_model_that_was_wrong_before_is_no_change() {
    let report = compare(&file(3, 4_000, weaker), &file(4, 4_000, weaker));
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift, "{}", report.overview.headline);
    let of = |chapter| report.overview.findings.iter().filter(move |f| f.chapter == chapter);
    assert_eq!(of(Chapter::Performance).count(), 0);
    let calibration = of(Chapter::Calibration).next().unwrap();
    assert_eq!(calibration.severity, Severity::Low);
    let costs = says(&report, Topic::Costs);
    assert!(costs.starts_with("Nothing that labels show: score is as good as before, "), "{costs}");
}

#[test]
fn one_side_without_labels_is_not_known_yet() {
    let unlabelled = table("x,score\n0.1,0.3\n0.4,0.8\n");
    let report = compare(&file(1, 4_000, promised), &unlabelled);
    let costs = says(&report, Topic::Costs);
    assert!(costs.starts_with("Not known yet: score has ROC AUC 0.8"), "{costs}");
    assert!(!report.overview.counters.iter().any(|counter| counter.label == "ROC AUC"));
}

#[test]
fn a_score_that_moved_is_not_asked_for_labels_that_are_there() {
    let squeezed = |seed| {
        let mut random = Pcg32::seed_from_u64(seed);
        let row = |_: u32| {
            let score = random.random::<f64>().sqrt();
            format!(
                "{:.4},{score:.4},{}\n",
                random.random::<f64>(),
                u8::from(score > random.random())
            )
        };
        table(&("x,score,label\n".to_owned() + &(0..4_000).map(row).collect::<String>()))
    };
    let report = compare(&file(1, 4_000, promised), &squeezed(2));
    assert_eq!(report.overview.verdict, StudyVerdict::Drift);
    let steps = says(&report, Topic::DoNext);
    assert!(!steps.contains("as soon as labels are in"), "{steps}");
}

/// Without any change a study with a model says that something changed no more often than one without:
/// the model adds its own 0.2% of false alarms at most.
#[test]
fn a_study_with_a_model_keeps_its_level() {
    const DRAWS: u64 = 150;
    let changed = (0..DRAWS).filter(|&seed| {
        let roles = [("x", Role::Covariate), ("score", Role::Score), ("label", Role::Label)];
        let roles = roles.map(|(name, role)| (name.to_owned(), role));
        let settings = Settings { roles: roles.into(), seed: seed as u32, ..Settings::default() };
        let [reference, production] = [1, 2].map(|side| file(10 * seed + side, 150, weaker));
        let report = engine::analyze(&reference, &production, &settings);
        let findings = report.overview.findings.iter();
        let of_model = |chapter| matches!(chapter, Chapter::Performance | Chapter::Calibration);
        findings.filter(|f| of_model(f.chapter)).any(|finding| finding.severity.matters())
    });
    // `scipy.stats.binom.isf(1e-4, 150, 0.004)`: two families at 0.2%; scipy 1.17.1.
    assert!(changed.count() <= 5);
}
