//! A column cut into cells in any way, for the conventions and for whoever asks on the page.

use report::{Bins, Cut, CutDistance, CutRule, CutSmoothing, Kind, Pair};
use stats::{
    Binned, Binning, CellDistance, Cells, Ends, LogBase, Parted, Smoothing, Sorted, merge_rare,
};

use super::cells::{self, NumberCells};
use super::values::{Names, Numbers, Values};

/// A column's values in cells, which can be shown.
pub struct CutColumn {
    /// Values in each.
    pub cells: Cells,
    shown: Shown,
}

enum Shown {
    /// The leading distance's own.
    Leading(NumberCells),
    /// Cells between edges.
    Ranges(Binned),
    /// Values that are numbers.
    Values(Vec<f64>),
    /// Names.
    Names(Vec<String>),
}

/// Cuts a column.
pub fn column(values: &Values, rule: &CutRule) -> CutColumn {
    match values {
        Values::Numbers(numbers) => of_numbers(numbers, rule),
        Values::Names(names) => of_names(names, rule),
    }
}

/// Cuts a column of numbers.
pub fn of_numbers(numbers: &Numbers, rule: &CutRule) -> CutColumn {
    let Pair { reference, production } = &numbers.sorted;
    let integers = numbers.whole_and_complete;
    let binning = match rule {
        CutRule::Quantiles(bins) => {
            let leading = cells::of_numbers(&numbers.sorted, (*bins).max(1) as usize);
            return CutColumn { cells: leading.cells.clone(), shown: Shown::Leading(leading) };
        }
        CutRule::EqualWidth(bins) => Binning::EqualWidth((*bins).max(1) as usize),
        CutRule::Sturges => Binning::Sturges { integers },
        CutRule::SturgesOfDistinct => Binning::SturgesOfDistinct { integers },
        CutRule::DoaneOfReference => Binning::DoaneOfReference,
        CutRule::OnePerValue | CutRule::RareTogether(_) => Binning::OnePerValue,
        CutRule::Edges(edges) => Binning::Edges(with_open_ends(edges)),
    };
    binned(binning.bin(reference, production))
}

/// Own edges lie between cells: under the first and from the last on there is one, too.
fn with_open_ends(edges: &[f64]) -> Vec<f64> {
    let inner = edges.iter().copied();
    [f64::NEG_INFINITY].into_iter().chain(inner).chain([f64::INFINITY]).collect()
}

/// Cells between edges that are known.
pub fn between(sorted: &Pair<Sorted>, edges: Vec<f64>) -> CutColumn {
    let cells = Cells::from_edges(&sorted.reference, &sorted.production, &edges);
    binned(Binned { edges, ends: Ends::Closed, cells })
}

fn binned(binned: Binned) -> CutColumn {
    let cells = binned.cells.clone();
    let shown = match binned.ends {
        Ends::Values => Shown::Values(binned.edges),
        _ => Shown::Ranges(binned),
    };
    CutColumn { cells, shown }
}

/// Cuts a column of names, which has one cell per value whatever numbers would have.
pub fn of_names(names: &Names, rule: &CutRule) -> CutColumn {
    let (cells, labels) = match rule {
        CutRule::RareTogether(least) => {
            let merged = merge_rare(&names.cells, *least);
            let mut labels: Vec<String> =
                merged.kept.iter().map(|&kept| names.labels[kept].clone()).collect();
            let rest = names.labels.len() - labels.len();
            if merged.cells.len() > labels.len() {
                labels.push(format!("{rest} rare values together"));
            }
            (merged.cells, labels)
        }
        _ => (names.cells.clone(), names.labels.clone()),
    };
    CutColumn { cells, shown: Shown::Names(labels) }
}

impl CutColumn {
    /// The distance on these cells; none where a side is empty.
    pub fn measure(&self, smoothing: CutSmoothing, distance: CutDistance) -> Option<Parted> {
        measure(&self.cells, smoothing, distance)
    }

    /// Edges, or nothing where cells are values.
    pub fn edges(&self) -> Vec<f64> {
        match &self.shown {
            Shown::Leading(leading) => leading.edges.clone(),
            Shown::Ranges(binned) => {
                binned.edges.iter().copied().filter(|edge| edge.is_finite()).collect()
            }
            Shown::Values(_) | Shown::Names(_) => Vec::new(),
        }
    }

    /// The cells as the Report shows them.
    pub fn show(&self, kind: Kind, rule: &CutRule, parts: Option<&[f64]>) -> Bins {
        let bins = match &self.shown {
            Shown::Leading(leading) => return leading.show(kind, parts),
            Shown::Ranges(binned) => cells::show_ranges(kind, binned, parts),
            Shown::Values(values) => {
                cells::show_names(&cells::value_labels(kind, values), &self.cells, parts)
            }
            Shown::Names(labels) => cells::show_names(labels, &self.cells, parts),
        };
        Bins { rule: in_words(rule), ..bins }
    }
}

/// A distance on cells; none where a side is empty.
pub fn measure(cells: &Cells, smoothing: CutSmoothing, distance: CutDistance) -> Option<Parted> {
    let smoothing = match smoothing {
        CutSmoothing::None => Smoothing::None,
        CutSmoothing::Floor(share) => Smoothing::Floor(share),
        CutSmoothing::Fill(share) => Smoothing::Fill(share),
        CutSmoothing::Evidently => Smoothing::Evidently,
        CutSmoothing::Add(share) => Smoothing::Add(share),
        CutSmoothing::Laplace(rows) => Smoothing::Laplace(rows),
    };
    cell_distance(distance).of(cells, smoothing)
}

const fn cell_distance(distance: CutDistance) -> CellDistance {
    match distance {
        CutDistance::Psi => CellDistance::Psi,
        CutDistance::JensenShannonBits => CellDistance::JensenShannon(LogBase::Two),
        CutDistance::JensenShannonNats => CellDistance::JensenShannon(LogBase::E),
        CutDistance::DivergenceBits => CellDistance::JensenShannonDivergence(LogBase::Two),
        CutDistance::KullbackLeibler => CellDistance::KullbackLeibler,
        CutDistance::Hellinger => CellDistance::Hellinger,
        CutDistance::TotalVariation => CellDistance::TotalVariation,
        CutDistance::LInfinity => CellDistance::LInfinity,
    }
}

/// How cells are made, in words.
pub fn in_words(rule: &CutRule) -> String {
    match rule {
        CutRule::Quantiles(bins) => format!("{bins} reference quantiles"),
        CutRule::EqualWidth(bins) => format!("{bins} cells of equal width over both files"),
        CutRule::Sturges => "equal-width cells over both files (Sturges)".to_owned(),
        CutRule::SturgesOfDistinct => "Sturges cells over the distinct values".to_owned(),
        CutRule::DoaneOfReference => {
            "equal-width cells over the reference (Doane), one for what lies outside".to_owned()
        }
        CutRule::OnePerValue => "one cell per value".to_owned(),
        CutRule::RareTogether(least) => {
            format!(
                "one cell per value, those under {} of the reference in one",
                report::format::percent(*least)
            )
        }
        CutRule::Edges(edges) => format!("{} cells of your own", edges.len() + 1),
    }
}

/// What is done to small shares, in words; none where it is nothing.
pub fn smoothing_in_words(smoothing: CutSmoothing) -> Option<String> {
    Some(match smoothing {
        CutSmoothing::None => return None,
        CutSmoothing::Floor(share) => format!("floor {share}"),
        CutSmoothing::Fill(share) => format!("zeros raised to {share}"),
        CutSmoothing::Evidently => "zeros raised".to_owned(),
        CutSmoothing::Add(share) => format!("{share} added to every share"),
        CutSmoothing::Laplace(rows) => format!("{rows} rows added to every cell"),
    })
}

/// A cut in words: "10 reference quantiles, floor 0.001".
pub fn cut_in_words(cut: &Cut) -> String {
    let distance = match cut.distance {
        CutDistance::JensenShannonBits | CutDistance::DivergenceBits => Some("base 2"),
        CutDistance::JensenShannonNats => Some("base e"),
        CutDistance::KullbackLeibler => Some("reference from production, nats"),
        _ => None,
    };
    let parts =
        [Some(in_words(&cut.rule)), smoothing_in_words(cut.smoothing), distance.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
