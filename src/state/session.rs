//! The files, what was read of them, and the Report.

use std::sync::Arc;

use document::{Document, Documents};
use leptos::prelude::*;
use protocol::{Opened, Progress, Replay, Slot, Source};
use report::{Pair, Problem, Report, Side};
use web_sys::File;

use crate::browser;
use crate::engine_client::Status;
use crate::model::chapter::Chapter;
use crate::model::files::Files;

/// Where the bytes of a side come from. Two origins are equal when they were chosen at once.
#[derive(Clone)]
pub struct Origin {
    id: u32,
    /// The file's name, or words for a story's.
    pub name: String,
    /// The file; none for a story.
    pub file: Option<File>,
    /// What the worker is asked for.
    pub source: Source,
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What a request under way has come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// What is done, as a clause: "Reading loans.csv".
    pub title: String,
    /// How far it is, once the worker said so.
    pub progress: Option<Progress>,
    /// When the stage that is under way began, on the page's clock.
    pub stage_started_ms: f64,
}

/// A Report and the tables it is of.
#[derive(Clone)]
pub struct Analysis {
    /// The Report.
    pub report: Arc<Report>,
    /// Its chapters that are shown as documents.
    pub documents: Arc<Documents>,
    /// What was read of each file.
    pub opened: Files<Arc<Opened>>,
    /// How it stands to the record that is open, where one is.
    pub replay: Option<Replay>,
    /// How long the analysis took.
    pub duration_ms: f64,
}

/// The files and the Report; a copy is a handle.
#[derive(Clone, Copy)]
pub struct Session {
    /// What each file is to be read from.
    pub origins: RwSignal<Files<Origin>, LocalStorage>,
    /// What was read of each file that is wanted.
    pub opened: RwSignal<Files<Arc<Opened>>>,
    /// The last comparison; it stays until there is a newer one.
    pub analysis: RwSignal<Option<Analysis>, LocalStorage>,
    /// The name of the saved report that is open as the record.
    pub record: RwSignal<Option<String>>,
    /// Whether a file of the Report is being written.
    pub is_saving: RwSignal<bool>,
    /// What only people know of the model, in the order of its card.
    pub notes: RwSignal<Vec<String>>,
    /// What is being done.
    pub work: RwSignal<Option<Work>>,
    /// What could not be done, and can be tried again.
    pub problem: RwSignal<Option<Problem>>,
    /// What was not taken; it stays until the next files come, or until it is closed.
    pub rejection: RwSignal<Option<Problem>>,
    /// The place that it was meant for: another file for another place is no reason to forget it.
    rejected_slot: StoredValue<Option<Slot>>,
    /// Whether the Report on screen is not of the files and settings that are wanted.
    pub is_stale: RwSignal<bool>,
    /// Whether the engine died and was replaced since the last click.
    pub was_restarted: RwSignal<bool>,
    /// Whether the engine can be asked.
    pub status: RwSignal<Status>,
    next_origin: StoredValue<u32>,
}

impl Session {
    /// An empty session.
    pub fn new() -> Self {
        Self {
            origins: RwSignal::new_local(Files::default()),
            opened: RwSignal::new(Files::default()),
            analysis: RwSignal::new_local(None),
            record: RwSignal::new(None),
            is_saving: RwSignal::new(false),
            notes: RwSignal::new(Vec::new()),
            work: RwSignal::new(None),
            problem: RwSignal::new(None),
            rejection: RwSignal::new(None),
            rejected_slot: StoredValue::new(None),
            is_stale: RwSignal::new(false),
            was_restarted: RwSignal::new(false),
            status: RwSignal::new(Status::Loading),
            next_origin: StoredValue::new(1),
        }
    }

    /// The Report on screen.
    pub fn report(&self) -> Option<Arc<Report>> {
        self.analysis.with(|analysis| analysis.as_ref().map(|found| Arc::clone(&found.report)))
    }

    /// What is read off a chapter of the Report on screen that is shown as a document.
    pub fn document<T>(&self, chapter: Chapter, read: impl FnOnce(&Document) -> T) -> Option<T> {
        self.analysis.with(|analysis| {
            let documents = &analysis.as_ref()?.documents;
            Some(read(match chapter {
                Chapter::Performance => &documents.performance,
                Chapter::Calibration => &documents.calibration,
                Chapter::Segments => &documents.segments,
                Chapter::Fairness => &documents.fairness,
                Chapter::Experiments => &documents.experiments,
                _ => return None,
            }))
        })
    }

    /// What of the Report on screen is shown as documents; empty without one.
    pub fn documents(&self) -> Arc<Documents> {
        self.analysis.with(|analysis| {
            analysis.as_ref().map(|analysis| Arc::clone(&analysis.documents)).unwrap_or_default()
        })
    }

    /// Says what was not taken, and for which place it was meant, where that is known.
    pub fn reject(&self, problem: Problem, slot: Option<Slot>) {
        self.rejected_slot.set_value(slot);
        self.rejection.set(Some(problem));
    }

    /// Takes files, each for its place.
    pub fn choose_files(&self, files: &[(Slot, File)]) {
        let is_replaced = |slot: &Slot| files.iter().any(|(chosen, _)| chosen == slot);
        if self.rejected_slot.get_value().is_none_or(|slot| is_replaced(&slot)) {
            self.rejection.set(None);
        }
        self.origins.update(|origins| {
            for (slot, file) in files {
                *origins.get_mut(*slot) = Some(self.file_origin(file.clone()));
            }
        });
    }

    /// Takes the file of one side for both.
    pub fn use_for_both(&self, side: Side) {
        self.origins.update(|origins| {
            let one = origins.sides.get(side).clone();
            origins.sides = Pair::from_fn(|_| one.clone());
        });
    }

    /// Does without labels that came later.
    pub fn forget_labels(&self) {
        self.origins.update(|origins| origins.labels = None);
    }

    /// Takes a built-in story.
    pub fn choose_story(&self, story: &str) {
        self.rejection.set(None);
        let origin = |side| {
            let source = Source::Sample { story: story.to_owned(), side };
            let name = match side {
                Side::Reference => "the story’s reference",
                Side::Production => "the story’s production",
            };
            Some(Origin { id: self.origin_id(), name: name.to_owned(), file: None, source })
        };
        self.origins.set(Files { sides: Pair::from_fn(origin), labels: None });
    }

    /// Forgets the files and the Report.
    pub fn clear(&self) {
        self.origins.set(Files::default());
        self.opened.set(Files::default());
        self.analysis.set(None);
        self.record.set(None);
        self.notes.set(Vec::new());
        self.problem.set(None);
        self.rejection.set(None);
        self.was_restarted.set(false);
    }

    /// Shows that something has begun.
    pub fn begin_work(&self, title: String) {
        let stage_started_ms = browser::now_ms();
        self.work.set(Some(Work { title, progress: None, stage_started_ms }));
    }

    /// Shows how far it is.
    pub fn report_progress(&self, progress: Progress) {
        self.work.update(|work| {
            let Some(work) = work else { return };
            let stage = |progress: &Progress| (progress.stage, progress.total);
            if work.progress.as_ref().map(stage) != Some(stage(&progress)) {
                work.stage_started_ms = browser::now_ms();
            }
            work.progress = Some(progress);
        });
    }

    fn file_origin(&self, file: File) -> Origin {
        let name = file.name();
        let source = Source::File { name: name.clone() };
        Origin { id: self.origin_id(), name, file: Some(file), source }
    }

    fn origin_id(&self) -> u32 {
        let id = self.next_origin.get_value();
        self.next_origin.set_value(id + 1);
        id
    }
}
