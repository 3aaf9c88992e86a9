//! Brings the worker to what is wanted: the files open, and compared with the settings.
//!
//! The page changes what is wanted, the files and the settings, and nothing else. The driver finds
//! the next step from what the worker holds, asks for it, and goes on until nothing is left. So a
//! newer choice wins over an older one, and a worker that was replaced is filled again, without a
//! case for either.

mod asked;

use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;
use std::slice;
use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Opened, Replay, Response, Slot};
use report::{Problem, Settings};
use wasm_bindgen_futures::spawn_local;

use super::receive::{self, Received};
use super::session::{Analysis, Origin, Session};
use super::settings::SettingsState;
use super::step::{self, Held, Step, Table};
use crate::browser;
use crate::engine_client::{EngineClient, Loss, Outcome, SentReport, Status};
use crate::model::files::Files;

/// A handle on the driver.
#[derive(Clone, Copy)]
pub struct Driver {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

/// A step that is not tried again while it is wanted unchanged, and why.
struct Refusal {
    step: Step,
    problem: Option<Problem>,
}

struct Inner {
    engine: EngineClient,
    session: Session,
    settings: SettingsState,
    held: RefCell<Files<Held>>,
    /// The files whose names of columns the settings have, where they are of a record that numbers its columns.
    named: RefCell<Option<Files<Origin>>>,
    workers_ended: Cell<u32>,
    analysed: RefCell<Option<(Files<Table>, Box<Settings>)>>,
    current: RefCell<Option<(Step, u32)>>,
    refused: RefCell<Vec<Refusal>>,
    died_at: RefCell<Vec<Step>>,
    is_working: Cell<bool>,
}

impl Driver {
    /// Starts the engine, and works whenever files or settings change.
    pub fn start(session: Session, settings: SettingsState) -> Self {
        let engine = EngineClient::start(move |status| {
            if let Status::Broken(problem) = &status {
                session.problem.set(Some(problem.clone()));
            }
            session.status.set(status);
        });
        let inner = Rc::new(Inner {
            engine,
            session,
            settings,
            held: RefCell::default(),
            named: RefCell::default(),
            workers_ended: Cell::default(),
            analysed: RefCell::default(),
            current: RefCell::default(),
            refused: RefCell::default(),
            died_at: RefCell::default(),
            is_working: Cell::new(false),
        });
        let waking = Rc::clone(&inner);
        Effect::new(move || {
            session.origins.track();
            settings.track();
            waking.wake();
        });
        Self { inner: StoredValue::new_local(inner) }
    }

    /// Exchanges the two files.
    pub fn swap(&self) {
        let inner = self.inner.get_value();
        if let Some(named) = &mut *inner.named.borrow_mut() {
            named.swap();
        }
        inner.session.origins.update(Files::swap);
        inner.settings.swap_sides();
    }

    /// Stops what is under way; what was there before stays.
    pub fn cancel(&self) {
        self.inner.get_value().cancel();
    }

    /// Forgets the files, what was read of them and what was found, in the worker too.
    pub fn forget(&self) {
        let inner = self.inner.get_value();
        inner.named.take();
        inner.analysed.take();
        inner.refused.take();
        inner.died_at.take();
        inner.session.clear();
        inner.engine.replace(Loss::Stopped);
    }

    /// Tries again what was stopped or could not be done.
    pub fn retry(&self) {
        let inner = self.inner.get_value();
        inner.refused.take();
        inner.wake();
    }
}

impl Inner {
    /// The settings that a comparison hangs on.
    fn settings(&self) -> Box<Settings> {
        Box::new(self.settings.now().of_comparison())
    }

    fn wake(self: &Rc<Self>) {
        let wanted = self.wanted();
        self.show_opened();
        self.refused.borrow_mut().retain(|refusal| self.is_wanted(&refusal.step, &wanted));
        let outdated = match &*self.current.borrow() {
            Some((step, id)) if !self.is_wanted(step, &wanted) => Some(*id),
            _ => None,
        };
        if let Some(id) = outdated {
            self.engine.cancel(id);
        }
        if !self.is_working.replace(true) {
            let inner = Rc::clone(self);
            spawn_local(async move { inner.work().await });
        }
    }

    async fn work(&self) {
        while let Some(step) = self.next_step() {
            self.session.begin_work(step.title());
            let session = self.session;
            let (request, origin) = step.request();
            let file = origin.and_then(|origin| origin.file.as_ref());
            let ticket =
                self.engine.send(request, file.map_or(&[], slice::from_ref), move |progress| {
                    session.report_progress(progress)
                });
            *self.current.borrow_mut() = Some((step.clone(), ticket.id));
            let outcome = ticket.outcome().await;
            self.current.take();
            match outcome {
                Outcome::Answered(response, beside) => {
                    self.finish(step, response, beside.report).await;
                }
                Outcome::Lost(loss) => self.recover(step, loss),
            }
        }
        self.is_working.set(false);
        self.publish();
    }

    /// The files as they are to be read; without what names columns, as long as these are numbered.
    fn wanted(&self) -> Files<Table> {
        let settings = self.settings.now();
        let named = self.named.borrow();
        self.session.origins.get_untracked().filter_map(|slot, origin| {
            let reading = match slot {
                Slot::Side(side) => settings.reading.get(side),
                Slot::Labels => &settings.labels.reading,
            };
            let is_named = named.as_ref().is_none_or(|named| named.get(slot) == Some(origin));
            let reading = if is_named { reading.clone() } else { reading.without_columns() };
            Some(Table { origin: origin.clone(), reading })
        })
    }

    /// What the worker holds; what an earlier one held went with it.
    fn held(&self) -> RefMut<'_, Files<Held>> {
        let ended = self.engine.workers_ended();
        if self.workers_ended.replace(ended) != ended {
            self.held.take();
        }
        self.held.borrow_mut()
    }

    fn held_tables(&self) -> Files<Table> {
        self.held().filter_map(|_, held| Some(held.table.clone()))
    }

    fn is_wanted(&self, step: &Step, wanted: &Files<Table>) -> bool {
        match step {
            Step::Open(slot, table) => wanted.get(*slot) == Some(table),
            Step::ForgetLabels => wanted.labels.is_none(),
            Step::Swap => true,
            Step::Name(tables, settings) => wanted == tables && self.settings.now() == **settings,
            Step::Analyse(tables, settings) => wanted == tables && self.settings() == *settings,
        }
    }

    fn next_step(&self) -> Option<Step> {
        let wanted = self.wanted();
        let held = self.held_tables();
        if step::is_reversed(&wanted, &held) && !self.is_refused(&Step::Swap) {
            return Some(Step::Swap);
        }
        if wanted.labels.is_none() && held.labels.is_some() {
            return Some(Step::ForgetLabels);
        }
        for slot in Files::<Table>::SLOTS {
            let Some(table) = wanted.get(slot) else { continue };
            let step = Step::Open(slot, table.clone());
            if held.get(slot) != Some(table) && !self.is_refused(&step) {
                return Some(step);
            }
        }
        if held != wanted || !wanted.is_pair() {
            return None;
        }
        if !self.has_names(&wanted) {
            let step = Step::Name(wanted, Box::new(self.settings.now()));
            return (!self.is_refused(&step)).then_some(step);
        }
        let goal = (wanted, self.settings());
        if self.analysed.borrow().as_ref() == Some(&goal) {
            return None;
        }
        let step = Step::Analyse(goal.0, goal.1);
        (!self.is_refused(&step)).then_some(step)
    }

    /// Whether no column of these files is numbered in the settings.
    fn has_names(&self, tables: &Files<Table>) -> bool {
        self.named.borrow().as_ref().is_none_or(|named| *named == origins(tables))
    }

    /// Puts settings in force in which the columns of these files have their names.
    fn name(&self, tables: &Files<Table>, settings: Settings) {
        *self.named.borrow_mut() = Some(origins(tables));
        self.settings.begin_with(settings);
    }

    fn is_refused(&self, step: &Step) -> bool {
        self.refused.borrow().iter().any(|refusal| refusal.step == *step)
    }

    fn refuse(&self, step: Step, problem: Option<Problem>) {
        self.refused.borrow_mut().push(Refusal { step, problem });
    }

    async fn finish(&self, step: Step, response: Response, report: Option<SentReport>) {
        match (step, response) {
            (Step::Open(slot, table), Response::Opened(opened)) => self.keep(slot, table, *opened),
            (Step::ForgetLabels, Response::LabelsForgotten) => self.held().labels = None,
            (Step::Swap, Response::Swapped) => self.swap_held(),
            (step @ Step::Name(..), Response::Named { settings }) => {
                if let Step::Name(tables, _) = &step
                    && self.is_wanted(&step, &self.wanted())
                {
                    self.name(tables, *settings);
                }
            }
            (Step::Analyse(tables, settings), Response::Analysed { duration_ms, replay }) => {
                let received = receive::report(report).await;
                self.show(tables, settings, received, duration_ms, replay);
            }
            (Step::Open(slot, _), Response::Failed(problem)) if self.go_back() => {
                self.session.reject(problem, Some(slot));
            }
            (step, Response::Failed(problem)) => self.refuse(step, Some(problem)),
            // Stopped because it is outdated, or by the user, who has refused it already.
            (step, _) if !self.is_wanted(&step, &self.wanted()) || self.is_refused(&step) => {}
            (step, _) => self.refuse(step, None),
        }
    }

    fn keep(&self, slot: Slot, table: Table, opened: Opened) {
        *self.held().get_mut(slot) = Some(Held { table, opened: Arc::new(opened) });
        self.show_opened();
    }

    fn swap_held(&self) {
        self.held().swap();
        self.show_opened();
    }

    /// Shows what was read of the files that are wanted.
    fn show_opened(&self) {
        let wanted = self.wanted();
        let opened = self.held().filter_map(|slot, held| {
            let is_wanted = wanted.get(slot) == Some(&held.table);
            is_wanted.then(|| Arc::clone(&held.opened))
        });
        self.session.opened.set(opened);
    }

    /// Shows a Report, unless other files are wanted by the time it is read.
    fn show(
        &self,
        tables: Files<Table>,
        settings: Box<Settings>,
        received: Result<Received, Problem>,
        duration_ms: f64,
        replay: Option<Replay>,
    ) {
        self.died_at.take();
        if self.wanted() != tables {
            return;
        }
        match received {
            Ok(received) => {
                let opened = self.session.opened.get_untracked();
                self.put(received, opened, duration_ms, replay);
                *self.analysed.borrow_mut() = Some((tables, settings));
            }
            Err(problem) => self.refuse(Step::Analyse(tables, settings), Some(problem)),
        }
    }

    fn put(
        &self,
        Received { report, documents }: Received,
        opened: Files<Arc<Opened>>,
        duration_ms: f64,
        replay: Option<Replay>,
    ) {
        browser::keep_focus();
        let analysis = Analysis { report, documents, opened, duration_ms, replay };
        self.session.analysis.set(Some(analysis));
    }

    /// The worker is gone with its tables: they are read again, and the step is tried once more.
    fn recover(&self, step: Step, loss: Loss) {
        if loss == Loss::Stopped {
            return;
        }
        if matches!(self.session.status.get_untracked(), Status::Broken(_)) {
            self.refuse(step, None);
        } else if self.died_at.borrow().contains(&step) {
            self.refuse(step, Some(died_twice()));
        } else {
            self.died_at.borrow_mut().push(step);
            self.session.was_restarted.set(true);
        }
    }

    /// Stops what is under way. Files that are only being read give way to those before them.
    fn cancel(&self) {
        let Some((step, id)) = self.current.borrow().clone() else { return };
        match step {
            Step::Open(..) if self.go_back() => return,
            Step::Open(..) => self.refuse_to_open(),
            step => self.refuse(step, None),
        }
        self.engine.cancel(id);
    }

    /// Goes back to the files of the last comparison, or else to those that were read; false where
    /// these are wanted anyway.
    fn go_back(&self) -> bool {
        let analysed = self.analysed.borrow().clone();
        let tables = analysed.map_or_else(|| self.held_tables(), |(tables, _)| tables);
        let earlier = origins(&tables);
        let is_change = earlier != self.session.origins.get_untracked();
        if is_change {
            self.session.origins.set(earlier);
        }
        is_change
    }

    /// Leaves the files as they are read: a setting that was chosen waits.
    fn refuse_to_open(&self) {
        let (wanted, held) = (self.wanted(), self.held_tables());
        for slot in Files::<Table>::SLOTS {
            if let Some(table) = wanted.get(slot).filter(|table| held.get(slot) != Some(*table)) {
                self.refuse(Step::Open(slot, table.clone()), None);
            }
        }
    }

    /// Shows what is left undone.
    fn publish(&self) {
        self.session.work.set(None);
        let problem = self.refused.borrow().iter().find_map(|refusal| refusal.problem.clone());
        if !matches!(self.session.status.get_untracked(), Status::Broken(_)) {
            self.session.problem.set(problem);
        }
        let wanted = self.wanted();
        let is_pair = wanted.is_pair();
        let goal = Some((wanted, self.settings()));
        self.session.is_stale.set(is_pair && *self.analysed.borrow() != goal);
    }
}

fn origins(tables: &Files<Table>) -> Files<Origin> {
    tables.filter_map(|_, table| Some(table.origin.clone()))
}

fn died_twice() -> Problem {
    Problem::new(
        "The engine stopped twice at the same place, most likely for want of memory",
        "Close other tabs, or compare fewer rows or columns, then try again",
    )
}
