//! Writes files, and spares those that they are made from.

use std::path::{Path, PathBuf};

use report::Problem;

use crate::file_problem;
use crate::print::print_bytes;

/// Writes files, and spares those that they are made from.
pub struct Put {
    /// The files that are spared, by where they really are.
    spared: Vec<PathBuf>,
}

/// Whether a path stands for the standard output.
pub fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

impl Put {
    /// A writer that spares inputs; `outputs` are looked at before anything is computed.
    ///
    /// # Errors
    /// When an output is an input, or two are the standard output or one file.
    pub fn sparing<'a>(
        inputs: &[&PathBuf],
        outputs: impl Iterator<Item = &'a PathBuf>,
    ) -> Result<Self, Problem> {
        let put =
            Self { spared: inputs.iter().filter_map(|path| path.canonicalize().ok()).collect() };
        let mut taken: Vec<&PathBuf> = Vec::new();
        for path in outputs {
            if taken.contains(&path) {
                let what = "Two forms would be written to one place";
                return Err(Problem::new(what, "Give each its own name")
                    .in_file(path.display().to_string()));
            }
            put.spares(path)?;
            taken.push(path);
        }
        Ok(put)
    }

    fn spares(&self, path: &Path) -> Result<(), Problem> {
        let is_spared = path.canonicalize().is_ok_and(|path| self.spared.contains(&path));
        if !is_spared || is_standard_output(path) {
            return Ok(());
        }
        let what = "The report would be written over a file that it is made from";
        Err(Problem::new(what, "Give it another name").in_file(path.display().to_string()))
    }

    /// Writes a text.
    pub fn text(&self, path: &Path, text: &str) -> Result<(), Problem> {
        self.bytes(path, text.as_bytes())
    }

    /// Writes bytes.
    pub fn bytes(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        if is_standard_output(path) {
            return print_bytes(bytes);
        }
        self.spares(path)?;
        std::fs::write(path, bytes).map_err(|error| file_problem("write the file", path, &error))
    }

    /// Makes a folder where it is not there.
    pub fn folder(&self, path: &Path) -> Result<(), Problem> {
        std::fs::create_dir_all(path).map_err(|error| file_problem("make the folder", path, &error))
    }
}
