//! A new version of a model that answers some of the rows, through the whole engine.

use report::{Canary, CanaryDecision, CanaryVerdict, Report, Settings};

use crate::support::table;

/// A number between 0 and 1 that looks random.
fn uniform(row: usize, turn: usize) -> f64 {
    let golden = 0.618_033_988_749_894_9 * (row + 1) as f64 * (2 * turn + 1) as f64;
    (golden + (row / 7 * (turn + 3)) as f64 * 0.414_213_562_373_095).fract()
}

/// What the new version is like.
#[derive(Clone, Copy)]
struct Version {
    failures: f64,
    slower: f64,
    right: f64,
}

const LIKE_THE_OLD: Version = Version { failures: 0.01, slower: 1.0, right: 0.9 };

/// Rows at equal times over so many hours; a fifth is answered by the version v2 where there is one.
fn log(rows: usize, hours: usize, new: Option<Version>) -> String {
    let head = "at,model_version,label,prediction,failed,latency_ms\n".to_owned();
    (0..rows).fold(head, |text, row| {
        let second = row * hours * 3_600 / rows;
        let (day, hour, minute) = (second / 86_400 + 1, second / 3_600 % 24, second / 60 % 60);
        let is_new = new.is_some() && row % 5 == 0;
        let version = new.filter(|_| is_new).unwrap_or(LIKE_THE_OLD);
        let label = u8::from(uniform(row, 1) < 0.4);
        let said = if uniform(row, 2) < version.right { label } else { 1 - label };
        let failed = u8::from(uniform(row, 3) < version.failures);
        let latency = version.slower * (20.0 + 100.0 * uniform(row, 4));
        let name = if is_new { "v2" } else { "v1" };
        text + &format!(
            "2025-03-{day:02} {hour:02}:{minute:02}:{:02},{name},{label},{said},{failed},{latency:.1}\n",
            second % 60
        )
    })
}

fn report(rows: usize, hours: usize, new: Option<Version>) -> Report {
    let (reference, production) = (log(4_000, 48, None), log(rows, hours, new));
    engine::analyze(&table(&reference), &table(&production), &Settings::default())
}

fn canary(rows: usize, hours: usize, new: Version) -> Canary {
    report(rows, hours, Some(new)).experiments.canary.unwrap()
}

#[test]
fn one_that_is_as_good_is_promoted_after_rows_and_hours_enough() {
    let told = canary(40_000, 72, LIKE_THE_OLD);
    assert_eq!((told.control.as_str(), told.canary.as_str()), ("v1", "v2"));
    assert_eq!((told.control_rows, told.canary_rows), (32_000, 8_000));
    assert_eq!(told.guardrails.len(), 3, "{:?}", told.notes);
    assert_eq!(told.decision, CanaryDecision::Promote, "{}", told.says);
    let few = canary(20_000, 72, LIKE_THE_OLD);
    assert_eq!(few.decision, CanaryDecision::KeepGoing);
    assert!(few.says.contains("it answered 4,000 rows of at least 5,000"), "{}", few.says);
    let short = canary(40_000, 24, LIKE_THE_OLD);
    assert_eq!(short.decision, CanaryDecision::KeepGoing);
    assert!(short.says.contains("hours"), "{}", short.says);
}

#[test]
fn one_that_does_harm_is_rolled_back_however_few_its_rows() {
    let of = |version: Version| canary(10_000, 12, version);
    for (version, at) in [
        (Version { failures: 0.04, ..LIKE_THE_OLD }, 0),
        (Version { slower: 1.5, ..LIKE_THE_OLD }, 1),
        (Version { right: 0.8, ..LIKE_THE_OLD }, 2),
    ] {
        let told = of(version);
        assert_eq!(told.decision, CanaryDecision::RollBack, "{}", told.says);
        let verdicts = told.guardrails.iter().map(|own| own.verdict == CanaryVerdict::Broken);
        assert_eq!(verdicts.collect::<Vec<_>>(), [at == 0, at == 1, at == 2], "{}", told.says);
    }
}

#[test]
fn versions_may_be_numbers_and_the_later_one_is_new_where_the_reference_has_none() {
    let reference = log(4_000, 48, None).replace(",v1,", ",0.9,");
    let production = log(10_000, 12, Some(Version { right: 0.6, ..LIKE_THE_OLD }));
    // The larger version begins later.
    let production: String = production
        .lines()
        .enumerate()
        .filter(|(at, line)| *at == 0 || *at > 500 || line.contains(",v2,"))
        .map(|(_, line)| line.replace(",v1,", ",1.1,").replace(",v2,", ",1,") + "\n")
        .collect();
    let report = engine::analyze(&table(&reference), &table(&production), &Settings::default());
    let told = report.experiments.canary.unwrap();
    assert_eq!((told.control.as_str(), told.canary.as_str()), ("1", "1.1"));
    assert!(told.notes.iter().any(|note| note.ends_with("That is a guess.")), "{:?}", told.notes);
}

#[test]
fn what_is_to_be_done_is_a_finding_and_hours_are_not_rounded_up() {
    let severity = |report: &Report| {
        let mut all = report.overview.findings.iter();
        all.find(|own| own.title.starts_with("version v2")).map(|own| own.severity)
    };
    let harm = report(10_000, 12, Some(Version { right: 0.8, ..LIKE_THE_OLD }));
    assert_eq!(severity(&harm), Some(report::Severity::High));
    let good = report(40_000, 72, Some(LIKE_THE_OLD));
    assert_eq!(severity(&good), Some(report::Severity::Good));
    let short = report(40_000, 48, Some(LIKE_THE_OLD));
    assert_eq!(severity(&short), None);
    let says = short.experiments.canary.unwrap().says;
    assert!(says.contains("it ran 47 of at least 48 hours"), "{says}");
}

#[test]
fn one_version_is_no_canary() {
    let told = report(2_000, 12, None);
    assert_eq!(told.experiments.canary, None);
    assert!(told.experiments.lacks.is_some());
}
