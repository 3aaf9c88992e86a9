//! The histogram in a table row: geometry for SVG paths, colours from the style sheet.

use report::{ColumnDrift, Pair, Shape, Side, format};

use crate::categories::draws_rest;
use crate::chart::share;
use crate::path::Path;
use crate::rect::Point;
use crate::subject::counted;

/// Most cells of a mini.
const MOST_CELLS: usize = 18;
/// Where its axis is.
const BASE: f64 = 27.0;
/// Where its highest cell ends.
const TOP: f64 = 3.0;

/// Two distributions in 124 by 28 pixels.
///
/// Draw in this order: `reference_fill` with class `f-ref`, `reference_line` with `l-ref fine`,
/// `production_line` with `l-prod thin`, `axis` with `axis`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mini {
    /// The area of the reference; empty where it has no values.
    pub reference_fill: String,
    /// The upper edge of the reference.
    pub reference_line: String,
    /// Production, as a line.
    pub production_line: String,
    /// The axis below.
    pub axis: String,
    /// The drawing in words, for its `title`.
    pub description: String,
}

impl Mini {
    /// Width in CSS pixels.
    pub const WIDTH: u32 = 124;
    /// Height in CSS pixels.
    pub const HEIGHT: u32 = 28;

    /// The mini of a column; nothing where it has no shape.
    #[must_use]
    pub fn of(column: &ColumnDrift) -> Option<Self> {
        let mini = Self::from_shape(column.shape.as_ref()?, counted(column).1);
        let description = format!("{}: reference filled, production line", column.column);
        Some(Self { description, ..mini })
    }

    /// The mini of a shape, as shares of `n` values.
    #[must_use]
    pub fn from_shape(shape: &Shape, n: Pair<u64>) -> Self {
        let (counts, is_histogram) = match shape {
            Shape::Histogram { counts, .. } => (grouped(counts), true),
            Shape::Bars { counts, other, other_labels, .. } => {
                let mut counts = counts.clone();
                if draws_rest(&counts, *other, *other_labels) {
                    counts.reference.push(other.reference);
                    counts.production.push(other.production);
                }
                (counts, false)
            }
        };
        let shares = Pair::from_fn(|side| {
            let n = *n.get(side);
            counts.get(side).iter().map(|count| share(*count, n)).collect::<Vec<f64>>()
        });
        let highest = Side::BOTH.map(|side| shares.get(side).iter().copied().fold(0.0, f64::max));
        let scale = Heights { top: highest[0].max(highest[1]) };
        let drawing = if is_histogram { scale.steps(&shares) } else { scale.bars(&shares) };
        let [reference_fill, reference_line, production_line] = drawing.map(Path::data);
        Self {
            reference_fill: if n.reference > 0 { reference_fill } else { String::new() },
            reference_line: if n.reference > 0 { reference_line } else { String::new() },
            production_line: if n.production > 0 { production_line } else { String::new() },
            axis: format!("m0 {BASE}h{}", Self::WIDTH),
            description: format!(
                "reference filled, {} values; production line, {} values",
                format::count(n.reference),
                format::count(n.production)
            ),
        }
    }
}

/// Cells summed in groups of one size, so that at most eighteen are left.
fn grouped(counts: &Pair<Vec<u64>>) -> Pair<Vec<u64>> {
    let cells = counts.reference.len().max(counts.production.len());
    let size = cells.div_ceil(MOST_CELLS).max(1);
    counts.as_ref().map(|counts| counts.chunks(size).map(|group| group.iter().sum()).collect())
}

struct Heights {
    top: f64,
}

impl Heights {
    fn y(&self, share: f64) -> f64 {
        if self.top > 0.0 { BASE - share / self.top * (BASE - TOP) } else { BASE }
    }

    /// The area and the outlines of two histograms.
    fn steps(&self, shares: &Pair<Vec<f64>>) -> [Path; 3] {
        let outline = |shares: &[f64]| {
            let width = f64::from(Mini::WIDTH) / shares.len().max(1) as f64;
            let mut points = vec![(0.0, BASE)];
            for (i, share) in shares.iter().enumerate() {
                let (x, y) = (i as f64 * width, self.y(*share));
                points.extend([(x, y), (x + width, y)]);
            }
            points.push((f64::from(Mini::WIDTH), BASE));
            points
        };
        let [mut fill, mut line, mut production] = std::array::from_fn(|_| Path::default());
        fill.area(&outline(&shares.reference));
        line.line(&outline(&shares.reference));
        production.line(&outline(&shares.production));
        [fill, line, production]
    }

    /// The areas and the upper edges of bars.
    fn bars(&self, shares: &Pair<Vec<f64>>) -> [Path; 3] {
        let cells = shares.reference.len().max(shares.production.len()).max(1);
        let band = f64::from(Mini::WIDTH) / cells as f64;
        let edge = |(i, share): (usize, &f64)| -> [Point; 2] {
            let (left, y) = (i as f64 * band, self.y(*share));
            [(left + band * 0.09, y), (left + band * 0.91, y)]
        };
        let [mut fill, mut line, mut production] = std::array::from_fn(|_| Path::default());
        for [left, right] in shares.reference.iter().enumerate().map(edge) {
            fill.area(&[(left.0, BASE), left, right, (right.0, BASE)]);
            line.line(&[left, right]);
        }
        shares.production.iter().enumerate().for_each(|cell| production.line(&edge(cell)));
        [fill, line, production]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_eighteen_cells_are_left_and_none_is_lost() {
        let counts = Pair::new((1..=36).collect::<Vec<u64>>(), vec![1; 36]);
        let grouped = grouped(&counts);
        assert_eq!(grouped.reference.len(), 18);
        assert_eq!(grouped.reference.iter().sum::<u64>(), counts.reference.iter().sum::<u64>());
        assert_eq!(grouped.production, vec![2; 18]);
    }

    #[test]
    fn the_commonest_cell_reaches_the_top() {
        let shape = Shape::Bars {
            labels: vec!["a".into(), "b".into()],
            counts: Pair::new(vec![8, 2], vec![1, 3]),
            other: Pair::default(),
            other_labels: 0,
        };
        let mini = Mini::from_shape(&shape, Pair::new(10, 4));
        assert_eq!(mini.reference_line, "m5.6 3h50.8m11.2 18h50.8");
        assert_eq!(mini.production_line, "m5.6 19.5h50.8m11.2-15h50.8");
    }

    #[test]
    fn a_side_without_values_is_not_drawn() {
        let counts = Pair::new(vec![1, 2], vec![0, 0]);
        let shape = Shape::Histogram {
            edges: vec![0.0, 1.0, 2.0],
            counts,
            below: Pair::default(),
            above: Pair::default(),
        };
        let mini = Mini::from_shape(&shape, Pair::new(3, 0));
        assert_eq!(mini.production_line, "");
        assert_eq!(mini.reference_line, "m0 27v-12h62v-12h62v24");
    }
}
