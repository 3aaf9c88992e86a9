//! Messages to the page.

use js_sys::{Array, Object, Reflect, Uint8Array};
use protocol::{Envelope, Response};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

/// The scope of this worker.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends a message.
pub fn post(id: u32, body: Response) {
    send(id, body, None);
}

/// Sends a message with bytes beside it; they are handed over, not copied.
pub fn post_with_bytes(id: u32, body: Response, bytes: &[u8]) {
    send(id, body, Some(Uint8Array::from(bytes)));
}

fn send(id: u32, body: Response, bytes: Option<Uint8Array>) {
    // Plain data always serialises; were it not so, the page would restart a silent worker.
    let Ok(text) = serde_json::to_string(&Envelope::new(id, body)) else { return };
    let message = Object::new();
    set(&message, "message", &JsValue::from_str(&text));
    let transfer = Array::new();
    if let Some(bytes) = &bytes {
        set(&message, "bytes", bytes);
        transfer.push(&bytes.buffer());
    }
    // Fails only where the page is gone.
    let _ = scope().post_message_with_transfer(&message, &transfer);
}

/// Setting a field of a fresh object cannot fail.
fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}
