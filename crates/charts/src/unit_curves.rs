//! A curve of each side on the unit square: true against false positives, precision against recall.

use report::{CurvePoint, Pair, Side, format};

use crate::chart::{Geometry, Mark, Reading, ReadingRow};
use crate::key;
use crate::plot::{FOOT, Plot, label_room};
use crate::rect::{Point, Rect};
use crate::subject::Subject;
use crate::table::{Cell, ChartTable};
use crate::ticks::share_ticks;
use crate::{Chart, DrawError, Sheet};

/// Places across at which the curves are read.
const READINGS: u32 = 20;

/// A curve of each side on the unit square.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitCurves {
    title: String,
    across: &'static str,
    up: &'static str,
    /// The points of each side, from the left to the right; empty where a side has none.
    curves: Pair<Vec<Point>>,
    n: Pair<u64>,
    has_diagonal: bool,
}

impl UnitCurves {
    /// The curves of both sides with what stands across and up; none where neither side has one.
    #[must_use]
    pub fn of(
        title: impl Into<String>,
        (across, up): (&'static str, &'static str),
        curves: Pair<&[CurvePoint]>,
        n: Pair<u64>,
    ) -> Option<Self> {
        let from_the_left = |points: &[CurvePoint]| {
            let mut points: Vec<Point> = points.iter().map(|point| (point.x, point.y)).collect();
            if points.first().zip(points.last()).is_some_and(|(first, last)| first.0 > last.0) {
                points.reverse();
            }
            points
        };
        let curves = curves.map(from_the_left);
        let is_there = !(curves.reference.is_empty() && curves.production.is_empty());
        let title = title.into();
        is_there.then_some(Self { title, across, up, curves, n, has_diagonal: false })
    }

    /// The same with the line on which both coordinates are equal.
    #[must_use]
    pub fn with_diagonal(self) -> Self {
        Self { has_diagonal: true, ..self }
    }

    /// The height of a side's curve at a place across.
    fn at(&self, side: Side, x: f64) -> Option<f64> {
        let points = self.curves.get(side);
        let after = points.partition_point(|point| point.0 < x);
        let (before, next) = (after.checked_sub(1).and_then(|i| points.get(i)), points.get(after));
        match (before, next) {
            (Some(&(x0, y0)), Some(&(x1, y1))) if x1 > x0 => {
                Some(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
            }
            (_, Some(point)) => Some(point.1),
            (before, None) => before.map(|point| point.1),
        }
    }

    fn readings(&self) -> impl Iterator<Item = (f64, Pair<Option<f64>>)> {
        (0..=READINGS).map(|step| {
            let x = f64::from(step) / f64::from(READINGS);
            (x, Pair::from_fn(|side| self.at(side, x)))
        })
    }

    fn marks(&self, plot: &Plot<'_, '_>) -> Vec<Mark> {
        let half = plot.place.width() / f64::from(READINGS) / 2.0;
        let mark = |(x, heights): (f64, Pair<Option<f64>>)| {
            let (middle, _) = plot.point((x, 0.0));
            let place = Rect {
                x0: (middle - half).max(plot.place.x0),
                x1: (middle + half).min(plot.place.x1),
                ..plot.place
            };
            let rows = Side::BOTH.into_iter().filter_map(|side| {
                let height = (*heights.get(side))?;
                Some(ReadingRow::new(side.label(), format::percent(height), ""))
            });
            let title = format!("{} at {} {}", self.up, self.across, format::percent(x));
            Mark { place, reading: Reading { title, rows: rows.collect() } }
        };
        self.readings().map(mark).collect()
    }
}

impl Chart for UnitCurves {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn caption(&self) -> String {
        format!("across: {}; up: {}", self.across, self.up)
    }

    fn summary(&self) -> String {
        let middle = |side: Side| {
            let height = format::percent(self.at(side, 0.5)?);
            Some(format!(" {}: {} {height} at {} 50%.", side.label(), self.up, self.across))
        };
        let sides: String = Side::BOTH.into_iter().filter_map(middle).collect();
        format!("{}.{sides}", self.title)
    }

    fn table(&self) -> ChartTable {
        let mut table = ChartTable::new(&[self.across, "Reference", "Production"]);
        for (x, heights) in self.readings() {
            let cell =
                |height: Option<f64>| height.map_or_else(|| Cell::Text(String::new()), Cell::Share);
            let Pair { reference, production } = heights.map(cell);
            table.rows.push(vec![Cell::Share(x), reference, production]);
        }
        table
    }

    fn height(&self, width: u32) -> u32 {
        (width * 3 / 4).clamp(228, 340)
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let palette = sheet.palette;
        let ticks = share_ticks(1.0, sheet.height() - FOOT);
        let left = label_room(sheet, &ticks);
        let place = Rect::new(left, key::ROW, sheet.width() - 12.0, sheet.height() - FOOT);
        let plot = Plot::new(sheet, place, 0.0..1.0, 0.0..1.0);
        plot.grid(&ticks)?;
        if self.has_diagonal {
            plot.curve(&[(0.0, 0.0), (1.0, 1.0)], palette.edge, 1.0)?;
        }
        let Pair { reference, production } = &self.curves;
        if let (Some(first), Some(last)) = (reference.first(), reference.last()) {
            let mut under = reference.clone();
            under.extend([(last.0, 0.0), (first.0, 0.0)]);
            plot.area(&under, palette.reference_wash)?;
            plot.curve(reference, palette.reference, 1.75)?;
        }
        if !production.is_empty() {
            plot.curve(production, palette.production, 2.0)?;
        }
        plot.share_axis(&share_ticks(1.0, place.width()))?;
        key::row(sheet, &Subject::counted(self.n), place.x0)?;
        plot.caption(&self.caption())?;
        Ok(Geometry { marks: self.marks(&plot) })
    }
}
