//! One line at the bottom left, with an undo.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

const SHOWN_MS: u32 = 6_000;

/// A line that goes away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What was done.
    pub text: String,
    /// Whether it was a choice that can be taken back.
    pub can_undo: bool,
    serial: u32,
}

/// The line on show; a copy is a handle.
#[derive(Clone, Copy)]
pub struct Toasts {
    /// The line.
    pub current: RwSignal<Option<Toast>>,
    last: StoredValue<u32>,
}

impl Toasts {
    /// No line.
    pub fn new() -> Self {
        Self { current: RwSignal::new(None), last: StoredValue::new(0) }
    }

    /// Says that a setting was chosen.
    pub fn chosen(&self, text: impl Into<String>) {
        self.show(text.into(), true);
    }

    /// Says that something was done.
    pub fn done(&self, text: impl Into<String>) {
        self.show(text.into(), false);
    }

    /// Takes the line away.
    pub fn close(&self) {
        self.current.set(None);
    }

    fn show(&self, text: String, can_undo: bool) {
        let serial = self.last.get_value() + 1;
        self.last.set_value(serial);
        self.current.set(Some(Toast { text, can_undo, serial }));
        let current = self.current;
        Timeout::new(SHOWN_MS, move || {
            let is_ours =
                |toast: &Option<Toast>| toast.as_ref().is_some_and(|toast| toast.serial == serial);
            if current.with_untracked(is_ours) {
                current.set(None);
            }
        })
        .forget();
    }
}
