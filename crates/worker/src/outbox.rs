//! Messages to the page.

use js_sys::{Array, Object, Reflect, Uint8Array};
use protocol::{Envelope, Response};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

use crate::analyse::SentReport;

/// The scope of this worker.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends a message.
pub fn post(id: u32, body: Response) {
    send(id, body, &Object::new(), &Array::new());
}

/// Sends a Report beside the message that it is there; its bytes are handed over, not copied.
pub fn post_report(id: u32, body: Response, report: &SentReport) {
    let transfer = Array::new();
    let handed_over = |bytes: &[u8]| {
        let bytes = Uint8Array::from(bytes);
        transfer.push(&bytes.buffer());
        bytes
    };
    let message = Object::new();
    let pieces: Array = report.pieces.iter().map(|piece| handed_over(piece)).collect();
    set(&message, "pieces", &pieces);
    set(&message, "documents", &handed_over(&report.documents));
    send(id, body, &message, &transfer);
}

/// Sends bytes beside a message; they are handed over, not copied.
pub fn post_bytes(id: u32, body: Response, bytes: &[u8]) {
    let bytes = Uint8Array::from(bytes);
    let message = Object::new();
    set(&message, "bytes", &bytes);
    send(id, body, &message, &Array::of1(&bytes.buffer()));
}

fn send(id: u32, body: Response, message: &Object, transfer: &Array) {
    set(message, "message", &Uint8Array::from(&*Envelope::new(id, body).to_bytes()));
    // Fails only where the page is gone.
    let _ = scope().post_message_with_transfer(message, transfer);
}

/// Setting a field of a fresh object cannot fail.
fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}
