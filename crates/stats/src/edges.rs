//! Edges of bins, equal to NumPy's bit for bit.
//!
//! k cells have k + 1 edges, ascending and all different. An empty sample has no edges.

use crate::{Moments, Sorted, merge, quantile};

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
    merge::walk(reference, production, |step| distinct += usize::from(step.is_gap()));
    sturges(reference, production, distinct, integers)
}

/// Equal-width bins by Doane's rule (1976) over one sample, which has more of them the more skewed it
/// is: `np.histogram_bin_edges(sample.astype(float), "doane")`.
#[must_use]
pub fn doane_edges(sample: &Sorted) -> Vec<f64> {
    let (Some(min), Some(max)) = (sample.min(), sample.max()) else {
        return Vec::new();
    };
    if min == max {
        return vec![min - 0.5, max + 0.5];
    }
    let n = sample.len() as f64;
    if sample.len() <= 2 {
        return vec![min, max];
    }
    let mut moments = Moments::new();
    moments.update(sample.values());
    let skewness = moments.skewness().unwrap_or(0.0).abs();
    let error = (6.0 * (n - 2.0) / ((n + 1.0) * (n + 3.0))).sqrt();
    spaced(min, max, 1.0 + libm::log2(n) + libm::log2(1.0 + skewness / error), false)
}

/// Equally spaced edges over the range of both samples.
#[must_use]
pub fn equal_width_edges_of_both(reference: &Sorted, production: &Sorted, bins: usize) -> Vec<f64> {
    match range_of_both(reference, production) {
        None => Vec::new(),
        Some((min, max)) if min == max => vec![min - 0.5, max + 0.5],
        Some((min, max)) => {
            let mut edges = equal_width_edges(min, max, bins.max(1));
            edges.dedup();
            edges
        }
    }
}

fn range_of_both(reference: &Sorted, production: &Sorted) -> Option<(f64, f64)> {
    let least = [reference.min(), production.min()].into_iter().flatten().reduce(f64::min);
    let greatest = [reference.max(), production.max()].into_iter().flatten().reduce(f64::max);
    least.zip(greatest)
}

/// Equally spaced edges: `np.linspace(min, max, bins + 1)`, and finite also where `max - min` is
/// beyond the largest number.
#[must_use]
pub fn equal_width_edges(min: f64, max: f64, bins: usize) -> Vec<f64> {
    if bins == 0 {
        return vec![min];
    }
    let (range, bins_f) = (max - min, bins as f64);
    let step = range / bins_f;
    let at = |i: usize| {
        let i = i as f64;
        if !range.is_finite() {
            return min * (1.0 - i / bins_f) + max * (i / bins_f);
        }
        // NumPy's guard for ranges so narrow that the step underflows.
        let offset = if step == 0.0 { i / bins_f * range } else { i * step };
        offset + min
    };
    (0..bins).map(at).chain([max]).collect()
}

/// Edges over the range of both samples, as Sturges' rule has them for n values.
pub(crate) fn sturges(
    reference: &Sorted,
    production: &Sorted,
    n: usize,
    integers: bool,
) -> Vec<f64> {
    let Some((min, max)) = range_of_both(reference, production) else {
        return Vec::new();
    };
    if min == max {
        return vec![min - 0.5, max + 0.5];
    }
    spaced(min, max, libm::log2(n as f64) + 1.0, integers)
}

/// Edges of as many equal bins as are wanted, rounded up as NumPy does by way of their width.
fn spaced(min: f64, max: f64, wanted: f64, integers: bool) -> Vec<f64> {
    let range = max - min;
    let mut width = range / wanted;
    if integers && width < 1.0 {
        width = 1.0;
    }
    // Beside a width that overflows or vanishes the ratio says nothing.
    let bins = if width.is_finite() && width > 0.0 { range / width } else { wanted };
    let mut edges = equal_width_edges(min, max, libm::ceil(bins) as usize);
    // NumPy refuses a range too narrow for its bins; here such bins fall together.
    edges.dedup();
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a, a2, b, b2, sorted};

    // Expected: numpy.unique(numpy.percentile(A, numpy.linspace(0, 100, 6))), and of
    // numpy.floor(A) with linspace(0, 100, 8); numpy 2.4.6.
    #[test]
    fn quantile_edges_equal_numpy() {
        let edges = quantile_edges(&a(), 5);
        assert_eq!(edges, [0.01, 2.0220000000000002, 4.044, 6.066, 8.088000000000001, 10.06]);
        let floor: Vec<f64> = a().values().iter().map(|value| value.floor()).collect();
        let edges = quantile_edges(&sorted(&floor), 7);
        assert_eq!(edges, [0.0, 1.0, 2.0, 4.0, 5.0, 7.0, 8.0, 10.0]);
        assert_eq!(quantile_edges(&sorted(&[3.0; 9]), 10), [3.0]);
        assert!(quantile_edges(&Sorted::default(), 10).is_empty());
    }

    // Expected: numpy.histogram_bin_edges(numpy.concatenate([A, B]), bins="sturges"), likewise
    // A2 and B2; numpy 2.4.6.
    #[test]
    fn sturges_edges_equal_numpy() {
        let small = [
            0.01,
            1.110111111111111,
            2.210222222222222,
            3.310333333333333,
            4.410444444444444,
            5.510555555555555,
            6.610666666666666,
            7.710777777777777,
            8.810888888888888,
            9.911,
            11.011111111111111,
        ];
        assert_eq!(sturges_edges(&a(), &b(), false), small);
        let large = sturges_edges(&a2(), &b2(), false);
        assert_eq!(large.len(), 14);
        assert_eq!((large[1], large[12]), (0.8529572649572649, 10.21348717948718));
    }

    // Expected: numpy.histogram_bin_edges(numpy.array([0, 1, 1, 2, 3, 3]), "sturges"), the same
    // as floats, and numpy.array([5., 5.]); numpy 2.4.6.
    #[test]
    fn sturges_knows_integers_and_constants() {
        let (r, p) = (sorted(&[0.0, 1.0, 1.0]), sorted(&[2.0, 3.0, 3.0]));
        assert_eq!(sturges_edges(&r, &p, true), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(sturges_edges(&r, &p, false), [0.0, 0.75, 1.5, 2.25, 3.0]);
        assert_eq!(sturges_edges_of_distinct(&r, &p, false), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(sturges_edges(&sorted(&[5.0]), &sorted(&[5.0]), false), [4.5, 5.5]);
        assert!(sturges_edges(&Sorted::default(), &Sorted::default(), false).is_empty());
    }

    // Expected: numpy.histogram_bin_edges(A, bins="doane") and of A2, [1, 2], [4, 4]; numpy 2.4.6.
    #[test]
    fn doane_edges_equal_numpy() {
        let small = [
            0.01,
            1.1266666666666667,
            2.243333333333333,
            3.36,
            4.476666666666667,
            5.593333333333334,
            6.71,
            7.826666666666666,
            8.943333333333333,
            10.06,
        ];
        assert_eq!(doane_edges(&a()), small);
        let large = doane_edges(&a2());
        assert_eq!((large.len(), large[1], large[12]), (13, 0.8351666666666666, 10.0));
        assert_eq!(doane_edges(&sorted(&[1.0, 2.0])), [1.0, 2.0]);
        assert_eq!(doane_edges(&sorted(&[4.0, 4.0])), [3.5, 4.5]);
        assert!(doane_edges(&Sorted::default()).is_empty());
        let wide = sorted(&[-f64::MAX, 0.0, 0.0, f64::MAX]);
        assert!(doane_edges(&wide).iter().all(|edge| edge.is_finite()));
    }

    // Expected: numpy.linspace(-1, 2, 8), numpy 2.4.6.
    #[test]
    fn equal_width_edges_equal_numpy() {
        let expected = [
            -1.0,
            -0.5714285714285714,
            -0.1428571428571429,
            0.2857142857142856,
            0.7142857142857142,
            1.1428571428571428,
            1.5714285714285712,
            2.0,
        ];
        assert_eq!(equal_width_edges(-1.0, 2.0, 7), expected);
    }

    #[test]
    fn ranges_at_the_limits_of_numbers_have_edges() {
        let far = 2.0_f64.powi(1023);
        let edges = equal_width_edges(-far, far, 4);
        assert_eq!(edges, [-1.0, -0.5, 0.0, 0.5, 1.0].map(|share| share * far));
        let wide = sorted(&[-f64::MAX, 0.0, f64::MAX]);
        // ceil(log2(6) + 1) cells.
        assert_eq!(sturges_edges(&wide, &wide, false).len(), 5);
        let least = f64::from_bits(1);
        let narrow = sorted(&[0.0, least, 2.0 * least]);
        assert_eq!(sturges_edges(&narrow, &narrow, false), [0.0, least, 2.0 * least]);
        let many = sorted(&[0.0, least].repeat(40));
        assert_eq!(sturges_edges(&many, &many, false), [0.0, least]);
    }
}
