//! SVG files as PNG files, drawn by the browser.

use js_sys::{Array, Promise};
use protocol::Picture;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement, Url};

use crate::browser;

/// Pixels of a picture to a pixel of its SVG file: enough for a document.
const RATIO: u32 = 2;

/// A picture as a PNG file; none where the browser cannot draw it.
pub async fn png_of(picture: &Picture) -> Option<File> {
    let svg = browser::blob("image/svg+xml", &picture.svg.as_str().into())?;
    let address = Url::create_object_url_with_blob(&svg).ok()?;
    let file = drawn(&address, &format!("{}.png", picture.name)).await;
    // Fails for no address.
    let _ = Url::revoke_object_url(&address);
    file
}

async fn drawn(address: &str, name: &str) -> Option<File> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement =
        browser::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (image.natural_width() * RATIO, image.natural_height() * RATIO);
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
        .ok()?;
    let encoded = Promise::new(&mut |done, _| {
        // Fails only for canvases that were painted from elsewhere, and these never are.
        let _ = canvas.to_blob(&done);
    });
    let blob =
        JsFuture::from(encoded).await.ok().filter(JsCast::is_instance_of::<web_sys::Blob>)?;
    File::new_with_blob_sequence(&Array::of1(&blob), name).ok()
}
