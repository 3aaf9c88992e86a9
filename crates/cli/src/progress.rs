//! Progress on a terminal; silent where the error output is none.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use report::format;

use crate::print::plain;

/// A bar on the error output.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar over the bytes of a file.
    pub fn bytes(file: &str, total: u64, quiet: bool) -> Self {
        Self::new(
            total,
            quiet,
            "Reading {msg} [{bar:30}] {bytes} of {total_bytes}, {eta} left",
            file,
        )
    }

    /// A bar over columns.
    pub fn columns(quiet: bool) -> Self {
        Self::new(0, quiet, "Comparing [{bar:30}] {pos} of {len} {msg}", "")
    }

    fn new(total: u64, quiet: bool, template: &str, message: &str) -> Self {
        let target =
            if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        // The templates are constant; where one is wrong, the bar has its default look.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(plain(&format::short(message)));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// Adds to what is done.
    pub fn advance(&self, done: u64) {
        self.0.inc(done);
    }

    /// Sets what is done.
    pub fn set(&self, message: &str, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
        self.0.set_message(plain(&format::short(message)));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
