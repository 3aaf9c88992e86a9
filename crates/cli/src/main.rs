//! The same engine on the command line.
//!
//! ```text
//! driftglass compare reference.csv production.csv --json report.json
//! ```

mod arguments;
mod card;
mod compare;
mod diff;
mod exit;
mod input;
mod manual;
mod named;
mod outputs;
mod print;
mod progress;
mod sample;
mod saved;
mod schema;
mod settings;
mod split;
mod verdict;
mod verify;

use std::process::ExitCode;

use clap::Parser;
use report::Problem;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Compare(compare) => compare::run(&compare),
        Command::Report(report) => saved::run(&report),
        Command::Verify(verify) => verify::run(&verify),
        Command::Diff(diff) => diff::run(&diff),
        Command::Card(card) => card::run(&card).map(|()| ExitCode::SUCCESS),
        Command::Sample(sample) => sample::run(&sample).map(|()| ExitCode::SUCCESS),
        Command::Schema => schema::print().map(|()| ExitCode::SUCCESS),
        Command::Settings => settings::print().map(|()| ExitCode::SUCCESS),
        Command::Completions { shell } => manual::completions(shell).map(|()| ExitCode::SUCCESS),
        Command::Man { folder } => manual::pages(&folder).map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|problem| {
        eprintln!("driftglass: {}", print::plain(&problem.to_string()));
        ExitCode::from(exit::FAILED)
    })
}

/// A problem with a file of the computer.
fn file_problem(doing: &str, path: &std::path::Path, error: &std::io::Error) -> Problem {
    let remedy = match error.kind() {
        std::io::ErrorKind::NotFound => "Check the path",
        std::io::ErrorKind::PermissionDenied => "Check the permissions",
        std::io::ErrorKind::IsADirectory => "Give a file, not a folder",
        std::io::ErrorKind::NotADirectory => "Check the path: a part of it is no folder",
        std::io::ErrorKind::AlreadyExists => "Choose another folder, or move the file away",
        std::io::ErrorKind::StorageFull => "Make room",
        _ => "Try again",
    };
    Problem::new(format!("Could not {doing}: {error}"), remedy).in_file(path.display().to_string())
}
