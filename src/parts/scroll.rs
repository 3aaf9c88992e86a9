//! Brings a row that a link names into view.

use leptos::html::{ElementType, Tr};
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// Scrolls to a row as soon as it is in the page.
pub fn scroll_here(row: NodeRef<Tr>) {
    Effect::new(move || {
        let Some(row) = row.get() else { return };
        request_animation_frame(move || bring_into_view(&row));
    });
}

fn bring_into_view(row: &<Tr as ElementType>::Output) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    row.scroll_into_view_with_scroll_into_view_options(&options);
}
