//! Compares the two tables, column by column.

use std::cell::RefCell;
use std::fmt::Display;
use std::rc::Rc;

use document::Documents;
use engine::{Analysis, Kept, Step, Study};
use protocol::{Progress, Stage};
use report::{Problem, Report};

use crate::pace::Pace;
use crate::session::Failure;

/// Bytes of a piece of the Report, which the page reads in about a millisecond.
const PIECE_BYTES: usize = 1 << 15;

/// A Report as it is sent.
pub struct SentReport {
    /// The Report in pieces.
    pub pieces: Vec<Vec<u8>>,
    /// Its chapters that are shown as documents.
    pub documents: Vec<u8>,
}

impl SentReport {
    /// What is sent of a Report.
    ///
    /// # Errors
    /// Only for want of memory.
    pub fn of(report: &Report) -> Result<Self, Problem> {
        let documents = Documents::of(report).to_bytes().map_err(not_written)?;
        let pieces = report.clone().into_pieces(PIECE_BYTES).map_err(not_written)?;
        Ok(Self { pieces, documents })
    }
}

/// Compares the two tables; takes what is kept of an earlier comparison of them, and keeps this one.
pub async fn analyse(
    study: Study<'_>,
    kept: &RefCell<Option<Rc<Kept>>>,
    pace: &mut Pace,
) -> Result<Report, Failure> {
    let mut analysis = Analysis::after(study, kept.borrow().clone());
    while let Some(step) = analysis.step() {
        pace.report(progress(step));
        pace.turn().await?;
    }
    let (report, keep) = analysis.finish_and_keep();
    kept.replace(Some(keep));
    Ok(report)
}

/// What stops a Report from being written.
pub fn not_written(error: impl Display) -> Problem {
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
