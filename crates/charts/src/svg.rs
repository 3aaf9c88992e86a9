//! Charts as SVG files: a backend that writes CSS pixels, three kinds of shapes and texts.
//!
//! plotters-svg is not used because it divides font sizes by 1.24, knows one bold weight, and gives
//! a drawing neither a name nor a description.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use crate::sheet::{SANS, TEXT_PX};
use crate::{Chart, DrawError, Frame, Palette, SansWidths, paint};

/// Units that the backend counts to a CSS pixel.
const SCALE: i32 = Frame::FINE as i32;

/// A chart as a self-contained SVG file of a size in CSS pixels: the same chart gives the same
/// bytes.
///
/// # Errors
/// When the size leaves no room for a chart.
pub fn to_svg(
    chart: &dyn Chart,
    width: u32,
    height: u32,
    palette: &Palette,
) -> Result<String, DrawError> {
    let mut backend = SvgBackend { shapes: String::new(), size: (width, height) };
    paint(chart, &mut backend, Frame::fine(width, height), palette, &SansWidths)?;
    let (title, summary) = (escape(&chart.title()), escape(&chart.summary()));
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{SANS}\" \
         font-size=\"{TEXT_PX}\">\n<title>{title}</title>\n<desc>{summary}</desc>\n{}</svg>\n",
        backend.shapes
    ))
}

/// Writes shapes as SVG elements; the sheet gives it eighths of a CSS pixel.
struct SvgBackend {
    shapes: String,
    size: (u32, u32),
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl SvgBackend {
    /// Adds `<name attributes paint/>`, unless it would be transparent.
    fn shape(&mut self, name: &str, attributes: &str, paint: &str) -> Done {
        if !paint.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(self.shapes, "<{name} {attributes} {paint}/>");
        }
        Ok(())
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.0 * SCALE as u32, self.size.1 * SCALE as u32)
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
        let [x, y, width, height] = [x0, y0, x1 - x0, y1 - y0].map(pixels);
        let attributes = format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        self.shape("rect", &attributes, &paint_of(style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let attributes = format!("d=\"{}\"", path_data(path));
        self.shape("path", &attributes, &paint_of(style, false))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let attributes = format!("d=\"{}Z\"", path_data(path));
        self.shape("path", &attributes, &paint_of(style, true))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let [x, y, radius] = [x, y, radius as i32].map(pixels);
        let attributes = format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        self.shape("circle", &attributes, &paint_of(style, fill))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Done {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"600\"",
            _ => "",
        };
        let (x, y, fill) = (pixels(x), pixels(y), hex(style.color()));
        let text = escape(text);
        // Texts are centred on the middle of their capitals, which is 0.36 em over the baseline.
        let _ = writeln!(
            self.shapes,
            "<text x=\"{x}\" y=\"{y}\" dy=\".36em\"{anchor}{weight} fill=\"{fill}\">{text}</text>"
        );
        Ok(())
    }
}

/// Eighths of a pixel as pixels, in at most two decimals.
fn pixels(units: i32) -> f64 {
    libm::round(f64::from(units) / f64::from(SCALE) * 100.0) / 100.0
}

/// `M x y L x y …`, with H and V for level and upright pieces.
fn path_data(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut data = String::new();
    let mut before = None;
    for (x, y) in path {
        let _ = match before {
            None => write!(data, "M{} {}", pixels(x), pixels(y)),
            Some((_, y_before)) if y_before == y => write!(data, "H{}", pixels(x)),
            Some((x_before, _)) if x_before == x => write!(data, "V{}", pixels(y)),
            Some(_) => write!(data, "L{} {}", pixels(x), pixels(y)),
        };
        before = Some((x, y));
    }
    data
}

/// The attributes that paint a shape; empty where it would be transparent.
fn paint_of(style: &impl BackendStyle, fill: bool) -> String {
    let colour = style.color();
    let (hex, alpha) = (hex(colour), colour.alpha);
    let opacity = |name: &str| {
        if alpha < 1.0 { format!(" {name}-opacity=\"{alpha}\"") } else { String::new() }
    };
    if alpha == 0.0 {
        String::new()
    } else if fill {
        format!("fill=\"{hex}\"{}", opacity("fill"))
    } else {
        let width = pixels(style.stroke_width() as i32);
        let opacity = opacity("stroke");
        format!(
            "fill=\"none\" stroke=\"{hex}\"{opacity} stroke-width=\"{width}\" \
             stroke-linejoin=\"round\""
        )
    }
}

fn hex(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text as XML has it; characters that XML cannot hold become U+FFFD.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
