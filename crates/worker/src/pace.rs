//! Gives other messages a turn, and spares the page too many reports of progress.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use protocol::{Progress, Response};

use crate::outbox;

/// Work from which on other messages get a turn: at the next end of a slice of the file or of a
/// column, so that a request to cancel waits for one of them.
const TURN_MS: f64 = 30.0;
/// Time between two reports of progress.
const REPORT_MS: f64 = 60.0;

/// The request that is to stop, by id.
#[derive(Clone, Default)]
pub struct Cancelled(Rc<Cell<u32>>);

impl Cancelled {
    /// Asks a request to stop.
    pub fn ask(&self, request: u32) {
        self.0.set(request);
    }
}

/// The pace of one request.
pub struct Pace {
    id: u32,
    cancelled: Cancelled,
    last_turn_ms: f64,
    last_report_ms: f64,
}

/// A request that was asked to stop.
#[derive(Debug)]
pub struct Stop;

impl Pace {
    /// The pace of a request that starts now.
    pub fn new(id: u32, cancelled: &Cancelled) -> Self {
        let cancelled = cancelled.clone();
        Self { id, cancelled, last_turn_ms: now_ms(), last_report_ms: f64::NEG_INFINITY }
    }

    /// Reports progress if the last report is old enough.
    pub fn report(&mut self, progress: Progress) {
        let now = now_ms();
        if now - self.last_report_ms >= REPORT_MS {
            self.last_report_ms = now;
            outbox::post(self.id, Response::Progress(progress));
        }
    }

    /// Gives other messages a turn if this request has worked long enough.
    ///
    /// # Errors
    /// [`Stop`] when the request is to stop.
    pub async fn turn(&mut self) -> Result<(), Stop> {
        if now_ms() - self.last_turn_ms >= TURN_MS {
            TimeoutFuture::new(0).await;
            self.last_turn_ms = now_ms();
        }
        if self.cancelled.0.get() == self.id { Err(Stop) } else { Ok(()) }
    }
}

/// Milliseconds since the worker started.
pub fn now_ms() -> f64 {
    outbox::scope().performance().map_or(0.0, |performance| performance.now())
}
