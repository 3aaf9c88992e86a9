//! What an experiment says where it is refused, is not normal, or is none: through the whole engine.

use report::{Chapter, Outlook, Part, Reading, Report, Role, Rows, Settings, Severity};

use crate::support::table;

/// Rows of an experiment over days: arm, day, country, device, score, label, converted, revenue, sessions.
const HEAD: &str = "arm,when,country,device,score,label,converted,revenue,sessions\n";

fn row(arm: &str, i: u32) -> String {
    let (day, country) = (1 + i % 14, ["DE", "FR", "US", "BR"][(i % 4) as usize]);
    let device = if i.is_multiple_of(3) { "desktop" } else { "mobile" };
    let (score, label) = (f64::from(i * 37 % 101) / 101.0, u32::from(i * 37 % 101 + i % 40 > 70));
    let (converted, revenue) = (u32::from((i * 7).is_multiple_of(10)), i * 13 % 37);
    format!(
        "{arm},2024-05-{day:02},{country},{device},{score},{label},{converted},{revenue},{}\n",
        1 + i % 3
    )
}

/// A file of these arms, each with the rows that it keeps of so many.
fn file(rows: u32, arms: &[&str], keeps: impl Fn(&str, u32) -> bool) -> String {
    let mut text = HEAD.to_owned();
    for i in 0..rows {
        for arm in arms.iter().filter(|arm| keeps(arm, i)) {
            text.push_str(&row(arm, i));
        }
    }
    text
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    for (column, role) in [
        ("arm", Role::Variant),
        ("when", Role::Timestamp),
        ("label", Role::Label),
        ("converted", Role::Conversion),
        ("revenue", Role::Value),
    ] {
        settings.roles.insert(column.to_owned(), role);
    }
    settings.drift.noise_draws = 40;
    settings.drift.compound_rows = 100;
    settings.drift.compound_draws = 199;
    settings.calibration.draws = 99;
    settings.experiments.bandit_runs = 0;
    settings.experiments.bootstrap_draws = 200;
    settings
}

fn part(rows: Rows, column: &str) -> Reading {
    Reading { part: Some(Part { column: column.to_owned(), rows }), ..Reading::default() }
}

/// One file, split by the arm.
fn split(text: &str, settings: &Settings) -> Report {
    let read =
        |rows: Rows| table::read("experiment.csv", text.as_bytes(), &part(rows, "arm")).unwrap();
    let (control, others) =
        (read(Rows::Is("control".to_owned())), read(Rows::IsNot("control".to_owned())));
    let report = engine::analyze(&control, &others, settings);
    report.to_json().unwrap();
    report
}

fn place(report: &Report) -> &[String] {
    &report.experiments.sample_ratio.as_ref().unwrap().place
}

#[test]
fn other_shares_in_every_group_alike_are_a_question_of_the_plan() {
    let of = |arm: &str, i: u32| arm == "control" || i / 84 % 4 != 3;
    let report = split(&file(8_000, &["control", "b", "c"], of), &settings());
    let place = place(&report);
    assert!(
        place[0].starts_with("It is the same in every group of rows: are other shares planned?")
    );
    assert!(
        place[0].contains("experiments.shares") && place[0].contains("“control 40, b 30, c 30”"),
        "{place:?}"
    );
}

#[test]
fn a_second_place_is_one_of_the_rows_outside_of_the_first() {
    // Rows of the treatment are lost in DE, and by themselves on desktops elsewhere.
    let two = |arm: &str, i: u32| {
        arm == "control"
            || !((i.is_multiple_of(4) && i % 5 < 2)
                || (!i.is_multiple_of(4) && i.is_multiple_of(3) && i % 5 == 2))
    };
    let report = split(&file(12_000, &["control", "treatment"], two), &settings());
    let found = place(&report);
    assert!(found[0].starts_with("It sits among the rows whose country is “DE”"), "{found:?}");
    assert!(
        found[1].starts_with("Outside of that, it sits among those whose device is “desktop”"),
        "{found:?}"
    );
    assert!(found[2].starts_with("Outside of these, "), "{found:?}");
}

#[test]
fn a_day_without_one_arm_is_named_and_all_others_are_even() {
    let outage = |arm: &str, i: u32| arm == "control" || i % 14 != 3 || i.is_multiple_of(9);
    let report = split(&file(14_000, &["control", "treatment"], outage), &settings());
    let ratio = report.experiments.sample_ratio.as_ref().unwrap();
    assert_eq!(ratio.days_alone, ["4 May"]);
    assert!(
        ratio.place[0].starts_with("On 4 May, 1,000 rows fell to control"),
        "{:?}",
        ratio.place
    );
    let rest =
        "On all other days 13,000 rows fell to control and 13,000 to treatment, as was planned";
    assert!(ratio.place[1].starts_with(rest), "{:?}", ratio.place);
    let decision = report.experiments.decision.as_ref().unwrap();
    assert_eq!(decision.outlook, Outlook::Refused);
    assert!(decision.step.contains("leave its rows out"), "{}", decision.step);
}

/// What models do in either arm would be an effect: of a refused experiment nothing in the Report tells it.
#[test]
fn no_chapter_compares_arms_that_are_refused() {
    let planned = split(&file(3_000, &["control", "treatment"], |_, _| true), &settings());
    assert!(!planned.performance.models.is_empty() && !planned.calibration.models.is_empty());
    let lost = |arm: &str, i: u32| arm == "control" || !i.is_multiple_of(5);
    let report = split(&file(3_000, &["control", "treatment"], lost), &settings());
    assert_eq!(report.experiments.decision.as_ref().unwrap().outlook, Outlook::Refused);
    let why =
        "The files are the arms of an experiment, and rows did not fall to them as was planned";
    for (chapter, lacks) in [
        ("performance", &report.performance.lacks),
        ("over time", &report.performance.over_time.lacks),
        ("calibration", &report.calibration.lacks),
        ("causes", &report.causes.lacks),
        ("segments", &report.segments.lacks),
        ("fairness", &report.fairness.lacks),
    ] {
        assert!(lacks.as_ref().is_some_and(|lacks| lacks.starts_with(why)), "{chapter}");
    }
    assert!(report.performance.models.is_empty() && report.performance.over_time.models.is_empty());
    assert!(report.calibration.models.is_empty() && report.causes.models.is_empty());
    assert!(report.segments.models.is_empty() && report.fairness.models.is_empty());
    let counters: Vec<&str> =
        report.overview.counters.iter().map(|own| own.label.as_str()).collect();
    assert!(counters.iter().all(|label| !label.contains("ROC") && !label.contains("Calibration")));
    let happened = &report.timeline.happened;
    assert!(happened.iter().all(|own| own.chapter != Chapter::Performance), "{happened:?}");
}

#[test]
fn what_cannot_be_measured_says_why() {
    let both = file(1_000, &["control", "treatment"], |_, _| true);
    let mut settings = settings();
    settings.experiments.metrics = "mean of when".to_owned();
    let says = split(&both, &settings).experiments.decision.unwrap().says;
    assert!(says.contains("when holds no numbers (time in the reference)"), "{says}");
    settings.experiments.metrics = "median of revenue".to_owned();
    let report = split(&both, &settings);
    let segments = &report.experiments.metrics[0].effects[0].segments;
    assert!(!segments.is_empty());
    for of in segments {
        assert!(
            of.says.ends_with("is not tested: there is no such test of quantiles."),
            "{}",
            of.says
        );
    }
    settings.experiments.metrics = "revenu".to_owned();
    let doubt = split(&both, &settings).experiments.decision.unwrap().doubt;
    let told = "Until the metrics are mended, a column that was meant";
    assert!(doubt.iter().any(|doubt| doubt.starts_with(told)), "{doubt:?}");
    // Columns that are left out are no reason.
    let mut settings = self::settings();
    settings.experiments.segment_columns = 1;
    for column in ["converted", "revenue", "label"] {
        settings.roles.insert(column.to_owned(), Role::Ignore);
    }
    let says = split(&both, &settings).experiments.decision.unwrap().says;
    assert!(says.contains("no column is known to be a metric"), "{says}");
    assert!(says.contains("It may be one of sessions."), "{says}");
}

#[test]
fn good_news_is_a_pass_and_a_split_by_time_judges_the_later_part_only() {
    let better = |arm: &str, i: u32| arm == "control" || i % 7 != 6;
    let text = file(6_000, &["control", "treatment"], |_, _| true);
    let gained: String = text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let gains =
                line.starts_with("treatment") && better("treatment", at as u32) && at % 5 == 0;
            let mut fields: Vec<&str> = line.split(',').collect();
            if gains {
                fields[6] = "1";
            }
            fields.join(",") + "\n"
        })
        .collect();
    let report = split(&gained, &settings());
    let decision = report.experiments.decision.as_ref().unwrap();
    assert_eq!(decision.outlook, Outlook::Ship, "{}", decision.says);
    let finding =
        report.overview.findings.iter().find(|own| own.title.contains("to ship")).unwrap();
    assert_eq!(finding.severity, Severity::Good);
    let mut settings = settings();
    let at = "2024-05-08".to_owned();
    settings.reading.reference = part(Rows::Before(at.clone()), "when");
    settings.reading.production = part(Rows::From(at), "when");
    let read = |reading: &Reading| table::read("one.csv", gained.as_bytes(), reading).unwrap();
    let (before, from) = (read(&settings.reading.reference), read(&settings.reading.production));
    let report = engine::analyze(&before, &from, &settings);
    let rows_from = &report.experiments.rows_from;
    let told = format!(
        "The file is split by when: only its later part is judged, {} of 12,000 rows. Split it by arm to judge all.",
        report::format::count(from.rows() as u64)
    );
    assert!(rows_from.contains(&told), "{rows_from}");
    let findings = &report.overview.findings;
    assert!(findings.iter().any(|own| own.detail.contains("only its later part is judged")));
}

/// Few buyers, and few rows in the treatment: a ratio is no more normal than a mean.
#[test]
fn a_skewed_ratio_decides_nothing_and_its_days_are_in_doubt() {
    let mut text = "arm,when,revenue,sessions\n".to_owned();
    for i in 0..6_000_u32 {
        let arm = if i % 12 == 0 { "treatment" } else { "control" };
        let buys = (i / 12 + i % 12) % 50 == 7;
        let revenue = if buys { 10 + i * i % 4_001 } else { 0 };
        text.push_str(&format!("{arm},2024-05-{:02},{revenue},{}\n", 1 + i / 600, 1 + i % 3));
    }
    let mut settings = Settings::default();
    settings.roles.insert("arm".to_owned(), Role::Variant);
    settings.roles.insert("when".to_owned(), Role::Timestamp);
    settings.experiments.shares = "control 11, treatment 1".to_owned();
    settings.experiments.metrics = "revenue per sessions\nrevenue".to_owned();
    settings.experiments.bandit_runs = 0;
    let all = table(&text);
    let report = engine::analyze(&all, &all, &settings);
    for metric in &report.experiments.metrics {
        let effect = &metric.effects[0];
        assert!(
            effect.unsettled.contains("too few of its rare or large values"),
            "{}",
            metric.name
        );
        assert!(effect.always_valid.is_none());
        let says = &effect.over_time.as_ref().unwrap().says;
        assert!(says.contains("came in for the normal law"), "{says}");
    }
    let decision = report.experiments.decision.unwrap();
    assert_eq!(decision.outlook, Outlook::KeepGoing, "{}", decision.says);
    let further = &report.experiments.metrics[1].effects[0].further;
    let found: Vec<_> = further.iter().filter(|own| own.name.starts_with("Bootstrap")).collect();
    let ends = |at: usize| found[at].value.unwrap().interval_95.unwrap();
    assert_eq!(found.len(), 2);
    assert!(found[1].name.contains("BCa") && ends(0) != ends(1), "{found:?}");
}
