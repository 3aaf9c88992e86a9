//! What a column is used for: italic is a guess, bold a choice.

use leptos::prelude::*;
use report::{Role, RoleChoice};

use crate::state::{AppState, app_state};

/// A column with its role, which can be chosen.
#[component]
pub fn RoleChip(
    /// The column and its role.
    choice: RoleChoice,
) -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let RoleChoice { column, role, guessed, reason } = choice;
    let class = if guessed { "role guess" } else { "role set" };
    let label = format!("Role of {column}");
    let name = column.clone();
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let Some(role) = Role::ALL.into_iter().find(|role| role.label() == chosen) else { return };
        settings.set_role(&column, role);
        toasts.chosen(format!("Role of {column} set to {}", role.label()));
    };
    let options = Role::ALL.map(|each| {
        view! { <option value=each.label() selected=each == role>{each.label()}</option> }
    });
    view! {
        <span class=class title=reason>
            <span>{name}</span>
            <select aria-label=label prop:value=role.label() on:change=choose>{options}</select>
        </span>
    }
}
