//! Cumulative shares of both sides, and where they are furthest apart.

use std::ops::Range;

use report::{Cdf, ColumnDrift, Convention, MeasureName, Pair, Shape, Side, format};

use crate::chart::{Geometry, Mark, Reading, ReadingRow};
use crate::key::{self, LINE, Label};
use crate::placement::{Outline, place};
use crate::plot::{FOOT, Plot, label_room};
use crate::rect::{Point, Rect};
use crate::sheet::{Anchor, Look};
use crate::subject::Subject;
use crate::table::{Cell, ChartTable};
use crate::ticks::share_ticks;
use crate::{Chart, DrawError, Sheet};

/// Cumulative shares of both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Ecdf {
    subject: Subject,
    cdf: Cdf,
    range: Range<f64>,
    /// 95th percentile of the distance without drift.
    chance: Option<f64>,
    /// The largest gap of the two curves.
    distance: f64,
}

impl Ecdf {
    /// The curves of a column of the Report, over the range of its histogram; nothing where it has
    /// no cumulative shares.
    #[must_use]
    pub fn of(column: &ColumnDrift) -> Option<Self> {
        let cdf = column.cdf.clone()?;
        let points = cdf.at.len().min(cdf.share.reference.len()).min(cdf.share.production.len());
        let whole = *cdf.at.first()?..*cdf.at.get(points.checked_sub(1)?)?;
        let range = match &column.shape {
            Some(Shape::Histogram { edges, .. }) => *edges.first()?..*edges.last()?,
            _ => whole,
        };
        let ks = column.measure(MeasureName::KolmogorovSmirnov, Convention::Textbook);
        let chance = ks.and_then(|ks| ks.noise).map(|noise| noise.p95);
        let gap = (cdf.gap_share.production - cdf.gap_share.reference).abs();
        // The same number as in the table, to the last digit.
        let distance = ks.and_then(|ks| ks.value).unwrap_or(gap);
        Some(Self { subject: Subject::of(column), cdf, range, chance, distance })
    }

    /// The largest gap of the two curves.
    #[must_use]
    pub const fn distance(&self) -> f64 {
        self.distance
    }

    fn points(&self) -> impl Iterator<Item = (f64, Pair<f64>)> {
        let Pair { reference, production } = self.cdf.share.as_ref();
        let shares = reference.iter().zip(production).map(|(r, p)| Pair::new(*r, *p));
        self.cdf.at.iter().copied().zip(shares)
    }

    /// The curve of a side inside the range that is drawn, from its left to its right end.
    fn curve(&self, side: Side) -> Vec<Point> {
        let Range { start, end } = self.range;
        let is_stepped = self.cdf.is_stepped;
        let mut before: Point = (start.min(self.cdf.at.first().copied().unwrap_or(start)), 0.0);
        let mut curve = vec![(start, 0.0)];
        for (x, shares) in self.points() {
            let y = *shares.get(side);
            if x <= start {
                curve[0].1 = y;
            } else if x <= end {
                if is_stepped {
                    curve.push((x, before.1));
                } else if before.0 < start {
                    curve[0].1 = between(before, (x, y), start);
                }
                curve.push((x, y));
            } else {
                let y = if is_stepped { before.1 } else { between(before, (x, y), end) };
                curve.push((end, y));
                return curve;
            }
            before = (x, y);
        }
        curve.push((end, before.1));
        curve
    }

    fn bracket(&self, plot: &Plot<'_, '_>) -> Option<Rect> {
        let Pair { reference, production } = self.cdf.gap_share;
        let at = self.cdf.gap_at;
        if !(self.range.start..=self.range.end).contains(&at) {
            return None;
        }
        let (x, a) = plot.point((at, reference));
        let (_, b) = plot.point((at, production));
        Some(Rect::new(x, a.min(b), x, a.max(b)))
    }

    /// "at 17.5; by chance up to 0.011".
    fn about_gap(&self) -> String {
        let at = format!("at {}", self.subject.scale.value(self.cdf.gap_at, 3));
        match self.chance {
            Some(chance) => format!("{at}; by chance up to {}", format::distance(chance)),
            None => at,
        }
    }

    /// Draws the bracket and its words to the lower right of it, or wherever there is room, and
    /// tells what they cover.
    fn draw_gap(
        &self,
        plot: &Plot<'_, '_>,
        curves: &Pair<Outline>,
    ) -> Result<Vec<Rect>, DrawError> {
        let Some(gap) = self.bracket(plot) else { return Ok(Vec::new()) };
        let (sheet, ink) = (plot.sheet, plot.sheet.palette.ink);
        for stroke in [
            [(gap.x0, gap.y0), (gap.x0, gap.y1)],
            [(gap.x0 - 3.0, gap.y0), (gap.x0 + 3.0, gap.y0)],
            [(gap.x0 - 3.0, gap.y1), (gap.x0 + 3.0, gap.y1)],
        ] {
            sheet.path(&stroke, ink, 1.25)?;
        }
        let lead = format!("KS distance D = {}", format::distance(self.distance()));
        let about = self.about_gap();
        let width = sheet.text_width(&lead, true).max(sheet.text_width(&about, false));
        let aim = (gap.x0 + 36.0, gap.y1 + 24.0);
        let words = place((width, 2.0 * LINE), &plot.place, |rect| {
            let clear = is_clear(curves, rect, 6.0);
            let (dx, dy) = (rect.x0 - aim.0, rect.y0 - aim.1);
            (clear && rect.distance(&gap) > 8.0).then_some(dx * dx + dy * dy)
        });
        let Some(words) = words else { return Ok(vec![gap]) };
        let middle = (gap.y0 + gap.y1) / 2.0;
        let end = (words.x0 - 4.0, words.y0 + LINE / 2.0);
        if words.x0 > gap.x0 {
            dotted(sheet, (gap.x0 + 4.0, middle), end)?;
        }
        let at = (words.x0, words.y0 + LINE / 2.0);
        sheet.write(&lead, at, Anchor::Start, Look::bold(ink))?;
        let at = (at.0, at.1 + LINE);
        sheet.write(&about, at, Anchor::Start, Look::plain(sheet.palette.ink_2))?;
        Ok(vec![gap, words])
    }

    fn marks(&self, plot: &Plot<'_, '_>) -> Vec<Mark> {
        let inside: Vec<_> = self
            .points()
            .filter(|(x, _)| (self.range.start..=self.range.end).contains(x))
            .collect();
        let x = |i: usize| plot.point((inside[i].0, 0.0)).0;
        let mark = |i: usize| {
            let x0 = if i == 0 { plot.place.x0 } else { (x(i - 1) + x(i)) / 2.0 };
            let x1 = if i + 1 == inside.len() { plot.place.x1 } else { (x(i) + x(i + 1)) / 2.0 };
            let (at, shares) = inside[i];
            let row =
                |side: Side| ReadingRow::new(side.label(), format::percent(*shares.get(side)), "");
            let mut rows = Side::BOTH.map(row).to_vec();
            let gap = shares.production - shares.reference;
            rows.push(ReadingRow::new("Difference", format::points(gap), ""));
            let title = format!("At or below {}", self.subject.scale.value(at, 4));
            Mark { place: Rect { x0, x1, ..plot.place }, reading: Reading { title, rows } }
        };
        (0..inside.len()).map(mark).collect()
    }
}

/// Both names beside their curves and off what is taken, or nothing where one has no room.
fn labels(plot: &Plot<'_, '_>, curves: &Pair<Outline>, mut taken: Vec<Rect>) -> Option<Vec<Label>> {
    let bounds = Rect { x0: plot.place.x0 + 8.0, y0: 2.0, ..plot.place };
    let mut labels = Vec::with_capacity(2);
    for side in Side::BOTH {
        let is_free = |rect: &Rect| {
            is_clear(curves, rect, 4.0) && taken.iter().all(|other| rect.distance(other) > 8.0)
        };
        let text = (side, String::new());
        let label = Label::beside(plot.sheet, text, curves, &bounds, is_free)?;
        taken.push(label.place);
        labels.push(label);
    }
    Some(labels)
}

/// Whether a rectangle keeps a gap to both curves.
fn is_clear(curves: &Pair<Outline>, rect: &Rect, gap: f64) -> bool {
    curves.reference.distance(rect) > gap && curves.production.distance(rect) > gap
}

/// The height of the line from `a` to `b` at `x`.
fn between(a: Point, b: Point, x: f64) -> f64 {
    if b.0 > a.0 { a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0) } else { b.1 }
}

/// A line of small dots, three pixels apart.
fn dotted(sheet: &Sheet<'_>, from: Point, to: Point) -> Result<(), DrawError> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let dots = libm::floor((dx * dx + dy * dy).sqrt() / 3.0).max(1.0);
    for i in 0..=dots as i32 {
        let part = f64::from(i) / dots;
        let at = (from.0 + dx * part, from.1 + dy * part);
        sheet.disc(at, 0.5, sheet.palette.ink_3)?;
    }
    Ok(())
}

impl Chart for Ecdf {
    fn title(&self) -> String {
        format!("Furthest apart at {}", self.subject.scale.value(self.cdf.gap_at, 3))
    }

    fn caption(&self) -> String {
        if self.subject.column.is_empty() {
            "share of values at or below".to_owned()
        } else {
            format!("{}; share of values at or below", self.subject.column)
        }
    }

    fn summary(&self) -> String {
        let Pair { reference, production } = self.cdf.gap_share.map(format::percent);
        format!(
            "Cumulative shares of {}. The curves are furthest apart at {}: {reference} of the \
             reference and {production} of production lie at or below it, KS distance {}{}.",
            self.subject.name(),
            self.subject.scale.value(self.cdf.gap_at, 3),
            format::distance(self.distance()),
            self.chance.map_or_else(String::new, |chance| {
                format!("; chance alone gives up to {}", format::distance(chance))
            })
        )
    }

    fn table(&self) -> ChartTable {
        let headers = ["At or below", "Reference share", "Production share", "Difference"];
        let mut table = ChartTable::new(&headers);
        for (at, shares) in self.points() {
            table.rows.push(vec![
                self.subject.scale.cell(at),
                Cell::Share(shares.reference),
                Cell::Share(shares.production),
                Cell::Number(shares.production - shares.reference),
            ]);
        }
        table
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let palette = sheet.palette;
        let ticks = share_ticks(1.0, sheet.height() - FOOT);
        let left = label_room(sheet, &ticks);
        let place = Rect::new(left, 18.0, sheet.width() - 12.0, sheet.height() - FOOT);
        let plot = Plot::new(sheet, place, self.range.clone(), 0.0..1.0);
        let (reference, production) = (self.curve(Side::Reference), self.curve(Side::Production));
        plot.grid(&ticks)?;
        if self.subject.n.reference > 0 {
            let mut under = reference.clone();
            under.extend([(self.range.end, 0.0), (self.range.start, 0.0)]);
            plot.area(&under, palette.reference_wash)?;
            plot.curve(&reference, palette.reference, 1.75)?;
        }
        if self.subject.n.production > 0 {
            plot.curve(&production, palette.production, 2.0)?;
        }
        plot.value_axis(self.subject.scale)?;
        let curves = Pair::new(&reference, &production);
        let curves = curves.map(|curve| Outline::new(&plot.points(curve)));
        let taken = self.draw_gap(&plot, &curves)?;
        match labels(&plot, &curves, taken) {
            Some(labels) => labels.iter().try_for_each(|label| label.draw(sheet))?,
            None => key::row(sheet, &Subject::counted(self.subject.n), place.x0)?,
        }
        plot.caption(&self.caption())?;
        Ok(Geometry { marks: self.marks(&plot) })
    }
}
