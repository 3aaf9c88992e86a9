//! What the page knows, by owner: the session, the settings, the view, and what was sent.

pub mod driver;
pub mod link;
mod receive;
pub mod requests;
pub mod session;
pub mod settings;
mod step;
pub mod theme;
pub mod toast;
pub mod view;

use leptos::prelude::*;

pub use driver::Driver;
pub use requests::Requests;
pub use session::Session;
pub use settings::SettingsState;
pub use theme::ThemeState;
pub use toast::Toasts;
pub use view::ViewState;

/// Every owner of state; a copy is a handle.
#[derive(Clone, Copy)]
pub struct AppState {
    /// Files, report, progress.
    pub session: Session,
    /// What the user chose, with undo.
    pub settings: SettingsState,
    /// What is looked at.
    pub view: ViewState,
    /// Light or dark.
    pub theme: ThemeState,
    /// The line at the bottom left.
    pub toasts: Toasts,
    /// What the page sent since it was ready.
    pub requests: Requests,
    /// Brings the worker to what is wanted.
    pub driver: Driver,
}

impl AppState {
    /// Makes every owner and hands them to the components under the current one.
    pub fn provide() -> Self {
        let session = Session::new();
        let settings = SettingsState::new();
        let toasts = Toasts::new();
        let state = Self {
            session,
            settings,
            view: ViewState::new(),
            theme: ThemeState::new(),
            toasts,
            requests: Requests::new(),
            driver: Driver::start(session, settings),
        };
        link::follow(state.view, settings, toasts);
        state.requests.watch_once_ready(session);
        provide_context(state);
        state
    }
}

/// Every owner of state.
pub fn app_state() -> AppState {
    expect_context()
}
