//! One file as two sides: offered while only one was chosen.

use leptos::prelude::*;
use report::{Role, Side, Split};

use super::choice_menu::ChoiceMenu;
use crate::model::files::Files;
use crate::parts::live::live_view;
use crate::state::{AppState, app_state};

/// How the only file could be split.
#[component]
pub fn SplitFile() -> impl IntoView {
    let state = app_state();
    let offers = move || {
        state.session.opened.with(|Files { sides, .. }| {
            let side = match (&sides.reference, &sides.production) {
                (Some(_), None) => Side::Reference,
                (None, Some(_)) => Side::Production,
                _ => return None,
            };
            Some((side, sides.get(side).as_ref()?.splits.clone()))
        })
    };
    live_view(move || {
        let (side, offers) = offers().filter(|(_, offers)| !offers.is_empty())?;
        let options = offers.iter().map(|split| split.title.clone()).collect();
        let choose = move |chosen: Option<usize>| {
            if let Some(split) = chosen.and_then(|position| offers.get(position)) {
                take(state, side, split);
            }
        };
        Some(view! {
            <div class="file-line">
                <span>"Both sides in this one file? "</span>
                <ChoiceMenu label="How to split the file".to_owned() guess="Split it".to_owned() options
                    class="field" chosen=Signal::stored(None) choose=Box::new(choose)/>
            </div>
        })
    })
}

fn take(state: AppState, side: Side, split: &Split) {
    state.settings.choose(|settings| {
        settings.reading.reference.part = Some(split.parts.reference.clone());
        settings.reading.production.part = Some(split.parts.production.clone());
        if split.is_experiment {
            let column = split.parts.reference.column.clone();
            settings.roles.insert(column, Role::Variant);
        }
    });
    state.session.use_for_both(side);
}
