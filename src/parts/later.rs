//! What may come after the first frame, so that what is read first is there at once.

use leptos::prelude::*;

use crate::browser;

/// Shows its children when what stands in front of them is on screen.
#[component]
pub fn Later(
    /// What may come later.
    children: ChildrenFn,
) -> impl IntoView {
    let is_due = RwSignal::new(false);
    // The page may be another one by then.
    browser::after_frame(move || {
        let _ = is_due.try_set(true);
    });
    view! { <Show when=move || is_due.get()>{children()}</Show> }
}
