//! The Report that was last found or opened: how it is saved, and what it is held against.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use document::{Document, Notes};
use js_sys::Uint8Array;
use protocol::{Form, Picture, Pictures, Replay};
use report::{Pair, Problem, Report, ReportSettings, Settings, Side};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::analyse::not_written;
use crate::session::Failure;

/// The Report on screen, and the record that comparisons are held against.
#[derive(Default)]
pub struct Records {
    found: RefCell<Option<Rc<Report>>>,
    /// Values that hardly any row has, and how few rows that is.
    rare: RefCell<Option<(u32, Rc<BTreeSet<String>>)>>,
    record: RefCell<Option<Rc<Report>>>,
    /// The Report on screen as it last left the desk, and by which settings.
    outgoing: RefCell<Option<(ReportSettings, Rc<Report>)>>,
}

impl Records {
    /// Keeps what a comparison found.
    pub fn keep(&self, report: Report) -> Rc<Report> {
        let report = Rc::new(report);
        self.rare.take();
        self.forget_outgoing();
        self.found.replace(Some(Rc::clone(&report)));
        report
    }

    /// Keeps a saved report as what is on screen and as the record.
    pub fn open(&self, report: Report) -> Rc<Report> {
        let report = self.keep(report);
        self.record.replace(Some(Rc::clone(&report)));
        report
    }

    /// Forgets the record.
    pub fn forget(&self) {
        self.record.take();
    }

    /// The Report as it left the desk by these settings, where that was asked last.
    pub fn outgoing(&self, settings: &Settings) -> Option<Rc<Report>> {
        let outgoing = self.outgoing.borrow();
        let (by, report) = outgoing.as_ref()?;
        (*by == settings.report).then(|| Rc::clone(report))
    }

    /// Keeps the Report as it leaves the desk: what is told before it is saved is what is saved.
    pub fn keep_outgoing(&self, settings: &Settings, report: Report) -> Rc<Report> {
        let report = Rc::new(report);
        self.outgoing.replace(Some((settings.report.clone(), Rc::clone(&report))));
        report
    }

    /// Forgets how the Report left the desk, as when a file is another.
    pub fn forget_outgoing(&self) {
        self.outgoing.take();
    }

    /// The record that comparisons are held against.
    pub fn record(&self) -> Option<Rc<Report>> {
        self.record.borrow().clone()
    }

    /// The Report on screen.
    pub fn found(&self) -> Result<Rc<Report>, Problem> {
        let lacking = || Problem::new("There is no report to save", "Compare two files first");
        self.found.borrow().clone().ok_or_else(lacking)
    }

    /// Values that a report must not name, found by `find` the first time.
    pub fn rare(
        &self,
        fewest_rows: u32,
        find: impl FnOnce() -> BTreeSet<String>,
    ) -> Rc<BTreeSet<String>> {
        let mut rare = self.rare.borrow_mut();
        if let Some((of, values)) = &*rare
            && *of == fewest_rows
        {
            return Rc::clone(values);
        }
        let values = Rc::new(find());
        *rare = Some((fewest_rows, Rc::clone(&values)));
        values
    }
}

/// A Report as it leaves the desk by some settings, with the hashes of its files, and with its numbers as a
/// reader of its record has them: what is written now is what is written of the record later.
pub fn outgoing(
    report: &Report,
    settings: &Settings,
    sha256: Pair<Option<String>>,
    labels_sha256: Option<String>,
    rare: &BTreeSet<String>,
) -> Result<Report, Problem> {
    let mut report = report.clone();
    if report.redaction.is_none() {
        report.settings.report = settings.report.clone();
    }
    for side in Side::BOTH {
        if let Some(hash) = sha256.get(side) {
            report.inputs.get_mut(side).sha256 = Some(hash.clone());
        }
    }
    if let Some((labels, hash)) = report.labels.as_mut().zip(labels_sha256) {
        labels.input.sha256 = Some(hash);
    }
    let redacted = export::redacted(&report, rare).map_err(not_written)?;
    Report::from_value(redacted.to_value().map_err(not_written)?)
}

/// A Report in a form; a model card with what people know of the model, an archive with charts that the page drew.
pub fn written(
    report: &Report,
    form: Form,
    notes: &Notes,
    drawn: Vec<export::File>,
) -> Result<Vec<u8>, Problem> {
    match form {
        Form::Html => export::html(report).map(String::into_bytes).map_err(not_written),
        Form::Json => report.to_json().map(String::into_bytes).map_err(not_written),
        Form::Markdown => Ok(export::markdown(report).into_bytes()),
        Form::Card => Ok(export::markdown_of(&document::card(report, notes)).into_bytes()),
        Form::CardHtml => Ok(export::html_of(&document::card(report, notes)).into_bytes()),
        Form::Archive => {
            let mut files = export::files(report).map_err(not_written)?;
            files.extend(drawn);
            export::archive(&files).map_err(not_written)
        }
    }
}

/// How a comparison stands to a record.
pub fn replay(record: &Report, again: &Report) -> Result<Replay, Problem> {
    let differences = export::differences(record, again).map_err(not_written)?;
    let is_same = differences.is_empty();
    let headline = if is_same {
        "Computed again from its files: the same as the record, byte for byte."
    } else {
        "Computed again, and not the same as the record. What differs:"
    };
    let says = [headline.to_owned()].into_iter().chain(differences).collect();
    Ok(Replay { is_same, says })
}

/// What changed over reports.
pub fn since(reports: &[Report]) -> Result<Document, Problem> {
    let alone = || Problem::new("One report alone has no difference", "Choose another report");
    let difference = engine::difference(reports).ok_or_else(alone)?;
    Ok(document::difference(&difference))
}

/// A document, in the binary form of documents.
pub fn told(document: &Document) -> Result<Vec<u8>, Problem> {
    document.to_bytes().map_err(not_written)
}

/// Every chart of a Report.
pub fn pictures(report: &Report) -> Pictures {
    let stem = |name: &str| {
        let name = name.rsplit('/').next().unwrap_or(name);
        name.strip_suffix(".svg").unwrap_or(name).to_owned()
    };
    let files = export::pictures(report).into_iter();
    Pictures(
        files
            .filter_map(|file| {
                let svg = String::from_utf8(file.bytes).ok()?;
                Some(Picture { name: stem(&file.name), svg })
            })
            .collect(),
    )
}

/// A chart that the page drew, as a file of an archive.
pub async fn drawn(file: &File) -> Result<export::File, Problem> {
    Ok(export::File { name: format!("charts/{}", file.name()), bytes: bytes_of(file).await? })
}

/// Reads a saved report.
pub async fn read(file: &File) -> Result<Report, Failure> {
    let name = file.name();
    if file.size() as u64 > export::MOST_RECORD_BYTES {
        let what = format!("{name} is larger than any report");
        return Err(Problem::new(what, "Open a report that was saved by Driftglass").into());
    }
    let bytes = bytes_of(file).await?;
    Ok(export::read_record(&bytes).map_err(|problem| problem.in_file(name))?)
}

async fn bytes_of(file: &File) -> Result<Vec<u8>, Problem> {
    let unreadable = |_| {
        let what = format!("The browser could not read {}", file.name());
        Problem::new(what, "Drop it again")
    };
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
