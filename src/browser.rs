//! The few things of the browser that several parts need.

use js_sys::Array;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, File, FilePropertyBag, HtmlAnchorElement, HtmlElement,
    MediaQueryList, Storage, Url,
};

/// The document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Milliseconds since the page was loaded.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Sets an attribute of the root element, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Fails only for names that are not valid.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// A media query that can be listened to.
pub fn media_query(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

/// The fragment of the address, with its `#`.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Puts a fragment into the address; a new place can be gone back from.
pub fn set_fragment(fragment: &str, is_new_place: bool) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    if self::fragment() == fragment {
        return;
    }
    // Browsers refuse when it is done too often; the next change catches up.
    let _ = if is_new_place {
        history.push_state_with_url(&OWN_ADDRESS.into(), "", Some(fragment))
    } else {
        history.replace_state_with_url(&OWN_ADDRESS.into(), "", Some(fragment))
    };
}

/// Marks the addresses that the page made; one that was typed or pasted has no mark.
const OWN_ADDRESS: &str = "own";

/// Whether the page made the address that it is at.
pub fn is_own_address() -> bool {
    let history = web_sys::window().and_then(|window| window.history().ok());
    history.and_then(|history| history.state().ok()).is_some_and(|state| state == OWN_ADDRESS)
}

/// Does something when the next frame is on screen. What asks for a layout, as the focus does, costs nothing
/// then; in front of the frame it has the browser lay out what is made anew a moment later.
pub fn after_frame(then: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(then));
}

/// Shows the beginning of a chapter and goes on reading from there.
pub fn show_beginning() {
    request_animation_frame(go_to_beginning);
}

/// Goes on reading at the beginning of what is on screen, or goes there.
pub fn go_to_beginning() {
    // The focus would bring only what is focused into view.
    focus_first("#main");
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The element with an id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Puts a text on the clipboard; false where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    // A page that came over plain http has none.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Something that was kept on this machine; none where the browser keeps nothing.
pub fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps something on this machine, where the browser does so.
pub fn keep(key: &str, value: &str) {
    // Without room the choice holds until the page is closed.
    let _ = storage().map(|storage| storage.set_item(key, value));
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Gives the focus back, after what is on screen was made anew, to the element of the same label.
pub fn keep_focus() {
    let focused = document().and_then(|document| document.active_element());
    let Some(label) = focused.and_then(|element| element.get_attribute("aria-label")) else {
        return;
    };
    request_animation_frame(move || {
        let is_lost = document().is_some_and(|document| {
            document.active_element().is_none_or(|element| element.tag_name() == "BODY")
        });
        if is_lost {
            focus_first(&format!("[aria-label=\"{}\"]", in_selector(&label)));
        }
    });
}

/// A text as it stands between quotes in a selector.
fn in_selector(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ")
}

/// Saves a text as a file.
pub fn save_text(name: &str, kind: &str, text: &str) {
    save(name, kind, &text.into());
}

/// Saves a text or bytes as a file, without a request: the address is a `blob:`.
pub fn save(name: &str, kind: &str, content: &JsValue) {
    if let Some(blob) = blob(kind, content) {
        save_blob(name, &blob);
    }
}

/// A text or bytes as a blob of a media type.
pub fn blob(kind: &str, content: &JsValue) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(content), &options).ok()
}

/// Saves a blob as a file.
pub fn save_blob(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    let anchor = document()
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    // Ten seconds are more than enough for the download to take its own hold on the bytes.
    gloo_timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}

/// A pasted text as a file.
pub fn text_file(name: &str, text: &str) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type("text/csv");
    File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &options).ok()
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Fails only while the page is being left.
        let _ = window.location().reload();
    }
}

/// Says in the page that it stopped; nothing of the page can be relied on any more.
pub fn say_page_stopped() {
    let body = document().and_then(|document| document.body());
    let sentence = document().and_then(|document| document.create_element("p").ok());
    if let (Some(body), Some(sentence)) = (body, sentence) {
        sentence.set_class_name("stopped");
        // Every element takes these.
        let _ = sentence.set_attribute("role", "alert");
        sentence.set_text_content(Some(
            "The page stopped because of a mistake of its own. Load it again; your files were not changed and nothing was sent.",
        ));
        let _ = body.prepend_with_node_1(&sentence);
    }
}

/// The number that a person typed, read as scripts read it: Rust's own reading of decimals has tables
/// of ten kilobytes that the page needs for nothing else.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = JsValue::from_str(text).unchecked_into_f64();
    (!text.is_empty() && number.is_finite()).then_some(number)
}

/// Whether a dialog is open; it closes itself on Escape.
pub fn has_open_dialog() -> bool {
    let dialog = document().and_then(|document| document.query_selector("dialog[open]").ok());
    dialog.flatten().is_some()
}

/// The computed style of the root element: where the tokens are.
pub fn root_style() -> Option<web_sys::CssStyleDeclaration> {
    let window = web_sys::window()?;
    window.get_computed_style(&document()?.document_element()?).ok().flatten()
}

/// Whether some text is selected; a click then ends the selection and means nothing else.
pub fn has_selection() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Moves the focus to the first element that a selector finds; false where there is none.
pub fn focus_first(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let element = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
