//! The walk through a text that cuts it.

use memchr::{memchr, memchr2, memchr2_iter};

use super::{Extent, Fault, FaultKind, Grammar, Record, Records, Span};
use crate::padded::Padded;
use crate::separators::Separators;

/// How reading a field ended.
enum Field {
    /// At this separator, or at the end of the text.
    Stop(usize),
    /// The text ends before the field is known to.
    Unfinished,
    /// Its quote does not close.
    OpenQuote,
}

/// How reading a record ended.
enum Step {
    /// Behind it.
    Next(usize),
    /// The text ends before the record is known to.
    Unfinished,
}

/// Walks a text from record to record.
pub struct Cutter<'a> {
    text: &'a [u8],
    separators: Separators<'a>,
    grammar: Grammar,
    extent: Extent,
    /// Where the blank lines at the end of the text begin.
    blank_from: usize,
    out: &'a mut Records,
}

impl<'a> Cutter<'a> {
    /// At the start of a text.
    pub fn new(text: &'a Padded, grammar: Grammar, extent: Extent, out: &'a mut Records) -> Self {
        let separators = Separators::new(text.bytes(), text.len(), grammar.delimiter);
        let is_line_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let text = text.text();
        let blank_from =
            text.iter().rposition(|byte| !is_line_end(byte)).map_or(0, |last| last + 1);
        Self { text, separators, grammar, extent, blank_from, out }
    }

    /// Cuts until the text or the extent ends.
    pub fn run(&mut self) {
        while self.out.bytes < self.text.len() && self.out.records.len() < self.extent.max_records {
            match self.record(self.out.bytes) {
                Step::Next(position) => self.out.bytes = position,
                Step::Unfinished => break,
            }
        }
    }

    fn record(&mut self, start: usize) -> Step {
        if matches!(self.text[start], b'\n' | b'\r') {
            return self.blank_line(start);
        }
        let first_span = self.out.spans.len();
        let mut lines_inside = 0;
        let mut position = start;
        loop {
            let stop = match self.field(position, &mut lines_inside) {
                Field::Stop(stop) => stop,
                Field::Unfinished => return self.give_up(first_span),
                Field::OpenQuote => return self.skip_line(position, first_span, lines_inside),
            };
            if stop < self.text.len() && self.text[stop] == self.grammar.delimiter {
                position = stop + 1;
                continue;
            }
            let Some(position) = self.behind_line_end(stop) else {
                return self.give_up(first_span);
            };
            self.finish_record(first_span, lines_inside);
            return Step::Next(position);
        }
    }

    /// A blank line is no record; but among the rows of one column it is a missing value, unless only
    /// blank lines follow.
    fn blank_line(&mut self, start: usize) -> Step {
        let Some(position) = self.behind_line_end(start) else { return Step::Unfinished };
        let is_value = self.extent.width == Some(1);
        let is_behind_all = start >= self.blank_from && !self.extent.is_long;
        if is_value && is_behind_all && !self.extent.is_last {
            return Step::Unfinished;
        }
        if is_value && !is_behind_all {
            let first_span = self.out.spans.len();
            self.out.spans.push(Span::new(start, start));
            self.finish_record(first_span, 0);
        } else {
            self.fault(self.out.lines, FaultKind::Blank);
            self.out.lines += 1;
        }
        Step::Next(position)
    }

    /// Reads one field and notes where it stands.
    #[inline]
    fn field(&mut self, start: usize, lines_inside: &mut u64) -> Field {
        if self.grammar.quote.is_some() && self.text.get(start).copied() == self.grammar.quote {
            return self.quoted_field(start, lines_inside);
        }
        let stop = self.separators.next(start);
        self.out.spans.push(Span::new(start, stop));
        Field::Stop(stop)
    }

    fn quoted_field(&mut self, start: usize, lines_inside: &mut u64) -> Field {
        let Some((close, mut is_escaped)) = self.closing_quote(start) else {
            let is_open = self.extent.is_last || (self.extent.is_long && self.out.bytes == 0);
            return if is_open { Field::OpenQuote } else { Field::Unfinished };
        };
        let lines = self.count_line_ends(start + 1, close);
        let stop = self.separators.next(close + 1);
        let mut end = close;
        if stop != close + 1 {
            if lines > 0 {
                return Field::OpenQuote;
            }
            is_escaped = true;
            end = stop;
        } else if stop == self.text.len() && !self.extent.is_last {
            return Field::Unfinished;
        }
        if is_escaped {
            self.out.escaped.push(self.out.spans.len() as u32);
        }
        *lines_inside += lines;
        self.out.spans.push(Span::new(start + 1, end));
        Field::Stop(stop)
    }

    /// The quote that closes the one at `open`, and whether there are doubled ones between.
    fn closing_quote(&self, open: usize) -> Option<(usize, bool)> {
        let quote = self.text[open];
        let mut is_escaped = false;
        let mut from = open + 1;
        loop {
            let close = from + memchr(quote, &self.text[from..])?;
            if self.text.get(close + 1) != Some(&quote) {
                return Some((close, is_escaped));
            }
            is_escaped = true;
            from = close + 2;
        }
    }

    fn count_line_ends(&self, start: usize, end: usize) -> u64 {
        let field = &self.text[start..end];
        if memchr2(b'\n', b'\r', field).is_none() {
            return 0;
        }
        memchr2_iter(b'\n', b'\r', field)
            .filter(|&at| field[at] == b'\n' || field.get(at + 1) != Some(&b'\n'))
            .count() as u64
    }

    /// The position behind the line end at `stop`; none if more bytes are needed to know.
    fn behind_line_end(&self, stop: usize) -> Option<usize> {
        match self.text.get(stop) {
            None => self.extent.is_last.then_some(stop),
            Some(b'\r') => match self.text.get(stop + 1) {
                Some(b'\n') => Some(stop + 2),
                None if !self.extent.is_last => None,
                _ => Some(stop + 1),
            },
            Some(_) => Some(stop + 1),
        }
    }

    fn finish_record(&mut self, first_span: usize, lines_inside: u64) {
        let found = self.out.spans.len() - first_span;
        if self.extent.width.is_none_or(|width| width == found) {
            let line = self.out.lines as u32;
            let start = self.out.bytes as u32;
            self.out.records.push(Record { start, first_span: first_span as u32, line });
        } else {
            self.forget(first_span);
            self.fault(self.out.lines, FaultKind::Fields { found });
        }
        self.out.lines += 1 + lines_inside;
    }

    /// Leaves the line out on which a quote opens at `open`.
    fn skip_line(&mut self, open: usize, first_span: usize, lines_inside: u64) -> Step {
        let line_end = memchr2(b'\n', b'\r', &self.text[open..])
            .map_or(self.text.len(), |offset| open + offset);
        let Some(position) = self.behind_line_end(line_end) else {
            return self.give_up(first_span);
        };
        let field = self.out.spans.len() - first_span;
        self.forget(first_span);
        self.fault(self.out.lines + lines_inside, FaultKind::OpenQuote { field });
        self.out.lines += 1 + lines_inside;
        Step::Next(position)
    }

    fn give_up(&mut self, first_span: usize) -> Step {
        self.forget(first_span);
        Step::Unfinished
    }

    fn forget(&mut self, first_span: usize) {
        self.out.spans.truncate(first_span);
        while self.out.escaped.last().is_some_and(|&index| index as usize >= first_span) {
            self.out.escaped.pop();
        }
    }

    fn fault(&mut self, line: u64, kind: FaultKind) {
        self.out.faults.push(Fault { start: self.out.bytes as u32, line, kind });
    }
}

/// Takes quotes out of a field in place, from behind its opening quote on; gives the new length.
pub fn unescape(field: &mut [u8], quote: u8) -> usize {
    let mut length = 0;
    let mut position = 0;
    let mut is_closed = false;
    while position < field.len() {
        let byte = field[position];
        position += 1;
        if byte == quote && !is_closed {
            if field.get(position) == Some(&quote) {
                position += 1;
            } else {
                is_closed = true;
                continue;
            }
        }
        field[length] = byte;
        length += 1;
    }
    length
}
