//! Chapter: whether groups that must be treated fairly are.

use report::{Fairness, RoleChoice};

use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};

/// The models under way.
#[derive(Default)]
pub struct Work;

impl Work {
    /// Does the next piece of a model; false when there is none left.
    pub const fn step(
        &mut self,
        _study: &Study<'_>,
        _choices: &[RoleChoice],
        _outcomes: &Outcomes,
        _model: &Model,
        _rows: &ModelRows,
    ) -> bool {
        false
    }

    /// The chapter, once every model is done; `outcomes` says why there are none.
    pub fn finish(self, outcomes: &Result<Outcomes, String>) -> Fairness {
        let lacks = outcomes.as_ref().err().cloned();
        Fairness { headline: lacks.clone().unwrap_or_default(), lacks, ..Fairness::default() }
    }
}
