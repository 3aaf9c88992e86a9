//! What the sentences claim.

use crate::support::{column, compare, table};
use report::{Convention, Report, Role, Settings, Topic, Verdict};
use table::Table;

fn rows(header: &str, row: impl Fn(usize) -> String) -> Table {
    let mut text = format!("{header}\n");
    for i in 0..900 {
        text.push_str(&row(i));
        text.push('\n');
    }
    table(&text)
}

fn place(report: &Report) -> &str {
    &report.overview.says.iter().find(|says| says.topic == Topic::Where).unwrap().lead
}

#[test]
fn the_place_of_drift_goes_by_role() {
    let header = "input,label,score";
    let same = rows(header, |i| format!("{},{},{}", i * 37 % 101, i % 2, i * 53 % 97));
    let label = rows(header, |i| format!("{},{},{}", i * 41 % 101, i % 5 / 4, i * 59 % 97));
    let report = compare(&same, &label);
    assert!(column(&report, "label").verdict.is_drift());
    let lead = "In what really happened, not in the inputs or in what the model says";
    assert_eq!(place(&report), lead);
    let all = rows(header, |i| format!("{},{},{}", i % 50, i % 5 / 4, i % 50));
    let lead = "In the inputs, in what the model says and in what really happened";
    assert_eq!(place(&compare(&same, &all)), lead);
    let input = rows(header, |i| format!("{},{},{}", i % 50, i % 2, i * 53 % 97));
    assert_eq!(place(&compare(&same, &input)), "In the inputs, not in what the model says");
}

#[test]
fn no_drift_is_said_of_the_values_that_are_there() {
    let reference = rows("x,z", |i| format!("{},{}", i * 37 % 101, i % 7));
    let production = rows("x,z", |i| match i % 3 {
        0 => format!(",{}", i % 7),
        _ => format!("{},{}", i * 41 % 101, i % 7),
    });
    let headline = compare(&reference, &production).overview.headline;
    let start =
        "No drift in the values that can be compared, but x stopped arriving in 33% of the rows";
    assert!(headline.starts_with(start), "{headline}");
    let without_z = rows("x", |i| (i * 41 % 101).to_string());
    let headline = compare(&reference, &without_z).overview.headline;
    assert!(headline.ends_with("but z is missing in production."), "{headline}");
}

#[test]
fn one_column_is_not_none_of_one() {
    let file = |shift: usize| rows("x", |i| (i * 37 % 101 + shift).to_string());
    let report = compare(&file(0), &file(0));
    assert_eq!(report.drift.headline, "The one compared column did not drift.");
    assert_eq!(report.overview.says[0].lead, "The one compared column did not drift");
    let report = compare(&file(0), &file(90));
    assert_eq!(report.drift.headline, "The one compared column drifted.");
    assert_eq!(report.overview.says[0].lead, "The one compared column drifted");
}

#[test]
fn columns_that_are_too_thin_are_not_called_unshifted() {
    let thin = table("x,y\n1,2\n3,4\n2,2\n");
    let counter = &compare(&thin, &thin).overview.counters[1];
    assert_eq!((&*counter.label, &*counter.detail), ("Columns drifted", "nothing to judge"));
}

#[test]
fn a_small_change_of_missing_values_is_not_nothing() {
    let file = |gaps: usize| {
        let mut text = "x,y\n".to_owned();
        for i in 0..9_000 {
            let gap = i < gaps;
            text.push_str(&if gap { ",1\n".to_owned() } else { format!("{},1\n", i % 31) });
        }
        table(&text)
    };
    let report = compare(&file(0), &file(1));
    let counter = report.overview.counters.iter().find(|c| c.label == "Missing values").unwrap();
    assert_eq!((&*counter.value, &*counter.unit), ("<0.1", "points"));
}

#[test]
fn times_are_written_as_dates() {
    let file = |year: i32| rows("x,y", |i| format!("{year}-{:02}-{:02},1", i % 12 + 1, i % 28 + 1));
    let mut settings = Settings::default();
    settings.roles.insert("x".to_owned(), Role::Covariate);
    let report = engine::analyze(&file(2018), &file(2019), &settings);
    let finding = report.overview.findings.iter().find(|f| f.column.as_deref() == Some("x"));
    let detail = finding.unwrap().detail.split(';').next().unwrap();
    assert!(detail.contains(" 2018 to ") && !detail.contains(','), "{detail}");
    let bins = column(&report, "x").bins.as_ref().unwrap();
    assert!(bins.cells[0].label.ends_with(" 2018"), "{}", bins.cells[0].label);
}

#[test]
fn numbers_that_look_alike_get_labels_of_their_own() {
    let file = rows("x,y", |i| format!("{},{}", ["0.1234567", "0.1234568", "2"][i % 3], i % 7));
    let report = compare(&file, &file);
    let Some(report::Shape::Bars { labels, .. }) = &column(&report, "x").shape else {
        panic!("no bars");
    };
    assert_eq!(labels, &["0.1234567", "0.1234568", "2"]);
    let file = rows("x,y", |i| format!("{},{}", ["1e300", "2"][i % 2], i % 7));
    let report = compare(&file, &file);
    let labels: Vec<&str> =
        column(&report, "x").bins.as_ref().unwrap().cells.iter().map(|c| &*c.label).collect();
    assert!(labels.contains(&"1 × 10³⁰⁰"), "{labels:?}");
}

#[test]
fn long_names_are_cut_in_every_sentence_and_whole_in_the_data() {
    let name = "n".repeat(20_000);
    let header = format!("{name},z");
    let file = |shift: usize| rows(&header, |i| format!("{},{}", i * 37 % 101 + shift, i % 7));
    let gone = rows("z", |i| (i % 7).to_string());
    for production in [file(90), gone] {
        let report = compare(&file(0), &production);
        assert_eq!(report.roles[0].column, name);
        let mut overview = report.overview;
        overview.findings.iter_mut().for_each(|finding| finding.column = None);
        let text = format!("{overview:?}{}", report.drift.headline);
        assert!(text.contains(&format!("{}…", "n".repeat(59))) && !text.contains(&"n".repeat(60)));
    }
}

#[test]
fn a_value_does_not_run_together_with_its_share() {
    let file = |most: usize| rows("x,z", |i| format!("{}%,1", if i % 10 < most { 30 } else { 40 }));
    let report = compare(&file(2), &file(6));
    let finding = report.overview.findings.iter().find(|f| f.column.as_deref() == Some("x"));
    let detail = &finding.unwrap().detail;
    assert!(
        detail.contains("“30%”: 20% to 60%") || detail.contains("“40%”: 80% to 40%"),
        "{detail}"
    );
}

/// Ten cells of which every other one has a third fewer rows in production: PSI adds up all of them,
/// and beside thirty columns without drift the tests make little of it.
#[test]
fn a_distance_over_the_limit_that_the_test_does_not_see_is_not_called_chance() {
    let file = |change: i32| {
        let header: Vec<String> = (0..30).map(|other| format!("other{other}")).collect();
        let mut text = format!("x,{}\n", header.join(","));
        for cell in 0..10 {
            let rows = 48 + if cell % 2 == 0 { change } else { -change };
            for i in 0..rows {
                let x = f64::from(cell) + (f64::from(i) + 0.5) / f64::from(rows);
                text.push_str(&format!("{x:.6}{}\n", ",1".repeat(30)));
            }
        }
        table(&text)
    };
    let report = compare(&file(0), &file(16));
    let x = column(&report, "x");
    let psi = x.leading_measure().unwrap();
    assert_eq!(x.verdict, Verdict::Stable);
    assert!(psi.value.unwrap() > 0.1 && psi.value.unwrap() > psi.noise.unwrap().p95);
    assert!(x.reason.starts_with("The test does not tell it from chance"), "{}", x.reason);
    assert!(x.reason.contains("more rows would settle it"), "{}", x.reason);
    let how_sure = &report.overview.says[1].rest;
    assert!(how_sure.contains("x is over that PSI"), "{how_sure}");
    assert!(!report.overview.headline.contains("looks like"));
}

#[test]
fn one_p_value_is_not_the_largest_and_two_columns_are_no_population() {
    let file = |shift: usize| rows("x,z", |i| format!("{},{}", i * 37 % 101 + shift, i % 7));
    let overview = compare(&file(0), &file(90)).overview;
    assert!(overview.headline.starts_with("Production has drifted: x is higher"));
    let how_sure = &overview.says.iter().find(|says| says.topic == Topic::HowSure).unwrap().rest;
    assert!(how_sure.contains("; its adjusted p-value: p"), "{how_sure}");
}

#[test]
fn what_is_not_judged_is_not_called_drift_by_its_limit() {
    let reference = rows("x", |i| (i * 37 % 101).to_string());
    let mut few = "x\n".to_owned();
    (0..8).for_each(|i| few.push_str(&format!("{}\n", i * 37 % 101)));
    let report = compare(&reference, &table(&few));
    let x = column(&report, "x");
    let psi = x.leading_measure().unwrap();
    assert_eq!(x.verdict, Verdict::NotEnoughData);
    assert!(psi.value.unwrap() > 0.25, "{psi:?}");
    let own = x.measures.iter().filter(|m| m.convention == Convention::Driftglass);
    assert!(own.map(|m| m.says).all(|says| says.is_none()));
    let others = x.measures.iter().filter(|m| m.convention != Convention::Driftglass);
    assert!(others.map(|m| m.says).any(|says| says.is_some()), "other tools speak as they do");
    let counter = report.overview.counters.iter().find(|c| c.label == "Largest PSI judged");
    assert_eq!(counter.unwrap().value, "–");
}

// Expected: by hand; both sides are symmetric about 0, so that neither tends to be larger.
#[test]
fn an_effect_of_one_half_is_not_called_no_change() {
    let spread = |times: i64| rows("x", |i| ((i as i64 % 100 * 2 - 99) * times).to_string());
    let findings = compare(&spread(1), &spread(3)).overview.findings;
    assert_eq!(findings[0].title, "x is spread differently");
    assert!(findings[0].detail.ends_with(
        "roduction is larger in 50% of random pairs, ties counted half (50%: neither side tends to be larger)"
    ), "{}", findings[0].detail);
}

// Expected: by hand; production is 0 in 113 of 900 rows, every eighth, which is 12.6%; the reference
// has no 0.
#[test]
fn a_value_that_became_common_is_told() {
    let detail = |zero_every: usize| {
        let reference = rows("x", |i| (i * 37 % 101 + 1).to_string());
        let production = rows("x", |i| {
            if i % zero_every == 0 { "0".to_owned() } else { (i * 37 % 101 + 1).to_string() }
        });
        compare(&reference, &production).overview.findings.first().map(|f| f.detail.clone())
    };
    let told = detail(8).unwrap();
    assert!(told.contains("; 0 is 13% of production, 0% of the reference; prod"), "{told}");
    let under = detail(21).unwrap_or_default();
    assert!(!under.contains("of the reference"), "under 5 points: {under}");
    let most = detail(1).unwrap();
    assert!(!most.contains("of the reference"), "the median says it: {most}");
}

fn many(n: usize, header: &str, row: impl Fn(usize) -> String) -> Table {
    let rows: String = (0..n).map(|i| row(i) + "\n").collect();
    table(&format!("{header}\n{rows}"))
}

#[test]
fn infinite_values_are_not_called_missing() {
    let file = |every: usize| {
        rows("x,z", |i| match i % every {
            0 => format!("inf,{}", i % 7),
            _ => format!("{}.5,{}", i * 37 % 101, i % 7),
        })
    };
    let overview = compare(&file(1_000), &file(15)).overview;
    let titles: Vec<&str> = overview.findings.iter().map(|f| f.title.as_str()).collect();
    let start = "x is infinite in 6.7% of the rows, before in 0.1%";
    assert!(titles.contains(&start), "{titles:?}");
    assert!(overview.findings.iter().any(|f| f.detail.starts_with("Infinite 0.1% to 6.7%")));
    let sure = overview.says.iter().find(|says| says.topic == Topic::HowSure).unwrap();
    assert!(sure.rest.contains("change of missing or infinite values"), "{}", sure.rest);
    let overview = compare(&file(1), &file(2)).overview;
    let title = "x is infinite in 50% of the rows, before in 100%";
    assert!(overview.findings.iter().any(|f| f.title == title), "{:?}", overview.findings);
}

#[test]
fn what_cannot_be_computed_is_not_called_another_kind() {
    let file = |a: f64| table(&format!("x\n{a}\n{}\n", a + 1.25));
    let overview = compare(&file(0.5), &file(3.5)).overview;
    assert!(overview.says.iter().all(|s| !s.rest.contains("different kinds")), "{overview:?}");
}

#[test]
fn a_label_that_few_rows_cannot_tell_is_not_as_before() {
    let file =
        |ones: usize| many(60, "x,label", |i| format!("{},{}", i * 37 % 59, u8::from(i < ones)));
    let mut settings = Settings::default();
    settings.roles.insert("label".to_owned(), Role::Label);
    let report = engine::analyze(&file(32), &file(22), &settings);
    let says = &report.drift.outputs.as_ref().unwrap().says;
    let told = "What really happened (label): as before or not: 60 rows on the thinner side cannot tell, “1” 53% → 37%.";
    assert!(says.iter().any(|sentence| sentence == told), "{says:?}");
}

#[test]
fn rows_that_were_left_out_come_first_and_say_in_which_file() {
    let good = many(300, "a,b", |i| format!("{},{}", i * 37 % 101, i % 7));
    let short = many(300, "a,b", |i| match i % 3 {
        0 => "5".to_owned(),
        _ => format!("{},{}", i * 37 % 101, i % 7),
    });
    let report = compare(&good, &short);
    let skipped = report.inputs.production.rows_skipped;
    assert_eq!(skipped, 100);
    let start = "100 of 300 rows of production could not be read. Both files have";
    assert!(report.data.headline.starts_with(start), "{}", report.data.headline);
    let start = "100 of 300 rows of inline.csv (production) were skipped";
    assert!(report.overview.headline.starts_with(start), "{}", report.overview.headline);
}

#[test]
fn a_constant_that_is_another_one_is_told_as_such() {
    let file = |c: u8| rows("c,z", |i| format!("{c},{}", i % 7));
    let remarks = compare(&file(5), &file(6)).data.remarks;
    let titles: Vec<&str> = remarks.iter().map(|remark| remark.title.as_str()).collect();
    assert!(titles.contains(&"c is always “6”, in the reference always “5”"), "{titles:?}");
    assert!(!titles.iter().any(|t| t.contains("beyond") || t.contains("both sides")), "{titles:?}");
    let remarks = compare(&file(5), &file(5)).data.remarks;
    assert!(remarks.iter().any(|r| r.title == "c holds a single value on both sides"));
}

#[test]
fn a_rare_value_does_not_carry_the_change_of_many() {
    let value = |n: usize| format!("{}{}", char::from(b'a' + (n / 20) as u8), n % 20);
    let reference = many(4_000, "plane,z", |i| format!("{},{}", value(i % 200), i % 7));
    let production = many(4_000, "plane,z", |i| {
        let n = if i % 10 == 0 { 100 + i / 10 % 100 } else { i % 100 };
        format!("{},{}", value(n), i % 7)
    });
    let headline = compare(&reference, &production).overview.headline;
    assert!(headline.contains("plane is spread otherwise over its values"), "{headline}");
}

#[test]
fn labels_that_are_not_known_yet_are_no_alarm_anywhere() {
    let file = |every: usize| {
        rows("x,label", |i| match i % every {
            3 => format!("{},", i * 37 % 101),
            _ => format!("{},{}", i * 37 % 101, i % 2),
        })
    };
    let mut settings = Settings::default();
    settings.roles.insert("label".to_owned(), Role::Label);
    let report = engine::analyze(&file(5_000), &file(8), &settings);
    let profile = report.data.columns.iter().find(|column| column.column == "label").unwrap();
    assert_eq!(profile.missing_change.as_ref().unwrap().verdict, Verdict::Negligible);
    assert!(
        report.data.headline.contains("no column’s missing values"),
        "{}",
        report.data.headline
    );
    let counter = report.overview.counters.iter().find(|c| c.label == "Missing values").unwrap();
    assert!(!counter.detail.contains("label"), "{counter:?}");
    let headline = &report.overview.headline;
    assert!(!headline.contains("label"), "{headline}");
}

#[test]
fn a_shift_of_the_model_under_the_limit_is_not_called_none() {
    let file = |is_production: bool| {
        many(8_000, "input,label,score", |i| {
            let input = if is_production { i % 50 } else { i * 37 % 101 };
            let score = i * 53 % 97;
            let score = if is_production && i % 5 == 0 { score / 2 } else { score };
            format!("{input},{},{score}", i % 2)
        })
    };
    let report = compare(&file(false), &file(true));
    assert_eq!(column(&report, "score").verdict, Verdict::Negligible);
    assert_eq!(place(&report), "In the inputs, hardly in what the model says");
}
