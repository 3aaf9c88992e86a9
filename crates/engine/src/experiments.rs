//! Chapter: what an experiment says of its arms.

use report::{Experiments, Role, RoleChoice};

use crate::{Study, roles};

const LACKS: &str =
    "No column names the arms of an experiment. Give one the role variant, under Data.";

/// The experiment under way.
#[derive(Default)]
pub struct Work;

impl Work {
    /// Does the next piece; false when there is none left.
    pub const fn step(&mut self, _study: &Study<'_>, _choices: &[RoleChoice]) -> bool {
        false
    }

    /// The chapter, once every step is done.
    pub fn finish(self, choices: &[RoleChoice]) -> Experiments {
        let lacks = roles::column_with(choices, Role::Variant).is_none().then(|| LACKS.to_owned());
        Experiments { headline: lacks.clone().unwrap_or_default(), lacks, ..Experiments::default() }
    }
}
