//! The tables that are kept, and what is done with them.

use std::cell::RefCell;
use std::rc::Rc;

use engine::labels::{self, Joined};
use engine::{Kept, Study};
use protocol::{Request, Response, Slot};
use report::{Pair, Problem, Settings};
use table::Table;

use crate::analyse;
use crate::open;
use crate::outbox;
use crate::pace::{Cancelled, Pace, Stop};
use crate::queue::Job;

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

    /// The two tables, production with its labels where they came.
    fn compared(&self, settings: &Settings) -> Result<Compared, Problem> {
        let tables = self.tables.borrow().clone().both();
        let tables = tables
            .ok_or_else(|| Problem::new("A comparison needs two files", "Drop the other file"))?;
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
        self.joined.take();
        self.kept.take();
    }

    fn keep(&self, slot: Slot, table: Table) {
        let table = Some(Rc::new(table));
        match slot {
            Slot::Side(side) => *self.tables.borrow_mut().get_mut(side) = table,
            Slot::Labels => *self.labels.borrow_mut() = table,
        }
        self.forget_found();
    }

    async fn try_answer(&self, job: Job, pace: &mut Pace) -> Result<(), Failure> {
        match job.request {
            Request::Open { slot, source, reading } => {
                let (table, opened) = open::open(slot, source, job.file, &reading, pace).await?;
                self.keep(slot, table);
                outbox::post(job.id, Response::Opened(Box::new(opened)));
            }
            Request::ForgetLabels => {
                self.labels.take();
                self.forget_found();
                outbox::post(job.id, Response::LabelsForgotten);
            }
            Request::Swap => {
                self.forget_found();
                let mut tables = self.tables.borrow_mut();
                let Pair { reference, production } = std::mem::take(&mut *tables);
                *tables = Pair::new(production, reference);
                outbox::post(job.id, Response::Swapped);
            }
            Request::Analyse { settings } => {
                let compared = self.compared(&settings)?;
                let study = compared.study(&settings);
                let analysed = analyse::analyse(study, &self.kept, pace).await?;
                outbox::post_report(job.id, &analysed);
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
