//! The address: it follows the view and the settings, and they follow it.

use gloo_events::EventListener;
use leptos::prelude::*;

use super::settings::SettingsState;
use super::toast::Toasts;
use super::view::ViewState;
use crate::browser;
use crate::model::link::Link;

/// Takes what the address says, keeps the address at the view and the settings, and follows it.
pub fn follow(view: ViewState, settings: SettingsState, toasts: Toasts) {
    let take = move |link: Link, takes_settings: bool| {
        let chosen = link.settings.filter(|_| takes_settings);
        match chosen.map(|chosen| chosen.map(|chosen| settings.adopt(chosen))) {
            Some(Ok(true)) => toasts.chosen("The settings of the link are in force"),
            Some(Err(problem)) => {
                toasts.done(format!("The link’s settings were left out. {problem}"));
            }
            _ => {}
        }
        view.current.set(link.view);
    };
    take(Link::from_fragment(&browser::fragment()), true);
    Effect::new(move || {
        settings.track();
        let view = view.current.get();
        let address = Link::from_fragment(&browser::fragment());
        let is_new_place = !address.view.is_same_place(&view);
        browser::set_fragment(&Link::to_fragment(&view, &settings.now()), is_new_place);
    });
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, "popstate", move |_| {
        // A place that was left has the settings of that time; going back is not taking a choice
        // back. Only an address that was typed or pasted brings its own.
        take(Link::from_fragment(&browser::fragment()), !browser::is_own_address());
    })
    .forget();
}
