//! What is looked at.

use leptos::prelude::*;

use crate::browser;
use crate::model::chapter::Chapter;
use crate::model::link::View;

/// What is looked at; a copy is a handle.
#[derive(Clone, Copy)]
pub struct ViewState {
    /// The view.
    pub current: RwSignal<View>,
    /// Whether the chapters are shown where they are folded away.
    pub is_menu_open: RwSignal<bool>,
    /// Whether the list of keys is shown.
    pub is_keys_open: RwSignal<bool>,
    /// Whether it is shown how to check that nothing is sent.
    pub is_check_open: RwSignal<bool>,
}

impl ViewState {
    /// The view where everything begins.
    pub fn new() -> Self {
        Self {
            current: RwSignal::new(View::default()),
            is_menu_open: RwSignal::new(false),
            is_keys_open: RwSignal::new(false),
            is_check_open: RwSignal::new(false),
        }
    }

    /// The chapter.
    pub fn chapter(&self) -> Chapter {
        self.current.with(|view| view.chapter)
    }

    /// Goes back to where everything begins.
    pub fn reset(&self) {
        self.is_menu_open.set(false);
        self.current.set(View::default());
    }

    /// Goes to a chapter, and to a column in it, which no search may hide and which comes into view
    /// by itself.
    pub fn go(&self, chapter: Chapter, column: Option<String>) {
        self.is_menu_open.set(false);
        if column.is_none() {
            browser::scroll_to_top();
        }
        self.current.update(|view| {
            if column.is_some() {
                view.search.clear();
                view.verdicts.clear();
            }
            view.chapter = chapter;
            view.column = column;
        });
    }

    /// Opens the detail of a column, or closes it.
    pub fn toggle_column(&self, name: &str) {
        self.current.update(|view| {
            view.column = (view.column.as_deref() != Some(name)).then(|| name.to_owned());
        });
    }
}
