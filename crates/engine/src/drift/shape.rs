//! The cells of the picture: both sides on one scale.

use report::{Cdf, InOrder, Pair, Shape};
use stats::{Cells, Ks, Sorted, equal_width_edges, quantile, share_at_or_below};

use super::cells::FEWEST_ROWS_SHOWN;

/// Cells of a histogram: twice the eighteen of the mini in a table row.
const HISTOGRAM_CELLS: usize = 36;
/// Categories that are drawn one by one.
const MOST_BARS: usize = 12;
/// Points of a cumulative curve.
const CDF_POINTS: usize = 101;
/// What lies outside this central share of either side is not drawn, only counted.
const TAIL: f64 = 0.005;

/// A histogram over the range that holds the central 99% of both sides.
pub fn histogram(sorted: &Pair<Sorted>, is_whole: bool) -> Option<Shape> {
    let (low, high) = drawn_range(sorted)?;
    let edges = match whole_edges(low, high) {
        Some(edges) if is_whole => edges,
        _ => {
            round_edges(low, high).unwrap_or_else(|| equal_width_edges(low, high, HISTOGRAM_CELLS))
        }
    };
    let (low, high) = (edges[0], edges[edges.len() - 1]);
    let Cells { reference, production } =
        Cells::from_edges(&sorted.reference, &sorted.production, &edges);
    let below = sorted.as_ref().map(|side| side.values().partition_point(|v| *v < low) as u64);
    let above = sorted
        .as_ref()
        .map(|side| (side.len() - side.values().partition_point(|v| *v <= high)) as u64);
    Some(Shape::Histogram { edges, counts: Pair::new(reference, production), below, above })
}

/// Edges between whole numbers, the same number of them in each cell: other edges would make a comb.
/// None where the numbers are too large to have halves between them.
fn whole_edges(low: f64, high: f64) -> Option<Vec<f64>> {
    const LARGEST: f64 = (1_u64 << 52) as f64;
    if low.abs().max(high.abs()) >= LARGEST {
        return None;
    }
    let values = high.floor() - low.floor() + 1.0;
    let width = (values / HISTOGRAM_CELLS as f64).ceil();
    let cells = (values / width).ceil() as usize;
    Some((0..=cells).map(|i| low.floor() - 0.5 + width * i as f64).collect())
}

/// Edges at multiples of a width of two digits: round to read, and they do not tell where the least value lies.
/// None where the range is too narrow or too wide for such edges to differ.
fn round_edges(low: f64, high: f64) -> Option<Vec<f64>> {
    // Both ends may lie within a cell.
    let exact = (high - low) / (HISTOGRAM_CELLS - 1) as f64;
    let (mantissa, exponent) = format!("{exact:e}")
        .split_once('e')
        .and_then(|(m, e)| Some((m.parse::<f64>().ok()?, e.parse::<i32>().ok()?)))?;
    let tenths = (mantissa * 10.0).ceil();
    // As a text, a multiple of the width is the number that a person would write.
    let at = |place: f64| format!("{}e{}", place * tenths, exponent - 1).parse::<f64>().ok();
    let width = at(1.0).filter(|width| width.is_normal())?;
    let (first, last) = ((low / width).floor(), (high / width).ceil());
    let is_exact = first.abs().max(last.abs()) < 1e12 && last > first;
    let cells = is_exact.then_some((last - first) as usize)?;
    let edges: Vec<f64> = (0..=cells).map(|i| at(first + i as f64)).collect::<Option<_>>()?;
    let holds_all = edges[0] <= low && edges[cells] >= high && edges[cells].is_finite();
    (holds_all && edges.windows(2).all(|pair| pair[0] < pair[1])).then_some(edges)
}

/// The range of the picture: the tails are cut only where they would squeeze the rest.
fn drawn_range(sorted: &Pair<Sorted>) -> Option<(f64, f64)> {
    let over = |f: fn(f64, f64) -> f64, a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => Some(f(a, b)),
        (one, other) => one.or(other),
    };
    let at = |side: &Sorted, p| quantile(side, p);
    let Pair { reference, production } = sorted;
    let min = over(f64::min, reference.min(), production.min())?;
    let max = over(f64::max, reference.max(), production.max())?;
    let low = over(f64::min, at(reference, TAIL), at(production, TAIL))?;
    let high = over(f64::max, at(reference, 1.0 - TAIL), at(production, 1.0 - TAIL))?;
    let reach = (high - low) / 4.0;
    let low = if low - min <= reach { min } else { low };
    let high = if max - high <= reach { max } else { high };
    if high > low {
        return Some((low, high));
    }
    let half = if low == 0.0 { 0.5 } else { low.abs() / 20.0 };
    Some(((low - half).max(f64::MIN), (low + half).min(f64::MAX)))
}

/// One bar per value, in the order given.
pub fn bars_in_order(labels: &[String], cells: &Cells) -> Shape {
    Shape::Bars {
        labels: labels.to_vec(),
        counts: Pair::new(cells.reference.clone(), cells.production.clone()),
        other: Pair::default(),
        other_labels: 0,
    }
}

/// One bar per category, the commonest of both sides first; rare and surplus ones are summed up.
pub fn bars_by_size(labels: &[String], cells: &Cells) -> Shape {
    let (reference, production) = cells.shares();
    let weight = |i: usize| reference[i] + production[i];
    let rows = |i: usize| cells.reference[i] + cells.production[i];
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.put_in_order(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    let shown = order.iter().take(MOST_BARS).take_while(|&&i| rows(i) >= FEWEST_ROWS_SHOWN).count();
    let (shown, rest) = order.split_at(shown);
    let pick = |counts: &[u64]| shown.iter().map(|&i| counts[i]).collect();
    let sum = |counts: &[u64]| rest.iter().map(|&i| counts[i]).sum();
    Shape::Bars {
        labels: shown.iter().map(|&i| labels[i].clone()).collect(),
        counts: Pair::new(pick(&cells.reference), pick(&cells.production)),
        other: Pair::new(sum(&cells.reference), sum(&cells.production)),
        other_labels: rest.len() as u64,
    }
}

/// Cumulative shares at every value where there are no more than would be chosen, otherwise at the
/// quantiles of both sides together; and where the gap is largest.
pub fn cdf(sorted: &Pair<Sorted>, ks: &Ks) -> Cdf {
    let is_stepped = [&sorted.reference, &sorted.production]
        .into_iter()
        .all(|side| side.distinct_up_to(CDF_POINTS).is_some());
    let mut at: Vec<f64> = if is_stepped {
        sorted.reference.runs().chain(sorted.production.runs()).map(|(value, _)| value).collect()
    } else {
        at_quantiles(sorted)
    };
    at.push(ks.location);
    at.sort_unstable_by(f64::total_cmp);
    at.dedup();
    let shares = |side: &Sorted| at.iter().map(|v| share_at_or_below(side, *v)).collect();
    Cdf {
        share: sorted.as_ref().map(shares),
        gap_at: ks.location,
        gap_share: sorted.as_ref().map(|side| share_at_or_below(side, ks.location)),
        at,
        is_stepped,
    }
}

fn at_quantiles(sorted: &Pair<Sorted>) -> Vec<f64> {
    let both = |i: usize| {
        let p = i as f64 / (CDF_POINTS - 1) as f64;
        [quantile(&sorted.reference, p), quantile(&sorted.production, p)]
    };
    (0..CDF_POINTS).flat_map(both).flatten().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn edges_are_round() {
        assert_eq!(round_edges(0.0, 35.0).unwrap()[..3], [0.0, 1.0, 2.0]);
        let edges = round_edges(0.071_9, 0.993_72).unwrap();
        assert_eq!([edges[0], edges[1], edges[edges.len() - 1]], [0.054, 0.081, 0.999]);
        assert_eq!(round_edges(1.0, 1.0), None);
        assert_eq!(round_edges(f64::MIN, f64::MAX), None);
        assert_eq!(round_edges(0.0, f64::MAX), None);
        assert_eq!(round_edges(1e300, 1e300_f64.next_up()), None);
    }

    proptest! {
        #[test]
        fn round_edges_hold_the_range_in_few_cells(low: f64, high: f64) {
            let (low, high) = (low.min(high), low.max(high));
            if let Some(edges) = round_edges(low, high) {
                prop_assert!(edges[0] <= low && high <= edges[edges.len() - 1]);
                prop_assert!(edges.is_sorted_by(|a, b| a < b) && edges.iter().all(|edge| edge.is_finite()));
                let cells = edges.len() - 1;
                prop_assert!((32..=HISTOGRAM_CELLS + 1).contains(&cells), "{}", cells);
            }
        }
    }
}
