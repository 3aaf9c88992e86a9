//! Chapter: whether the model's probabilities can be believed.

mod brier;
mod class;
mod diagram;
mod distribution;
mod maps;
mod measures;
mod over_time;
mod repairs;
mod segments;

use report::{ModelCalibration, Report};

use crate::{Block, Chip, Document, Section};
use class::Class;

/// The chapter.
pub fn document(report: &Report) -> Document {
    let calibration = &report.calibration;
    Document {
        eyebrow: "Calibration".to_owned(),
        headline: calibration.headline.clone(),
        lacks: calibration.lacks.clone(),
        blocks: calibration
            .models
            .iter()
            .enumerate()
            .flat_map(|at| model(report, at, calibration.models.len() == 1))
            .collect(),
    }
}

/// A model: what is said of it, and its classes, the one that is farthest off first; of the others all but
/// the diagram is folded away.
fn model(
    report: &Report,
    (position, model): (usize, &ModelCalibration),
    is_only: bool,
) -> Vec<Block> {
    let classes = Class::ranked(position, model);
    let of_class = |(rank, class): (usize, &Class<'_>)| -> Vec<Block> {
        let further = [
            over_time::section(report, class),
            segments::section(class),
            repairs::section(class),
            maps::details(class),
        ];
        let further: Vec<Block> = further.into_iter().flatten().collect();
        let first = class.section().into_iter();
        if rank == 0 || further.is_empty() {
            return first.chain(further).collect();
        }
        let summary = format!("Over time, by segment, and maps of {}", class.name());
        first.chain([Block::Details(summary, further)]).collect()
    };
    let about = Block::Section(Section {
        title: model.name.clone(),
        remark: String::new(),
        chip: Some(Chip::new(model.verdict, class::word(model.verdict))),
        blocks: about(model, is_only),
    });
    std::iter::once(about).chain(classes.iter().enumerate().flat_map(of_class)).collect()
}

/// What is said of a model, which is the headline where it is the only one, and what is odd about it.
fn about(model: &ModelCalibration, is_only: bool) -> Vec<Block> {
    let order = "One diagram for each class against all others, farthest off first.";
    let order = (model.classes.len() > 1).then(|| Block::Soft(order.to_owned()));
    let notes = model.notes.iter().cloned().map(Block::Soft);
    let says = (!is_only).then(|| Block::Text(model.says.clone()));
    says.into_iter().chain(order).chain(notes).collect()
}
