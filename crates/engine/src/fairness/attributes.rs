//! By what groups are made: protected columns, each alone, and crossings of two.

use std::borrow::Cow;

use report::{Role, RoleChoice, format};

use crate::Study;
use crate::groups::{Groups, Limits};

/// Groups that numbers, as an age, are cut into, about.
const GROUPS_OF_NUMBERS: usize = 5;
/// Columns that a note names.
const MOST_NAMES: usize = 5;

/// The protected columns that make groups.
#[derive(Default)]
pub struct Attributes {
    columns: Vec<(Groups, Vec<String>)>,
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
        found
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
        let mut pairs = (0..columns).flat_map(|a| (a + 1..columns).map(move |b| (a, b)));
        let (a, b) = pairs.nth(position - columns)?;
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

/// That rare values are together, and rows without a value not judged.
fn notes(groups: &Groups, most: usize) -> Vec<String> {
    let rest = groups.rest.map(|rest| {
        format!(
            "{} has more than {} values: the largest {} are judged by themselves, {} together.",
            format::short(&groups.column),
            format::count(most as u64),
            format::count(rest as u64),
            groups.labels[rest]
        )
    });
    rest.into_iter().collect()
}
