//! Edges of bins, equal to NumPy's bit for bit.
//!
//! k cells have k + 1 edges, ascending and all different. An empty sample has no edges.

use crate::{Sorted, merge, quantile};

/// Quantiles of the reference at equally spaced probabilities, repeated values once:
/// `np.unique(np.percentile(reference, np.linspace(0, 100, bins + 1)))`.
///
/// A constant reference gives one edge; discrete values can give fewer cells than `bins`.
#[must_use]
pub fn quantile_edges(reference: &Sorted, bins: usize) -> Vec<f64> {
    let mut edges: Vec<f64> = equal_width_edges(0.0, 100.0, bins)
        .into_iter()
        .filter_map(|percent| quantile(reference, percent / 100.0))
        .collect();
    edges.dedup();
    edges
}

/// Equal-width bins by Sturges' rule (1926) over both samples:
/// `np.histogram_bin_edges(np.concatenate([reference, production]), "sturges")`.
///
/// `integers` says that NumPy would hold the values as integers, where no bin is narrower than 1.
#[must_use]
pub fn sturges_edges(reference: &Sorted, production: &Sorted, integers: bool) -> Vec<f64> {
    sturges(reference, production, reference.len() + production.len(), integers)
}

/// As [`sturges_edges`], of the set of different values of both samples instead of the rows:
/// what Evidently bins by for its Hellinger distance of numbers.
#[must_use]
pub fn sturges_edges_of_distinct(
    reference: &Sorted,
    production: &Sorted,
    integers: bool,
) -> Vec<f64> {
    let mut distinct = 0;
    merge::walk(reference, production, |step| distinct += usize::from(step.next > step.value));
    sturges(reference, production, distinct, integers)
}

/// Equally spaced edges: `np.linspace(min, max, bins + 1)`.
#[must_use]
pub fn equal_width_edges(min: f64, max: f64, bins: usize) -> Vec<f64> {
    if bins == 0 {
        return vec![min];
    }
    let (range, bins_f) = (max - min, bins as f64);
    let step = range / bins_f;
    let at = |i: usize| {
        let i = i as f64;
        // NumPy's guard for ranges so narrow that the step underflows.
        let offset = if step == 0.0 { i / bins_f * range } else { i * step };
        offset + min
    };
    (0..bins).map(at).chain([max]).collect()
}

fn sturges(reference: &Sorted, production: &Sorted, n: usize, integers: bool) -> Vec<f64> {
    let least = [reference.min(), production.min()].into_iter().flatten().reduce(f64::min);
    let greatest = [reference.max(), production.max()].into_iter().flatten().reduce(f64::max);
    let (Some(min), Some(max)) = (least, greatest) else {
        return Vec::new();
    };
    let range = max - min;
    if range == 0.0 {
        return vec![min - 0.5, max + 0.5];
    }
    let mut width = range / (libm::log2(n as f64) + 1.0);
    if integers && width < 1.0 {
        width = 1.0;
    }
    let mut edges = equal_width_edges(min, max, libm::ceil(range / width) as usize);
    // NumPy refuses a range too narrow for its bins; here such bins fall together.
    edges.dedup();
    edges
}
