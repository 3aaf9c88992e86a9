//! The worker that computes, as the page sees it: requests go in, answers come out.
//!
//! The worker is disposable. Its wasm is compiled and its script is fetched once, when the page
//! loads, so a worker that died or did not stop in time is replaced without a network request.

mod load;
mod messages;
mod worker;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use protocol::{Envelope, Progress, Request, Response, SettingWords};
use report::Problem;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

pub use messages::{Beside, SentReport};

use load::Parts;
use worker::{FromWorker, WorkerHandle};

/// How long a worker may take to stop a request before it is replaced.
const CANCEL_TIMEOUT_MS: u32 = 1_000;

/// What became of a request.
pub enum Outcome {
    /// The worker answered, and sent something beside some answers.
    Answered(Response, Beside),
    /// The worker was replaced before it answered; everything it held is gone.
    Lost(Loss),
}

/// Why a worker was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It did not stop in time.
    Stopped,
    /// It broke down.
    Died,
}

/// Whether the engine can be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// It is being loaded or replaced; requests wait.
    Loading,
    /// It takes requests, and says how settings are told.
    Ready(Arc<[SettingWords]>),
    /// It cannot be used.
    Broken(Problem),
}

/// A request under way.
pub struct Ticket {
    /// Its id, for [`EngineClient::cancel`].
    pub id: u32,
    outcome: oneshot::Receiver<Outcome>,
}

impl Ticket {
    /// Waits for what becomes of the request.
    pub async fn outcome(self) -> Outcome {
        self.outcome.await.unwrap_or(Outcome::Lost(Loss::Died))
    }
}

struct Pending {
    outcome: oneshot::Sender<Outcome>,
    on_progress: Box<dyn Fn(Progress)>,
}

/// The engine's worker; clones share it.
#[derive(Clone)]
pub struct EngineClient {
    inner: Rc<Inner>,
}

struct Inner {
    parts: RefCell<Option<Parts>>,
    worker: RefCell<Option<WorkerHandle>>,
    is_ready: Cell<bool>,
    is_broken: Cell<bool>,
    waiting: RefCell<Vec<JsValue>>,
    /// By id, a few at most.
    pending: RefCell<Vec<(u32, Pending)>>,
    last_id: Cell<u32>,
    workers_ended: Cell<u32>,
    on_status: Box<dyn Fn(Status)>,
}

impl EngineClient {
    /// Loads the engine and starts a worker; `on_status` hears whether it can be asked.
    pub fn start(on_status: impl Fn(Status) + 'static) -> Self {
        let inner = Rc::new(Inner {
            parts: RefCell::default(),
            worker: RefCell::default(),
            is_ready: Cell::new(false),
            is_broken: Cell::new(false),
            waiting: RefCell::default(),
            pending: RefCell::default(),
            last_id: Cell::new(0),
            workers_ended: Cell::new(0),
            on_status: Box::new(on_status),
        });
        let client = Self { inner };
        let loading = client.clone();
        spawn_local(async move {
            match load::load().await {
                Ok(parts) => {
                    *loading.inner.parts.borrow_mut() = Some(parts);
                    loading.spawn();
                }
                Err(problem) => loading.give_up(problem),
            }
        });
        client
    }

    /// Sends a request, with the files that it speaks of. Until the worker is up the request waits;
    /// when there will be none, the request is lost at once.
    pub fn send(
        &self,
        request: Request,
        files: &[File],
        on_progress: impl Fn(Progress) + 'static,
    ) -> Ticket {
        let (sender, outcome) = oneshot::channel();
        let id = self.next_id();
        if self.inner.is_broken.get() {
            return Ticket { id, outcome };
        }
        let pending = Pending { outcome: sender, on_progress: Box::new(on_progress) };
        self.inner.pending.borrow_mut().push((id, pending));
        self.post(messages::to_worker(&Envelope::new(id, request), files));
        Ticket { id, outcome }
    }

    /// Stops a request. A worker that does not stop it in time is replaced.
    pub fn cancel(&self, request: u32) {
        let id = self.next_id();
        self.post(messages::to_worker(&Envelope::new(id, Request::Cancel { request }), &[]));
        let client = self.clone();
        Timeout::new(CANCEL_TIMEOUT_MS, move || {
            if client.inner.pending.borrow().iter().any(|(id, _)| *id == request) {
                client.replace(Loss::Stopped);
            }
        })
        .forget();
    }

    /// How many workers are gone, each with everything that it held.
    pub fn workers_ended(&self) -> u32 {
        self.inner.workers_ended.get()
    }

    fn next_id(&self) -> u32 {
        self.inner.last_id.set(self.inner.last_id.get() + 1);
        self.inner.last_id.get()
    }

    fn post(&self, message: JsValue) {
        match &*self.inner.worker.borrow() {
            Some(worker) if self.inner.is_ready.get() => worker.post(&message),
            _ => self.inner.waiting.borrow_mut().push(message),
        }
    }

    fn spawn(&self) {
        let client = self.clone();
        // A worker that is being replaced may still be heard.
        let ended_before = self.workers_ended();
        let hear = move |event| {
            if client.workers_ended() == ended_before {
                client.hear(event);
            }
        };
        let spawned = match &*self.inner.parts.borrow() {
            Some(parts) => WorkerHandle::spawn(parts, hear),
            None => return,
        };
        match spawned {
            Ok(worker) => *self.inner.worker.borrow_mut() = Some(worker),
            Err(problem) => self.give_up(problem),
        }
    }

    fn hear(&self, event: FromWorker) {
        match event {
            FromWorker::Message(envelope, beside) => self.hear_message(*envelope, beside),
            FromWorker::Unreadable(problem) => self.give_up(problem),
            FromWorker::Died => self.mourn(),
        }
    }

    fn hear_message(&self, envelope: Envelope<Response>, beside: Beside) {
        match envelope.body {
            Response::Ready { settings, .. } => self.begin(settings),
            Response::Progress(progress) => {
                let pending = self.inner.pending.borrow();
                if let Some((_, pending)) = pending.iter().find(|(id, _)| *id == envelope.id) {
                    (pending.on_progress)(progress);
                }
            }
            Response::Died { .. } => self.mourn(),
            answer => {
                let mut pending = self.inner.pending.borrow_mut();
                let place = pending.iter().position(|(id, _)| *id == envelope.id);
                let answered = place.map(|place| pending.swap_remove(place).1);
                drop(pending);
                if let Some(pending) = answered {
                    // Whoever asked may have gone in the meantime.
                    let _ = pending.outcome.send(Outcome::Answered(answer, beside));
                }
            }
        }
    }

    fn begin(&self, settings: Vec<SettingWords>) {
        self.inner.is_ready.set(true);
        let waiting = self.inner.waiting.take();
        if let Some(worker) = &*self.inner.worker.borrow() {
            waiting.iter().for_each(|message| worker.post(message));
        }
        (self.inner.on_status)(Status::Ready(Arc::from(settings)));
    }

    /// A worker that dies before it is up would die again.
    fn mourn(&self) {
        if self.inner.is_ready.get() {
            self.replace(Loss::Died);
        } else {
            self.give_up(messages::does_not_start());
        }
    }

    /// Ends the worker with everything that it holds and starts another, unless none can be started.
    pub fn replace(&self, loss: Loss) {
        if self.inner.is_broken.get() {
            return;
        }
        (self.inner.on_status)(Status::Loading);
        self.drop_worker(loss);
        self.spawn();
    }

    fn give_up(&self, problem: Problem) {
        self.inner.is_broken.set(true);
        (self.inner.on_status)(Status::Broken(problem));
        self.drop_worker(Loss::Died);
    }

    fn drop_worker(&self, loss: Loss) {
        self.inner.is_ready.set(false);
        self.inner.workers_ended.set(self.inner.workers_ended.get() + 1);
        self.inner.waiting.take();
        // A worker may be dropped while one of its own events is heard, so it goes afterwards.
        let worker = self.inner.worker.take();
        Timeout::new(0, move || drop(worker)).forget();
        for (_, pending) in self.inner.pending.take() {
            let _ = pending.outcome.send(Outcome::Lost(loss));
        }
    }
}
