//! How the service ran, through the whole engine.

use report::{LatencyUnit, Operation, Report, Settings, Severity, StudyVerdict, Topic, Verdict};

use crate::support::{compare, table};

/// A log of so many days: latencies from 1 to 100 ms over and over, of which one in `slow_of` takes five times as
/// long, and a status of 503 in one of `failed_of` rows, both from a day on.
struct Log {
    days: u32,
    rows_a_day: u32,
    slow_of: u32,
    failed_of: u32,
    from_day: u32,
}

const NEVER: u32 = 1_000_000;
const WELL: Log = Log { days: 20, rows_a_day: 720, slow_of: NEVER, failed_of: NEVER, from_day: 0 };

impl Log {
    fn text(&self) -> String {
        let mut text = "at,latency_ms,status\n".to_owned();
        for i in 1..=self.days * self.rows_a_day {
            let (day, second) =
                (i / self.rows_a_day, i % self.rows_a_day * (86_400 / self.rows_a_day));
            let is_slow = i % self.slow_of == 0 && day >= self.from_day;
            let latency = (1 + i * 37 % 100) * if is_slow { 5 } else { 1 };
            let status = if i % self.failed_of == 0 && day >= self.from_day { 503 } else { 200 };
            let at = format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
            text.push_str(&format!("2025-03-{:02} {at},{latency},{status}\n", 1 + day));
        }
        text
    }
}

fn report(reference: &Log, production: &Log) -> Report {
    compare(&table(&reference.text()), &table(&production.text()))
}

fn verdicts(operation: &Operation) -> Vec<Verdict> {
    operation.objectives.iter().map(|objective| objective.verdict).collect()
}

#[test]
fn two_logs_that_keep_their_objectives_are_quiet() {
    let report = report(&WELL, &WELL);
    assert_eq!(verdicts(&report.operation), [Verdict::Stable; 3], "{:?}", report.operation);
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
    let names: Vec<&str> = report.operation.indicators.iter().map(|i| i.name.as_str()).collect();
    let expected = [
        "50th percentile of latency_ms",
        "95th percentile of latency_ms",
        "99th percentile of latency_ms",
        "Share of failures by status",
        "Traffic",
    ];
    assert_eq!(names, expected);
    assert!(report.operation.indicators.iter().all(|i| i.verdict == Some(Verdict::Stable)));
    let lacks = report.performance.lacks.unwrap();
    assert!(lacks.starts_with("These files tell how a service ran"), "{lacks}");
    // Expected: numpy.quantile([1 + i * 37 % 100 for i in range(1, 14401)], 0.99), and the values of ranks
    // scipy.stats.binom.ppf([0.025, 0.975], 14400, 0.99) and one more; numpy 2.4.6, scipy 1.17.1.
    let p99 = report.operation.indicators[2].value.production.unwrap();
    assert!((p99.value - 99.01).abs() < 1e-9, "{p99:?}");
    assert_eq!(p99.interval_95, Some((99.0, 100.0)));
}

#[test]
fn missed_objectives_are_told_with_since_when_and_change_the_verdict() {
    let badly = Log { rows_a_day: 360, slow_of: 10, failed_of: 100, from_day: 12, ..WELL };
    let report = report(&WELL, &badly);
    let operation = &report.operation;
    assert_eq!(verdicts(operation), [Verdict::Significant; 3], "{operation:?}");
    assert!(operation.objectives.iter().all(|objective| objective.severity == Severity::High));
    let latency = &operation.objectives[0];
    assert_eq!(latency.since.as_deref(), Some("13 March"), "{latency:?}");
    assert!(
        latency.says.contains("over its objective of 200 ms since 13 March; "),
        "{}",
        latency.says
    );
    assert!(operation.objectives[2].says.contains("under its objective of 80% of the reference’s"));
    assert_eq!(report.overview.verdict, StudyVerdict::Changed);
    let mut titles = report.overview.findings.iter().map(|finding| finding.title.as_str());
    assert!(titles.any(|title| title.starts_with("Share of failures by status misses its objective (1.0")));
}

#[test]
fn quiet_days_before_do_not_hide_a_breach() {
    let badly = Log { slow_of: 10, failed_of: 60, from_day: 18, ..WELL };
    let settings = Settings {
        operation: report::OperationSettings {
            latency_p99_ms: 250.0,
            error_share: 0.005,
            ..Default::default()
        },
        ..Settings::default()
    };
    let report = engine::analyze(&table(&WELL.text()), &table(&badly.text()), &settings);
    let [latency, errors, _] = report.operation.objectives.as_slice() else { panic!() };
    let whole = &report.operation.indicators;
    assert!(whole[2].value.production.unwrap().value < 250.0);
    assert!(whole[3].value.production.unwrap().value < 0.005);
    for objective in [latency, errors] {
        assert_eq!(objective.severity, Severity::High, "{objective:?}");
        assert_eq!(objective.since.as_deref(), Some("19 March"), "{objective:?}");
        let told = format!("({} against {})", objective.value, objective.limit);
        assert!(report.operation.headline.contains(&told), "{}", report.operation.headline);
        assert!(objective.says.contains("over the whole period"), "{}", objective.says);
    }
    // 24 of 1,441 rows from 19 March on.
    assert!(errors.value.starts_with("1.7% of rows"), "{errors:?}");
    let said = &report.operation.headline;
    assert!(said.starts_with("2 of 3 objectives are missed since 19 March: "), "{said}");
    let headline = &report.overview.headline;
    assert!(headline.starts_with("99th percentile of latency_ms misses"), "{headline}");
    assert!(headline.contains("Share of failures by status misses"), "{headline}");
    let happened = report.timeline.happened.iter().filter(|own| own.kind == "objective");
    let when: Vec<&str> = happened.map(|own| own.when.as_str()).collect();
    assert_eq!(when, ["19 March"; 2]);
    // One outage is one thing to do.
    let steps = report.overview.says.iter().filter(|saying| saying.topic == Topic::DoNext);
    let in_service = steps.filter(|step| step.rest.contains("what changed in the service"));
    assert_eq!(in_service.count(), 1, "{:#?}", report.overview.says);
}

#[test]
fn what_the_reference_misses_as_well_is_told_and_no_news() {
    let slow = Log { slow_of: 20, ..WELL };
    let report = report(&slow, &slow);
    let latency = &report.operation.objectives[0];
    assert_eq!((latency.verdict, latency.severity), (Verdict::Significant, Severity::Low));
    assert!(latency.says.ends_with("which misses it as well."), "{}", latency.says);
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
}

#[test]
fn what_could_be_chance_is_called_so() {
    // One row of 300 failed: 0.33%, Wilson from 0.06% on.
    let text = |failed: u32| {
        (0..300).fold("x,error\n".to_owned(), |text, i| {
            text + &format!("{},{}\n", i % 7, u32::from(i < failed))
        })
    };
    let report = compare(&table(&text(0)), &table(&text(1)));
    let errors = &report.operation.objectives[0];
    assert_eq!((errors.verdict, errors.severity), (Verdict::NotEnoughData, Severity::Low));
    assert!(
        errors.says.contains("over its objective of 0.1%, but that could be chance"),
        "{}",
        errors.says
    );
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
    let note = "Both sides need a time column to tell traffic, rows by time.";
    assert_eq!(report.operation.notes, [note]);
}

fn errors(name: &str, values: &[&str]) -> Operation {
    let rows = (0..400).fold(format!("x,{name}\n"), |text, i| {
        text + &format!("{},{}\n", i % 7, values[i % values.len()])
    });
    compare(&table(&rows), &table(&rows)).operation
}

#[test]
fn a_status_is_a_code_a_word_or_a_flag() {
    let failed = |name: &str, values: &[&str]| errors(name, values).indicators[0].total.production;
    assert_eq!(failed("status", &["200", "404", "503", "301"]), Some(100.0));
    assert_eq!(failed("status", &["ok", "failed", "timeout", "success"]), Some(200.0));
    assert_eq!(failed("error", &["false", "true", "false", "false"]), Some(100.0));
    assert_eq!(failed("is_error", &["0", "0", "0", "1"]), Some(100.0));
    let unknown = errors("status", &["ok", "failed", "pending", "ok"]);
    assert_eq!(unknown.indicators[0].n.production, 300);
    let note = "200 rows of status say neither success nor failure, as “pending”: left out.";
    assert!(unknown.notes.contains(&note.to_owned()), "{:?}", unknown.notes);
}

#[test]
fn what_yes_says_follows_the_name_and_is_in_doubt_where_most_would_have_failed() {
    let told = |name: &str, values: &[&str], says: report::FlagSays| {
        let rows = (0..400).fold(format!("x,{name}\n"), |text, i| {
            text + &format!("{},{}\n", i % 7, values[i % values.len()])
        });
        let mut settings = Settings::default();
        settings.roles.insert(name.to_owned(), report::Role::ErrorFlag);
        settings.operation.flag_says = says;
        engine::analyze(&table(&rows), &table(&rows), &settings).operation
    };
    let failed = |name: &str, values: &[&str]| {
        told(name, values, report::FlagSays::Auto).indicators[0].total.production
    };
    for name in ["crashed", "unsuccessful", "not_ok"] {
        assert_eq!(failed(name, &["0", "0", "0", "1"]), Some(100.0), "{name}");
        assert_eq!(failed(name, &["no", "no", "no", "yes"]), Some(100.0), "{name}");
    }
    for name in ["no_error", "error_free", "success"] {
        assert_eq!(failed(name, &["1", "1", "1", "0"]), Some(100.0), "{name}");
    }
    assert_eq!(failed("errors", &["0", "0", "0", "2"]), Some(100.0));
    assert_eq!(failed("errors", &["0", "1", "0", "2"]), Some(200.0));
    let doubtful = told("flag", &["0", "0", "0", "1"], report::FlagSays::Auto);
    assert!(
        doubtful.indicators.iter().all(|i| i.column.is_none()) && doubtful.objectives.is_empty()
    );
    assert!(doubtful.notes[0].ends_with("Set operation.flag_says to failure or success."));
    let set = told("flag", &["0", "0", "0", "1"], report::FlagSays::Failure);
    assert_eq!(set.indicators[0].total.production, Some(100.0));
}

#[test]
fn bad_columns_of_latency_are_told_of() {
    let told = |name: &str, value: &str| {
        let rows = (0..300).fold(format!("x,{name}\n"), |text, i| {
            text + &format!(
                "{},{}\n",
                i % 7,
                if i % 100 == 0 { value.to_owned() } else { (i % 50).to_string() }
            )
        });
        compare(&table(&rows), &table(&rows)).operation.notes.join(" ")
    };
    assert!(told("latency_ms", "-5").contains("Production: 3 values of latency_ms are under 0"));
    assert!(told("latency", "9").contains("The unit of latency is not known"));
    let words = (0..300)
        .fold("x,latency_ms\n".to_owned(), |text, i| text + &format!("{},slow{}\n", i % 7, i % 3));
    let mut settings = Settings::default();
    settings.roles.insert("latency_ms".to_owned(), report::Role::Latency);
    let told = engine::analyze(&table(&words), &table(&words), &settings).operation;
    assert!(told.notes[0].contains("holds no numbers"), "{:?}", told.notes);
}

#[test]
fn seconds_are_milliseconds_by_name_or_setting() {
    let rows = (0..300)
        .fold("x,latency\n".to_owned(), |text, i| text + &format!("{},0.{:03}\n", i % 7, i));
    let settings = Settings {
        operation: report::OperationSettings {
            latency_unit: LatencyUnit::Seconds,
            ..Default::default()
        },
        ..Settings::default()
    };
    let told = engine::analyze(&table(&rows), &table(&rows), &settings).operation;
    // numpy.median(numpy.arange(300)).
    assert_eq!(told.indicators[0].value.production.unwrap().value, 149.5);
    let named = rows.replace("latency", "latency_s");
    assert_eq!(
        compare(&table(&named), &table(&named)).operation.indicators[0]
            .value
            .production
            .unwrap()
            .value,
        149.5
    );
}

#[test]
fn without_such_columns_it_says_what_is_missing() {
    let told = compare(&table("x,y\n1,2\n3,4\n"), &table("x,y\n1,2\n3,4\n")).operation;
    assert!(told.lacks.unwrap().starts_with("No column holds how long an answer took"));
}

#[test]
fn empty_and_single_rows_are_borne() {
    for text in [
        "at,latency_ms,status\n",
        "at,latency_ms,status\n2025-03-01,5,200\n",
        "at,latency_ms,status\n2025-03-01,NaN,\n",
    ] {
        let told = compare(&table(&WELL.text()), &table(text));
        assert!(told.to_json().is_ok());
        let told = compare(&table(text), &table(text));
        assert!(told.to_json().is_ok());
    }
}

/// A log from an hour on, with nine times as many rows at noon as at midnight, or a share of them.
fn waves(hours: std::ops::Range<u32>, share: f64) -> String {
    let mut text = "at,latency_ms,status\n".to_owned();
    for hour in hours {
        let turn = std::f64::consts::TAU * f64::from(hour % 24) / 24.0;
        let rows = (share * (50.0 - 40.0 * turn.cos())) as u32 + hour * 7 % 5;
        for row in 0..rows {
            let (day, second) = (1 + hour / 24, row * 3_600 / rows);
            let at = format!("{:02}:{:02}:{:02}", hour % 24, second / 60, second % 60);
            text.push_str(&format!("2025-03-{day:02} {at},{},200\n", 1 + row * 37 % 100));
        }
    }
    text
}

#[test]
fn a_night_is_held_against_nights() {
    let days = table(&waves(0..24 * 14, 1.0));
    let night = |share: f64| compare(&days, &table(&waves(24 * 17 - 2..24 * 17 + 6, share)));
    let quiet = night(1.0);
    assert_eq!(verdicts(&quiet.operation), [Verdict::Stable; 3], "{:?}", quiet.operation);
    let note = "Traffic compares 477 whole minutes of production with 954 of the reference, at the same time of day on the same weekdays.";
    assert!(quiet.operation.notes[0].starts_with(note), "{:?}", quiet.operation.notes);
    let halved = night(0.5).operation;
    assert_eq!(verdicts(&halved)[2], Verdict::Significant, "{halved:?}");
}

#[test]
fn hours_that_the_reference_does_not_have_are_not_judged() {
    let told = compare(&table(&waves(8..20, 1.0)), &table(&waves(24 + 21..24 + 30, 1.0)));
    assert_eq!(told.operation.objectives.len(), 2);
    let note = "Whether traffic keeps its objective is not judged: ";
    assert!(told.operation.notes[0].starts_with(note), "{:?}", told.operation.notes);
    let traffic = told.operation.indicators.last().unwrap();
    assert_eq!(traffic.verdict, None);
    assert!(traffic.says.contains("whether that is a change cannot be told"), "{}", traffic.says);
}

#[test]
fn a_column_that_misses_its_objective_is_one_grave_finding() {
    let report = report(&WELL, &Log { slow_of: 2, ..WELL });
    let of_latency = report.overview.findings.iter();
    let of_latency = of_latency.filter(|finding| finding.column.as_deref() == Some("latency_ms"));
    let grave: Vec<&str> = of_latency
        .clone()
        .filter(|finding| finding.severity.matters())
        .map(|finding| finding.title.as_str())
        .collect();
    assert!(grave.len() == 1 && grave[0].starts_with("99th percentile"), "{grave:?}");
    let mut folded = of_latency.filter(|finding| finding.detail.starts_with("Told above: 99th"));
    assert!(folded.next().is_some());
}
