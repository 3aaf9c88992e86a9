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
    /// Whether the settings are shown.
    pub is_settings_open: RwSignal<bool>,
    /// Whether it is shown how to check that nothing is sent.
    pub is_check_open: RwSignal<bool>,
    /// Whether the column of the view is still to be brought into view.
    is_arriving: StoredValue<bool>,
    /// By the name of the table.
    limits: StoredValue<Vec<(String, ArcRwSignal<usize>)>>,
}

impl ViewState {
    /// The view where everything begins.
    pub fn new() -> Self {
        Self {
            current: RwSignal::new(View::default()),
            is_menu_open: RwSignal::new(false),
            is_keys_open: RwSignal::new(false),
            is_settings_open: RwSignal::new(false),
            is_check_open: RwSignal::new(false),
            is_arriving: StoredValue::new(true),
            limits: StoredValue::default(),
        }
    }

    /// The chapter.
    pub fn chapter(&self) -> Chapter {
        self.current.with(|view| view.chapter)
    }

    /// Goes back to where everything begins.
    pub fn reset(&self) {
        self.is_menu_open.set(false);
        self.limits.set_value(Vec::new());
        self.current.set(View::default());
    }

    /// Goes to a chapter, and to a column in it, which no search may hide.
    pub fn go(&self, chapter: Chapter, column: Option<String>) {
        self.is_menu_open.set(false);
        if column.is_none() {
            browser::show_beginning();
        }
        self.is_arriving.set_value(column.is_some());
        self.current.update(|view| {
            if column.is_some() {
                view.search.clear();
                view.verdicts.clear();
            }
            view.chapter = chapter;
            view.open(column);
        });
    }

    /// Whether the column of the view is to be brought into view: once after a link was followed.
    pub fn take_arrival(&self) -> bool {
        let is_arriving = self.is_arriving.get_value();
        self.is_arriving.set_value(false);
        is_arriving
    }

    /// How many rows of a table may be shown.
    pub fn limit(&self, table: &str, first: usize) -> RwSignal<usize> {
        let known = self.limits.with_value(|limits| {
            let found = limits.iter().find(|(name, _)| name == table);
            found.map(|(_, limit)| limit.clone())
        });
        let limit = known.unwrap_or_else(|| {
            let limit = ArcRwSignal::new(first);
            self.limits.update_value(|limits| limits.push((table.to_owned(), limit.clone())));
            limit
        });
        limit.into()
    }

    /// Opens the detail of a column, or closes it.
    pub fn toggle_column(&self, name: &str) {
        self.current.update(|view| {
            view.open((view.column.as_deref() != Some(name)).then(|| name.to_owned()));
        });
    }
}
