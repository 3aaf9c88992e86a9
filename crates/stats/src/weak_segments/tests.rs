use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::*;

/// Rows with their losses.
type Rows = Vec<(usize, f64)>;

const LIMITS: SearchLimits =
    SearchLimits { rows: 50, conditions: 4, pair_columns: 200, rules: 20, design_effect: 1.0 };

/// Columns by turns of eight groups in order and of four names, and losses of 0 or 1 with a chance by the row's
/// groups.
fn drawn(
    rows: usize,
    columns: usize,
    seed: u64,
    chance: impl Fn(&[u8]) -> f64,
) -> WeakSegmentSearch {
    let mut rng = Pcg32::seed_from_u64(seed);
    let mut coded: Vec<CodedColumn> = (0..columns)
        .map(|column| match column % 2 {
            0 => CodedColumn { codes: Vec::new(), groups: 8, ordered: 8 },
            _ => CodedColumn { codes: Vec::new(), groups: 4, ordered: 0 },
        })
        .collect();
    let mut losses = Vec::new();
    for _ in 0..rows {
        let groups: Vec<u8> =
            coded.iter().map(|column| rng.random_range(0..column.groups as u32) as u8).collect();
        losses.push(f64::from(u8::from(rng.random::<f64>() < chance(&groups))));
        coded.iter_mut().zip(&groups).for_each(|(column, &group)| column.codes.push(group));
    }
    WeakSegmentSearch::new(&losses, coded, LIMITS)
}

fn condition(column: usize, first: u8, last: u8) -> Condition {
    Condition { column, first, last }
}

#[test]
fn a_planted_segment_of_two_columns_is_found_as_it_is() {
    let weak = |groups: &[u8]| (2..=4).contains(&groups[2]) && groups[5] == 1;
    let found = drawn(20_000, 8, 7, |groups| if weak(groups) { 0.3 } else { 0.1 }).finish();
    assert_eq!(found.rules[0].conditions, [condition(2, 2, 4), condition(5, 1, 1)]);
    // 3 of 8 groups and 1 of 4.
    assert!(found.rules[0].rows.abs_diff(1_875) < 200);
    assert_eq!(found.pair_columns, 8);
}

#[test]
fn a_third_condition_is_added_where_it_pays() {
    let weak = |groups: &[u8]| groups[0] < 4 && groups[1] == 2 && groups[3] == 0;
    let found = drawn(40_000, 6, 3, |groups| if weak(groups) { 0.5 } else { 0.1 }).finish();
    let expected = [condition(0, 0, 3), condition(1, 2, 2), condition(3, 0, 0)];
    assert_eq!(found.rules[0].conditions, expected);
}

#[test]
fn a_segment_of_one_column_is_not_split_further() {
    for seed in 0..5 {
        let found =
            drawn(20_000, 10, seed, |groups| if groups[1] == 3 { 0.25 } else { 0.1 }).finish();
        assert_eq!(found.rules[0].conditions, [condition(1, 3, 3)], "seed {seed}");
    }
}

#[test]
fn two_segments_are_told_once_each() {
    let chance = |groups: &[u8]| match (groups[1], groups[3]) {
        (0, _) => 0.3,
        (_, 2) => 0.25,
        _ => 0.1,
    };
    let found = drawn(30_000, 6, 11, chance).finish();
    let first: Vec<&[Condition]> =
        found.rules.iter().take(2).map(|rule| &*rule.conditions).collect();
    assert_eq!(first, [&[condition(1, 0, 0)][..], &[condition(3, 2, 2)]]);
}

#[test]
fn the_sums_of_a_rule_are_those_of_its_rows() {
    let search = drawn(5_000, 6, 5, |groups| 0.1 + 0.05 * f64::from(groups[0]));
    let (losses, columns) = (search.losses.clone(), search.columns.clone());
    let found = search.finish();
    assert!(!found.rules.is_empty());
    for rule in &found.rules {
        let (inside, outside): (Rows, Rows) =
            losses.iter().copied().enumerate().partition(|(row, _)| rule.holds(&columns, *row));
        let mean = |of: &[(usize, f64)]| of.iter().map(|(_, l)| l).sum::<f64>() / of.len() as f64;
        assert_eq!(rule.rows, inside.len() as u64);
        let own = mean(&inside);
        let own_variance =
            inside.iter().map(|(_, l)| (l - own).powi(2)).sum::<f64>() / (inside.len() - 1) as f64;
        let all = losses.iter().map(|l| l * l).sum::<f64>() / (losses.len() - 1) as f64;
        let error = own_variance.max(all) / inside.len() as f64 + all / outside.len() as f64;
        let expected = (own - mean(&outside)) / error.sqrt();
        assert!((rule.evidence - expected).abs() < 1e-9, "{} {expected}", rule.evidence);
    }
}

#[test]
fn what_has_nothing_to_find_finds_nothing() {
    for losses in [vec![], vec![1.0; 300], vec![0.0]] {
        let column = CodedColumn { codes: vec![0; losses.len()], groups: 2, ordered: 2 };
        let found = WeakSegmentSearch::new(&losses, vec![column; 3], LIMITS).finish();
        assert!(found.rules.is_empty());
    }
    let losses: Vec<f64> = (0..300).map(|i| f64::from(i % 2)).collect();
    assert!(WeakSegmentSearch::new(&losses, Vec::new(), LIMITS).finish().rules.is_empty());
}

#[test]
fn one_huge_loss_is_no_segment() {
    let mut search = drawn(5_000, 8, 9, |_| 0.3);
    search.losses[77] = 1e4;
    let columns = search.columns.clone();
    let found = WeakSegmentSearch::new(&search.losses, columns, LIMITS).finish();
    assert!(found.rules.is_empty(), "{:?}", found.rules);
}
