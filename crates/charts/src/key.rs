//! The names of the two sides: beside their curves, or in a row above where there is no room.

use report::{Pair, Side};

use crate::placement::{Outline, place};
use crate::rect::{Point, Rect};
use crate::sheet::{Anchor, Look, Sheet};
use crate::subject::Subject;
use crate::{Colour, DrawError, Palette};

/// Height of a line of text in a label.
pub const LINE: f64 = 14.0;
/// Height of the row above the plot.
pub const ROW: f64 = 22.0;

/// Width of the piece of form in front of a name, the gap after it, and the gap between the sides.
const MARK: f64 = 12.0;
const GAP: f64 = 6.0;
const BETWEEN: f64 = 20.0;
/// Least pixels by which a label is nearer to its own curve than to the other.
const LEAST_LEAD: f64 = 3.0;

/// The colour of a side's line and name.
pub const fn side_colour(palette: &Palette, side: Side) -> Colour {
    match side {
        Side::Reference => palette.reference,
        Side::Production => palette.production,
    }
}

/// A name in a row above the plot, behind a small piece of its form.
pub struct Entry {
    /// The colour of its line and name.
    pub line: Colour,
    /// The colour of its area; none for a line.
    pub area: Option<Colour>,
    pub name: String,
    /// What is known about it.
    pub about: String,
}

/// Both names in a row at the top of the sheet.
pub fn row(sheet: &Sheet<'_>, subject: &Subject, x: f64) -> Result<(), DrawError> {
    let entry = |side: Side| Entry {
        line: side_colour(sheet.palette, side),
        area: (side == Side::Reference).then_some(sheet.palette.reference_fill),
        name: side.label().to_owned(),
        about: subject.about(side),
    };
    entries(sheet, &Side::BOTH.map(entry), x)
}

/// Names in a row at the top of the sheet; what is known about them only where it fits.
pub fn entries(sheet: &Sheet<'_>, entries: &[Entry], x: f64) -> Result<(), DrawError> {
    let name_width = |entry: &Entry| MARK + GAP + sheet.text_width(&entry.name, true);
    let about_width = |entry: &Entry| match entry.about.as_str() {
        "" => 0.0,
        about => GAP + sheet.text_width(about, false),
    };
    let whole = |entry: &Entry| name_width(entry) + about_width(entry) + BETWEEN;
    let has_room = x + entries.iter().map(whole).sum::<f64>() - BETWEEN <= sheet.width();
    let (mut x, y) = (x, 9.0);
    for entry in entries {
        draw_form(sheet, entry, (x, y))?;
        let look = Look::bold(entry.line);
        sheet.write(&entry.name, (x + MARK + GAP, y), Anchor::Start, look)?;
        x += name_width(entry);
        if has_room && !entry.about.is_empty() {
            let look = Look::plain(sheet.palette.ink_2);
            sheet.write(&entry.about, (x + GAP, y), Anchor::Start, look)?;
            x += about_width(entry);
        }
        x += BETWEEN;
    }
    Ok(())
}

/// A small piece of a form: an area with its edge, or a line.
fn draw_form(sheet: &Sheet<'_>, entry: &Entry, (x, y): Point) -> Result<(), DrawError> {
    match entry.area {
        Some(fill) => {
            let area = Rect::new(x, y - 5.0, x + MARK, y + 5.0);
            sheet.fill_rect(&area, fill)?;
            sheet.rule(area.x0, area.x1, area.y0, entry.line)
        }
        None => sheet.path(&[(x, y), (x + MARK, y)], entry.line, 2.0),
    }
}

/// A name of one or two lines that stands at a place.
pub struct Label {
    pub side: Side,
    pub about: String,
    pub place: Rect,
}

impl Label {
    /// Finds a free place near the curve of a side and clearly farther from the other one.
    pub fn beside(
        sheet: &Sheet<'_>,
        (side, about): (Side, String),
        curves: &Pair<Outline>,
        bounds: &Rect,
        is_free: impl Fn(&Rect) -> bool,
    ) -> Option<Self> {
        let (own, other) = (curves.get(side), curves.get(side.other()));
        let lines = if about.is_empty() { 1.0 } else { 2.0 };
        let width = sheet.text_width(side.label(), true).max(sheet.text_width(&about, false));
        let place = place((width, lines * LINE), bounds, |rect| {
            if !is_free(rect) {
                return None;
            }
            let near = own.distance(rect);
            let lead = other.distance(rect) - near;
            (lead >= LEAST_LEAD).then(|| near + 2.0 * (12.0 - lead).max(0.0))
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
