//! What is told of a report before it leaves the desk.

use std::fmt::Write;

use document::{Block, Cell, Document, Table};
use report::Report;

use super::{driftglass, folder, text};

/// An experiment of 600 rows over two months, with an id, a time, a protected column and 20 shops.
fn rows() -> String {
    let mut csv = "customer,at,arm,shop,sex,revenue,score,label\n".to_owned();
    for i in 0..600_u32 {
        let draw = |of: u32| (i.wrapping_mul(2_654_435_761_u32.wrapping_mul(of + 1)) >> 7) % 1_000;
        let arm = ["control", "blue_button"][(i % 2) as usize];
        let (sex, label) = (["f", "m"][(draw(2) % 2) as usize], u32::from(draw(3) < draw(4)));
        let (month, day) = (3 + i / 300, 1 + i / 15 % 20);
        let score = f64::from(draw(4)) / 1_000.0;
        writeln!(
            csv,
            "id-{i},2025-0{month}-{day:02},{arm},{},{sex},{},{score},{label}",
            draw(1) % 20,
            draw(5)
        )
        .unwrap();
    }
    csv
}

fn told(masks: bool) -> (Document, Report) {
    let folder = folder("outgoing");
    let path = |name: &str| folder.join(name).display().to_string();
    let (file, settings) = (path("shop_visits.csv"), path("settings.json"));
    std::fs::write(&file, rows()).unwrap();
    let chosen = format!(
        r#"{{"roles": {{"customer": "id", "at": "timestamp", "sex": "protected", "shop": "covariate"}},
            "experiments": {{"metrics": "revenue"}},
            "data": {{"expectations": "revenue < 5000"}},
            "report": {{"mask_names": {masks}}}}}"#
    );
    std::fs::write(&settings, chosen).unwrap();
    let arguments = ["compare", &file, "--experiment", "arm=control", "--settings", &settings];
    let output = driftglass(&[&arguments[..], &["--json", "-"]].concat());
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let report = Report::from_json(&text(&output.stdout)).unwrap();
    (export::outgoing(&report), report)
}

fn tables(document: &Document) -> [&Table; 2] {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect::<Vec<_>>().try_into().unwrap()
}

/// The last cell of the row whose first is so.
fn row<'a>(table: &'a Table, first: &str) -> &'a str {
    let row = table.rows.iter().find(|row| row[0] == Cell::name(first)).unwrap();
    row.iter()
        .rev()
        .find_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None })
        .unwrap()
}

#[test]
fn every_name_is_told_before_a_report_leaves() {
    let (document, _) = told(false);
    let [names, values] = tables(&document);
    for (what, expected) in [
        ("Files", "shop_visits.csv, arm is control and shop_visits.csv, arm is not control"),
        ("First and last time", "reference 1 Mar – 20 Apr 2025 and production 1 Mar – 20 Apr 2025"),
        ("Column that names rows", "customer"),
        ("Column of the time", "at"),
        ("Arms of the experiment", "control and blue_button"),
        ("Metrics of the experiment", "revenue"),
        ("Expectations, as they were written", "revenue < 5000"),
    ] {
        assert_eq!(row(names, what), expected, "{what}");
    }
    assert!(row(names, "Groups that are to be treated fairly").contains('f'));
    let shops = row(values, "shop");
    assert!(shops.starts_with("20, of them ") && !shops.contains("more"), "{shops}");
    assert!(
        !document
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Text(text) if text.contains("numbered")))
    );
}

#[test]
fn where_a_name_could_still_stand_is_told_where_columns_are_numbered() {
    let (document, report) = told(true);
    let [names, _] = tables(&document);
    let says = |word: &str| {
        document
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Text(text) if text.contains(word)))
    };
    assert!(says("It can still stand where it is a part of a longer word"));
    // The file is called after a column, and an arm is no column.
    assert_eq!(
        row(names, "Files"),
        "shop_visits.csv, column 3 is control and shop_visits.csv, column 3 is not control"
    );
    assert_eq!(row(names, "Arms of the experiment"), "control and blue_button");
    assert_eq!(row(names, "Metrics of the experiment"), "column 6");
    assert_eq!(row(names, "Expectations, as they were written"), "column 6 < 5000");
    assert_eq!(report.settings.experiments.metrics, "column 6");
}
