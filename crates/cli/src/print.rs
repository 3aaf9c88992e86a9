//! Prints to the standard output.

use std::io::Write;

use report::Problem;

/// A text without the characters that would steer a terminal, as names of columns may hold: controls,
/// and marks that turn the direction of writing.
pub fn plain(text: &str) -> String {
    let steers =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

/// Prints a text; a reader that closed its end early is no problem.
pub fn print_text(text: &str) -> Result<(), Problem> {
    print_bytes(text.as_bytes())
}

/// The same with bytes.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Problem> {
    match std::io::stdout().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Problem::new(format!("Could not print: {error}"), "Try again"))
        }
        _ => Ok(()),
    }
}
