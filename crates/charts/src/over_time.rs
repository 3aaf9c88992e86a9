//! One column over all windows: the median with the middle half, or the share of the name that changed
//! most; blue for the reference, amber for production.

use document::Across;
use report::{ChangePoint, ColumnTimeline, Side, TimeWindow, Timeline, Verdict, format};

use crate::chart::{Geometry, Mark, Reading, ReadingRow};
use crate::heat_cell::hatch;
use crate::heat_map::{axis, names_room, shown_columns};
use crate::plot::{FOOT, Plot, caption, label_room};
use crate::rect::{Point, Rect};
use crate::sheet::{Anchor, Look};
use crate::table::{Cell, ChartTable};
use crate::ticks::number_ticks;
use crate::{Chart, DrawError, Sheet};

/// Above the plot: the date of the change.
const HEAD: f64 = 20.0;

/// One column over all windows.
#[derive(Clone, Debug, PartialEq)]
pub struct OverTime {
    windows: Vec<TimeWindow>,
    timeline: ColumnTimeline,
    what: What,
    across: Across,
    /// Names of the map that it stands over, whose windows it shares.
    map: Vec<String>,
}

/// What is drawn of each window.
#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    /// The median with the middle half.
    Median,
    /// The distance from the baseline.
    Distance,
}

impl OverTime {
    /// A column of the Report's timeline, its windows where they lie across; nothing where it is not on
    /// the map.
    #[must_use]
    pub fn of(all: &Timeline, across: &Across, column: &str) -> Option<Self> {
        let timeline = all.columns.iter().find(|c| c.column == column)?.clone();
        let has_quartiles = timeline.cells.iter().any(|cell| cell.quartiles.is_some());
        let what = if has_quartiles { What::Median } else { What::Distance };
        let (windows, across) = (all.windows.clone(), across.clone());
        Some(Self { windows, timeline, what, across, map: Vec::new() })
    }

    /// The same over the map of the timeline, each window over its cells.
    #[must_use]
    pub fn over_map(self, all: &Timeline) -> Self {
        Self { map: shown_columns(all).map(str::to_owned).collect(), ..self }
    }

    /// Whether a window has something to show.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        (0..self.windows.len()).any(|window| self.band(window).is_some())
    }

    /// Low, middle and high of a window that is judged.
    fn band(&self, window: usize) -> Option<[f64; 3]> {
        let cell = &self.timeline.cells[window];
        if cell.verdict == Verdict::NotEnoughData {
            return None;
        }
        match self.what {
            What::Median => cell.quartiles,
            What::Distance => cell.psi.map(|psi| [psi; 3]),
        }
    }

    fn change(&self) -> Option<&ChangePoint> {
        self.timeline.changes.iter().reduce(|a, b| if b.size > a.size { b } else { a })
    }

    /// Bands and lines of one side: one piece for each run of windows with values.
    fn draw_side(&self, plot: &Plot<'_, '_>, side: Side) -> Result<(), DrawError> {
        let palette = plot.sheet.palette;
        let line = match side {
            Side::Reference => palette.reference,
            Side::Production => palette.production,
        };
        let of_side: Vec<usize> =
            (0..self.windows.len()).filter(|&i| self.windows[i].side == side).collect();
        for run in of_side.split(|&i| self.band(i).is_none()) {
            let at = |i: usize, part: usize| -> Option<Point> {
                Some((self.across.middle(i), self.band(i)?[part]))
            };
            let points = |part: usize| run.iter().filter_map(|&i| at(i, part)).collect::<Vec<_>>();
            let (low, middle, high) = (points(0), points(1), points(2));
            if self.what == What::Median && run.len() > 1 {
                let corners: Vec<Point> =
                    low.iter().copied().chain(high.iter().rev().copied()).collect();
                plot.area(&corners, line.opacity(0.18))?;
            }
            match middle.as_slice() {
                [only] => plot.sheet.disc(plot.point(*only), 2.0, line)?,
                several => plot.curve(several, line, 1.75)?,
            }
        }
        Ok(())
    }

    fn draw_change(&self, plot: &Plot<'_, '_>) -> Result<(), DrawError> {
        let Some(change) = self.change() else { return Ok(()) };
        let (sheet, palette) = (plot.sheet, plot.sheet.palette);
        let x = |at: f64| plot.point((self.across.at(at), 0.0)).0;
        let band = Rect::new(
            x(change.from_to[0]),
            plot.place.y0,
            x(change.from_to[1]).max(x(change.from_to[0]) + 1.0),
            plot.place.y1,
        );
        sheet.fill_rect(&band, palette.ink.opacity(0.1))?;
        sheet.post(x(change.at), plot.place.y0 - 6.0, plot.place.y1, palette.ink)?;
        let text = format!("began {}", change.when);
        let is_right = x(change.at) > sheet.width() / 2.0;
        let (dx, anchor) = if is_right { (-5.0, Anchor::End) } else { (5.0, Anchor::Start) };
        sheet.write(&text, (x(change.at) + dx, 10.0), anchor, Look::bold(palette.ink))
    }

    /// Hatching, as on the map, where a window is not judged.
    fn draw_unjudged(&self, plot: &Plot<'_, '_>) -> Result<(), DrawError> {
        let windows = 0..self.windows.len();
        windows
            .filter(|&i| self.band(i).is_none())
            .try_for_each(|i| hatch(plot.sheet, &self.column(plot, i)))
    }

    /// The place of a window, from the top of the plot to its axis.
    fn column(&self, plot: &Plot<'_, '_>, window: usize) -> Rect {
        let (from, to) = self.across.ends[window];
        let [x0, x1] = [from, to].map(|at| plot.point((at, 0.0)).0);
        Rect::new(x0, plot.place.y0, x1, plot.place.y1)
    }

    fn reading(&self, window: usize) -> Reading {
        let (of, cell) = (&self.windows[window], &self.timeline.cells[window]);
        let n = format!("n {}", format::count(cell.n));
        let mut rows = Vec::new();
        if let Some([low, middle, high]) = cell.quartiles {
            let [low, middle, high] = [low, middle, high].map(|value| format::number(value, 4));
            rows.push(ReadingRow::new("Median", middle, format!("middle half {low} to {high}")));
        }
        let psi = cell.psi.map_or_else(|| "–".to_owned(), format::distance);
        rows.push(ReadingRow::new("PSI", psi, n));
        rows.push(ReadingRow::new("Verdict", cell.verdict.label(), of.side.label()));
        Reading { title: of.label.clone(), rows }
    }
}

impl Chart for OverTime {
    fn title(&self) -> String {
        match self.change() {
            // The same rule as that of the headline, which counts only what is over the limits.
            Some(change) if !change.severity.matters() => {
                format!("No change over the limits; one under them: {}", change.when)
            }
            Some(change) if change.kind == report::ChangeKind::Gradual => {
                format!("A slope, not a step: {}", change.interval)
            }
            Some(ChangePoint { lasted: Some(lasted), .. }) => format!("For a while: {lasted}"),
            Some(change) => format!("One step, not a slope: {}", change.when),
            None if self.is_drawn() => "No step and no slope".to_owned(),
            None => "No window has enough values to show".to_owned(),
        }
    }

    fn caption(&self) -> String {
        let name = format::short(&self.timeline.column);
        let what = match self.what {
            What::Median => "median and middle half of each window",
            What::Distance => "PSI of each window against its baseline",
        };
        let is_whole = (0..self.windows.len()).all(|window| self.band(window).is_some());
        let hatched = if is_whole { "" } else { "; hatched: not judged" };
        format!("{name}: {what}{hatched}")
    }

    fn summary(&self) -> String {
        let windows = format::plural(self.windows.len() as u64, "window", "windows");
        format!("{}, {windows}. {}.", self.caption(), self.title())
    }

    fn table(&self) -> ChartTable {
        let mut table = ChartTable::new(&[
            "Side",
            "Window",
            "Values",
            "Lower quartile",
            "Median",
            "Upper quartile",
            "PSI",
            "Verdict",
        ]);
        for (window, cell) in self.windows.iter().zip(&self.timeline.cells) {
            let quartile = |i: usize| Cell::from(cell.quartiles.map(|quartiles| quartiles[i]));
            table.rows.push(vec![
                window.side.label().into(),
                Cell::Text(window.label.clone()),
                Cell::Count(cell.n),
                quartile(0),
                quartile(1),
                quartile(2),
                cell.psi.into(),
                cell.verdict.label().into(),
            ]);
        }
        table
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let bands: Vec<[f64; 3]> = (0..self.windows.len()).filter_map(|i| self.band(i)).collect();
        let low = bands.iter().map(|band| band[0]).fold(f64::INFINITY, f64::min);
        let high = bands.iter().map(|band| band[2]).fold(f64::NEG_INFINITY, f64::max);
        if bands.is_empty() || !(high - low).is_finite() {
            let at = (0.0, sheet.height() / 2.0);
            let look = Look::plain(sheet.palette.ink_3);
            sheet.write("Every window is too thin, or has no value", at, Anchor::Start, look)?;
            return Ok(Geometry::default());
        }
        let low = if self.what == What::Distance { 0.0 } else { low };
        let ticks = number_ticks(&(low..high), 4);
        let names = self.map.iter().map(String::as_str);
        let map = if self.map.is_empty() { 0.0 } else { names_room(sheet, names) };
        let room = label_room(sheet, &ticks).max(map);
        let place = Rect::new(room, HEAD, sheet.width(), sheet.height() - FOOT);
        let range = self.across.axis.from..self.across.axis.to;
        let plot = Plot::new(sheet, place, range, low..high);
        plot.grid(&ticks)?;
        self.draw_unjudged(&plot)?;
        self.draw_change(&plot)?;
        Side::BOTH.into_iter().try_for_each(|side| self.draw_side(&plot, side))?;
        axis(&plot, &self.across)?;
        let from = if self.map.is_empty() { plot.place.x0 } else { 0.0 };
        caption(sheet, &self.caption(), from)?;
        let mark = |i: usize| Mark { place: self.column(&plot, i), reading: self.reading(i) };
        Ok(Geometry { marks: (0..self.windows.len()).map(mark).collect() })
    }
}
