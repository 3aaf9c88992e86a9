//! `driftglass settings`.

use std::fmt::Write;

use report::{Problem, Setting, Settings};

use crate::print::print_text;

/// Prints every setting with its default, its range and what it does, as Markdown.
pub fn print() -> Result<(), Problem> {
    let defaults = Settings::default();
    let mut text = "# Settings\n\nEvery threshold is a setting: in the page's panel, in its link, and in the file \
        that `--settings` reads, as JSON by these paths (`{\"drift\": {\"psi_bins\": 12}}`).\n\n\
        | setting | path | default | can be | what it does |\n|---|---|---|---|---|\n"
        .to_owned();
    for setting in Setting::ALL {
        let default = setting.value(&defaults);
        let default = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        let words = setting.words;
        let unit = if words.unit.is_empty() { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | `{}` | {default} | {}{unit}{} | {} |",
            words.label,
            setting.path,
            setting.range(),
            words.unit,
            words.does
        );
    }
    print_text(&text)
}
