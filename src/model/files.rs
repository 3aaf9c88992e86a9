//! One thing for each file that a study can have.

use protocol::Slot;
use report::{Pair, Side};

/// One thing for each file that a study can have: the two that are compared, and late labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Files<T> {
    /// The reference and production.
    pub sides: Pair<Option<T>>,
    /// Labels that came later.
    pub labels: Option<T>,
}

impl<T> Default for Files<T> {
    fn default() -> Self {
        Self { sides: Pair::new(None, None), labels: None }
    }
}

impl<T> Files<T> {
    /// Each file's place, in the order in which they are read.
    pub const SLOTS: [Slot; 3] =
        [Slot::Side(Side::Reference), Slot::Side(Side::Production), Slot::Labels];

    /// What stands for a file.
    pub fn get(&self, slot: Slot) -> Option<&T> {
        match slot {
            Slot::Side(side) => self.sides.get(side).as_ref(),
            Slot::Labels => self.labels.as_ref(),
        }
    }

    /// Where what stands for a file is kept.
    pub fn get_mut(&mut self, slot: Slot) -> &mut Option<T> {
        match slot {
            Slot::Side(side) => self.sides.get_mut(side),
            Slot::Labels => &mut self.labels,
        }
    }

    /// Another thing for each file, where there is one.
    pub fn filter_map<U>(&self, mut of: impl FnMut(Slot, &T) -> Option<U>) -> Files<U> {
        let mut files = Files::default();
        for slot in Self::SLOTS {
            *files.get_mut(slot) = self.get(slot).and_then(|thing| of(slot, thing));
        }
        files
    }

    /// What stands for each file that is there.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        Self::SLOTS.into_iter().filter_map(|slot| self.get(slot))
    }

    /// Exchanges the reference and production.
    pub fn swap(&mut self) {
        std::mem::swap(&mut self.sides.reference, &mut self.sides.production);
    }

    /// Whether both files that are compared are there.
    pub fn is_pair(&self) -> bool {
        self.sides.reference.is_some() && self.sides.production.is_some()
    }
}
