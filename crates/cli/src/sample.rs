//! `driftglass sample`.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use report::Problem;
use samples::Story;

use crate::arguments::Sample;
use crate::file_problem;
use crate::print::print_text;

/// Writes the two files of a story.
pub fn run(arguments: &Sample) -> Result<(), Problem> {
    let story = Story::from_name(&arguments.story).ok_or_else(|| {
        let names = Story::ALL.map(Story::name).join(", ");
        Problem::new(
            format!("There is no story called {}", arguments.story),
            format!("Choose one of {names}"),
        )
    })?;
    std::fs::create_dir_all(&arguments.folder)
        .map_err(|error| file_problem("make the folder", &arguments.folder, &error))?;
    for file in [story.reference(), story.production()] {
        let path = arguments.folder.join(file.name);
        write_new(&path, &file.bytes)
            .map_err(|error| file_problem("write the file", &path, &error))?;
        print_text(&format!("{}\n", path.display()))?;
    }
    Ok(())
}

/// Writes a file that is not there, or holds the same bytes already.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match File::create_new(path) {
        Ok(mut file) => file.write_all(bytes),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if std::fs::read(path).is_ok_and(|there| there == bytes) { Ok(()) } else { Err(error) }
        }
        Err(error) => Err(error),
    }
}
