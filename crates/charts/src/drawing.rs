//! Drawings that come as plain layers with a document.

use document::{Axis, Drawing, Height, Layer, Paint, ReadAt, Unit};
use plotters::style::RGBAColor;
use report::format;

use crate::chart::{Geometry, Mark, Reading, ReadingRow};
use crate::key::{self, Entry};
use crate::plot::{FOOT, Plot, label_room};
use crate::rect::{Point, Rect};
use crate::scale::Scale;
use crate::sheet::{Anchor, DASH, Look};
use crate::table::{Cell, ChartTable};
use crate::ticks::{MOST_TICKS, Tick, number_ticks, share_ticks, tick_label};
use crate::{Chart, Colour, DrawError, Palette, Sheet};

/// How much of a colour a faint area has.
const WASH: f64 = 0.18;
/// How much of a colour an area has that has no fill of its own.
const FILL: f64 = 0.4;
/// Dashes of an ideal, in CSS pixels.
const DOTS: f64 = 2.0;
/// Height of a bar with the gap beneath it.
const BAR: u32 = 34;
/// From a place to the text about it.
const NOTE_GAP: f64 = 7.0;

impl Chart for Drawing {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn caption(&self) -> String {
        self.caption.clone()
    }

    fn summary(&self) -> String {
        self.summary.clone()
    }

    fn table(&self) -> ChartTable {
        let headers = self.numbers.columns.iter().map(|column| column.title.clone()).collect();
        let rows = self.numbers.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        ChartTable { headers, rows }
    }

    fn height(&self, width: u32) -> u32 {
        match self.height {
            Height::Usual => 228,
            Height::Square => (width * 3 / 4).clamp(228, 420),
            Height::Small => 190,
            Height::Bars(bars) => 64 + BAR * bars,
        }
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let top = if self.keys.is_empty() { 8.0 } else { key::ROW };
        let bottom = sheet.height() - FOOT;
        let up = ticks(&self.up, ((bottom - top) / 24.0) as usize, bottom - top);
        let right = sheet.width() - 14.0;
        let place = Rect::new(label_room(sheet, &up), top, right, bottom);
        let range = |axis: &Axis| axis.from..axis.to;
        let plot = Plot::new(sheet, place, range(&self.across), range(&self.up));
        if matches!(self.up.unit, Unit::Names(_)) {
            plot.names(&up)?;
        } else {
            plot.grid(&up)?;
        }
        self.layers.iter().try_for_each(|layer| draw_layer(&plot, layer))?;
        match &self.across.unit {
            Unit::Number => plot.value_axis(Scale::Number)?,
            Unit::Places(names) => plot.named_axis(names)?,
            _ => plot.share_axis(&ticks(&self.across, MOST_TICKS, place.width()))?,
        }
        let entry = |key: &document::Key| {
            let (line, area) = (line_colour(sheet.palette, key.paint), key.is_area);
            let area = area.then_some(area_colour(sheet.palette, key.paint));
            Entry { line, area, name: key.name.clone(), about: key.about.clone() }
        };
        key::entries(sheet, &self.keys.iter().map(entry).collect::<Vec<_>>(), place.x0)?;
        plot.caption(&self.caption)?;
        Ok(Geometry { marks: self.readings.iter().map(|reading| mark(&plot, reading)).collect() })
    }
}

fn cell(cell: &document::Cell) -> Cell {
    match cell {
        document::Cell::Text(text) if text == "–" => Cell::Empty,
        document::Cell::Text(text) | document::Cell::Name(text) => Cell::Text(text.clone()),
        document::Cell::Number(text, value) => Cell::Written(text.clone(), *value),
        document::Cell::Chip(chip) => Cell::Text(chip.word.clone()),
        document::Cell::Over(inner, _) | document::Cell::Hinted(inner, _) => self::cell(inner),
    }
}

/// Ticks of an axis.
fn ticks(axis: &Axis, most: usize, length: f64) -> Vec<Tick> {
    let range = axis.from..axis.to;
    match &axis.unit {
        Unit::Names(names) => {
            let tick = |(position, name): (usize, &String)| Tick {
                at: axis.from + position as f64 + 0.5,
                label: format::short(name),
            };
            names.iter().enumerate().map(tick).collect()
        }
        Unit::Share if axis.from == 0.0 => share_ticks(axis.to, length),
        Unit::Share => percent_ticks(axis, most),
        Unit::Number => number_ticks(&range, most.clamp(2, MOST_TICKS)),
        Unit::Places(_) => Vec::new(),
    }
}

/// Round percentages of an axis that does not begin at 0.
fn percent_ticks(axis: &Axis, most: usize) -> Vec<Tick> {
    let percents = number_ticks(&(axis.from * 100.0..axis.to * 100.0), most.clamp(2, MOST_TICKS));
    let step = percents.get(1).zip(percents.first()).map_or(0.0, |(b, a)| b.at - a.at);
    let tick =
        |tick: Tick| Tick { at: tick.at / 100.0, label: format!("{}%", tick_label(tick.at, step)) };
    percents.into_iter().map(tick).collect()
}

const fn line_colour(palette: &Palette, paint: Paint) -> Colour {
    match paint {
        Paint::Reference => palette.reference,
        Paint::Production => palette.production,
        Paint::Severity => palette.severity,
        Paint::Accent => palette.accent,
        Paint::Ink => palette.ink,
        Paint::Quiet => palette.edge,
    }
}

const fn area_colour(palette: &Palette, paint: Paint) -> Colour {
    match paint {
        Paint::Reference => palette.reference_fill,
        _ => line_colour(palette, paint),
    }
}

/// The reference has areas of its own; others are seen through.
fn wash(palette: &Palette, paint: Paint) -> RGBAColor {
    match paint {
        Paint::Reference => palette.reference_fill.opacity(0.6),
        _ => line_colour(palette, paint).opacity(WASH),
    }
}

fn fill(palette: &Palette, paint: Paint) -> RGBAColor {
    match paint {
        Paint::Reference => palette.reference_fill.into(),
        Paint::Severity => palette.severity.into(),
        _ => line_colour(palette, paint).opacity(FILL),
    }
}

fn draw_layer(plot: &Plot<'_, '_>, layer: &Layer) -> Result<(), DrawError> {
    let (sheet, palette) = (plot.sheet, plot.sheet.palette);
    match layer {
        Layer::Wash(corners, paint) => plot.area(corners, wash(palette, *paint)),
        Layer::Fill(corners, paint) => plot.area(corners, fill(palette, *paint)),
        Layer::Line(points, paint) => {
            let width = if *paint == Paint::Reference { 1.5 } else { 2.0 };
            plot.curve(points, line_colour(palette, *paint), width)
        }
        Layer::Dashed(points, paint) => {
            let dash = if *paint == Paint::Quiet { DOTS } else { DASH };
            sheet.dashed(&plot.points(points), dash, line_colour(palette, *paint))
        }
        Layer::Dots(points, paint) => {
            let colour = line_colour(palette, *paint);
            plot.points(points).into_iter().try_for_each(|at| sheet.disc(at, 3.0, colour))
        }
        Layer::Note(at, text, paint) => note(plot, *at, text, *paint),
    }
}

/// A text beside a place, on the side where it has room.
fn note(plot: &Plot<'_, '_>, at: Point, text: &str, paint: Paint) -> Result<(), DrawError> {
    let (sheet, palette) = (plot.sheet, plot.sheet.palette);
    let look = match paint {
        Paint::Quiet => Look::plain(palette.ink_3),
        paint => Look::bold(line_colour(palette, paint)),
    };
    let (x, y) = plot.point(at);
    let width = sheet.text_width(text, look.bold) + NOTE_GAP;
    if x + width <= sheet.width() || x - width < plot.place.x0 {
        sheet.write(text, (x + NOTE_GAP, y), Anchor::Start, look)
    } else {
        sheet.write(text, (x - NOTE_GAP, y), Anchor::End, look)
    }
}

fn mark(plot: &Plot<'_, '_>, reading: &ReadAt) -> Mark {
    let place = Rect::around(&plot.points(&[reading.from, reading.to]));
    let rows = reading.rows.iter().map(|(label, value, beside)| {
        ReadingRow::new(label.clone(), value.clone(), beside.clone())
    });
    Mark { place, reading: Reading { title: reading.title.clone(), rows: rows.collect() } }
}
