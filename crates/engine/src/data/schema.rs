//! Differences between the two lists of columns; the order of columns does not count.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use report::{Kind, Pair, Role, RoleChoice, SchemaChange, SchemaChangeKind, Severity, format};
use table::{Column, Table};

use crate::Study;

/// Columns that are missing, added, renamed by their looks, or of another kind.
pub fn changes(study: &Study<'_>, roles: &[RoleChoice]) -> Vec<SchemaChange> {
    let roles: BTreeMap<&str, Role> = roles.iter().map(|c| (c.column.as_str(), c.role)).collect();
    let mut changes = ungraded(study);
    for change in &mut changes {
        let role = roles.get(change.column.as_str()).copied().unwrap_or(Role::Covariate);
        let is_comparable = study.joint_kind(&change.column).is_some();
        change.severity = severity(&change.change, role, is_comparable);
    }
    changes
}

/// How grave a change is. A label comes late, and what is ignored matters to nobody; words of another
/// kind are compared all the same, and the kind of words goes with how many there are.
const fn severity(change: &SchemaChangeKind, role: Role, is_comparable: bool) -> Severity {
    match (change, role) {
        (_, Role::Ignore) | (SchemaChangeKind::Added, _) => Severity::Information,
        (SchemaChangeKind::Missing, Role::Label) => Severity::Information,
        (SchemaChangeKind::Retyped(_), _) if is_comparable => Severity::Low,
        (SchemaChangeKind::RenamedLooking { .. }, _) => Severity::Medium,
        (SchemaChangeKind::Missing | SchemaChangeKind::Retyped(_), _) => Severity::High,
    }
}

/// All changes, as if none mattered.
fn ungraded(study: &Study<'_>) -> Vec<SchemaChange> {
    let by_name = study.tables.map(|table| {
        table.columns().iter().map(|column| (column.name(), column)).collect::<BTreeMap<_, _>>()
    });
    let only_in = |here: &'_ Table, there: &BTreeMap<&str, &Column>| -> Vec<String> {
        let names = here.columns().iter().map(Column::name);
        names.filter(|name| !there.contains_key(name)).map(str::to_owned).collect()
    };
    let Pair { reference, production } = study.tables;
    let missing = only_in(reference, &by_name.production);
    let added = only_in(production, &by_name.reference);
    let twins = look_alikes(&missing, &added);
    let mut changes: Vec<SchemaChange> = missing
        .iter()
        .map(|name| match twins.get(name.as_str()) {
            Some(twin) => renamed_change(name, twin),
            None => change(name, SchemaChangeKind::Missing, "Only the reference has it"),
        })
        .collect();
    let taken: BTreeSet<&str> = twins.into_values().collect();
    let new = added.iter().filter(|name| !taken.contains(name.as_str()));
    changes.extend(new.map(|name| change(name, SchemaChangeKind::Added, "Only production has it")));
    changes.extend(reference.columns().iter().filter_map(|column| {
        let kinds = Pair::new(column.kind(), by_name.production.get(column.name())?.kind());
        retyped(column.name(), kinds)
    }));
    changes
}

fn change(column: &str, change: SchemaChangeKind, message: &str) -> SchemaChange {
    let (column, message) = (column.to_owned(), message.to_owned());
    SchemaChange { column, change, severity: Severity::Information, message }
}

fn renamed_change(from: &str, to: &str) -> SchemaChange {
    let looks_like = format::short(to);
    let message =
        format!("Only the reference has it; production has {looks_like}, which looks like it");
    change(from, SchemaChangeKind::RenamedLooking { production: to.to_owned() }, &message)
}

/// A change of kind, unless every value of a side is missing or both are numbers.
fn retyped(column: &str, kinds: Pair<Kind>) -> Option<SchemaChange> {
    let Pair { reference: a, production: b } = kinds;
    let same = a == b || (a.is_number() && b.is_number());
    if same || a == Kind::Empty || b == Kind::Empty {
        return None;
    }
    let message = format!("{} in the reference, {} in production", a.label(), b.label());
    Some(change(column, SchemaChangeKind::Retyped(kinds), &message))
}

/// The added column that looks like a missing one, by the missing one's name: their names differ only
/// in case, spaces and punctuation. Each is the twin of one at most.
fn look_alikes<'a>(missing: &'a [String], added: &'a [String]) -> BTreeMap<&'a str, &'a str> {
    let mut by_looks: BTreeMap<String, VecDeque<&str>> = BTreeMap::new();
    for name in added {
        by_looks.entry(bare(name)).or_default().push_back(name);
    }
    // Names of nothing but punctuation look like each other only in having no letters.
    by_looks.remove("");
    let twin =
        |name: &'a String| Some((name.as_str(), by_looks.get_mut(&bare(name))?.pop_front()?));
    missing.iter().filter_map(twin).collect()
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_names_drop_case_and_punctuation() {
        assert_eq!(bare("Car value"), bare("car_value"));
        assert_ne!(bare("car_value"), bare("car_values"));
    }

    #[test]
    fn each_twin_is_taken_once_and_punctuation_has_none() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let missing: Vec<String> = names(&["%", "a b", "A_B", "c"]);
        let added: Vec<String> = names(&["#", "aB", "d"]);
        let twins = look_alikes(&missing, &added);
        assert_eq!(twins.into_iter().collect::<Vec<_>>(), [("a b", "aB")]);
    }

    #[test]
    fn a_whole_number_that_became_a_fraction_is_no_retyping() {
        assert_eq!(retyped("x", Pair::new(Kind::Integer, Kind::Float)), None);
        assert!(retyped("x", Pair::new(Kind::Float, Kind::Category)).is_some());
    }
}
