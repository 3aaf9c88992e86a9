//! Charts as SVG: a backend that writes CSS pixels, three kinds of shapes and texts.
//!
//! A file carries its colours; a drawing inside of a page has classes instead, so that the page's style
//! sheet tells the colours of light, dark and print.
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
use crate::{Chart, Colour, DrawError, Frame, Geometry, Palette, SansWidths, paint};

/// The class of texts on axes, which inside of a page is that of every text without another.
const AXIS_CLASS: &str = "class=\"f-ink-3\"";

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
    let mut backend =
        SvgBackend::new((width, height), Ink::Colours);
    paint(chart, &mut backend, Frame::fine(width, height), palette, &SansWidths)?;
    let shapes = backend.finish();
    let (title, summary) = (escape(&chart.title()), escape(&chart.summary()));
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{SANS}\" \
         font-size=\"{TEXT_PX}\">\n<title>{title}</title>\n<desc>{summary}</desc>\n{shapes}</svg>\n"
    ))
}

/// The shapes of a chart for an `svg` element inside of a page, and where its marks are. A shape has the
/// class `f-` (filled) or `l-` (drawn as a line) and the name of a colour's token; texts are to be set
/// with the middle of their capitals on `y`, in the colour of axes where they have no class.
///
/// # Errors
/// When the size leaves no room for a chart.
pub fn to_shapes(
    chart: &dyn Chart,
    width: u32,
    height: u32,
) -> Result<(String, Geometry), DrawError> {
    let mut backend =
        SvgBackend::new((width, height), Ink::Classes);
    let frame = Frame::fine(width, height);
    let geometry = paint(chart, &mut backend, frame, &Palette::LIGHT, &SansWidths)?;
    Ok((backend.finish(), geometry))
}

/// How colours are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    /// As they are.
    Colours,
    /// As classes that name the token of the light palette.
    Classes,
}

/// Writes shapes as SVG elements; the sheet gives it eighths of a CSS pixel.
struct SvgBackend {
    shapes: String,
    size: (u32, u32),
    ink: Ink,
    /// The paint and the data of a path that the next shapes may still join: inside of a page, where
    /// every byte counts, what follows in one paint is one element.
    open: Option<(String, String)>,
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl SvgBackend {
    const fn new(size: (u32, u32), ink: Ink) -> Self {
        Self { shapes: String::new(), size, ink, open: None }
    }

    fn finish(mut self) -> String {
        self.close();
        self.shapes
    }

    /// Writes the path that is open.
    fn close(&mut self) {
        if let Some((paint, data)) = self.open.take() {
            // Writing to a String cannot fail.
            let _ = writeln!(self.shapes, "<path d=\"{data}\" {paint}/>");
        }
    }

    /// Adds a piece of path to what is open in the same paint.
    fn join(&mut self, data: &str, paint: String) -> Done {
        match &mut self.open {
            Some((open, so_far)) if *open == paint => {
                so_far.push_str(data);
            }
            _ => {
                self.close();
                self.open = (!paint.is_empty()).then(|| (paint, data.to_owned()));
            }
        }
        Ok(())
    }

    /// Adds `<name attributes paint/>`, unless it would be transparent.
    fn shape(&mut self, name: &str, attributes: &str, paint: &str) -> Done {
        self.close();
        if !paint.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(self.shapes, "<{name} {attributes} {paint}/>");
        }
        Ok(())
    }
}

impl SvgBackend {
    /// The attributes that paint a shape; empty where it would be transparent.
    fn paint_of(&self, style: &impl BackendStyle, fill: bool) -> String {
        let colour = style.color();
        let alpha = colour.alpha;
        let opacity = |name: &str| {
            if alpha < 1.0 { format!(" {name}-opacity=\"{alpha}\"") } else { String::new() }
        };
        if alpha == 0.0 {
            String::new()
        } else if fill {
            self.fill(colour) + &opacity("fill")
        } else {
            self.stroke(colour, &opacity("stroke"), self.pixels(style.stroke_width() as i32))
        }
    }

    /// Eighths of a pixel as pixels: in a file with at most two decimals, inside of a page with one.
    fn pixels(&self, units: i32) -> f64 {
        let parts = if self.ink == Ink::Classes { 10.0 } else { 100.0 };
        libm::round(f64::from(units) / f64::from(SCALE) * parts) / parts
    }

    /// `M x y L x y …`, with H and V for level and upright pieces.
    fn path_data(&self, path: impl IntoIterator<Item = BackendCoord>) -> String {
        let mut data = String::new();
        let mut before = None;
        for (x, y) in path {
            let _ = match before {
                None => write!(data, "M{} {}", self.pixels(x), self.pixels(y)),
                Some((_, y_before)) if y_before == y => write!(data, "H{}", self.pixels(x)),
                Some((x_before, _)) if x_before == x => write!(data, "V{}", self.pixels(y)),
                Some(_) => write!(data, "L{} {}", self.pixels(x), self.pixels(y)),
            };
            before = Some((x, y));
        }
        data
    }

    fn fill(&self, colour: BackendColor) -> String {
        match self.token(colour) {
            Some(token) => format!("class=\"f-{token}\""),
            None => format!("fill=\"{}\"", hex(colour)),
        }
    }

    fn stroke(&self, colour: BackendColor, opacity: &str, width: f64) -> String {
        match self.token(colour) {
            Some(token) if width == 1.0 => format!("class=\"l-{token}\"{opacity}"),
            Some(token) => format!("class=\"l-{token}\"{opacity} stroke-width=\"{width}\""),
            None => format!(
                "fill=\"none\" stroke=\"{}\"{opacity} stroke-width=\"{width}\" \
                 stroke-linejoin=\"round\"",
                hex(colour)
            ),
        }
    }

    /// The token that has the colour in the light palette, where classes are written.
    fn token(&self, colour: BackendColor) -> Option<&'static str> {
        let (red, green, blue) = colour.rgb;
        let token = || Palette::LIGHT.token_of(Colour { red, green, blue });
        (self.ink == Ink::Classes).then(token).flatten()
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
        let [x, y, width, height] = [x0, y0, x1 - x0, y1 - y0].map(|units| self.pixels(units));
        if self.ink == Ink::Classes && fill {
            let is_ground = (width, height) == (f64::from(self.size.0), f64::from(self.size.1));
            // The page is the ground.
            if is_ground {
                return Ok(());
            }
            let data = format!("M{x} {y}h{width}v{height}h-{width}z");
            return self.join(&data, self.paint_of(style, fill));
        }
        let attributes = format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        self.shape("rect", &attributes, &self.paint_of(style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let data = self.path_data(path);
        if self.ink == Ink::Classes {
            return self.join(&data, self.paint_of(style, false));
        }
        self.shape("path", &format!("d=\"{data}\""), &self.paint_of(style, false))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let attributes = format!("d=\"{}Z\"", self.path_data(path));
        self.shape("path", &attributes, &self.paint_of(style, true))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let [x, y, radius] = [x, y, radius as i32].map(|units| self.pixels(units));
        let attributes = format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        self.shape("circle", &attributes, &self.paint_of(style, fill))
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
        self.close();
        let (x, y, fill) = (self.pixels(x), self.pixels(y), self.fill(style.color()));
        let text = escape(text);
        // Texts are centred on the middle of their capitals, which is 0.36 em over the baseline.
        let _ = match self.ink {
            Ink::Colours => writeln!(
                self.shapes,
                "<text x=\"{x}\" y=\"{y}\" dy=\".36em\"{anchor}{weight} {fill}>{text}</text>"
            ),
            // The style sheet centres texts, and most have the colour of axes.
            Ink::Classes => {
                let fill = if fill == AXIS_CLASS { "" } else { &fill };
                writeln!(self.shapes, "<text x=\"{x}\" y=\"{y}\"{anchor}{weight} {fill}>{text}</text>")
            }
        };
        Ok(())
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
