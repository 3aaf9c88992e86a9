//! A value of a column of numbers that many rows share, and that became more or less common: a
//! default that a feed fills in, or a sensor that delivers zeros.

use report::{Cdf, ColumnDrift, Pair, Treatment, format};
use stats::Sorted;

use crate::Study;

/// A change of a value's share from which it is told.
const LEAST_CHANGE: f64 = 0.05;
/// From this share on, the value is the median, which is told anyway.
const HALF: f64 = 0.5;

/// "0 is 13% of production, 0% of the reference"; nothing where no value's share changed so much.
pub fn in_words(study: &Study<'_>, column: &ColumnDrift) -> Option<String> {
    if column.treatment != Treatment::Numeric || !column.kind.is_number() {
        return None;
    }
    if !column.cdf.as_ref().is_some_and(may_have_atom) {
        return None;
    }
    let columns = study.column(&column.column).both()?;
    let Pair { reference, production } = columns.map(sorted);
    let (value, share) = most_changed(&Pair::new(reference?, production?))?;
    let Pair { reference, production } = share.map(format::percent);
    Some(format!(
        "{} is {production} of production, {reference} of the reference",
        format::exact(value)
    ))
}

/// Whether a cumulative curve rises enough between two of its points for a value there to be told: where
/// it does not, no value need be counted.
fn may_have_atom(cdf: &Cdf) -> bool {
    let rises = |shares: &Vec<f64>| {
        let before = std::iter::once(0.0).chain(shares.iter().copied());
        let last = shares.last().map_or(1.0, |last| 1.0 - last);
        // Rounding must not hide a value at the very limit.
        let is_steep = |rise: f64| rise >= LEAST_CHANGE * (1.0 - 1e-9);
        is_steep(last) || shares.iter().zip(before).any(|(share, before)| is_steep(share - before))
    };
    rises(&cdf.share.reference) || rises(&cdf.share.production)
}

fn sorted(column: &table::Column) -> Option<Sorted> {
    let finite = column.numbers()?.into_iter().filter(|value| value.is_finite());
    Sorted::new(finite.collect()).ok()
}

/// The value whose share changed most, with its shares, where it is an atom.
fn most_changed(sides: &Pair<Sorted>) -> Option<(f64, Pair<f64>)> {
    let repeated = [&sides.reference, &sides.production].into_iter().flat_map(often_repeated);
    let shares = repeated.map(|value| (value, sides.as_ref().map(|side| share_of(side, value))));
    let change = |share: &Pair<f64>| (share.production - share.reference).abs();
    shares
        .filter(|(_, share)| change(share) >= LEAST_CHANGE)
        .filter(|(_, share)| share.reference < HALF && share.production < HALF)
        .reduce(|most, other| if change(&other.1) > change(&most.1) { other } else { most })
}

/// Values that hold so large a share of a side that it may have changed enough.
fn often_repeated(side: &Sorted) -> impl Iterator<Item = f64> {
    let runs = side.values().chunk_by(|a, b| a == b);
    let least = LEAST_CHANGE * side.len() as f64;
    runs.filter(move |run| run.len() as f64 >= least).map(|run| run[0])
}

fn share_of(side: &Sorted, value: f64) -> f64 {
    let below = side.values().partition_point(|v| *v < value);
    let up_to = side.values().partition_point(|v| *v <= value);
    (up_to - below) as f64 / side.len().max(1) as f64
}
