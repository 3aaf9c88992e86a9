//! The files of a comparison. What is compared comes through [`open`] alone, so that something else than a
//! file of rows could stand here.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use export::Fingerprint;
use report::{Problem, Reading};
use table::{Reader, Table};

use crate::file_problem;
use crate::progress::Bar;

/// Bytes that are read at a time.
const CHUNK_BYTES: usize = 1 << 20;

/// A file to be compared.
#[derive(Clone)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// What the report calls it.
    pub name: String,
}

impl Source {
    /// A file by its own name, without its folder.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name();
        let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self { path, name }
    }
}

/// The files of a comparison.
pub struct Inputs {
    /// What the model learned on.
    pub reference: Source,
    /// What it meets now; the same file where one is split.
    pub production: Source,
    /// Labels that came later.
    pub labels: Option<Source>,
}

/// What is compared, once it was read.
pub struct Opened {
    /// Its columns.
    pub table: Table,
    /// SHA-256 of the file's bytes.
    pub sha256: String,
}

/// Reads a file, showing how far it is.
pub fn open(source: &Source, reading: &Reading, quiet: bool) -> Result<Opened, Problem> {
    let bar = Bar::bytes(&source.name, size(&source.path)?, quiet);
    let mut reader = Reader::new(&source.name, reading);
    let mut fingerprint = Fingerprint::default();
    let mut is_first = true;
    each_chunk(&source.path, |chunk| {
        if std::mem::take(&mut is_first) && is_page(chunk) {
            let remedy = "Give the table itself; what is done with saved reports is told by driftglass --help";
            return Err(Problem::new("This is an HTML page, and no table", remedy)
                .in_file(source.path.display().to_string()));
        }
        fingerprint.update(chunk);
        bar.advance(chunk.len() as u64);
        reader.push(chunk)
    })?;
    Ok(Opened { table: reader.finish()?, sha256: fingerprint.finish() })
}

/// Whether a file begins as an HTML page does, as a saved report.
fn is_page(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let begins =
        |word: &[u8]| start.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word));
    begins(b"<!doctype html") || begins(b"<html")
}

/// SHA-256 of a file's bytes.
pub fn sha256(path: &Path) -> Result<String, Problem> {
    let mut fingerprint = Fingerprint::default();
    each_chunk(path, |chunk| {
        fingerprint.update(chunk);
        Ok(())
    })?;
    Ok(fingerprint.finish())
}

fn size(path: &Path) -> Result<u64, Problem> {
    let metadata = std::fs::metadata(path);
    Ok(metadata.map_err(|error| file_problem("read the file", path, &error))?.len())
}

fn each_chunk(
    path: &Path,
    mut take: impl FnMut(&[u8]) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let problem = |error: std::io::Error| file_problem("read the file", path, &error);
    let mut file = File::open(path).map_err(problem)?;
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match file.read(&mut chunk).map_err(problem)? {
            0 => return Ok(()),
            length => take(&chunk[..length])?,
        }
    }
}
