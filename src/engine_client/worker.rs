//! One worker: started from parts that are already here, ended when dropped.

use gloo_events::EventListener;
use protocol::{Envelope, Response};
use report::Problem;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use super::load::Parts;
use super::messages::{self, Beside};

/// What is heard from a worker.
pub enum FromWorker {
    /// An answer, with what stands beside it.
    Message(Box<Envelope<Response>>, Beside),
    /// Something that is no answer of this version.
    Unreadable(Problem),
    /// An error that the worker did not survive.
    Died,
}

/// A running worker.
pub struct WorkerHandle {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl WorkerHandle {
    /// Starts a worker; `hear` takes what it says.
    ///
    /// # Errors
    /// When the browser refuses to start one.
    pub fn spawn(
        parts: &Parts,
        hear: impl Fn(FromWorker) + Clone + 'static,
    ) -> Result<Self, Problem> {
        let worker = Worker::new(&parts.script_url).map_err(|_| messages::does_not_start())?;
        let hear_error = hear.clone();
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                hear(match messages::from_worker(&event.data()) {
                    Ok((envelope, beside)) => FromWorker::Message(Box::new(envelope), beside),
                    Err(problem) => FromWorker::Unreadable(problem),
                });
            }),
            EventListener::new(&worker, "error", move |_| hear_error(FromWorker::Died)),
        ];
        let handle = Self { worker, _listeners: listeners };
        handle.post(&messages::object_of("module", &parts.module));
        Ok(handle)
    }

    /// Posts a message.
    pub fn post(&self, message: &JsValue) {
        // Only values that can be cloned are posted: texts, files and a compiled module.
        let _ = self.worker.post_message(message);
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
