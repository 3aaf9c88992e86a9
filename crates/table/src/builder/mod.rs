//! A column while it grows.
//!
//! A column starts as what its first values are and widens when others come: whole numbers to
//! numbers, both and times to texts. Nothing is read twice: each cell of a number or time column
//! has a [`mark`] from which its text can be written again.

pub mod mark;
pub mod misfits;
mod spellings;
pub mod texts;

use report::{DecimalMark, Kind};

use crate::cell::Cell;
use crate::number::{self, EXACT_MAX, Number};
use crate::records::Span;
use crate::text::text;
use crate::time::{self, Layout, Time};
use crate::words::{Meaning, Words};
use misfits::Misfits;
use spellings::Spellings;
use texts::Texts;

/// Values that decide what a column starts as.
const SAMPLE: usize = 256;
/// First values that are kept as they stand.
const EXAMPLES: usize = 5;

/// How cells are read.
#[derive(Clone, Debug)]
pub struct Cells {
    /// Words in place of numbers.
    pub words: Words,
    /// Between the whole and the fraction of a number.
    pub mark: DecimalMark,
}

impl Cells {
    /// Reads a cell.
    #[must_use]
    pub fn read(&self, text: &[u8]) -> Cell {
        Cell::read(text, &self.words, self.mark)
    }

    /// Whether a word stands for a missing value among numbers.
    #[must_use]
    pub fn stands_for_missing(&self, word: u8) -> bool {
        self.words.get(word).is_some_and(|word| word.meaning != Meaning::Infinite)
    }

    /// Whether a cell is a value among texts.
    #[must_use]
    pub fn is_text_value(&self, cell: Cell) -> bool {
        match cell {
            Cell::Empty => false,
            Cell::Word(word) => self.words.get(word).is_some_and(|word| !word.is_everywhere),
            Cell::Number(_) | Cell::Time(_) | Cell::Text => true,
        }
    }

    /// Whether a cell holds a value, whatever the rest of its column holds.
    #[must_use]
    pub fn is_value(&self, text: &[u8]) -> bool {
        !text.is_empty() && !matches!(self.read(text), Cell::Empty | Cell::Word(_))
    }
}

/// Rows of the same number of fields.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// The padded text.
    pub text: &'a [u8],
    /// The fields, row after row.
    pub spans: &'a [Span],
    /// Fields in a row.
    pub width: usize,
}

impl<'a> Batch<'a> {
    /// How many rows.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.spans.len() / self.width
    }

    /// Fields of one column, from a row on.
    fn column(&self, column: usize, from_row: usize) -> impl Iterator<Item = Span> + use<'a> {
        let start = (from_row * self.width + column).min(self.spans.len());
        self.spans[start..].iter().step_by(self.width).copied()
    }

    fn cell(&self, column: usize, row: usize) -> &'a [u8] {
        self.spans[row * self.width + column].of(self.text)
    }
}

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
    spellings: Spellings,
    layouts: Vec<Layout>,
}

impl Builder {
    /// An empty column, of a kind that the user chose or of any.
    #[must_use]
    pub fn new(fixed: Option<Kind>) -> Self {
        let store = match fixed {
            Some(Kind::Category | Kind::Text | Kind::Identifier | Kind::Boolean) => {
                Store::Texts(Texts::default())
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
            spellings: Spellings::default(),
            layouts: Vec::new(),
        }
    }

    /// Appends the cells of one column.
    pub fn extend(&mut self, batch: Batch<'_>, column: usize, cells: &Cells) {
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
    fn extend_fast(&mut self, batch: Batch<'_>, column: usize, row: usize, cells: &Cells) -> usize {
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
                    texts.push(span.of(batch.text));
                }
                return texts.codes.len() - before;
            }
        }
        self.marks.len() - before
    }

    /// Appends any cell.
    fn put(&mut self, text: &[u8], cells: &Cells) {
        if let Store::Texts(texts) = &mut self.store {
            texts.push(text);
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

    fn put_number(&mut self, number: Number, text: &[u8], cells: &Cells) {
        match (&mut self.store, number) {
            (Store::Whole(values), Number::Whole { value, is_plain }) => {
                values.push(value);
                self.put_mark(is_plain.then_some(0), text);
            }
            (Store::Whole(values), _) if self.fixed == Some(Kind::Integer) => {
                match as_whole(number) {
                    Some(value) => {
                        values.push(value);
                        self.put_mark(None, text);
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
                let (value, decimals) = as_fraction(number);
                values.push(value);
                self.put_mark(decimals, text);
            }
            _ => self.put_misfit(text, cells),
        }
    }

    fn put_time(&mut self, time: Time, text: &[u8], cells: &Cells) {
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
        self.put_mark(position.map(|position| position as u8), text);
    }

    fn put_misfit(&mut self, text: &[u8], cells: &Cells) {
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
    fn put_mark(&mut self, regular: Option<u8>, text: &[u8]) {
        match regular.filter(|&mark| mark <= mark::REGULAR_MAX) {
            Some(mark) => self.marks.push(mark),
            None => {
                self.marks.push(mark::IRREGULAR);
                self.spellings.push(text);
            }
        }
    }

    /// Chooses what the column starts as, from the cells at hand.
    fn decide(&mut self, batch: Batch<'_>, column: usize, from_row: usize, cells: &Cells) {
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

    /// Turns whole numbers into numbers.
    fn widen(&mut self) {
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
    pub fn turn_to_texts(&mut self, cells: &Cells) {
        let store = std::mem::replace(&mut self.store, Store::Undecided);
        let mut texts = Texts::default();
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
                Some(text) => texts.push(text),
                None => texts.push(self.write(&store, row, mark, cells).as_bytes()),
            }
        }
        self.marks = Vec::new();
        self.store = Store::Texts(texts);
    }

    /// The text that a value was read from.
    fn write(&self, store: &Store, row: usize, mark: u8, cells: &Cells) -> String {
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

    fn add_examples(&mut self, batch: Batch<'_>, column: usize, cells: &Cells) {
        let wanted = EXAMPLES - self.examples.len();
        if wanted > 0 {
            let fields = batch.column(column, 0).map(|span| span.of(batch.text));
            let present = fields.filter(|field| cells.is_value(field));
            self.examples.extend(present.take(wanted).map(text));
        }
    }
}

/// A number as a whole one, if it is.
pub fn as_whole(number: Number) -> Option<i64> {
    match number {
        Number::Whole { value, .. } => Some(value),
        Number::LeadingZeros(value) | Number::Huge(value) | Number::Fraction { value, .. } => {
            let is_exact = value.fract() == 0.0 && value.abs() <= EXACT_MAX as f64;
            is_exact.then_some(value as i64)
        }
    }
}

/// A number with the decimals it is written with, where writing it gives the same text again.
pub fn as_fraction(number: Number) -> (f64, Option<u8>) {
    match number {
        Number::Whole { value, is_plain } => {
            (value as f64, (is_plain && value.unsigned_abs() <= EXACT_MAX).then_some(0))
        }
        Number::LeadingZeros(value) | Number::Huge(value) => (value, None),
        Number::Fraction { value, decimals } => (value, decimals),
    }
}
