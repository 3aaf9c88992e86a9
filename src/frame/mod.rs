//! What stands around every chapter.

mod check_dialog;
mod header;
mod keys_dialog;
mod rail;
mod settings_dialog;
mod sprite;
mod toast_line;

pub use check_dialog::CheckDialog;
pub use header::Header;
pub use keys_dialog::KeysDialog;
pub use rail::Rail;
pub use settings_dialog::{SettingsDialog, row as setting_row};
pub use sprite::Sprite;
pub use toast_line::ToastLine;
