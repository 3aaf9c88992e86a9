//! Brings the row that a link names into view.

use leptos::html::{ElementType, Tr};
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::state::app_state;

/// Scrolls to a row as soon as it is in the page, if a link to it was just followed.
pub fn arrive_at(row: NodeRef<Tr>) {
    if !app_state().view.take_arrival() {
        return;
    }
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
