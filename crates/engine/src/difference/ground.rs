//! Whether two reports have a ground on which their findings can be held against each other.

use report::{Both, Report, RoleChoice};

/// What two reports have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Columns, by their names.
    Shared,
    /// One numbers its columns and the other names them, so that no column of one is known in the other.
    OtherNames,
    /// They are of different data, for this reason, a clause.
    OtherData(&'static str),
}

/// What the two have in common.
pub fn of(last: Both<&Report>) -> Ground {
    let is_split = last.map(|report| report.experiments.is_split);
    if is_split.before != is_split.after {
        return Ground::OtherData(
            "one is of the arms of an experiment, and the other of a reference and production",
        );
    }
    let masks = last.map(|report| report.redaction.as_ref().is_some_and(|own| own.masks_names));
    if masks.before != masks.after {
        return Ground::OtherNames;
    }
    let roles = last.map(|report| report.roles.as_slice());
    if roles.before.is_empty() || roles.after.is_empty() {
        return Ground::Shared;
    }
    match shared(roles).as_slice() {
        [] => Ground::OtherData("they have no column in common"),
        shared if shared.iter().all(|own| own.before.role != own.after.role) => {
            Ground::OtherData("every column that they have in common has another role")
        }
        _ => Ground::Shared,
    }
}

/// The columns of both.
fn shared<'a>(roles: Both<&'a [RoleChoice]>) -> Vec<Both<&'a RoleChoice>> {
    let same = |after: &'a RoleChoice| {
        let before = roles.before.iter().find(|before| before.column == after.column)?;
        Some(Both::new(before, after))
    };
    roles.after.iter().filter_map(same).collect()
}
