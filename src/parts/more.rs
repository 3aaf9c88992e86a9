//! Long tables are shown a part at a time.

use leptos::prelude::*;
use report::format;

use crate::parts::live::{live, press};
use crate::state::app_state;

/// Rows that are added at once: as many as a frame has time for.
const STEP: usize = 50;

/// Rows that the page can add at once without standing still for long.
const MOST_AT_ONCE: usize = 500;

/// How many rows of a table may be shown; it stays when the table is made anew.
pub fn limit_of(table: &str) -> RwSignal<usize> {
    app_state().view.limit(table, STEP)
}

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
                    {live(move || format!("{} of {} shown", format::count(limit.get() as u64), format::count(total.get() as u64)))}
                </span>
                <button class="btn" on:click=press(move || limit.update(|limit| *limit += STEP))>"Show more"</button>
                <Show when=move || total.get() <= MOST_AT_ONCE>
                    <button class="btn" on:click=press(move || limit.set(total.get_untracked()))>"Show all"</button>
                </Show>
            </div>
        </Show>
    }
}
