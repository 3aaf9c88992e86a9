//! What labelled rows of the reference say of production, where each is weighted by its odds of being of
//! production (importance weighting).

use report::{Side, Task, Weighted};

use super::groups::Groups;
use crate::Study;
use crate::outcomes::ModelRows;

/// Labelled rows of the reference, and the rows of production that the model says something of.
pub fn groups(study: &Study<'_>, rows: &ModelRows, columns: &[String]) -> Option<Groups> {
    let (reference, production) = (&rows.sides.reference, &rows.sides.production);
    let all = |side: Side| 0..study.tables.get(side).rows() as u32;
    let labelled = all(Side::Reference).filter(|&row| reference.has_label(row as usize));
    let labelled: Vec<u32> = labelled.filter(|&row| reference.has_output(row as usize)).collect();
    let others = all(Side::Production).filter(|&row| production.has_output(row as usize));
    let others: Vec<u32> = others.collect();
    Groups::new(study, columns, Side::Reference, &labelled, &others)
}

/// The metric of production, by weighted rows of the reference.
pub fn tell(task: Task, rows: &ModelRows, groups: &Groups) -> Option<Weighted> {
    groups.weigh(task, &rows.sides.reference, |log_odds| log_odds)
}
