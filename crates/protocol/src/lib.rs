//! Typed messages between the page and the worker.
//!
//! A message is a JavaScript object `{ message, files?, bytes?, pieces?, documents? }`: `message` is a `Uint8Array`
//! of an [`Envelope`], `files` an array of each `File` that a request speaks of. Beside
//! [`Response::Analysed`] and [`Response::RecordOpened`] stand, transferred, `pieces`, an array of
//! `Uint8Array`: the Report for [`report::Assembly`], and `documents`, a `Uint8Array` of its chapters that
//! are shown as documents; beside [`Response::Saved`] and [`Response::Told`] stand `bytes`.
//!
//! Every request gets exactly one final answer with its id ([`Response::is_final`]), but
//! [`Request::Cancel`]: it is answered by the request that it stops.

use report::{Cut, Input, Kind, Problem, Reading, Recut, Settings, Side, Split, wire};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Version of these messages; page and worker refuse each other when theirs differ.
pub const PROTOCOL_VERSION: u32 = 11;

/// The id of answers to no request.
pub const UNSOLICITED: u32 = 0;

/// A message with what it answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope<T> {
    /// [`PROTOCOL_VERSION`] of the sender.
    pub version: u32,
    /// Id of the request, from 1; an answer carries the id of its request.
    pub id: u32,
    /// The message.
    pub body: T,
}

impl<T> Envelope<T> {
    /// A message in this version.
    pub const fn new(id: u32, body: T) -> Self {
        Self { version: PROTOCOL_VERSION, id, body }
    }
}

impl<T: Serialize> Envelope<T> {
    /// The message in the binary form of `postcard`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Plain data always has this form; nothing would be answered as unreadable.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}

impl<T: DeserializeOwned> Envelope<T> {
    /// Reads what [`Envelope::to_bytes`] wrote; none where it is no message of this version.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        // The version comes first, and what follows another one cannot be read.
        let (version, _) = postcard::take_from_bytes::<u32>(bytes).ok()?;
        if version != PROTOCOL_VERSION {
            return None;
        }
        postcard::from_bytes(bytes).ok()
    }
}

/// Columns of which first rows are shown.
pub const PREVIEW_COLUMNS: usize = 40;

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read a file into a table and keep it.
    Open {
        /// Which table it becomes.
        slot: Slot,
        /// Where the bytes come from.
        source: Source,
        /// Overrides of what is guessed.
        reading: Reading,
    },
    /// Forget the table of labels.
    ForgetLabels,
    /// Exchange the two tables that are kept.
    Swap,
    /// Give the settings of a record that numbers its columns the names that they have in the tables that are kept.
    Name {
        /// The settings of the record.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Compare the two tables that are kept.
    Analyse {
        /// The settings to do it with.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Cut one column into other cells.
    Recut {
        /// Its name.
        column: String,
        /// How.
        cut: Cut,
        /// The settings by which the column was compared.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Write the Report that was last found or opened as a file. An archive also holds the files that come with the
    /// message, its charts as the page drew them.
    Save {
        /// In which form.
        form: Form,
        /// What only people know of the model, in the order of `document::Notes::FIELDS`.
        notes: Vec<String>,
        /// The settings by which it leaves the desk.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Tell what of that Report leaves the desk when it is saved.
    TellOutgoing {
        /// The settings by which it leaves the desk.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Tell the charts of that Report as they leave the desk.
    TellPictures {
        /// The settings by which it leaves the desk.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Tell the model card of that Report as it leaves the desk.
    TellCard {
        /// What only people know of the model, in the order of `document::Notes::FIELDS`.
        notes: Vec<String>,
        /// The settings by which it leaves the desk.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Read the saved report that comes with the message, and keep it as the record that the next comparison is
    /// held against.
    OpenRecord,
    /// Forget the record.
    ForgetRecord,
    /// Tell what changed over the saved reports that come with the message, up to the Report that was last found.
    TellSince {
        /// The settings by which that one leaves the desk.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// Stop a request that is under way. The request itself is answered with `Cancelled`.
    Cancel {
        /// Its id.
        request: u32,
    },
}

/// The forms that a Report is saved in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// One HTML file.
    Html,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
    /// Every form, tables and charts in one archive.
    Archive,
    /// The model card as Markdown.
    Card,
    /// The model card as one HTML file.
    CardHtml,
}

impl Form {
    /// The end of its file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Archive => "zip",
            Self::Card => "card.md",
            Self::CardHtml => "card.html",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Html | Self::CardHtml => "text/html",
            Self::Json => "application/json",
            Self::Markdown | Self::Card => "text/markdown",
            Self::Archive => "application/zip",
        }
    }
}

/// A chart of the Report as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The file's name, without an ending.
    pub name: String,
    /// The drawing.
    pub svg: String,
}

/// Charts of the Report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures(pub Vec<Picture>);

impl Pictures {
    /// The pictures in the binary form of `postcard`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Plain data always has this form.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads what [`Pictures::to_bytes`] wrote; none where it is nothing of this version.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// How a comparison stands to the record that it was held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// Whether it is the same, byte for byte.
    pub is_same: bool,
    /// What differs, as sentences; where nothing does, that it is the same.
    pub says: Vec<String>,
}

/// The tables that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// One of the two that are compared.
    Side(Side),
    /// Labels that came later, joined to production.
    Labels,
}

/// Where the bytes of a table come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The `File` that comes with the message.
    File {
        /// Its name.
        name: String,
    },
    /// One side of a built-in story.
    Sample {
        /// The story's name, as `samples::Story` has it.
        story: String,
        /// Which side of the story; it differs from the table's side after a swap.
        side: Side,
    },
}

/// How a setting is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingWords {
    /// Its name as a reader sees it.
    pub label: String,
    /// What it is measured in; empty where it is a plain number or no number.
    pub unit: String,
    /// What it does, as a sentence with a full stop.
    pub does: String,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The worker is up; sent once, unsolicited.
    Ready {
        /// Version of the engine.
        engine_version: String,
        /// How each setting is told, in their order.
        settings: Vec<SettingWords>,
    },
    /// How far a request is.
    Progress(Progress),
    /// The table was read.
    Opened(Box<Opened>),
    /// The two tables were exchanged.
    Swapped,
    /// The table of labels is forgotten.
    LabelsForgotten,
    /// The settings with the names of columns.
    Named {
        /// The settings.
        #[serde(serialize_with = "wire::serialize", deserialize_with = "wire::deserialize")]
        settings: Box<Settings>,
    },
    /// The comparison is done; the Report comes as `pieces` and `documents` beside the message.
    Analysed {
        /// How long the analysis took.
        duration_ms: f64,
        /// How it stands to the record, where there is one.
        replay: Option<Replay>,
    },
    /// The Report was written; it comes as `bytes` beside the message.
    Saved,
    /// What was asked for comes as `bytes` beside the message: a document, or [`Pictures`], in its binary form.
    Told,
    /// The record was read; it comes as `pieces` and `documents` beside the message.
    RecordOpened,
    /// The record is forgotten.
    RecordForgotten,
    /// The column in the cells that were asked for.
    Recut(Box<Recut>),
    /// The request was stopped; what was there before is untouched.
    Cancelled,
    /// The request could not be done.
    Failed(Problem),
    /// The worker is broken and must be replaced.
    Died {
        /// What it said.
        message: String,
    },
}

impl Response {
    /// Whether the request that this answers is over.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        !matches!(self, Self::Ready { .. } | Self::Progress(_))
    }
}

/// How far a request is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Units that are done: bytes while reading, columns afterwards.
    pub done: u64,
    /// Units in all.
    pub total: u64,
    /// Rows so far, while reading.
    pub rows: u64,
}

/// The stages of a study, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// Bytes to typed columns.
    Read,
    /// Schema and missing values.
    Quality,
    /// Drift of each column.
    Drift,
    /// How good each model is.
    Performance,
    /// Whether the probabilities of each model can be believed.
    Calibration,
    /// Where the change of each model comes from.
    Causes,
    /// Where each model is worse than on the whole.
    Segments,
    /// Whether groups are treated alike by each model.
    Fairness,
    /// The arms of an experiment.
    Experiments,
    /// Drift of each column over time.
    Timeline,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Quality,
        Self::Drift,
        Self::Performance,
        Self::Calibration,
        Self::Causes,
        Self::Segments,
        Self::Fairness,
        Self::Experiments,
        Self::Timeline,
    ];

    /// The stage as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Quality => "quality",
            Self::Drift => "drift",
            Self::Performance => "performance",
            Self::Calibration => "calibration",
            Self::Causes => "causes",
            Self::Segments => "segments",
            Self::Fairness => "fairness",
            Self::Experiments => "experiments",
            Self::Timeline => "timeline",
        }
    }
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// Which table it became.
    pub slot: Slot,
    /// What was read and how.
    pub input: Input,
    /// Its columns.
    pub columns: Vec<OpenedColumn>,
    /// Its first rows, as they stand in the file, up to [`PREVIEW_COLUMNS`] columns.
    pub preview: Vec<Vec<String>>,
    /// How it could be split into two sides; none where a part of it was taken.
    pub splits: Vec<Split>,
    /// How long reading took.
    pub duration_ms: f64,
}

/// A column of a table that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_journey() {
        let request = Envelope::new(
            7,
            Request::Open {
                slot: Slot::Side(Side::Production),
                source: Source::File { name: "a \"quoted\" name.csv".to_owned() },
                reading: Reading { delimiter: Some('\t'), ..Reading::default() },
            },
        );
        assert_eq!(Envelope::from_bytes(&request.to_bytes()), Some(request));
    }

    #[test]
    fn messages_of_another_version_are_not_read() {
        let request = Envelope { version: PROTOCOL_VERSION + 1, id: 7, body: Request::Swap };
        assert_eq!(Envelope::<Request>::from_bytes(&request.to_bytes()), None);
        assert_eq!(Envelope::<Request>::from_bytes(b""), None);
    }

    #[test]
    fn only_progress_and_ready_leave_a_request_open() {
        assert!(Response::Cancelled.is_final());
        assert!(
            !Response::Ready { engine_version: String::new(), settings: Vec::new() }.is_final()
        );
    }
}
