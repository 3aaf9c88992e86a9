//! Nothing of a single row leaves the desk: files full of unmistakable values, and what is written of them.

use std::fmt::Write;
use std::path::Path;

use super::{driftglass, folder, text};

/// What every value begins with that only one row has.
const SECRET: &str = "Zq";

/// A file in which every kind of column holds values of one row: ids, rare categories, texts with a word of
/// their own, addresses, a number far from all others, and a cell that is no number.
fn rows(side: &str, shift: u32) -> String {
    let mut csv = "customer_id,day,channel,note,amount,age,email,score,label,sex\n".to_owned();
    for i in 0..1_500_u32 {
        let secret = |tag: &str| format!("{SECRET}{tag}{side}{}", i * 7_919 % 9_973);
        // Numbers that look drawn, the same at each run.
        let draw = |of: u32| (i.wrapping_mul(2_654_435_761_u32.wrapping_mul(of + 1)) >> 7) % 1_000;
        let channel = match draw(1) {
            0..8 => secret("channel"),
            8..400 => "web".to_owned(),
            400..800 => "branch".to_owned(),
            _ => format!("partner{shift}"),
        };
        let own = if draw(2) < 20 { secret("word") } else { "late".to_owned() };
        let note = format!("the customer asked for {} loans and paid {own}", draw(3) % 7);
        let amount = if i == 17 { 987_654_321.37 } else { f64::from(draw(4) * draw(5)) / 7.0 };
        let age = if i == 3 { secret("age") } else { (18 + draw(6) % 60 + shift).to_string() };
        let sex =
            if draw(7) < 3 { secret("sex") } else { ["f", "m"][(draw(8) % 2) as usize].into() };
        let score = f64::from(draw(9)) / 1_000.0;
        let label = u32::from(draw(10) < draw(9));
        let (id, mail) = (secret("id"), secret("mail"));
        let day = format!("2025-0{}-{:02}", 1 + shift, 1 + i % 28);
        writeln!(
            csv,
            "{id},{day},{channel},{note},{amount:.2},{age},{mail}@example.com,{score},{label},{sex}"
        )
        .unwrap();
    }
    csv
}

/// Every text below a folder, with its path.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let of = |path: std::path::PathBuf| match path.is_dir() {
        true => texts(&path),
        false => vec![(path.display().to_string(), text(&std::fs::read(&path).unwrap()))],
    };
    entries.flat_map(of).collect()
}

#[test]
fn no_value_of_one_row_is_in_any_form() {
    let folder = folder("redaction");
    let path = |name: &str| folder.join(name).display().to_string();
    let (reference, production) = (path("reference.csv"), path("production.csv"));
    std::fs::write(&reference, rows("a", 1)).unwrap();
    std::fs::write(&production, rows("b", 2)).unwrap();
    let settings = r#"{"roles": {"sex": "protected", "label": "label", "score": "score"},
        "data": {"expectations": "channel in {web, branch}\nage > 20\namount < 100000"}}"#;
    std::fs::write(path("settings.json"), settings).unwrap();
    let out = folder.join("out");
    std::fs::create_dir_all(&out).unwrap();
    let file = |name: &str| out.join(name).display().to_string();
    let (json, html, markdown) = (file("r.json"), file("r.html"), file("r.md"));
    let (tables, charts) = (file("tables"), file("charts"));
    let settings = path("settings.json");
    let arguments = [
        "compare",
        &reference,
        &production,
        "--settings",
        &settings,
        "-q",
        "--json",
        &json,
        "--html",
        &html,
        "--markdown",
        &markdown,
        "--tables",
        &tables,
        "--charts",
        &charts,
    ];
    let output = driftglass(&arguments);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let written = texts(&out);
    assert!(written.len() > 20, "{} files", written.len());
    for (path, text) in &written {
        let found = text
            .find(SECRET)
            .map(|place| text[place.saturating_sub(80)..].chars().take(160).collect::<String>());
        // In base64 any two letters come by chance.
        let is_record = found.as_ref().is_some_and(|found| !found.contains(' '));
        assert!(is_record || found.is_none(), "{path}: {}", found.unwrap_or_default());
        assert!(
            !text.contains("987654321") && !text.contains("987,654,3"),
            "{path} has the extreme"
        );
    }
    let whole = std::fs::read_to_string(&json).unwrap();
    assert!(whole.contains("\"redaction\": {") && whole.contains("values_withheld"));
}

#[test]
fn columns_are_numbered_where_that_is_chosen() {
    let folder = folder("masked");
    let path = |name: &str| folder.join(name).display().to_string();
    let (reference, production, settings) = (path("a.csv"), path("b.csv"), path("settings.json"));
    std::fs::write(&reference, rows("a", 1)).unwrap();
    std::fs::write(&production, rows("b", 2)).unwrap();
    std::fs::write(&settings, r#"{"report": {"mask_names": true}}"#).unwrap();
    let (json, html) = (path("r.json"), path("r.html"));
    let forms = ["--markdown", "-", "--json", &json, "--html", &html];
    let study = ["compare", &reference, &production, "--settings", &settings];
    let output = driftglass(&[&study[..], &forms].concat());
    let said = text(&output.stdout);
    assert!(said.contains("column 3"), "{said}");
    let card = text(&driftglass(&["card", &html]).stdout);
    let json = std::fs::read_to_string(json).unwrap();
    let html = std::fs::read_to_string(html).unwrap();
    for name in ["channel", "amount", "email", "customer_id", "customer\\_id"] {
        for (form, text) in [("Markdown", &said), ("JSON", &json), ("HTML", &html), ("card", &card)]
        {
            let found = text.find(name).map(|at| text[at.saturating_sub(80)..].chars().take(160));
            assert!(found.is_none(), "{form} has {name}: {}", found.unwrap().collect::<String>());
        }
    }
}

#[test]
fn a_class_is_named_though_another_column_has_its_name_in_few_rows() {
    let folder = folder("classes");
    let row = |i: u32| {
        // One month is rare, one loan in two is repaid.
        let months = if i < 2 { 1 } else { 2 + i % 6 };
        format!("{months}.0,0.{},{}.0\n", i * 37 % 89 + 10, i % 2)
    };
    let path = folder.join("loans.csv");
    let rows: String = (0..600).map(row).collect();
    std::fs::write(&path, format!("months,score,label\n{rows}")).unwrap();
    let path = path.display().to_string();
    let output = driftglass(&["compare", &path, &path, "--json", "-"]);
    let report = report::Report::from_json(&text(&output.stdout)).unwrap();
    assert_eq!(report.calibration.models[0].classes[0].class, "1");
    let labels = |column: &str| {
        let column = report.drift.columns.iter().find(|of| of.column == column).unwrap();
        let Some(report::Shape::Bars { labels, .. }) = &column.shape else { panic!("{column:?}") };
        labels.clone()
    };
    assert_eq!(labels("label").len(), 2);
    assert!(!labels("months").contains(&"1".to_owned()), "{:?}", labels("months"));
}

/// Columns that are empty but for a row, classes and arms of a row, a value that holds quotation marks, and
/// expectations of the least and the greatest.
fn odd_rows(side: &str) -> String {
    let mut csv = "id,day,nearly_empty,single_day,odd,arm,answer,truth,income\n".to_owned();
    for i in 0..900_u32 {
        let draw = |of: u32| (i.wrapping_mul(2_654_435_761_u32.wrapping_mul(of + 1)) >> 7) % 1_000;
        let rare = |tag: &str| format!("{SECRET}{tag}");
        let own = |is: bool, tag: &str, else_: &str| if is { rare(tag) } else { else_.to_owned() };
        let nearly_empty = own(i == 5, "alone", "");
        let single_day = if i == 7 { "1944-06-06" } else { "" };
        let odd = if i == 9 {
            format!("{SECRET} ”curly” tail")
        } else {
            format!("usual {}", draw(1) % 3)
        };
        let arm = own(i == 11, "arm", ["control", "treatment"][(draw(2) % 2) as usize]);
        let answer = own(i == 13, "class", ["a", "b", "c"][(draw(3) % 3) as usize]);
        let truth = own(i == 15, "truth", ["a", "b", "c"][(draw(4) % 3) as usize]);
        let income = if i == 17 { 876_543.0 } else { f64::from(draw(5)) + 0.25 };
        writeln!(
            csv,
            "{side}{i},2025-03-{:02},{nearly_empty},{single_day},{odd},{arm},{answer},{truth},{income}",
            1 + i % 28
        )
        .unwrap();
    }
    csv
}

#[test]
fn nothing_of_a_row_is_in_odd_places() {
    let folder = folder("odd_places");
    let path = |name: &str| folder.join(name).display().to_string();
    let (reference, production) = (path("reference.csv"), path("production.csv"));
    std::fs::write(&reference, odd_rows("r").replace(&format!("{SECRET} ”"), "usual ”")).unwrap();
    std::fs::write(&production, odd_rows("p")).unwrap();
    let settings = r#"{"roles": {"arm": "variant", "answer": "prediction", "truth": "label", "id": "id"},
        "data": {"expectations": "MAX  of income < 5\nmin of income > 0\nmax of income within 1% of reference"}}"#;
    std::fs::write(path("settings.json"), settings).unwrap();
    let out = folder.join("out");
    std::fs::create_dir_all(&out).unwrap();
    let file = |name: &str| out.join(name).display().to_string();
    let (json, html, markdown) = (file("r.json"), file("r.html"), file("r.md"));
    let (tables, settings) = (file("tables"), path("settings.json"));
    let forms = ["--json", &json, "--html", &html, "--markdown", &markdown, "--tables", &tables];
    let study = ["compare", &reference, &production, "--settings", &settings, "-q"];
    let output = driftglass(&[&study[..], &forms].concat());
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    for (path, text) in texts(&out) {
        // Not what stands in base64, where any letters come by chance.
        let text = text.split("id=\"record\">").next().unwrap_or_default();
        for secret in [SECRET, "876543", "876,543", "Jun 1944", "1944-06"] {
            let found =
                text.find(secret).map(|at| text[..at].chars().rev().take(90).collect::<Vec<_>>());
            let before = found.map(|before| before.into_iter().rev().collect::<String>());
            assert!(before.is_none(), "{path}: {}{secret}", before.unwrap_or_default());
        }
    }
}
