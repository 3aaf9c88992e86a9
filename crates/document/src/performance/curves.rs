//! The ROC curve, and precision against recall.

use report::{CurvePoint, MetricName, Pair, Side, SidePerformance, format};

use super::model::Model;
use crate::{Axis, Block, Cell, Column, Drawing, Height, Key, Layer, Paint, Point, ReadAt, Table};

/// How far from the left a curve may begin without a word.
const LEAST_BEGINNING: f64 = 0.01;
/// Places across at which curves are read.
const READINGS: u32 = 20;

/// Both curves beside each other, where there are scores.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let roc = UnitCurves {
        title: title(model, MetricName::RocAuc, "Area under the ROC curve"),
        picture: "ROC",
        across: "false-positive rate",
        up: "recall",
        curves: of_sides(model, |side| &side.roc),
        has_diagonal: true,
    };
    let precision = UnitCurves {
        title: title(model, MetricName::AveragePrecision, "Average precision"),
        picture: "precision and recall",
        across: "recall",
        up: "precision",
        curves: of_sides(model, |side| &side.precision_recall),
        has_diagonal: false,
    };
    let drawn = [roc, precision].map(|curves| curves.drawn(model).into_iter().collect());
    let columns = Block::columns(drawn.into())?;
    Some(Block::section(model.title("Curves"), "at every threshold", vec![columns]))
}

fn title(model: &Model<'_>, name: MetricName, words: &str) -> String {
    let metric = model.of.metrics.iter().find(|metric| metric.name == name);
    let values = metric.map(|metric| metric.value.map(|value| value.map(|value| value.value)));
    match values {
        Some(Pair { reference: Some(before), production: Some(now) }) => {
            let number = |value| format::number(value, 3);
            format!("{words} {} → {}", number(before), number(now))
        }
        _ => words.to_owned(),
    }
}

/// The points of both sides, from the left to the right.
fn of_sides(model: &Model<'_>, points: fn(&SidePerformance) -> &[CurvePoint]) -> Pair<Vec<Point>> {
    model.of.sides.as_ref().map(|side| {
        let mut points: Vec<Point> = points(side).iter().map(|at| (at.x, at.y)).collect();
        if points.first().zip(points.last()).is_some_and(|(first, last)| first.0 > last.0) {
            points.reverse();
        }
        points
    })
}

/// A curve of each side on the unit square.
struct UnitCurves {
    title: String,
    picture: &'static str,
    across: &'static str,
    up: &'static str,
    curves: Pair<Vec<Point>>,
    has_diagonal: bool,
}

impl UnitCurves {
    fn drawn(self, model: &Model<'_>) -> Option<Block> {
        if Side::BOTH.iter().all(|side| self.curves.get(*side).is_empty()) {
            return None;
        }
        let readings: Vec<(f64, Pair<Option<f64>>)> = (0..=READINGS)
            .map(|step| {
                let x = f64::from(step) / f64::from(READINGS);
                (x, self.curves.as_ref().map(|curve| height_at(curve, x)))
            })
            .collect();
        Some(Block::Drawing(Box::new(Drawing {
            subject: model.of.name.clone(),
            picture: self.picture.to_owned(),
            caption: self.caption(),
            summary: self.summary(),
            across: Axis::shares(),
            up: Axis::shares(),
            layers: self.layers(),
            keys: Key::sides(model.n()),
            readings: readings.iter().map(|(x, heights)| self.read_at(*x, *heights)).collect(),
            numbers: self.numbers(&readings),
            height: Height::Square,
            title: self.title,
        })))
    }

    /// What the axes are, and where the curves begin if that is not at the left: no fewer rows can be
    /// called positive than those of the largest score.
    fn caption(&self) -> String {
        let axes = format!("across: {}; up: {}", self.across, self.up);
        let firsts = Side::BOTH.map(|side| self.curves.get(side).first().map_or(0.0, |at| at.0));
        let begins = firsts[0].max(firsts[1]);
        if begins < LEAST_BEGINNING {
            return axes;
        }
        format!("{axes}; from the rows of the largest score on, {} of it", format::percent(begins))
    }

    fn summary(&self) -> String {
        let middle = |side: Side| {
            let height = format::percent(height_at(self.curves.get(side), 0.5)?);
            Some(format!(" {}: {} {height} at {} 50%.", side.label(), self.up, self.across))
        };
        let sides: String = Side::BOTH.into_iter().filter_map(middle).collect();
        format!("{}.{sides}", self.title)
    }

    fn layers(&self) -> Vec<Layer> {
        let mut layers = Vec::new();
        let Pair { reference, production } = &self.curves;
        if let (Some(first), Some(last)) = (reference.first(), reference.last()) {
            let mut under = reference.clone();
            under.extend([(last.0, 0.0), (first.0, 0.0)]);
            layers.push(Layer::Wash(under, Paint::Reference));
            layers.push(Layer::Line(reference.clone(), Paint::Reference));
        }
        if self.has_diagonal {
            layers.push(Layer::Dashed(vec![(0.0, 0.0), (1.0, 1.0)], Paint::Quiet));
        }
        if !production.is_empty() {
            layers.push(Layer::Line(production.clone(), Paint::Production));
        }
        layers
    }

    fn read_at(&self, x: f64, heights: Pair<Option<f64>>) -> ReadAt {
        let half = 0.5 / f64::from(READINGS);
        let rows = Side::BOTH.into_iter().filter_map(|side| {
            let height = (*heights.get(side))?;
            Some((side.label().to_owned(), format::percent(height), String::new()))
        });
        ReadAt {
            from: ((x - half).max(0.0), 0.0),
            to: ((x + half).min(1.0), 1.0),
            title: format!("{} at {} {}", self.up, self.across, format::percent(x)),
            rows: rows.collect(),
        }
    }

    fn numbers(&self, readings: &[(f64, Pair<Option<f64>>)]) -> Table {
        let row = |(x, heights): &(f64, Pair<Option<f64>>)| {
            let Pair { reference, production } = heights.map(Cell::share);
            vec![Cell::share(*x), reference, production]
        };
        Table {
            columns: [self.across, "Reference", "Production"].map(Column::numbers).into(),
            rows: readings.iter().map(row).collect(),
            ..Table::default()
        }
    }
}

/// The height of a curve at a place across, between its points.
fn height_at(points: &[Point], x: f64) -> Option<f64> {
    let after = points.partition_point(|point| point.0 < x);
    let (before, next) = (after.checked_sub(1).and_then(|i| points.get(i)), points.get(after));
    match (before, next) {
        (Some(&(x0, y0)), Some(&(x1, y1))) if x1 > x0 => {
            Some(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
        }
        (None, Some(point)) if point.0 > x => None,
        (_, Some(point)) => Some(point.1),
        (before, None) => before.map(|point| point.1),
    }
}
