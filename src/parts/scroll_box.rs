//! A box that is scrolled sideways where it is too narrow, by keyboard too.

use leptos::prelude::*;

/// A box for a table that holds nothing to press.
#[component]
pub fn ScrollBox(
    /// What it holds, for readers of the screen.
    #[prop(into)]
    label: String,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let class = format!("scroll {class}");
    view! { <div class=class tabindex="0" role="region" aria-label=label>{children()}</div> }
}
