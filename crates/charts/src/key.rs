//! The names of the two sides: beside their curves, or in a row above where there is no room.

use report::Side;

use crate::rect::{Point, Rect, place};
use crate::sheet::{Anchor, Look, Sheet};
use crate::subject::Subject;
use crate::{Colour, DrawError, Palette};

/// Height of a line of text in a label.
pub const LINE: f64 = 14.0;
/// Height of the row above the plot.
pub const ROW: f64 = 22.0;

/// The colour of a side's line and name.
pub const fn side_colour(palette: &Palette, side: Side) -> Colour {
    match side {
        Side::Reference => palette.reference,
        Side::Production => palette.production,
    }
}

/// Both names in a row at the top of the sheet, each behind a small piece of its form.
pub fn row(sheet: &Sheet<'_>, subject: &Subject, x: f64) -> Result<(), DrawError> {
    let mut x = x;
    let y = 9.0;
    let palette = sheet.palette;
    for side in Side::BOTH {
        let mark = Rect::new(x, y - 5.0, x + 12.0, y + 5.0);
        if side == Side::Reference {
            sheet.fill_rect(&mark, palette.reference_fill)?;
            sheet.rule(mark.x0, mark.x1, mark.y0, palette.reference)?;
        } else {
            sheet.path(&[(mark.x0, y), (mark.x1, y)], palette.production, 2.0)?;
        }
        x = mark.x1 + 6.0;
        sheet.write(side.label(), (x, y), Anchor::Start, Look::bold(side_colour(palette, side)))?;
        x += sheet.text_width(side.label(), true) + 8.0;
        let about = sheet.fitted(&subject.about(side), sheet.width() - x);
        sheet.write(&about, (x, y), Anchor::Start, Look::plain(palette.ink_2))?;
        x += sheet.text_width(&about, false) + 20.0;
    }
    Ok(())
}

/// A name of one or two lines that stands at a place.
pub struct Label {
    pub side: Side,
    pub about: String,
    pub place: Rect,
}

impl Label {
    /// Finds a free place near the curve of a side and not nearer to the other one.
    pub fn beside(
        sheet: &Sheet<'_>,
        (side, about): (Side, String),
        curves: [&[Point]; 2],
        bounds: &Rect,
        is_free: impl Fn(&Rect) -> bool,
    ) -> Option<Self> {
        let [own, other] = match side {
            Side::Reference => curves,
            Side::Production => [curves[1], curves[0]],
        };
        let lines = if about.is_empty() { 1.0 } else { 2.0 };
        let width = sheet.text_width(side.label(), true).max(sheet.text_width(&about, false));
        let place = place((width, lines * LINE), bounds, |rect| {
            let (near, far) = (rect.distance_to(own), rect.distance_to(other));
            is_free(rect).then(|| near + 2.0 * (12.0 - (far - near)).max(0.0))
        })?;
        Some(Self { side, about, place })
    }

    /// Writes the name in the colour of its side, and what is known about it below.
    pub fn draw(&self, sheet: &Sheet<'_>) -> Result<(), DrawError> {
        let (x, y) = (self.place.x0, self.place.y0 + LINE / 2.0);
        let look = Look::bold(side_colour(sheet.palette, self.side));
        sheet.write(self.side.label(), (x, y), Anchor::Start, look)?;
        if self.about.is_empty() {
            return Ok(());
        }
        let look = Look::plain(sheet.palette.ink_2);
        sheet.write(&self.about, (x, y + LINE), Anchor::Start, look)
    }
}
