//! Groups of rows that effects and sample ratios are told by: the values of columns that were there before.

use report::{InOrder, Kind, Role, RoleChoice};

use super::arms::Arms;
use super::wanted::{Wanted, was_before};
use crate::Study;
use crate::groups::{self, Limits};

/// Of what size and number groups are.
const LIMITS: Limits = Limits { numbers: 5, names: 30, rows: 50 };
/// The code of a row whose file does not have the column.
const NO_GROUP: u32 = u32::MAX;

/// A column by which rows fall into groups.
pub struct Groups {
    pub column: String,
    pub labels: Vec<String>,
    /// The group of each row of each arm; another number where it has none.
    pub of_row: Vec<Vec<u32>>,
}

/// The columns with groups, but for those of the metrics; and how many more there are.
pub fn all(
    study: &Study<'_>,
    choices: &[RoleChoice],
    arms: &Arms,
    metrics: &[Wanted],
) -> (Vec<Groups>, u64) {
    let most = study.settings.experiments.segment_columns as usize;
    let is_metric = |name: &String| metrics.iter().any(|metric| metric.columns.contains(name));
    let is_meant = |choice: &&RoleChoice| {
        matches!(choice.role, Role::Segment | Role::Protected | Role::Covariate)
            && !is_metric(&choice.column)
    };
    let mut order: Vec<&RoleChoice> = choices.iter().filter(is_meant).collect();
    // What the user calls a segment comes first.
    order.put_in_order_of(|choice| match choice.role {
        Role::Segment => 0,
        Role::Protected => 1,
        _ => 2,
    });
    let (mut found, mut left) = (Vec::new(), 0);
    for choice in order {
        match of_column(study, arms, choice) {
            Some(_) if found.len() >= most => left += 1,
            Some(groups) => found.push(groups),
            None => {}
        }
    }
    (found, left)
}

/// The groups of a column: of words and yes or no, and of numbers where it is said that they were there before.
fn of_column(study: &Study<'_>, arms: &Arms, choice: &RoleChoice) -> Option<Groups> {
    let name = &choice.column;
    let is_words = matches!(study.joint_kind(name)?, Kind::Category | Kind::Boolean);
    if !is_words && choice.role == Role::Covariate && !was_before(name) {
        return None;
    }
    let groups = groups::Groups::of(study, name, LIMITS).ok()?;
    if groups.labels.len() < 2 {
        return None;
    }
    let codes = groups.of_row.map(|rows| rows.into_iter().map(u32::from).collect::<Vec<u32>>());
    Some(Groups { column: name.clone(), of_row: arms.of(&codes, NO_GROUP), labels: groups.labels })
}
