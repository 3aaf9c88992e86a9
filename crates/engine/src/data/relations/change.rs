//! Whether a relation changed by more than chance gives.
//!
//! Rank correlations on Fisher's scale, with the standard errors that the data give them. Categories, and
//! numbers by category, by the test of the same odds ratios with each side's own shares
//! ([`stats::relation_change`]); rare categories are taken together for it, and numbers are cut at the
//! quartiles of the reference.

use report::{InOrder, Pair, Side};
use stats::{Contingency, Spearman, relation_change, special};

/// Parts that numbers are cut into.
pub const QUARTERS: usize = 4;
/// Categories of each column that the test tells apart; fewer where counts are too small for its law.
const MOST_GROUPS: [usize; 3] = [8, 4, 2];
/// Share of a side's rows that a category needs to be told apart.
const LEAST_SHARE: f64 = 0.01;
/// Correlations nearer to 1 than this have no place on Fisher's scale.
const NEAR_ONE: f64 = 1e-9;

/// Two-sided p-value of the difference of two rank correlations.
pub fn of_spearman(sides: Pair<Spearman>) -> f64 {
    let left = sides.map(|side| 1.0 - side.correlation * side.correlation);
    let is_near_one = left.reference.min(left.production) < NEAR_ONE;
    let Pair { reference, production } = sides;
    let (difference, variance) = if is_near_one {
        let variance = reference.standard_error.powi(2) + production.standard_error.powi(2);
        (production.correlation - reference.correlation, variance)
    } else {
        let error = Pair::new(
            reference.standard_error / left.reference,
            production.standard_error / left.production,
        );
        let difference = libm::atanh(production.correlation) - libm::atanh(reference.correlation);
        (difference, error.reference * error.reference + error.production * error.production)
    };
    if difference.abs() < NEAR_ONE {
        return 1.0;
    }
    // Without any error a difference is certain.
    2.0 * special::normal_sf(difference.abs() / variance.sqrt().max(f64::MIN_POSITIVE))
}

/// p-value that two columns of categories go together in another way; none where it cannot be tested.
pub fn of_categories(
    (a, height): (&Pair<Vec<u32>>, usize),
    (b, width): (&Pair<Vec<u32>>, usize),
) -> Option<f64> {
    MOST_GROUPS.into_iter().find_map(|most| {
        let (rows, columns) = (groups(a, height, most), groups(b, width, most));
        let count =
            |groups: &[u32]| groups.iter().filter(|g| **g != u32::MAX).max().map_or(0, |g| g + 1);
        let (height, width) = (count(&rows) as usize, count(&columns) as usize);
        let group =
            |groups: &[u32], code: u32| groups.get(code as usize).copied().unwrap_or(u32::MAX);
        let table = |side: Side| {
            let pairs = a.get(side).iter().zip(b.get(side));
            let pairs = pairs.map(|(&a, &b)| (group(&rows, a), group(&columns, b)));
            Contingency::of(pairs, height, width)
        };
        let Pair { reference, production } = Pair::from_fn(table);
        relation_change(&reference, &production).map(|test| test.p_value)
    })
}

/// The group of each category: its own for the most frequent, one for the others where both sides have
/// some of them.
fn groups(codes: &Pair<Vec<u32>>, count: usize, most: usize) -> Vec<u32> {
    let counts = codes.as_ref().map(|codes| {
        let mut counts = vec![0_u64; count];
        for &code in codes {
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        counts
    });
    let least = counts.as_ref().map(|counts| LEAST_SHARE * counts.iter().sum::<u64>() as f64);
    let is_frequent = |&code: &usize| {
        let enough = |side: Side| counts.get(side)[code] as f64 >= *least.get(side);
        Side::BOTH.into_iter().all(|side| enough(side) && counts.get(side)[code] > 0)
    };
    let rows = |code: usize| counts.reference[code] + counts.production[code];
    let mut frequent: Vec<usize> = (0..count).filter(is_frequent).collect();
    frequent.put_in_order_of(|&code| (std::cmp::Reverse(rows(code)), code));
    frequent.truncate(most);
    let mut groups = vec![u32::MAX; count];
    for (group, &code) in frequent.iter().enumerate() {
        groups[code] = group as u32;
    }
    let others = |side: Side| (0..count).any(|c| groups[c] == u32::MAX && counts.get(side)[c] > 0);
    if Side::BOTH.into_iter().all(others) {
        let group = frequent.len() as u32;
        groups.iter_mut().filter(|own| **own == u32::MAX).for_each(|own| *own = group);
    }
    groups
}

/// The quarter of the reference that each number lies in; `order` are the positions of the reference's
/// numbers in ascending order. Tied quartiles leave a quarter empty.
pub fn quarters(values: &Pair<Vec<f64>>, order: &[u32]) -> Pair<Vec<u32>> {
    let at = |part: usize| order.get(part * order.len() / QUARTERS);
    let edges: Vec<f64> =
        (1..QUARTERS).filter_map(at).map(|&place| values.reference[place as usize]).collect();
    let quarter = |&value: &f64| {
        if value.is_nan() { u32::MAX } else { edges.partition_point(|edge| *edge <= value) as u32 }
    };
    values.as_ref().map(|values| values.iter().map(quarter).collect())
}
