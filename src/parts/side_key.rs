//! The form of a side: reference filled, production a line.

use leptos::prelude::*;
use report::Side;

/// The form of a side.
#[component]
pub fn SideKey(
    /// Which side.
    side: Side,
) -> impl IntoView {
    let class = match side {
        Side::Reference => "key ref",
        Side::Production => "key prod",
    };
    view! { <span class=class aria-hidden="true"></span> }
}

/// Both forms with their words, for tables.
#[component]
pub fn BothKeys() -> impl IntoView {
    view! {
        <span class="keys small quiet">
            <span class="nowrap"><SideKey side=Side::Reference/>" reference, filled"</span>
            <span class="nowrap"><SideKey side=Side::Production/>" production, line"</span>
        </span>
    }
}
