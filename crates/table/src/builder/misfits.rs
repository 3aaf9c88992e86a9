//! Texts in a column of numbers or times.

/// Different texts that are told apart.
const TEXTS_MAX: usize = 64;
/// Different texts, ones with NUL bytes not counted, that a column of numbers may hold.
const TOLERATED_TEXTS: usize = 8;
/// A column of numbers may hold fewer than one in so many texts.
const TOLERATED_ONE_IN: u64 = 100;
/// CellReader that are always remembered; beyond them one row in [`KEPT_ONE_IN`].
const KEPT_CELLS: usize = 4096;
const KEPT_ONE_IN: usize = 16;

/// Whether a column of `total` values is one of numbers in spite of `misfits` of `texts` different
/// texts. Texts with NUL bytes are damage, not another kind, and are not to be counted.
#[must_use]
pub const fn are_tolerable(misfits: u64, texts: usize, total: u64) -> bool {
    misfits == 0 || (texts <= TOLERATED_TEXTS && misfits * TOLERATED_ONE_IN < total)
}

/// Whether a text is damaged rather than of another kind.
#[must_use]
pub fn is_damaged(text: &[u8]) -> bool {
    memchr::memchr(0, text).is_some()
}

/// One text and where it stands.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// The text.
    pub text: Vec<u8>,
    /// The first row.
    pub first_row: usize,
    /// In how many rows.
    pub rows: u64,
}

/// Texts in a column of numbers or times.
#[derive(Clone, Debug, Default)]
pub struct Misfits {
    texts: Vec<Misfit>,
    more: Option<Misfit>,
    cells: Vec<u8>,
}

impl Misfits {
    /// Notes a text, in rising order of rows.
    pub fn push(&mut self, row: usize, text: &[u8]) {
        let found = self.texts.iter().position(|misfit| misfit.text == text);
        let new = |text: &[u8]| Misfit { text: text.to_vec(), first_row: row, rows: 1 };
        match found {
            Some(index) => {
                self.texts[index].rows += 1;
                self.cells.push(index as u8);
            }
            None if self.texts.len() < TEXTS_MAX => {
                self.cells.push(self.texts.len() as u8);
                self.texts.push(new(text));
            }
            None => match &mut self.more {
                Some(more) => more.rows += 1,
                None => self.more = Some(new(text)),
            },
        }
    }

    /// Forgets which text stands in which row; for a column that stays what it is.
    pub fn forget_cells(&mut self) {
        self.cells.clear();
    }

    /// Whether there are so many that the column cannot be one of numbers, or that they cannot be
    /// remembered.
    #[must_use]
    pub fn are_too_many(&self, rows: usize) -> bool {
        self.undamaged_texts() > TOLERATED_TEXTS
            || self.texts.len() >= TEXTS_MAX
            || self.cells.len() > KEPT_CELLS.max(rows / KEPT_ONE_IN)
    }

    /// Whether a column of so many values is one of numbers in spite of these.
    #[must_use]
    pub fn are_tolerable(&self, total: u64) -> bool {
        let undamaged = self.texts.iter().filter(|misfit| !is_damaged(&misfit.text));
        are_tolerable(undamaged.map(|misfit| misfit.rows).sum(), self.undamaged_texts(), total)
    }

    /// Every text, and one in place of those that are not told apart.
    pub fn iter(&self) -> impl Iterator<Item = &Misfit> {
        self.texts.iter().chain(&self.more)
    }

    /// The text of each cell, in rising order of rows.
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        self.cells.iter().map(|&index| self.texts[usize::from(index)].text.as_slice())
    }

    fn undamaged_texts(&self) -> usize {
        self.texts.iter().filter(|misfit| !is_damaged(&misfit.text)).count()
    }
}
