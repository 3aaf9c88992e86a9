//! Any plotters backend behind one type, with text measured by us.
//!
//! Plotters on wasm measures text by putting an element into the page, which fails in a worker and
//! under a strict content policy; and code that is generic over the backend is compiled once for
//! each. Both end here: every chart draws on [`Measured`], whichever backend stands behind it.

use plotters::element::{Drawable, PointCollection};
use plotters::style::ShapeStyle;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle, FontTransform, text_anchor,
};

use crate::{DrawError, MeasureText};

/// A stroke or a fill with its type forgotten.
#[derive(Clone, Copy)]
pub struct Ink {
    colour: BackendColor,
    width: u32,
}

impl Ink {
    pub const fn filled(colour: BackendColor) -> Self {
        Self { colour, width: 1 }
    }

    fn of(style: &impl BackendStyle) -> Self {
        Self { colour: style.color(), width: style.stroke_width() }
    }
}

impl BackendStyle for Ink {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// A text style with its type forgotten.
pub struct Face<'a> {
    colour: BackendColor,
    size: f64,
    style: FontStyle,
    anchor: text_anchor::Pos,
    family: FontFamily<'a>,
}

impl BackendTextStyle for Face<'_> {
    type FontError = DrawError;

    fn color(&self) -> BackendColor {
        self.colour
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        FontTransform::None
    }

    fn style(&self) -> FontStyle {
        self.style
    }

    fn anchor(&self) -> text_anchor::Pos {
        self.anchor
    }

    fn family(&self) -> FontFamily<'_> {
        self.family
    }

    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), DrawError> {
        Err(DrawError::NoFont)
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, DrawError> {
        Err(DrawError::NoFont)
    }
}

/// How long the dashes of a line are, and the gaps between them, in units of the backend.
#[derive(Clone, Copy)]
pub struct Dashes {
    pub dash: f64,
    pub gap: f64,
}

/// The part of a backend that the charts need, as an object.
pub trait Strokes {
    fn prepare(&mut self) -> Result<(), DrawError>;
    fn present(&mut self) -> Result<(), DrawError>;
    fn pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Result<(), DrawError>;
    fn line(&mut self, from: BackendCoord, to: BackendCoord, ink: Ink) -> Result<(), DrawError>;
    fn rect(&mut self, corners: [BackendCoord; 2], ink: Ink, fill: bool) -> Result<(), DrawError>;
    fn path(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError>;
    fn polygon(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError>;
    fn circle(&mut self, at: BackendCoord, r: u32, ink: Ink, fill: bool) -> Result<(), DrawError>;
    fn text(&mut self, text: &str, face: &Face<'_>, at: BackendCoord) -> Result<(), DrawError>;

    /// A line in dashes, which go on around its corners: piece by piece where the backend knows no dashes.
    fn dashed(
        &mut self,
        points: &[BackendCoord],
        dashes: Dashes,
        ink: Ink,
    ) -> Result<(), DrawError> {
        pieces(points, dashes).into_iter().try_for_each(|piece| self.path(&piece, ink))
    }
}

/// The pieces of a dashed line.
fn pieces(points: &[BackendCoord], Dashes { dash, gap }: Dashes) -> Vec<[BackendCoord; 2]> {
    let mut pieces = Vec::new();
    let mut gone = 0.0;
    for pair in points.windows(2) {
        let [(x0, y0), (x1, y1)] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
        let length = libm::sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
        if length == 0.0 {
            continue;
        }
        let at = |along: f64| {
            let part = (along / length).clamp(0.0, 1.0);
            [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part].map(|length| libm::round(length) as i32)
        };
        let mut begin = -gone;
        while begin < length {
            if begin + dash > 0.0 {
                pieces.push([at(begin), at(begin + dash)].map(|[x, y]| (x, y)));
            }
            begin += dash + gap;
        }
        gone = length - begin + dash + gap;
    }
    pieces
}

fn forget<E: std::error::Error + Send + Sync>(error: DrawingErrorKind<E>) -> DrawError {
    DrawError::Backend(error.to_string())
}

impl<B: DrawingBackend> Strokes for B {
    fn prepare(&mut self) -> Result<(), DrawError> {
        self.ensure_prepared().map_err(forget)
    }

    fn present(&mut self) -> Result<(), DrawError> {
        DrawingBackend::present(self).map_err(forget)
    }

    fn pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Result<(), DrawError> {
        self.draw_pixel(at, colour).map_err(forget)
    }

    fn line(&mut self, from: BackendCoord, to: BackendCoord, ink: Ink) -> Result<(), DrawError> {
        self.draw_line(from, to, &ink).map_err(forget)
    }

    fn rect(&mut self, corners: [BackendCoord; 2], ink: Ink, fill: bool) -> Result<(), DrawError> {
        self.draw_rect(corners[0], corners[1], &ink, fill).map_err(forget)
    }

    fn path(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError> {
        self.draw_path(points.iter().copied(), &ink).map_err(forget)
    }

    fn polygon(&mut self, points: &[BackendCoord], ink: Ink) -> Result<(), DrawError> {
        self.fill_polygon(points.iter().copied(), &ink).map_err(forget)
    }

    fn circle(&mut self, at: BackendCoord, r: u32, ink: Ink, fill: bool) -> Result<(), DrawError> {
        self.draw_circle(at, r, &ink, fill).map_err(forget)
    }

    fn text(&mut self, text: &str, face: &Face<'_>, at: BackendCoord) -> Result<(), DrawError> {
        self.draw_text(text, face, at).map_err(forget)
    }
}

/// A dashed line, which plotters has not, as an element of its drawings.
pub struct DashedLine {
    pub points: Vec<BackendCoord>,
    pub dashes: Dashes,
    pub style: ShapeStyle,
}

impl<'a> PointCollection<'a, BackendCoord> for &'a DashedLine {
    type Point = &'a BackendCoord;
    type IntoIter = std::slice::Iter<'a, BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl Drawable<Measured<'_>> for DashedLine {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut Measured<'_>,
        _: (u32, u32),
    ) -> Done {
        let points: Vec<BackendCoord> = points.collect();
        done(backend.strokes.dashed(&points, self.dashes, Ink::of(&self.style)))
    }
}

/// A backend whose texts are measured by [`MeasureText`].
pub struct Measured<'a> {
    strokes: &'a mut dyn Strokes,
    size: (u32, u32),
    measure: &'a dyn MeasureText,
}

impl<'a> Measured<'a> {
    pub fn new(
        strokes: &'a mut dyn Strokes,
        size: (u32, u32),
        measure: &'a dyn MeasureText,
    ) -> Self {
        Self { strokes, size, measure }
    }
}

type Done = Result<(), DrawingErrorKind<DrawError>>;

fn done(result: Result<(), DrawError>) -> Done {
    result.map_err(DrawingErrorKind::DrawingError)
}

impl DrawingBackend for Measured<'_> {
    type ErrorType = DrawError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        done(self.strokes.prepare())
    }

    fn present(&mut self) -> Done {
        done(self.strokes.present())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Done {
        done(self.strokes.pixel(at, colour))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        done(self.strokes.line(from, to, Ink::of(style)))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        done(self.strokes.rect([upper_left, bottom_right], Ink::of(style), fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        done(self.strokes.path(&points, Ink::of(style)))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        done(self.strokes.polygon(&points, Ink::of(style)))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        done(self.strokes.circle(centre, radius, Ink::of(style), fill))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        let face = Face {
            colour: style.color(),
            size: style.size(),
            style: style.style(),
            anchor: style.anchor(),
            family: style.family(),
        };
        done(self.strokes.text(text, &face, at))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<DrawError>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = self.measure.width(text, style.size(), bold);
        Ok((libm::ceil(width) as u32, libm::ceil(style.size()) as u32))
    }
}
