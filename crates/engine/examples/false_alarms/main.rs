//! Measures how often the engine raises an alarm where nothing has changed, and how often it sees what
//! has, and writes docs/false-alarms.md to the standard output.
//!
//! `cargo run --release -p engine --example false_alarms -- [--draws 2000] [--threads 2] [--parts FOLDER]`
//!
//! With a folder, what was counted is kept there, and a run that was stopped goes on where it was.
//!
//! Every comparison is the product's own: two files are written as CSV, read by `table`, and compared
//! by `engine::analyze` with the default settings. Each draw has a seed of its own, so that the
//! numbers depend neither on the threads nor on what else is measured.

#![allow(clippy::panic, reason = "a measurement that cannot go on says why and stops")]

mod document;
mod evidently;
mod family;
mod law;
mod plan;
mod tally;
mod trial;

fn main() {
    let draws = argument("--draws").unwrap_or(2_000);
    let threads = argument("--threads").unwrap_or(2);
    let parts = text_argument("--parts").map(std::path::PathBuf::from);
    print!("{}", document::write(draws, threads, parts));
}

/// The whole number behind a name on the command line.
fn argument(name: &str) -> Option<u32> {
    text_argument(name)?.parse().ok()
}

/// What stands behind a name on the command line.
fn text_argument(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}
