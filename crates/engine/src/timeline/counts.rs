//! What is counted of a column: its cells in each bin and each window, its missing values, and the
//! quartiles of each window.

use report::{Pair, Side};
use stats::{CountSeries, lerp};

use super::axis::{Axis, NO_BIN};
use super::codes::{Codes, NO_CODE};

/// A column counted over the axis.
pub struct Counts {
    /// Values of each cell in each window.
    pub windows: Vec<Vec<u64>>,
    /// Missing values in each window.
    pub missing: Vec<u64>,
    /// Quartiles of each window, for numbers.
    pub quartiles: Vec<Option<[f64; 3]>>,
    /// Values of each cell in each bin.
    pub series: CountSeries,
    /// Present and missing values in each bin.
    pub presence: CountSeries,
}

impl Counts {
    /// Counts a column in two walks over its rows.
    pub fn of(axis: &Axis, codes: &Codes) -> Self {
        let fine = codes.cell_of.len();
        let width = fine + 1;
        let mut by_bin = vec![0_u32; axis.bins.len() * width];
        for side in Side::BOTH {
            let rows = axis.bin_of_row.get(side).iter();
            if codes.of_row.get(side).is_empty() {
                rows.filter(|bin| **bin != NO_BIN)
                    .for_each(|bin| by_bin[usize::from(*bin) * width + fine] += 1);
                continue;
            }
            for (&bin, &code) in rows.zip(codes.of_row.get(side)) {
                if bin != NO_BIN {
                    by_bin[usize::from(bin) * width + usize::from(code).min(fine)] += 1;
                }
            }
        }
        Self::from_bins(axis, codes, &by_bin, width)
    }

    fn from_bins(axis: &Axis, codes: &Codes, by_bin: &[u32], width: usize) -> Self {
        let fine = width - 1;
        let mut coarse = vec![0_u32; axis.bins.len() * codes.cells];
        let mut presence = vec![0_u32; axis.bins.len() * 2];
        let mut fine_windows = vec![0_u64; axis.windows.len() * fine];
        let mut missing = vec![0_u64; axis.windows.len()];
        for (i, (bin, counts)) in axis.bins.iter().zip(by_bin.chunks_exact(width)).enumerate() {
            for (code, &count) in counts[..fine].iter().enumerate() {
                coarse[i * codes.cells + usize::from(codes.cell_of[code])] += count;
                fine_windows[bin.window * fine + code] += u64::from(count);
                presence[i * 2] += count;
            }
            presence[i * 2 + 1] = counts[fine];
            missing[bin.window] += u64::from(counts[fine]);
        }
        let mut windows = vec![vec![0; codes.cells]; axis.windows.len()];
        for (window, fine) in windows.iter_mut().zip(fine_windows.chunks_exact(fine.max(1))) {
            for (code, count) in fine.iter().enumerate() {
                window[usize::from(codes.cell_of[code])] += count;
            }
        }
        let quartiles = match &codes.numbers {
            Some(numbers) => quartiles(axis, codes, numbers, &fine_windows),
            None => vec![None; axis.windows.len()],
        };
        Self {
            windows,
            missing,
            quartiles,
            series: CountSeries::new(codes.cells, &coarse),
            presence: CountSeries::new(2, &presence),
        }
    }

    /// Values of a window that are not missing.
    pub fn values(&self, window: usize) -> u64 {
        self.windows[window].iter().sum()
    }

    /// Counts of several windows together.
    pub fn sum(&self, windows: impl IntoIterator<Item = usize>) -> Vec<u64> {
        let mut sum = vec![0; self.series.cells()];
        for window in windows {
            sum.iter_mut().zip(&self.windows[window]).for_each(|(sum, count)| *sum += count);
        }
        sum
    }
}

/// No bucket: the fine cell holds no quartile of its window.
const NO_BUCKET: u32 = u32::MAX;

/// The exact quartiles (type 7) of each window: only values of the fine cells that hold one are looked
/// at again.
fn quartiles(
    axis: &Axis,
    codes: &Codes,
    numbers: &Pair<Vec<f64>>,
    fine_windows: &[u64],
) -> Vec<Option<[f64; 3]>> {
    let fine = codes.cell_of.len();
    let mut bucket_of = vec![NO_BUCKET; fine_windows.len()];
    let mut buckets: Vec<Vec<f64>> = Vec::new();
    for (window, counts) in fine_windows.chunks_exact(fine).enumerate() {
        for place in places(counts.iter().sum()) {
            let slot = &mut bucket_of[window * fine + cell_of_place(counts, place).0];
            if *slot == NO_BUCKET {
                *slot = buckets.len() as u32;
                buckets.push(Vec::new());
            }
        }
    }
    for side in Side::BOTH {
        let codes = codes.of_row.get(side);
        let rows = axis.bin_of_row.get(side).iter().zip(codes).zip(numbers.get(side));
        for ((&bin, &code), &value) in rows {
            if bin == NO_BIN || code == NO_CODE {
                continue;
            }
            let window = axis.bins[usize::from(bin)].window;
            let bucket = bucket_of[window * fine + usize::from(code)];
            if bucket != NO_BUCKET {
                buckets[bucket as usize].push(value);
            }
        }
    }
    buckets.iter_mut().for_each(|bucket| bucket.sort_unstable_by(f64::total_cmp));
    let of_window = |(window, counts): (usize, &[u64])| {
        let n: u64 = counts.iter().sum();
        let at = |place: u64| {
            let (cell, within) = cell_of_place(counts, place);
            let bucket = bucket_of[window * fine + cell];
            buckets.get(bucket as usize).and_then(|b| b.get(within as usize)).copied()
        };
        let quartile = |quarters: u64| {
            // As stats::quantile: the place (n - 1) p, and straight between two values.
            let (place, rest) = ((n - 1) * quarters / 4, (n - 1) * quarters % 4);
            let low = at(place)?;
            let high = if rest > 0 { at(place + 1)? } else { low };
            Some(lerp(low, high, rest as f64 / 4.0))
        };
        if n == 0 {
            return None;
        }
        Some([quartile(1)?, quartile(2)?, quartile(3)?])
    };
    fine_windows.chunks_exact(fine).enumerate().map(of_window).collect()
}

/// The places in order that the quartiles of n values need.
fn places(n: u64) -> impl Iterator<Item = u64> {
    let last = n.saturating_sub(1);
    let quarters = if n > 0 { 1..4 } else { 0..0 };
    quarters.flat_map(move |quarter| {
        let place = last * quarter / 4;
        [place, (place + 1).min(last)]
    })
}

/// The cell that holds a place in order, and the place within it.
fn cell_of_place(counts: &[u64], place: u64) -> (usize, u64) {
    let mut before = 0;
    for (cell, &count) in counts.iter().enumerate() {
        if place < before + count {
            return (cell, place - before);
        }
        before += count;
    }
    (counts.len().saturating_sub(1), 0)
}
