//! Files that come in: chosen, pasted, or dropped anywhere on the page.

use leptos::prelude::{Set, WithUntracked};
use protocol::Slot;
use report::{Pair, Problem, Side};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Element, File};

use crate::model::assignment::{slot_of_one, slots_of};
use crate::state::AppState;

/// Takes what was dropped: one file for the zone under it or the empty side, two for both sides, a
/// third for the labels.
pub fn take_dropped(state: AppState, event: &DragEvent) {
    let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) else { return };
    let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
    if files.is_empty() {
        state.session.reject(no_file(), None);
        return;
    }
    let zone = event.target().and_then(|target| target.dyn_into().ok()).and_then(zone_side);
    take_files(state, zone.map(Slot::Side), files);
}

/// Takes files for a place, or for the places that their names speak of.
pub fn take_files(state: AppState, slot: Option<Slot>, files: Vec<File>) {
    state.session.was_restarted.set(false);
    if let Some(record) = files.iter().position(is_record) {
        let record = files[record].clone();
        let left = files.into_iter().filter(|file| !is_record(file)).collect();
        return open_record(state, record, slot, left);
    }
    take_tables(state, slot, &files);
}

/// The endings of saved reports, as a file dialog takes them.
pub const RECORDS: &str = ".html,.htm,.json";

/// Whether a file is a saved report, by its name.
fn is_record(file: &File) -> bool {
    let name = file.name().to_ascii_lowercase();
    RECORDS.split(',').any(|ending| name.ends_with(ending))
}

/// Shows a saved report, and then takes the tables that came with it: its settings say how they are read.
fn open_record(state: AppState, file: File, slot: Option<Slot>, tables: Vec<File>) {
    state.session.begin_work(format!("Opening {}", file.name()));
    spawn_local(async move {
        let opened = state.driver.open_record(file).await;
        state.session.work.set(None);
        state.session.rejection.set(None);
        take_tables(state, slot, &tables);
        if let Err(Some(problem)) = opened {
            state.session.reject(problem, None);
        }
    });
}

/// Takes tables for a place, or for the places that their names speak of.
fn take_tables(state: AppState, slot: Option<Slot>, files: &[File]) {
    let described = |file: &File| (file.name(), file.size());
    let slots = match (files, slot) {
        // A file dialog that was left.
        ([], _) => return,
        ([_], Some(slot)) => Some(vec![slot]),
        ([file], None) => Some(vec![slot_of_one(&file.name(), &taken(state))]),
        (files, _) => slots_of(&files.iter().map(described).collect::<Vec<_>>()),
    };
    match slots {
        Some(slots) => {
            choose(state, &slots.into_iter().zip(files.iter().cloned()).collect::<Vec<_>>())
        }
        None => state.session.reject(too_many(files.len()), None),
    }
}

/// Takes files. How a file is read was chosen for that file: one of another name is guessed anew.
fn choose(state: AppState, files: &[(Slot, File)]) {
    let is_other = |(slot, file): &&(Slot, File)| {
        state.session.origins.with_untracked(|origins| {
            origins.get(*slot).is_some_and(|origin| origin.name != file.name())
        })
    };
    let mut is_forgotten = false;
    for (slot, _) in files.iter().filter(is_other) {
        is_forgotten |= state.settings.forget_reading(*slot);
    }
    if is_forgotten {
        state.toasts.chosen("Another file: how it is read is guessed anew");
    }
    state.session.choose_files(files);
    if let ([(Slot::Side(side), _)], true) = (files, state.settings.is_split()) {
        state.session.use_for_both(*side);
    }
}

fn taken(state: AppState) -> Pair<bool> {
    state.session.origins.with_untracked(|origins| origins.sides.as_ref().map(Option::is_some))
}

fn zone_side(element: Element) -> Option<Side> {
    let zone = element.closest("[data-side]").ok().flatten()?;
    let label = zone.get_attribute("data-side")?;
    Side::BOTH.into_iter().find(|side| side.label() == label)
}

fn too_many(files: usize) -> Problem {
    Problem::new(
        format!("{files} files were dropped, and two are compared at a time"),
        "Drop the reference, the production file, and labels where they came later",
    )
}

fn no_file() -> Problem {
    Problem::new(
        "What was dropped is no file",
        "Drop files, or paste rows of a table with the button Paste on the first page",
    )
}
