//! Two files that hold the same rows, each answered by another model, through the whole engine.

use report::{Joining, Part, Reading, Report, Role, Rows, Settings, Severity, Standing};
use table::Table;

use crate::pairs;
use crate::support::{compare, json, larger_data, read, table};

/// A file's lines with some columns, in an order of rows.
fn columns(text: &str, names: &[&str], order: impl Fn(usize) -> usize) -> String {
    let mut reader = csv(text);
    let head = reader.remove(0);
    let at: Vec<usize> =
        names.iter().map(|name| head.iter().position(|own| own == name).unwrap()).collect();
    let pick = |row: &Vec<String>| {
        let cells: Vec<String> =
            at.iter().map(|at| format!("\"{}\"", row[*at].replace('"', "\"\""))).collect();
        cells.join(",") + "\n"
    };
    let mut out = pick(&head);
    (0..reader.len()).for_each(|row| out.push_str(&pick(&reader[order(row)])));
    out
}

/// Records of a file whose quoted fields hold no line breaks.
fn csv(text: &str) -> Vec<Vec<String>> {
    let record = |line: &str| {
        let (mut fields, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if is_quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                    field.push('"');
                }
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => fields.push(std::mem::take(&mut field)),
                _ => field.push(letter),
            }
        }
        fields.push(field);
        fields
    };
    text.lines().map(record).collect()
}

fn named(name: &str, text: &str) -> Table {
    table::read(name, text.as_bytes(), &Reading::default()).unwrap()
}

const SHARED: [&str; 4] = ["customer_id", "scored_at", "age", "marriage"];

/// The credit file of one side, its two models in one file, and in two files of which the second is in another order.
fn credit(side: &str, renamed: bool) -> Option<[Table; 3]> {
    let data = larger_data()?;
    let text = std::fs::read_to_string(data.join("c_credit").join(format!("{side}.csv"))).unwrap();
    let rows = text.lines().count() - 1;
    let of = |model: &str, order: &dyn Fn(usize) -> usize| {
        let (score, answer) = (format!("score_{model}"), format!("pred_{model}"));
        let names = [&SHARED[..], &[&score, &answer, "default_next_month"]].concat();
        let text = columns(&text, &names, order);
        let text = if renamed {
            text.replace(&score, "score").replace(&answer, "answer_pred")
        } else {
            text
        };
        named(&format!("{model}.csv"), &text)
    };
    let whole = read(&data.join("c_credit").join(format!("{side}.csv")));
    // 7,919 is a prime that divides neither number of rows.
    Some([whole, of("control", &|row| row), of("treatment", &|row| (row * 7_919 + 11) % rows)])
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.roles.insert("default_next_month".to_owned(), Role::Label);
    settings.drift.noise_draws = 40;
    settings.drift.compound_rows = 100;
    settings.drift.compound_draws = 199;
    settings.calibration.draws = 99;
    settings
}

fn close(found: f64, want: f64) {
    assert!((found - want).abs() <= 1e-9 * want.abs(), "{found}, {want}");
}

/// The numbers of two columns in one file are those of two files: what golden/c_credit/shadow.json holds.
#[test]
fn two_files_give_the_numbers_of_two_columns_in_one() {
    for (side, renamed) in [("reference", false), ("production", true)] {
        let Some([whole, old, new]) = credit(side, renamed) else { return };
        let mut apart = settings();
        apart.performance.same_rows = Joining::Apart;
        let want = engine::analyze(&whole, &whole, &apart).performance.pairs.remove(0);
        let report = engine::analyze(&old, &new, &settings());
        let same = report.performance.same_rows.as_ref().unwrap();
        assert_eq!((same.rows, same.labels_differ), (whole.rows() as u64, 0));
        assert_eq!(same.id, "customer_id");
        let pair = &report.performance.pairs[0];
        assert!(pair.is_joined && report.performance.pairs.len() == 1);
        let names = match renamed {
            false => ["score_control", "score_treatment"],
            true => ["score of control.csv", "score of treatment.csv"],
        };
        assert_eq!([&pair.first, &pair.second], names);
        let (found, want) =
            (pair.sides.production.as_ref().unwrap(), want.sides.production.as_ref().unwrap());
        let golden = json(&larger_data().unwrap().join("golden/c_credit/shadow.json"));
        pairs::check(found, &golden[side]);
        let ([a, b], [x, y]) = (
            [found.auc.as_ref().unwrap(), want.auc.as_ref().unwrap()],
            [found.right.as_ref().unwrap(), want.right.as_ref().unwrap()],
        );
        assert_eq!(a.n, b.n);
        close(a.first, b.first);
        close(a.second, b.second);
        close(a.difference.value, b.difference.value);
        close(a.difference.interval_95.unwrap().0, b.difference.interval_95.unwrap().0);
        close(a.p_value, b.p_value);
        assert_eq!(
            (x.both, x.only_first, x.only_second, x.neither),
            (y.both, y.only_first, y.only_second, y.neither)
        );
        close(x.p_value, y.p_value);
        assert_eq!(found.answered, want.answered);
        close(found.kappa.unwrap().value, want.kappa.unwrap().value);
        let [a, b] = [found, want].map(|side| side.scores.as_ref().unwrap());
        close(a.pearson.unwrap(), b.pearson.unwrap());
        close(a.spearman.unwrap(), b.spearman.unwrap());
        close(a.distance, b.distance);
        assert_eq!(found.differences.len(), 7);
        for (found, want) in found.differences.iter().zip(&want.differences) {
            assert_eq!((found.metric, found.n), (want.metric, want.n));
            close(found.difference.value, want.difference.value);
        }
        assert!(pair.segments.as_ref().unwrap().columns >= 2);
        check_overview(&report);
    }
}

/// The overview tells of the two models, and takes neither for the other one later.
fn check_overview(report: &Report) {
    let overview = &report.overview;
    assert!(overview.headline.starts_with("Same rows, two models. "), "{}", overview.headline);
    let says = overview.says.iter().find(|of| of.lead == "Same rows, two models").unwrap();
    assert!(says.rest.contains(" is better than ") && says.rest.contains("joined by customer_id"));
    let titles: Vec<&str> = overview.findings.iter().map(|own| own.title.as_str()).collect();
    assert!(titles.iter().any(|title| title.contains("is better than")), "{titles:?}");
    let is_misled = |title: &&&str| title.contains("missing") || title.contains("is new");
    assert_eq!(titles.iter().find(is_misled), None);
    assert!(report.drift.columns.iter().all(|column| !column.column.starts_with("score")));
    assert!(report.causes.lacks.is_some());
}

fn score(i: u32) -> f64 {
    f64::from(i * 37 % 101) / 101.0
}

fn label(i: u32) -> u32 {
    u32::from(i * 37 % 101 + i % 40 > 70)
}

/// A file with an input that depends on what `row` says, and of each row an id, a score and a label.
fn file(rows: std::ops::Range<u32>, row: impl Fn(u32) -> String) -> String {
    rows.fold("id,age,score,label\n".to_owned(), |text, i| text + &row(i))
}

fn old() -> String {
    file(0..900, |i| format!("{i},{},{},{}\n", 20 + i * 7 % 50, score(i), label(i)))
}

#[test]
fn a_model_that_knows_less_is_a_finding() {
    let noise = |i: u32| f64::from(i * 7 % 97) / 97.0;
    let new = file(0..900, |i| format!("{i},{},{},{}\n", 20 + i * 7 % 50, noise(i), label(i)));
    let report = compare(&named("a.csv", &old()), &named("b.csv", &new));
    let pair = &report.performance.pairs[0];
    assert_eq!(pair.standing, Some(Standing::Worse));
    let finding = &report.overview.findings[0];
    assert_eq!(finding.title, "score of b.csv is worse than score of a.csv on the same rows");
    assert_eq!(finding.severity, Severity::High);
    let step = &report.overview.says.last().unwrap().rest;
    assert!(step.starts_with("Keep score of a.csv"), "{step}");
}

/// The label of either file: of the new one where both have it.
#[test]
fn labels_come_from_either_file_and_differences_are_told() {
    let without = file(0..900, |i| format!("{i},{},{},\n", 20 + i * 7 % 50, 1.0 - score(i)));
    for (a, b) in [(old(), without.clone()), (without, old())] {
        let report = compare(&named("a.csv", &a), &named("b.csv", &b));
        let side = report.performance.pairs[0].sides.production.as_ref().unwrap();
        assert_eq!(side.auc.as_ref().unwrap().n, 900);
    }
    let other = file(0..950, |i| {
        let label = if i < 5 { 1 - label(i) } else { label(i) };
        format!("{i},{},{},{label}\n", 20 + i * 7 % 50, 1.0 - score(i))
    });
    let report = compare(&named("a.csv", &old()), &named("b.csv", &other));
    let same = report.performance.same_rows.unwrap();
    assert_eq!((same.rows, same.alone.production, same.labels_differ), (900, 50, 5));
    assert!(same.says.contains("50 rows of production met none"), "{}", same.says);
    assert!(same.says.contains("5 rows have another label in either file"), "{}", same.says);
}

/// Counted ids meet in any two files, and so do customers: what stands beside them tells.
#[test]
fn ids_alone_do_not_make_rows_the_same() {
    let later = file(0..900, |i| {
        let (i, id) = (i + 5_000, i);
        format!("{id},{},{},{}\n", 20 + i * 11 % 50, score(i), label(i))
    });
    let few =
        file(500..1_400, |i| format!("{i},{},{},{}\n", 20 + i * 7 % 50, 1.0 - score(i), label(i)));
    let again = old() + "3,41,0.5,1\n";
    // The same outputs are no second model.
    for new in [&later, &few, &again, &old()] {
        let report = compare(&table(&old()), &table(new));
        assert_eq!(report.performance.same_rows, None);
        assert!(!report.overview.headline.contains("Same rows"));
    }
    let mut settings = Settings::default();
    settings.performance.same_rows = Joining::Join;
    let report = engine::analyze(&table(&old()), &table(&few), &settings);
    assert_eq!(report.performance.same_rows.unwrap().rows, 400);
    settings.performance.same_rows = Joining::Apart;
    let other =
        file(0..900, |i| format!("{i},{},{},{}\n", 20 + i * 7 % 50, 1.0 - score(i), label(i)));
    assert!(compare(&table(&old()), &table(&other)).performance.same_rows.is_some());
    let report = engine::analyze(&table(&old()), &table(&other), &settings);
    assert_eq!(report.performance.same_rows, None);
}

#[test]
fn what_cannot_be_joined_is_told() {
    let mut settings = Settings::default();
    settings.performance.same_rows = Joining::Join;
    let far = file(5_000..5_900, |i| format!("{i},{},{},{}\n", i % 50, score(i), label(i)));
    let report = engine::analyze(&table(&old()), &table(&far), &settings);
    assert_eq!(report.performance.same_rows, None);
    let note =
        "The files cannot be joined row by row: no id of production is one of the reference.";
    assert!(report.performance.notes.iter().any(|own| own.starts_with(note)));
}

/// Ids that all repeat name no row, and one row tells no model from another.
#[test]
fn repeated_ids_and_a_single_row_are_said() {
    let mut settings = Settings::default();
    settings.performance.same_rows = Joining::Join;
    let same_id = file(0..900, |i| format!("7,{},{},{}\n", i % 50, score(i), label(i)));
    let report = engine::analyze(&table(&old()), &table(&same_id), &settings);
    let note = "every id of production stands in several of its rows";
    assert!(report.performance.notes.iter().any(|own| own.contains(note)));
    let one = file(0..1, |i| format!("{i},{},{},{}\n", i % 50, 1.0 - score(i), label(i)));
    let report = engine::analyze(&table(&old()), &table(&one), &settings);
    let pair = &report.performance.pairs[0];
    assert_eq!(pair.standing, None);
    let few = "cannot be held against labels: too few rows, 1, have a label";
    assert!(pair.lead.contains(few), "{}", pair.lead);
    assert!(pair.sides.production.as_ref().unwrap().differences.is_empty());
}

/// Both models stand in each window of production, and a metric's difference is that of the same rows: no model is
/// held against itself, as if the other file were later.
#[test]
fn joined_models_have_windows_and_paired_differences() {
    let Some([_, old, new]) = credit("production", true) else { return };
    let Some([whole, ..]) = credit("production", true) else { return };
    let report = engine::analyze(&old, &new, &settings());
    let performance = &report.performance;
    let pair = &performance.pairs[0];
    let side = pair.sides.production.as_ref().unwrap();
    let model = performance.models.iter().find(|own| own.name == "score").unwrap();
    for metric in &model.metrics {
        let own = side.differences.iter().find(|own| own.metric == metric.name);
        let auc = side.auc.as_ref().filter(|_| metric.name == report::MetricName::RocAuc);
        let want = own.map(|own| own.difference).or(auc.map(|auc| auc.difference));
        assert_eq!((metric.change, metric.verdict, metric.relative_drop), (want, None, None));
        if let (Some(change), Some(values)) = (metric.change, metric.value.both()) {
            let apart = values.production.value - values.reference.value;
            assert!((change.value - apart).abs() < 1e-9, "{metric:?}");
        }
    }
    assert!(model.says.contains("is of two models, one a file"), "{}", model.says);
    assert!(performance.over_time.models.is_empty());
    // Window by window what two columns of one file give.
    let mut apart = settings();
    apart.performance.same_rows = Joining::Apart;
    let want = engine::analyze(&whole, &whole, &apart);
    let (found, want) = (&performance.over_time.pairs[0], &want.performance.over_time.pairs[0]);
    assert_eq!((&found.first, &found.second), (&pair.first, &pair.second));
    assert_eq!((found.metric, found.windows.len()), (want.metric, want.windows.len()));
    let of = |at: usize| report.timeline.windows[at].side == report::Side::Production;
    let mut told = 0;
    for at in (0..found.windows.len()).filter(|at| of(*at)) {
        let (a, b) = (&found.windows[at], &want.windows[at]);
        assert_eq!((a.answered, a.n), (b.answered, b.n));
        if let Some((a, b)) = a.difference.zip(b.difference) {
            close(a.value, b.value);
            told += 1;
        }
    }
    assert!(told > 3, "{told}");
    assert!(found.says.contains("of production") && !found.says.contains("too few labelled rows"));
}

/// That one of the two has its scores the other way round is said all the same.
#[test]
fn a_turned_score_of_a_joined_model_is_said() {
    let new =
        file(0..900, |i| format!("{i},{},{},{}\n", 20 + i * 7 % 50, 1.0 - score(i), label(i)));
    let report = compare(&named("a.csv", &old()), &named("b.csv", &new));
    let says = &report.performance.models[0].says;
    assert!(says.starts_with("score is of two models, one a file, on the same rows"), "{says}");
    assert!(says.contains("have the lower scores"), "{says}");
}

/// The same settings on one file that is split are no two models.
#[test]
fn a_split_file_is_not_joined() {
    let part = |rows: Rows| Reading {
        part: Some(Part { column: "age".to_owned(), rows }),
        ..Reading::default()
    };
    let read = |rows: Rows| table::read("one.csv", old().as_bytes(), &part(rows)).unwrap();
    let report = compare(&read(Rows::Is("20".to_owned())), &read(Rows::IsNot("20".to_owned())));
    assert_eq!(report.performance.same_rows, None);
}

/// Without a label it is told how far the scores say the same.
#[test]
fn without_a_label_the_scores_are_held_against_each_other() {
    let text = |of: &dyn Fn(u32) -> f64| {
        let row = |text: String, i: u32| text + &format!("{i},{},{}\n", 20 + i * 7 % 50, of(i));
        (0..900).fold("id,age,score\n".to_owned(), row)
    };
    let (old, new) = (text(&score), text(&|i| 0.1 + 0.5 * score(i)));
    let report = compare(&named("a.csv", &old), &named("b.csv", &new));
    let pair = &report.performance.pairs[0];
    let scores = pair.sides.production.as_ref().unwrap().scores.as_ref().unwrap();
    assert_eq!(scores.n, 900);
    close(scores.spearman.unwrap(), 1.0);
    let mean = (0..900).map(|i| 0.1 - 0.5 * score(i)).sum::<f64>() / 900.0;
    close(scores.mean_difference.unwrap().value, mean);
    assert_eq!(pair.standing, None);
    assert!(
        pair.says.contains("over 900 rows their scores have a rank correlation of 1"),
        "{}",
        pair.says
    );
    assert!(report.performance.lacks.is_none());
    assert!(report.performance.notes[0].starts_with("No column holds what really happened"));
}
