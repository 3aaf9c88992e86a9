//! Where probabilities are off, and since when: through the whole engine.

use report::{CalibrationSegments, Report, Settings, Side};
use table::Table;

use crate::support::{compare, table};

/// A seeded number from 0 to 1.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Rows of two inputs, a score, and a label that comes true as often as `chance` says of score, region and
/// row.
fn rows(seed: u64, n: u32, chance: impl Fn(f64, &str, u32) -> f64) -> String {
    let mut draws = Draws(seed);
    (0..n).fold("day,x,region,score,label\n".to_owned(), |text, row| {
        let region = ["north", "south", "east", "west"][(draws.next() * 4.0) as usize];
        let (x, score) = (draws.next(), draws.next());
        let label = u8::from(draws.next() < chance(score, region, row));
        let day = row * 28 / n + 1;
        format!("{text}2024-02-{day:02},{x:.5},{region},{score:.5},{label}\n")
    })
}

fn segments(report: &Report) -> &CalibrationSegments {
    report.calibration.models[0].classes[0].segments.as_ref().unwrap()
}

#[test]
fn the_segment_that_is_off_is_named() {
    let reference = table(&rows(1, 4_000, |score, _, _| score));
    let production = rows(2, 4_000, |score, region, _| match region {
        "west" => 0.6 * score,
        _ => score,
    });
    let report = compare(&reference, &table(&production));
    let segments = segments(&report);
    assert_eq!((segments.side, segments.columns, segments.left_out), (Side::Production, 2, 0));
    // Four regions, and a number in eight groups.
    assert_eq!(segments.looked_at, 12);
    let first = &segments.listed[0];
    assert_eq!((first.column.as_str(), first.segment.as_str()), ("region", "west"));
    assert!((first.gap.gap.value - 0.2).abs() < 0.04 && first.p_adjusted < 1e-6, "{first:?}");
    assert!(first.expected_error > first.by_chance + 0.1, "{first:?}");
    assert!(first.before.as_ref().unwrap().p_value > 0.001);
    let says = [
        "by more than in the reference, which is not chance",
        "above all west of region, promised ",
    ];
    assert!(says.iter().all(|part| segments.says.contains(part)), "{}", segments.says);
}

#[test]
fn a_segment_that_was_off_before_comes_after_one_that_grew() {
    let file = |seed: u64, east: f64| {
        table(&rows(seed, 6_000, |score, region, _| match region {
            "west" => 0.4 * score,
            "east" => east * score,
            _ => score,
        }))
    };
    let report = compare(&file(1, 1.0), &file(2, 0.75));
    let listed = &segments(&report).listed;
    let of_region = |name: &str| listed.iter().position(|s| s.segment == name).unwrap();
    let [east, west] = ["east", "west"].map(of_region);
    assert_eq!(east, 0, "{listed:?}");
    assert!(listed[west].gap.gap.value > listed[east].gap.gap.value);
    assert!(listed[west].change_p_adjusted.unwrap() > 0.05, "{listed:?}");
    assert!(listed[east].change_p_adjusted.unwrap() < 0.001, "{listed:?}");
}

#[test]
fn since_when_the_gap_is_another_one_is_told() {
    let reference = table(&rows(3, 8_000, |score, _, _| score));
    let half = rows(4, 8_000, |score, _, row| if row < 4_000 { score } else { 0.7 * score });
    let report = compare(&reference, &table(&half));
    let [over_time] = report.performance.over_time.models[0].calibration.as_slice() else {
        panic!("one class")
    };
    let since = over_time.since.as_ref().unwrap();
    assert!(since.when.contains("15 February"), "{}", since.when);
    assert!((since.value.value - 0.15).abs() < 0.03, "{since:?}");
    assert!(over_time.says.starts_with("score says more than before since"), "{}", over_time.says);
    // Half of what was promised between 0 and 1 comes true in 7 of 10 cases: 0.15 off on average.
    let before_map = over_time.error_since.unwrap();
    let (before, since) = (over_time.error_before.unwrap(), over_time.error_since.unwrap());
    assert!(before < 0.05 && (since - 0.15).abs() < 0.03, "{before}, {since}");
    assert!(
        over_time.says.contains("The calibration error of score as it is served is 1"),
        "{}",
        over_time.says
    );
    // Maps are fitted to the 4,000 rows since then.
    let class = &report.calibration.models[0].classes[0];
    let of_production: Vec<_> =
        class.repairs.iter().filter(|repair| repair.fitted_on == Side::Production).collect();
    assert_eq!(of_production.len(), 3);
    for repair in of_production {
        assert_eq!(repair.since.as_deref(), Some("15 February"), "{repair:?}");
        let effect = repair.out_of_fold.as_ref().unwrap();
        assert_eq!(effect.n, 4_000);
        // What they are as they are served is told of the same rows, not of all of production.
        assert_eq!(effect.bins_before.iter().map(|bin| bin.n).sum::<u64>(), 4_000);
        assert!((effect.expected_error_before - before_map).abs() < 1e-12, "{effect:?}");
    }
    let fitted =
        "fitted on production since 15 February the Brier score of these 4,000 rows would be";
    assert!(class.says.contains(fitted), "{}", class.says);
    assert_eq!(report.calibration.headline, class.says);
    let report = compare(&reference, &table(&rows(5, 8_000, |score, _, _| score)));
    let repairs = &report.calibration.models[0].classes[0].repairs;
    assert!(repairs.len() == 6 && repairs.iter().all(|repair| repair.since.is_none()));
    assert!(report.performance.over_time.models[0].calibration[0].since.is_none());
}

/// Only what concerns calibration: all else as cheap as can be.
fn cheaply(reference: &Table, production: &Table) -> Report {
    let mut settings = Settings::default();
    settings.timeline.most_cells = 100;
    settings.drift.noise_draws = 40;
    settings.drift.compound_rows = 100;
    settings.drift.compound_draws = 199;
    settings.drift.together_rows = 100;
    settings.performance.learner_rows = 200;
    settings.data.relation_columns = 2;
    settings.calibration.draws = 99;
    settings.calibration.fold_rows = 100;
    settings.calibration.segments_listed = 1;
    engine::analyze(reference, production, &settings)
}

/// Studies in which every probability is true, of which a segment is told to be off, and a step of the gap.
///
/// `cargo test -p engine --test engine -- --ignored --nocapture calibration_parts` prints the rates.
fn false_alarms(studies: u64) -> (u64, u64) {
    let (mut off, mut stepped) = (0, 0);
    for study in 0..studies {
        let side = |seed| table(&rows(seed, 1_500, |score, _, _| score));
        let report = cheaply(&side(1_000 + 2 * study), &side(1_001 + 2 * study));
        off += u64::from(segments(&report).off > 0);
        let classes = &report.performance.over_time.models[0].calibration;
        stepped += u64::from(classes.iter().any(|class| class.since.is_some()));
    }
    (off, stepped)
}

#[test]
fn false_alarms_are_as_few_as_promised() {
    // More than 6 of 30 come in under one of a thousand runs of a level of 5%.
    let (off, stepped) = false_alarms(30);
    assert!(off <= 6 && stepped <= 6, "{off} {stepped}");
}

#[test]
#[ignore = "takes minutes; prints what docs/methods.md says"]
fn false_alarms_at_length() {
    let (off, stepped) = false_alarms(200);
    println!("of 200 studies {off} with a segment that is off, {stepped} with a step of the gap");
}
