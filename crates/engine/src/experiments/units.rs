//! Whether rows are the units that were dealt out: where a user has several rows, tests count him several times.

use std::collections::BTreeMap;

use report::{Pair, Role, RoleChoice, format};
use table::{Column, Words};

use super::arms::Arms;
use crate::{Study, roles};

/// Whom experiments are dealt out to, by the words of their columns.
const UNITS: [&str; 12] = [
    "user",
    "customer",
    "account",
    "visitor",
    "member",
    "client",
    "patient",
    "subscriber",
    "participant",
    "person",
    "household",
    "shopper",
];
/// Share of rows that have a unit of another row, from which it is said.
const REPEATED: f64 = 0.01;
/// The code of a row without a unit.
const NONE: u32 = u32::MAX;

/// Whether a column names units: user_id, customerId, or one with the role id.
pub fn names_units(choice: &RoleChoice) -> bool {
    let words = roles::words(&choice.column);
    let is_unit = |word: &str| UNITS.contains(&word);
    let is_named = words.iter().any(|word| word == "id") && words.iter().any(|word| is_unit(word));
    let is_one_word = words.iter().any(|word| word.strip_suffix("id").is_some_and(is_unit));
    choice.role == Role::Id || (choice.guessed && (is_named || is_one_word))
}

/// That rows are not units, and if a unit is in several arms, as a sentence; none where every row is one of its own.
pub fn doubt(study: &Study<'_>, choices: &[RoleChoice], arms: &Arms) -> Option<String> {
    let of_units = choices.iter().filter(|choice| names_units(choice));
    of_units.filter_map(|choice| of_column(study, &choice.column, arms)).next()
}

fn of_column(study: &Study<'_>, name: &str, arms: &Arms) -> Option<String> {
    let mut arm_of: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
    let mut rows = 0_u64;
    for (arm, units) in arms.of(&codes(study, name), NONE).iter().enumerate() {
        for unit in units.iter().filter(|unit| **unit != NONE) {
            rows += 1;
            let (first, is_in_several) = arm_of.entry(*unit).or_insert((arm, false));
            *is_in_several |= *first != arm;
        }
    }
    let units = arm_of.len() as u64;
    let in_several = arm_of.values().filter(|(_, is_in_several)| *is_in_several).count() as u64;
    if (rows - units) as f64 <= REPEATED * rows as f64 && in_several == 0 {
        return None;
    }
    let shown = format::short(name);
    let in_several = match in_several {
        0 => String::new(),
        1 => format!(" One {shown} is in more than one arm, so that the arms are mixed."),
        n => format!(
            " {} {shown} are in more than one arm, so that the arms are mixed.",
            format::count(n)
        ),
    };
    Some(format!(
        "{} have only {} different {shown}: rows are not what was dealt out, so that all p-values are too small and intervals too narrow. Make one row of each {shown} first.{in_several}",
        format::plural(rows, "row", "rows"),
        format::count(units),
    ))
}

/// The unit of each row of both files, by its number.
fn codes(study: &Study<'_>, name: &str) -> Pair<Vec<u32>> {
    let mut seen = Seen::default();
    study.column(name).map(|column| column.map(|own| seen.codes(own)).unwrap_or_default())
}

/// Units of either file, with their numbers.
#[derive(Default)]
struct Seen {
    words: BTreeMap<String, u32>,
    numbers: BTreeMap<u64, u32>,
}

impl Seen {
    fn codes(&mut self, column: &Column) -> Vec<u32> {
        if let Some(words) = column.words() {
            let next = self.numbers.len();
            let mut code = |label: String| {
                let number = (next + self.words.len()) as u32;
                *self.words.entry(label).or_insert(number)
            };
            let of_label: Vec<u32> = words.labels.iter().map(|own| code(own.to_string())).collect();
            let of_row = |code: &u32| match *code {
                Words::NONE => NONE,
                code => of_label.get(code as usize).copied().unwrap_or(NONE),
            };
            return words.codes.iter().map(of_row).collect();
        }
        let next = self.words.len();
        let mut code = |number: &f64| {
            if !number.is_finite() {
                return NONE;
            }
            let new = (next + self.numbers.len()) as u32;
            *self.numbers.entry(number.to_bits()).or_insert(new)
        };
        column.numbers_by_row().unwrap_or_default().iter().map(&mut code).collect()
    }
}
