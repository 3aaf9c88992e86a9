//! The fairness chapter without groups of few rows.

use report::{Fairness, GroupFairness, Side};

use super::Withheld;

/// Leaves out groups that are too small to be named.
pub fn redact(fairness: &mut Fairness, withheld: &mut Withheld<'_>) {
    for attribute in fairness.models.iter_mut().flat_map(|model| &mut model.attributes) {
        attribute.groups.retain(|group| withheld.may_name(&group.name, rows(group)));
    }
}

fn rows(group: &GroupFairness) -> u64 {
    Side::BOTH.iter().map(|side| group.sides.get(*side).rows).sum()
}
