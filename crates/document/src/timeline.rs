//! Chapter: drift over time. Its map and its lines are charts of their own; what happened is read from the top.

mod events;

use report::Timeline;

pub use events::events;

use crate::{Block, Document};

/// The chapter as it is written into files.
pub fn document(timeline: &Timeline) -> Document {
    let lines = [&timeline.season].into_iter().chain(&timeline.notes);
    let lines = lines.filter(|line| !line.is_empty()).cloned().map(Block::Soft);
    Document {
        eyebrow: "Timeline".to_owned(),
        headline: timeline.headline.clone(),
        lacks: timeline.lacks.clone(),
        blocks: lines.chain(events(timeline)).collect(),
    }
}
