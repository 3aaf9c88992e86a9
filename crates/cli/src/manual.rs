//! `driftglass completions` and `driftglass man`.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use report::Problem;

use crate::arguments::Arguments;
use crate::file_problem;
use crate::print::print_bytes;

/// Prints what a shell completes commands by.
pub fn completions(shell: Shell) -> Result<(), Problem> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "driftglass", &mut script);
    print_bytes(&script)
}

/// Writes manual pages, one a command.
pub fn pages(folder: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(folder)
        .map_err(|error| file_problem("make the folder", folder, &error))?;
    clap_mangen::generate_to(Arguments::command(), folder)
        .map_err(|error| file_problem("write the manual pages", folder, &error))
}
