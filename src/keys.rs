//! The keyboard of the whole page.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::browser;
use crate::model::chapter::Chapter;
use crate::state::AppState;

/// The keys and what they do, as the list of keys shows them.
pub const LIST: [(&[&str], &str); 10] = [
    (&["?"], "this list"),
    (&["S"], "settings"),
    (&["/"], "search columns"),
    (&["↑", "↓"], "go through the columns of the table"),
    (&["Enter"], "open or close the detail of a column; pin a reading of a chart"),
    (&["←", "→"], "read a chart from cell to cell"),
    (&["Esc"], "close, or cancel what is under way"),
    (&["1", "…", "9", "0"], "the chapters, in their order"),
    (&["Ctrl", "Z"], "undo the last setting"),
    (&["Tab"], "go through everything that can be pressed"),
];

/// The id of the field that `/` goes to.
pub const SEARCH_ID: &str = "search-columns";

/// Listens to the keys of the whole page.
pub fn listen(state: AppState) {
    window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        // A dialog has its own keys, and closes itself on Escape.
        if event.default_prevented() || browser::has_open_dialog() {
            return;
        }
        let is_command = event.ctrl_key() || event.meta_key();
        let handled = match event.key().as_str() {
            "Escape" => escape(state),
            "z" if is_command && !event.shift_key() && !is_in(&event, &["INPUT", "TEXTAREA"]) => {
                undo(state)
            }
            _ if is_command || event.alt_key() => false,
            _ if is_in(&event, &["INPUT", "TEXTAREA", "SELECT"]) => false,
            "?" => {
                state.view.is_keys_open.set(true);
                true
            }
            "s" => {
                state.view.is_settings_open.set(true);
                true
            }
            "/" => search(state),
            // Whatever else has the focus may scroll.
            "ArrowDown" if is_in(&event, &["BODY", "MAIN"]) => browser::focus_first(FIRST_ROW),
            key => go_to_chapter(state, key),
        };
        if handled {
            event.prevent_default();
        }
    });
}

/// Where walking through the columns begins.
pub const FIRST_ROW: &str = "table.columns:not(.derived) .twist";

fn is_in(event: &KeyboardEvent, tags: &[&str]) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| tags.contains(&element.tag_name().as_str()))
}

fn undo(state: AppState) -> bool {
    let is_undone = state.settings.undo();
    if is_undone {
        state.toasts.done("The last setting was taken back");
    }
    is_undone
}

/// The innermost thing that is open goes first.
fn escape(state: AppState) -> bool {
    if state.session.work.with_untracked(Option::is_some) {
        state.driver.cancel();
        return true;
    }
    let has_detail = state.view.current.with_untracked(|view| view.column.is_some());
    if has_detail {
        browser::focus_first("tr.open .twist");
        state.view.current.update(|view| view.open(None));
        return true;
    }
    let has_search = state.view.current.with_untracked(|view| !view.search.is_empty());
    if has_search {
        state.view.current.update(|view| view.search.clear());
    }
    has_search
}

fn search(state: AppState) -> bool {
    if !has_report(state) {
        return false;
    }
    state.view.current.update(|view| view.chapter = Chapter::Drift);
    request_animation_frame(|| {
        if let Some(field) = browser::by_id(SEARCH_ID) {
            // Fails only where there is nothing to focus.
            let _ = field.focus();
        }
    });
    true
}

fn go_to_chapter(state: AppState, key: &str) -> bool {
    // Beyond the ninth stands the tenth, as on the keyboard.
    let position = match key {
        "0" => Some(9),
        key => key.parse::<usize>().ok().and_then(|number| number.checked_sub(1)),
    };
    let chapter = position.and_then(|position| Chapter::ALL.get(position));
    match chapter {
        Some(&chapter) if has_report(state) => {
            state.view.go(chapter, None);
            true
        }
        _ => false,
    }
}

fn has_report(state: AppState) -> bool {
    state.session.analysis.with_untracked(Option::is_some)
}
