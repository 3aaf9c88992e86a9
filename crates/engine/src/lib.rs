//! Two tables and settings to a [`Report`].
//!
//! One module per chapter of the Report: [`data`], [`drift`], [`timeline`], [`performance`],
//! [`calibration`], [`causes`], [`segments`], [`fairness`], [`operation`], [`business`] and [`experiments`];
//! [`overview`] turns their numbers into sentences. An [`Analysis`] works in steps of about one column, so that
//! its caller can show progress, let other messages through, and stop.

mod analysis;
mod business;
mod calendar;
mod calibration;
mod causes;
mod control;
mod data;
mod difference;
mod drift;
mod experiments;
mod fairness;
mod groups;
mod indicators;
mod input;
pub mod labels;
mod operation;
mod outcomes;
mod overview;
mod performance;
mod rare;
mod roles;
mod row_keys;
mod same_rows;
mod segments;
mod splits;
mod study;
mod sure;
mod timeline;
mod units;
mod worse;

pub use analysis::{Analysis, Kept, Stage, Step};
pub use data::expectations;
pub use difference::difference;
pub use drift::recut;
pub use input::{describe_table, time_range};
pub use rare::rare_values;
pub use splits::{split_by, splits};
pub use study::Study;

use report::{ColumnDrift, Report, Settings};
use table::Table;

/// Version of the engine, as the Report records it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Compares two tables in one go.
#[must_use]
pub fn analyze(reference: &Table, production: &Table, settings: &Settings) -> Report {
    Analysis::new(Study::new(reference, production, settings)).finish()
}

/// Compares and judges the columns alone: what they come to in a Report, without its other chapters.
#[must_use]
pub fn compare_columns(
    reference: &Table,
    production: &Table,
    settings: &Settings,
) -> Vec<ColumnDrift> {
    drift::judged_columns(&Study::new(reference, production, settings))
}
