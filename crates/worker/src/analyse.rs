//! Compares the two tables, column by column.

use std::cell::RefCell;
use std::fmt::Display;
use std::rc::Rc;

use document::Documents;
use engine::{Analysis, Kept, Step, Study};
use protocol::{Progress, Stage};
use report::Problem;

use crate::pace::{Pace, now_ms};
use crate::session::Failure;

/// Bytes of a piece of the Report, which the page reads in about a millisecond.
const PIECE_BYTES: usize = 1 << 15;

/// A Report as it is sent.
pub struct Analysed {
    /// Its canonical JSON.
    pub json: String,
    /// The same in pieces.
    pub pieces: Vec<Vec<u8>>,
    /// Its chapters that are shown as documents.
    pub documents: Vec<u8>,
    /// How long the comparison took, in milliseconds.
    pub duration_ms: f64,
}

/// Compares the two tables; takes what is kept of an earlier comparison of them, and keeps this one.
pub async fn analyse(
    study: Study<'_>,
    kept: &RefCell<Option<Rc<Kept>>>,
    pace: &mut Pace,
) -> Result<Analysed, Failure> {
    let start_ms = now_ms();
    let mut analysis = Analysis::after(study, kept.borrow().clone());
    while let Some(step) = analysis.step() {
        pace.report(progress(step));
        pace.turn().await?;
    }
    let (report, keep) = analysis.finish_and_keep();
    kept.replace(Some(keep));
    let json = report.to_json().map_err(not_written)?;
    let documents = Documents::of(&report).to_bytes().map_err(not_written)?;
    let pieces = report.into_pieces(PIECE_BYTES).map_err(not_written)?;
    Ok(Analysed { json, pieces, documents, duration_ms: now_ms() - start_ms })
}

fn not_written(error: impl Display) -> Problem {
    let what = format!("The report could not be written: {error}");
    Problem::new(what, "Please report this with the two files’ column names")
}

fn progress(step: Step) -> Progress {
    let stage = match step.stage {
        engine::Stage::Quality => Stage::Quality,
        engine::Stage::Drift => Stage::Drift,
        engine::Stage::Performance => Stage::Performance,
        engine::Stage::Calibration => Stage::Calibration,
        engine::Stage::Causes => Stage::Causes,
        engine::Stage::Segments => Stage::Segments,
        engine::Stage::Fairness => Stage::Fairness,
        engine::Stage::Experiments => Stage::Experiments,
        engine::Stage::Timeline => Stage::Timeline,
    };
    Progress { stage, done: step.done, total: step.total, rows: 0 }
}
