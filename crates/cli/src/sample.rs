//! `driftglass sample`.

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
        std::fs::write(&path, file.bytes)
            .map_err(|error| file_problem("write the file", &path, &error))?;
        print_text(&format!("{}\n", path.display()))?;
    }
    Ok(())
}
