//! Model cards.

use super::{driftglass, fixture, folder, text};

fn saved(name: &str) -> String {
    let path = folder(name).join("report.json").display().to_string();
    let (a, b) = (fixture("carloan/reference.csv"), fixture("carloan/production.csv"));
    let labels = fixture("carloan/targets.csv");
    driftglass(&["compare", &a, &b, "--labels", &labels, "--json", &path, "-q"]);
    path
}

#[test]
fn a_card_has_what_was_measured_and_asks_for_the_rest() {
    let report = saved("card");
    let card = driftglass(&["card", &report]);
    assert_eq!(card.status.code(), Some(0), "{}", text(&card.stderr));
    let card = text(&card.stdout);
    assert!(card.starts_with("# Model card of y"), "{card}");
    for heading in [
        "Model",
        "Intended use and limits",
        "Data",
        "Metrics",
        "Calibration",
        "Where it is weak",
        "Fairness",
        "Drift and monitoring",
        "Caveats",
    ] {
        assert!(card.contains(&format!("\n## {heading}\n")), "{heading}");
    }
    assert!(card.contains("To be filled in: intended use."));
    let recorded = report::Report::from_json(&std::fs::read_to_string(&report).unwrap()).unwrap();
    let hash = recorded.inputs.production.sha256.unwrap();
    assert!(card.contains(&hash) && card.contains("production.csv"));
    let auc = recorded.performance.models[0].metrics[0].value.production.unwrap();
    assert!(card.contains(&report::format::estimate(&auc).0));
}

#[test]
fn a_card_says_nothing_twice_and_nothing_that_is_to_be_clicked() {
    let card = text(&driftglass(&["card", &saved("card_once")]).stdout);
    let paragraphs: Vec<&str> = card.split("\n\n").filter(|text| text.len() > 60).collect();
    assert!(paragraphs.len() > 10, "{card}");
    for (place, paragraph) in paragraphs.iter().enumerate() {
        assert!(!paragraphs[..place].contains(paragraph), "twice: {paragraph}");
    }
    assert!(card.contains("Experiments: No column names the arms of an experiment.\n"), "{card}");
    for step in ["under Data", "under Settings", "told of below"] {
        assert!(!card.contains(step), "{step}: {card}");
    }
}

#[test]
fn a_card_names_columns_that_moved_in_a_part_of_the_period() {
    let folder = folder("card_in_part");
    let path = |name: &str| folder.join(name).display().to_string();
    let row = |i: usize, first_month: usize, is_moved: bool| {
        let (month, day) = (first_month + i / 1_500, 1 + i / 54 % 28);
        let moved = if is_moved && i >= 2_650 { 60 } else { 0 };
        format!("2025-{month:02}-{day:02},{},{}\n", i * 37 % 101, i * 53 % 97 + moved)
    };
    let file = |first_month: usize, is_moved: bool| {
        let rows: String = (0..3_000).map(|i| row(i, first_month, is_moved)).collect();
        format!("at,calm,late\n{rows}")
    };
    let (a, b, json) = (path("a.csv"), path("b.csv"), path("r.json"));
    std::fs::write(&a, file(1, false)).unwrap();
    std::fs::write(&b, file(3, true)).unwrap();
    driftglass(&["compare", &a, &b, "--json", &json, "-q"]);
    let report = report::Report::from_json(&std::fs::read_to_string(&json).unwrap()).unwrap();
    let late = report.drift.named("late").unwrap();
    assert!(!late.verdict.is_drift(), "{:?} {}", late.verdict, late.reason);
    let card = text(&driftglass(&["card", &json]).stdout);
    let (_, table) =
        card.split_once("| Column | When, and how |").unwrap_or_else(|| panic!("{card}"));
    assert!(table.contains("| late | Since "), "{table}");
    assert!(!table.contains("| calm |"), "{table}");
}

#[test]
fn notes_stand_in_the_card_as_plain_text_and_unknown_ones_are_refused() {
    let report = saved("notes");
    let folder = folder("notes");
    let (notes, html) = (folder.join("notes.json"), folder.join("card.html"));
    let path = |path: &std::path::Path| path.display().to_string();
    std::fs::write(
        &notes,
        r##"{"intended_use":"<b>Loans</b> # under *10,000*","model_name":"Loan score"}"##,
    )
    .unwrap();
    let (notes_path, html_path) = (path(&notes), path(&html));
    let arguments = ["card", &report, "--notes", &notes_path];
    let markdown = text(&driftglass(&[&arguments[..], &["--markdown", "-"]].concat()).stdout);
    assert!(markdown.starts_with("# Model card of Loan score\n"), "{markdown}");
    assert!(!markdown.contains("<b>") && !markdown.contains("To be filled in: intended use."));
    driftglass(&[&arguments[..], &["--html", &html_path]].concat());
    let html = std::fs::read_to_string(&html).unwrap();
    assert!(html.contains("&lt;b&gt;Loans&lt;/b&gt; # under *10,000*"));
    std::fs::write(&notes, r#"{"intended_usage":"x"}"#).unwrap();
    let refused = driftglass(&arguments);
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stderr);
    assert!(said.contains("no field intended_usage") && said.contains("notes.json"), "{said}");
    let over = driftglass(&["card", &report, "--markdown", &report]);
    assert_eq!(over.status.code(), Some(2));
}

#[test]
fn the_fields_of_notes_are_told_by_help_and_in_the_document() {
    let help = text(&driftglass(&["card", "--help"]).stdout);
    let document = super::repository().join("docs/report.md");
    let document = std::fs::read_to_string(document).unwrap();
    for field in document::Notes::FIELDS {
        assert!(help.contains(field), "{field}");
        assert!(document.contains(&format!("| `{field}` |")), "{field}");
    }
}
