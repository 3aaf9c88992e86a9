//! The two tables that are kept, and what is done with them.

use std::cell::RefCell;
use std::rc::Rc;

use engine::{Kept, Study};
use protocol::{Request, Response};
use report::{Pair, Problem};
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
    /// What was found of these tables; empty once one of them is another.
    kept: RefCell<Option<Rc<Kept>>>,
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

    fn both(&self) -> Result<Pair<Rc<Table>>, Problem> {
        let tables = self.tables.borrow().clone().both();
        tables.ok_or_else(|| Problem::new("A comparison needs two files", "Drop the other file"))
    }

    async fn try_answer(&self, job: Job, pace: &mut Pace) -> Result<(), Failure> {
        match job.request {
            Request::Open { side, source, reading } => {
                let (table, opened) = open::open(side, source, job.file, &reading, pace).await?;
                *self.tables.borrow_mut().get_mut(side) = Some(Rc::new(table));
                self.kept.take();
                outbox::post(job.id, Response::Opened(Box::new(opened)));
            }
            Request::Swap => {
                self.kept.take();
                let mut tables = self.tables.borrow_mut();
                let Pair { reference, production } = std::mem::take(&mut *tables);
                *tables = Pair::new(production, reference);
                outbox::post(job.id, Response::Swapped);
            }
            Request::Analyse { settings } => {
                let tables = self.both()?;
                let analysed = analyse::analyse(&tables, &settings, &self.kept, pace).await?;
                outbox::post_report(job.id, &analysed);
            }
            Request::Recut { column, cut, settings } => {
                let tables = self.both()?;
                let study = Study::new(&tables.reference, &tables.production, &settings);
                let recut = engine::recut(&study, &column, cut)?;
                outbox::post(job.id, Response::Recut(Box::new(recut)));
            }
            // The queue answers it before it gets here.
            Request::Cancel { .. } => {}
        }
        Ok(())
    }
}
