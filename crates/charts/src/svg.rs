//! Charts as SVG files: a backend that writes CSS pixels, three kinds of shapes and texts.
//!
//! plotters-svg is not used because it divides font sizes by 1.24, knows one bold weight, and gives
//! a drawing neither a name nor a description.

use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, FontStyle};

use crate::backend::{Dashes, Face, Ink, Strokes};
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
    let mut backend = SvgBackend { shapes: String::new() };
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
}

impl SvgBackend {
    /// Adds `<name attributes paint/>`, unless it would be transparent.
    fn shape(&mut self, name: &str, attributes: &str, paint: &str) -> Result<(), DrawError> {
        if !paint.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(self.shapes, "<{name} {attributes} {paint}/>");
        }
        Ok(())
    }
}

impl Strokes for SvgBackend {
    fn prepare(&mut self) -> Result<(), DrawError> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawError> {
        Ok(())
    }

    fn pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Result<(), DrawError> {
        self.rect([(x, y), (x + 1, y + 1)], Ink::filled(colour), true)
    }

    fn line(&mut self, from: BackendCoord, to: BackendCoord, ink: Ink) -> Result<(), DrawError> {
        self.path(&[from, to], ink)
    }

    fn rect(
        &mut self,
        [(x0, y0), (x1, y1)]: [BackendCoord; 2],
        ink: Ink,
        fill: bool,
    ) -> Result<(), DrawError> {
        let [x, y, width, height] = [x0, y0, x1 - x0, y1 - y0].map(pixels);
        let attributes = format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        self.shape("rect", &attributes, &paint_of(ink, fill))
    }

    fn path(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError> {
        let attributes = format!("d=\"{}\"", path_data(points));
        self.shape("path", &attributes, &paint_of(ink, false))
    }

    fn polygon(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError> {
        let attributes = format!("d=\"{}Z\"", path_data(points));
        self.shape("path", &attributes, &paint_of(ink, true))
    }

    fn circle(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        ink: Ink,
        fill: bool,
    ) -> Result<(), DrawError> {
        let [x, y, radius] = [x, y, radius as i32].map(pixels);
        let attributes = format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        self.shape("circle", &attributes, &paint_of(ink, fill))
    }

    fn text(&mut self, text: &str, face: &Face<'_>, (x, y): BackendCoord) -> Result<(), DrawError> {
        let anchor = match face.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = match face.style() {
            FontStyle::Bold => " font-weight=\"600\"",
            _ => "",
        };
        let (x, y, fill) = (pixels(x), pixels(y), hex(face.color()));
        let text = escape(text);
        // Texts are centred on the middle of their capitals, which is 0.36 em over the baseline.
        let _ = writeln!(
            self.shapes,
            "<text x=\"{x}\" y=\"{y}\" dy=\".36em\"{anchor}{weight} fill=\"{fill}\">{text}</text>"
        );
        Ok(())
    }

    fn dashed(
        &mut self,
        points: &[BackendCoord],
        Dashes { dash, gap }: Dashes,
        ink: Ink,
    ) -> Result<(), DrawError> {
        let [dash, gap] = [dash, gap].map(|length| pixels(libm::round(length) as i32));
        let attributes = format!("d=\"{}\" stroke-dasharray=\"{dash} {gap}\"", path_data(points));
        self.shape("path", &attributes, &paint_of(ink, false))
    }
}

/// Eighths of a pixel as pixels, in at most two decimals.
fn pixels(units: i32) -> f64 {
    libm::round(f64::from(units) / f64::from(SCALE) * 100.0) / 100.0
}

/// `M x y L x y …`, with H and V for level and upright pieces.
fn path_data(path: &[BackendCoord]) -> String {
    let mut data = String::new();
    let mut before = None;
    for &(x, y) in path {
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
fn paint_of(ink: Ink, fill: bool) -> String {
    let colour = ink.color();
    let (hex, alpha) = (hex(colour), colour.alpha);
    let opacity = |name: &str| {
        if alpha < 1.0 { format!(" {name}-opacity=\"{alpha}\"") } else { String::new() }
    };
    if alpha == 0.0 {
        String::new()
    } else if fill {
        format!("fill=\"{hex}\"{}", opacity("fill"))
    } else {
        let width = pixels(ink.stroke_width() as i32);
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
