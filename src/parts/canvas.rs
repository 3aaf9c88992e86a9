//! Charts on canvases: in the page, and for files.

use charts::{Chart, Frame, Geometry, Palette, paint};
use leptos::html;
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver};

use crate::browser;

/// Pixels of a saved picture to a CSS pixel, at least: it is read elsewhere, too.
const SAVED_RATIO: f64 = 2.0;

/// Draws a chart over a canvas in the page's colours and tells where its marks are.
pub fn draw(
    canvas: &HtmlCanvasElement,
    chart: &dyn Chart,
    width: u32,
    on_surface: bool,
) -> Option<Geometry> {
    draw_in(canvas, chart, width, on_surface, pixel_ratio())
}

fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

fn draw_in(
    canvas: &HtmlCanvasElement,
    chart: &dyn Chart,
    width: u32,
    on_surface: bool,
    ratio: f64,
) -> Option<Geometry> {
    let frame = Frame::fine(width.max(Frame::LEAST_WIDTH), chart.height(width));
    canvas.set_width((f64::from(frame.width) * ratio).round() as u32);
    canvas.set_height((f64::from(frame.height) * ratio).round() as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let scale = ratio / frame.scale;
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).ok()?;
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    let measure = |text: &str, size_px: f64, is_bold: bool| {
        context.set_font(&format!(
            "{}{size_px}px {}",
            if is_bold { "bold " } else { "" },
            charts::SANS
        ));
        context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    };
    paint(chart, &mut backend, frame, &palette(on_surface), &measure).ok()
}

/// The colours that the style sheet has at the moment.
pub fn palette(on_surface: bool) -> Palette {
    let style = browser::root_style();
    let token = |name: &str| style.as_ref()?.get_property_value(name).ok();
    let palette = Palette::LIGHT.from_tokens(token);
    if on_surface { palette.on_surface() } else { palette }
}

/// The width of an element, in CSS pixels, kept up to date.
pub fn width_of(place: NodeRef<html::Div>) -> RwSignal<u32> {
    let width = RwSignal::new(0);
    Effect::new(move || {
        let Some(element) = place.get() else { return };
        let measured = element.clone();
        let measure = move || {
            let now = measured.client_width().unsigned_abs();
            if now > 0 && width.get_untracked() != now {
                width.set(now);
            }
        };
        // The observer tells the first width, too, once there is a layout: asking for it now would
        // make the browser lay the page out in the middle of building it.
        let on_resize = Closure::<dyn Fn()>::new(measure);
        let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, on_resize));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    });
    width
}

/// Saves a chart as a picture, in pixels enough for a document.
pub fn save_png(chart: &dyn Chart, width: u32, on_surface: bool, name: String) {
    let canvas = browser::document()
        .and_then(|document| document.create_element("canvas").ok())
        .and_then(|element| element.dyn_into::<HtmlCanvasElement>().ok());
    let Some(canvas) = canvas else { return };
    let ratio = pixel_ratio().max(SAVED_RATIO);
    if draw_in(&canvas, chart, width, on_surface, ratio).is_none() {
        return;
    }
    let save = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        if let Some(blob) = blob {
            browser::save_blob(&name, &blob);
        }
    });
    // Fails only for canvases that were painted from elsewhere, and these never are.
    let _ = canvas.to_blob(save.unchecked_ref());
}
