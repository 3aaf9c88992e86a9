//! Where the bytes of a table came from, and their hash, which is computed when it is first asked for.

use std::cell::RefCell;

use export::Fingerprint;
use protocol::Source;
use report::Side;
use samples::Story;
use web_sys::File;

use crate::open::each_slice;
use crate::pace::Pace;
use crate::session::Failure;

/// Where the bytes of a table came from.
pub struct Origin {
    source: Source,
    file: Option<File>,
    sha256: RefCell<Option<String>>,
}

impl Origin {
    /// The origin of a table that was just read.
    pub fn new(source: Source, file: Option<File>) -> Self {
        Self { source, file, sha256: RefCell::default() }
    }

    /// SHA-256 of the bytes; none where they can no longer be read.
    pub async fn sha256(&self, pace: &mut Pace) -> Result<Option<String>, Failure> {
        if self.sha256.borrow().is_none() {
            let found = self.compute(pace).await?;
            self.sha256.replace(found);
        }
        Ok(self.sha256.borrow().clone())
    }

    async fn compute(&self, pace: &mut Pace) -> Result<Option<String>, Failure> {
        let mut fingerprint = Fingerprint::default();
        match (&self.source, &self.file) {
            (Source::File { name }, Some(file)) => {
                let read = each_slice(name, file, pace, |bytes| {
                    fingerprint.update(bytes);
                    Ok(0)
                });
                match read.await {
                    Ok(()) => {}
                    // A file that is gone has no hash, and costs the report nothing else.
                    Err(Failure::Problem(_)) => return Ok(None),
                    Err(stopped) => return Err(stopped),
                }
            }
            (Source::Sample { story, side }, _) => {
                let Some(story) = Story::from_name(story) else { return Ok(None) };
                let file = match side {
                    Side::Reference => story.reference(),
                    Side::Production => story.production(),
                };
                fingerprint.update(&file.bytes);
            }
            (Source::File { .. }, None) => return Ok(None),
        }
        Ok(Some(fingerprint.finish()))
    }
}
