//! Compares the two tables, column by column.

use std::rc::Rc;

use engine::{Analysis, Step, Study};
use protocol::{Progress, Stage};
use report::{Pair, Problem, Settings};
use table::Table;

use crate::pace::{Pace, now_ms};
use crate::session::Failure;

/// The Report's JSON and how long it took, in milliseconds.
pub async fn analyse(
    tables: &Pair<Rc<Table>>,
    settings: &Settings,
    pace: &mut Pace,
) -> Result<(String, f64), Failure> {
    let start_ms = now_ms();
    let mut analysis = Analysis::new(Study::new(&tables.reference, &tables.production, settings));
    while let Some(step) = analysis.step() {
        pace.report(progress(step));
        pace.turn().await?;
    }
    let json = analysis.finish().to_json().map_err(|error| {
        let what = format!("The report could not be written: {error}");
        Problem::new(what, "Please report this with the two files’ column names")
    })?;
    Ok((json, now_ms() - start_ms))
}

fn progress(step: Step) -> Progress {
    let stage = match step.stage {
        engine::Stage::Quality => Stage::Quality,
        engine::Stage::Drift => Stage::Drift,
        engine::Stage::Verdict => Stage::Verdict,
    };
    Progress { stage, done: step.done, total: step.total, rows: 0 }
}
