//! Long tables are shown a part at a time.

use leptos::prelude::*;
use report::format;

/// Rows that are added at once.
pub const STEP: usize = 100;

/// Says how many rows are shown, and shows more.
#[component]
pub fn ShowMore(
    /// How many rows may be shown.
    limit: RwSignal<usize>,
    /// How many there are.
    total: Signal<usize>,
) -> impl IntoView {
    let has_more = move || total.get() > limit.get();
    view! {
        <Show when=move || has_more()>
            <div class="more">
                <span class="quiet">
                    {move || format!("{} of {} shown", format::count(limit.get() as u64), format::count(total.get() as u64))}
                </span>
                <button class="btn" on:click=move |_| limit.update(|limit| *limit += STEP)>"Show more"</button>
            </div>
        </Show>
    }
}
