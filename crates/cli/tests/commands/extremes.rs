//! Extremes, rates of few rows and names in odd places: in a report that withholds nothing, and in none that leaves the
//! desk.

use std::fmt::Write;

use report::{Report, Shape};

use super::{driftglass, folder, text};

/// The report of two files by some settings, as JSON and as Markdown in one text.
fn saved(name: &str, files: [&str; 2], settings: &str) -> (Report, String) {
    let folder = folder(name);
    let path = |name: &str| folder.join(name).display().to_string();
    let (reference, production, chosen) = (path("a.csv"), path("b.csv"), path("settings.json"));
    std::fs::write(&reference, files[0]).unwrap();
    std::fs::write(&production, files[1]).unwrap();
    std::fs::write(&chosen, settings).unwrap();
    let (json, markdown) = (path("r.json"), path("r.md"));
    let study = ["compare", &reference, &production, "--settings", &chosen, "-q"];
    let output = driftglass(&[&study[..], &["--json", &json, "--markdown", &markdown]].concat());
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let json = std::fs::read_to_string(json).unwrap();
    let report = Report::from_json(&json).unwrap();
    (report, json + &std::fs::read_to_string(markdown).unwrap())
}

/// A number that looks drawn, from 0 up to 1, the same at each run.
fn drawn(row: u32, of: u32) -> f64 {
    let state = (row * 131 + of).wrapping_mul(2_654_435_761);
    let state = (state ^ (state >> 15)).wrapping_mul(2_246_822_519);
    f64::from((state ^ (state >> 13)) >> 8) / f64::from(1 << 24)
}

/// Incomes of 2,000 to 6,000 with one row at either end, some beyond them in production, and a group of three rows.
fn people(is_production: bool) -> String {
    let seed = u32::from(is_production) * 50;
    let mut csv = "income,sex,answer,truth\n".to_owned();
    for row in 0..700_u32 {
        let income = match row {
            11 => 1_287.5,
            12 => 7_393.5,
            13 if is_production => 98_437.5,
            14..80 if is_production => 8_000.0 + 1_000.0 * drawn(row, seed),
            _ => 2_000.0 + 4_000.0 * drawn(row, seed),
        };
        let sex = match row {
            0..3 => "other",
            _ if drawn(row, seed + 1) < 0.5 => "f",
            _ => "m",
        };
        let [answer, truth] = [2, 3].map(|of| u8::from(drawn(row, seed + of) < 0.5));
        writeln!(csv, "{income:.2},{sex},{answer},{truth}").unwrap();
    }
    csv
}

const PEOPLE: &str = r#""roles": {"answer": "prediction", "truth": "label", "sex": "protected"}"#;

#[test]
fn ends_of_a_range_and_lines_of_rows_leave_no_sentence() {
    let files = [people(false), people(true)];
    let files = files.each_ref().map(String::as_str);
    // The least and the greatest of the reference, and the farthest of production, as sentences write them.
    let secrets =
        ["1,287.5", "7,393.5", "98,437.5", "1287.5", "7393.5", "98437.5", "first on line"];
    let (_, whole) =
        saved("range_whole", files, &format!("{{{PEOPLE}, \"report\": {{\"redact\": false}}}}"));
    assert!(secrets.iter().filter(|secret| whole.contains(*secret)).count() >= 4, "{whole}");
    assert!(whole.contains("lies beyond the reference’s range"), "{whole}");
    let (_, sent) = saved("range_sent", files, &format!("{{{PEOPLE}}}"));
    assert!(sent.contains("lies beyond the reference’s range"), "{sent}");
    for secret in secrets {
        assert!(!sent.contains(secret), "{secret} in {sent}");
    }
}

#[test]
fn a_side_of_a_group_with_few_rows_tells_no_rates() {
    let files = [people(false), people(true)];
    let (report, _) =
        saved("few_rows", files.each_ref().map(String::as_str), &format!("{{{PEOPLE}}}"));
    let groups = report.fairness.models.iter().flat_map(|model| &model.attributes[0].groups);
    let sides = groups.flat_map(|group| [&group.sides.reference, &group.sides.production]);
    let (few, many): (Vec<_>, Vec<_>) = sides.partition(|side| side.rows < 5);
    assert!(few.len() == 2 && few.iter().all(|side| side.measures.is_empty()), "{few:?}");
    assert!(many.len() == 4 && many.iter().all(|side| !side.measures.is_empty()), "{many:?}");
}

#[test]
fn quantiles_of_a_short_file_have_rows_beyond_them() {
    let file = |seed: u32| {
        let salaries = (0..101_u32).map(|row| match row {
            7 => 1_000.37,
            8 => 1_234.56,
            row => 2_000.0 + 3_000.0 * drawn(row, seed),
        });
        salaries.fold("salary\n".to_owned(), |csv, salary| csv + &format!("{salary:.2}\n"))
    };
    let files = [file(1), file(2)];
    let files = files.each_ref().map(String::as_str);
    let (_, whole) = saved("short_whole", files, r#"{"report": {"redact": false}}"#);
    assert!(whole.contains("1234.56") && whole.contains("1000.37"), "{whole}");
    let (report, sent) = saved("short_sent", files, "{}");
    assert!(!sent.contains("1234.56") && !sent.contains("1000.37"), "{sent}");
    let summary = report.drift.columns[0].summary.reference.unwrap();
    // Of 101 rows five are at or under the quantile 0.05, and one under 0.01.
    assert_eq!([summary.min, summary.q01], [summary.q05; 2]);
    assert_eq!([summary.max, summary.q99], [summary.q95; 2]);
    assert!(summary.q05 < summary.q10 && summary.q90 < summary.q95, "{summary:?}");
    let shape = report.drift.columns[0].shape.as_ref().unwrap();
    let Shape::Histogram { edges, counts, below, above } = shape else { panic!("{shape:?}") };
    // Round edges do not tell where the least value lies, however many cells are counted down from them.
    let width = edges[1] - edges[0];
    assert!(edges.iter().all(|edge| (edge / width - (edge / width).round()).abs() < 1e-9));
    let cells = edges.len() - 1;
    let rows = |cell: usize| counts.reference[cell] + counts.production[cell];
    assert!(rows(0) >= 5 && rows(cells - 1) >= 5, "{counts:?}");
    let drawn: u64 = (0..cells).map(rows).sum();
    let beyond = below.reference + below.production + above.reference + above.production;
    assert_eq!(drawn + beyond, 202);
}

#[test]
fn the_greatest_value_is_not_told_where_a_condition_stands_before_it() {
    let files = [people(false), people(true)];
    let files = files.each_ref().map(String::as_str);
    let expectation = r#""data": {"expectations": "when sex = f: max of income < 9"}"#;
    let (_, whole) = saved(
        "when_whole",
        files,
        &format!("{{{expectation}, \"report\": {{\"redact\": false}}}}"),
    );
    let told = |report: &str| report.contains("in the reference") && report.contains("It is ");
    assert!(told(&whole), "{whole}");
    let (report, _) = saved("when_sent", files, &format!("{{{expectation}}}"));
    let message = &report.data.expectations.checked[0].message;
    assert_eq!(message, "The value is that of one row, and is withheld");
}

#[test]
fn numbers_stay_numbers_and_long_names_go_where_columns_are_numbered() {
    let long = "the monthly income of the household before tax and other deductions, in euros";
    let file = |shift: f64| {
        let mut csv = format!("0,1,2,\"{long}\"\n");
        (0..400_u32).for_each(|row| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|of| drawn(row, of));
            writeln!(csv, "{a:.4},{:.4},{c:.4},{:.4}", b + shift, d + shift).unwrap();
        });
        csv
    };
    let files = [file(0.0), file(0.5)];
    let files = files.each_ref().map(String::as_str);
    let (named, whole) = saved("names_whole", files, "{}");
    let start = &long[..50];
    assert!(whole.contains(start), "{whole}");
    let (masked, sent) = saved("names_sent", files, r#"{"report": {"mask_names": true}}"#);
    assert!(!sent.contains(start), "{sent}");
    assert_eq!(masked.driftglass_version, named.driftglass_version);
    let values = |report: &Report| -> Vec<String> {
        report.overview.counters.iter().map(|counter| counter.value.clone()).collect()
    };
    assert_eq!(values(&masked), values(&named));
    assert!(sent.contains("column 2") && sent.contains("column 4"), "{sent}");
}

/// Two weeks of answers of a service with one slow one, a few rows of large scores, and three rows of a new version.
fn answers(is_production: bool) -> String {
    let seed = 10 + u32::from(is_production) * 50;
    let mut csv = "day,version,latency_ms,score,truth\n".to_owned();
    for row in 0..700_u32 {
        let score = match row {
            21 => 0.973_127,
            22 => 0.041_739,
            _ => 0.3 + 0.4 * drawn(row, seed),
        };
        let latency = match row {
            31 => 83_719.25,
            32 if is_production => 61_283.75,
            _ => 100.0 + 100.0 * drawn(row, seed + 1),
        };
        let version = if is_production && (31..34).contains(&row) { "v2" } else { "v1" };
        // The last day has one row.
        let day = if row == 699 { 15 } else { 1 + row / 50 };
        let latency = if row == 699 { 47_291.5 } else { latency };
        let truth = u8::from(drawn(row, seed + 2) < score);
        let month = 3 + u32::from(is_production);
        writeln!(csv, "2025-{month:02}-{day:02},{version},{latency:.2},{score:.6},{truth}")
            .unwrap();
    }
    csv
}

const ANSWERS: &str = r#""roles": {"score": "score", "truth": "label", "version": "model_version", "latency_ms": "latency", "day": "timestamp"}, "timeline": {"windows": "day"}"#;

#[test]
fn bins_quantiles_and_versions_of_few_rows_tell_nothing_of_them() {
    let files = [answers(false), answers(true)];
    let files = files.each_ref().map(String::as_str);
    let (report, whole) =
        saved("answers_whole", files, &format!("{{{ANSWERS}, \"report\": {{\"redact\": false}}}}"));
    let secrets = ["83719", "83,719", "61283", "61,283", "47291", "47,291", "0.9731", "0.04173"];
    let found = secrets.iter().filter(|secret| whole.contains(*secret)).count();
    assert!(found >= 5, "{found}");
    let canary = report.experiments.canary.unwrap();
    assert!(canary.guardrails.iter().any(|own| own.canary_n < 5), "{canary:?}");
    let (report, sent) = saved("answers_sent", files, &format!("{{{ANSWERS}}}"));
    for secret in secrets {
        let at = sent.find(secret).map(|at| sent[at.saturating_sub(300)..].chars().take(400));
        assert!(at.is_none(), "{secret} in {}", at.unwrap().collect::<String>());
    }
    assert!(!sent.contains(&canary.says), "{}", canary.says);
    let canary = report.experiments.canary.unwrap();
    assert!(canary.canary_rows == 3 && canary.guardrails.is_empty(), "{canary:?}");
    let has_enough = |rows: u64| rows == 0 || rows >= 5;
    let class = &report.calibration.models[0].classes[0];
    let sides = [&class.sides.reference, &class.sides.production].into_iter().flatten();
    for side in sides {
        for diagram in [&side.equal_width, &side.equal_count] {
            assert!(diagram.bins.iter().all(|bin| has_enough(bin.n)), "{diagram:?}");
            assert_eq!(diagram.bins.iter().map(|bin| bin.n).sum::<u64>(), side.n);
            assert_eq!(diagram.bins.iter().map(|bin| bin.positives).sum::<u64>(), side.positives);
        }
    }
    for side in [
        &report.performance.models[0].sides.reference,
        &report.performance.models[0].sides.production,
    ] {
        let rows = side.score_cells.iter().map(|cell| cell.negatives + cell.positives);
        assert!(rows.clone().all(has_enough) && rows.sum::<u64>() == side.n, "{side:?}");
    }
    let windows = |name: &str| {
        let own = report.operation.indicators.iter().find(|own| own.name.starts_with(name));
        own.unwrap().windows.clone()
    };
    assert!(windows("99th").iter().all(Option::is_none));
    let middle = windows("50th");
    assert!(middle.iter().any(Option::is_some), "{middle:?}");
    let few = report.timeline.windows.iter().zip(middle).filter(|(window, _)| window.rows < 5);
    assert!(few.clone().count() >= 1 && few.clone().all(|(_, value)| value.is_none()));
}

#[test]
fn the_least_and_the_greatest_prediction_are_not_told() {
    let file = |seed: u32| {
        let mut csv = "forecast,sold\n".to_owned();
        for row in 0..400_u32 {
            let forecast = match row {
                5 => 183.719,
                6 => 98_437.519,
                _ => 2_000.0 + 3_000.0 * drawn(row, seed),
            };
            writeln!(csv, "{forecast:.3},{:.3}", forecast + drawn(row, seed + 1)).unwrap();
        }
        csv
    };
    let files = [file(1), file(2)];
    let files = files.each_ref().map(String::as_str);
    let roles = r#""roles": {"forecast": "prediction", "sold": "label"}"#;
    let (report, _) =
        saved("ends_whole", files, &format!("{{{roles}, \"report\": {{\"redact\": false}}}}"));
    let ends = |report: &Report| {
        let bands = &report.performance.models[0].sides.production.residuals;
        (bands[0].from, bands[bands.len() - 1].to)
    };
    assert_eq!(ends(&report), (183.719, 98_437.519));
    let (report, sent) = saved("ends_sent", files, &format!("{{{roles}}}"));
    assert_eq!(ends(&report), (0.0, 100_000.0));
    for secret in ["183.7", "98437", "98,437", "98,440", "98440"] {
        assert!(!sent.contains(secret), "{secret} in {sent}");
    }
}
