//! Values of windows as layers: a band, a line and dots for each side, and where production begins.

use report::{Estimate, Side, TimeWindow, Timeline};

use crate::{Across, Axis, Layer, Paint, Point, ReadAt, Unit};

/// Room above and below what is drawn, in shares of its range.
const ROOM: f64 = 0.08;

/// The windows of a timeline where they lie across a drawing.
#[derive(Clone, Copy)]
pub struct Windows<'a> {
    /// What they are.
    pub of: &'a [TimeWindow],
    /// Where they lie.
    pub across: &'a Across,
}

/// What a window has a value of; none where it has none.
pub type Value<'v> = &'v dyn Fn(usize) -> Option<Estimate>;

impl<'a> Windows<'a> {
    /// The windows of a timeline.
    pub fn new(timeline: &'a Timeline, across: &'a Across) -> Self {
        Self { of: &timeline.windows, across }
    }

    /// Bands of the intervals, a stretch of neighbouring windows each.
    pub fn bands(&self, value: Value<'_>, paint: fn(Side) -> Paint) -> Vec<Layer> {
        let band = |side: Side, stretch: &[(Point, Estimate)]| {
            let ends = |end: fn((f64, f64)) -> f64| -> Vec<Point> {
                let end = |((x, _), value): &(Point, Estimate)| Some((*x, end(value.interval_95?)));
                stretch.iter().filter_map(end).collect()
            };
            let (low, high) = (ends(|interval| interval.0), ends(|interval| interval.1));
            match (low.as_slice(), high.as_slice()) {
                ([], _) | (_, []) => None,
                // One window between others without a value has no width.
                ([low], [high]) => Some(Layer::Line(vec![*low, *high], paint(side))),
                _ => Some(Layer::Wash(crate::drawing::band(&low, &high), paint(side))),
            }
        };
        self.of_stretches(value, band)
    }

    /// Lines through the values, a stretch of neighbouring windows each.
    pub fn lines(&self, value: Value<'_>, paint: fn(Side) -> Paint) -> Vec<Layer> {
        let line = |side: Side, stretch: &[(Point, Estimate)]| {
            let points = stretch.iter().map(|(point, _)| *point).collect();
            (stretch.len() > 1).then_some(Layer::Line(points, paint(side)))
        };
        self.of_stretches(value, line)
    }

    /// A dot for each value, in the colour of its side.
    pub fn dots(&self, value: Value<'_>) -> Vec<Layer> {
        let dots = |side: Side| {
            let points = self.stretches(side, value).concat();
            Layer::Dots(points.into_iter().map(|(point, _)| point).collect(), Paint::of(side))
        };
        Side::BOTH.map(dots).into()
    }

    /// Where production begins, and the window since which something is another one.
    pub fn marks(&self, up: &Axis, since: Option<u32>) -> Vec<Layer> {
        let post = |window: usize| {
            let x = self.across.at(window as f64);
            vec![(x, up.from), (x, up.to)]
        };
        let begins = self.of.iter().position(|window| window.side == Side::Production);
        let begins = begins.into_iter().flat_map(|begins| {
            let line = post(begins);
            let note = Layer::Note(line[1], "production".to_owned(), Paint::Quiet);
            [Layer::Line(line, Paint::Quiet), note]
        });
        let since = since.map(|window| Layer::Dashed(post(window as usize), Paint::Severity));
        begins.chain(since).collect()
    }

    /// What a window says on the whole height.
    pub fn reading(&self, window: usize, up: &Axis, rows: Vec<(String, String, String)>) -> ReadAt {
        let (from, to) = self.across.ends[window];
        let TimeWindow { label, is_partial, .. } = &self.of[window];
        let partial = if *is_partial { " (partial)" } else { "" };
        let title = format!("{label}{partial}, {}", self.of[window].side.label().to_lowercase());
        ReadAt { from: (from, up.from), to: (to, up.to), title, rows }
    }

    fn of_stretches(
        &self,
        value: Value<'_>,
        layer: impl Fn(Side, &[(Point, Estimate)]) -> Option<Layer>,
    ) -> Vec<Layer> {
        let of_side = |side: Side| {
            let stretches = self.stretches(side, value);
            stretches.iter().filter_map(|stretch| layer(side, stretch)).collect::<Vec<_>>()
        };
        Side::BOTH.map(of_side).concat()
    }

    /// Stretches of neighbouring windows of a side that have a value.
    fn stretches(&self, side: Side, value: Value<'_>) -> Vec<Vec<(Point, Estimate)>> {
        let mut stretches: Vec<Vec<(Point, Estimate)>> = vec![Vec::new()];
        for at in (0..self.of.len()).filter(|&at| self.of[at].side == side) {
            match (value(at), stretches.last_mut()) {
                (Some(value), Some(last)) => {
                    last.push(((self.across.middle(at), value.value), value));
                }
                _ => stretches.push(Vec::new()),
            }
        }
        stretches.retain(|stretch| !stretch.is_empty());
        stretches
    }
}

/// From the lowest end of intervals to the highest, with room; all shares without one.
pub fn up(estimates: impl Iterator<Item = Estimate>) -> Axis {
    let ends = estimates.map(|of| of.interval_95.unwrap_or((of.value, of.value)));
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |range, (low, high)| {
        (range.0.min(low), range.1.max(high))
    });
    if !(low.is_finite() && high.is_finite()) {
        return Axis::shares();
    }
    let room = ((high - low) * ROOM).max(high.abs() * 1e-3).max(1e-9);
    Axis { from: low - room, to: high + room, unit: Unit::Number }
}
