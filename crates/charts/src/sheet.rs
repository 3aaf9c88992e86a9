//! The sheet that a chart is drawn on: CSS pixels, the palette, and text at one size.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};

use crate::backend::{DashedLine, Dashes, Measured, Strokes};
use crate::rect::{Point, Rect};
use crate::{Chart, Colour, DrawError, Geometry, MeasureText, Palette};

/// The families of the style sheet's `--sans`, for drawings that leave the page.
pub const SANS: &str = "-apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', \
     Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";

/// Size of every text, in CSS pixels.
pub const TEXT_PX: f64 = 11.0;

/// Dashes of limits, and the gaps of every dashed line, in CSS pixels.
pub(crate) const DASH: f64 = 5.0;
const DASH_GAP: f64 = 3.0;

/// Most characters of a text that are looked at.
const MOST_CHARACTERS: usize = 300;

/// How large a chart is, and how finely the backend counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Units of the backend to a CSS pixel. Backends count in whole units: a canvas of
    /// `devicePixelRatio` times the size takes that ratio; [`Frame::FINE`] with a context scaled by
    /// `devicePixelRatio / FINE` gives curves without steps at every ratio.
    pub scale: f64,
    /// Whether the caption is drawn; it is not where it stands beneath the drawing as text.
    pub has_caption: bool,
}

impl Frame {
    /// What a drawing is lower without its caption, in CSS pixels.
    pub const CAPTION: u32 = 16;
    /// Units to a pixel at which no rounding can be seen.
    pub const FINE: f64 = 8.0;
    /// Least width of a chart, in CSS pixels.
    pub const LEAST_WIDTH: u32 = 160;
    /// Least height of a chart, in CSS pixels.
    pub const LEAST_HEIGHT: u32 = 96;

    /// A frame that counts in eighths of a CSS pixel.
    #[must_use]
    pub const fn fine(width: u32, height: u32) -> Self {
        Self { width, height, scale: Self::FINE, has_caption: true }
    }
}

/// Draws a chart on its ground and tells where its marks are.
///
/// The backend draws its own text, as canvas and SVG do, and counts `frame.scale` units to a pixel.
///
/// # Errors
/// When the frame is too small or the backend fails.
pub fn paint(
    chart: &dyn Chart,
    backend: &mut dyn Strokes,
    frame: Frame,
    palette: &Palette,
    measure: &dyn MeasureText,
) -> Result<Geometry, DrawError> {
    if frame.width < Frame::LEAST_WIDTH || frame.height < Frame::LEAST_HEIGHT {
        return Err(DrawError::TooSmall { width: frame.width, height: frame.height });
    }
    let size = [frame.width, frame.height].map(|px| (f64::from(px) * frame.scale) as u32);
    let area = Measured::new(backend, (size[0], size[1]), measure).into_drawing_area();
    let sheet = Sheet { area, frame, palette, measure };
    let whole = Rect::new(0.0, 0.0, f64::from(frame.width), f64::from(frame.height));
    sheet.fill_rect(&whole, palette.paper)?;
    let geometry = chart.draw(&sheet)?;
    sheet.area.present()?;
    Ok(geometry)
}

/// Which point of a text stands at the given place; texts are centred on the line through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text's middle is there.
    Middle,
    /// The text ends there.
    End,
}

/// The colour and the weight of a text.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub(crate) colour: Colour,
    pub(crate) bold: bool,
}

impl Look {
    pub(crate) const fn plain(colour: Colour) -> Self {
        Self { colour, bold: false }
    }

    pub(crate) const fn bold(colour: Colour) -> Self {
        Self { colour, bold: true }
    }
}

/// What a chart draws on. All places and lengths are in CSS pixels from the top left.
pub struct Sheet<'a> {
    pub(crate) area: DrawingArea<Measured<'a>, Shift>,
    pub(crate) frame: Frame,
    pub(crate) palette: &'a Palette,
    measure: &'a dyn MeasureText,
}

impl Sheet<'_> {
    pub(crate) fn width(&self) -> f64 {
        f64::from(self.frame.width)
    }

    pub(crate) fn height(&self) -> f64 {
        f64::from(self.frame.height)
    }

    /// Width of a text at the size of all texts.
    pub(crate) fn text_width(&self, text: &str, bold: bool) -> f64 {
        self.measure.width(text, TEXT_PX, bold)
    }

    /// The text, or as much of it as fits with an ellipsis.
    pub(crate) fn fitted(&self, text: &str, width: f64) -> String {
        // No chart has room for more, and measuring takes as long as the text.
        let text: Vec<char> = text.chars().take(MOST_CHARACTERS).collect();
        let whole: String = text.iter().collect();
        if self.text_width(&whole, false) <= width {
            return whole;
        }
        let short = |length: usize| text[..length].iter().chain(&['…']).collect::<String>();
        let lengths: Vec<usize> = (1..text.len()).collect();
        match lengths.partition_point(|&length| self.text_width(&short(length), false) <= width) {
            0 => String::new(),
            length => short(length),
        }
    }

    pub(crate) fn write(
        &self,
        text: &str,
        (x, y): Point,
        anchor: Anchor,
        look: Look,
    ) -> Result<(), DrawError> {
        let style = if look.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(SANS), TEXT_PX * self.frame.scale, style);
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle {
            font,
            color: RGBAColor::from(look.colour).to_backend_color(),
            pos: Pos::new(horizontal, VPos::Center),
        };
        self.area.draw(&Text::new(text, self.units((x, y)), style))?;
        Ok(())
    }

    /// A horizontal line of one pixel that fills a row of pixels.
    pub(crate) fn rule(&self, x0: f64, x1: f64, y: f64, colour: Colour) -> Result<(), DrawError> {
        let y = libm::floor(y);
        self.fill_rect(&Rect::new(x0, y, x1, y + 1.0), colour)
    }

    /// A vertical line of one pixel that fills a column of pixels.
    pub(crate) fn post(&self, x: f64, y0: f64, y1: f64, colour: Colour) -> Result<(), DrawError> {
        let x = libm::floor(x);
        self.fill_rect(&Rect::new(x, y0, x + 1.0, y1), colour)
    }

    /// A line through points in dashes, one pixel wide.
    pub(crate) fn dashed(
        &self,
        points: &[Point],
        dash: f64,
        colour: Colour,
    ) -> Result<(), DrawError> {
        self.dashed_as(points, (dash, DASH_GAP), colour, 1.0)
    }

    /// A vertical line of one pixel that fills a column of pixels, in dashes.
    pub(crate) fn dashed_post(
        &self,
        x: f64,
        y0: f64,
        y1: f64,
        colour: Colour,
    ) -> Result<(), DrawError> {
        let x = libm::floor(x) + 0.5;
        self.dashed(&[(x, y0), (x, y1)], DASH, colour)
    }

    /// A dashed ring.
    pub(crate) fn dashed_ring(
        &self,
        (x, y): Point,
        radius: f64,
        colour: Colour,
        width: f64,
    ) -> Result<(), DrawError> {
        const DASHES: f64 = 7.0;
        const CORNERS: usize = 12;
        // Cosine and sine of a twelfth of a turn: the functions themselves, with their tables, would be 3 kB of
        // the page.
        const STEP: Point = (0.866_025_403_784_438_6, 0.5);
        // The length of a side of the ring to its radius.
        const SIDE: f64 = 0.517_638_090_205_041_5;
        let turned = |&(x, y): &Point| Some((x * STEP.0 - y * STEP.1, x * STEP.1 + y * STEP.0));
        let around = std::iter::successors(Some((radius, 0.0)), turned).take(CORNERS + 1);
        let around: Vec<Point> = around.map(|(right, down)| (x + right, y + down)).collect();
        let pitch = SIDE * CORNERS as f64 * radius / DASHES;
        self.dashed_as(&around, (pitch * 0.6, pitch * 0.4), colour, width)
    }

    fn dashed_as(
        &self,
        points: &[Point],
        (dash, gap): (f64, f64),
        colour: Colour,
        width: f64,
    ) -> Result<(), DrawError> {
        let scale = self.frame.scale;
        self.area.draw(&DashedLine {
            points: points.iter().map(|p| self.units(*p)).collect(),
            dashes: Dashes { dash: dash * scale, gap: gap * scale },
            style: self.stroke(colour, width),
        })?;
        Ok(())
    }

    pub(crate) fn fill_rect(
        &self,
        rect: &Rect,
        colour: impl Into<RGBAColor>,
    ) -> Result<(), DrawError> {
        let corners = [self.units((rect.x0, rect.y0)), self.units((rect.x1, rect.y1))];
        self.area.draw(&Rectangle::new(corners, colour.into().filled()))?;
        Ok(())
    }

    pub(crate) fn polygon(
        &self,
        points: &[Point],
        colour: impl Into<RGBAColor>,
    ) -> Result<(), DrawError> {
        let points: Vec<_> = points.iter().map(|p| self.units(*p)).collect();
        self.area.draw(&Polygon::new(points, colour.into().filled()))?;
        Ok(())
    }

    pub(crate) fn path(
        &self,
        points: &[Point],
        colour: Colour,
        width: f64,
    ) -> Result<(), DrawError> {
        let points: Vec<_> = points.iter().map(|p| self.units(*p)).collect();
        self.area.draw(&PathElement::new(points, self.stroke(colour, width)))?;
        Ok(())
    }

    pub(crate) fn disc(&self, at: Point, radius: f64, colour: Colour) -> Result<(), DrawError> {
        let radius = self.unit(radius);
        self.area.draw(&Circle::new(self.units(at), radius, RGBAColor::from(colour).filled()))?;
        Ok(())
    }

    pub(crate) fn stroke(&self, colour: Colour, width: f64) -> ShapeStyle {
        let width = self.unit(width).max(1) as u32;
        RGBAColor::from(colour).stroke_width(width)
    }

    pub(crate) fn unit(&self, length: f64) -> i32 {
        // So far outside of any sheet nothing is seen, and plotters can still add to it.
        const FARTHEST: f64 = 1e8;
        libm::round((length * self.frame.scale).clamp(-FARTHEST, FARTHEST)) as i32
    }

    fn units(&self, (x, y): Point) -> (i32, i32) {
        (self.unit(x), self.unit(y))
    }
}
