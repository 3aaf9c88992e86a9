//! The distance of every column in every window, with where changes were found.

use report::{ChangePoint, Side, TimeWindow, Timeline, TimelineCell, Verdict, format};

use crate::chart::{Geometry, Mark, Reading, ReadingRow};
use crate::plot::caption;
use crate::rect::Rect;
use crate::sheet::{Anchor, Look};
use crate::table::{Cell, ChartTable};
use crate::window_labels::window_labels;
use crate::{Chart, DrawError, Sheet};

/// Most columns that are drawn; the table has them all.
const MOST_ROWS: usize = 40;
const ROW_PX: f64 = 21.0;
/// Above the rows: the dates of changes.
const HEAD: f64 = 22.0;
/// Below the rows: dates, the two sides, the key and the caption.
const FOOT: f64 = 66.0;
/// A cell narrower than this has no room for a mark.
const LEAST_MARKED_PX: f64 = 9.0;
/// Over this PSI a cell has the darkest shade.
const DARK_FROM: f64 = 0.6;
/// Dates of changes that stand above the map.
const MOST_DATES: usize = 3;

/// The map of columns by window.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    windows: Vec<TimeWindow>,
    rows: Vec<(String, Vec<TimelineCell>)>,
    events: Vec<ChangePoint>,
    against: String,
}

/// How a cell looks: its shade, 0 to 4, or hatching.
enum Fill {
    Shade(u8),
    Hatched,
}

impl HeatMap {
    /// The map of a Report's timeline.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let on = timeline.baseline_offers.iter().find(|offer| offer.is_on);
        Self {
            windows: timeline.windows.clone(),
            rows: timeline.columns.iter().map(|c| (c.column.clone(), c.cells.clone())).collect(),
            events: timeline.events.clone(),
            against: on.map_or_else(String::new, |offer| offer.label.to_ascii_lowercase()),
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

    fn draw_cell(
        &self,
        sheet: &Sheet<'_>,
        place: &Rect,
        cell: &TimelineCell,
    ) -> Result<(), DrawError> {
        let palette = sheet.palette;
        match look(cell) {
            Fill::Hatched => hatch(sheet, place)?,
            Fill::Shade(0) => sheet.fill_rect(place, palette.ink_3.opacity(0.1))?,
            Fill::Shade(step) => {
                let opacity = [0.0, 0.14, 0.36, 0.7, 1.0][usize::from(step)];
                sheet.fill_rect(place, palette.severity.opacity(opacity))?;
            }
        }
        if cell.missing_verdict.is_drift() {
            let stripe = Rect::new(place.x0, place.y1 - 4.0, place.x1, place.y1);
            sheet.fill_rect(&stripe, palette.severity)?;
        }
        if place.width() >= LEAST_MARKED_PX {
            draw_mark(sheet, place, cell)?;
        }
        Ok(())
    }

    fn draw_events(&self, sheet: &Sheet<'_>, place: &Rect) -> Result<(), DrawError> {
        let pitch = place.width() / self.windows.len() as f64;
        let mut free_from = 0.0;
        for (i, event) in self.events.iter().enumerate() {
            let x = place.x0 + event.at * pitch;
            let [from, to] = event.from_to.map(|at| place.x0 + at * pitch);
            let band = Rect::new(from, place.y0, to.max(from + 1.0), place.y1);
            sheet.fill_rect(&band, sheet.palette.ink.opacity(0.1))?;
            sheet.post(x, place.y0 - 6.0, place.y1 + 4.0, sheet.palette.ink)?;
            let width = sheet.text_width(&event.when, true);
            let left = (x - width / 2.0).clamp(0.0, (sheet.width() - width).max(0.0));
            if i < MOST_DATES && left >= free_from {
                let at = (left, HEAD / 2.0 - 2.0);
                sheet.write(&event.when, at, Anchor::Start, Look::bold(sheet.palette.ink))?;
                free_from = left + width + 12.0;
            }
        }
        Ok(())
    }

    /// Names of windows under the map, as many as have room, and which side is whose.
    fn draw_axis(&self, sheet: &Sheet<'_>, place: &Rect) -> Result<(), DrawError> {
        let palette = sheet.palette;
        let pitch = place.width() / self.windows.len() as f64;
        for (i, name) in window_labels(sheet, &self.windows, pitch, 24.0) {
            let x = place.x0 + pitch * i as f64;
            if x + sheet.text_width(&name, false) <= sheet.width() {
                let at = (x, place.y1 + 11.0);
                sheet.write(&name, at, Anchor::Start, Look::plain(palette.ink_3))?;
            }
        }
        let production = self.windows.iter().position(|window| window.side == Side::Production);
        if let Some(begins) = production.filter(|begins| *begins > 0) {
            let x = place.x0 + pitch * begins as f64;
            sheet.post(x - 1.0, place.y0 - 4.0, place.y1 + 20.0, palette.edge)?;
            let y = place.y1 + 26.0;
            sheet.write("reference", (x - 6.0, y), Anchor::End, Look::plain(palette.reference))?;
            sheet.write(
                "production",
                (x + 6.0, y),
                Anchor::Start,
                Look::plain(palette.production),
            )?;
        }
        Ok(())
    }

    /// What the shades mean.
    fn draw_key(&self, sheet: &Sheet<'_>, y: f64) -> Result<(), DrawError> {
        let cell = |verdict, psi, missing_verdict| TimelineCell {
            n: 1,
            missing: 0,
            psi: Some(psi),
            noise: Some(0.0),
            p_adjusted: None,
            verdict,
            missing_verdict,
            quartiles: None,
            most_changed: None,
        };
        let still = Verdict::Stable;
        let key = [
            ("noise", cell(still, 0.0, still)),
            ("under 0.1", cell(Verdict::Negligible, 0.05, still)),
            ("moderate", cell(Verdict::Moderate, 0.15, still)),
            ("significant", cell(Verdict::Significant, 0.3, still)),
            ("over 0.6", cell(Verdict::Significant, 1.0, still)),
            ("not judged", cell(Verdict::NotEnoughData, 0.0, still)),
            ("missing values", cell(still, 0.0, Verdict::Significant)),
        ];
        let mut x = 0.0;
        for (name, cell) in key {
            let width = sheet.text_width(name, false);
            if x + 19.0 + width > sheet.width() {
                break;
            }
            self.draw_cell(sheet, &Rect::new(x, y - 6.0, x + 14.0, y + 6.0), &cell)?;
            sheet.write(name, (x + 19.0, y), Anchor::Start, Look::plain(sheet.palette.ink_3))?;
            x += 19.0 + width + 14.0;
        }
        Ok(())
    }
}

fn look(cell: &TimelineCell) -> Fill {
    match (cell.verdict, cell.psi) {
        (Verdict::NotEnoughData, _) | (_, None) => Fill::Hatched,
        (Verdict::Stable, _) => Fill::Shade(0),
        (Verdict::Negligible, _) => Fill::Shade(1),
        (Verdict::Moderate, _) => Fill::Shade(2),
        (Verdict::Significant, Some(psi)) => Fill::Shade(if psi > DARK_FROM { 4 } else { 3 }),
    }
}

/// Slanting lines: too few values, or no whole window.
fn hatch(sheet: &Sheet<'_>, place: &Rect) -> Result<(), DrawError> {
    let height = place.y1 - place.y0;
    let mut x = place.x0 - height;
    while x < place.x1 {
        let start = x.max(place.x0);
        let end = (x + height).min(place.x1);
        let line = [(start, place.y1 - (start - x)), (end, place.y1 - (end - x))];
        sheet.path(&line, sheet.palette.line, 1.0)?;
        x += 5.0;
    }
    Ok(())
}

/// A triangle or a diamond: the verdict by its form.
fn draw_mark(sheet: &Sheet<'_>, place: &Rect, cell: &TimelineCell) -> Result<(), DrawError> {
    let (x, y) = ((place.x0 + place.x1) / 2.0, (place.y0 + place.y1) / 2.0);
    let palette = sheet.palette;
    match cell.verdict {
        Verdict::Moderate => {
            sheet.polygon(&[(x, y - 3.0), (x + 3.5, y + 3.0), (x - 3.5, y + 3.0)], palette.ink)
        }
        Verdict::Significant => {
            let corners = [(x, y - 3.5), (x + 3.5, y), (x, y + 3.5), (x - 3.5, y)];
            sheet.polygon(&corners, palette.paper)
        }
        _ => Ok(()),
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

    fn height(&self, _width: u32) -> u32 {
        (HEAD + FOOT + ROW_PX * self.shown().len().max(2) as f64) as u32
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let rows = self.shown();
        if rows.is_empty() || self.windows.is_empty() {
            let at = (0.0, sheet.height() / 2.0);
            let look = Look::plain(sheet.palette.ink_3);
            sheet.write("No column could be put into windows", at, Anchor::Start, look)?;
            return Ok(Geometry::default());
        }
        let most = sheet.width() * 0.3;
        let widths =
            rows.iter().map(|(name, _)| sheet.text_width(&sheet.fitted(name, most), false));
        let left = libm::ceil(widths.fold(0.0, f64::max)) + 10.0;
        let bottom = HEAD + ROW_PX * rows.len() as f64;
        let place = Rect::new(left, HEAD, sheet.width(), bottom);
        let pitch = place.width() / self.windows.len() as f64;
        let gap = (pitch * 0.12).min(1.5);
        let mut marks = Vec::with_capacity(rows.len() * self.windows.len());
        for (i, (name, cells)) in rows.iter().enumerate() {
            let y0 = place.y0 + ROW_PX * i as f64;
            let text = sheet.fitted(name, most);
            let at = (0.0, y0 + ROW_PX / 2.0);
            sheet.write(&text, at, Anchor::Start, Look::plain(sheet.palette.ink_2))?;
            for (window, cell) in cells.iter().enumerate() {
                let x0 = place.x0 + pitch * window as f64;
                let cell_place = Rect::new(x0, y0 + 1.0, x0 + pitch - gap, y0 + ROW_PX - 1.0);
                self.draw_cell(sheet, &cell_place, cell)?;
                marks.push(Mark { place: cell_place, reading: self.reading(name, window, cell) });
            }
        }
        self.draw_events(sheet, &place)?;
        self.draw_axis(sheet, &place)?;
        self.draw_key(sheet, bottom + 40.0)?;
        caption(sheet, &self.caption(), 0.0)?;
        Ok(Geometry { marks })
    }
}
