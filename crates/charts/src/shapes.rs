//! Charts as a part of a page: SVG shapes in few bytes, whose colours the page's style sheet tells, so that
//! light, dark and print are one drawing.
//!
//! Shapes that follow each other in one paint are one `path`, and every point is told by its distance to
//! the one before.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use crate::pen::{Pen, decimal, tenths};
use crate::svg::escape;
use crate::{Chart, Colour, DrawError, Frame, Geometry, Palette, SansWidths, paint};

/// Units that the backend counts to a CSS pixel.
const SCALE: u32 = Frame::FINE as u32;

/// The shapes of a chart for an `svg` element inside of a page, and where its marks are. The caption is left to the
/// page, which sets it as text beneath: the lowest [`Frame::CAPTION`] pixels of `height` are empty.
///
/// A shape has the class `f-` (filled) or `l-` (a line, 1 wide where nothing else is said) and the name of
/// a colour's token; a text that is not in the colour of axes has `f-`. `e` and `c` are texts that end at
/// their place, or are centred there. Texts are to be set with the middle of their capitals on `y`.
///
/// # Errors
/// When the size leaves no room for a chart.
pub fn to_shapes(
    chart: &dyn Chart,
    width: u32,
    height: u32,
) -> Result<(String, Geometry), DrawError> {
    let mut backend =
        ShapesBackend { shapes: String::new(), size: (width * SCALE, height * SCALE), open: None };
    let frame = Frame { has_caption: false, ..Frame::fine(width, height) };
    let geometry = paint(chart, &mut backend, frame, &Palette::LIGHT, &SansWidths)?;
    backend.close();
    Ok((backend.shapes, geometry))
}

/// Writes shapes as SVG elements; the sheet gives it eighths of a CSS pixel.
struct ShapesBackend {
    shapes: String,
    size: (u32, u32),
    /// A path that the next shapes may still join, and its paint.
    open: Option<(String, Pen)>,
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl ShapesBackend {
    /// Writes the path that is open.
    fn close(&mut self) {
        if let Some((paint, pen)) = self.open.take() {
            // Writing to a String cannot fail.
            let _ = writeln!(self.shapes, "<path {paint} d=\"{}\"/>", pen.data());
        }
    }

    /// The pen of a paint; none where it would be transparent. What is seen through is joined only where it
    /// cannot overlap.
    fn pen(&mut self, paint: String, may_join: bool) -> Option<&mut Pen> {
        if paint.is_empty() {
            return None;
        }
        let is_open = self.open.as_ref().is_some_and(|(open, _)| *open == paint);
        if !is_open || !may_join {
            self.close();
            self.open = Some((paint, Pen::default()));
        }
        self.open.as_mut().map(|(_, pen)| pen)
    }
}

/// The attributes of a filled shape; empty where it would be transparent.
fn fill_of(style: &impl BackendStyle) -> String {
    painted("f", style.color(), "fill", "")
}

/// The attributes of a line; empty where it would be transparent.
fn line_of(style: &impl BackendStyle) -> String {
    let width = tenths(style.stroke_width() as i32);
    let width =
        if width == 10 { String::new() } else { format!(" stroke-width=\"{}\"", decimal(width)) };
    painted("l", style.color(), "stroke", &width)
}

fn painted(form: &str, colour: BackendColor, attribute: &str, width: &str) -> String {
    let alpha = colour.alpha;
    if alpha == 0.0 {
        return String::new();
    }
    let token = token(colour);
    let opacity =
        if alpha < 1.0 { format!(" {attribute}-opacity=\"{alpha}\"") } else { String::new() };
    format!("class=\"{form}-{token}\"{opacity}{width}")
}

/// The token that has the colour in the light palette, in which charts are painted here.
fn token(colour: BackendColor) -> &'static str {
    let (red, green, blue) = colour.rgb;
    Palette::LIGHT.token_of(Colour { red, green, blue }).unwrap_or("ink")
}

impl DrawingBackend for ShapesBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Done {
        self.draw_rect((x, y), (x + 1, y + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        // The page is the ground.
        if fill && (x1 - x0, y1 - y0) == (self.size.0 as i32, self.size.1 as i32) {
            return Ok(());
        }
        let paint = if fill { fill_of(style) } else { line_of(style) };
        if let Some(pen) = self.pen(paint, true) {
            pen.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let is_opaque = style.color().alpha >= 1.0;
        if let Some(pen) = self.pen(line_of(style), is_opaque) {
            pen.line(path);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let is_opaque = style.color().alpha >= 1.0;
        if let Some(pen) = self.pen(fill_of(style), is_opaque) {
            pen.polygon(path);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        self.close();
        let paint = if fill { fill_of(style) } else { line_of(style) };
        let [x, y, radius] = [x, y, radius as i32].map(|units| decimal(tenths(units)));
        if !paint.is_empty() {
            let _ = writeln!(self.shapes, "<circle {paint} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Done {
        self.close();
        let anchor = match style.anchor().h_pos {
            HPos::Left => None,
            HPos::Center => Some("c"),
            HPos::Right => Some("e"),
        };
        let weight = matches!(style.style(), FontStyle::Bold).then_some("b");
        let token = Some(token(style.color())).filter(|token| *token != "ink-3");
        let colour = token.map(|token| format!("f-{token}"));
        let classes: Vec<&str> =
            anchor.into_iter().chain(weight).chain(colour.as_deref()).collect();
        let [x, y] = [x, y].map(|units| decimal(tenths(units)));
        let text = escape(text);
        let _ = match classes.as_slice() {
            [] => writeln!(self.shapes, "<text x=\"{x}\" y=\"{y}\">{text}</text>"),
            some => writeln!(
                self.shapes,
                "<text class=\"{}\" x=\"{x}\" y=\"{y}\">{text}</text>",
                some.join(" ")
            ),
        };
        Ok(())
    }
}
