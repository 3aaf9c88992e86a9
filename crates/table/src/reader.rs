//! Reads a file that arrives in chunks.

use std::io::Write;

use flate2::write::MultiGzDecoder;
use report::{Dialect, Encoding, Event, Problem, Reading};

use crate::container;
use crate::decode::Decoder;
use crate::finishing::Finishing;
use crate::journal::Journal;
use crate::parser::Parser;
use crate::sniff::{self, Sample, encoding};
use crate::table::Table;

/// Bytes from which a file's dialect is guessed.
const SAMPLE_BYTES: usize = 64 << 10;
/// Line ends that a sample must hold, or it is made longer.
const SAMPLE_LINES: usize = 3;
/// Bytes beyond which a sample is not made longer.
const SAMPLE_BYTES_MAX: usize = 32 << 20;

/// Compressed bytes that are unpacked at once: they may unpack to a thousand times as many.
const PACKED_BYTES: usize = 16 << 10;

/// Reads a file that arrives in chunks; how it is cut into chunks does not change the table.
///
/// Memory is bounded by what the columns need, beside a block of 256 kB, or the longest record.
///
/// ```
/// let mut reader = table::Reader::new("a.csv", &report::Reading::default());
/// reader.push(b"id,amo")?;
/// reader.push(b"unt\n1,0.5\n2,1.5\n")?;
/// let table = reader.finish()?;
/// assert_eq!(table.column("amount").and_then(|amount| amount.numbers()), Some(vec![0.5, 1.5]));
/// # Ok::<(), report::Problem>(())
/// ```
pub struct Reader {
    file: String,
    reading: Reading,
    bytes: u64,
    packing: Packing,
    body: Body,
}

/// How the bytes are packed.
enum Packing {
    /// The first bytes do not tell yet.
    Unknown(Vec<u8>),
    /// Not at all.
    None,
    /// With gzip.
    Gzip(Box<MultiGzDecoder<Vec<u8>>>),
}

/// What is done with unpacked bytes.
enum Body {
    /// Collected until the dialect can be guessed.
    Sample { bytes: Vec<u8>, target: usize },
    /// Read.
    Table(Box<Opened>),
}

/// A file whose dialect is known.
struct Opened {
    decoder: Decoder,
    parser: Parser,
    dialect: Dialect,
}

impl Opened {
    fn push(&mut self, bytes: &[u8], is_last: bool) -> Result<(), Problem> {
        let decoded = self.decoder.decode(bytes, is_last);
        self.parser.push(decoded.text, decoded.damaged)?;
        if is_last && self.decoder.has_replaced() {
            let message = "Damaged characters were replaced by U+FFFD";
            self.parser.note(Event::InvalidCharacters, message);
        }
        Ok(())
    }
}

impl Reader {
    /// A reader for a file of this name.
    #[must_use]
    pub fn new(file_name: &str, reading: &Reading) -> Self {
        Self {
            file: file_name.to_owned(),
            reading: reading.clone(),
            bytes: 0,
            packing: Packing::Unknown(Vec::new()),
            body: Body::Sample { bytes: Vec::new(), target: SAMPLE_BYTES },
        }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// When the bytes are not a table of text, or a choice in the reading cannot be followed.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.bytes += bytes.len() as u64;
        self.unpack(bytes, false).map_err(|problem| problem.in_file(self.file.clone()))
    }

    /// Rows so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        match &self.body {
            Body::Sample { .. } => 0,
            Body::Table(opened) => opened.parser.rows() as u64,
        }
    }

    /// The table, once every byte was pushed.
    ///
    /// # Errors
    /// When there is no table in the file.
    pub fn finish(self) -> Result<Table, Problem> {
        self.close().map(Finishing::finish)
    }

    /// The table whose columns are to be finished one by one, once every byte was pushed.
    ///
    /// # Errors
    /// When there is no table in the file.
    pub fn close(mut self) -> Result<Finishing, Problem> {
        let file = self.file.clone();
        self.close_unnamed().map_err(|problem| problem.in_file(file))
    }

    fn close_unnamed(&mut self) -> Result<Finishing, Problem> {
        self.unpack(&[], true)?;
        if let Packing::Gzip(gzip) = &mut self.packing {
            gzip.try_finish().map_err(|_| damaged_gzip())?;
            let rest = std::mem::take(gzip.get_mut());
            self.take(&rest)?;
        }
        if let Body::Sample { bytes, .. } = &mut self.body {
            let bytes = std::mem::take(bytes);
            self.open(&bytes, true)?;
        }
        let taken = Body::Sample { bytes: Vec::new(), target: SAMPLE_BYTES };
        let Body::Table(mut opened) = std::mem::replace(&mut self.body, taken) else {
            return Err(sniff::empty());
        };
        opened.push(&[], true)?;
        let Opened { parser, dialect, .. } = *opened;
        Ok(Finishing { file: self.title(), bytes: self.bytes, dialect, closed: parser.close() })
    }

    /// The file's name, and which part of its rows is taken.
    fn title(&self) -> String {
        match &self.reading.part {
            Some(part) => format!("{}, {}", self.file, part.says()),
            None => self.file.clone(),
        }
    }

    fn unpack(&mut self, bytes: &[u8], is_last: bool) -> Result<(), Problem> {
        match &mut self.packing {
            Packing::None => self.take(bytes),
            Packing::Gzip(_) => {
                let mut unpacked = Vec::new();
                for part in bytes.chunks(PACKED_BYTES) {
                    let Packing::Gzip(gzip) = &mut self.packing else { break };
                    gzip.write_all(part).map_err(|_| damaged_gzip())?;
                    std::mem::swap(gzip.get_mut(), &mut unpacked);
                    self.take(&unpacked)?;
                    unpacked.clear();
                }
                Ok(())
            }
            Packing::Unknown(start) => {
                start.extend_from_slice(bytes);
                if start.len() < container::SIGNATURE_BYTES && !is_last {
                    return Ok(());
                }
                let start = std::mem::take(start);
                let is_gzip = start.starts_with(&container::GZIP);
                self.packing = if is_gzip {
                    Packing::Gzip(Box::new(MultiGzDecoder::new(Vec::new())))
                } else {
                    Packing::None
                };
                self.unpack(&start, is_last)
            }
        }
    }

    /// Takes unpacked bytes.
    fn take(&mut self, mut bytes: &[u8]) -> Result<(), Problem> {
        while let Body::Sample { bytes: sample, target } = &mut self.body {
            let (now, later) = bytes.split_at(bytes.len().min(*target - sample.len()));
            sample.extend_from_slice(now);
            bytes = later;
            if sample.len() < *target {
                return Ok(());
            }
            if *target < SAMPLE_BYTES_MAX && !has_lines(sample) {
                *target *= 2;
            } else {
                let sample = std::mem::take(sample);
                self.open(&sample, false)?;
            }
        }
        if let Body::Table(opened) = &mut self.body {
            opened.push(bytes, false)?;
        }
        Ok(())
    }

    /// Guesses the dialect and reads the sample.
    fn open(&mut self, sample: &[u8], is_all: bool) -> Result<(), Problem> {
        if let Some(problem) = container::recognise(sample) {
            return Err(problem);
        }
        let gzip = matches!(self.packing, Packing::Gzip(_));
        let marked = encoding::byte_order_mark(sample);
        let encoding = self.reading.encoding.or(marked.map(|(encoding, _)| encoding));
        let encoding = encoding.unwrap_or_else(|| encoding::guess(sample));
        let is_marked = marked.is_some_and(|(marked, _)| marked == encoding);
        let mark_len = if is_marked { marked.map_or(0, |(_, len)| len) } else { 0 };
        let mut journal = journal_of(encoding, gzip);
        let mut decoder = Decoder::new(encoding);
        let decoded = decoder.decode(&sample[mark_len..], false);
        let is_utf16 = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        if let Some(problem) = container::binary(if is_utf16 { decoded.text } else { sample }) {
            return Err(problem);
        }
        let sample = Sample { text: decoded.text, is_all };
        let sniffed = sniff::sniff(&sample, &self.reading, &mut journal)?;
        let dialect = Dialect {
            delimiter: char::from(sniffed.grammar.delimiter),
            quote: sniffed.grammar.quote.map(char::from),
            has_header: sniffed.has_header,
            decimal_mark: sniffed.cells.mark,
            encoding,
            gzip,
            missing_markers: sniffed.cells.words.markers().to_vec(),
        };
        let start = sniffed.data_start;
        let mut parser = Parser::new(sniffed, &self.reading, journal)?;
        let damaged: Vec<usize> =
            decoded.damaged.iter().filter_map(|place| place.checked_sub(start)).collect();
        parser.push(&decoded.text[start..], &damaged)?;
        if decoded.damaged.len() > damaged.len() {
            let message = "Bytes in the header that are no UTF-8 were read as Windows-1252";
            parser.note(Event::InvalidCharacters, message);
        }
        self.body = Body::Table(Box::new(Opened { decoder, parser, dialect }));
        Ok(())
    }
}

/// Reads a whole file.
///
/// # Errors
/// As [`Reader::push`] and [`Reader::finish`].
pub fn read(file_name: &str, bytes: &[u8], reading: &Reading) -> Result<Table, Problem> {
    let mut reader = Reader::new(file_name, reading);
    reader.push(bytes)?;
    reader.finish()
}

fn has_lines(sample: &[u8]) -> bool {
    memchr::memchr2_iter(b'\n', b'\r', sample).nth(SAMPLE_LINES - 1).is_some()
}

fn journal_of(encoding: Encoding, gzip: bool) -> Journal {
    let mut journal = Journal::default();
    if gzip {
        journal.file(Event::Decompressed, "Decompressed with gzip", None);
    }
    if encoding != Encoding::Utf8 {
        journal.file(Event::Decoded, format!("Read as {}", encoding.label()), None);
    }
    journal
}

fn damaged_gzip() -> Problem {
    Problem::new("The file is compressed with gzip and damaged", "Compress or download it again")
}
