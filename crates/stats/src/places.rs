//! Between which edges many values lie, by a table of where to look first.
//!
//! The place of a value is the number of edges at or below it. The edges' range is cut into equally wide
//! buckets; a value need only be held against the edges of its own bucket, of which there is mostly one
//! or none. The bucket does not fall where the value rises, whatever rounding does to it, so that edges
//! of lower buckets lie below the value and those of higher ones above: the place is exact.

/// Buckets per edge, so that few have more than one.
const BUCKETS_PER_EDGE: usize = 4;
/// Buckets of few edges, which may lie anywhere.
const FEWEST_BUCKETS: usize = 2048;

/// Edges in order, with their table.
pub struct Places<'a> {
    edges: &'a [f64],
    from: f64,
    /// Buckets in the values' unit.
    per_value: f64,
    /// How many edges lie in lower buckets, and the number of edges.
    below: Vec<u32>,
}

impl<'a> Places<'a> {
    /// For finite edges in order.
    #[must_use]
    pub fn new(edges: &'a [f64]) -> Self {
        let (from, to) = (edges.first().copied(), edges.last().copied());
        let from = from.unwrap_or_default();
        let buckets = (BUCKETS_PER_EDGE * edges.len()).max(FEWEST_BUCKETS);
        let per_value = buckets as f64 / (to.unwrap_or_default() - from);
        let per_value = if per_value.is_finite() { per_value } else { 0.0 };
        let mut places = Self { edges, from, per_value, below: vec![0; buckets + 1] };
        for edge in edges {
            let bucket = places.bucket(*edge);
            places.below[bucket + 1] += 1;
        }
        for bucket in 0..buckets {
            places.below[bucket + 1] += places.below[bucket];
        }
        places
    }

    /// The number of edges at or below a value, which is not NaN.
    #[must_use]
    pub fn of(&self, value: f64) -> usize {
        let bucket = self.bucket(value);
        let (start, end) = (self.below[bucket] as usize, self.below[bucket + 1] as usize);
        start + self.edges[start..end].partition_point(|edge| *edge <= value)
    }

    /// How many of these values lie in the cells between the edges, as [`crate::Cells::from_edges`] has
    /// them of sorted ones: each with its lower edge, the last with its upper one too. What lies outside
    /// and what is NaN is left out.
    #[must_use]
    pub fn counts(&self, values: &[f64]) -> Vec<u64> {
        let Some((last, cells)) = self.edges.split_last() else { return Vec::new() };
        // One place before the first edge, and one from the last on.
        let mut counts = vec![0; self.edges.len() + 1];
        for value in values {
            let place = if value == last { cells.len() } else { self.of(*value) };
            counts[place] += u64::from(!value.is_nan());
        }
        counts[1..=cells.len()].to_vec()
    }

    fn bucket(&self, value: f64) -> usize {
        (((value - self.from) * self.per_value) as usize).min(self.below.len() - 2)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::{Cells, Sorted, testing::sorted};

    #[test]
    fn equals_a_search_among_all_edges() {
        let even: Vec<f64> = (0..200).map(|i| f64::from(i) / 7.0).collect();
        let skewed: Vec<f64> = (0..200).map(|i| libm::exp(f64::from(i) / 5.0)).collect();
        let near = [1.0, 1.0_f64.next_up(), 2.0];
        let wide = [f64::MIN, -1.0, f64::MAX];
        for edges in [&even[..], &skewed, &near, &wide, &[3.0], &[0.0, f64::from_bits(1)], &[]] {
            let places = Places::new(edges);
            let between = (0..1000).map(|i| f64::from(i) / 31.0 - 2.0);
            let around = edges.iter().flat_map(|e| [e.next_down(), *e, e.next_up()]);
            let far = [f64::NEG_INFINITY, f64::MIN, f64::MAX, f64::INFINITY];
            for value in between.chain(around).chain(far) {
                assert_eq!(places.of(value), edges.partition_point(|e| *e <= value), "{value}");
            }
        }
    }

    #[test]
    fn counts_equal_those_of_sorted_values() {
        let even: Vec<f64> = (0..3_000).map(|i| f64::from(i) / 7.0).collect();
        for edges in [&even[..], &[1.0, 2.0, 2.0], &[1.0, 1.0, 3.0], &[0.0, 0.0], &[3.0], &[]] {
            let values: Vec<f64> = (0..500).map(|i| f64::from(i * 7_919 % 500) - 20.0).collect();
            let cells = Cells::from_edges(&sorted(&values), &Sorted::default(), edges);
            let with_nan: Vec<f64> = values.iter().copied().chain([f64::NAN]).collect();
            assert_eq!(Places::new(edges).counts(&with_nan), cells.reference, "{edges:?}");
        }
    }
}
