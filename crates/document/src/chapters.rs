//! Every chapter as a document, for files that people send each other.

use report::{Chapter, Report};

use crate::{Document, calibration, data, drift, experiments, fairness};
use crate::{performance, segments, timeline};

/// Every chapter in the order of the page, those that have nothing to say with their reason.
///
/// The page shows some of these chapters as pages of their own; files have no other form of them.
#[must_use]
pub fn chapters(report: &Report) -> Vec<(Chapter, Document)> {
    vec![
        (Chapter::Data, data::document(report)),
        (Chapter::Drift, drift::document(report)),
        (Chapter::Performance, performance::document(report)),
        (Chapter::Calibration, calibration::document(report)),
        (Chapter::Segments, segments::document(report)),
        (Chapter::Fairness, fairness::document(report)),
        (Chapter::Experiments, experiments::document(report)),
        (Chapter::Timeline, timeline::document(&report.timeline)),
    ]
}
