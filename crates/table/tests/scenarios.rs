//! Real files, against what Python's `csv` module and `math.fsum` say of them:
//! `rows = csv.DictReader(open(FILE, newline="", encoding="utf-8"))`, then
//! `math.fsum(float(row[COLUMN]) for row in rows if row[COLUMN])`.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "../../../tests/support/larger_data.rs"]
mod larger_data;

use std::fs;

use larger_data::larger_data;
use report::{Kind, Reading, Side};
use table::Table;

fn read(file: &str) -> Option<Table> {
    let bytes = fs::read(larger_data()?.join(file)).unwrap();
    Some(table::read(file, &bytes, &Reading::default()).unwrap())
}

#[test]
fn sums_agree_with_python() {
    for (file, column, rows, present, sum) in [
        ("a_carloan/reference.csv", "car_value", 50_000, 50_000, 1_482_233_321.0),
        ("a_carloan/reference.csv", "debt_to_income_ratio", 50_000, 50_000, 29_281.807_617_164_3),
        ("b_flights_20k/production.csv", "air_time", 20_000, 19_564, 2_937_719.0),
        ("c_credit/reference.csv", "score_control", 13_040, 13_040, 2_849.625_506),
        ("d_diamonds/production.csv", "proba_Fair", 20_360, 20_360, 607.024_123),
        ("d_diamonds/production.csv", "table", 20_360, 19_960, 1_148_551.7),
        ("e1_checkout/experiment.csv", "revenue", 40_000, 40_000, 189_207.54),
    ] {
        let Some(table) = read(file) else { continue };
        let column = table.column(column).unwrap();
        let numbers = column.numbers().unwrap();
        assert_eq!((table.rows(), numbers.len()), (rows, present), "{file}");
        assert_eq!(column.missing().empty, (rows - present) as u64, "{file}");
        let found: f64 = numbers.iter().sum();
        assert!((found - sum).abs() <= 1e-9 * sum, "{file}: {found} instead of {sum}");
    }
}

#[test]
fn quoted_categories_agree_with_python() {
    // sorted(collections.Counter(row["education"] for row in rows).items())
    let Some(table) = read("c_credit/reference.csv") else { return };
    let expected = [
        ("Graduate school, \"postgrad\"", 4733),
        ("High school (高中)", 2114),
        ("Other / unknown", 201),
        ("Université", 5992),
    ];
    let expected = expected.map(|(text, count)| (text.to_owned(), count));
    assert_eq!(table.column("education").unwrap().counts(), expected);
}

#[test]
fn kinds() {
    use Kind::{Boolean, Category, DateTime, Float, Identifier, Integer};
    for (file, kinds) in [
        (
            "a_carloan/reference.csv",
            &[
                Integer, Float, Category, Float, Float, Boolean, Category, Float, Float, DateTime,
                Float, Integer, Category,
            ][..],
        ),
        (
            "b_flights_20k/reference.csv",
            &[
                Integer, DateTime, Category, Category, Category, Category, Category, Category,
                Category, Integer, Integer, Integer, Integer, Boolean, Float, Integer,
            ],
        ),
        (
            "c_credit/production.csv",
            &[
                Identifier, DateTime, Category, Category, Category, Integer, Integer, Integer,
                Integer, Integer, Integer, Integer, Integer, Float, Float, Integer, Integer,
                Integer, Category,
            ],
        ),
        (
            "e1_checkout/experiment.csv",
            &[Identifier, Category, Category, Category, DateTime, Float, Integer, Float, Integer],
        ),
        ("b_flights/production.csv.gz", &[Integer, DateTime]),
    ] {
        let Some(table) = read(file) else { continue };
        let found: Vec<Kind> = table.columns().iter().map(table::Column::kind).collect();
        assert_eq!(found[..kinds.len()], *kinds, "{file}");
        assert_eq!(table.rows_skipped(), 0, "{file}");
    }
}

#[test]
fn clean_files_are_read_without_a_remark() {
    for file in [
        "a_carloan/reference.csv",
        "b_flights_20k/production.csv",
        "c_credit/reference.csv",
        "d_diamonds/reference.csv",
        "e3_resume/experiment.csv",
    ] {
        let Some(table) = read(file) else { continue };
        assert_eq!(table.ledger(Side::Reference), [], "{file}");
    }
}
