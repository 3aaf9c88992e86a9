//! The cells of the leading distance and how they are shown.

use report::{Bin, Bins, Pair, format};
use stats::{Cells, Psi, Sorted, quantile_edges};

/// Fewer cells than this, and the reference's quantiles cannot tell the two sides apart.
const FEWEST_QUANTILE_CELLS: usize = 5;
/// Categories that are shown one by one; the rest is summed up.
const MOST_CELLS_SHOWN: usize = 50;
/// Categories with fewer rows than this over both sides are summed up, so that no row can be recognised.
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
    if edges.len() <= FEWEST_QUANTILE_CELLS {
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
    }
    // The outer edges are open, so a value at the very edge needs one more to stand alone.
    if let (Some(min), Some(max)) = (reference.min(), reference.max()) {
        edges.extend([min.next_down(), max.next_up()]);
    }
    edges.sort_unstable_by(f64::total_cmp);
    edges.dedup();
    edges
}

impl NumberCells {
    /// The cells as the Report shows them.
    pub fn show(&self, psi: Option<&Psi>) -> Bins {
        let shares = self.cells.shares();
        let last = self.cells.len().saturating_sub(1);
        let cells = (0..self.cells.len())
            .map(|i| {
                let from = (i > 0).then(|| self.edges[i]);
                let to = (i < last).then(|| self.edges[i + 1]);
                let part = psi.and_then(|psi| psi.parts.get(i).copied());
                let label = match from {
                    Some(from) if i > 1 && self.edges[i - 1].next_up() == from => {
                        label_behind(self.edges[i - 1], to)
                    }
                    _ => range_label(from, to),
                };
                bin(label, from, to, &self.cells, &shares, i, part)
            })
            .collect();
        Bins { rule: self.rule.clone(), cells }
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

/// The label of a cell that begins right behind a value which has a cell of its own.
fn label_behind(value: f64, to: Option<f64>) -> String {
    let over = format!("over {}", format::number(value, 4));
    match to {
        None => over,
        Some(to) if to <= value.next_up().next_up() => "nothing in between".to_owned(),
        Some(to) => format!("{over}, under {}", format::number(to, 4)),
    }
}

fn range_label(from: Option<f64>, to: Option<f64>) -> String {
    let text = |value| format::number(value, 4);
    match (from, to) {
        (None, None) => "all".to_owned(),
        (None, Some(to)) => format!("under {}", text(to)),
        (Some(from), None) => format!("{} and over", text(from)),
        (Some(from), Some(to)) if to <= from.next_up() => format!("exactly {}", text(from)),
        (Some(from), Some(to)) => format!("{} to {}", text(from), text(to)),
    }
}

/// Categories as the Report shows them: those that weigh most, then all others as one.
pub fn show_names(labels: &[String], cells: &Cells, psi: Option<&Psi>) -> Bins {
    let shares = cells.shares();
    let rows = |i: usize| cells.reference[i] + cells.production[i];
    let part = |i: usize| psi.and_then(|psi| psi.parts.get(i).copied());
    let (mut shown, mut rest): (Vec<usize>, Vec<usize>) =
        (0..labels.len()).partition(|&i| rows(i) >= FEWEST_ROWS_SHOWN);
    shown.sort_by(|&a, &b| part(b).unwrap_or(0.0).total_cmp(&part(a).unwrap_or(0.0)));
    if shown.len() > MOST_CELLS_SHOWN {
        rest.extend(shown.split_off(MOST_CELLS_SHOWN));
    }
    let mut bins: Vec<Bin> = shown
        .into_iter()
        .map(|i| bin(labels[i].clone(), None, None, cells, &shares, i, part(i)))
        .collect();
    if !rest.is_empty() {
        bins.push(sum_up(&rest, cells, &shares, psi));
    }
    Bins { rule: "one cell per value".to_owned(), cells: bins }
}

fn sum_up(rest: &[usize], cells: &Cells, shares: &(Vec<f64>, Vec<f64>), psi: Option<&Psi>) -> Bin {
    let sum = |counts: &[u64]| rest.iter().map(|&i| counts[i]).sum();
    let sum_shares = |shares: &[f64]| rest.iter().map(|&i| shares[i]).sum();
    Bin {
        label: format!("{} more", format::plural(rest.len() as u64, "value", "values")),
        from: None,
        to: None,
        count: Pair::new(sum(&cells.reference), sum(&cells.production)),
        share: Pair::new(sum_shares(&shares.0), sum_shares(&shares.1)),
        part: psi.map(|psi| rest.iter().filter_map(|&i| psi.parts.get(i)).sum()),
    }
}
