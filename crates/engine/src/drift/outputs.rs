//! What the model says: its answers and how sure it is of them, row by row, and what really happened.
//!
//! [`probabilities`] finds the columns that hold probabilities; each quantity that they give per row
//! ([`derive`]) is compared as a column is. The p-values of these are a family of their own: the
//! columns that they are computed from are in that of all columns already, and a shift of one score
//! would count three times there. [`sentences`] says what both come to.

mod derive;
mod probabilities;
mod sentences;

use report::{ColumnDrift, Derived, Outputs, Role, RoleChoice};

use crate::Study;
use derive::Plan;
use probabilities::Found;

/// What is derived from the model's outputs, a quantity at a time.
#[derive(Default)]
pub struct Work {
    /// What is to be derived; none before the first step.
    plans: Option<Vec<Plan>>,
    found: Found,
    derived: Vec<Derived>,
}

impl Work {
    /// Does the next piece of work; says which, and nothing when there is none left.
    pub fn step(&mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Option<String> {
        let Some(plans) = &self.plans else {
            self.found = probabilities::find(study, roles);
            let sources = std::mem::take(&mut self.found.sources);
            self.plans = Some(derive::plans(study, roles, sources));
            return Some(String::new());
        };
        let plan = plans.get(self.derived.len())?;
        self.derived.push(plan.measure(study));
        Some(plan.name())
    }

    /// The section of the report, once every step is done; none where nothing is an output or a label.
    pub fn finish(
        mut self,
        study: &Study<'_>,
        roles: &[RoleChoice],
        columns: &[ColumnDrift],
    ) -> Option<Outputs> {
        let is_one =
            |c: &RoleChoice| matches!(c.role, Role::Prediction | Role::Score | Role::Label);
        if !roles.iter().any(is_one) {
            return None;
        }
        super::judge_family(study, self.derived.iter_mut().map(|derived| &mut derived.drift));
        let says = sentences::all(study, roles, columns, &self.derived);
        let Found { remarks, sums, .. } = self.found;
        Some(Outputs { says, remarks, sums, derived: self.derived })
    }
}
