//! Chapter: how good the model is.

mod causes;
mod classes;
mod confusion;
mod curves;
mod gains;
mod metrics;
mod model;
mod operation;
mod over_time;
mod pairs;
mod residuals;
mod scores;
mod thresholds;

use report::Report;

use crate::{Block, Document};
use model::Model;

/// The chapter.
pub fn document(report: &Report) -> Document {
    let performance = &report.performance;
    let is_only = performance.models.len() == 1;
    let notes = performance.notes.iter().cloned().map(Block::Soft);
    let models = performance.models.iter().enumerate().flat_map(|(position, of)| {
        let model = Model { of, position, is_only };
        [
            Some(model.about()),
            over_time(report, &model),
            Some(metrics::section(&model)),
            classes::section(&model),
            confusion::section(&model),
            scores::section(&model),
            gains::section(&model),
            thresholds::section(&model),
            residuals::section(&model),
        ]
        .into_iter()
        .flatten()
    });
    let operation = operation::section(report);
    // Two logs without a model are told of as well.
    let has_only_operation = performance.lacks.is_some() && operation.is_some();
    let headline = if has_only_operation {
        report.operation.headline.clone()
    } else {
        performance.headline.clone()
    };
    let no_model = performance.lacks.clone().filter(|_| has_only_operation).map(Block::Soft);
    Document {
        eyebrow: "Performance".to_owned(),
        headline,
        lacks: performance.lacks.clone().filter(|_| !has_only_operation),
        blocks: no_model
            .into_iter()
            .chain(notes)
            .chain(causes::sections(&report.causes))
            .chain(pairs::sections(&performance.pairs))
            .chain(models)
            .chain(operation)
            .collect(),
    }
}

/// The model window by window.
fn over_time(report: &Report, model: &Model<'_>) -> Option<Block> {
    let own = report.performance.over_time.models.iter().find(|own| own.name == model.of.name)?;
    over_time::section(&report.timeline, own, model.title("Over time"), &|name| model.id(name))
}
