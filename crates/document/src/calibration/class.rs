//! A class of a model: how its sections are called, and its diagram beside its measures.

use report::{ClassCalibration, InOrder, ModelCalibration, Side, SideCalibration, Verdict};

use super::{brier, diagram, distribution, measures};
use crate::{Block, Chip, Section};

/// A class of a model of the chapter.
pub struct Class<'a> {
    /// What the Report has of it.
    pub of: &'a ClassCalibration,
    /// The model.
    pub model: &'a ModelCalibration,
    /// Where the model and the class stand.
    position: (usize, usize),
}

impl<'a> Class<'a> {
    /// The classes of a model, the gravest first, among these the one with the largest error.
    pub fn ranked(position: usize, model: &'a ModelCalibration) -> Vec<Self> {
        let mut classes: Vec<&ClassCalibration> = model.classes.iter().collect();
        let error = |class: &ClassCalibration| {
            let judged = class.sides.production.as_ref().or(class.sides.reference.as_ref());
            judged.map_or(0.0, |side| side.equal_count.expected_error)
        };
        classes.put_in_order(|a, b| {
            b.verdict.cmp(&a.verdict).then_with(|| error(b).total_cmp(&error(a)))
        });
        let class = |(rank, of)| Self { of, model, position: (position, rank) };
        classes.into_iter().enumerate().map(class).collect()
    }

    /// What it is called: its class where there are several, and its model.
    pub fn name(&self) -> String {
        match self.model.classes.len() {
            1 => self.model.name.clone(),
            _ => format!("{}, {}", self.of.class, self.model.name),
        }
    }

    /// The name of a table.
    pub fn id(&self, name: &str) -> String {
        match self.position {
            (0, 0) => name.to_owned(),
            (model, class) => format!("{name}-{}-{}", model + 1, class + 1),
        }
    }

    /// The side that is judged, with what was measured of it: production, or else the reference.
    pub fn judged(&self) -> Option<(Side, &'a SideCalibration)> {
        let sides = [Side::Production, Side::Reference].into_iter();
        sides.filter_map(|side| Some((side, self.of.sides.get(side).as_ref()?))).next()
    }

    /// Its diagram beside its measures; none where neither side could be measured.
    pub fn section(&self) -> Option<Block> {
        let shown = vec![
            vec![diagram::drawing(self)?, distribution::drawing(self)?],
            vec![measures::table(self), brier::drawing(self)?],
        ];
        let mut blocks = Vec::new();
        if self.model.classes.len() > 1 {
            blocks.push(Block::Text(self.of.says.clone()));
        }
        let lacks = Side::BOTH.into_iter().filter(|side| !self.of.lacks.get(*side).is_empty());
        blocks
            .extend(lacks.map(|side| {
                Block::Soft(format!("{}: {}.", side.label(), self.of.lacks.get(side)))
            }));
        blocks.extend(Block::columns(shown));
        let chip = (self.model.classes.len() > 1)
            .then(|| Chip::new(self.of.verdict, word(self.of.verdict)));
        Some(Block::Section(Section {
            title: format!("Promised and happened, {}", self.name()),
            remark: format!("class {}, column {}", self.of.class, self.of.score),
            chip,
            blocks,
        }))
    }
}

/// What a verdict on probabilities is called.
pub const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stable => "can be believed",
        Verdict::NotEnoughData => "not enough data",
        Verdict::Negligible => "a little off",
        Verdict::Moderate => "off",
        Verdict::Significant => "clearly off",
    }
}
