//! Messages as JavaScript objects: `{ message, files?, bytes?, pieces?, documents? }`.

use js_sys::{Array, Object, Reflect, Uint8Array};
use protocol::{Envelope, Request, Response};
use report::Problem;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

/// A request as the worker takes it.
pub fn to_worker(envelope: &Envelope<Request>, files: &[File]) -> JsValue {
    let object = Object::new();
    set(&object, "message", &Uint8Array::from(&*envelope.to_bytes()));
    set(&object, "files", &files.iter().collect::<Array>());
    object.into()
}

/// An object with one property.
pub fn object_of(key: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    set(&object, key, value);
    object.into()
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(object, &key.into(), value);
}

/// An answer as the worker sent it.
///
/// # Errors
/// When it is not of this version of the messages.
pub fn from_worker(data: &JsValue) -> Result<(Envelope<Response>, Beside), Problem> {
    let message: Uint8Array =
        get(data, "message").and_then(|value| value.dyn_into().ok()).ok_or_else(other_version)?;
    let envelope = Envelope::from_bytes(&message.to_vec()).ok_or_else(other_version)?;
    let bytes = get(data, "bytes").and_then(|bytes| bytes.dyn_into().ok());
    Ok((envelope, Beside { report: sent_report(data), bytes }))
}

/// What the worker sends beside an answer.
#[derive(Default)]
pub struct Beside {
    /// A Report.
    pub report: Option<SentReport>,
    /// A file, or a document in its binary form.
    pub bytes: Option<Uint8Array>,
}

/// A Report as the worker sends it.
pub struct SentReport {
    /// The Report in pieces.
    pub pieces: Vec<Uint8Array>,
    /// Its chapters that are shown as documents.
    pub documents: Uint8Array,
}

fn sent_report(data: &JsValue) -> Option<SentReport> {
    let pieces: Array = get(data, "pieces")?.dyn_into().ok()?;
    let pieces = pieces.iter().filter_map(|piece| piece.dyn_into().ok()).collect();
    let documents = get(data, "documents")?.dyn_into().ok()?;
    Some(SentReport { pieces, documents })
}

fn get(data: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(data, &key.into()).ok()
}

/// The page and the worker are of different versions.
pub fn other_version() -> Problem {
    Problem::new(
        "This page and its engine are of different versions",
        "Load the page again, past the browser’s cache: Ctrl+Shift+R",
    )
}

/// The worker died before it was up.
pub fn does_not_start() -> Problem {
    Problem::new(
        "The engine does not start in this browser",
        "Use a current Firefox, Chrome, Edge or Safari; the engine needs WebAssembly with SIMD",
    )
}
