//! From one kind of column to a wider one, without losing how a cell was written.

use super::texts::Texts;
use super::{Builder, Store, mark};
use crate::cell::CellReader;
use crate::number::{self, EXACT_MAX};
use crate::time;

impl Builder {
    /// Turns whole numbers into numbers.
    pub(super) fn widen(&mut self) {
        let Store::Whole(wholes) = std::mem::replace(&mut self.store, Store::Undecided) else {
            return;
        };
        let fractions = wholes.iter().map(|&value| value as f64).collect();
        if wholes.iter().any(|value| value.unsigned_abs() > EXACT_MAX) {
            self.remember_rounded(&wholes);
        }
        self.store = Store::Fraction(fractions);
    }

    /// Remembers the spelling of whole numbers that are rounded when they become doubles.
    fn remember_rounded(&mut self, wholes: &[i64]) {
        let before = std::mem::take(&mut self.spellings);
        let mut spelled = before.iter();
        for (mark, value) in self.marks.iter_mut().zip(wholes) {
            if *mark == mark::IRREGULAR {
                self.spellings.push(spelled.next().unwrap_or(value.to_string().as_bytes()));
            } else if mark::is_value(*mark) && value.unsigned_abs() > EXACT_MAX {
                *mark = mark::IRREGULAR;
                self.spellings.push(value.to_string().as_bytes());
            }
        }
    }

    /// Turns numbers or times into the texts that they were read from.
    pub fn turn_to_texts(&mut self, cells: &CellReader) {
        let store = std::mem::replace(&mut self.store, Store::Undecided);
        let mut texts = Texts::new(self.fixed);
        let spellings = std::mem::take(&mut self.spellings);
        let misfits = std::mem::take(&mut self.misfits);
        let (mut spelled, mut misfit) = (spellings.iter(), misfits.cells());
        for (row, &mark) in self.marks.iter().enumerate() {
            let known = match mark {
                mark::EMPTY => Some(b"".as_slice()),
                mark::MISFIT => misfit.next(),
                mark::IRREGULAR => spelled.next(),
                mark::FIRST_WORD.. => {
                    cells.words.get(mark - mark::FIRST_WORD).map(|word| word.text.as_bytes())
                }
                _ => None,
            };
            match known {
                Some(text) => texts.push(text, cells),
                None => texts.push(self.write(&store, row, mark, cells).as_bytes(), cells),
            }
        }
        self.marks = Vec::new();
        self.store = Store::Texts(texts);
    }

    /// The text that a value was read from.
    fn write(&self, store: &Store, row: usize, mark: u8, cells: &CellReader) -> String {
        match store {
            Store::Whole(values) => values[row].to_string(),
            Store::Fraction(values) if mark == mark::IRREGULAR => number::shortest(values[row]),
            Store::Fraction(values) => number::write(values[row], mark, cells.mark),
            Store::Times(values) => match self.layouts.get(usize::from(mark)) {
                Some(&layout) => time::write(values[row], layout),
                None => time::write(values[row], time::FULL),
            },
            Store::Undecided | Store::Texts(_) => String::new(),
        }
    }
}
