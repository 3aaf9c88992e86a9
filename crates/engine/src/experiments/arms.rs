//! The arms of an experiment, and which rows fell to each.
//!
//! Arms are production's values of the column with the role variant. Where the reference has other values only, its rows
//! are arms as well, so that a file that was split by that column is whole again; where it has the same ones, it is
//! another period, and the experiment is on production's rows. Where the user says so, each file is an arm.

use report::{InOrder, Pair, Role, RoleChoice, Rows, Side, format};
use table::{Column, Words};

use super::shares;
use crate::{Study, control, roles};

/// Arms beyond which a column names no experiment.
const MOST_ARMS: usize = 20;

const NO_COLUMN: &str =
    "No column names the arms of an experiment. Give one the role variant, under Data.";

/// The arms, the control first.
pub struct Arms {
    /// The column that names them; none where the files are the arms.
    pub column: Option<String>,
    /// Whether the reference's rows are among them.
    pub is_split: bool,
    /// Where their rows come from, as a sentence.
    pub rows_from: String,
    pub names: Vec<String>,
    /// The rows of each, in the order of the files.
    pub rows: Vec<Vec<(Side, u32)>>,
    /// The share of rows that each was to have; equal ones where there is a fault.
    pub planned: Vec<f64>,
    /// Why the settings of the arms cannot be followed, as a sentence: they are arms still, but nothing is measured.
    pub fault: Option<String>,
    /// Whether the column tells people apart, by its name: arms that nobody can be put into.
    pub are_people: bool,
    pub notes: Vec<String>,
}

impl Arms {
    /// The arms, or why there are none.
    pub fn find(study: &Study<'_>, choices: &[RoleChoice]) -> Result<Self, String> {
        let settings = &study.settings.experiments;
        let column = roles::column_with(choices, Role::Variant);
        let mut arms = match (settings.files_are_arms, column) {
            (true, _) => Self::of_files(study),
            (false, Some(column)) => Self::of_column(study, column)?,
            (false, None) => return Err(NO_COLUMN.to_owned()),
        };
        let control = arms.put_control_first(&settings.control);
        let planned = shares::planned(&settings.shares, &arms.names);
        arms.planned = planned.clone().unwrap_or_else(|_| shares::equal(arms.names.len()));
        arms.fault = control.err().or(planned.err());
        Ok(arms)
    }

    fn of_files(study: &Study<'_>) -> Self {
        let files = Pair::from_fn(|side| study.tables.get(side).file());
        let name = |side: Side| {
            if files.reference == files.production {
                side.label().to_lowercase()
            } else {
                format::short(files.get(side))
            }
        };
        let rows = |side: Side| (0..study.rows(side) as u32).map(|row| (side, row)).collect();
        Self {
            column: None,
            is_split: true,
            rows_from: "Each file is an arm: the reference is the control.".to_owned(),
            names: Side::BOTH.map(name).to_vec(),
            rows: Side::BOTH.map(rows).to_vec(),
            planned: Vec::new(),
            fault: None,
            are_people: false,
            notes: Vec::new(),
        }
    }

    fn of_column(study: &Study<'_>, name: &str) -> Result<Self, String> {
        let shown = format::short(name);
        let columns = study.column(name);
        let Some(production) = columns.production else {
            return Err(format!("Production has no column {shown}, which names the arms."));
        };
        let production = of_rows(production).ok_or_else(|| too_many(&shown))?;
        let reference = columns.reference.and_then(of_rows);
        let is_new = |label: &String| !production.labels.contains(label);
        let has_rows = |of: &Dealt| of.codes.iter().any(|code| *code != Words::NONE);
        let before = reference.filter(has_rows);
        let is_split = before.as_ref().is_some_and(|of| of.labels.iter().all(is_new));
        let mut names = Vec::new();
        let mut rows: Vec<Vec<(Side, u32)>> = Vec::new();
        let mut without = 0_u64;
        let sides = [
            before.as_ref().filter(|_| is_split).map(|of| (Side::Reference, of)),
            Some((Side::Production, &production)),
        ];
        for (side, of) in sides.into_iter().flatten() {
            let first = names.len();
            names.extend(of.labels.iter().cloned());
            rows.resize(names.len(), Vec::new());
            for (row, code) in (0..).zip(&of.codes) {
                match rows.get_mut(first + *code as usize).filter(|_| *code != Words::NONE) {
                    Some(rows) => rows.push((side, row)),
                    None => without += 1,
                }
            }
        }
        if names.len() > MOST_ARMS {
            return Err(too_many(&shown));
        }
        let mut notes = Vec::new();
        if without > 0 {
            let rows = format::plural(without, "row has", "rows have");
            notes.push(format!("{rows} no {shown} and fell to no arm: left out."));
        }
        let earlier = earlier(study, is_split, before.is_some(), name).unwrap_or_default();
        let rows_from = match (is_split, before.is_some()) {
            (true, _) => format!("Arms by {shown}, over the rows of both files."),
            (false, true) => format!(
                "Arms by {shown}, over production’s rows; the reference, which has the same arms, is another period.{earlier}"
            ),
            (false, false) => format!("Arms by {shown}, over production’s rows."),
        };
        match names.as_slice() {
            [] => Err(format!("{shown}, which names the arms, holds no values.")),
            [only] => Err(format!(
                "{shown} names one arm only, {}: an experiment needs two to compare.",
                format::quoted(only)
            )),
            _ => Ok(Self {
                column: Some(name.to_owned()),
                is_split,
                rows_from,
                names,
                rows,
                planned: Vec::new(),
                fault: None,
                are_people: columns.production.and_then(roles::by_name) == Some(Role::Protected),
                notes,
            }),
        }
    }

    /// Puts the control first: the chosen one, else the reference's where it has one, else one that is called so, else
    /// the largest.
    fn put_control_first(&mut self, chosen: &str) -> Result<(), String> {
        let is = |name: &str| self.names.iter().position(|own| own == name);
        let of_reference = || {
            let is_of =
                |rows: &Vec<(Side, u32)>| rows.first().is_some_and(|r| r.0 == Side::Reference);
            let mut of = (0..self.rows.len()).filter(|at| is_of(&self.rows[*at]));
            let first = of.next()?;
            of.next().is_none().then_some(first)
        };
        let named = || {
            let ranked = self.names.iter().enumerate();
            let ranks = ranked.filter_map(|(at, name)| Some((control::rank(name)?, at)));
            ranks.min().map(|(_, at)| at)
        };
        let (control, why) = if chosen.is_empty() {
            if let Some(at) = of_reference() {
                (at, "the reference’s arm")
            } else if let Some(at) = named() {
                (at, "by its name")
            } else {
                let largest =
                    (0..self.rows.len()).max_by_key(|at| (self.rows[*at].len(), usize::MAX - at));
                (largest.unwrap_or_default(), "the largest arm")
            }
        } else {
            let at = is(chosen).ok_or_else(|| {
                let names = format::names(self.names.iter().map(String::as_str), MOST_ARMS);
                format!(
                    "The control is to be {}, and there is no such arm: there are {names}. Choose one of them under Settings.",
                    format::quoted(chosen)
                )
            })?;
            (at, "as chosen")
        };
        let (name, rows) = (self.names.remove(control), self.rows.remove(control));
        let is_plain = self.column.is_none();
        if !is_plain {
            self.rows_from.push_str(&format!(" The control is {} ({why}).", format::quoted(&name)));
        }
        self.names.insert(0, name);
        self.rows.insert(0, rows);
        Ok(())
    }

    /// What a column says of each row of each arm.
    pub fn of<T: Copy>(&self, by_row: &Pair<Vec<T>>, none: T) -> Vec<Vec<T>> {
        let value = |(side, row): &(Side, u32)| {
            by_row.get(*side).get(*row as usize).copied().unwrap_or(none)
        };
        self.rows.iter().map(|rows| rows.iter().map(value).collect()).collect()
    }

    /// The number of each row of each arm; not a number where there is none.
    pub fn numbers(&self, study: &Study<'_>, name: &str) -> Vec<Vec<f64>> {
        let by_row = |column: &Column| column.numbers_by_row();
        let numbers = study.column(name).map(|column| column.and_then(by_row).unwrap_or_default());
        self.of(&numbers, f64::NAN)
    }

    /// Rows of each arm.
    pub fn counts(&self) -> Vec<u64> {
        self.rows.iter().map(|rows| rows.len() as u64).collect()
    }
}

/// That one file was split by time, so that only its later part is judged.
fn earlier(study: &Study<'_>, is_split: bool, is_before: bool, name: &str) -> Option<String> {
    let part = study.settings.reading.production.part.as_ref()?;
    let is_by_time = matches!(part.rows, Rows::From(_)) && is_before && !is_split;
    is_by_time.then(|| {
        let (earlier, later) = (study.rows(Side::Reference), study.rows(Side::Production));
        format!(
            " The file is split by {}: only its later part is judged, {} of {}. Split it by {} to judge all.",
            format::short(&part.column),
            format::count(later),
            format::plural(earlier + later, "row", "rows"),
            format::short(name)
        )
    })
}

fn too_many(shown: &str) -> String {
    format!("{shown} has more than {MOST_ARMS} values: it names no arms of an experiment.")
}

/// Rows dealt to the values of a column.
struct Dealt {
    labels: Vec<String>,
    /// The label of each row, by its place.
    codes: Vec<u32>,
}

/// The values of a column, in order, and where each row has them; none where they are too many.
fn of_rows(column: &Column) -> Option<Dealt> {
    let (labels, codes) = match column.words() {
        Some(words) => {
            let labels = words.labels.iter().map(|label| label.to_string()).collect();
            (labels, words.codes)
        }
        None => numbers_as_labels(column)?,
    };
    // Labels without rows are none.
    let mut counts = vec![0_u64; labels.len()];
    for code in &codes {
        if let Some(count) = counts.get_mut(*code as usize) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..labels.len()).filter(|at| counts[*at] > 0).collect();
    order.put_in_order(|a, b| labels[*a].cmp(&labels[*b]));
    if order.len() > MOST_ARMS {
        return None;
    }
    let mut place = vec![Words::NONE; labels.len()];
    (0..).zip(&order).for_each(|(new, old)| place[*old] = new);
    let of = |code: &u32| place.get(*code as usize).copied().unwrap_or(Words::NONE);
    Some(Dealt {
        codes: codes.iter().map(of).collect(),
        labels: order.iter().map(|at| labels[*at].clone()).collect(),
    })
}

fn numbers_as_labels(column: &Column) -> Option<(Vec<String>, Vec<u32>)> {
    let Some(numbers) = column.numbers_by_row() else {
        return Some((Vec::new(), vec![Words::NONE; column.len()]));
    };
    let mut different: Vec<f64> = Vec::new();
    for number in numbers.iter().filter(|number| number.is_finite()) {
        if !different.contains(number) {
            different.push(*number);
        }
        if different.len() > MOST_ARMS {
            return None;
        }
    }
    different.sort_unstable_by(f64::total_cmp);
    let code = |number: &f64| {
        different.iter().position(|own| own == number).map_or(Words::NONE, |at| at as u32)
    };
    let codes = numbers.iter().map(code).collect();
    Some((different.iter().map(|number| format::exact(*number)).collect(), codes))
}
