//! The settings with their undo.

use leptos::prelude::*;
use report::{Kind, Reading, Role, Settings, Side};

use crate::model::history::History;

/// The settings; a copy is a handle.
#[derive(Clone, Copy)]
pub struct SettingsState {
    history: RwSignal<History<Settings>>,
}

impl SettingsState {
    /// The default settings.
    pub fn new() -> Self {
        Self { history: RwSignal::new(History::default()) }
    }

    /// Takes settings from elsewhere, as one choice.
    pub fn adopt(&self, settings: Settings) {
        self.choose(|current| *current = settings);
    }

    /// The settings in force at the moment, for code that does not follow them.
    pub fn now(&self) -> Settings {
        self.history.with_untracked(|history| history.current().clone())
    }

    /// Follows the settings.
    pub fn track(&self) {
        self.history.track();
    }

    /// Whether there is a choice to take back.
    pub fn can_undo(&self) -> bool {
        self.history.with(History::can_undo)
    }

    /// Takes the last choice back.
    pub fn undo(&self) {
        if self.history.with_untracked(History::can_undo) {
            self.history.update(|history| {
                history.undo();
            });
        }
    }

    /// Forgets every choice.
    pub fn reset(&self) {
        self.history.set(History::default());
    }

    /// Chooses the role of a column.
    pub fn set_role(&self, column: &str, role: Role) {
        self.choose(|settings| {
            settings.roles.insert(column.to_owned(), role);
        });
    }

    /// Chooses the kind of a column in some files, as one step; none goes back to the guess.
    pub fn set_kind(&self, sides: &[Side], column: &str, kind: Option<Kind>) {
        self.choose(|settings| {
            for &side in sides {
                let kinds = &mut settings.reading.get_mut(side).kinds;
                match kind {
                    Some(kind) => kinds.insert(column.to_owned(), kind),
                    None => kinds.remove(column),
                };
            }
        });
    }

    /// Chooses how a side is read.
    pub fn set_reading(&self, side: Side, change: impl FnOnce(&mut Reading)) {
        self.choose(|settings| change(settings.reading.get_mut(side)));
    }

    /// Exchanges what is chosen for the two sides; no step of its own, as the files change too.
    pub fn swap_sides(&self) {
        self.history.update(|history| {
            history.rewrite(|settings| {
                std::mem::swap(&mut settings.reading.reference, &mut settings.reading.production);
            });
        });
    }

    fn choose(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.now();
        change(&mut settings);
        if self.history.with_untracked(|history| *history.current() != settings) {
            self.history.update(|history| history.set(settings));
        }
    }
}
