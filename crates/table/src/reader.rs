//! Reads a file that arrives in chunks.

use report::{Problem, Reading};

use crate::Table;

/// Reads a file that arrives in chunks; how it is cut into chunks does not change the table.
#[derive(Debug)]
pub struct Reader {
    file: String,
}

impl Reader {
    /// A reader for a file of this name.
    #[must_use]
    pub fn new(file_name: &str, _reading: &Reading) -> Self {
        Self { file: file_name.to_owned() }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// When the bytes are not a table of text.
    pub fn push(&mut self, _bytes: &[u8]) -> Result<(), Problem> {
        Ok(())
    }

    /// Rows so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        0
    }

    /// The table, once every byte was pushed.
    ///
    /// # Errors
    /// When there is no table in the file.
    pub fn finish(self) -> Result<Table, Problem> {
        Err(Problem::new("The file is empty", "Choose another file").in_file(self.file))
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
