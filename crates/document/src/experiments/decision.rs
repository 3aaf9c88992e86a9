//! What to do, how large the effect is, and what is in doubt.

use report::{Experiments, Outlook, Severity, Verdict};

use crate::{Block, Chip, Section};

/// The decision, with its reason and what is in doubt.
pub fn blocks(of: &Experiments) -> Vec<Block> {
    let Some(decision) = &of.decision else { return Vec::new() };
    let mut blocks = Vec::new();
    if !decision.size.is_empty() {
        blocks.push(Block::Text(decision.size.clone()));
    }
    blocks.push(Block::Text(decision.step.clone()));
    blocks.extend(decision.doubt.iter().cloned().map(Block::Soft));
    if !decision.rule.is_empty() {
        blocks.push(Block::Soft(format!("The rule: {}", decision.rule)));
    }
    vec![Block::Section(Section {
        title: "What to do".to_owned(),
        remark: of.rows_from.clone(),
        chip: Some(chip(decision.outlook)),
        blocks,
    })]
}

fn chip(outlook: Outlook) -> Chip {
    let word = outlook.label();
    match outlook {
        Outlook::Ship => Chip::new(Severity::Good, word),
        Outlook::KeepControl => Chip::new(Verdict::Moderate, word),
        Outlook::KeepGoing | Outlook::NotMeasurable => Chip::new(Verdict::NotEnoughData, word),
        Outlook::Told => Chip::new(Severity::Information, word),
        Outlook::Refused => Chip::new(Severity::Critical, word),
    }
}
