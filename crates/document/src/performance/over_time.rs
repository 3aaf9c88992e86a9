//! A model window by window: what is said, its leading metric drawn, the others folded, coverage by labels,
//! and the same as tables.

mod across;
mod course;
mod coverage;
mod tables;

use report::{Metric, MetricOverTime, ModelOverTime, Timeline};

use crate::{Block, Chip, Section};
use across::Across;

/// The section of a model; none where no window has anything of it. `id` makes names of tables.
pub fn section(
    timeline: &Timeline,
    model: &ModelOverTime,
    title: String,
    id: &dyn Fn(&str) -> String,
) -> Option<Block> {
    let across = Across::of(&timeline.windows)?;
    let is_drawn = |metric: &&MetricOverTime| {
        metric.windows.iter().any(|w| w.realised.is_some() || w.expected.is_some())
    };
    let drawn: Vec<&MetricOverTime> = model.metrics.iter().filter(is_drawn).collect();
    let leading = drawn.iter().find(|metric| metric.name == model.leading).or(drawn.first())?;
    let mut blocks: Vec<Block> = model.says.iter().cloned().map(Block::Text).collect();
    blocks.push(course::drawing(timeline, model, leading, &across, crate::Height::Usual));
    blocks.extend(coverage::drawing(timeline, model, &across));
    blocks.push(tables::metrics(model, &drawn, id));
    let others = drawn.iter().filter(|metric| metric.name != leading.name);
    let others: Vec<Block> = others
        .map(|metric| course::drawing(timeline, model, metric, &across, crate::Height::Small))
        .collect();
    if !others.is_empty() {
        blocks.push(Block::Details("Other metrics over time".to_owned(), others));
    }
    let windows = tables::windows(timeline, model, leading, id);
    blocks.push(Block::Details("Every window".to_owned(), vec![windows]));
    Some(Block::Section(Section {
        title,
        remark: "expected without labels, and what came true".to_owned(),
        chip: Some(Chip::new(model.verdict, Metric::word_of(model.verdict))),
        blocks,
    }))
}
