//! Chapter: how good the model is.

mod business;
mod causes;
mod classes;
mod confusion;
mod curves;
mod gains;
mod metrics;
mod model;
mod operation;
mod over_time;
mod pair_segments;
mod pairs;
mod residuals;
mod scores;
mod thresholds;

use report::Report;

use crate::{Block, Document, Drawing};
use model::Model;
use over_time::Course;

/// The chapter: each model's course beside its metrics, then what is said of it over time, then why, then
/// thresholds, and what is looked up rather than read folded away.
pub fn document(report: &Report) -> Document {
    let performance = &report.performance;
    let is_only = performance.models.len() == 1;
    let models = performance.models.iter().enumerate();
    let models: Vec<Model<'_>> = models
        .map(|(position, of)| {
            let is_two = performance.same_rows.is_some() && of.is_compared_row_by_row();
            Model { of, position, is_only, is_two }
        })
        .collect();
    let same = performance.same_rows.iter().map(|same| Block::Text(same.says.clone()));
    let notes = same.chain(performance.notes.iter().cloned().map(Block::Soft));
    let pairs =
        || pairs::sections(&performance.pairs, &performance.over_time.pairs, &report.timeline);
    // What two files of the same rows are compared for comes first.
    let (first, later) = match performance.same_rows {
        Some(_) => (Some(pairs()), None),
        None => (None, Some(pairs())),
    };
    let courses: Vec<Option<Course<'_>>> =
        models.iter().map(|model| course(report, model)).collect();
    let both = || models.iter().zip(&courses);
    let metrics =
        both().flat_map(|(model, course)| [model.about(), metrics::section(model, course)]);
    let over_time = both().filter_map(|(model, course)| {
        Some(course.as_ref()?.section(model.title("Over time"), &|name| model.id(name)))
    });
    let details = models.iter().flat_map(|model| {
        [
            thresholds::section(model),
            classes::section(model),
            confusion::section(model),
            residuals::section(model),
            further(model),
        ]
    });
    let operation = operation::section(report);
    let business = business::section(report);
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
            .chain(first.into_iter().flatten())
            .chain(metrics)
            .chain(later.into_iter().flatten())
            .chain(over_time)
            .chain(causes::sections(&report.causes))
            .chain(details.flatten())
            .chain(business)
            .chain(operation)
            .collect(),
    }
}

/// Curves, scores and gains of a model, folded away; none of a model that has none.
fn further(model: &Model<'_>) -> Option<Block> {
    let sections =
        [curves::section(model), scores::section(model), gains::section(model)].into_iter();
    let sections: Vec<Block> = sections.flatten().collect();
    let summary = model.title("Curves, scores and gains");
    (!sections.is_empty()).then_some(Block::Details(summary, sections))
}

/// The model window by window.
fn course<'a>(report: &'a Report, model: &Model<'_>) -> Option<Course<'a>> {
    let own = report.performance.over_time.models.iter().find(|own| own.name == model.of.name)?;
    Course::of(&report.timeline, own)
}

/// What the overview shows of the models: the course of what lost most.
pub fn lead(report: &Report) -> Option<Drawing> {
    over_time::lead(&report.timeline, &report.performance.over_time.models)
}
