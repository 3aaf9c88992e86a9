//! Differences between the two lists of columns; the order of columns does not count.

use report::{Kind, Pair, SchemaChange, SchemaChangeKind};
use table::{Column, Table};

use crate::Study;

/// Columns that are missing, added, renamed by their looks, or of another kind.
pub fn changes(study: &Study<'_>) -> Vec<SchemaChange> {
    let Pair { reference, production } = study.tables;
    let missing = only_in(reference, production);
    let added = only_in(production, reference);
    let renamed = look_alikes(&missing, &added);
    let mut changes = Vec::new();
    for column in missing {
        let twin = renamed.iter().find(|(from, _)| *from == column.name());
        changes.push(match twin {
            Some((from, to)) => renamed_change(from, to),
            None => SchemaChange {
                column: column.name().to_owned(),
                change: SchemaChangeKind::Missing,
                message: "Only the reference has it".to_owned(),
            },
        });
    }
    for column in added {
        if !renamed.iter().any(|(_, to)| *to == column.name()) {
            changes.push(SchemaChange {
                column: column.name().to_owned(),
                change: SchemaChangeKind::Added,
                message: "Only production has it".to_owned(),
            });
        }
    }
    changes.extend(reference.columns().iter().filter_map(|column| {
        let kinds = Pair::new(column.kind(), production.column(column.name())?.kind());
        retyped(column.name(), kinds)
    }));
    changes
}

fn only_in<'a>(here: &'a Table, there: &Table) -> Vec<&'a Column> {
    here.columns().iter().filter(|column| there.column(column.name()).is_none()).collect()
}

fn renamed_change(from: &str, to: &str) -> SchemaChange {
    SchemaChange {
        column: from.to_owned(),
        change: SchemaChangeKind::RenamedLooking { production: to.to_owned() },
        message: format!("Only the reference has it; production has {to}, which looks like it"),
    }
}

/// A change of kind, unless every value of a side is missing or both are numbers.
fn retyped(column: &str, kinds: Pair<Kind>) -> Option<SchemaChange> {
    let Pair { reference: a, production: b } = kinds;
    let same = a == b || (a.is_number() && b.is_number());
    if same || a == Kind::Empty || b == Kind::Empty {
        return None;
    }
    Some(SchemaChange {
        column: column.to_owned(),
        change: SchemaChangeKind::Retyped(kinds),
        message: format!("{} in the reference, {} in production", a.label(), b.label()),
    })
}

/// Pairs of a missing and an added column whose names differ only in case, spaces and punctuation.
fn look_alikes<'a>(missing: &[&'a Column], added: &[&'a Column]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = Vec::new();
    for from in missing {
        let twin = added.iter().find(|to| bare(to.name()) == bare(from.name()));
        if let Some(to) = twin {
            pairs.push((from.name(), to.name()));
        }
    }
    pairs
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
    fn a_whole_number_that_became_a_fraction_is_no_retyping() {
        assert_eq!(retyped("x", Pair::new(Kind::Integer, Kind::Float)), None);
        assert!(retyped("x", Pair::new(Kind::Float, Kind::Category)).is_some());
    }
}
