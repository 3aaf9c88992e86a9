//! A symbol of the sprite.

use leptos::prelude::*;

/// A symbol of the sprite; decoration, so a word stands beside it.
#[component]
pub fn Icon(
    /// The symbol's id.
    name: &'static str,
) -> impl IntoView {
    view! { <svg aria-hidden="true"><use href=format!("#{name}")></use></svg> }
}
