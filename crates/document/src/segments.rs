//! Chapter: where a model is worse than on the whole.

use report::Report;

use crate::{Block, Document};

/// The chapter.
pub fn document(report: &Report) -> Document {
    let segments = &report.segments;
    Document {
        eyebrow: "Segments".to_owned(),
        headline: segments.headline.clone(),
        lacks: segments.lacks.clone(),
        blocks: segments.notes.iter().cloned().map(Block::Soft).collect(),
    }
}
