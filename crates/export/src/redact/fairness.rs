//! The fairness chapter without groups of few rows.

use report::{Fairness, GroupFairness, Pair, Side};

use super::Withheld;

/// Leaves out groups that are too small to be named.
pub fn redact(fairness: &mut Fairness, withheld: &mut Withheld<'_>) {
    for attribute in fairness.models.iter_mut().flat_map(|model| &mut model.attributes) {
        attribute.groups.retain(|group| withheld.may_name(&group.name, rows(group)));
        // Rates of the few rows that a named group has on one side tell how these fared.
        let sides = attribute.groups.iter_mut().flat_map(|group| {
            let Pair { reference, production } = &mut group.sides;
            [reference, production]
        });
        for side in sides.filter(|side| side.rows < withheld.fewest_rows) {
            side.measures.clear();
            side.against_largest = None;
        }
    }
}

fn rows(group: &GroupFairness) -> u64 {
    Side::BOTH.iter().map(|side| group.sides.get(*side).rows).sum()
}
