//! Files that come in: chosen, pasted, or dropped anywhere on the page.

use leptos::prelude::{Set, WithUntracked};
use report::{Pair, Problem, Side};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, File, FileList};

use crate::model::assignment::{side_of_first, side_of_one};
use crate::state::AppState;

/// Takes what was dropped: one file for the zone under it or the empty side, two for both sides.
pub fn take_dropped(state: AppState, event: &DragEvent) {
    let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) else { return };
    if files.length() == 0 {
        state.session.rejection.set(Some(no_file()));
        return;
    }
    let zone = event.target().and_then(|target| target.dyn_into().ok()).and_then(zone_side);
    take_files(state, zone, &files);
}

/// Takes files for a side, or for the sides that their names speak of.
pub fn take_files(state: AppState, side: Option<Side>, files: &FileList) {
    state.session.was_restarted.set(false);
    let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
    match <[File; 1]>::try_from(files) {
        Ok([file]) => {
            let side = side.unwrap_or_else(|| empty_side(state, &file.name()));
            choose(state, &[(side, file)]);
        }
        Err(files) => match <[File; 2]>::try_from(files) {
            Ok([first, second]) => {
                let side = side_of_first(&first.name(), &second.name());
                choose(state, &[(side, first), (side.other(), second)]);
            }
            // A file dialog that was left.
            Err(files) if files.is_empty() => {}
            Err(files) => state.session.rejection.set(Some(too_many(files.len()))),
        },
    }
}

/// Takes files. How a file is read was chosen for that file: one of another name is guessed anew.
fn choose(state: AppState, files: &[(Side, File)]) {
    let is_other = |(side, file): &&(Side, File)| {
        state.session.origins.with_untracked(|origins| {
            origins.get(*side).as_ref().is_some_and(|origin| origin.name != file.name())
        })
    };
    let mut is_forgotten = false;
    for (side, _) in files.iter().filter(is_other) {
        is_forgotten |= state.settings.forget_reading(*side);
    }
    if is_forgotten {
        state.toasts.chosen("Another file: how it is read is guessed anew");
    }
    state.session.choose_files(files);
}

fn empty_side(state: AppState, name: &str) -> Side {
    let taken = state.session.origins.with_untracked(|origins| {
        Pair::new(origins.reference.is_some(), origins.production.is_some())
    });
    side_of_one(name, &taken)
}

fn zone_side(element: Element) -> Option<Side> {
    let zone = element.closest("[data-side]").ok().flatten()?;
    let label = zone.get_attribute("data-side")?;
    Side::BOTH.into_iter().find(|side| side.label() == label)
}

fn too_many(files: usize) -> Problem {
    Problem::new(
        format!("{files} files were dropped, and two are compared at a time"),
        "Drop the reference and the production file",
    )
}

fn no_file() -> Problem {
    Problem::new(
        "What was dropped is no file",
        "Drop files, or paste rows of a table with the button Paste on the first page",
    )
}
