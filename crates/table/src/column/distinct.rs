//! Counts different values, where that is cheap.

use std::hash::BuildHasherDefault;

use hashbrown::HashSet;
use rustc_hash::FxHasher;

/// Numbers with more different values than this are not counted.
const NARROW_MAX: usize = 1000;
/// Bits for each value that a bitmap of whole numbers may take.
const BITS_PER_VALUE: u64 = 64;

/// Different whole numbers.
#[must_use]
pub fn whole(values: &[i64]) -> u64 {
    let (Some(&min), Some(&max)) = (values.iter().min(), values.iter().max()) else { return 0 };
    let range = max.abs_diff(min);
    if range / BITS_PER_VALUE <= values.len() as u64 {
        return by_bitmap(values, min, range);
    }
    if values.is_sorted() {
        return by_order(values);
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    by_order(&sorted)
}

/// Different numbers, none if there are many.
#[must_use]
pub fn narrow(values: &[f64]) -> Option<u64> {
    let mut seen: HashSet<u64, BuildHasherDefault<FxHasher>> = HashSet::default();
    for value in values {
        // Positive and negative zero are one number.
        seen.insert((value + 0.0).to_bits());
        if seen.len() > NARROW_MAX {
            return None;
        }
    }
    Some(seen.len() as u64)
}

fn by_bitmap(values: &[i64], min: i64, range: u64) -> u64 {
    let mut bitmap = vec![0_u64; (range / 64 + 1) as usize];
    for value in values {
        let offset = value.abs_diff(min);
        bitmap[(offset / 64) as usize] |= 1 << (offset % 64);
    }
    bitmap.iter().map(|word| u64::from(word.count_ones())).sum()
}

fn by_order(sorted: &[i64]) -> u64 {
    1 + sorted.windows(2).filter(|pair| pair[0] != pair[1]).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_counts_the_same() {
        let near = [3, -1, 3, 7, -1];
        let far = [i64::MIN, i64::MAX, 0, i64::MIN];
        assert_eq!([whole(&near), whole(&far), whole(&[])], [3, 3, 0]);
        assert_eq!(whole(&[i64::MIN, 0, 0, i64::MAX]), 3);
    }

    #[test]
    fn many_fractions_are_not_counted() {
        assert_eq!(narrow(&[0.5, -0.0, 0.0, 0.5]), Some(2));
        let wide: Vec<f64> = (0..=NARROW_MAX).map(|i| i as f64).collect();
        assert_eq!(narrow(&wide), None);
    }
}
