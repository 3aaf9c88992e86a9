//! Where the change of a model comes from: truths that are drawn, and what is found of them.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use report::{Causes, DriftKind, MetricName, Pair, Report, Role, Settings};
use table::Table;

use crate::support::{larger_data, read, table};

/// Studies of each kind that are drawn; docs/methods.md has the rates of more.
const DRAWS: u64 = 6;
const ROWS: u32 = 1_500;

/// A row: what the model reads, and whether it came true.
pub type Row = (f64, bool);

/// The chance that the model gives, which is true of the reference.
pub fn chance(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-8.0 * (x - 0.5)))
}

pub fn as_before(random: &mut Pcg32) -> Row {
    let x = random.random();
    (x, chance(x) > random.random())
}

/// More rows in the middle, where the model is least sure.
pub fn other_rows(random: &mut Pcg32) -> Row {
    let x = 0.5 * (random.random::<f64>() + random.random::<f64>());
    (x, chance(x) > random.random())
}

/// Like rows, of which the upper ones mostly come out the other way.
pub fn another_relation(random: &mut Pcg32) -> Row {
    let x: f64 = random.random();
    let chance = if x > 0.6 { 1.0 - chance(x) } else { chance(x) };
    (x, chance > random.random())
}

/// Four of five come true, and rows that do, and those that do not, look as before.
pub fn other_outcomes(random: &mut Pcg32) -> Row {
    let wanted = random.random::<f64>() < 0.8;
    loop {
        let row = as_before(random);
        if row.1 == wanted {
            return row;
        }
    }
}

fn file(seed: u64, draw: fn(&mut Pcg32) -> Row) -> Table {
    let mut random = Pcg32::seed_from_u64(seed);
    let mut text = "x,noise,kind,score,label\n".to_owned();
    for _ in 0..ROWS {
        let (x, label) = draw(&mut random);
        let (noise, kind) = (random.random::<f64>(), ["a", "b", "c"][random.random_range(0..3)]);
        text.push_str(&format!("{x:.4},{noise:.3},{kind},{:.4},{}\n", chance(x), u8::from(label)));
    }
    table(&text)
}

pub fn study(seed: u64, draw: fn(&mut Pcg32) -> Row) -> Report {
    let roles = [
        ("x", Role::Covariate),
        ("noise", Role::Covariate),
        ("kind", Role::Covariate),
        ("score", Role::Score),
        ("label", Role::Label),
    ];
    let roles = roles.map(|(name, role)| (name.to_owned(), role));
    let settings = Settings { roles: roles.into(), seed: seed as u32, ..Settings::default() };
    let files = Pair::new(file(2 * seed, as_before), file(2 * seed + 1, draw));
    engine::analyze(&files.reference, &files.production, &settings)
}

/// How many studies speak for each of these kinds.
fn kinds(draw: fn(&mut Pcg32) -> Row, wanted: &[DriftKind]) -> u64 {
    let is_wanted = |seed: &u64| {
        let kind = study(*seed, draw).causes.kind.unwrap();
        println!("{kind:?}");
        wanted.contains(&kind)
    };
    (1..=DRAWS).filter(is_wanted).count() as u64
}

#[test]
fn kinds_of_drift_are_told_apart() {
    assert!(kinds(as_before, &[DriftKind::None]) >= DRAWS - 1);
    assert!(kinds(other_rows, &[DriftKind::Covariate]) >= DRAWS - 1);
    assert!(kinds(another_relation, &[DriftKind::Concept]) >= DRAWS - 1);
    assert!(kinds(other_outcomes, &[DriftKind::Label]) >= DRAWS - 1);
}

/// The same p-value is told from chance under Drift and here, or in neither.
#[test]
fn the_outcome_is_as_common_as_its_drift_says() {
    let file = |ones: u32| {
        let row = |i: u32| {
            let x = f64::from(i * 37 % 1_001) / 1_001.0;
            format!("{x:.4},{:.4},{}\n", x * x, u8::from(i < ones))
        };
        table(&format!("x,score,label\n{}", (0..1_000).map(row).collect::<String>()))
    };
    let settings = Settings::default();
    let mut between = 0;
    for ones in (540..=570).step_by(6) {
        let report = engine::analyze(&file(500), &file(ones), &settings);
        let label = report.drift.columns.iter().find(|column| column.column == "label").unwrap();
        let outcome = &report.causes.evidence[1];
        let p = outcome.p_value.unwrap();
        assert_eq!(Some(p), label.p_adjusted);
        assert_eq!(outcome.moved, Some(p < settings.drift.false_discovery_rate), "{outcome:?}");
        between += u32::from(p >= settings.causes.moved_p && outcome.moved == Some(true));
    }
    assert!(between > 0);
}

fn told(causes: &Causes) -> &report::Attribution {
    let metrics = &causes.models[0].metrics;
    metrics.iter().find(|metric| metric.metric == MetricName::Accuracy).unwrap()
}

#[test]
pub fn other_rows_explain_a_fall_and_noise_explains_nothing() {
    let causes = study(1, other_rows).causes;
    let accuracy = told(&causes);
    assert!(accuracy.change.interval_95.unwrap().1 < 0.0, "{accuracy:?}");
    let first = &accuracy.columns[0];
    assert_eq!(first.column, "x");
    assert!(first.p_adjusted < 1e-6 && first.mix.value < 0.0, "{}", first.words);
    let (low, high) = first.within.interval_95.unwrap();
    assert!(low < 0.0 && high > 0.0, "{}", first.words);
    assert!(accuracy.columns[1..].iter().all(|noise| noise.p_adjusted > 0.05));
    for cause in &accuracy.columns {
        let sum = cause.mix.value + cause.within.value;
        assert!((sum - accuracy.change.value).abs() < 1e-12);
    }
    assert!(accuracy.says.contains("the shift of x explains"), "{}", accuracy.says);
}

#[test]
pub fn another_relation_is_left_within_cells_and_where_it_is_worst_is_told() {
    let causes = study(1, another_relation).causes;
    let accuracy = told(&causes);
    let x = accuracy.columns.iter().find(|cause| cause.column == "x").unwrap();
    assert!(x.p_adjusted > 0.05 && x.uneven_p_adjusted.unwrap() < 1e-6, "{}", x.words);
    assert!(accuracy.says.contains("like rows fare otherwise. It is uneven over x"), "{causes:?}");
    let model = &causes.models[0];
    let reweighted = model.reweighted.as_ref().unwrap();
    assert!(reweighted.says.contains("does not explain what came"), "{}", reweighted.says);
    let challenger = model.challenger.as_ref().unwrap();
    assert!(challenger.says.ends_with("the model does not know."), "{}", challenger.says);
}

/// Without any drift a column is told to explain something in 5% of studies at most.
#[test]
fn without_drift_nothing_is_explained() {
    const STUDIES: u64 = 40;
    let is_told = |seed: &u64| {
        let causes = study(100 + seed, as_before).causes;
        told(&causes).columns.iter().any(|cause| cause.p_adjusted < 0.05)
    };
    let told = (1..=STUDIES).filter(is_told).count();
    // `scipy.stats.binom.isf(1e-4, 40, 0.05)`; scipy 1.17.1.
    assert!(told <= 9, "{told} of {STUDIES}");
}

#[test]
fn without_labels_on_both_sides_it_says_what_is_missing() {
    let settings = Settings::default();
    let unlabelled = table("x,score\n0.1,0.3\n0.4,0.8\n");
    let causes = engine::analyze(&file(1, as_before), &unlabelled, &settings).causes;
    assert!(causes.lacks.unwrap().starts_with("A change can be explained where both files have"));
    let causes = engine::analyze(&unlabelled, &unlabelled, &settings).causes;
    assert!(causes.lacks.is_some());
}

#[test]
fn delays_of_flights_are_explained_by_their_inputs() {
    let Some(data) = larger_data() else { return };
    let side = |side: &str| read(&data.join("b_flights_20k").join(format!("{side}.csv")));
    let mut settings = Settings::default();
    settings.roles.insert("arr_delay".to_owned(), Role::Label);
    let causes = engine::analyze(&side("reference"), &side("production"), &settings).causes;
    let metric = &causes.models[0].metrics[0];
    assert_eq!(metric.metric, MetricName::MeanAbsoluteError);
    assert!(metric.looked_at > 3 && causes.kind.is_some(), "{causes:?}");
}
