//! Where a model is worse than on the whole.

use std::fmt::Write;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use report::{MetricName, Report, Settings, Side, WeakSince};

use crate::support::{larger_data, read, table};

/// Rows of users with a model of two classes, right with a chance by age, device and whether they are new.
fn users(rows: usize, seed: u64, right: impl Fn(u32, &str, bool) -> f64) -> String {
    let mut rng = Pcg32::seed_from_u64(seed);
    let mut text = "id,age,device,is_new,noise,label,prediction\n".to_owned();
    for id in 0..rows {
        let age = 18 + rng.random_range(0..60_u32);
        let device = ["mobile", "desktop", "tablet"][rng.random_range(0..10_usize) % 3];
        let is_new = rng.random::<f64>() < 0.3;
        let noise: f64 = rng.random();
        let label = rng.random::<f64>() < 0.4;
        let is_right = rng.random::<f64>() < right(age, device, is_new);
        let yes = |is: bool| if is { "yes" } else { "no" };
        let _ = writeln!(
            text,
            "u{id:06},{age},{device},{},{noise:.4},{},{}",
            yes(is_new),
            yes(label),
            yes(label == is_right)
        );
    }
    text
}

fn compared(reference: &str, production: &str, settings: &Settings) -> Report {
    engine::analyze(&table(reference), &table(production), settings)
}

fn new_on_mobile(_: u32, device: &str, is_new: bool) -> f64 {
    if is_new && device == "mobile" { 0.70 } else { 0.92 }
}

#[test]
fn a_segment_that_became_weak_is_found_confirmed_and_told() {
    let reference = users(8_000, 1, |_, _, _| 0.92);
    let production = users(8_000, 2, new_on_mobile);
    let report = compared(&reference, &production, &Settings::default());
    let model = &report.segments.models[0];
    assert_eq!(
        (model.side, model.metric, model.n),
        (Side::Production, MetricName::Accuracy, 8_000)
    );
    let finder = model.finder.as_ref().unwrap();
    let worst = &finder.tested[0];
    assert_eq!(worst.rule, "device is “mobile” and is_new is “yes”");
    assert!(worst.is_confirmed && worst.since == WeakSince::Became);
    assert!((worst.gap.inside.value - 0.70).abs() < 0.05, "{:?}", worst.gap);
    assert_eq!(finder.tested.iter().filter(|weak| weak.is_confirmed).count(), 1);
    assert_eq!(finder.searched_rows + finder.confirming_rows, 8_000);
    let (low, _) = worst.gap.gap.interval_95.unwrap();
    assert!((worst.harm - low * worst.gap.share).abs() < 1e-12);
    assert!(report.segments.headline.contains(&worst.rule), "{}", report.segments.headline);
    let finding = report.overview.findings.iter().find(|f| f.title.contains(&worst.rule)).unwrap();
    assert!(finding.severity.matters(), "{finding:?}");
    let grid = model.grid.as_ref().unwrap();
    assert_eq!((grid.by.as_str(), grid.and.as_str()), ("device", "is_new"));
    let ranking = &model.ranking;
    assert_eq!(ranking.listed.len() + ranking.others.len(), ranking.looked_at as usize);
    assert!(!ranking.others.is_empty() && ranking.others.iter().all(|own| own.metrics.is_empty()));
    let weak: Vec<bool> = grid.cells.iter().flatten().map(|cell| cell.is_weak).collect();
    assert_eq!(weak.iter().filter(|is| **is).count(), 1);
}

#[test]
fn what_was_weak_and_is_weaker_or_was_better_is_said_so() {
    let tablets = |right: f64| {
        move |_: u32, device: &str, _: bool| if device == "tablet" { right } else { 0.9 }
    };
    let since = |before: f64| {
        let [reference, production] =
            [(1, before), (2, 0.5)].map(|(seed, right)| users(8_000, seed, tablets(right)));
        let report = compared(&reference, &production, &Settings::default());
        let finder = report.segments.models[0].finder.clone().unwrap();
        (finder.tested[0].since, finder.says)
    };
    let (was_weak, says) = since(0.7);
    assert_eq!(was_weak, WeakSince::Weaker);
    assert!(
        says.contains("It became weaker: in the reference it was ")
            && says.ends_with(" points worse."),
        "{says}"
    );
    let (was_better, says) = since(0.98);
    assert_eq!(was_better, WeakSince::Became);
    assert!(says.ends_with(" points better."), "{says}");
}

#[test]
fn a_segment_that_was_weak_before_is_no_news() {
    let [reference, production] = [1, 2].map(|seed| users(8_000, seed, new_on_mobile));
    let report = compared(&reference, &production, &Settings::default());
    let worst = &report.segments.models[0].finder.as_ref().unwrap().tested[0];
    assert!(worst.is_confirmed && worst.since == WeakSince::Before, "{worst:?}");
    let finding = report.overview.findings.iter().find(|f| f.title.contains(&worst.rule)).unwrap();
    assert!(!finding.severity.matters(), "{finding:?}");
}

#[test]
fn where_nothing_is_weak_that_is_said_with_what_would_have_been_found() {
    let [reference, production] = [3, 4].map(|seed| users(6_000, seed, |_, _, _| 0.9));
    let report = compared(&reference, &production, &Settings::default());
    let model = &report.segments.models[0];
    let finder = model.finder.as_ref().unwrap();
    assert!(finder.tested.iter().all(|weak| !weak.is_confirmed), "{:?}", finder.tested);
    assert!(model.says.starts_with("No weak segment of prediction is confirmed among"));
    assert!((0.02..0.12).contains(&finder.detectable_gap), "{}", finder.detectable_gap);
}

/// Rows of which a tenth is "in"; these are right less often by a gap.
fn with_a_tenth(seed: u64, gap: f64) -> String {
    let mut rng = Pcg32::seed_from_u64(seed);
    let mut text = "part,a,b,label,prediction\n".to_owned();
    for _ in 0..3_000 {
        let is_in = rng.random::<f64>() < 0.1;
        let [a, b] = [0, 1].map(|_| ["p", "q", "r", "s"][rng.random_range(0..4_usize)]);
        let label = rng.random_range(0..2_u32);
        let is_right = rng.random::<f64>() < if is_in { 0.9 - gap } else { 0.9 };
        let said = if is_right { label } else { 1 - label };
        let part = if is_in { "in" } else { "out" };
        let _ = writeln!(text, "{part},{a},{b},{label},{said}");
    }
    text
}

#[test]
fn a_segment_with_the_gap_that_is_told_is_found_in_most_files() {
    let finder = |seed: u64, gap: f64| {
        let production = with_a_tenth(seed, gap);
        let report = compared(&with_a_tenth(seed + 1_000, 0.0), &production, &Settings::default());
        report.segments.models[0].finder.clone().unwrap()
    };
    let told = finder(1, 0.0).detectable_gap;
    let is_found = |seed: &u64| {
        let tested = finder(*seed, told).tested;
        tested.iter().any(|weak| weak.is_confirmed && weak.rule.contains("part is “in”"))
    };
    let found = (10..50).filter(is_found).count();
    // 80% of 40, and three standard errors to each side.
    assert!((24..=40).contains(&found), "{found} of 40 with a gap of {told}");
}

/// Users with several rows each: a fifth of them is wrong half of the time, whatever they do, the others never. Each has
/// an age, a device and a tariff of its own.
fn with_ids(users: usize, rows_each: usize, seed: u64) -> String {
    let mut rng = Pcg32::seed_from_u64(seed);
    let mut text = "user_id,age,device,tariff,usage,label,prediction\n".to_owned();
    for user in 0..users {
        let age = 18 + rng.random_range(0..60_u32);
        let [device, tariff] = [0, 1].map(|_| ["p", "q", "r", "s"][rng.random_range(0..4_usize)]);
        let is_prone = rng.random::<f64>() < 0.2;
        for _ in 0..rows_each {
            let label = rng.random_range(0..2_u32);
            let is_wrong = is_prone && rng.random::<f64>() < 0.5;
            let said = if is_wrong { 1 - label } else { label };
            let usage: f64 = rng.random();
            let _ = writeln!(text, "u{user},{age},{device},{tariff},{usage:.6},{label},{said}");
        }
    }
    text
}

#[test]
fn rows_of_one_id_are_searched_or_tested_and_counted_once() {
    let mut confirmed = 0;
    for seed in 0..12 {
        let [reference, production] = [1, 2].map(|side| with_ids(400, 10, 10 * seed + side));
        let report = compared(&reference, &production, &Settings::default());
        let model = &report.segments.models[0];
        let finder = model.finder.as_ref().unwrap();
        assert_eq!(finder.searched_rows + finder.confirming_rows, 4_000);
        assert_eq!(finder.searched_rows % 10, 0, "the rows of a user are in one half");
        let units = model.units.as_ref().unwrap();
        assert_eq!(units.n, 400);
        assert!((2.0..8.0).contains(&units.design_effect), "{}", units.design_effect);
        assert!(units.says.starts_with("4,000 rows with a label are of 400 different user_id"));
        confirmed += finder.tested.iter().filter(|weak| weak.is_confirmed).count();
    }
    // 5% of 12 files, and two standard errors: row by row all but one have some.
    assert!(confirmed <= 2, "{confirmed}");
}

#[test]
fn copies_of_rows_are_told_from_rows_that_agree_by_chance() {
    let once = users(3_000, 21, |_, _, _| 0.9);
    let without_ids = |text: &str, copies: usize| -> String {
        let line = |(at, line): (usize, &str)| {
            let (_, rest) = line.split_once(',').unwrap();
            format!("{rest}\n").repeat(if at == 0 { 1 } else { copies })
        };
        text.lines().enumerate().map(line).collect()
    };
    let reference = without_ids(&once, 1);
    let model = |copies: usize| {
        let production = without_ids(&users(3_000, 22, |_, _, _| 0.9), copies);
        compared(&reference, &production, &Settings::default()).segments.models[0].clone()
    };
    assert_eq!(model(1).units, None);
    let three = model(3);
    let units = three.units.as_ref().unwrap();
    // Some ten of 3,000 rows are those of another by chance.
    assert!((2_980..=3_000).contains(&units.n), "{}", units.n);
    assert!((units.design_effect - 3.0).abs() < 0.05, "{}", units.design_effect);
    assert!(units.says.contains("different ones and copies of these"), "{}", units.says);
    // Of few values, rows agree with others all the time.
    let coarse = compared(&with_a_tenth(1, 0.0), &with_a_tenth(2, 0.0), &Settings::default());
    assert_eq!(coarse.segments.models[0].units, None);
}

#[test]
fn too_few_ids_are_not_counted_by_and_that_is_said() {
    let file = |seed: u64| with_ids(20, 100, seed);
    let report = compared(&file(1), &file(2), &Settings::default());
    let model = &report.segments.models[0];
    assert_eq!(model.units, None);
    let said = "Rows of one user_id are taken for independent: 20 different are too few to tell errors between them.";
    assert!(model.notes.iter().any(|note| note == said), "{:?}", model.notes);
}

#[test]
fn that_the_reference_is_judged_is_said() {
    let production = users(3_000, 8, |_, _, _| 0.9);
    let unlabelled: String = production
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let mut fields: Vec<&str> = line.split(',').collect();
            if at > 0 {
                fields[5] = "";
            }
            fields.join(",") + "\n"
        })
        .collect();
    let reference = users(3_000, 7, |_, _, _| 0.9);
    let report = compared(&reference, &unlabelled, &Settings::default());
    let model = &report.segments.models[0];
    assert_eq!(model.side, Side::Reference);
    let said = "This is of the reference: production has too few rows with a label.";
    assert!(model.says.ends_with(said), "{}", model.says);
    assert!(model.notes.iter().any(|note| note == said));
}

/// Expected: counted from the rows themselves.
#[test]
fn numbers_of_a_segment_are_those_of_its_rows() {
    let production = users(6_000, 5, new_on_mobile);
    let report = compared(&users(3_000, 6, |_, _, _| 0.9), &production, &Settings::default());
    let model = &report.segments.models[0];
    let listed = model.ranking.listed.iter().find(|s| s.label == "mobile").unwrap();
    let rows: Vec<Vec<&str>> =
        production.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let (mut inside, mut others) = ([0_u64; 2], [0_u64; 2]);
    for row in &rows {
        let part = if row[2] == "mobile" { &mut inside } else { &mut others };
        part[0] += 1;
        part[1] += u64::from(row[5] == row[6]);
    }
    let share = |part: [u64; 2]| part[1] as f64 / part[0] as f64;
    assert_eq!(listed.gap.n, inside[0]);
    assert!((listed.gap.inside.value - share(inside)).abs() < 1e-12);
    assert!((listed.gap.others.value - share(others)).abs() < 1e-12);
    assert!((listed.gap.gap.value - (share(others) - share(inside))).abs() < 1e-12);
    assert_eq!(listed.share.production, Some(inside[0] as f64 / 6_000.0));
    let accuracy = listed.metrics.iter().find(|m| m.name == MetricName::Accuracy).unwrap();
    assert!((accuracy.value.production.unwrap().value - share(inside)).abs() < 1e-12);
}

#[test]
fn the_grid_is_of_the_columns_that_are_chosen() {
    let [reference, production] = [7, 8].map(|seed| users(5_000, seed, |_, _, _| 0.9));
    let mut settings = Settings::default();
    settings.segments.by = "age".to_owned();
    settings.segments.and = "device".to_owned();
    let report = compared(&reference, &production, &settings);
    let grid = report.segments.models[0].grid.as_ref().unwrap();
    assert_eq!((grid.by.as_str(), grid.and.as_str(), grid.is_chosen), ("age", "device", true));
    let rows: u64 = grid.cells.iter().flatten().map(|cell| cell.n).sum();
    assert_eq!(rows, 5_000);
    settings.segments.and = "nothing".to_owned();
    let report = compared(&reference, &production, &settings);
    let model = &report.segments.models[0];
    assert!(model.grid.is_none());
    assert!(model.notes.iter().any(|note| note.contains("nothing")), "{:?}", model.notes);
}

#[test]
fn what_cannot_be_looked_at_is_said() {
    let few = users(150, 9, |_, _, _| 0.9);
    let report = compared(&few, &few, &Settings::default());
    let lacks = report.segments.lacks.as_ref().unwrap();
    assert!(lacks.contains("200 rows"), "{lacks}");
    let some = users(300, 9, |_, _, _| 0.9);
    let report = compared(&some, &some, &Settings::default());
    let model = &report.segments.models[0];
    assert!(model.finder.is_none());
    assert!(model.notes.iter().any(|note| note.starts_with("Weak segments are not searched")));
    let mut wide = "city,label,prediction\n".to_owned();
    for row in 0..2_000 {
        let yes = if row % 3 == 0 { "yes" } else { "no" };
        let _ = writeln!(wide, "c{},{yes},{yes}", row % 500);
    }
    let report = compared(&wide, &wide, &Settings::default());
    let notes = &report.segments.models[0].notes;
    assert!(
        notes
            .iter()
            .any(|note| note == "city makes no segments: none of its 500 values has 100 rows."),
        "{notes:?}"
    );
}

#[test]
fn a_model_of_numbers_is_weak_by_its_errors() {
    let rows = |seed: u64, worse: f64| {
        let mut rng = Pcg32::seed_from_u64(seed);
        let mut text = "size,town,price,predicted_price\n".to_owned();
        for _ in 0..6_000 {
            let size = rng.random_range(20.0..200.0_f64);
            let town = ["north", "south", "west"][rng.random_range(0..3_usize)];
            let price = 1_000.0 * size;
            let error = if size < 60.0 && town == "west" { worse } else { 1.0 };
            let off = 5_000.0 * error * (rng.random::<f64>() - 0.5);
            let _ = writeln!(text, "{size:.2},{town},{price:.0},{:.0}", price + off);
        }
        text
    };
    let mut settings = Settings::default();
    settings.roles.insert("price".to_owned(), report::Role::Label);
    settings.roles.insert("predicted_price".to_owned(), report::Role::Prediction);
    let report = compared(&rows(1, 1.0), &rows(2, 2.0), &settings);
    let model = &report.segments.models[0];
    assert_eq!(model.metric, MetricName::MeanAbsoluteError);
    let worst = &model.finder.as_ref().unwrap().tested[0];
    assert!(worst.is_confirmed && worst.since == WeakSince::Became, "{worst:?}");
    assert!(
        worst.rule.starts_with("size is under ") && worst.rule.ends_with("town is “west”"),
        "{}",
        worst.rule
    );
    assert!(worst.gap.gap.value > 0.0 && worst.harm > 0.0);
}

#[test]
fn a_weak_segment_of_the_credit_models_is_confirmed_out_of_sample() {
    let Some(data) = larger_data() else { return };
    let [reference, production] =
        ["reference", "production"].map(|side| read(&data.join(format!("c_credit/{side}.csv"))));
    let report = engine::analyze(&reference, &production, &Settings::default());
    for model in &report.segments.models {
        let finder = model.finder.as_ref().unwrap();
        let worst = &finder.tested[0];
        assert_eq!(worst.rule, "pay_0 is 1 or more");
        assert!(worst.is_confirmed && worst.p_adjusted < 1e-9 && worst.since == WeakSince::Before);
    }
}

/// The raw test of every segment and its adjusted p-value. Expected: statsmodels 0.15.0 and SciPy 1.17.1, by
/// `python tests/goldens/segments.py c_credit/production.csv > tests/fixtures/segments_credit.csv`.
#[test]
fn the_ranking_of_credit_segments_agrees_with_statsmodels() {
    let Some(data) = larger_data() else { return };
    let [reference, production] =
        ["reference", "production"].map(|side| read(&data.join(format!("c_credit/{side}.csv"))));
    let report = engine::analyze(&reference, &production, &Settings::default());
    let model = report.segments.models.iter().find(|own| own.name == "score_control").unwrap();
    let ranking = &model.ranking;
    let found: Vec<_> = ranking.listed.iter().chain(&ranking.others).collect();
    let golden = table(include_str!("../../../../tests/fixtures/segments_credit.csv"));
    let numbers = |name: &str| golden.column(name).unwrap().numbers().unwrap();
    let (rows, raw, adjusted) = (numbers("rows"), numbers("p"), numbers("p_adjusted"));
    assert_eq!((found.len(), raw.len()), (70, 70));
    for at in 0..raw.len() {
        let label = |name: &str| golden.column(name).unwrap().label(at).unwrap();
        let is =
            |own: &&&report::Segment| own.column == label("column") && own.label == label("label");
        let own = found
            .iter()
            .find(is)
            .unwrap_or_else(|| panic!("{}: {}", label("column"), label("label")));
        assert_eq!(own.gap.n, rows[at] as u64);
        let (low, high) = own.gap.gap.interval_95.unwrap();
        let half = if own.gap.gap.value < 0.0 {
            high - own.gap.gap.value
        } else {
            own.gap.gap.value - low
        };
        let z = 1.959_963_984_540_054 * own.gap.gap.value.abs() / half;
        let p = (2.0 * stats::special::normal_sf(z)).min(1.0);
        let close = |found: f64, want: f64| (found - want).abs() <= 1e-9 * want;
        assert!(close(p, raw[at]), "{} {}: {p}, {}", own.column, own.label, raw[at]);
        assert!(
            close(own.p_adjusted, adjusted[at]),
            "{} {}: {}",
            own.column,
            own.label,
            own.p_adjusted
        );
    }
}
