//! Documents of real reports: what every view takes for granted of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::path::Path;

use document::{Block, Document, Documents, Table};
use report::{Reading, Report, Settings};

/// The report of two files of a folder of fixtures.
fn report(folder: &str) -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(folder);
    let read = |side: &str| {
        let name = format!("{side}.csv");
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        table::read(&name, &bytes, &Reading::default()).unwrap()
    };
    engine::analyze(&read("reference"), &read("production"), &Settings::default())
}

/// Every block of a document, in its order.
fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::Section(section) => walk(&section.blocks, visit),
            Block::Columns(columns) => columns.iter().for_each(|column| walk(column, visit)),
            Block::Details(_, inner) => walk(inner, visit),
            _ => {}
        }
    }
}

fn tables(document: &Document) -> Vec<&Table> {
    let mut tables = Vec::new();
    walk(&document.blocks, &mut |block| match block {
        Block::Table(table) => tables.push(table),
        Block::Slider(slider) => tables.push(&slider.table),
        _ => {}
    });
    tables
}

fn check(document: &Document) {
    let mut names = BTreeSet::new();
    walk(&document.blocks, &mut |block| {
        if let Block::Section(section) = block {
            assert!(names.insert(&section.title), "two sections are called {}", section.title);
        }
    });
    let mut ids = BTreeSet::new();
    for table in tables(document) {
        assert!(ids.insert(&table.id), "two tables are called {}", table.id);
        assert!(!table.caption.is_empty());
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.id);
    }
    let text = format!("{document:?}");
    let is_finite = ["NaN", "inf,", "inf)"].iter().all(|word| !text.contains(word));
    assert!(is_finite, "a number is not finite");
}

#[test]
fn sections_and_tables_have_names_of_their_own() {
    let documents = Documents::of(&report("carloan"));
    for document in [&documents.performance, &documents.calibration, &documents.segments] {
        assert_eq!(document.lacks, None);
        assert!(!document.headline.is_empty() && !document.blocks.is_empty());
        check(document);
    }
    assert!(tables(&documents.performance).iter().any(|table| table.id == "metrics"));
    assert!(tables(&documents.calibration).iter().any(|table| table.id == "calibration-windows"));
}

#[test]
fn several_models_are_told_apart() {
    let mut report = report("carloan");
    let mut second = report.performance.models[0].clone();
    second.name = "another".to_owned();
    report.performance.models.push(second);
    let mut second = report.calibration.models[0].clone();
    second.name = "another".to_owned();
    report.calibration.models.push(second);
    let mut second = report.segments.models[0].clone();
    second.name = "another".to_owned();
    report.segments.models.push(second);
    let documents = Documents::of(&report);
    check(&documents.performance);
    check(&documents.calibration);
    check(&documents.segments);
}

#[test]
fn documents_survive_the_journey() {
    let documents = Documents::of(&report("carloan"));
    let bytes = documents.to_bytes().unwrap();
    assert_eq!(Documents::from_bytes(&bytes).unwrap(), documents);
    assert!(Documents::from_bytes(&bytes[..bytes.len() - 1]).is_err());
}

/// A file with a proxy, a label, a value and a conversion, and how each row was answered.
fn log(slow: u32) -> String {
    let head = "at,churned,my_proxy,revenue,latency_ms,status\n";
    (0..2_000).fold(head.to_owned(), |text, i| {
        let (day, hour) = (1 + i / 100, i % 100 * 24 / 100);
        let (proxy, churned) = (i * 37 % 101, u32::from(i * 53 % 97 < i * 37 % 101));
        text + &format!(
            "2025-03-{day:02} {hour:02}:00:00,{churned},{proxy},{},{},{}\n",
            i * 29 % 53,
            (1 + i * 31 % 100) * slow,
            if i % 50 == 0 { 503 } else { 200 }
        )
    })
}

#[test]
fn a_log_without_a_model_is_told_of_with_its_objectives() {
    let read = |text: &str| table::read("log.csv", text.as_bytes(), &Reading::default()).unwrap();
    let report = engine::analyze(&read(&log(1)), &read(&log(5)), &Settings::default());
    assert!(report.performance.lacks.is_some());
    let performance = Documents::of(&report).performance;
    check(&performance);
    assert_eq!(
        (performance.lacks.as_ref(), &performance.headline),
        (None, &report.operation.headline)
    );
    let ids: Vec<&str> = tables(&performance).iter().map(|table| table.id.as_str()).collect();
    let expected = ["business", "business-windows", "objectives", "operation", "operation-windows"];
    assert_eq!(ids, expected);
}

/// Two models over people of two groups and of many, of which some are treated unlike.
fn people(unlike: usize) -> String {
    let head = "id,sex,race,label,score_a,score_b,pred_a,pred_b\n";
    (0..3_000).fold(head.to_owned(), |text, i| {
        let sex = ["f", "m"][i % 2];
        let race = ["a", "b", "c", "d", ""][i / 2 % 17 % 5];
        let score = (i * 37 % 101) as f64 / 101.0;
        let label = u32::from(i * 53 % 97 < i * 37 % 101);
        let lower = score - if i % 2 == 0 { 0.1 * unlike as f64 } else { 0.0 };
        let [a, b] = [lower.max(0.0), score];
        let [x, y] = [a, b].map(|score| u32::from(score >= 0.5));
        text + &format!("{i},{sex},{race},{label},{a:.3},{b:.3},{x},{y}\n")
    })
}

#[test]
fn fairness_is_told_by_model_and_attribute() {
    let read =
        |text: &str| table::read("people.csv", text.as_bytes(), &Reading::default()).unwrap();
    let report = engine::analyze(&read(&people(0)), &read(&people(3)), &Settings::default());
    let fairness = Documents::of(&report).fairness;
    check(&fairness);
    assert_eq!(fairness.lacks, None);
    assert!(
        fairness.headline.starts_with("score_a ")
            && fairness.headline.contains(" points ")
            && fairness.headline.contains("That is beyond the limit, and not by chance"),
        "{}",
        fairness.headline
    );
    let mut titles = Vec::new();
    let mut drawings = 0;
    walk(&fairness.blocks, &mut |block| match block {
        Block::Section(section) => titles.push(section.title.as_str()),
        Block::Drawing(_) => drawings += 1,
        _ => {}
    });
    assert_eq!(titles[..3], ["score_a", "score_a by sex", "score_a by race"]);
    assert!(titles.contains(&"score_b by sex and race"));
    assert!(drawings >= 24, "{drawings}");
}

#[test]
fn reports_beside_each_other_and_a_card_are_documents_like_others() {
    let (carloan, flights) = (report("carloan"), report("flights"));
    let all = [carloan.clone(), flights, carloan.clone()];
    for reports in [&all[..2], &all[..]] {
        let difference = engine::difference(reports).unwrap();
        let document = document::difference(&difference);
        check(&document);
        assert_eq!((document.lacks.as_ref(), &document.headline), (None, &difference.headline));
        let drawings = difference.series.map(|_| 1);
        let mut drawn = 0;
        walk(&document.blocks, &mut |block| {
            drawn += usize::from(matches!(block, Block::Drawing(_)))
        });
        assert_eq!(
            drawn,
            drawings.unwrap_or(0),
            "the PSI of what drifted; the last production has no labels"
        );
    }
    assert_eq!(engine::difference(&all[..1]), None);
    let notes = document::Notes::from_json(r#"{"limits":"Not for refusals."}"#).unwrap();
    let card = document::card(&carloan, &notes);
    check(&card);
    let text = format!("{card:?}");
    assert!(
        text.contains("Limits: Not for refusals.") && !text.contains("To be filled in: limits")
    );
    assert!(text.contains("To be filled in: intended use."));
}
