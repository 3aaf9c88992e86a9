//! PCA reconstruction error: how well rows keep to the correlations of the reference.
//!
//! Features are put on the reference's scale, reduced to its first principal components and put back;
//! a row's error is the Euclidean distance between both, in standard deviations of the reference. It
//! grows where columns no longer go together as they did. A shift along the components leaves it as it
//! is: it can miss drift, and is never the only word.
//!
//! As `DataReconstructionDriftCalculator` of NannyML 0.13.1: missing numbers become the reference's
//! mean, missing names its most frequent name; a name becomes its share of the reference, 0 where it
//! is new; standard deviations divide by n; the components are as few as explain more than the given
//! share of the variance. A constant column has scale 1.

mod encoding;

use nalgebra::{DMatrix, SymmetricEigen};

use crate::Feature;
use encoding::Encoding;

/// The share of the variance that NannyML's components explain.
pub const NANNYML_SHARE: f64 = 0.65;

/// What the reference's rows have in common.
pub struct Reconstruction {
    encodings: Vec<Encoding>,
    scales: Vec<Scale>,
    /// Principal components, first to last kept; each has a part for every feature.
    components: Vec<Vec<f64>>,
}

#[derive(Clone, Copy)]
struct Scale {
    mean: f64,
    deviation: f64,
}

impl Reconstruction {
    /// Learns from the reference. `None` where it has no row or column, where no column varies, or
    /// where a number is too large to be squared.
    #[must_use]
    pub fn fit(reference: &[Feature], share: f64) -> Option<Self> {
        let encodings: Vec<Encoding> = reference.iter().map(Encoding::of).collect();
        let mut columns: Vec<Vec<f64>> =
            reference.iter().zip(&encodings).map(|(column, code)| code.apply(column)).collect();
        let rows = columns.first()?.len();
        if rows == 0 {
            return None;
        }
        let scales: Vec<Scale> = columns.iter().map(|column| Scale::of(column)).collect();
        columns.iter_mut().zip(&scales).for_each(|(column, scale)| scale.apply(column));
        let covariance = DMatrix::from_fn(columns.len(), columns.len(), |i, j| {
            // Symmetric to the bit: the sum is the same from either side.
            dot(&columns[i], &columns[j]) / rows as f64
        });
        if !covariance.iter().all(|entry| entry.is_finite()) {
            return None;
        }
        let components = leading(covariance, share)?;
        Some(Self { encodings, scales, components })
    }

    /// Principal components that were kept.
    #[must_use]
    pub const fn components(&self) -> usize {
        self.components.len()
    }

    /// The error of each row, of features in the order of the reference's.
    #[must_use]
    pub fn errors(&self, features: &[Feature]) -> Vec<f64> {
        let mut columns = Vec::with_capacity(features.len());
        for ((feature, encoding), scale) in features.iter().zip(&self.encodings).zip(&self.scales) {
            let mut column = encoding.apply(feature);
            scale.apply(&mut column);
            columns.push(column);
        }
        let rows = columns.first().map_or(0, Vec::len);
        let mut left = vec![0.0; columns.len()];
        let of_row = |row: usize| {
            left.iter_mut().zip(&columns).for_each(|(value, column)| *value = column[row]);
            let along: Vec<f64> = self.components.iter().map(|c| dot(c, &left)).collect();
            for (component, along) in self.components.iter().zip(along) {
                left.iter_mut().zip(component).for_each(|(value, part)| *value -= along * part);
            }
            dot(&left, &left).sqrt()
        };
        (0..rows).map(of_row).collect()
    }
}

impl Scale {
    fn of(column: &[f64]) -> Self {
        let n = column.len() as f64;
        let mean = column.iter().sum::<f64>() / n;
        let variance = column.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
        let deviation = variance.sqrt();
        // What rounding leaves of a constant column is no spread, as in scikit-learn.
        let is_constant = deviation <= 10.0 * f64::EPSILON * mean.abs();
        Self { mean, deviation: if is_constant { 1.0 } else { deviation } }
    }

    fn apply(self, column: &mut [f64]) {
        column.iter_mut().for_each(|value| *value = (*value - self.mean) / self.deviation);
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The first eigenvectors that together explain more than a share of the variance.
fn leading(covariance: DMatrix<f64>, share: f64) -> Option<Vec<Vec<f64>>> {
    let eigen = SymmetricEigen::new(covariance);
    let variance = |k: usize| eigen.eigenvalues[k].max(0.0);
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| variance(b).total_cmp(&variance(a)));
    let total: f64 = order.iter().map(|&k| variance(k)).sum();
    // A column that varies has a variance of 1.
    if total < 0.5 {
        return None;
    }
    let (mut explained, mut components) = (0.0, Vec::new());
    for k in order {
        components.push(eigen.eigenvectors.column(k).iter().copied().collect());
        explained += variance(k);
        if explained > share * total {
            break;
        }
    }
    Some(components)
}

#[cfg(test)]
mod tests {
    use super::{NANNYML_SHARE, Reconstruction};
    use crate::{Feature, testing::assert_close};

    /// `mk` of formula-goldens/golden_nml.py: x1, x2, and the letter of c by number.
    fn formula(rows: std::ops::Range<u64>, shift: f64) -> Vec<Feature> {
        let lin = |i: u64, [a, c, m]: [u64; 3]| ((a * i + c) % m) as f64 / m as f64;
        let x1 = |i: u64| lin(i, [31_337, 5, 9_967]) * 10.0 + shift;
        let letter = |i: u64| {
            let is_first = shift > 0.0 && i.is_multiple_of(3);
            Some(if is_first { 0 } else { ((37 * i + 11) % 101 % 4) as u32 })
        };
        vec![
            Feature::Numbers(rows.clone().map(x1).collect()),
            Feature::Numbers(
                rows.clone().map(|i| x1(i) * 0.5 + lin(i, [4_177, 3, 9_949]) * 2.0).collect(),
            ),
            Feature::Names(rows.map(letter).collect()),
        ]
    }

    fn mean_and_error(errors: &[f64]) -> (f64, f64) {
        let n = errors.len() as f64;
        let mean = errors.iter().sum::<f64>() / n;
        let squares: f64 = errors.iter().map(|error| (error - mean) * (error - mean)).sum();
        (mean, (squares / (n - 1.0) / n).sqrt())
    }

    // Expected: nannyml.DataReconstructionDriftCalculator(column_names=["x1", "x2", "c"],
    // chunk_size=500).fit(ref).calculate(ana), nannyml 0.13.1.
    #[test]
    fn equals_nannyml() {
        let model = Reconstruction::fit(&formula(0..4_000, 0.0), NANNYML_SHARE).unwrap();
        assert_eq!(model.components(), 2);
        let reference = model.errors(&formula(0..4_000, 0.0));
        let analysis = model.errors(&formula(4_000..6_000, 1.5));
        let expected = [
            (0.23167638120210302, 0.00613630317452298),
            (0.23105753450272157, 0.006182654285580398),
            (0.2301191835231643, 0.006140714664942364),
            (0.231010633739392, 0.006108990117034404),
        ];
        for (chunk, (value, error)) in analysis.chunks(500).zip(expected) {
            assert_close(mean_and_error(chunk).0, value);
            assert_close(mean_and_error(chunk).1, error);
        }
        let chunks: Vec<f64> = reference.chunks(500).map(|chunk| mean_and_error(chunk).0).collect();
        assert_close(chunks[0], 0.22919366717628503);
        assert_close(chunks[7], 0.23097535110504183);
        let mean = chunks.iter().sum::<f64>() / 8.0;
        let squares: f64 = chunks.iter().map(|value| (value - mean) * (value - mean)).sum();
        assert_close(mean + 3.0 * (squares / 8.0).sqrt(), 0.23227375672826667);
    }

    #[test]
    fn what_keeps_the_correlation_has_no_error() {
        let line = |shift: f64| {
            let x: Vec<f64> = (0..100).map(|i| f64::from(i) + shift).collect();
            let y = x.iter().map(|x| 3.0 * x - 1.0).collect();
            vec![Feature::Numbers(x), Feature::Numbers(y)]
        };
        let model = Reconstruction::fit(&line(0.0), NANNYML_SHARE).unwrap();
        assert!(model.errors(&line(1_000.0)).iter().all(|error| *error < 1e-9));
    }

    #[test]
    fn nothing_to_learn_from_gives_no_model() {
        let fit = |features: &[Feature]| Reconstruction::fit(features, NANNYML_SHARE).is_some();
        assert!(!fit(&[]));
        assert!(!fit(&[Feature::Numbers(vec![])]));
        assert!(!fit(&[Feature::Numbers(vec![0.1; 7]), Feature::Names(vec![None; 7])]));
        assert!(!fit(&[Feature::Numbers(vec![f64::MAX, -f64::MAX])]));
        assert!(fit(&[Feature::Numbers(vec![1.0, f64::NAN, 2.0])]));
    }
}
