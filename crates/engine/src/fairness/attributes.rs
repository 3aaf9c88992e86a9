//! By what groups are made: protected columns, each alone, and crossings of two.

use std::borrow::Cow;

use report::{Role, RoleChoice, Side, format};
use stats::{Contingency, association};

use crate::Study;
use crate::groups::{Groups, Limits};
use crate::units::Ids;

/// Groups that numbers, as an age, are cut into, about.
const GROUPS_OF_NUMBERS: usize = 5;
/// Cramér’s V of two columns over which they make nearly the same groups.
const ALIKE: f64 = 0.6;
/// Columns that a note names.
const MOST_NAMES: usize = 5;

/// The protected columns that make groups.
#[derive(Default)]
pub struct Attributes {
    columns: Vec<(Groups, Vec<String>)>,
    /// Positions of columns that are crossed.
    pairs: Vec<(usize, usize)>,
    /// What was left out, as sentences.
    pub notes: Vec<String>,
}

/// A column, or two that are crossed.
pub struct Attribute<'a> {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The group of each row.
    pub groups: Cow<'a, Groups>,
    /// What is odd about it, as sentences.
    pub notes: Vec<String>,
}

impl Attributes {
    /// The protected columns of a study.
    pub fn find(study: &Study<'_>, choices: &[RoleChoice]) -> Self {
        let settings = &study.settings.fairness;
        let protected: Vec<&RoleChoice> =
            choices.iter().filter(|choice| choice.role == Role::Protected).collect();
        let most = settings.most_attributes as usize;
        let mut found = Self::default();
        if protected.len() > most {
            let left = protected[most..].iter().map(|choice| choice.column.as_str());
            found.notes.push(format!(
                "{} of {} are looked at; {} are left out.",
                format::count(most as u64),
                format::plural(protected.len() as u64, "protected column", "protected columns"),
                format::names(left, MOST_NAMES)
            ));
        }
        let guessed = protected.iter().take(most).filter(|choice| choice.guessed);
        let guessed: Vec<&str> = guessed.map(|choice| choice.column.as_str()).collect();
        if !guessed.is_empty() {
            let is = if guessed.len() == 1 { "is" } else { "are" };
            found.notes.push(format!(
                "That {} {is} protected is a guess from the name; roles can be changed under Data.",
                format::names(guessed.iter().copied(), MOST_NAMES)
            ));
        }
        let names = settings.most_groups as usize;
        let limits = Limits { numbers: GROUPS_OF_NUMBERS, names, rows: 1 };
        for choice in protected.into_iter().take(most) {
            match Groups::of(study, &choice.column, limits) {
                Ok(groups) => {
                    let notes = notes(&groups, names);
                    found.columns.push((groups, notes));
                }
                Err(why) => found
                    .notes
                    .push(format!("{} makes no groups: {why}.", format::short(&choice.column))),
            }
        }
        found.choose_pairs(names);
        found.notes.extend(repeated(study, choices));
        found
    }

    /// Every two columns, but those of which one says nearly what the other does, as an age and its band.
    fn choose_pairs(&mut self, most: usize) {
        let columns = self.columns.len();
        let has_many = |groups: &Groups| groups.rest.is_some();
        let many = self.columns.iter().map(|(groups, _)| groups).filter(|groups| has_many(groups));
        let many: Vec<&str> = many.map(|groups| groups.column.as_str()).collect();
        if columns > 1 && !many.is_empty() {
            self.notes.push(format!(
                "{} {} too many values to cross with other columns, more than {}: most groups would be too small, and differences noise.",
                format::names(many.iter().copied(), MOST_NAMES),
                if many.len() == 1 { "has" } else { "have" },
                format::count(most as u64)
            ));
        }
        for (a, b) in (0..columns).flat_map(|a| (a + 1..columns).map(move |b| (a, b))) {
            let [first, second] = [a, b].map(|at| &self.columns[at].0);
            if has_many(first) || has_many(second) {
                continue;
            }
            if are_alike(first, second) {
                let [first, second] = [first, second].map(|groups| format::short(&groups.column));
                self.notes.push(format!(
                    "{first} and {second} are not crossed: they make nearly the same groups."
                ));
            } else {
                self.pairs.push((a, b));
            }
        }
    }

    /// Whether no column makes groups.
    pub const fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Why there are no groups.
    pub fn lacks(&self) -> String {
        match self.notes.first() {
            Some(_) => "No protected column makes groups that can be held against each other.",
            None => {
                "No column is known to be protected, as sex or age. Give those that are the role protected, under Data."
            }
        }
        .to_owned()
    }

    /// One of them: columns, then crossings of two in their order.
    pub fn get(&self, position: usize) -> Option<Attribute<'_>> {
        let columns = self.columns.len();
        if let Some((groups, notes)) = self.columns.get(position) {
            return Some(Attribute {
                name: groups.column.clone(),
                columns: vec![groups.column.clone()],
                groups: Cow::Borrowed(groups),
                notes: notes.clone(),
            });
        }
        let &(a, b) = self.pairs.get(position - columns)?;
        let (first, second) = (&self.columns[a].0, &self.columns[b].0);
        // Columns of 60 groups at most are never too many to cross.
        let groups = first.crossed(second)?;
        Some(Attribute {
            name: groups.column.clone(),
            columns: vec![first.column.clone(), second.column.clone()],
            groups: Cow::Owned(groups),
            notes: Vec::new(),
        })
    }
}

/// That people have several rows, which tests take for independent.
fn repeated(study: &Study<'_>, choices: &[RoleChoice]) -> Option<String> {
    let rows: Vec<usize> = (0..study.rows(Side::Production) as usize).collect();
    let ids = Ids::of(study, choices, Side::Production, &rows)?;
    let over_time = match ids.are_too_few {
        true => "",
        false => " Over time errors are those between them.",
    };
    let column = format::short(&ids.column);
    Some(format!(
        "{} of production are of {} different {column}, and are taken for independent here: intervals are too narrow, and chance is ruled out too early. Keep one row of each {column} to be sure.{over_time}",
        format::plural(rows.len() as u64, "row", "rows"),
        format::count(ids.different),
    ))
}

/// Whether two columns make nearly the same groups.
fn are_alike(first: &Groups, second: &Groups) -> bool {
    let pairs = Side::BOTH.into_iter().flat_map(|side| {
        let rows = 0..first.of_row.get(side).len();
        rows.filter_map(move |row| {
            Some((first.group(side, row)? as u32, second.group(side, row)? as u32))
        })
    });
    let table = Contingency::of(pairs, first.labels.len(), second.labels.len());
    association(&table).is_some_and(|v| v > ALIKE)
}

/// That rare values are together, and rows without a value not judged.
fn notes(groups: &Groups, most: usize) -> Vec<String> {
    let rest = groups.rest.map(|rest| {
        format!(
            "{} has more than {} values: the largest {} are groups of their own, {} together.",
            format::short(&groups.column),
            format::count(most as u64),
            format::count(rest as u64),
            groups.labels[rest]
        )
    });
    rest.into_iter().collect()
}
