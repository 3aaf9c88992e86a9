//! What the whole comes to where something other than a distribution changed.

use crate::support::{column, compare, table};
use report::{Report, Role, Settings, Severity, StudyVerdict, Topic};
use table::Table;

/// Two columns, b made by a function of the row.
fn file(b: impl Fn(usize) -> String) -> Table {
    let mut text = "a,b\n".to_owned();
    for i in 0..2_000 {
        text.push_str(&format!("{},{}\n", i * 37 % 101, b(i)));
    }
    table(&text)
}

fn number(i: usize) -> String {
    (i * 53 % 97).to_string()
}

fn steps(report: &Report) -> Vec<&str> {
    let steps = report.overview.says.iter().filter(|says| says.topic == Topic::DoNext);
    steps.map(|says| &*says.rest).collect()
}

/// Checks a change of b beside which nothing drifted: verdict, headline and a step that names b.
fn check(production: &Table, clause: &str) -> Report {
    let report = compare(&file(number), production);
    assert_eq!(report.overview.verdict, StudyVerdict::Changed, "{clause}");
    let expected = format!("No drift in the values that can be compared, but {clause}.");
    assert_eq!(report.overview.headline, expected);
    assert_eq!(report.overview.findings[0].title, clause);
    assert!(steps(&report)[0].contains(" b "), "{:?}", steps(&report));
    assert!(!steps(&report).iter().any(|step| step.starts_with("Nothing")));
    report
}

#[test]
fn a_column_that_stopped_arriving_is_no_quiet_period() {
    check(&file(|_| String::new()), "b stopped arriving");
    let gaps = file(|i| if i % 5 < 3 { String::new() } else { number(i) });
    check(&gaps, "b stopped arriving in 60% of the rows");
}

#[test]
fn a_column_that_is_gone_or_holds_words_changes_the_verdict() {
    let mut gone = "a\n".to_owned();
    (0..2_000).for_each(|i| gone.push_str(&format!("{}\n", i * 37 % 101)));
    check(&table(&gone), "b is missing in production");
    check(&file(|i| format!("w{}", i % 4)), "b changed from whole number to category");
}

#[test]
fn values_that_cannot_be_read_are_not_called_a_feed_that_stopped() {
    let mut settings = Settings::default();
    for reading in [&mut settings.reading.reference, &mut settings.reading.production] {
        reading.kinds.insert("b".to_owned(), report::Kind::Float);
    }
    let read = |table: String, settings: &Settings| {
        table::read("inline.csv", table.as_bytes(), &settings.reading.reference).unwrap()
    };
    let text = |junk: bool| {
        (0..2_000).fold("a,b\n".to_owned(), |text, i| {
            let b = if junk && i % 10 < 3 { "oops".to_owned() } else { number(i) };
            format!("{text}{},{b}\n", i * 37 % 101)
        })
    };
    let (reference, production) = (read(text(false), &settings), read(text(true), &settings));
    let report = engine::analyze(&reference, &production, &settings);
    assert_eq!(report.overview.findings[0].title, "b cannot be read in 30% of the rows");
    assert_eq!(report.overview.verdict, StudyVerdict::Changed);
}

#[test]
fn a_share_that_was_not_nothing_is_told_with_its_change() {
    let gaps = |every: usize| file(move |i| if i % 10 < every { String::new() } else { number(i) });
    let more = compare(&gaps(2), &gaps(5)).overview;
    assert_eq!(more.findings[0].title, "b is missing in 50% of the rows, before in 20%");
    let less = compare(&gaps(5), &gaps(2)).overview;
    assert_eq!(less.findings[0].title, "b is missing in 20% of the rows, before in 50%");
    assert_eq!(less.verdict, StudyVerdict::Changed);
}

#[test]
fn a_small_change_of_missing_values_is_low_as_a_small_shift_is() {
    // Expected: scipy.stats.norm.sf of z = 0.0105 / sqrt(0.00525 * 0.99475 * 0.001) = 4.59, twice:
    // 4e-6; and one point is under the two points of the limit.
    let report =
        compare(&file(number), &file(|i| if i % 96 == 0 { String::new() } else { number(i) }));
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
    let finding = report.overview.findings.iter().find(|f| f.column.as_deref() == Some("b"));
    assert_eq!(finding.unwrap().severity, Severity::Low);
}

#[test]
fn a_label_that_comes_late_and_an_ignored_column_do_not_count() {
    let gone = table(&(0..2_000).fold("a\n".to_owned(), |text, i| format!("{text}{}\n", i % 97)));
    for role in [Role::Label, Role::Ignore] {
        let mut settings = Settings::default();
        settings.roles.insert("b".to_owned(), role);
        let report = engine::analyze(&file(number), &gone, &settings);
        assert_eq!(report.data.schema[0].severity, Severity::Information, "{role:?}");
        assert_ne!(report.overview.verdict, StudyVerdict::Changed, "{role:?}");
    }
}

#[test]
fn words_of_another_kind_are_compared_and_not_grave() {
    let few = file(|i| format!("w{}", i % 3));
    let many = file(|i| format!("a longer text {i} that hardly repeats at all: {}", i * 7));
    let report = compare(&few, &many);
    assert_eq!(report.data.schema[0].severity, Severity::Low, "{:?}", report.data.schema);
}

#[test]
fn drift_is_said_together_with_what_else_changed() {
    let mut text = "a,b\n".to_owned();
    (0..2_000).for_each(|i| text.push_str(&format!("{},\n", i * 37 % 101 + 60)));
    let overview = compare(&file(number), &table(&text)).overview;
    assert_eq!(overview.verdict, StudyVerdict::Drift);
    assert_eq!(overview.headline, "Production has drifted: a is higher; also, b stopped arriving.");
}

#[test]
fn the_gravest_change_is_told_first_whatever_it_is_of() {
    let mut text = "a,b\n".to_owned();
    (0..2_000).for_each(|i| {
        let a = if i % 8 == 0 { 0 } else { i * 37 % 101 };
        text.push_str(&format!("{a},{}\n", if i % 5 < 2 { String::new() } else { number(i) }));
    });
    let report = compare(&file(number), &table(&text));
    let findings = report.overview.findings.iter().filter(|finding| finding.severity.matters());
    let told: Vec<_> = findings.map(|f| (f.column.as_deref(), f.severity)).collect();
    assert_eq!(told, [(Some("b"), Severity::High), (Some("a"), Severity::Medium)]);
    let start = "b stopped arriving in 40% of the rows; also, production has drifted: a ";
    assert!(report.overview.headline.starts_with(start), "{}", report.overview.headline);
    assert!(steps(&report)[0].contains(" b "), "{:?}", steps(&report));
    assert!(steps(&report)[1].contains(" a "), "{:?}", steps(&report));
}

/// A file of two columns in which every `every`-th row has a field too many.
fn ragged(every: usize) -> Table {
    let mut text = "a,b\n".to_owned();
    for i in 0..2_000 {
        let extra = if i % every == 1 { ",1" } else { "" };
        text.push_str(&format!("{},{}{extra}\n", i * 37 % 101, number(i)));
    }
    table(&text)
}

#[test]
fn a_file_of_which_much_was_skipped_was_probably_misread() {
    let report = compare(&file(number), &ragged(5));
    let title = "400 of 2,000 rows of inline.csv (production) were skipped: probably another delimiter or quote";
    let first = &report.overview.findings[0];
    assert_eq!((&*first.title, first.severity), (title, Severity::High));
    assert_eq!(
        steps(&report)[0],
        "Look at how inline.csv (production) is read, in Data: delimiter and quote."
    );
    assert!(report.overview.headline.starts_with(title), "{}", report.overview.headline);
    let sure = report.overview.says.iter().find(|says| says.topic == Topic::HowSure).unwrap();
    assert_eq!(sure.lead, "Not sure");
    assert!(report.overview.is_misread);
    let fewer = compare(&file(number), &ragged(6)).overview;
    assert!(!fewer.is_misread && fewer.findings[0].severity == Severity::Medium);
    assert!(fewer.headline.starts_with("No drift"), "{}", fewer.headline);
}

#[test]
fn what_is_ignored_by_choice_is_named() {
    let mut settings = Settings::default();
    settings.roles.insert("b".to_owned(), Role::Ignore);
    settings.roles.insert("nowhere".to_owned(), Role::Label);
    let report = engine::analyze(&file(number), &file(number), &settings);
    assert_eq!(report.overview.basis, "Verdict, from 1 column; 1 ignored by choice");
    assert!(report.overview.says[0].rest.ends_with("Ignored by choice: b."));
    let titles: Vec<&str> = report.overview.findings.iter().map(|f| &*f.title).collect();
    assert_eq!(titles, ["The settings name nowhere, which is not there"]);
}

#[test]
fn nothing_compared_is_not_every_column_judged() {
    let other = table("u,v\n1,2\n3,4\n");
    let report = compare(&file(number), &other);
    let text = format!("{:?}", report.overview.counters);
    for claim in ["every column could", "no shift beyond", "same share everywhere"] {
        assert!(!text.contains(claim), "{text}");
    }
    let one_column = table("u;v\n1;2\n3;4\n\"x;y\";3\n");
    assert!(one_column.columns().len() > 1, "the delimiter is found out");
    let lone = table("w\nx y\nz u\n");
    let report = compare(&file(number), &lone);
    assert!(steps(&report)[0].contains("delimiter"), "{:?}", steps(&report));
}

#[test]
fn the_same_names_are_not_to_be_named_alike() {
    let two_rows = table("a,b\n1,5\n2,6\n");
    let report = compare(&two_rows, &two_rows);
    assert_eq!(report.overview.verdict, StudyVerdict::NotComparable);
    let steps = steps(&report);
    assert!(steps[0].starts_with("Give a column another role in Data, or compare more rows"));
    assert!(!steps.iter().any(|step| step.contains("alike")), "{steps:?}");
    let changed = &report.overview.says[0];
    assert!(changed.rest.contains("ids, times") && changed.rest.contains("too few rows"));
}

#[test]
fn too_few_values_that_are_hardly_chance_are_told() {
    let side = |shift: usize| {
        table(&(0..40).fold("x\n".to_owned(), |text, i| format!("{text}{}\n", i * 7 % 31 + shift)))
    };
    let report = compare(&side(0), &side(100));
    assert_eq!(report.overview.verdict, StudyVerdict::NotEnoughData);
    let reason = &column(&report, "x").reason;
    assert!(reason.contains("Chance alone is unlikely all the same: p ≈"), "{reason}");
    assert_eq!(report.overview.findings[0].severity, Severity::Low);
    assert!(report.overview.headline.contains("x differs by more than chance gives"));
    assert_eq!(report.overview.says[0].lead, "The one compared column could not be judged");
}

#[test]
fn nothing_is_certain_where_digits_or_ways_of_missing_differ() {
    let mut settings = Settings::default();
    for reading in [&mut settings.reading.reference, &mut settings.reading.production] {
        reading.kinds.insert("b".to_owned(), report::Kind::Integer);
    }
    settings.roles.insert("b".to_owned(), Role::Covariate);
    // 2^53 and 2^53 + 1 are one number as 64-bit floats.
    let side = |last: u64| {
        let text = (0..200).fold("a,b\n".to_owned(), |text, i| {
            format!("{text}{},{}\n", i % 7, 9_007_199_254_740_992 + i / 100 * 2 + last)
        });
        table::read("inline.csv", text.as_bytes(), &settings.reading.reference).unwrap()
    };
    let gap =
        |gap: &'static str| file(move |i| if i % 9 == 0 { gap.to_owned() } else { number(i) });
    for report in [engine::analyze(&side(0), &side(1), &settings), compare(&gap(""), &gap("NaN"))] {
        let text = format!("{:?}", (&report.overview.headline, &report.overview.says));
        assert!(!text.contains("same values") && !text.contains("Certain"), "{text}");
    }
}
