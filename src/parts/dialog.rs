//! A dialog over the page; the browser keeps the focus in it and closes it on Escape.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::parts::live::{on, press};

/// A dialog with a title.
#[component]
pub fn Dialog(
    /// Its title.
    #[prop(into)]
    title: String,
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let heading = title.clone();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only where the dialog is shown already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let on_ground = move |event: ev::MouseEvent| {
        let is_ground = node.get_untracked().is_some_and(|dialog| {
            event.target().as_ref() == Some(dialog.unchecked_ref::<web_sys::EventTarget>())
        });
        if is_ground {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=node class="dialog" aria-label=title
            on:close=on(move |_| open.set(false)) on:click=on(on_ground)>
            <div class="dialog-body">
                <div class="dialog-head">
                    <h2>{heading}</h2>
                    <button class="btn bare" on:click=press(move || open.set(false))>"Close "<kbd>"Esc"</kbd></button>
                </div>
                {children()}
            </div>
        </dialog>
    }
}
