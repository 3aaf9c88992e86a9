//! The distance of every column in every window, with where changes were found.

use document::{Across, Unit};
use report::{ChangePoint, Side, TimeWindow, Timeline, TimelineCell, Verdict, format};

use crate::chart::{Geometry, Mark, Reading, ReadingRow};
use crate::heat_cell::draw_cells;
use crate::heat_key;
use crate::plot::{Plot, caption};
use crate::rect::Rect;
use crate::sheet::{Anchor, Look};
use crate::table::{Cell, ChartTable};
use crate::{Chart, DrawError, Sheet};

/// Most columns that are drawn; the table has them all.
const MOST_ROWS: usize = 40;
const ROW_PX: f64 = 21.0;
/// Above the rows, under the key: the dates of changes.
const HEAD: f64 = 22.0;
/// Below the rows: dates, the two sides and the caption.
const FOOT: f64 = 52.0;
/// The names of columns take at most this part of the width, and at least these pixels, which the axis of
/// a chart over the map needs.
const MOST_NAMES: f64 = 0.3;
const LEAST_NAMES_PX: f64 = 56.0;
/// Between the names and the cells.
const NAMES_GAP: f64 = 10.0;
/// Cells at least so wide begin and end at whole pixels.
const SHARP_FROM_PX: f64 = 6.0;
/// Dates of changes that stand above the map.
const MOST_DATES: usize = 3;

/// The map of columns by window.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    windows: Vec<TimeWindow>,
    rows: Vec<(String, Vec<TimelineCell>)>,
    events: Vec<ChangePoint>,
    against: String,
    across: Across,
}

/// Columns that the map of a timeline draws.
pub fn shown_columns(timeline: &Timeline) -> impl Iterator<Item = &str> {
    timeline.columns.iter().take(MOST_ROWS).map(|column| column.column.as_str())
}

/// The room to the left of the cells.
pub fn names_room<'a>(sheet: &Sheet<'_>, names: impl Iterator<Item = &'a str>) -> f64 {
    let most = sheet.width() * MOST_NAMES;
    let widths = names.map(|name| sheet.text_width(&sheet.fitted(name, most), false));
    libm::ceil(widths.fold(LEAST_NAMES_PX - NAMES_GAP, f64::max)) + NAMES_GAP
}

impl HeatMap {
    /// The map of a Report's timeline, its windows where they lie across.
    #[must_use]
    pub fn of(timeline: &Timeline, across: &Across) -> Self {
        let on = timeline.baseline_offers.iter().find(|offer| offer.is_on);
        Self {
            windows: timeline.windows.clone(),
            rows: timeline.columns.iter().map(|c| (c.column.clone(), c.cells.clone())).collect(),
            events: timeline.events.clone(),
            against: on.map_or_else(String::new, |offer| offer.label.to_ascii_lowercase()),
            across: across.clone(),
        }
    }

    fn shown(&self) -> &[(String, Vec<TimelineCell>)] {
        &self.rows[..self.rows.len().min(MOST_ROWS)]
    }

    fn drifted_cells(&self) -> usize {
        let cells = self.rows.iter().flat_map(|(_, cells)| cells);
        cells.filter(|cell| cell.verdict.is_drift()).count()
    }

    /// Cells that could be judged.
    fn judged_cells(&self) -> usize {
        let cells = self.rows.iter().flat_map(|(_, cells)| cells);
        cells.filter(|cell| cell.verdict != Verdict::NotEnoughData).count()
    }

    /// Whether there are cells, and none of them is judged.
    fn is_unjudged(&self) -> bool {
        self.judged_cells() == 0 && self.rows.iter().any(|(_, cells)| !cells.is_empty())
    }

    fn reading(&self, name: &str, window: usize, cell: &TimelineCell) -> Reading {
        let of = &self.windows[window];
        let n = format!("n {}", format::count(cell.n));
        let psi = cell.psi.map_or_else(|| "–".to_owned(), format::distance);
        let mut rows = vec![ReadingRow::new("PSI", psi, n)];
        if let Some(noise) = cell.noise {
            rows.push(ReadingRow::new("By chance up to", format::distance(noise), "95%"));
        }
        if let Some(p) = cell.p_adjusted {
            rows.push(ReadingRow::new("Adjusted p", format::p_value(p), "over the map"));
        }
        if let Some([low, middle, high]) = cell.quartiles {
            let [low, middle, high] = [low, middle, high].map(|value| format::number(value, 4));
            rows.push(ReadingRow::new("Median", middle, format!("middle half {low} to {high}")));
        }
        if let Some((label, share)) = &cell.most_changed {
            rows.push(ReadingRow::new(format::quoted(label), format::percent(*share), "of values"));
        }
        if cell.missing > 0 {
            let share = cell.missing as f64 / of.rows.max(1) as f64;
            rows.push(ReadingRow::new("Missing", format::percent(share), "of rows"));
        }
        let verdict =
            if of.is_partial { "partial window, not judged" } else { cell.verdict.label() };
        rows.push(ReadingRow::new("Verdict", verdict, of.side.label()));
        Reading { title: format!("{}, {}", format::short(name), of.label), rows }
    }

    fn draw_events(&self, plot: &Plot<'_, '_>) -> Result<(), DrawError> {
        let (sheet, place) = (plot.sheet, &plot.place);
        let mut free_from = 0.0;
        for (i, event) in self.events.iter().enumerate() {
            let [x, from, to] = [event.at, event.from_to[0], event.from_to[1]]
                .map(|at| plot.point((self.across.at(at), 0.0)).0);
            let band = Rect::new(from, place.y0, to.max(from + 1.0), place.y1);
            sheet.fill_rect(&band, sheet.palette.ink.opacity(0.1))?;
            sheet.post(x, place.y0 - 6.0, place.y1 + 4.0, sheet.palette.ink)?;
            let width = sheet.text_width(&event.when, true);
            let left = (x - width / 2.0).clamp(0.0, (sheet.width() - width).max(0.0));
            if i < MOST_DATES && left >= free_from {
                let at = (left, place.y0 - HEAD / 2.0 - 2.0);
                sheet.write(&event.when, at, Anchor::Start, Look::bold(sheet.palette.ink))?;
                free_from = left + width + 12.0;
            }
        }
        Ok(())
    }

    /// Names of windows under the map, as many as have room, and which side is whose.
    fn draw_axis(&self, plot: &Plot<'_, '_>) -> Result<(), DrawError> {
        let (sheet, place, palette) = (plot.sheet, &plot.place, plot.sheet.palette);
        axis(plot, &self.across)?;
        let production = self.windows.iter().position(|window| window.side == Side::Production);
        let Some(begins) = production.filter(|begins| *begins > 0) else { return Ok(()) };
        let x = plot.point((self.across.at(begins as f64), 0.0)).0;
        sheet.post(x - 1.0, place.y0 - 4.0, place.y1 + 4.0, palette.edge)?;
        let y = place.y1 + 26.0;
        sheet.write("reference", (x - 6.0, y), Anchor::End, Look::bold(palette.reference))?;
        sheet.write("production", (x + 6.0, y), Anchor::Start, Look::bold(palette.production))
    }
}

/// From where to where a cell is drawn, with a gap to the next: whole pixels where it has room, so that its edges are
/// sharp.
fn cell_ends([x0, x1]: [f64; 2]) -> (f64, f64) {
    let width = x1 - x0;
    if width < SHARP_FROM_PX {
        (x0, x1 - width * 0.12)
    } else {
        (libm::round(x0), libm::round(x1) - 1.0)
    }
}

/// The axis of windows below a plot.
pub fn axis(plot: &Plot<'_, '_>, across: &Across) -> Result<(), DrawError> {
    match &across.axis.unit {
        Unit::Places(names) => plot.named_axis(names),
        _ => plot.base(),
    }
}

impl Chart for HeatMap {
    fn title(&self) -> String {
        match self.drifted_cells() {
            0 if self.is_unjudged() => {
                let whole = self.windows.iter().filter(|window| !window.is_partial).count();
                format!(
                    "Nothing was judged: too few whole windows with enough values ({whole} of {} {} whole)",
                    self.windows.len(),
                    if whole == 1 { "is" } else { "are" }
                )
            }
            0 => "No column differs in any window by more than chance and the limit".to_owned(),
            cells => format!(
                "{} of {} differ by more than chance and the limit",
                format::count(cells as u64),
                format::plural(self.judged_cells() as u64, "judged cell", "judged cells")
            ),
        }
    }

    fn caption(&self) -> String {
        let mut text = format!("PSI of each window against: {}", self.against);
        if self.rows.len() > MOST_ROWS {
            let all = format::count(self.rows.len() as u64);
            text.push_str(&format!("; {MOST_ROWS} of {all} columns"));
        }
        text
    }

    fn summary(&self) -> String {
        let drifted =
            |cells: &[TimelineCell]| cells.iter().filter(|c| c.verdict.is_drift()).count();
        let with: Vec<String> = self
            .rows
            .iter()
            .filter(|(_, cells)| drifted(cells) > 0)
            .take(5)
            .map(|(name, cells)| {
                let windows = format::plural(drifted(cells) as u64, "window", "windows");
                format!("{} in {windows}", format::short(name))
            })
            .collect();
        let changes: Vec<&str> = self.events.iter().map(|event| event.when.as_str()).collect();
        let mut text = format!(
            "{} by {}. {}.",
            format::plural(self.rows.len() as u64, "column", "columns"),
            format::plural(self.windows.len() as u64, "window", "windows"),
            self.title()
        );
        if !with.is_empty() {
            text.push_str(&format!(" {}.", with.join(", ")));
        }
        if !changes.is_empty() {
            text.push_str(&format!(" Changes: {}.", format::names(changes, 5)));
        }
        text
    }

    fn table(&self) -> ChartTable {
        let mut table = ChartTable::new(&[
            "Column",
            "Side",
            "Window",
            "Values",
            "Missing",
            "PSI",
            "By chance up to",
            "Adjusted p",
            "Verdict",
        ]);
        for (name, cells) in &self.rows {
            for (window, cell) in self.windows.iter().zip(cells) {
                table.rows.push(vec![
                    Cell::Text(name.clone()),
                    window.side.label().into(),
                    Cell::Text(window.label.clone()),
                    Cell::Count(cell.n),
                    Cell::Count(cell.missing),
                    cell.psi.into(),
                    cell.noise.into(),
                    cell.p_adjusted.into(),
                    cell.verdict.label().into(),
                ]);
            }
        }
        table
    }

    fn height(&self, width: u32) -> u32 {
        let key = heat_key::height(f64::from(width));
        (key + HEAD + FOOT + ROW_PX * self.shown().len().max(2) as f64) as u32
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let rows = self.shown();
        if rows.is_empty() || self.windows.is_empty() {
            let at = (0.0, sheet.height() / 2.0);
            let look = Look::plain(sheet.palette.ink_3);
            sheet.write("No column could be put into windows", at, Anchor::Start, look)?;
            return Ok(Geometry::default());
        }
        let left = names_room(sheet, rows.iter().map(|(name, _)| name.as_str()));
        let top = heat_key::height(sheet.width()) + HEAD;
        let bottom = top + ROW_PX * rows.len() as f64;
        let place = Rect::new(left, top, sheet.width(), bottom);
        let range = self.across.axis.from..self.across.axis.to;
        let plot = Plot::new(sheet, place, range, 0.0..1.0);
        let mut placed = Vec::new();
        let mut marks = Vec::with_capacity(rows.len() * self.windows.len());
        for (i, (name, cells)) in rows.iter().enumerate() {
            let y0 = place.y0 + ROW_PX * i as f64;
            let text = sheet.fitted(name, left - NAMES_GAP);
            let at = (0.0, y0 + ROW_PX / 2.0);
            sheet.write(&text, at, Anchor::Start, Look::plain(sheet.palette.ink_2))?;
            for (window, (cell, &(from, to))) in cells.iter().zip(&self.across.ends).enumerate() {
                let (x0, x1) = cell_ends([from, to].map(|at| plot.point((at, 0.0)).0));
                let cell_place = Rect::new(x0, y0 + 1.0, x1, y0 + ROW_PX - 1.0);
                placed.push((cell_place, cell));
                let reading = self.reading(name, window, cell);
                marks.push(Mark { place: cell_place, reading });
            }
        }
        draw_cells(sheet, &placed)?;
        self.draw_events(&plot)?;
        self.draw_axis(&plot)?;
        heat_key::draw(sheet)?;
        caption(sheet, &self.caption(), 0.0)?;
        Ok(Geometry { marks })
    }
}
