//! A model window by window: its leading metric drawn, what is said, the others folded, coverage by labels,
//! and the same as tables.

mod course;
mod coverage;
mod tables;

use report::{InOrder, Metric, MetricOverTime, ModelOverTime, Timeline, Verdict};

use crate::windows::Windows;
use crate::{Across, Block, Chip, Drawing, Height, Section};

/// A model over the windows of the timeline.
pub struct Course<'a> {
    timeline: &'a Timeline,
    model: &'a ModelOverTime,
    across: Across,
    /// The metrics that some window has, the leading one first.
    metrics: Vec<&'a MetricOverTime>,
}

impl<'a> Course<'a> {
    /// The course of a model; none where no window has anything of it.
    pub fn of(timeline: &'a Timeline, model: &'a ModelOverTime) -> Option<Self> {
        let is_drawn = |metric: &&MetricOverTime| {
            metric.windows.iter().any(|w| w.realised.is_some() || w.expected.is_some())
        };
        let mut metrics: Vec<&MetricOverTime> = model.metrics.iter().filter(is_drawn).collect();
        metrics.put_in_order_of(|metric| metric.name != model.leading);
        let across = Across::of(&timeline.windows);
        (!metrics.is_empty()).then_some(Self { timeline, model, across, metrics })
    }

    /// The leading metric, and beneath it coverage by labels, where that is not all or nothing, or else the
    /// metric that lost most, or the next.
    pub fn drawings(&self) -> Vec<Block> {
        let leading = self.metrics.iter().take(1).map(|metric| self.drawn(metric, Height::Usual));
        let beneath = coverage::drawing(self.timeline, self.model, self.windows());
        let worst = self.model.worst_since().map(|(metric, _)| metric);
        let other = worst.filter(|metric| metric.name != self.metrics[0].name);
        let other = other.or(self.metrics.get(1).copied());
        let beneath = beneath.or_else(|| Some(self.drawn(other?, Height::Small)));
        leading.chain(beneath).collect()
    }

    /// What is said of it, and folded every metric and every window. `id` makes names of tables.
    pub fn section(&self, title: String, id: &dyn Fn(&str) -> String) -> Block {
        let model = self.model;
        // What was expected and what came true, and then what that rests on.
        let mut blocks: Vec<Block> = model.says.iter().take(2).cloned().map(Block::Text).collect();
        blocks.extend(model.says.iter().skip(2).cloned().map(Block::Soft));
        let mut every = vec![tables::metrics(model, &self.metrics, id)];
        let others = self.metrics.iter().skip(1).map(|other| self.drawn(other, Height::Small));
        every.extend(Block::columns(others.map(|drawing| vec![drawing]).collect()));
        blocks.push(Block::Details("Every metric over time".to_owned(), every));
        let windows = self.metrics.first().map(|leading| {
            let table = tables::windows(self.timeline, model, leading, id);
            Block::Details("Every window".to_owned(), vec![table])
        });
        blocks.extend(windows);
        Block::Section(Section {
            title,
            remark: "expected without labels, and what came true".to_owned(),
            chip: Some(Chip::new(model.verdict, Metric::word_of(model.verdict))),
            blocks,
        })
    }

    fn drawn(&self, metric: &MetricOverTime, height: Height) -> Block {
        Block::Drawing(Box::new(self.drawing(metric, height)))
    }

    fn drawing(&self, metric: &MetricOverTime, height: Height) -> Drawing {
        course::drawing(self.timeline, self.model, metric, self.windows(), height)
    }

    fn windows(&self) -> Windows<'_> {
        Windows::new(self.timeline, &self.across)
    }
}

/// The metric that lost most of any model, where it is worse since some window.
pub fn lead(timeline: &Timeline, models: &[ModelOverTime]) -> Option<Drawing> {
    let courses: Vec<Course<'_>> =
        models.iter().filter_map(|model| Course::of(timeline, model)).collect();
    let lost = courses.iter().filter_map(|course| Some((course, course.model.worst_since()?)));
    let lost = lost.filter(|(_, (_, since))| since.verdict >= Verdict::Moderate);
    let (course, (metric, _)) =
        lost.reduce(|a, b| if b.1.1.gravity() > a.1.1.gravity() { b } else { a })?;
    Some(course.drawing(metric, Height::Usual))
}
