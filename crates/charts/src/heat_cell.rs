//! One cell of the map of columns by window: its shade, its mark, and hatching where nothing was judged.

use report::{TimelineCell, Verdict};

use crate::rect::Rect;
use crate::{DrawError, Sheet};

/// Over this PSI a cell has the darkest shade.
const DARK_FROM: f64 = 0.6;
/// Half the width of a mark, and the least one that has a form.
const MARK_PX: f64 = 3.5;
const LEAST_MARK_PX: f64 = 1.5;

/// How a cell looks: its shade, 0 to 4, or hatching.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    Shade(u8),
    Hatched,
}

impl Fill {
    const ALL: [Self; 6] = [
        Self::Hatched,
        Self::Shade(0),
        Self::Shade(1),
        Self::Shade(2),
        Self::Shade(3),
        Self::Shade(4),
    ];
}

/// Draws cells in their places: one shade after the other, so that a file writes each once, then what
/// stands on them.
pub fn draw_cells(sheet: &Sheet<'_>, cells: &[(Rect, &TimelineCell)]) -> Result<(), DrawError> {
    for fill in Fill::ALL {
        for (place, _) in cells.iter().filter(|(_, cell)| look(cell) == fill) {
            draw_fill(sheet, place, fill)?;
        }
    }
    for (place, _) in cells.iter().filter(|(_, cell)| cell.missing_verdict.is_drift()) {
        let stripe = Rect::new(place.x0, place.y1 - 4.0, place.x1, place.y1);
        sheet.fill_rect(&stripe, sheet.palette.severity)?;
    }
    cells.iter().try_for_each(|(place, cell)| draw_mark(sheet, place, cell))
}

fn draw_fill(sheet: &Sheet<'_>, place: &Rect, fill: Fill) -> Result<(), DrawError> {
    let palette = sheet.palette;
    match fill {
        Fill::Hatched => hatch(sheet, place),
        Fill::Shade(0) => sheet.fill_rect(place, palette.ink_3.opacity(0.1)),
        Fill::Shade(step) => {
            let opacity = [0.0, 0.2, 0.4, 0.7, 1.0][usize::from(step)];
            sheet.fill_rect(place, palette.severity.opacity(opacity))
        }
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
pub fn hatch(sheet: &Sheet<'_>, place: &Rect) -> Result<(), DrawError> {
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

/// A triangle or a diamond: the verdict by its form, smaller where the cell is narrow.
fn draw_mark(sheet: &Sheet<'_>, place: &Rect, cell: &TimelineCell) -> Result<(), DrawError> {
    let (x, y) = ((place.x0 + place.x1) / 2.0, (place.y0 + place.y1) / 2.0);
    let half = MARK_PX.min((place.width() - 1.0) / 2.0);
    let palette = sheet.palette;
    match cell.verdict {
        _ if half < LEAST_MARK_PX => Ok(()),
        Verdict::Moderate => {
            let (up, down) = (y - half * 6.0 / 7.0, y + half * 6.0 / 7.0);
            sheet.polygon(&[(x, up), (x + half, down), (x - half, down)], palette.ink)
        }
        Verdict::Significant => {
            let corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
            sheet.polygon(&corners, palette.paper)
        }
        _ => Ok(()),
    }
}
