//! A value with the values it had before.

/// A value with the values it had before, newest last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History<T> {
    current: T,
    past: Vec<T>,
}

/// Steps that are kept.
const DEPTH: usize = 100;

impl<T: Clone + PartialEq> History<T> {
    /// A value that had no other before.
    pub const fn of(value: T) -> Self {
        Self { current: value, past: Vec::new() }
    }

    /// The value in force.
    pub const fn current(&self) -> &T {
        &self.current
    }

    /// Whether there is something to go back to.
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Puts a value in force and keeps the one before; an equal value is no step.
    pub fn set(&mut self, value: T) {
        if value == self.current {
            return;
        }
        if self.past.len() == DEPTH {
            self.past.remove(0);
        }
        self.past.push(std::mem::replace(&mut self.current, value));
    }

    /// Changes every value, the past ones too: for what is not a choice but a renaming.
    pub fn rewrite(&mut self, mut change: impl FnMut(&mut T)) {
        change(&mut self.current);
        self.past.iter_mut().for_each(change);
    }

    /// Goes one step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.current = before;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_goes_back_step_by_step() {
        let mut history = History::<u32>::default();
        history.set(1);
        history.set(1);
        history.set(2);
        assert!(history.undo());
        assert_eq!(*history.current(), 1);
        assert!(history.undo());
        assert_eq!(*history.current(), 0);
        assert!(!history.can_undo() && !history.undo());
    }

    #[test]
    fn rewriting_reaches_the_past() {
        let mut history = History::<u32>::default();
        history.set(1);
        history.rewrite(|value| *value += 10);
        assert!(history.undo());
        assert_eq!(*history.current(), 10);
    }

    #[test]
    fn the_past_is_bounded() {
        let mut history = History::<usize>::default();
        (1..=DEPTH + 5).for_each(|value| history.set(value));
        let steps = std::iter::from_fn(|| history.undo().then_some(())).count();
        assert_eq!(steps, DEPTH);
    }
}
