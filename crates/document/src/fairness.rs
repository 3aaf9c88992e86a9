//! Chapter: whether groups that must be treated fairly are.

use report::Report;

use crate::{Block, Document};

/// The chapter.
pub fn document(report: &Report) -> Document {
    let fairness = &report.fairness;
    Document {
        eyebrow: "Fairness".to_owned(),
        headline: fairness.headline.clone(),
        lacks: fairness.lacks.clone(),
        blocks: fairness.notes.iter().cloned().map(Block::Soft).collect(),
    }
}
