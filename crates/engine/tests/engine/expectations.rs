//! Expectations that the user writes, and those that are proposed.

use report::{About, Expectation, Outcome, Report, Settings, Severity, StudyVerdict};

use crate::support::table;

const REFERENCE: &str = "id,age,country,zip,income,from,to,since,active\n";

/// Rows that hold to everything, but for what the closure changes.
fn rows(n: u32, change: impl Fn(u32) -> Option<String>) -> String {
    let row = |i: u32| {
        let country = ["DE", "FR", "New York"][(i % 3) as usize];
        let income = if i.is_multiple_of(100) {
            String::new()
        } else {
            (1_000 + i * 37 % 4_001).to_string()
        };
        let active = ["yes", "no"][(i % 2) as usize];
        let (age, day) = (18 + i * 7 % 57, 1 + i % 28);
        format!(
            "R-{i:05},{age},{country},{:05},{income},{i},{},2025-03-{day:02},{active}\n",
            10_000 + i,
            i + 5
        )
    };
    REFERENCE.to_owned() + &(0..n).map(|i| change(i).unwrap_or_else(|| row(i))).collect::<String>()
}

fn report(reference: &str, production: &str, expectations: &str) -> Report {
    let mut settings = Settings::default();
    settings.data.expectations = expectations.to_owned();
    engine::analyze(&table(reference), &table(production), &settings)
}

fn outcome(production: &str, line: &str) -> Expectation {
    report(&rows(300, |_| None), production, line).data.expectations.checked.remove(0)
}

fn bad(i: u32) -> Option<String> {
    let row = "R-00001,-4,Berlin,123,,9,2,2024-12-31,no\n".to_owned();
    (i % 60 == 7).then_some(row)
}

#[test]
fn lines_hold_or_break_with_counts_and_lines() {
    let good = rows(300, |_| None);
    let broken = rows(300, bad);
    for (line, rows_broken) in [
        ("age > 0", 5),
        ("age between 18 and 100", 5),
        ("age != -4", 5),
        ("country in {DE, FR, \"New York\"}", 5),
        ("country not in {Berlin}", 5),
        ("zip like \"99999\"", 5),
        ("length of zip = 5", 5),
        ("from <= to", 5),
        ("since >= 2025-03-01", 5),
        ("unique id", 5),
        ("income is not missing", 8),
        ("when country = Berlin: age > 0", 5),
        ("when active = no: from < to", 5),
    ] {
        let told = outcome(&broken, line);
        assert_eq!(told.outcome, Outcome::Fail, "{line}: {}", told.message);
        assert_eq!(told.broken.production, Some(rows_broken), "{line}: {}", told.message);
        if !line.starts_with("income") {
            assert_eq!(told.examples[0].line, Some(9), "{line}: {told:?}");
            assert_ne!(outcome(&good, line).outcome, Outcome::Fail, "{line}");
        }
    }
    assert_eq!(outcome(&good, "age > 0").message, "All 300 rows hold to it");
    let told = outcome(&broken, "age > 0");
    assert_eq!(told.message, "5 of 300 rows break it, 1.7%; in the reference 0 of 300 rows");
    assert_eq!(told.examples[0].value, "\u{2212}4".replace('\u{2212}', "-"));
}

#[test]
fn summaries_are_compared_with_numbers_and_with_the_reference() {
    let half = rows(150, |_| None);
    for (line, expected, message) in [
        ("rows > 200", Outcome::Fail, "It is 150; in the reference 300"),
        (
            "rows between 100 and 200",
            Outcome::Warn,
            "It is 150; in the reference 300, which does not hold to it",
        ),
        ("share missing of income < 2%", Outcome::Pass, "It is 1.3%; in the reference 1.0%"),
        (
            "count missing of income = 2",
            Outcome::Warn,
            "It is 2; in the reference 3, which does not hold to it",
        ),
        ("count distinct of country = 3", Outcome::Pass, "It is 3; in the reference 3"),
        (
            "mean of from within 10% of reference",
            Outcome::Fail,
            "It is 74.5; in the reference 149.5",
        ),
        ("max of age <= 74", Outcome::Pass, "It is 74; in the reference 74"),
        (
            "median of from = 74.5",
            Outcome::Warn,
            "It is 74.5; in the reference 149.5, which does not hold to it",
        ),
        ("sum of to > 0", Outcome::Pass, "It is 11,925; in the reference 46,350"),
        (
            "sum of to within 1,000% of reference",
            Outcome::Pass,
            "It is 11,925; in the reference 46,350",
        ),
    ] {
        let told = outcome(&half, line);
        assert_eq!((told.outcome, told.message.as_str()), (expected, message), "{line}");
    }
}

#[test]
fn what_fails_changes_the_verdict_and_what_is_unclear_says_where() {
    let (reference, lines) = (rows(300, |_| None), "# ages\nage > 20\n\nagee > 0\n");
    let report = report(&reference, &reference, lines);
    let checked = &report.data.expectations.checked;
    let outcomes: Vec<(u64, Outcome)> =
        checked.iter().map(|told| (told.line, told.outcome)).collect();
    assert_eq!(outcomes, [(2, Outcome::Fail), (4, Outcome::Unclear)]);
    assert_eq!(checked[1].place, Some(1));
    assert_eq!(report.overview.verdict, StudyVerdict::Changed);
    let of = |about| report.data.remarks.iter().find(|remark| remark.about == about).unwrap();
    let (broken, unchecked) = (of(About::Expectations), of(About::UncheckedExpectations));
    assert_eq!((broken.severity, unchecked.severity), (Severity::High, Severity::Medium));
    assert_eq!(broken.title, "“age > 20” does not hold");
    assert!(report.overview.findings.iter().any(|f| f.title == broken.title));
}

#[test]
fn numbers_that_are_compared_are_told_apart() {
    let file = |values: &[f64]| {
        let row = |i: usize| format!("{},{}\n", values[i % values.len()], i);
        "d,n\n".to_owned() + &(0..60).map(row).collect::<String>()
    };
    // 0.1 + 0.2 is not 0.3 in binary, and the mean of these is 0.3 but for that.
    for (values, line, expected, message) in [
        (&[0.1, 0.5][..], "mean of d = 0.3", Outcome::Pass, "It is 0.3; in the reference 0.3"),
        (&[0.1, 0.2, 0.6], "mean of d <= 0.3", Outcome::Pass, "It is 0.3; in the reference 0.3"),
        (
            &[0.3, 0.300_000_001],
            "mean of d = 0.3",
            Outcome::Fail,
            "It is 0.3000000005; in the reference 0.3000000005",
        ),
        (
            &[0.3, 0.300_000_001],
            "max of d between 0.2 and 0.3",
            Outcome::Fail,
            "It is 0.300000001; in the reference 0.300000001",
        ),
        (
            &[0.3],
            "mean of d within 0% of reference",
            Outcome::Pass,
            "It is 0.3; in the reference 0.3",
        ),
    ] {
        let told = report(&file(values), &file(values), line).data.expectations.checked.remove(0);
        assert_eq!((told.outcome, told.message.as_str()), (expected, message), "{line}");
    }
}

#[test]
fn a_line_that_few_rows_break_is_not_grave_and_no_headline() {
    let reference = rows(1_000, |_| None);
    let few = |i: u32| (i == 7).then(|| bad(7)).flatten();
    let severities = |change: &dyn Fn(&mut Settings)| {
        let mut settings = Settings::default();
        settings.data.expectations = "age > 0\nage > 20\nrows > 5000".to_owned();
        change(&mut settings);
        let report = engine::analyze(&table(&reference), &table(&rows(1_000, few)), &settings);
        let about = |line: &str| {
            let remarks = &report.data.remarks;
            remarks.iter().find(|r| r.title.contains(line)).unwrap().severity
        };
        let severities = [about("age > 0"), about("age > 20"), about("rows > 5000")];
        (severities, report.overview.headline)
    };
    let (found, headline) = severities(&|_| ());
    assert_eq!(found, [Severity::Medium, Severity::High, Severity::High]);
    assert!(headline.ends_with("3 expectations do not hold."), "{headline}");
    let (found, headline) = severities(&|settings| settings.data.broken_share_moderate = 0.005);
    assert_eq!(found, [Severity::Low, Severity::High, Severity::High]);
    assert!(headline.ends_with("2 expectations do not hold."), "{headline}");
    let (found, _) = severities(&|settings| settings.data.broken_share_significant = 0.5);
    assert_eq!(found, [Severity::Medium, Severity::Medium, Severity::High]);
}

#[test]
fn expectations_are_told_behind_drift() {
    let older = |i: u32| {
        let row = rows(300, |_| None).lines().nth(i as usize + 1).map(|row| format!("{row}\n"));
        row.map(|row| row.replacen(',', ",9", 1))
    };
    let headline =
        report(&rows(300, |_| None), &rows(300, older), "age < 80\nrows > 9000").overview.headline;
    assert!(headline.starts_with("Production has drifted: age is higher"), "{headline}");
    assert!(headline.ends_with("2 expectations do not hold."), "{headline}");
}

#[test]
fn what_is_broken_and_what_cannot_be_checked_are_counted_apart() {
    let reference = rows(300, |_| None);
    for (lines, in_data, end) in [
        ("age > 0\nrows > 9", "none of 2 is broken", None),
        (
            "agee > 0\nage >",
            "none of 2 is broken, 2 cannot be checked",
            Some("2 expectations cannot be checked."),
        ),
        ("age >", "none of 1 is broken, 1 cannot be checked", Some("“age >” cannot be checked.")),
        (
            "# notes\n\nage > 20\nage >\nage > 0",
            "1 of 3 does not hold, 1 cannot be checked",
            Some("“age > 20” does not hold and one more cannot be checked."),
        ),
        (
            "age > 20\nage > 30\nage >\nagee > 0",
            "2 of 4 do not hold, 2 cannot be checked",
            Some("2 expectations do not hold and 2 more cannot be checked."),
        ),
    ] {
        let report = report(&reference, &reference, lines);
        assert_eq!(report.data.expectations.headline, in_data);
        let headline = report.overview.headline;
        let is_told = end.is_none_or(|end| headline.ends_with(end));
        assert!(is_told, "{lines}: {headline}");
    }
}

#[test]
fn lines_over_the_most_are_counted_and_not_called_broken() {
    let reference = rows(60, |_| None);
    let report = report(&reference, &reference, &"age < 0\n".repeat(1_500));
    let expectations = &report.data.expectations;
    assert_eq!(expectations.headline, "1,000 of 1,500 do not hold, 500 cannot be checked");
    let end = "1,000 expectations do not hold and 500 more cannot be checked.";
    assert!(report.overview.headline.ends_with(end), "{}", report.overview.headline);
}

#[test]
fn expectations_count_where_the_files_have_no_column_in_common() {
    let file = |name: &str| format!("{name}\n{}", "1.5\n2.5\n".repeat(100));
    let told = |lines: &str| report(&file("u"), &file("w"), lines).overview;
    assert_eq!(told("").verdict, StudyVerdict::NotComparable);
    let overview = told("u > 0\nrows > 9999");
    assert_eq!(overview.verdict, StudyVerdict::Changed);
    assert_eq!(
        overview.headline,
        "The two files have no column in common that can be compared, and 2 expectations do not hold."
    );
}

#[test]
fn minus_signs_and_times_are_read_as_people_write_them() {
    let good = rows(300, |_| None);
    assert_eq!(outcome(&good, "age > \u{2212}5").outcome, Outcome::Pass);
    let told = outcome(&good, "since >= 2025-03-02T00:00:00");
    // A day in 28, from the first on: 11 of 300 rows.
    assert_eq!((told.outcome, told.broken.production), (Outcome::Fail, Some(11)));
}

#[test]
fn a_slip_in_a_name_is_told() {
    let told = outcome(&rows(100, |_| None), "inocme > 0");
    assert_eq!(told.message, "There is no column inocme: did you mean income?");
}

#[test]
fn a_column_that_is_gone_breaks_its_expectations() {
    let reference = rows(100, |_| None);
    let production = reference.replacen("age", "alter", 1);
    let told =
        report(&reference, &production, "age > 0\nmean of age > 0").data.expectations.checked;
    for told in told {
        assert_eq!(
            (told.outcome, told.message.as_str()),
            (Outcome::Fail, "Production has no column age")
        );
    }
    let told = outcome(&reference, "from <= country");
    assert_eq!(told.outcome, Outcome::Unclear);
    assert!(told.message.contains("compare columns of one kind"), "{}", told.message);
}

#[test]
fn a_quoted_name_of_a_column_stands_on_the_right() {
    let spaced = |text: String| text.replacen("from,to,since", "row from,row to,the day", 1);
    let (reference, production) = (spaced(rows(300, |_| None)), spaced(rows(300, bad)));
    let told =
        |line: &str| report(&reference, &production, line).data.expectations.checked.remove(0);
    for line in ["\"row from\" <= \"row to\"", "\"row to\" > \"row from\""] {
        let told = told(line);
        assert_eq!((told.outcome, told.broken.production), (Outcome::Fail, Some(5)), "{told:?}");
    }
    assert_eq!(told("\"the day\" = \"the day\"").outcome, Outcome::Pass);
    // Texts stay texts where the column holds words, and where there is no such column.
    assert_eq!(told("country != \"row to\"").outcome, Outcome::Pass);
    assert_eq!(told("\"row to\" > \"row too\"").outcome, Outcome::Unclear);
}

#[test]
fn what_cannot_be_compared_is_unclear() {
    let good = rows(300, |_| None);
    for (line, part) in [
        ("since > 5", "since holds times and 5 is none"),
        ("since < 2025-02-30", "since holds times and 2025-02-30 is none"),
        ("since between 2025-01-01 and soon", "soon is none"),
        ("age != x", "age holds numbers and x is none"),
        ("age > NaN", "NaN is none"),
        ("age > inf", "inf is none"),
        ("age = DE", "DE is none"),
        ("age in {DE, FR}", "DE is none"),
        ("when age = DE: from < to", "DE is none"),
        ("length of zip = DE", "A length is a number"),
        ("country > 5", "country holds texts and 5 is a number"),
        ("country in {1, 2}", "country holds texts and 1 is a number"),
        ("active = 5", "active holds yes and no, and 5 is neither"),
        ("active = maybe", "maybe is neither"),
        ("since > age", "since holds time values and age holds whole number values"),
        ("age = since", "compare columns of one kind"),
        ("length of since = 10", "since holds times, which have no length and no shape"),
        ("since like \"9999-99-99\"", "since holds times, which have no length and no shape"),
    ] {
        let told = outcome(&good, line);
        assert_eq!(told.outcome, Outcome::Unclear, "{line}: {}", told.message);
        assert!(told.message.contains(part), "{line}: {}", told.message);
    }
    assert_eq!(outcome(&good, "age >= \"18\"").outcome, Outcome::Pass);
}

#[test]
fn what_is_proposed_holds_of_the_reference_and_is_not_proposed_twice() {
    let reference = rows(300, |_| None);
    let proposals = report(&reference, &reference, "").data.expectations.proposals;
    let lines: Vec<&str> = proposals.iter().map(|proposal| proposal.text.as_str()).collect();
    for line in [
        "unique id",
        "id like \"A-99999\"",
        "age between 17 and 75",
        "age is not missing",
        "country in {DE, FR, \"New York\"}",
        "share missing of income < 4%",
        "active in {no, yes}",
    ] {
        assert!(lines.contains(&line), "no {line}: {lines:?}");
    }
    let age = proposals.iter().find(|proposal| proposal.text.starts_with("age between")).unwrap();
    assert_eq!(age.reference, "18 to 74");
    let report = report(&reference, &reference, &lines.join("\n"));
    for told in &report.data.expectations.checked {
        assert_eq!(told.outcome, Outcome::Pass, "{}: {}", told.text, told.message);
    }
    assert_eq!(report.data.expectations.proposals, []);
    assert!(report.data.remarks.iter().all(|remark| remark.about != About::Expectations));
}

#[test]
fn yes_and_no_go_by_meaning() {
    let file = |words: [&str; 2]| {
        let row = |i: usize| format!("{},{}\n", words[usize::from(i.is_multiple_of(4))], i);
        "b,n\n".to_owned() + &(0..200).map(row).collect::<String>()
    };
    let reference = file(["False", "True"]);
    for words in [["0", "1"], ["False", "True"], ["no", "yes"]] {
        let told =
            |line: &str| report(&reference, &file(words), line).data.expectations.checked.remove(0);
        for line in ["b = true", "b = True", "b = 1", "b in {yes}", "b != false"] {
            let told = told(line);
            assert_eq!(told.broken, report::Pair::new(Some(150), Some(150)), "{line}: {told:?}");
        }
        assert_eq!(told("b != true").broken.production, Some(50));
        assert_eq!(told("b in {no, yes}").outcome, Outcome::Pass);
        assert_eq!(told("when b = TRUE: n >= 0").rows.production, Some(50));
    }
}

#[test]
fn columns_of_yes_and_no_are_compared_by_meaning() {
    let row = |i: usize| {
        let is = i.is_multiple_of(4);
        let other = is || i == 9;
        format!(
            "{},{},{}\n",
            if is { "yes" } else { "no" },
            u8::from(is),
            if other { "True" } else { "False" }
        )
    };
    let file = "words,flags,others\n".to_owned() + &(0..200).map(row).collect::<String>();
    let told = |line: &str| report(&file, &file, line).data.expectations.checked.remove(0);
    for (line, broken) in [
        ("words = flags", 0),
        ("flags = words", 0),
        ("words = others", 1),
        ("words <= others", 0),
        ("flags >= others", 1),
        ("when words = yes: flags = 1", 0),
    ] {
        let told = told(line);
        assert_eq!(told.broken.production, Some(broken), "{line}: {told:?}");
    }
}

#[test]
fn no_range_goes_beyond_the_largest_number() {
    let reference = "x\n1.7e308\n1.5e308\n1.6e308\n1e307\n";
    let proposals = report(reference, reference, "").data.expectations.proposals;
    assert!(proposals.iter().all(|proposal| !proposal.text.contains("inf")), "{proposals:?}");
}

#[test]
fn proposals_fit_production_and_are_short() {
    let file = |of: &dyn Fn(f64) -> f64| {
        let rows: String =
            (0..300).map(|i| format!("{:e},{i}\n", of(f64::from(i) / 7.0))).collect();
        "x,gone\n".to_owned() + &rows
    };
    type Of<'a> = &'a dyn Fn(f64) -> f64;
    // (299 / 7 = 42.7, with room of 1% of the width; too many digits are needed beside 1e15.)
    let of: [(Of<'_>, Option<&str>); 5] = [
        (&|v| v, Some("x between 0 and 44")),
        (&|v| v * 1e300, Some("x between 0 and 4.4e301")),
        (&|v| v * 1e-200, Some("x between 0 and 4.4e-199")),
        (&|v| -v / 1e3, Some("x between -0.044 and 0.001")),
        (&|v| 1e15 + v, None),
    ];
    for (of, range) in of {
        let reference = file(of);
        let production = reference.replacen("gone", "new", 1);
        let report = report(&reference, &production, "");
        let proposals = &report.data.expectations.proposals;
        assert!(proposals.iter().all(|p| !p.text.contains("gone")), "{proposals:?}");
        let proposed = proposals.iter().find(|p| p.text.contains("between"));
        assert_eq!(proposed.map(|p| p.text.as_str()), range, "{proposals:?}");
        if let Some(line) = range {
            assert_eq!(outcome_of(&reference, line), Outcome::Pass, "{line}");
        }
    }
}

fn outcome_of(file: &str, line: &str) -> Outcome {
    report(file, file, line).data.expectations.checked[0].outcome
}

#[test]
fn no_line_panics() {
    let parts = [
        "age",
        "country",
        "when",
        ":",
        "<",
        "<=",
        "=",
        "!=",
        "between",
        "and",
        "in",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "1%",
        "-3",
        "1e999",
        "rows",
        "share",
        "missing",
        "of",
        "mean",
        "within",
        "reference",
        "unique",
        "length",
        "like",
        "is",
        "not",
        "é",
        "\u{0}",
        "“",
        "10,000",
        "  ",
        "#",
        "\t",
        "９",
        "nan",
        "-",
    ];
    let file = rows(20, |_| None);
    let mut state = 7_u64;
    let mut next = |n: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let mut lines = String::new();
    for _ in 0..900 {
        for _ in 0..next(9) {
            lines.push_str(parts[next(parts.len())]);
            if next(3) > 0 {
                lines.push(' ');
            }
        }
        lines.push('\n');
    }
    let report = report(&file, &file, &lines);
    assert!(report.data.expectations.checked.len() > 500);
    assert!(report.to_json().is_ok());
}

#[test]
fn mixed_spellings_of_yes_and_no_go_by_meaning() {
    let row = |i: usize| format!("{},{i}\n", ["yes", "no", "Yes", "NO"][i % 4]);
    let file = "active,n\n".to_owned() + &(0..200).map(row).collect::<String>();
    let told = |line: &str| report(&file, &file, line).data.expectations.checked.remove(0);
    assert_eq!(told("active = true").broken.production, Some(100));
    assert_eq!(told("active in {yes, no}").outcome, Outcome::Pass);
}

#[test]
fn proposals_keep_to_shares_and_to_whole_numbers() {
    let row = |i: usize| format!("{},{}\n", i as f64 / 299.0, i as i64 * 7 % 10 - 2);
    let file = "p,pay\n".to_owned() + &(0..300).map(row).collect::<String>();
    let proposals = report(&file, &file, "").data.expectations.proposals;
    let lines: Vec<&str> = proposals.iter().map(|proposal| proposal.text.as_str()).collect();
    assert!(lines.contains(&"p between 0 and 1"), "{lines:?}");
    assert!(lines.contains(&"pay between -3 and 8"), "{lines:?}");
}
