//! Two distributions of a number over one another: reference filled, production as a line.

use report::{Pair, Side, format};

use crate::chart::{Geometry, Mark, Reading, share, share_rows};
use crate::key::{self, Label};
use crate::placement::Outline;
use crate::plot::{FOOT, Plot, label_room};
use crate::rect::{Point, Rect};
use crate::subject::Subject;
use crate::table::{Cell, ChartTable};
use crate::ticks::{Tick, share_ticks};
use crate::{Chart, DrawError, Sheet};

/// Two histograms with the same cells, as shares of the values of each side.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    pub(crate) subject: Subject,
    pub(crate) edges: Vec<f64>,
    pub(crate) counts: Pair<Vec<u64>>,
    pub(crate) below: Pair<u64>,
    pub(crate) above: Pair<u64>,
}

impl Histogram {
    /// Shares of one side's values, cell by cell; all zero for a side without values.
    #[must_use]
    pub fn shares(&self, side: Side) -> Vec<f64> {
        let n = *self.subject.n.get(side);
        self.counts.get(side).iter().map(|count| share(*count, n)).collect()
    }

    fn cells(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    fn edge_label(&self, i: usize) -> String {
        self.subject.scale.value(self.edges[i], 4)
    }

    /// The outline of a side: up, along each cell, and down again.
    fn steps(&self, side: Side) -> Vec<Point> {
        let mut points = Vec::with_capacity(2 * self.cells() + 2);
        let first = self.edges.first().copied().unwrap_or_default();
        points.push((first, 0.0));
        for (i, share) in self.shares(side).into_iter().enumerate() {
            points.push((self.edges[i], share));
            points.push((self.edges[i + 1], share));
        }
        let last = self.edges.last().copied().unwrap_or_default();
        points.push((last, 0.0));
        points
    }

    /// "0.5% of production above 80"; empty where everything is drawn.
    fn outside(&self) -> String {
        let first = self.edges.first().map(|_| self.edge_label(0));
        let last = self.edges.last().map(|edge| self.subject.scale.value(*edge, 4));
        let part = |side: Side, count: &Pair<u64>, word: &str, edge: &Option<String>| {
            let share = share(*count.get(side), *self.subject.n.get(side));
            let name = side.label().to_ascii_lowercase();
            let edge = edge.as_ref().filter(|_| share > 0.0)?;
            Some(format!("{} of {name} {word} {edge}", format::percent(share)))
        };
        let below = Side::BOTH.map(|side| part(side, &self.below, "below", &first));
        let above = Side::BOTH.map(|side| part(side, &self.above, "above", &last));
        below.into_iter().chain(above).flatten().collect::<Vec<_>>().join(", ")
    }

    fn top(&self) -> f64 {
        let shares = Side::BOTH.map(|side| self.shares(side));
        let top = shares.iter().flatten().copied().fold(0.0, f64::max);
        if top > 0.0 { top } else { 1.0 }
    }

    fn ticks(&self, sheet: &Sheet<'_>) -> Vec<Tick> {
        share_ticks(self.top(), sheet.height() - FOOT)
    }

    fn plot<'s, 'a>(&self, sheet: &'s Sheet<'a>, head: f64) -> Plot<'s, 'a> {
        let top = self.top();
        let left = label_room(sheet, &self.ticks(sheet));
        let place = Rect::new(left, head, sheet.width() - 12.0, sheet.height() - FOOT);
        let first = self.edges.first().copied().unwrap_or_default();
        let last = self.edges.last().copied().unwrap_or_default();
        Plot::new(sheet, place, first..last, 0.0..top)
    }

    /// Both names beside their curves, or nothing where one has no room.
    fn labels(&self, plot: &Plot<'_, '_>) -> Option<Vec<Label>> {
        let curves = Pair::from_fn(|side| Outline::new(&plot.points(&self.steps(side))));
        let bounds = Rect { x0: plot.place.x0 + 8.0, ..plot.place };
        let mut labels: Vec<Label> = Vec::new();
        for side in Side::BOTH {
            let is_free = |rect: &Rect| {
                let top = curves.reference.top(rect, 5.0).min(curves.production.top(rect, 5.0));
                rect.y1 + 4.0 <= top && labels.iter().all(|label| rect.distance(&label.place) > 8.0)
            };
            let text = (side, self.subject.about(side));
            let label = Label::beside(plot.sheet, text, &curves, &bounds, is_free)?;
            labels.push(label);
        }
        Some(labels)
    }

    fn marks(&self, plot: &Plot<'_, '_>) -> Vec<Mark> {
        let mark = |i: usize| {
            let x = |edge: f64| plot.point((edge, 0.0)).0;
            let place = Rect { x0: x(self.edges[i]), x1: x(self.edges[i + 1]), ..plot.place };
            let count = Pair::from_fn(|side| self.counts.get(side)[i]);
            let title = format!("{} to {}", self.edge_label(i), self.edge_label(i + 1));
            Mark { place, reading: Reading { title, rows: share_rows(count, self.subject.n) } }
        };
        (0..self.cells()).map(mark).collect()
    }

    fn push_row(&self, table: &mut ChartTable, range: [Option<f64>; 2], count: Pair<u64>) {
        let edge = |edge: Option<f64>| edge.map_or(Cell::Empty, |v| self.subject.scale.cell(v));
        let share = |side| Cell::Share(share(*count.get(side), *self.subject.n.get(side)));
        table.rows.push(vec![
            edge(range[0]),
            edge(range[1]),
            share(Side::Reference),
            share(Side::Production),
            Cell::Count(count.reference),
            Cell::Count(count.production),
        ]);
    }
}

impl Chart for Histogram {
    fn title(&self) -> String {
        self.subject.finding()
    }

    fn caption(&self) -> String {
        let width = self.edges.get(1).zip(self.edges.first()).map_or(0.0, |(b, a)| b - a);
        let mut caption = if self.subject.column.is_empty() {
            String::new()
        } else {
            format!("{}; ", self.subject.column)
        };
        caption.push_str("share of values");
        if width > 0.0 {
            caption.push_str(&format!(" per {}", self.subject.scale.length(width)));
        }
        let outside = self.outside();
        if !outside.is_empty() {
            caption.push_str(&format!("; {outside}"));
        }
        caption
    }

    fn summary(&self) -> String {
        let mut text = format!("Distribution of {}. ", self.subject.name());
        text.push_str(&self.subject.both_sides());
        let outside = self.outside();
        if !outside.is_empty() {
            text.push_str(&format!(" Outside the picture: {outside}."));
        }
        text
    }

    fn table(&self) -> ChartTable {
        let mut table = ChartTable::new(&[
            "From",
            "To",
            "Reference share",
            "Production share",
            "Reference rows",
            "Production rows",
        ]);
        let (first, last) = (self.edges.first().copied(), self.edges.last().copied());
        if self.below != Pair::default() {
            self.push_row(&mut table, [None, first], self.below);
        }
        for i in 0..self.cells() {
            let count = Pair::from_fn(|side| self.counts.get(side)[i]);
            self.push_row(&mut table, [Some(self.edges[i]), Some(self.edges[i + 1])], count);
        }
        if self.above != Pair::default() {
            self.push_row(&mut table, [last, None], self.above);
        }
        table
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let open = self.plot(sheet, 8.0);
        let labels = self.labels(&open);
        let plot = if labels.is_some() { open } else { self.plot(sheet, 8.0 + key::ROW) };
        plot.grid(&self.ticks(sheet))?;
        let (reference, production) = (self.steps(Side::Reference), self.steps(Side::Production));
        if self.subject.n.reference > 0 {
            plot.area(&reference, sheet.palette.reference_fill)?;
            plot.curve(&reference, sheet.palette.reference, 1.25)?;
        }
        if self.subject.n.production > 0 {
            plot.curve(&production, sheet.palette.production, 2.0)?;
        }
        plot.value_axis(self.subject.scale)?;
        match labels {
            Some(labels) => labels.iter().try_for_each(|label| label.draw(sheet))?,
            None => key::row(sheet, &self.subject, plot.place.x0)?,
        }
        plot.caption(&self.caption())?;
        Ok(Geometry { marks: self.marks(&plot) })
    }
}
