//! What may come a frame later, so that what is read first is there at once.

use leptos::prelude::*;

/// Shows its children from the next frame on.
#[component]
pub fn Later(
    /// What may come later.
    children: ChildrenFn,
) -> impl IntoView {
    let is_due = RwSignal::new(false);
    // The page may be another one by then.
    request_animation_frame(move || {
        let _ = is_due.try_set(true);
    });
    view! { <Show when=move || is_due.get()>{children()}</Show> }
}
