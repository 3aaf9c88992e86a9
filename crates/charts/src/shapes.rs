//! Charts as a part of a page: SVG shapes in few bytes, whose colours the page's style sheet tells, so that
//! light, dark and print are one drawing.
//!
//! Shapes that follow each other in one paint are one `path`, and every point is told by its distance to
//! the one before. A bar is a thick line, a dot a line without length and with round ends.

use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, FontStyle};

use crate::backend::{Dashes, Face, Ink, Strokes};
use crate::pen::{Pen, Tenths, decimal};
use crate::svg::escape;
use crate::{Chart, Colour, DrawError, Frame, Geometry, Palette, SansWidths, paint};

/// Units that the backend counts to a CSS pixel.
const SCALE: u32 = Frame::FINE as u32;
/// A pixel in tenths.
const PIXEL: i32 = 10;
/// Bars of one thickness that are told as lines: with fewer, the thickness takes more than it saves.
const FEWEST_BARS: usize = 3;

/// The shapes of a chart for an `svg` element inside of a page, and where its marks are. The caption is left to the
/// page, which sets it as text beneath: the lowest [`Frame::CAPTION`] pixels of `height` are empty.
///
/// A shape has the class `f-` (filled) or `l-` (a line, 1 wide where nothing else is said) and the name of
/// a colour's token, and `dot` where a line has round ends; a text, or the group it stands in, that is not in the
/// colour of axes has `f-`. `e` and `c` are texts that end at their place, or are centred there, `b` are bold ones.
/// Texts are to be set with the middle of their capitals on `y`.
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
    /// What the next shapes may still join.
    open: Option<Open>,
}

/// Shapes that follow each other and have one form and one paint.
struct Open {
    form: Form,
    paint: Paint,
    shapes: Shapes,
}

#[derive(Clone, PartialEq)]
enum Form {
    Area,
    /// Width, and dash and gap where it has some.
    Line(i32, Option<(i32, i32)>),
    Bars,
    /// Radius.
    Dots(i32),
    /// Classes but that of the colour.
    Text(String),
}

#[derive(Clone, Copy, PartialEq)]
struct Paint {
    token: &'static str,
    alpha: f64,
}

enum Shapes {
    Path(Pen),
    /// Left, top, right and bottom of each.
    Bars(Vec<[i32; 4]>),
    Dots(Vec<Tenths>),
    Texts(Vec<(Tenths, String)>),
}

/// Backend units as tenths of a CSS pixel, to the nearest.
fn tenths(units: i32) -> i32 {
    let scale = SCALE as i32;
    (units * 10 + scale / 2).div_euclid(scale)
}

fn place((x, y): BackendCoord) -> Tenths {
    (tenths(x), tenths(y))
}

impl Paint {
    /// The token that has the colour in the light palette, in which charts are painted here.
    fn of(colour: BackendColor) -> Self {
        let (red, green, blue) = colour.rgb;
        let token = Palette::LIGHT.token_of(Colour { red, green, blue }).unwrap_or("ink");
        Self { token, alpha: colour.alpha }
    }

    /// The attributes of an area.
    fn fill(self) -> String {
        format!("class=\"f-{}\"{}", self.token, self.opacity("fill"))
    }

    /// The attributes of a line.
    fn line(self, more_classes: &str, width: i32, dashes: Option<(i32, i32)>) -> String {
        let width = match width {
            PIXEL => String::new(),
            width => format!(" stroke-width=\"{}\"", decimal(width)),
        };
        let dashes = dashes.map_or_else(String::new, |(dash, gap)| {
            format!(" stroke-dasharray=\"{} {}\"", decimal(dash), decimal(gap))
        });
        let opacity = self.opacity("stroke");
        format!("class=\"l-{}{more_classes}\"{opacity}{width}{dashes}", self.token)
    }

    fn opacity(self, of: &str) -> String {
        if self.alpha < 1.0 { format!(" {of}-opacity=\"{}\"", self.alpha) } else { String::new() }
    }
}

impl Open {
    /// What joins no more, as elements.
    fn element(self) -> String {
        let Self { form, paint, shapes } = self;
        match (shapes, form) {
            (Shapes::Path(pen), Form::Line(width, dashes)) => {
                path(&paint.line("", width, dashes), pen)
            }
            (Shapes::Path(pen), _) => path(&paint.fill(), pen),
            (Shapes::Bars(bars), _) => bars_element(paint, &bars),
            (Shapes::Dots(places), Form::Dots(radius)) => dots_element(paint, radius, &places),
            (Shapes::Texts(texts), Form::Text(classes)) => texts_element(paint, classes, &texts),
            (Shapes::Dots(_) | Shapes::Texts(_), _) => String::new(),
        }
    }
}

fn path(paint: &str, pen: Pen) -> String {
    format!("<path {paint} d=\"{}\"/>", pen.data())
}

/// Bars of one height or one width as lines of that thickness, others by their corners.
fn bars_element(paint: Paint, bars: &[[i32; 4]]) -> String {
    let mut pen = Pen::default();
    for (is_level, thickness) in [
        (true, (|[_, y0, _, y1]: &[i32; 4]| y1 - y0) as fn(&[i32; 4]) -> i32),
        (false, |[x0, _, x1, _]| x1 - x0),
    ] {
        let width = bars.first().map_or(0, thickness);
        if bars.len() >= FEWEST_BARS && bars.iter().all(|bar| thickness(bar) == width) {
            bars.iter().for_each(|bar| pen.line(middle(bar, is_level)));
            return path(&paint.line("", width, None), pen);
        }
    }
    for [x0, y0, x1, y1] in bars {
        pen.polygon([(*x0, *y0), (*x1, *y0), (*x1, *y1), (*x0, *y1)]);
    }
    path(&paint.fill(), pen)
}

/// The line through the middle of a bar.
fn middle([x0, y0, x1, y1]: &[i32; 4], is_level: bool) -> [Tenths; 2] {
    let [x, y] = [(x0 + x1).div_euclid(2), (y0 + y1).div_euclid(2)];
    if is_level { [(*x0, y), (*x1, y)] } else { [(x, *y0), (x, *y1)] }
}

fn circle(paint: &str, (x, y): Tenths, radius: i32) -> String {
    let [x, y, radius] = [x, y, radius].map(decimal);
    format!("<circle {paint} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>")
}

fn dots_element(paint: Paint, radius: i32, places: &[Tenths]) -> String {
    if let [place] = places {
        return circle(&paint.fill(), *place, radius);
    }
    let mut pen = Pen::default();
    places.iter().for_each(|place| pen.dot(*place));
    path(&paint.line(" dot", 2 * radius, None), pen)
}

fn texts_element(paint: Paint, mut classes: String, texts: &[(Tenths, String)]) -> String {
    if paint.token != "ink-3" {
        let _ = write!(classes, " f-{}", paint.token);
    }
    let class = match classes.trim_start() {
        "" => String::new(),
        classes => format!(" class=\"{classes}\""),
    };
    let text = |own: &str, ((x, y), text): &(Tenths, String)| {
        let (x, y) = (decimal(*x), decimal(*y));
        format!("<text{own} x=\"{x}\" y=\"{y}\">{text}</text>")
    };
    match texts {
        [one] => text(&class, one),
        some if class.is_empty() => some.iter().map(|one| text("", one)).collect(),
        some => {
            let texts: String = some.iter().map(|one| text("", one)).collect();
            format!("<g{class}>{texts}</g>")
        }
    }
}

impl ShapesBackend {
    /// Writes what is open.
    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.shapes.push_str(&open.element());
        }
    }

    /// What shapes of a form and a paint are added to; none where they would be transparent. What is seen through is
    /// joined only where it cannot overlap.
    fn open(&mut self, form: Form, colour: BackendColor, may_join: bool) -> Option<&mut Shapes> {
        if colour.alpha == 0.0 {
            return None;
        }
        let paint = Paint::of(colour);
        let is_open =
            self.open.as_ref().is_some_and(|open| open.form == form && open.paint == paint);
        if !is_open || !may_join {
            self.close();
            let shapes = match form {
                Form::Area | Form::Line(..) => Shapes::Path(Pen::default()),
                Form::Bars => Shapes::Bars(Vec::new()),
                Form::Dots(_) => Shapes::Dots(Vec::new()),
                Form::Text(_) => Shapes::Texts(Vec::new()),
            };
            self.open = Some(Open { form, paint, shapes });
        }
        self.open.as_mut().map(|open| &mut open.shapes)
    }

    fn line_of(&mut self, points: &[BackendCoord], dashes: Option<(i32, i32)>, ink: Ink) {
        let form = Form::Line(tenths(ink.stroke_width() as i32), dashes);
        let is_opaque = ink.color().alpha >= 1.0;
        if let Some(Shapes::Path(pen)) = self.open(form, ink.color(), is_opaque) {
            pen.line(points.iter().copied().map(place));
        }
    }
}

impl Strokes for ShapesBackend {
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
        // The page is the ground.
        if fill && (x1 - x0, y1 - y0) == (self.size.0 as i32, self.size.1 as i32) {
            return Ok(());
        }
        if !fill {
            return self.path(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], ink);
        }
        let ((left, top), (right, bottom)) = (place((x0, y0)), place((x1, y1)));
        let bar = [left.min(right), top.min(bottom), left.max(right), top.max(bottom)];
        // A bar of a pixel is a line of a pixel, and joins others whichever way they run.
        let is_level = bar[3] - bar[1] == PIXEL;
        if is_level || bar[2] - bar[0] == PIXEL {
            if let Some(Shapes::Path(pen)) = self.open(Form::Line(PIXEL, None), ink.color(), true) {
                pen.line(middle(&bar, is_level));
            }
        } else if let Some(Shapes::Bars(bars)) = self.open(Form::Bars, ink.color(), true) {
            bars.push(bar);
        }
        Ok(())
    }

    fn path(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError> {
        self.line_of(points, None, ink);
        Ok(())
    }

    fn polygon(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError> {
        let is_opaque = ink.color().alpha >= 1.0;
        if let Some(Shapes::Path(pen)) = self.open(Form::Area, ink.color(), is_opaque) {
            pen.polygon(points.iter().copied().map(place));
        }
        Ok(())
    }

    fn circle(
        &mut self,
        at: BackendCoord,
        radius: u32,
        ink: Ink,
        fill: bool,
    ) -> Result<(), DrawError> {
        if !fill {
            self.close();
            let line = Paint::of(ink.color()).line("", tenths(ink.stroke_width() as i32), None);
            self.shapes.push_str(&circle(&line, place(at), tenths(radius as i32)));
            return Ok(());
        }
        let is_opaque = ink.color().alpha >= 1.0;
        let form = Form::Dots(tenths(radius as i32));
        if let Some(Shapes::Dots(places)) = self.open(form, ink.color(), is_opaque) {
            places.push(place(at));
        }
        Ok(())
    }

    fn text(&mut self, text: &str, face: &Face<'_>, at: BackendCoord) -> Result<(), DrawError> {
        let anchor = match face.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => "c",
            HPos::Right => "e",
        };
        let weight = if matches!(face.style(), FontStyle::Bold) { " b" } else { "" };
        let form = Form::Text(format!("{anchor}{weight}"));
        if let Some(Shapes::Texts(texts)) = self.open(form, face.color(), true) {
            texts.push((place(at), escape(text)));
        }
        Ok(())
    }

    fn dashed(
        &mut self,
        points: &[BackendCoord],
        Dashes { dash, gap }: Dashes,
        ink: Ink,
    ) -> Result<(), DrawError> {
        let [dash, gap] = [dash, gap].map(|length| tenths(libm::round(length) as i32));
        self.line_of(points, Some((dash, gap)), ink);
        Ok(())
    }
}
