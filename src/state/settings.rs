//! The settings with their undo.

use leptos::prelude::*;
use protocol::Slot;
use report::{Kind, LabelSettings, Reading, Role, Settings, Side};

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

    /// Takes settings from elsewhere, as one choice; false where they are in force already.
    pub fn adopt(&self, settings: Settings) -> bool {
        self.choose(|current| *current = settings)
    }

    /// Begins anew with settings: those before name columns that these name otherwise.
    pub fn begin_with(&self, settings: Settings) {
        if self.now() != settings {
            self.history.set(History::of(settings));
        }
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

    /// Takes the last choice back; false where there is none.
    pub fn undo(&self) -> bool {
        let can_undo = self.history.with_untracked(History::can_undo);
        if can_undo {
            self.history.update(|history| {
                history.undo();
            });
        }
        can_undo
    }

    /// Reads the settings in force, and follows them.
    pub fn with<T>(&self, read: impl FnOnce(&Settings) -> T) -> T {
        self.history.with(|history| read(history.current()))
    }

    /// Forgets every choice.
    pub fn reset(&self) {
        self.history.set(History::default());
    }

    /// Chooses the role of a column; false where nothing changes, as in the other choices.
    pub fn set_role(&self, column: &str, role: Role) -> bool {
        self.choose(|settings| {
            settings.roles.insert(column.to_owned(), role);
        })
    }

    /// Chooses the kind of a column in some files, as one step; none goes back to the guess.
    pub fn set_kind(&self, sides: &[Side], column: &str, kind: Option<Kind>) -> bool {
        self.choose(|settings| {
            for &side in sides {
                let kinds = &mut settings.reading.get_mut(side).kinds;
                match kind {
                    Some(kind) => kinds.insert(column.to_owned(), kind),
                    None => kinds.remove(column),
                };
            }
        })
    }

    /// Chooses how a side is read.
    pub fn set_reading(&self, side: Side, change: impl FnOnce(&mut Reading)) -> bool {
        self.choose(|settings| change(settings.reading.get_mut(side)))
    }

    /// Whether the two sides are parts of one file.
    pub fn is_split(&self) -> bool {
        let reading = self.now().reading;
        reading.reference.part.is_some() && reading.production.part.is_some()
    }

    /// Forgets how a file is read, for one that is another; false where nothing was chosen.
    pub fn forget_reading(&self, slot: Slot) -> bool {
        self.choose(|settings| match slot {
            Slot::Side(side) => *settings.reading.get_mut(side) = Reading::default(),
            Slot::Labels => settings.labels = LabelSettings::default(),
        })
    }

    /// Exchanges what is chosen for the two sides; no step of its own, as the files change too.
    pub fn swap_sides(&self) {
        self.history.update(|history| {
            history.rewrite(|settings| {
                std::mem::swap(&mut settings.reading.reference, &mut settings.reading.production);
            });
        });
    }

    /// Changes the settings, as one step; false where nothing changes.
    pub fn choose(&self, change: impl FnOnce(&mut Settings)) -> bool {
        let mut settings = self.now();
        change(&mut settings);
        let is_change = self.history.with_untracked(|history| *history.current() != settings);
        if is_change {
            self.history.update(|history| history.set(settings));
        }
        is_change
    }
}
