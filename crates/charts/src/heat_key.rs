//! What the shades of the map mean, above it: in a line at the right, or in as many lines as a narrow map
//! needs.

use report::{TimelineCell, Verdict};

use crate::heat_cell::draw_cells;
use crate::rect::{Point, Rect};
use crate::sheet::{Anchor, Look, TEXT_PX};
use crate::{DrawError, MeasureText, SansWidths, Sheet};

const LINE_PX: f64 = 18.0;
const CELL_PX: f64 = 14.0;
/// Between a cell and its name, and between a name and the next cell.
const NAME_GAP: f64 = 5.0;
const GAP: f64 = 14.0;

const STILL: Verdict = Verdict::Stable;

/// The name of a cell with its verdict, its PSI, and the verdict on its missing values.
const KEY: [(&str, Verdict, f64, Verdict); 7] = [
    ("noise", STILL, 0.0, STILL),
    ("under 0.1", Verdict::Negligible, 0.05, STILL),
    ("moderate", Verdict::Moderate, 0.15, STILL),
    ("significant", Verdict::Significant, 0.3, STILL),
    ("over 0.6", Verdict::Significant, 1.0, STILL),
    ("not judged", Verdict::NotEnoughData, 0.0, STILL),
    ("missing values", STILL, 0.0, Verdict::Significant),
];

/// Where each entry begins. The widths are those of the wider families, so that the height is known before
/// there is a sheet.
fn places(width: f64) -> [Point; KEY.len()] {
    let wide = KEY.map(|(name, ..)| CELL_PX + NAME_GAP + SansWidths.width(name, TEXT_PX, false));
    let whole = wide.iter().sum::<f64>() + GAP * (KEY.len() - 1) as f64;
    let (mut x, mut y) = ((width - whole).max(0.0), LINE_PX / 2.0);
    wide.map(|wide| {
        if x > 0.0 && x + wide > width + 0.5 {
            (x, y) = (0.0, y + LINE_PX);
        }
        let place = (x, y);
        x += wide + GAP;
        place
    })
}

/// The height of the key on a map of a width.
pub fn height(width: f64) -> f64 {
    places(width)[KEY.len() - 1].1 + LINE_PX / 2.0
}

/// Draws the key at the top of the sheet.
pub fn draw(sheet: &Sheet<'_>) -> Result<(), DrawError> {
    for ((name, verdict, psi, missing_verdict), (x, y)) in
        KEY.into_iter().zip(places(sheet.width()))
    {
        let cell = TimelineCell {
            n: 1,
            missing: 0,
            psi: Some(psi),
            noise: None,
            p_adjusted: None,
            verdict,
            missing_verdict,
            quartiles: None,
            most_changed: None,
        };
        draw_cells(sheet, &[(Rect::new(x, y - 6.0, x + CELL_PX, y + 6.0), &cell)])?;
        let look = Look::plain(sheet.palette.ink_3);
        sheet.write(name, (x + CELL_PX + NAME_GAP, y), Anchor::Start, look)?;
    }
    Ok(())
}
