//! Chapter: drift of columns. On the page one walks about in its columns, which are the page's own;
//! files have them as a table.

mod columns;
mod conventions;
mod together;

use report::Report;

pub use columns::{COLUMNS, by_verdict};
pub use conventions::conventions;
pub use together::together;

use crate::{Block, Document};

/// The chapter as it is written into files.
pub fn document(report: &Report) -> Document {
    let drift = &report.drift;
    let outputs = drift.outputs.iter().flat_map(|outputs| &outputs.says);
    let whole = drift.whole.says.iter().chain(outputs).cloned().map(Block::Soft);
    let table = Block::section("Columns", "", vec![Block::Table(columns::table(report))]);
    Document {
        eyebrow: "Drift".to_owned(),
        headline: drift.headline.clone(),
        lacks: None,
        blocks: whole.chain([table]).chain(together(report)).collect(),
    }
}
