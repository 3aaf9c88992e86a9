//! Reads a Report that the worker sent, a slice at a time: the page never stands still.

use std::sync::Arc;

use document::Documents;
use gloo_timers::future::TimeoutFuture;
use report::{Assembly, Problem, Report};

use crate::browser;
use crate::engine_client::SentReport;

/// How long the page may stand still while it reads a Report.
const SLICE_MS: f64 = 12.0;

/// A Report that was received.
pub struct Received {
    /// The Report.
    pub report: Arc<Report>,
    /// Its chapters that are shown as documents.
    pub documents: Arc<Documents>,
}

/// Puts a Report together.
///
/// # Errors
/// When it is not of this version, or not whole.
pub async fn report(sent: Option<SentReport>) -> Result<Received, Problem> {
    let SentReport { pieces, documents } = sent.ok_or_else(unreadable)?;
    let mut assembly = Assembly::default();
    let mut slice_began_ms = browser::now_ms();
    for piece in pieces {
        assembly.push(&piece.to_vec()).map_err(|_| unreadable())?;
        if browser::now_ms() - slice_began_ms > SLICE_MS {
            TimeoutFuture::new(0).await;
            slice_began_ms = browser::now_ms();
        }
    }
    let report = assembly.finish().ok_or_else(unreadable)?;
    let documents = Documents::from_bytes(&documents.to_vec()).map_err(|_| unreadable())?;
    Ok(Received { report: Arc::new(report), documents: Arc::new(documents) })
}

fn unreadable() -> Problem {
    Problem::new(
        "The engine’s report could not be read",
        "Load the page again, past the browser’s cache: Ctrl+Shift+R",
    )
}
