//! A column while it grows.
//!
//! A column starts as what its first values are and widens when others come: whole numbers to
//! numbers, both and times to texts. Nothing is read twice: each cell of a number or time column
//! has a [`mark`] from which its text can be written again.

pub mod beyond;
mod convert;
pub mod mark;
pub mod misfits;
mod spellings;
pub mod texts;

use report::Kind;

use crate::batch::Batch;
use crate::cell::{Cell, CellReader};
use crate::number::{self, Number};
use crate::text::text;
use crate::time::{self, Layout, Time};
use misfits::Misfits;
use spellings::Spellings;
use texts::{Rows, Texts};

/// Values that decide what a column starts as.
const SAMPLE: usize = 256;
/// First values that are kept as they stand.
const EXAMPLES: usize = 5;

/// What a column holds so far.
#[derive(Clone, Debug)]
pub enum Store {
    /// No value yet.
    Undecided,
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Numbers.
    Fraction(Vec<f64>),
    /// Microseconds since 1970-01-01T00:00:00.
    Times(Vec<i64>),
    /// Texts.
    Texts(Texts),
}

/// A column while it grows.
#[derive(Clone, Debug)]
pub struct Builder {
    /// The values so far; of a cell that holds none, zero.
    pub store: Store,
    /// One [`mark`] for each cell, unless the store holds texts.
    pub marks: Vec<u8>,
    /// Whether every mark is one of a value.
    pub is_complete: bool,
    /// Texts among numbers or times.
    pub misfits: Misfits,
    /// The kind that the user chose.
    pub fixed: Option<Kind>,
    /// The first values as they stand.
    pub examples: Vec<String>,
    /// Numbers with separators between groups of digits.
    pub grouped: Option<Rows>,
    spellings: Spellings,
    layouts: Vec<Layout>,
}

impl Builder {
    /// An empty column, of a kind that the user chose or of any.
    #[must_use]
    pub fn new(fixed: Option<Kind>) -> Self {
        let store = match fixed {
            Some(Kind::Category | Kind::Text | Kind::Identifier | Kind::Boolean) => {
                Store::Texts(Texts::new(fixed))
            }
            Some(Kind::Integer) => Store::Whole(Vec::new()),
            Some(Kind::Float) => Store::Fraction(Vec::new()),
            Some(Kind::DateTime | Kind::Empty) | None => Store::Undecided,
        };
        Self {
            store,
            marks: Vec::new(),
            is_complete: true,
            misfits: Misfits::default(),
            fixed,
            examples: Vec::new(),
            grouped: None,
            spellings: Spellings::default(),
            layouts: Vec::new(),
        }
    }

    /// Appends the cells of one column.
    pub fn extend(&mut self, batch: Batch<'_>, column: usize, cells: &CellReader) {
        self.add_examples(batch, column, cells);
        let mut row = 0;
        while row < batch.rows() {
            row += self.extend_fast(batch, column, row, cells);
            if row < batch.rows() {
                if matches!(self.store, Store::Undecided) && cells.is_value(batch.cell(column, row))
                {
                    self.decide(batch, column, row, cells);
                }
                self.put(batch.cell(column, row), cells);
                row += 1;
            }
        }
    }

    /// Appends cells as long as they are what the column expects; gives how many.
    fn extend_fast(
        &mut self,
        batch: Batch<'_>,
        column: usize,
        row: usize,
        cells: &CellReader,
    ) -> usize {
        let before = self.marks.len();
        let spans = batch.column(column, row);
        match &mut self.store {
            Store::Undecided => {
                let empty = spans.take_while(|span| span.start == span.end).count();
                self.marks.resize(before + empty, mark::EMPTY);
                self.is_complete &= empty == 0;
            }
            Store::Whole(values) => {
                for span in spans {
                    let (value, mark) = match number::plain_whole(batch.text, span) {
                        Some(value) => (value, 0),
                        None if span.start == span.end => (0, mark::EMPTY),
                        None => break,
                    };
                    self.is_complete &= mark == 0;
                    values.push(value);
                    self.marks.push(mark);
                }
            }
            Store::Fraction(values) => {
                let decimal_mark = number::mark_byte(cells.mark);
                for span in spans {
                    let (value, mark) = match number::plain_decimal(batch.text, span, decimal_mark)
                    {
                        Some(decimal) => decimal,
                        None if span.start == span.end => (0.0, mark::EMPTY),
                        None => break,
                    };
                    self.is_complete &= mark != mark::EMPTY;
                    values.push(value);
                    self.marks.push(mark);
                }
            }
            Store::Times(values) => {
                for span in spans {
                    let Some((us, mark)) = time::read(span.of(batch.text)).and_then(|time| {
                        let layout = time.layout?;
                        let mark = self.layouts.iter().position(|known| *known == layout)?;
                        Some((time.us, mark as u8))
                    }) else {
                        break;
                    };
                    values.push(us);
                    self.marks.push(mark);
                }
            }
            Store::Texts(texts) => {
                let before = texts.codes.len();
                for span in spans {
                    texts.push(span.of(batch.text), cells);
                }
                return texts.codes.len() - before;
            }
        }
        self.marks.len() - before
    }

    /// Appends any cell.
    fn put(&mut self, text: &[u8], cells: &CellReader) {
        if let Store::Texts(texts) = &mut self.store {
            texts.push(text, cells);
            return;
        }
        match cells.read(text) {
            Cell::Empty => self.put_nothing(mark::EMPTY),
            Cell::Word(word) => self.put_nothing(mark::FIRST_WORD + word),
            Cell::Number(number) => self.put_number(number, text, cells),
            Cell::Time(time) => self.put_time(time, text, cells),
            Cell::Text => self.put_misfit(text, cells),
        }
    }

    fn put_number(&mut self, number: Number, text: &[u8], cells: &CellReader) {
        match (&mut self.store, number) {
            (Store::Whole(values), Number::Whole { value, is_plain }) => {
                values.push(value);
                self.put_mark(is_plain.then_some(0), text, cells);
            }
            (Store::Whole(values), _) if self.fixed == Some(Kind::Integer) => {
                match number.as_whole() {
                    Some(value) => {
                        values.push(value);
                        self.put_mark(None, text, cells);
                    }
                    None => self.put_misfit(text, cells),
                }
            }
            (Store::Whole(_), Number::Fraction { .. }) => {
                self.widen();
                self.put_number(number, text, cells);
            }
            (Store::Whole(_), Number::LeadingZeros(_) | Number::Huge(_)) => {
                self.turn_to_texts(cells);
                self.put(text, cells);
            }
            (Store::Fraction(values), _) => {
                let (value, decimals) = number.as_fraction();
                values.push(value);
                self.put_mark(decimals, text, cells);
            }
            _ => self.put_misfit(text, cells),
        }
    }

    fn put_time(&mut self, time: Time, text: &[u8], cells: &CellReader) {
        let Store::Times(values) = &mut self.store else {
            return self.put_misfit(text, cells);
        };
        values.push(time.us);
        let position = time.layout.and_then(|layout| {
            let known = self.layouts.iter().position(|known| *known == layout);
            known.or_else(|| {
                let has_room = self.layouts.len() <= usize::from(mark::REGULAR_MAX);
                has_room.then(|| {
                    self.layouts.push(layout);
                    self.layouts.len() - 1
                })
            })
        });
        self.put_mark(position.map(|position| position as u8), text, cells);
    }

    fn put_misfit(&mut self, text: &[u8], cells: &CellReader) {
        self.misfits.push(self.marks.len(), text);
        self.put_nothing(mark::MISFIT);
        if matches!(self.fixed, Some(Kind::Integer | Kind::Float)) {
            self.misfits.forget_cells();
        } else if self.misfits.are_too_many(self.marks.len()) {
            self.turn_to_texts(cells);
        }
    }

    fn put_nothing(&mut self, mark: u8) {
        match &mut self.store {
            Store::Whole(values) | Store::Times(values) => values.push(0),
            Store::Fraction(values) => values.push(0.0),
            Store::Undecided | Store::Texts(_) => {}
        }
        self.marks.push(mark);
        self.is_complete = false;
    }

    /// Notes how the value that was just appended is written.
    fn put_mark(&mut self, regular: Option<u8>, text: &[u8], cells: &CellReader) {
        match regular.filter(|&mark| mark <= mark::REGULAR_MAX) {
            Some(mark) => self.marks.push(mark),
            None => {
                if number::is_grouped(text, cells.mark) {
                    Rows::add(&mut self.grouped, self.marks.len());
                }
                self.marks.push(mark::IRREGULAR);
                self.spellings.push(text);
            }
        }
    }

    /// Chooses what the column starts as, from the cells at hand.
    fn decide(&mut self, batch: Batch<'_>, column: usize, from_row: usize, cells: &CellReader) {
        let (mut wholes, mut fractions, mut odd, mut times, mut texts) = (0, 0, 0, 0, 0);
        for span in batch.column(column, from_row).take(SAMPLE) {
            match cells.read(span.of(batch.text)) {
                Cell::Empty | Cell::Word(_) => {}
                Cell::Number(Number::Whole { .. }) => wholes += 1,
                Cell::Number(Number::Fraction { .. }) => fractions += 1,
                Cell::Number(Number::LeadingZeros(_) | Number::Huge(_)) => odd += 1,
                Cell::Time(_) => times += 1,
                Cell::Text => texts += 1,
            }
        }
        let numbers = wholes + fractions + odd;
        let is_most = |count: usize| 10 * count >= 9 * (numbers + times + texts);
        let len = self.marks.len();
        if is_most(numbers) && fractions > 0 {
            self.store = Store::Fraction(vec![0.0; len]);
        } else if is_most(numbers) && odd == 0 {
            self.store = Store::Whole(vec![0; len]);
        } else if is_most(times) {
            self.store = Store::Times(vec![0; len]);
        } else {
            self.turn_to_texts(cells);
        }
    }

    fn add_examples(&mut self, batch: Batch<'_>, column: usize, cells: &CellReader) {
        let wanted = EXAMPLES - self.examples.len();
        if wanted > 0 {
            let fields = batch.column(column, 0).map(|span| span.of(batch.text));
            let present = fields.filter(|field| cells.is_value(field));
            self.examples.extend(present.take(wanted).map(text));
        }
    }
}
