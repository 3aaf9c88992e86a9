//! The cells of the leading distance and how they are shown.

use report::{Bin, Bins, InOrder, Kind, Pair, format};
use stats::{Binned, Cells, Ends, Sorted, quantile_edges};

/// Fewer cells than this, where more were asked for, and the reference's quantiles cannot tell the
/// two sides apart.
const FEWEST_QUANTILE_CELLS: usize = 5;
/// Digits of an edge; more where two would look alike.
const EDGE_DIGITS: usize = 4;
/// Categories that are shown one by one; the rest is summed up.
const MOST_CELLS_SHOWN: usize = 50;
/// Categories of a long list with fewer rows than this over both sides are summed up: one by one they
/// say nothing.
pub const FEWEST_ROWS_SHOWN: u64 = 5;

/// Open cells over numbers: the first has no lower edge, the last no upper one.
pub struct NumberCells {
    /// How they were made: "10 reference quantiles".
    pub rule: String,
    /// Edges, one more than cells; the outer ones are the reference's least and greatest value.
    pub edges: Vec<f64>,
    /// Values in each.
    pub cells: Cells,
}

/// The source convention's cells: quantiles of the reference.
///
/// Where a few values hold most rows, quantiles fall together and nearly no cell is left. Then each
/// value that fills a cell's worth of rows gets a cell of its own, or PSI would be 0 by construction.
pub fn of_numbers(sorted: &Pair<Sorted>, bins: usize) -> NumberCells {
    let mut edges = quantile_edges(&sorted.reference, bins);
    let mut rule = format!("{bins} reference quantiles");
    if edges.len() <= FEWEST_QUANTILE_CELLS.min(bins) {
        edges = with_atoms(&sorted.reference, edges, bins);
        rule =
            format!("{bins} reference quantiles, each value that fills one in a cell of its own");
    }
    let cells = Cells::from_open_edges(&sorted.reference, &sorted.production, &edges);
    NumberCells { rule, edges, cells }
}

fn with_atoms(reference: &Sorted, mut edges: Vec<f64>, bins: usize) -> Vec<f64> {
    let fills_a_cell = |count: u64| count * bins as u64 >= reference.len() as u64;
    for (value, _) in reference.runs().filter(|(_, count)| fills_a_cell(*count)) {
        edges.extend([value, value.next_up()]);
        // The outer edges are open, so a value at the very edge needs one more to stand alone.
        if Some(value) == reference.min() {
            edges.push(value.next_down());
        }
        if Some(value) == reference.max() {
            edges.push(value.next_up().next_up());
        }
    }
    edges.sort_unstable_by(f64::total_cmp);
    edges.dedup();
    edges
}

impl NumberCells {
    /// The cells as the Report shows them.
    pub fn show(&self, kind: Kind, parts: Option<&[f64]>) -> Bins {
        let shares = self.cells.shares();
        let texts = EdgeTexts::new(kind, &self.edges);
        let last = self.cells.len().saturating_sub(1);
        let cells = (0..self.cells.len())
            .map(|i| {
                let from = (i > 0).then(|| self.edges[i]);
                let to = (i < last).then(|| self.edges[i + 1]);
                let part = parts.and_then(|parts| parts.get(i).copied());
                let label = if is_behind(&self.edges, i) {
                    texts.behind(self.edges[i - 1], to)
                } else {
                    texts.range(from, to)
                };
                bin(label, from, to, &self.cells, &shares, i, part)
            })
            .collect();
        Bins { rule: self.rule.clone(), cells }
    }
}

/// Values that are cells, as a reader sees them.
pub fn value_labels(kind: Kind, values: &[f64]) -> Vec<String> {
    format::labels(kind, values, EDGE_DIGITS)
}

/// Cells between edges, and one for what lies outside where there is one.
pub fn show_ranges(kind: Kind, binned: &Binned, parts: Option<&[f64]>) -> Bins {
    let Binned { edges, ends, cells } = binned;
    let shares = cells.shares();
    let last = cells.len().saturating_sub(1);
    let is_open = *ends == Ends::Open;
    // Open ends are not written, and may be infinite.
    let outer = usize::from(is_open && edges.len() > 1);
    let texts = format::labels(kind, &edges[outer..edges.len() - outer], EDGE_DIGITS);
    let text =
        |i: usize| i.checked_sub(outer).and_then(|i| texts.get(i)).map_or("", String::as_str);
    let shown = (0..cells.len()).map(|i| {
        let from = edges.get(i).copied().filter(|_| !is_open || i > 0);
        let to = edges.get(i + 1).copied().filter(|_| !is_open || i < last);
        let label = match (from, to) {
            (Some(_), Some(_)) => format!("{} to {}", text(i), text(i + 1)),
            (None, Some(_)) => format!("under {}", text(i + 1)),
            (Some(_), None) if is_open => format!("{} and over", text(i)),
            (Some(_), None) => "outside".to_owned(),
            (None, None) => "all".to_owned(),
        };
        let part = parts.and_then(|parts| parts.get(i).copied());
        // What lies outside has no lower edge either.
        bin(label, from.filter(|_| to.is_some() || is_open), to, cells, &shares, i, part)
    });
    Bins { rule: String::new(), cells: shown.collect() }
}

/// Whether an edge stands right behind a value that has a cell of its own.
fn is_behind(edges: &[f64], i: usize) -> bool {
    i > 1 && edges[i - 1].next_up() == edges[i]
}

/// What is written for edges.
struct EdgeTexts {
    kind: Kind,
    edges: Vec<f64>,
    texts: Vec<String>,
}

impl EdgeTexts {
    /// Texts of the edges that are values; those right behind one are not shown.
    fn new(kind: Kind, edges: &[f64]) -> Self {
        let inner = 1..edges.len().saturating_sub(1);
        let edges: Vec<f64> = inner.filter(|&i| !is_behind(edges, i)).map(|i| edges[i]).collect();
        Self { kind, texts: format::labels(kind, &edges, EDGE_DIGITS), edges }
    }

    fn of(&self, edge: f64) -> String {
        let shown = self.edges.iter().position(|other| *other == edge);
        let text = shown.and_then(|shown| self.texts.get(shown)).cloned();
        text.unwrap_or_else(|| format::value(self.kind, edge, EDGE_DIGITS))
    }

    /// The label of a cell that begins right behind a value which has a cell of its own.
    fn behind(&self, value: f64, to: Option<f64>) -> String {
        let over = format!("over {}", self.of(value));
        match to {
            None => over,
            Some(to) if to <= value.next_up().next_up() => "nothing in between".to_owned(),
            Some(to) => format!("{over}, under {}", self.of(to)),
        }
    }

    fn range(&self, from: Option<f64>, to: Option<f64>) -> String {
        match (from, to) {
            (None, None) => "all".to_owned(),
            (None, Some(to)) => format!("under {}", self.of(to)),
            (Some(from), None) => format!("{} and over", self.of(from)),
            (Some(from), Some(to)) if to <= from.next_up() => format!("exactly {}", self.of(from)),
            (Some(from), Some(to)) => format!("{} to {}", self.of(from), self.of(to)),
        }
    }
}

fn bin(
    label: String,
    from: Option<f64>,
    to: Option<f64>,
    cells: &Cells,
    shares: &(Vec<f64>, Vec<f64>),
    i: usize,
    part: Option<f64>,
) -> Bin {
    let count = Pair::new(cells.reference[i], cells.production[i]);
    Bin { label, from, to, count, share: Pair::new(shares.0[i], shares.1[i]), part }
}

/// Categories as the Report shows them: those that weigh most, then all others as one.
pub fn show_names(labels: &[String], cells: &Cells, parts: Option<&[f64]>) -> Bins {
    let shares = cells.shares();
    let rows = |i: usize| cells.reference[i] + cells.production[i];
    let part = |i: usize| parts.and_then(|parts| parts.get(i).copied());
    let (mut shown, mut rest): (Vec<usize>, Vec<usize>) =
        (0..labels.len()).partition(|&i| rows(i) >= FEWEST_ROWS_SHOWN);
    shown.put_in_order(|&a, &b| part(b).unwrap_or(0.0).total_cmp(&part(a).unwrap_or(0.0)));
    if shown.len() > MOST_CELLS_SHOWN {
        rest.extend(shown.split_off(MOST_CELLS_SHOWN));
    }
    let mut bins: Vec<Bin> = shown
        .into_iter()
        .map(|i| bin(labels[i].clone(), None, None, cells, &shares, i, part(i)))
        .collect();
    if !rest.is_empty() {
        bins.push(sum_up(&rest, cells, &shares, parts));
    }
    Bins { rule: "one cell per value".to_owned(), cells: bins }
}

fn sum_up(
    rest: &[usize],
    cells: &Cells,
    shares: &(Vec<f64>, Vec<f64>),
    parts: Option<&[f64]>,
) -> Bin {
    let sum = |counts: &[u64]| rest.iter().map(|&i| counts[i]).sum();
    let sum_shares = |shares: &[f64]| rest.iter().map(|&i| shares[i]).sum();
    Bin {
        label: format!("{} more", format::plural(rest.len() as u64, "value", "values")),
        from: None,
        to: None,
        count: Pair::new(sum(&cells.reference), sum(&cells.production)),
        share: Pair::new(sum_shares(&shares.0), sum_shares(&shares.1)),
        part: parts.map(|parts| rest.iter().filter_map(|&i| parts.get(i)).sum()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(values: Vec<f64>) -> Pair<Sorted> {
        let sorted = Sorted::new(values).unwrap();
        Pair::new(sorted.clone(), sorted)
    }

    fn continuous(n: u32) -> Vec<f64> {
        (0..n).map(|i| f64::from(i * 37 % 1009)).collect()
    }

    #[test]
    fn few_bins_are_the_quantiles_that_were_asked_for() {
        for bins in [2, 3, 4, 10] {
            let cells = of_numbers(&pair(continuous(1000)), bins);
            assert_eq!(cells.cells.len(), bins);
            assert_eq!(cells.rule, format!("{bins} reference quantiles"));
        }
    }

    #[test]
    fn only_values_that_fill_a_cell_stand_alone() {
        // 85% zeros, the rest from 1 to 150: the greatest value is one of many.
        let mut values = vec![0.0; 850];
        values.extend((1..=150).map(f64::from));
        let sorted = pair(values);
        let cells = of_numbers(&sorted, 10);
        assert_eq!(cells.cells.reference[..2], [0, 850]);
        assert!(cells.cells.reference[2..].iter().all(|count| *count != 1));
        let labels: Vec<String> =
            cells.show(Kind::Float, None).cells.into_iter().map(|cell| cell.label).collect();
        assert_eq!(labels[..2], ["under 0", "exactly 0"]);
    }

    #[test]
    fn a_value_at_either_edge_that_fills_a_cell_stands_alone() {
        let mut values = vec![0.0; 850];
        values.extend((1..=150).map(|i| -f64::from(i)));
        let sorted = Pair::new(
            Sorted::new(values).unwrap(),
            Sorted::new(vec![0.0, 0.0, 1.0, 2.0, 3.0]).unwrap(),
        );
        let cells = of_numbers(&sorted, 10);
        let shown = cells.show(Kind::Float, None).cells;
        let [.., zero, over] = shown.as_slice() else { panic!("too few cells") };
        assert_eq!((&*zero.label, zero.count), ("exactly 0", Pair::new(850, 2)));
        assert_eq!((&*over.label, over.count), ("over 0", Pair::new(0, 3)));
    }
}
