//! Chapter: what an experiment says of its arms.

use report::Report;

use crate::{Block, Document};

/// The chapter.
pub fn document(report: &Report) -> Document {
    let experiments = &report.experiments;
    Document {
        eyebrow: "Experiments".to_owned(),
        headline: experiments.headline.clone(),
        lacks: experiments.lacks.clone(),
        blocks: experiments.notes.iter().cloned().map(Block::Soft).collect(),
    }
}
