//! A model of the chapter: how its sections and tables are called, and what is said of it first.

use report::{ModelPerformance, Pair, Side, SidePerformance};

use crate::{Block, Chip, Section};

/// A model of the chapter.
pub struct Model<'a> {
    /// What the Report has of it.
    pub of: &'a ModelPerformance,
    /// Where it stands among the models.
    pub position: usize,
    /// Whether it is the only one.
    pub is_only: bool,
    /// Whether either file has another model of its name, both on the same rows.
    pub is_two: bool,
}

impl<'a> Model<'a> {
    /// A heading: with the model's name where there are several.
    pub fn title(&self, title: &str) -> String {
        if self.is_only { title.to_owned() } else { format!("{title} of {}", self.of.name) }
    }

    /// The name of a table.
    pub fn id(&self, name: &str) -> String {
        if self.position == 0 { name.to_owned() } else { format!("{name}-{}", self.position + 1) }
    }

    /// The side that something is told of: production, or else the reference.
    pub fn side_with(&self, has: impl Fn(&SidePerformance) -> bool) -> Option<Side> {
        let sides = [Side::Production, Side::Reference];
        sides.into_iter().find(|side| has(self.of.sides.get(*side)))
    }

    /// Rows of each side.
    pub fn n(&self) -> Pair<u64> {
        self.of.sides.as_ref().map(|side| side.n)
    }

    /// What is said of it.
    pub fn about(&self) -> Block {
        let model = self.of;
        let mut blocks = Vec::new();
        // The chapter's headline is the sentence of its worst model.
        if !self.is_only || self.is_two {
            blocks.push(Block::Text(model.says.clone()));
        }
        if !model.answer.is_empty() {
            blocks.push(Block::Soft(format!("Its answer: {}.", model.answer)));
        }
        blocks.extend(model.notes.iter().cloned().map(Block::Soft));
        let chip = (!self.is_two).then(|| Chip::new(model.verdict, model.word()));
        Block::Section(Section { title: model.name.clone(), remark: String::new(), chip, blocks })
    }
}
