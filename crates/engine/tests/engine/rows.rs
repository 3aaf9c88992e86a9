//! Rows that repeat or are in both files, columns that give the label away, relations of columns.

use report::{About, Relation, RelationMeasure, Remark, Report, Severity, Verdict};

use crate::support::{compare, table};

fn remark<'a>(report: &'a Report, part: &str) -> &'a Remark {
    let found = report.data.remarks.iter().find(|remark| remark.title.contains(part));
    found.unwrap_or_else(|| panic!("no {part}: {:?}", report.data.remarks))
}

/// Numbers that look random: `seed` and position decide.
fn noise(seed: u64, i: u64) -> f64 {
    let mut bits =
        (i + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

#[test]
fn rows_that_were_delivered_twice_are_told() {
    let row = |i: u64| format!("{i},{:.6},{}\n", noise(1, i), i % 7);
    let head = "order_id,x,k\n";
    let reference = table(&(head.to_owned() + &(0..1_000).map(row).collect::<String>()));
    let twice = (1_000..1_800).chain(1_600..1_800).map(row).collect::<String>();
    let report = compare(&reference, &table(&(head.to_owned() + &twice)));
    let rows = &report.data.rows;
    assert_eq!((rows.repeated.reference, rows.repeated.production), (0, 200));
    assert!((rows.repeated_share.production.unwrap() - 0.2).abs() < 1e-12);
    assert_eq!(rows.ids[0].in_both, Some(0));
    let remark = remark(&report, "repeat earlier ones");
    assert_eq!((remark.severity, remark.rows), (Severity::High, 200));
    assert!(report.overview.findings.iter().any(|f| f.title == remark.title));
}

#[test]
fn repeats_that_come_with_size_are_no_remark() {
    let rows = |n: u64, seed: u64| {
        let row = |i: u64| {
            format!("{},{}\n", (noise(seed, i) * 40.0) as u32, (noise(seed + 1, i) * 9.0) as u32)
        };
        "a,b\n".to_owned() + &(0..n).map(row).collect::<String>()
    };
    let report = compare(&table(&rows(300, 1)), &table(&rows(6_000, 5)));
    assert!(report.data.rows.repeated.production > 5_000);
    assert!(report.data.rows.repeated_share.reference.unwrap() < 0.5);
    assert!(
        report.data.remarks.iter().all(|r| r.about != About::Rows),
        "{:?}",
        report.data.remarks
    );
}

#[test]
fn rows_and_ids_of_both_files_are_told() {
    let row = |i: u64| format!("C-{i:05},{:.6},{:.6}\n", noise(3, i), noise(4, i));
    let head = "customer_id,x,y2\n";
    let reference = table(&(head.to_owned() + &(0..600).map(row).collect::<String>()));
    let production = table(&(head.to_owned() + &(500..1_100).map(row).collect::<String>()));
    let report = compare(&reference, &production);
    assert_eq!(report.data.rows.ids[0].in_both, Some(100));
    let shared = report.data.rows.shared.as_ref().unwrap();
    assert_eq!((shared.columns, shared.rows, shared.expected_rows), (2, 100, 0.0));
    assert_eq!(remark(&report, "are in the reference, too").severity, Severity::Low);
}

fn labelled(n: u64, row: impl Fn(u64, u64) -> String) -> String {
    let label = |i: u64| u64::from(noise(9, i) < 0.4);
    "id,x,copy,code,near,label\n".to_owned()
        + &(0..n).map(|i| row(i, label(i)) + &format!(",{}\n", label(i))).collect::<String>()
}

#[test]
fn columns_that_give_the_label_away_are_told() {
    let leaky = labelled(500, |i, label| {
        let code = ["red", "blue"][label as usize];
        format!(
            "{},{:.6},{label},{code},{:.6}",
            7_000 - i,
            noise(2, i),
            label as f64 + 0.9 * noise(3, i)
        )
    });
    let clean = labelled(500, |i, _| {
        format!("{},{:.6},{},a{},{:.6}", 7_000 - i, noise(2, i), i % 2, i % 5, noise(3, i))
    });
    let report = compare(&table(&leaky), &table(&leaky));
    let leaks: Vec<&str> = report
        .data
        .remarks
        .iter()
        .filter(|remark| remark.about == About::Leakage)
        .map(|remark| remark.title.as_str())
        .collect();
    let expected = [
        "code is the label label under other names",
        "copy equals the label label",
        "near puts the label label in order",
    ];
    assert_eq!(leaks, expected);
    let report = compare(&table(&clean), &table(&clean));
    assert!(report.data.remarks.iter().all(|remark| remark.about != About::Leakage));
}

#[test]
fn an_id_that_follows_the_label_is_told() {
    let sorted = |n: u64| {
        let row = |i: u64| format!("{},{:.6},{}\n", 100 + i * 3, noise(1, i), u64::from(i > n / 3));
        "id,x,label\n".to_owned() + &(0..n).map(row).collect::<String>()
    };
    let report = compare(&table(&sorted(300)), &table(&sorted(300)));
    assert_eq!(remark(&report, "id puts the label").about, About::Leakage);
}

#[test]
fn equal_inputs_with_different_labels_are_counted() {
    let text = "x,z,label\n".to_owned()
        + &(0..200).map(|i| format!("{},{},{}\n", i / 2, i % 2 / 2, i % 2)).collect::<String>();
    let report = compare(&table(&text), &table(&text));
    assert_eq!(report.data.rows.conflicts.reference, Some(200));
    assert_eq!(remark(&report, "a different label").severity, Severity::Information);
}

fn related(n: u64, seed: u64, is_joined: bool) -> String {
    let row = |i: u64| {
        let (a, b) = (noise(seed, i), noise(seed + 1, i));
        let income = if is_joined { 0.7 * a + 0.3 * b } else { b };
        let city = (noise(seed + 2, i) * 4.0) as u32;
        let shop = if is_joined && noise(seed + 3, i) < 0.7 {
            city
        } else {
            (noise(seed + 4, i) * 4.0) as u32
        };
        format!("{a:.6},{income:.6},c{city},s{shop},{:.6}\n", f64::from(city) + 2.0 * a)
    };
    "age,income,city,shop,spend\n".to_owned() + &(0..n).map(row).collect::<String>()
}

#[test]
fn relations_that_changed_are_told_by_size() {
    let report = compare(&table(&related(3_000, 10, true)), &table(&related(2_000, 20, false)));
    let relations = &report.data.relations;
    assert_eq!((relations.pairs, relations.columns, relations.left_out), (10, 5, 0));
    let changed: Vec<(&str, &str)> = relations
        .most_changed
        .iter()
        .filter(|pair| pair.verdict.is_drift())
        .map(|pair| (pair.first.as_str(), pair.second.as_str()))
        .collect();
    let mut expected =
        vec![("age", "income"), ("city", "shop"), ("shop", "spend"), ("income", "spend")];
    let mut found = changed.clone();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(relations.most_changed[0].measure, RelationMeasure::Spearman);
    let remark = remark(&report, "age and income go together in another way");
    assert_eq!(remark.severity, Severity::High);
}

#[test]
fn a_correlation_that_changes_its_sign_is_the_other_way_round() {
    let file = |seed: u64, sign: f64| {
        let row = |i: u64| {
            let (a, b) = (noise(seed, i), noise(seed + 1, i));
            format!("{a:.6},{:.6}\n", sign * a + b)
        };
        table(&("x,z\n".to_owned() + &(0..500).map(row).collect::<String>()))
    };
    let report = compare(&file(1, 1.0), &file(7, -1.0));
    assert_eq!(remark(&report, "the other way round").severity, Severity::High);
    assert_eq!(
        report.data.relations.says,
        "1 of 1 pair changed beyond chance, in 500 and 500 rows"
    );
}

#[test]
fn relations_without_drift_hold_their_level() {
    let mut small = 0;
    for seed in 0..60 {
        let n = [150, 400, 1_000][seed as usize % 3];
        let report = compare(
            &table(&related(n, 1_000 + 10 * seed, true)),
            &table(&related(n / 2 + 100, 5_000 + 10 * seed, true)),
        );
        let is_small = |pair: &&Relation| pair.p_value.is_some_and(|p| p < 0.05);
        small += report.data.relations.most_changed.iter().filter(is_small).count();
        let grave = |pair: &&Relation| pair.verdict >= Verdict::Moderate;
        let found = report.data.relations.most_changed.iter().find(grave);
        assert!(found.is_none(), "seed {seed}: {found:?}");
    }
    // 600 pairs at 5% are 30; pairs of one draw are not independent.
    assert!(small <= 60, "{small} of 600 under 0.05");
}

// Expected: scipy.stats.spearmanr and pearsonr over the rows that have both values, scipy 1.17.1:
// x = (i * 37) % 101, y = (i * i) % 89, i from 0 to 399, x missing at multiples of 7, y of 5.
#[test]
fn missing_values_are_left_out_pair_by_pair() {
    let row = |i: u64| {
        let x = if i.is_multiple_of(7) { String::new() } else { (i * 37 % 101).to_string() };
        let y = if i.is_multiple_of(5) { String::new() } else { (i * i % 89).to_string() };
        format!("{x},{y}\n")
    };
    let text = "x,z\n".to_owned() + &(0..400).map(row).collect::<String>();
    let report = compare(&table(&text), &table(&text));
    let pair = &report.data.relations.most_changed[0];
    assert_eq!((pair.n.reference, pair.p_value), (274, Some(1.0)));
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found}");
    close(pair.value.reference, -0.028195629138922488);
    close(pair.pearson.unwrap().production, -0.02258355035694991);
}
