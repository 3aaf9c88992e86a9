//! Prints to the standard output.

use std::io::Write;

use report::Problem;

/// Prints a text; a reader that closed its end early is no problem.
pub fn print_text(text: &str) -> Result<(), Problem> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Problem::new(format!("Could not print: {error}"), "Try again"))
        }
        _ => Ok(()),
    }
}
