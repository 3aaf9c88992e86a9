//! `driftglass card`.

use std::path::Path;

use document::Notes;
use report::Problem;

use crate::arguments::Card;
use crate::print::print_text;
use crate::{file_problem, saved};

/// Writes a model card from a saved report; as Markdown to the standard output where no file is named.
pub fn run(arguments: &Card) -> Result<(), Problem> {
    let inputs: Vec<_> =
        [Some(&arguments.saved), arguments.notes.as_ref()].into_iter().flatten().collect();
    let put = arguments.outputs.sparing(&inputs, None)?;
    let report = saved::read(&arguments.saved)?;
    let notes = arguments.notes.as_deref().map_or_else(|| Ok(Notes::default()), read_notes)?;
    let card = document::card(&report, &notes);
    if arguments.outputs.files().next().is_none() {
        return print_text(&export::markdown_of(&card));
    }
    arguments.outputs.write(&card, &put)
}

fn read_notes(path: &Path) -> Result<Notes, Problem> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| file_problem("read the notes", path, &error))?;
    Notes::from_json(&text).map_err(|problem| problem.in_file(path.display().to_string()))
}
