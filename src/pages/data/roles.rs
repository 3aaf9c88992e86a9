//! What each column is used for.

use leptos::prelude::*;
use report::RoleChoice;

use crate::parts::live::live;
use crate::parts::more::{ShowMore, limit_of};
use crate::parts::role_chip::RoleChip;

/// What each column is used for, as chips.
#[component]
pub fn Roles(roles: Vec<RoleChoice>) -> impl IntoView {
    let limit = limit_of("roles");
    let total = Signal::stored(roles.len());
    let chips = move || {
        let shown = roles.iter().take(limit.get()).cloned();
        shown.map(|choice| view! { <RoleChip choice/> }).collect_view()
    };
    view! {
        <section aria-labelledby="roles">
            <div class="head rep"><h2 id="roles">"Roles"</h2><span class="quiet">"italic is a guess, bold is your choice"</span></div>
            <div class="row">{live(chips)}</div>
            <ShowMore limit total/>
        </section>
    }
}
