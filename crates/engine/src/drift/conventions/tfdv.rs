//! TensorFlow Data Validation: its divergence of two histograms, and its difference of counts. It has no
//! limit until one stands in a schema.

use report::{Convention, Measure, MeasureName, Pair};
use stats::{AlignedHistograms, CellDistance, Cells, LogBase, normalized_difference};

use super::super::measures::Entry;
use super::OfNumbers;

/// Bins of a side's histogram.
const BINS: usize = 10;

/// The Jensen-Shannon divergence of both histograms.
pub fn on_numbers(of: &OfNumbers<'_>) -> Option<Measure> {
    let sorted = &of.numbers.sorted;
    let both = AlignedHistograms::new(&sorted.reference, &sorted.production, BINS)?;
    let distance = CellDistance::JensenShannonDivergence(LogBase::Two);
    let how = "ten equal-width bins a side, spread over the edges of both, base 2";
    let entry = Entry::new(MeasureName::JensenShannonDivergence, Convention::Tfdv, how, of.n)
        .bins(both.reference.len())
        .value(Some(distance.of_shares(&both.reference, &both.production).value));
    Some(entry.done())
}

/// The largest difference of counts.
pub fn on_names(cells: &Cells, n: Pair<u64>) -> Measure {
    let how = "largest difference of a value’s rows, over all rows";
    Entry::new(MeasureName::NormalizedDifference, Convention::Tfdv, how, n)
        .bins(cells.len())
        .value(normalized_difference(cells))
        .done()
}
