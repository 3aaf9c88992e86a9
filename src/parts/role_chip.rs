//! What a column is used for: italic is a guess, bold a choice.

use leptos::prelude::*;
use report::{Role, RoleChoice};

use crate::parts::live::{live, on};
use crate::state::{AppState, app_state};

/// A column with its role, which can be chosen.
#[component]
pub fn RoleChip(
    /// The column and its role.
    choice: RoleChoice,
) -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let RoleChoice { column, role: reported, reason, .. } = choice;
    let name = column.clone();
    let chosen = Memo::new(move |_| settings.with(|settings| settings.roles.get(&name).copied()));
    let role = move || chosen.get().unwrap_or(reported);
    let class = move || if chosen.get().is_some() { "role set" } else { "role guess" };
    let label = format!("Role of {column}");
    let name = column.clone();
    let choose = move |event| {
        let picked = event_target_value(&event);
        let Some(role) = Role::ALL.into_iter().find(|role| role.label() == picked) else { return };
        if settings.set_role(&column, role) {
            toasts.chosen(format!("Role of {column} set to {}", role.label()));
        }
    };
    let options = Role::ALL.map(|each| {
        view! { <option value=each.label() selected=live(move || each == role())>{each.label()}</option> }
    });
    view! {
        <span class=class title=reason>
            <span>{name}</span>
            <select aria-label=label prop:value=live(move || role().label()) on:change=on(choose)>{options}</select>
        </span>
    }
}
