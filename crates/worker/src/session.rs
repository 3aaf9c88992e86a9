//! The tables that are kept, and what is done with them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use document::Notes;
use engine::labels::{self, Joined};
use engine::{Kept, Study};
use protocol::{Replay, Request, Response, Slot};
use report::{Pair, Problem, Report, Settings};
use table::Table;

use crate::analyse::{self, SentReport, not_written};
use crate::open;
use crate::origin::Origin;
use crate::outbox;
use crate::pace::{Cancelled, Pace, Stop, now_ms};
use crate::queue::Job;
use crate::records::{self, Records};

/// The tables of this worker.
#[derive(Default)]
pub struct Session {
    tables: RefCell<Pair<Option<Rc<Table>>>>,
    /// Labels that came later.
    labels: RefCell<Option<Rc<Table>>>,
    /// Production with its labels, and the settings that joined them.
    joined: RefCell<Option<(Settings, Rc<Joined>)>>,
    /// What was found of these tables; empty once one of them is another.
    kept: RefCell<Option<Rc<Kept>>>,
    /// Where the bytes of the tables came from.
    origins: RefCell<Pair<Option<Rc<Origin>>>>,
    labels_origin: RefCell<Option<Rc<Origin>>>,
    records: Records,
}

/// The tables of a comparison.
pub struct Compared {
    tables: Pair<Rc<Table>>,
    joined: Option<Rc<Joined>>,
}

impl Compared {
    /// The study of these tables.
    pub fn study<'a>(&'a self, settings: &'a Settings) -> Study<'a> {
        match &self.joined {
            Some(joined) => Study::with_labels(&self.tables.reference, joined, settings),
            None => Study::new(&self.tables.reference, &self.tables.production, settings),
        }
    }
}

/// Why a request has no result.
pub enum Failure {
    /// It was asked to stop.
    Stopped,
    /// It could not be done.
    Problem(Problem),
}

impl From<Stop> for Failure {
    fn from(_: Stop) -> Self {
        Self::Stopped
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Session {
    /// Does what is asked and sends the final answer.
    pub async fn answer(&self, job: Job, cancelled: &Cancelled) {
        let id = job.id;
        let mut pace = Pace::new(id, cancelled);
        if let Err(failure) = self.try_answer(job, &mut pace).await {
            outbox::post(
                id,
                match failure {
                    Failure::Stopped => Response::Cancelled,
                    Failure::Problem(problem) => Response::Failed(problem),
                },
            );
        }
    }

    /// The two tables.
    fn tables(&self) -> Result<Pair<Rc<Table>>, Problem> {
        let lacking = || Problem::new("A comparison needs two files", "Drop the other file");
        self.tables.borrow().clone().both().ok_or_else(lacking)
    }

    /// The two tables, production with its labels where they came.
    fn compared(&self, settings: &Settings) -> Result<Compared, Problem> {
        let tables = self.tables()?;
        let file = self.labels.borrow().clone();
        let joined = file.map(|file| self.joined(&tables, &file, settings)).transpose()?;
        Ok(Compared { tables, joined })
    }

    fn joined(
        &self,
        tables: &Pair<Rc<Table>>,
        file: &Table,
        settings: &Settings,
    ) -> Result<Rc<Joined>, Problem> {
        let mut kept = self.joined.borrow_mut();
        if let Some((by, joined)) = &*kept
            && by.labels == settings.labels
            && by.roles == settings.roles
        {
            return Ok(Rc::clone(joined));
        }
        let joined = labels::join(&tables.reference, &tables.production, file, settings)?;
        let joined = Rc::new(joined);
        *kept = Some((settings.clone(), Rc::clone(&joined)));
        Ok(joined)
    }

    /// Forgets what was made of tables that are no longer kept.
    fn forget_found(&self) {
        self.records.forget_outgoing();
        self.joined.take();
        self.kept.take();
    }

    fn keep(&self, slot: Slot, table: Table, origin: Origin) {
        let (table, origin) = (Some(Rc::new(table)), Some(Rc::new(origin)));
        match slot {
            Slot::Side(side) => {
                *self.tables.borrow_mut().get_mut(side) = table;
                *self.origins.borrow_mut().get_mut(side) = origin;
            }
            Slot::Labels => {
                *self.labels.borrow_mut() = table;
                *self.labels_origin.borrow_mut() = origin;
            }
        }
        self.forget_found();
    }

    /// The Report on screen as it leaves the desk.
    async fn outgoing(&self, settings: &Settings, pace: &mut Pace) -> Result<Rc<Report>, Failure> {
        if let Some(report) = self.records.outgoing(settings) {
            return Ok(report);
        }
        let report = self.records.found()?;
        let origins = self.origins.borrow().clone();
        let labels = self.labels_origin.borrow().clone();
        let hashes = Pair::new(
            sha256(origins.reference, pace).await?,
            sha256(origins.production, pace).await?,
        );
        let labels_sha256 = sha256(labels, pace).await?;
        let rare = self.records.rare(settings.report.fewest_rows, || {
            let tables = self.tables.borrow().clone().both();
            tables.map_or_else(BTreeSet::new, |tables| {
                let tables = Pair::new(&*tables.reference, &*tables.production);
                engine::rare_values(tables, settings.report.fewest_rows.into())
            })
        });
        let outgoing = records::outgoing(&report, settings, hashes, labels_sha256, &rare)?;
        Ok(self.records.keep_outgoing(settings, outgoing))
    }

    /// Settings of a record that numbers its columns, with the names that they have in the tables that are kept.
    fn named(&self, settings: &Settings) -> Result<Settings, Problem> {
        let tables = self.tables()?;
        let tables = Pair::new(&*tables.reference, &*tables.production);
        labels::settings_of_names(tables, self.labels.borrow().as_deref(), |names| {
            export::named(settings, names).map_err(not_written)
        })
    }

    /// How a comparison stands to the record, where there is one.
    async fn replay(&self, report: &Report, pace: &mut Pace) -> Result<Option<Replay>, Failure> {
        let Some(record) = self.records.record() else { return Ok(None) };
        // By what the record left out; of the comparison's own settings nothing hangs on that.
        let settings =
            Settings { report: record.settings.report.clone(), ..report.settings.clone() };
        let again = self.outgoing(&settings, pace).await?;
        Ok(Some(records::replay(&record, &again)?))
    }

    async fn try_answer(&self, job: Job, pace: &mut Pace) -> Result<(), Failure> {
        match job.request {
            Request::Open { slot, source, reading } => {
                let file = job.files.into_iter().next();
                let origin = Origin::new(source.clone(), file.clone());
                let (table, opened) = open::open(slot, source, file, &reading, pace).await?;
                self.keep(slot, table, origin);
                outbox::post(job.id, Response::Opened(Box::new(opened)));
            }
            Request::ForgetLabels => {
                self.labels.take();
                self.labels_origin.take();
                self.forget_found();
                outbox::post(job.id, Response::LabelsForgotten);
            }
            Request::Swap => {
                self.forget_found();
                let mut tables = self.tables.borrow_mut();
                let Pair { reference, production } = std::mem::take(&mut *tables);
                *tables = Pair::new(production, reference);
                let mut origins = self.origins.borrow_mut();
                let Pair { reference, production } = std::mem::take(&mut *origins);
                *origins = Pair::new(production, reference);
                outbox::post(job.id, Response::Swapped);
            }
            Request::Name { settings } => {
                let settings = Box::new(self.named(&settings)?);
                outbox::post(job.id, Response::Named { settings });
            }
            Request::Analyse { settings } => {
                let compared = self.compared(&settings)?;
                let start_ms = now_ms();
                let study = compared.study(&settings);
                let report = analyse::analyse(study, &self.kept, pace).await?;
                let report = self.records.keep(report);
                let duration_ms = now_ms() - start_ms;
                let replay = self.replay(&report, pace).await?;
                let body = Response::Analysed { duration_ms, replay };
                outbox::post_report(job.id, body, &SentReport::of(&report)?);
            }
            Request::Save { form, notes, settings } => {
                let report = self.outgoing(&settings, pace).await?;
                let mut drawn = Vec::with_capacity(job.files.len());
                for file in job.files {
                    drawn.push(records::drawn(&file).await?);
                }
                let bytes = records::written(&report, form, &Notes::of(&notes), drawn)?;
                outbox::post_bytes(job.id, Response::Saved, &bytes);
            }
            Request::TellOutgoing { settings } => {
                let report = self.outgoing(&settings, pace).await?;
                let document = export::outgoing(&report);
                outbox::post_bytes(job.id, Response::Told, &records::told(&document)?);
            }
            Request::TellPictures { settings } => {
                let report = self.outgoing(&settings, pace).await?;
                outbox::post_bytes(job.id, Response::Told, &records::pictures(&report).to_bytes());
            }
            Request::TellCard { notes, settings } => {
                let report = self.outgoing(&settings, pace).await?;
                let document = document::card(&report, &Notes::of(&notes));
                outbox::post_bytes(job.id, Response::Told, &records::told(&document)?);
            }
            Request::TellSince { settings } => {
                let mut reports = Vec::with_capacity(job.files.len() + 1);
                for file in job.files {
                    reports.push(records::read(&file).await?);
                }
                // As it would be saved: records have fewer digits, and rare values merged.
                reports.push((*self.outgoing(&settings, pace).await?).clone());
                let document = records::since(&reports)?;
                outbox::post_bytes(job.id, Response::Told, &records::told(&document)?);
            }
            Request::OpenRecord => {
                let missing = || Problem::new("No report came with the message", "Drop it again");
                let file = job.files.into_iter().next().ok_or_else(missing)?;
                let report = self.records.open(records::read(&file).await?);
                outbox::post_report(job.id, Response::RecordOpened, &SentReport::of(&report)?);
            }
            Request::ForgetRecord => {
                self.records.forget();
                outbox::post(job.id, Response::RecordForgotten);
            }
            Request::Recut { column, cut, settings } => {
                let compared = self.compared(&settings)?;
                let recut = engine::recut(&compared.study(&settings), &column, cut)?;
                outbox::post(job.id, Response::Recut(Box::new(recut)));
            }
            // The queue answers it before it gets here.
            Request::Cancel { .. } => {}
        }
        Ok(())
    }
}

/// The hash of an origin, where there is one.
async fn sha256(origin: Option<Rc<Origin>>, pace: &mut Pace) -> Result<Option<String>, Failure> {
    match origin {
        Some(origin) => origin.sha256(pace).await,
        None => Ok(None),
    }
}
