//! The part of a sheet that holds data, with its axes.

use std::ops::Range;

use plotters::style::RGBAColor;

use crate::rect::{Point, Rect};
use crate::scale::Scale;
use crate::sheet::{Anchor, Look, Sheet};
use crate::ticks::{MOST_TICKS, Tick};
use crate::{Colour, DrawError};

/// From the axis to the middle of its labels.
const TICK_LABEL_DY: f64 = 12.0;
/// From the lower edge of the sheet to the middle of the caption.
const CAPTION_DY: f64 = 8.0;
/// Least pixels between two names under the axis.
const NAME_GAP: f64 = 16.0;
/// Below the axis: tick labels and the caption.
pub const FOOT: f64 = 36.0;

/// A rectangle of the sheet with a coordinate system for data in it.
pub struct Plot<'s, 'a> {
    pub sheet: &'s Sheet<'a>,
    pub place: Rect,
    x: Range<f64>,
    y: Range<f64>,
}

impl<'s, 'a> Plot<'s, 'a> {
    /// A plot in `place` over the ranges of the data; an empty range is widened around its value.
    pub fn new(sheet: &'s Sheet<'a>, place: Rect, x: Range<f64>, y: Range<f64>) -> Self {
        Self { sheet, place, x: widened(x), y: widened(y) }
    }

    /// Where a point of the data is on the sheet.
    pub fn point(&self, (x, y): Point) -> Point {
        let part =
            |value: f64, range: &Range<f64>| (value - range.start) / (range.end - range.start);
        (
            self.place.x0 + part(x, &self.x) * self.place.width(),
            self.place.y1 - part(y, &self.y) * self.place.height(),
        )
    }

    /// Points of the data on the sheet.
    pub fn points(&self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|p| self.point(*p)).collect()
    }

    /// An area whose corners are points of the data.
    pub fn area(&self, corners: &[Point], colour: impl Into<RGBAColor>) -> Result<(), DrawError> {
        self.sheet.polygon(&self.points(corners), colour)
    }

    /// A curve through points of the data, `width` pixels wide.
    pub fn curve(&self, points: &[Point], colour: Colour, width: f64) -> Result<(), DrawError> {
        self.sheet.path(&self.points(points), colour, width)
    }

    /// Gridlines with their labels to the left of the plot.
    pub fn grid(&self, ticks: &[Tick]) -> Result<(), DrawError> {
        let palette = self.sheet.palette;
        let y = |tick: &Tick| self.point((self.x.start, tick.at)).1;
        for tick in ticks {
            self.sheet.rule(self.place.x0, self.place.x1, y(tick), palette.line)?;
        }
        ticks.iter().try_for_each(|tick| {
            let at = (self.place.x0 - 6.0, libm::floor(y(tick)) + 0.5);
            self.sheet.write(&tick.label, at, Anchor::End, Look::plain(palette.ink_3))
        })
    }

    /// Names of what stands beside the plot, without lines.
    pub fn names(&self, ticks: &[Tick]) -> Result<(), DrawError> {
        let look = Look::plain(self.sheet.palette.ink_2);
        ticks.iter().try_for_each(|tick| {
            let (_, y) = self.point((self.x.start, tick.at));
            self.sheet.write(&tick.label, (self.place.x0 - 6.0, y), Anchor::End, look)
        })
    }

    /// The axis below the plot without ticks.
    pub fn base(&self) -> Result<(), DrawError> {
        self.sheet.rule(self.place.x0, self.place.x1, self.place.y1, self.sheet.palette.edge)
    }

    /// The axis below the plot with shares.
    pub fn share_axis(&self, ticks: &[Tick]) -> Result<(), DrawError> {
        self.base()?;
        self.axis_ticks(ticks.iter().map(|tick| (tick.at, tick.label.as_str())))
    }

    /// The axis below the plot with as many round values as have room.
    pub fn value_axis(&self, scale: Scale) -> Result<(), DrawError> {
        self.base()?;
        let fits = |ticks: &[Tick]| {
            let spans: Vec<_> = ticks.iter().map(|t| self.label_span(t.at, &t.label)).collect();
            spans.windows(2).all(|pair| pair[0].end + 10.0 <= pair[1].start)
        };
        let choices = (2..=MOST_TICKS + 1).rev().map(|most| scale.ticks(&self.x, most));
        let ticks = choices.into_iter().find(|ticks| fits(ticks)).unwrap_or_default();
        self.axis_ticks(ticks.iter().map(|tick| (tick.at, tick.label.as_str())))
    }

    /// The axis below the plot with names of its places, every so many as have room.
    pub fn named_axis(&self, names: &[(f64, String)]) -> Result<(), DrawError> {
        self.base()?;
        let spans: Vec<_> = names.iter().map(|(at, name)| self.label_span(*at, name)).collect();
        let fits = |step: &usize| {
            let shown: Vec<_> = spans.iter().step_by(*step).collect();
            shown.windows(2).all(|pair| pair[0].end + NAME_GAP <= pair[1].start)
        };
        let step = (1..names.len()).find(fits).unwrap_or(names.len().max(1));
        self.axis_ticks(names.iter().step_by(step).map(|(at, name)| (*at, name.as_str())))
    }

    /// Ticks of the axis below the plot, by place and label; the labels stay on the sheet.
    pub fn axis_ticks<'t>(
        &self,
        ticks: impl Iterator<Item = (f64, &'t str)> + Clone,
    ) -> Result<(), DrawError> {
        for (at, _) in ticks.clone() {
            let (x, y) = self.point((at, self.y.start));
            self.sheet.post(x, y, y + 4.0, self.sheet.palette.edge)?;
        }
        for (at, label) in ticks {
            let span = self.label_span(at, label);
            self.axis_label(label, (span.start + span.end) / 2.0)?;
        }
        Ok(())
    }

    /// From where to where the label of a tick runs: centred, but on the sheet.
    fn label_span(&self, at: f64, label: &str) -> Range<f64> {
        let half = self.sheet.text_width(label, false) / 2.0;
        let (x, _) = self.point((at, self.y.start));
        let x = x.clamp(half, (self.sheet.width() - half).max(half));
        x - half..x + half
    }

    /// A text in the row of the tick labels.
    pub fn axis_label(&self, label: &str, x: f64) -> Result<(), DrawError> {
        let at = (x, self.place.y1 + TICK_LABEL_DY);
        self.sheet.write(label, at, Anchor::Middle, Look::plain(self.sheet.palette.ink_3))
    }

    /// The line at the foot of the sheet that names unit and method, under the axis.
    pub fn caption(&self, caption: &str) -> Result<(), DrawError> {
        self::caption(self.sheet, caption, self.place.x0)
    }
}

/// The line at the foot of the sheet that names unit and method, from `x`.
pub fn caption(sheet: &Sheet<'_>, caption: &str, x: f64) -> Result<(), DrawError> {
    if !sheet.frame.has_caption {
        return Ok(());
    }
    let text = sheet.fitted(caption, sheet.width() - x);
    let at = (x, sheet.height() - CAPTION_DY);
    sheet.write(&text, at, Anchor::Start, Look::plain(sheet.palette.ink_3))
}

/// The room that the labels of gridlines need to the left of a plot.
pub fn label_room(sheet: &Sheet<'_>, ticks: &[Tick]) -> f64 {
    let widest = ticks.iter().map(|tick| sheet.text_width(&tick.label, false)).fold(0.0, f64::max);
    libm::ceil(widest + 8.0).max(20.0)
}

/// The range, or one around its value where it is empty.
fn widened(range: Range<f64>) -> Range<f64> {
    if range.start < range.end {
        return range;
    }
    let half = if range.start == 0.0 { 0.5 } else { range.start.abs() * 0.5 };
    range.start - half..range.start + half
}
