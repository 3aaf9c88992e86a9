//! NannyML 0.13: its measures on values, and chi-square. Its [`limits`] come from chunks of the reference.

pub mod limits;

use report::{Convention, Measure, MeasureName, Pair};
use stats::{Cells, EqualBins, Sorted, chi_square_yates, ks_two_sample, wasserstein};

use super::super::measures::Entry;
use super::OfNumbers;

/// References of so many values are compared on bins.
const BINNED_FROM: usize = 10_000;
/// Bins over the reference's range.
const BINS: usize = 10_000;

/// How Kolmogorov-Smirnov and Wasserstein see a reference: by its values, or by its bins.
struct OnValues<'a> {
    reference: &'a Sorted,
    bins: Option<EqualBins>,
}

impl<'a> OnValues<'a> {
    fn of(reference: &'a Sorted) -> Self {
        let is_binned = reference.len() >= BINNED_FROM;
        Self { reference, bins: is_binned.then(|| EqualBins::new(reference, BINS)).flatten() }
    }

    /// Both distances of a sample; none where a side is empty or the bins' range is not finite.
    fn distances(&self, sample: &Sorted) -> Option<(f64, f64)> {
        match &self.bins {
            Some(bins) => bins.distances(sample),
            None if self.reference.len() >= BINNED_FROM => None,
            None => {
                let ks = ks_two_sample(self.reference, sample)?.statistic;
                Some((ks, wasserstein(self.reference, sample)?))
            }
        }
    }
}

/// Kolmogorov-Smirnov and Wasserstein.
pub fn on_numbers(of: &OfNumbers<'_>) -> Vec<Measure> {
    let sorted = &of.numbers.sorted;
    let (ks, wasserstein, how) = if sorted.reference.len() < BINNED_FROM {
        (Some(of.pair.ks().statistic), Some(of.pair.wasserstein()), "on the values")
    } else {
        let found = OnValues::of(&sorted.reference).distances(&sorted.production);
        let (ks, wasserstein) = found.unzip();
        (ks, wasserstein, "on 10,000 equal-width bins over the reference")
    };
    let entry = |measure, value: Option<f64>, how: String| {
        Entry::new(measure, Convention::NannyMl, how, of.n)
            .value(value)
            .or_else_because("the reference’s range is beyond the largest number")
            .done()
    };
    vec![
        entry(MeasureName::Wasserstein, wasserstein, format!("in the column’s unit, {how}")),
        entry(MeasureName::KolmogorovSmirnov, ks, format!("largest gap, {how}")),
    ]
}

/// Chi-square, corrected for two values.
pub fn on_names(cells: &Cells, n: Pair<u64>) -> Vec<Measure> {
    let test = chi_square_yates(cells);
    let how = if cells.len() == 2 { "homogeneity, Yates’ correction" } else { "homogeneity" };
    let entry = Entry::new(MeasureName::ChiSquare, Convention::NannyMl, how, n)
        .bins(cells.len())
        .value(test.map(|test| test.statistic))
        .degrees_of_freedom(test.map(|test| test.degrees_of_freedom as f64))
        .p_value(test.map(|test| test.p_value))
        .p_limit(0.05);
    vec![entry.done()]
}
