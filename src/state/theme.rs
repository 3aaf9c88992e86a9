//! Light, dark, or as the system has it.

use gloo_events::EventListener;
use leptos::prelude::*;

use crate::browser;

const KEY: &str = "driftglass-theme";

/// A choice of theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The theme as a reader sees it, and as it is kept.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// The theme; a copy is a handle.
#[derive(Clone, Copy)]
pub struct ThemeState {
    /// What was chosen.
    pub chosen: RwSignal<Theme>,
    /// Grows whenever colours may have changed: charts are drawn again.
    pub colours: RwSignal<u32>,
    /// Whether the page is being printed: paper is light.
    is_printing: RwSignal<bool>,
}

impl ThemeState {
    /// The theme that was chosen last time.
    pub fn new() -> Self {
        let kept = browser::kept(KEY);
        let chosen = Theme::ALL.into_iter().find(|theme| kept.as_deref() == Some(theme.label()));
        let state = Self {
            chosen: RwSignal::new(chosen.unwrap_or_default()),
            colours: RwSignal::new(0),
            is_printing: RwSignal::new(false),
        };
        Effect::new(move || {
            browser::set_root_attribute("data-theme", state.attribute());
            state.colours.update(|changes| *changes += 1);
        });
        state.follow_system();
        state.follow_printing();
        state
    }

    /// Goes on to the next theme and keeps it.
    pub fn cycle(&self) {
        let next = self.chosen.get_untracked().next();
        self.chosen.set(next);
        browser::keep(KEY, next.label());
    }

    fn attribute(&self) -> Option<&'static str> {
        match self.chosen.get() {
            _ if self.is_printing.get() => Some(Theme::Light.label()),
            Theme::Auto => None,
            theme => Some(theme.label()),
        }
    }

    fn follow_system(self) {
        let Some(query) = browser::media_query("(prefers-color-scheme: dark)") else { return };
        EventListener::new(&query, "change", move |_| {
            self.colours.update(|changes| *changes += 1);
        })
        .forget();
    }

    fn follow_printing(self) {
        let Some(window) = web_sys::window() else { return };
        for (event, is_printing) in [("beforeprint", true), ("afterprint", false)] {
            EventListener::new(&window, event, move |_| self.is_printing.set(is_printing)).forget();
        }
    }
}
