//! What the values of columns look like, against golden values and by example.

use report::{About, ColumnProfile, Kind, Report, Settings, Severity, Side};
use serde_json::Value;

use crate::support::{compare, json, larger_data, read, table};

fn profile<'a>(report: &'a Report, name: &str) -> &'a ColumnProfile {
    report.data.columns.iter().find(|profile| profile.column == name).unwrap()
}

/// Compares a larger pair with the golden values of its quality.
fn check(scenario: &str, [reference, production]: [&str; 2], least: usize) {
    let Some(data) = larger_data() else { return };
    let mut settings = Settings::default();
    settings.data.top_values = 10;
    let tables = [reference, production].map(|file| read(&data.join(file)));
    let report = engine::analyze(&tables[0], &tables[1], &settings);
    let golden = json(&data.join("golden").join(scenario).join("quality.json"));
    let mut compared = 0;
    for (name, expected) in golden["columns"].as_object().unwrap() {
        let profile = profile(&report, name);
        for side in Side::BOTH {
            let expected = &expected[side.label().to_lowercase()];
            if !expected.is_null() {
                compared += check_side(profile, side, expected);
            }
        }
        let unseen = profile.quality.unseen.as_ref().map(|unseen| unseen.rows);
        if let (Some(expected), Some(found)) = (expected["unseen_in_reference"].as_u64(), unseen) {
            assert_eq!(found, expected, "{name}: unseen");
            compared += 1;
        }
    }
    compared += check_rows(&report, &golden);
    println!("{scenario}: {compared} values agree");
    assert!(compared >= least, "only {compared} values were compared");
}

/// Rows, ids that repeat or stand in both files, and columns of one file only.
fn check_rows(report: &Report, golden: &Value) -> usize {
    let found = &report.data.rows;
    let mut compared = 0;
    let mut same = |what: &str, found: Option<u64>, expected: &Value| {
        if let (Some(found), Some(expected)) = (found, expected.as_u64()) {
            assert_eq!(found, expected, "{what}");
            compared += 1;
        }
    };
    let id = found.ids.first();
    for side in Side::BOTH {
        let of = |key: &str| golden[key][side.label().to_lowercase()].clone();
        same("rows", Some(report.inputs.get(side).rows), &of("rows"));
        same("repeated rows", Some(*found.repeated.get(side)), &of("duplicate_rows"));
        let repeated = id.and_then(|id| *id.repeated.get(side));
        same("repeated ids", repeated, &of("duplicate_ids"));
    }
    same("ids in both", id.and_then(|id| id.in_both), &golden["ids_in_both_files"]);
    for (key, side) in [
        ("columns_only_in_reference", Side::Reference),
        ("columns_only_in_production", Side::Production),
    ] {
        let is_only = |profile: &&ColumnProfile| {
            profile.kind.get(side).is_some() && profile.kind.get(side.other()).is_none()
        };
        let only = report.data.columns.iter().filter(is_only);
        let only: Vec<Value> = only.map(|profile| profile.column.as_str().into()).collect();
        assert_eq!(Value::from(only), golden[key], "{key}");
        compared += 1;
    }
    compared
}

fn check_side(profile: &ColumnProfile, side: Side, expected: &Value) -> usize {
    let name = &profile.column;
    let of = |key: &str| expected[key].as_u64();
    let quality = profile.quality.sides.get(side).as_ref().unwrap();
    let range = profile.quality.range.as_ref().map(|range| range.below + range.above);
    let pairs = [
        ("missing", profile.missing.get(side).map(|missing| missing.total())),
        ("distinct", *profile.distinct.get(side)),
        ("leading_or_trailing_space", Some(quality.text.as_ref().map_or(0, |text| text.padded))),
        ("iqr_outliers", quality.outliers),
        ("outside_reference_range", range.filter(|_| side == Side::Production)),
    ];
    let mut compared = 0;
    for (key, found) in pairs {
        if let (Some(expected), Some(found)) = (of(key), found) {
            assert_eq!(found, expected, "{name}, {side:?}: {key}");
            compared += 1;
        }
    }
    let is_constant = *profile.distinct.get(side) == Some(1);
    assert_eq!(Some(is_constant), expected["constant"].as_bool(), "{name}, {side:?}");
    let Some(top) = expected["top10"].as_array() else {
        assert!(quality.top.is_empty(), "{name}: all distinct");
        return compared + 2;
    };
    let is_number = profile.kind.get(side).is_some_and(Kind::is_number);
    assert_eq!(quality.top.len(), top.len(), "{name}, {side:?}");
    // Python writes small numbers as 2.8e-05, so that ties are in another order there.
    let is_power = |expected: &Value| expected[0].as_str().unwrap().contains("e-");
    let has_powers = is_number && top.iter().any(is_power);
    for (found, expected) in quality.top.iter().zip(top) {
        assert_eq!(Some(found.rows), expected[1].as_u64(), "{name}: {found:?}, {expected}");
        let text = expected[0].as_str().unwrap();
        if has_powers {
            continue;
        }
        if is_number {
            let number = |text: &str| text.parse::<f64>().ok();
            let plain = found.value.replace(',', "").replace('\u{2212}', "-");
            let plain = plain.replace(" × 10", "e").replace('⁻', "-");
            let plain: String = plain.chars().map(ascii_digit).collect();
            assert_eq!(number(&plain), number(text), "{name}: {found:?}, {expected}");
        } else if *profile.kind.get(side) != Some(Kind::DateTime) {
            assert_eq!(found.value, text, "{name}");
        }
    }
    compared + 1 + 2 * top.len()
}

/// A raised digit as a plain one.
fn ascii_digit(c: char) -> char {
    let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|other| other == c);
    raised.and_then(|digit| char::from_digit(digit as u32, 10)).unwrap_or(c)
}

#[test]
fn the_car_loan_pair_has_its_golden_quality() {
    check("a_carloan", ["a_carloan/reference.csv", "a_carloan/production.csv"], 300);
}

#[test]
fn the_flights_pair_has_its_golden_quality() {
    check("b_flights", ["b_flights/reference.csv.gz", "b_flights/production.csv.gz"], 400);
}

#[test]
fn the_smaller_flights_pair_has_its_golden_quality() {
    check("b_flights_20k", ["b_flights_20k/reference.csv", "b_flights_20k/production.csv"], 400);
}

#[test]
fn the_credit_pair_has_its_golden_quality() {
    check("c_credit", ["c_credit/reference.csv", "c_credit/production.csv"], 400);
}

#[test]
fn the_diamonds_pair_has_its_golden_quality() {
    check("d_diamonds", ["d_diamonds/reference.csv", "d_diamonds/production.csv"], 400);
}

#[test]
fn the_synthetic_pair_has_its_golden_quality() {
    let files = ["scale/scale_100000_reference.csv.gz", "scale/scale_100000_production.csv.gz"];
    check("scale_100000", files, 500);
}

/// A column of ages and one of countries; the closure changes a row.
fn rows(n: u32, change: impl Fn(u32) -> Option<(&'static str, &'static str)>) -> String {
    let countries = ["DE", "FR", "IT", "ES"];
    let mut text = "age,country,x\n".to_owned();
    for i in 0..n {
        let age = (18 + i * 7 % 57).to_string();
        let (age, country) = change(i).unwrap_or((&age, countries[(i * 5 % 7 % 4) as usize]));
        text.push_str(&format!("{age},{country},{}\n", i * 37 % 1009));
    }
    text
}

#[test]
fn a_row_beyond_the_range_by_chance_is_no_remark_and_many_are() {
    let reference = table(&rows(2_000, |_| None));
    let one = table(&rows(2_000, |i| (i == 7).then_some(("75", "DE"))));
    let mut remarks = compare(&reference, &one).data.remarks;
    remarks.retain(|remark| remark.about == About::Values);
    assert!(remarks.is_empty(), "{remarks:?}");
    let many = table(&rows(2_000, |i| (i % 50 == 3).then_some(("950", "BR"))));
    let report = compare(&reference, &many);
    let remarks = report.data.remarks.iter().filter(|remark| remark.about == About::Values);
    let about: Vec<(Option<&str>, Severity)> =
        remarks.map(|remark| (remark.column.as_deref(), remark.severity)).collect();
    assert_eq!(about, [(Some("age"), Severity::Medium), (Some("country"), Severity::Medium)]);
    let age = &report.data.remarks[0];
    assert_eq!(age.title, "age lies beyond the reference’s range in 40 rows");
    assert!(age.detail.starts_with("40 over 74, as far as 950; chance alone gives about 2;"));
    assert!(age.detail.ends_with("first on line 5"), "{}", age.detail);
    let unseen = profile(&report, "country").quality.unseen.as_ref().unwrap();
    assert_eq!((unseen.values, unseen.rows), (1, 40));
    assert_eq!(unseen.examples[0].line, Some(5));
    assert!(report.overview.findings.iter().any(|f| f.title == age.title));
}

#[test]
fn known_values_in_another_spelling_are_told_as_such() {
    let reference = table(&rows(1_000, |_| None));
    let production = table(&rows(1_000, |i| (i % 20 == 0).then_some(("30", " de"))));
    let report = compare(&reference, &production);
    let remark = report.data.remarks.iter().find(|r| r.column.as_deref() == Some("country"));
    let remark = remark.unwrap();
    assert!(remark.detail.contains("50 of the rows hold known values but for white space or case"));
    assert!(remark.step.starts_with("Write the values of country as in the reference"));
    let texts = &profile(&report, "country").quality.sides.production.as_ref().unwrap().text;
    assert_eq!(texts.as_ref().map(|text| (text.padded, text.longest)), Some((50, 3)));
}

#[test]
fn an_id_in_another_shape_is_told() {
    let id = |i: u32, shape: u32| match shape {
        0 => format!("AB-{i:05}"),
        _ => format!("{i:05}X"),
    };
    let text = |shape: fn(u32) -> u32| {
        let rows = (0..600).map(|i| format!("{},{}\n", id(i, shape(i)), i % 9));
        format!("order_id,x\n{}", rows.collect::<String>())
    };
    let report = compare(&table(&text(|_| 0)), &table(&text(|i| u32::from(i % 5 == 0))));
    let shapes = profile(&report, "order_id").quality.new_shapes.as_ref().unwrap();
    assert_eq!((shapes.rows, shapes.examples[0].value.as_str()), (120, "99999A"));
    let remark = &report.data.remarks[0];
    assert_eq!((remark.about, remark.severity), (About::Values, Severity::High));
    assert_eq!(remark.title, "order_id is written in another shape in 120 rows");
}

#[test]
fn a_column_that_no_longer_changes_is_told() {
    let text = |constant: bool| {
        let rows = (0..400).map(|i| format!("{},{}\n", if constant { 3 } else { i % 3 }, i % 7));
        format!("a,b\n{}", rows.collect::<String>())
    };
    let report = compare(&table(&text(false)), &table(&text(true)));
    assert_eq!(report.data.remarks[0].title, "a has a single value in production, “3”");
    let report = compare(&table(&text(true)), &table(&text(true)));
    assert_eq!(report.data.remarks[0].severity, Severity::Information);
    assert_eq!(report.data.remarks.len(), 1);
}

/// Rare values that chance alone leaves out of production: 3 rows of 1,000 do so in one of 8 pairs.
#[test]
fn rare_values_that_stay_away_by_chance_make_no_constant() {
    let text = |rare: u32| {
        let rows = (0..1_000).map(|i| format!("{},{}\n", u32::from(i < rare), i % 7));
        format!("is_error,b\n{}", rows.collect::<String>())
    };
    let told = |rare: u32| {
        let report = compare(&table(&text(rare)), &table(&text(0)));
        report.data.remarks.iter().map(|remark| remark.severity).max()
    };
    assert_eq!(told(3), None);
    assert_eq!((told(8), told(20)), (Some(Severity::Low), Some(Severity::High)));
}

/// What a row that opens says is text of its own in the Report: that it stays a small part of it.
#[test]
fn the_lines_in_words_are_a_small_part_of_the_report() {
    let side = |seed: u32| {
        let names: Vec<String> = (0..100).map(|column| format!("column_{column}")).collect();
        let cell = |row: u32, column: u32| {
            let bits = (row * 100 + column + seed).wrapping_mul(0x9e37_79b9);
            (bits ^ (bits >> 15)).wrapping_mul(0x85eb_ca6b) >> 12
        };
        let row = |row: u32| {
            let cells: Vec<String> = (0..100).map(|c| format!("{}.5", cell(row, c))).collect();
            cells.join(",") + "\n"
        };
        table(&format!("{}\n{}", names.join(","), (0..200).map(row).collect::<String>()))
    };
    let report = compare(&side(1), &side(99_991));
    let whole = report.to_json().unwrap().len();
    let lines = report
        .data
        .columns
        .iter()
        .map(|profile| serde_json::to_string_pretty(&profile.quality.lines).unwrap().len());
    let lines: usize = lines.sum();
    println!("{} bytes a column, {lines} of {whole}", lines / 100);
    assert!(lines * 20 < whole, "{lines} of {whole}");
}

#[test]
fn a_rare_value_of_two_is_no_outlier() {
    let row = |i: usize| format!("{},{}\n", u8::from(i.is_multiple_of(10)), i * 37 % 101);
    let file = "flag,x\n".to_owned() + &(0..300).map(row).collect::<String>();
    let report = compare(&table(&file), &table(&file));
    let outliers = |name: &str| {
        profile(&report, name).quality.sides.production.as_ref().and_then(|side| side.outliers)
    };
    assert_eq!((outliers("flag"), outliers("x")), (None, Some(0)));
}
