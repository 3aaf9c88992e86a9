//! Chapter: whether the model's probabilities can be believed.

use report::{ModelCalibration, Report};

use crate::{Block, Chip, Document, Section};

/// The chapter.
pub fn document(report: &Report) -> Document {
    let calibration = &report.calibration;
    Document {
        eyebrow: "Calibration".to_owned(),
        headline: calibration.headline.clone(),
        lacks: calibration.lacks.clone(),
        blocks: calibration.models.iter().map(about).collect(),
    }
}

fn about(model: &ModelCalibration) -> Block {
    let mut blocks = vec![Block::Text(model.says.clone())];
    blocks.extend(model.notes.iter().cloned().map(Block::Soft));
    Block::Section(Section {
        title: model.name.clone(),
        remark: String::new(),
        chip: Some(Chip { verdict: model.verdict, word: model.verdict.label().to_owned() }),
        blocks,
    })
}
