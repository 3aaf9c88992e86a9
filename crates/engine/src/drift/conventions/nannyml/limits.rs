//! NannyML's limits: how far the reference's own chunks are from all of it.
//!
//! Rows in the order of the file are cut into chunks of a tenth of them; what is left over is a chunk of
//! its own, as in its `CountBasedChunker`. Each is compared with the whole reference as production is.

use report::{ColumnDrift, Convention, MeasureName};
use stats::{
    Cells, ChunkLimits, LogBase, Places, Sorted, doane_edges, hellinger, jensen_shannon, l_infinity,
};
use table::Column;

use super::OnValues;
use crate::Study;
use crate::drift::measures;
use crate::drift::values::Values;

/// Chunks, where the settings name no number of rows.
const CHUNKS: usize = 10;

/// Measures of one chunk, with what they gave.
type OfChunk = [(MeasureName, Option<f64>); 4];

/// Sets the limits of NannyML's measures of a column, and what they say.
pub fn set(study: &Study<'_>, values: &Values, drift: &mut ColumnDrift) {
    let Some(column) = study.column(&drift.column).reference else { return };
    let rows = match study.settings.drift.chunk_rows as usize {
        0 => column.len() / CHUNKS,
        rows => rows,
    };
    if rows == 0 {
        return;
    }
    let chunks = match values {
        Values::Numbers(numbers) => of_numbers(column, &numbers.sorted.reference, rows),
        Values::Names(_) => of_names(column, rows),
    };
    let is_nannymls = |measure: &&mut report::Measure| measure.convention == Convention::NannyMl;
    for measure in drift.measures.iter_mut().filter(is_nannymls) {
        let of = |chunk: &OfChunk| chunk.iter().find(|(name, _)| *name == measure.measure)?.1;
        let distances: Vec<Option<f64>> = chunks.iter().map(of).collect();
        let most = if measure.measure == MeasureName::KolmogorovSmirnov { 1.0 } else { f64::MAX };
        if let Some(limits) = ChunkLimits::of(&distances, 0.0, most) {
            measures::judge_over(measure, limits.upper);
        }
    }
}

fn of_numbers(column: &Column, reference: &Sorted, rows: usize) -> Vec<OfChunk> {
    let (on_values, edges) = (OnValues::of(reference), doane_edges(reference));
    let cells = Places::new(&edges);
    let of_reference = Cells::from_edges(reference, &Sorted::default(), &edges).reference;
    let bins = on_values.bins.as_ref().map(|bins| (bins, Places::new(bins.edges())));
    let of_chunk = |chunk: &[f64]| {
        // No value of a chunk lies outside the reference.
        let cells = Cells { reference: of_reference.clone(), production: cells.counts(chunk) };
        let distances = match &bins {
            // Where bins are all that is looked at, nothing need be sorted.
            Some((bins, places)) => bins.distances_of_counts(&places.counts(chunk)),
            None => on_values.distances(&sorted(chunk)),
        };
        let (ks, wasserstein) = distances.unzip();
        [
            (MeasureName::JensenShannon, jensen_shannon(&cells, LogBase::Two)),
            (MeasureName::Hellinger, hellinger(&cells)),
            (MeasureName::KolmogorovSmirnov, ks),
            (MeasureName::Wasserstein, wasserstein),
        ]
    };
    column.numbers_by_row().unwrap_or_default().chunks(rows).map(of_chunk).collect()
}

fn sorted(values: &[f64]) -> Sorted {
    let present = values.iter().copied().filter(|value| value.is_finite()).collect();
    Sorted::new(present).unwrap_or_default()
}

fn of_names(column: &Column, rows: usize) -> Vec<OfChunk> {
    let codes = codes(column);
    let names = codes.iter().flatten().max().map_or(0, |code| code + 1);
    let reference = counts(&codes, names);
    let of_chunk = |chunk: &[Option<usize>]| {
        let cells = Cells { reference: reference.clone(), production: counts(chunk, names) };
        [
            (MeasureName::JensenShannon, jensen_shannon(&cells, LogBase::Two)),
            (MeasureName::Hellinger, hellinger(&cells)),
            (MeasureName::LInfinity, l_infinity(&cells).map(|(distance, _)| distance)),
            // It goes by its p-value.
            (MeasureName::ChiSquare, None),
        ]
    };
    codes.chunks(rows).map(of_chunk).collect()
}

/// For each row the number of its value, where it has one.
fn codes(column: &Column) -> Vec<Option<usize>> {
    if let Some(words) = column.words() {
        let kept = words.labels.len();
        return words.codes.iter().map(|&code| Some(code as usize).filter(|c| *c < kept)).collect();
    }
    // Numbers are names where they are two at most.
    let numbers = column.numbers_by_row().unwrap_or_default();
    let mut different: Vec<f64> = Vec::new();
    let code = |value: f64| {
        let known = different.iter().position(|other| *other == value);
        known.or_else(|| {
            value.is_finite().then(|| {
                different.push(value);
                different.len() - 1
            })
        })
    };
    numbers.into_iter().map(code).collect()
}

fn counts(codes: &[Option<usize>], names: usize) -> Vec<u64> {
    let mut counts = vec![0; names];
    codes.iter().flatten().for_each(|&code| counts[code] += 1);
    counts
}
