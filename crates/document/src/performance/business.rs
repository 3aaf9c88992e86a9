//! What the model is worth: proxies, value, conversion and costs.

use report::Report;

use crate::{Block, Chip, Section, indicators};

/// The section; none where no column and no setting says what anything is worth.
pub fn section(report: &Report) -> Option<Block> {
    let business = &report.business;
    if business.lacks.is_some() {
        return None;
    }
    let mut blocks = vec![Block::Text(business.headline.clone())];
    let waiting = business.proxies.iter().filter_map(|proxy| proxy.waiting.as_ref());
    blocks.extend(waiting.map(|waiting| Block::Text(waiting.says.clone())));
    if !business.indicators.is_empty() {
        blocks.extend(indicators::blocks(&report.timeline, &business.indicators, "business"));
    }
    blocks.extend(business.notes.iter().cloned().map(Block::Soft));
    let leading = business.indicators.iter().filter(|told| told.is_leading);
    let worst = leading.filter_map(|told| told.verdict).max();
    Some(Block::Section(Section {
        title: "What the model is worth".to_owned(),
        remark: "proxies, value, conversion and costs".to_owned(),
        chip: worst.map(|verdict| Chip::new(verdict, indicators::word(verdict))),
        blocks,
    }))
}
