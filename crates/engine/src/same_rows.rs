//! Shadow: two files that hold the same rows, the reference answered by one model and production by another.
//!
//! Rows meet by the values of a column that names them, by the keys of late labels ([`crate::labels`]). Ids alone do
//! not make rows the same: counted ids are 1, 2, 3 in any file, and customers come back. So what both files say of a row
//! beside its outputs and its time must agree as well, by more than rows next to each other do by chance.

use std::collections::{BTreeSet, HashMap};

use report::{Joining, Pair, Role, RoleChoice, Side, format};
use table::Column;

use crate::labels::{Key, NO_ID, each_key, keys};
use crate::roles::is_input;
use crate::{Study, input};

/// Columns whose values are compared at most.
const MOST_COLUMNS: usize = 20;
/// Rows that they are compared on at most, the first of production.
const MOST_ROWS: usize = 20_000;

/// How the rows of both files meet.
pub struct SameRows {
    /// The column that names rows.
    pub id: String,
    /// For each row of production that of the reference.
    pub rows: Vec<Option<u32>>,
    /// Rows that meet none.
    pub alone: Pair<u64>,
    /// Rows whose id stands in their file more than once.
    pub repeated: Pair<u64>,
}

impl SameRows {
    /// How rows meet; none where the files do not hold the same rows, or are not to be joined.
    ///
    /// # Errors
    /// Why they cannot be joined though the settings ask for it, as a sentence.
    pub fn find(study: &Study<'_>, choices: &[RoleChoice]) -> Result<Option<Self>, String> {
        let settings = &study.settings.performance;
        let wanted = settings.same_rows;
        let fail = |why: String| if wanted == Joining::Join { Err(why) } else { Ok(None) };
        if wanted == Joining::Apart || study.settings.experiments.files_are_arms {
            return Ok(None);
        }
        if !Side::BOTH.into_iter().all(|side| has_output(study, choices, side)) {
            let why = "The files cannot be joined row by row: both need a column with the role score or prediction. Give one that role, under Data.";
            return fail(why.to_owned());
        }
        let is_in_both = |choice: &&RoleChoice| study.column(&choice.column).both().is_some();
        let ids = choices.iter().filter(|choice| choice.role == Role::Id).filter(is_in_both);
        let ids: Vec<&str> = ids.map(|choice| choice.column.as_str()).collect();
        let found = ids.iter().map(|id| Self::by(study, id));
        let is_meant = |found: &Self| match wanted {
            Joining::Join => found.met() > 0,
            _ => {
                found.are_nearly_all(study)
                    && found.are_of_two_models(study, choices)
                    && found.agree(study, choices)
            }
        };
        let found: Vec<Self> = found.collect();
        let repeated = found.iter().filter_map(|own| own.all_repeated(study)).next();
        match found.into_iter().find(is_meant) {
            Some(found) => Ok(Some(found)),
            None if let Some(why) = repeated => fail(why),
            None if ids.is_empty() => fail("The files cannot be joined row by row: no column names rows in both. Give one the role id, under Data.".to_owned()),
            None => fail(format!(
                "The files cannot be joined row by row: no {} of production is one of the reference. Look whether ids are written alike in both.",
                format::names(ids.iter().copied(), 3)
            )),
        }
    }

    fn by(study: &Study<'_>, id: &str) -> Self {
        let named = study.tables.map(|table| Named::of(table, id));
        let mut rows = vec![None; study.tables.production.rows()];
        each_key(study.tables.production, id, |row, key| {
            let is_one = named.production.row_of.get(&key).is_some_and(Option::is_some);
            let other = named.reference.row_of.get(&key).copied().flatten();
            rows[row] = other.filter(|_| is_one);
        });
        let met = rows.iter().flatten().count() as u64;
        let repeated = named.map(|named| named.repeated);
        let alone = Pair::from_fn(|side| study.rows(side) - *repeated.get(side) - met);
        Self { id: id.to_owned(), rows, alone, repeated }
    }

    /// That every row of a side shares its id with another one, as a sentence.
    fn all_repeated(&self, study: &Study<'_>) -> Option<String> {
        let is_all = |side: &Side| {
            let rows = study.rows(*side);
            rows > 0 && *self.repeated.get(*side) == rows
        };
        let side = Side::BOTH.into_iter().find(is_all)?;
        Some(format!(
            "The files cannot be joined row by row: every {} of {} stands in several of its rows. Give a column that names each row the role id, under Data.",
            format::short(&self.id),
            side.label().to_lowercase()
        ))
    }

    /// Rows that both files have.
    pub fn met(&self) -> u64 {
        self.rows.iter().flatten().count() as u64
    }

    /// Whether rows that meet are nearly all of either file.
    fn are_nearly_all(&self, study: &Study<'_>) -> bool {
        let rows = study.rows(Side::Reference).max(study.rows(Side::Production));
        let repeated = self.repeated.reference + self.repeated.production;
        let least = study.settings.performance.same_rows_share;
        repeated == 0 && rows > 0 && self.met() as f64 >= least * rows as f64
    }

    /// Whether what the files say of a row agrees, by more than chance: a share of what chance leaves, as kappa has it,
    /// over all columns. Chance is how often rows agree with the next one.
    fn agree(&self, study: &Study<'_>, choices: &[RoleChoice]) -> bool {
        let met = self.first_rows();
        let next = || met.iter().zip(met.iter().cycle().skip(1)).map(|(own, next)| (own.0, next.1));
        let (mut beyond_chance, mut room) = (0.0, 0.0);
        let is_meant = |choice: &&RoleChoice| is_input(choice.role) || choice.role == Role::Label;
        for choice in choices.iter().filter(is_meant).take(MOST_COLUMNS) {
            let Some(columns) = study.column(&choice.column).both() else { continue };
            let keys = columns.map(keys);
            let told = agreement(&keys, met.iter().copied()).zip(agreement(&keys, next()));
            let Some((agreed, by_chance)) = told else { continue };
            beyond_chance += agreed - by_chance;
            room += 1.0 - by_chance;
        }
        if room == 0.0 {
            return self.is_name(study) && !are_apart_in_time(study);
        }
        beyond_chance >= study.settings.performance.same_rows_share * room
    }

    /// Rows that meet, of production and of the reference.
    fn first_rows(&self) -> Vec<(u32, u32)> {
        let rows = (0..).zip(&self.rows).filter_map(|(own, other)| Some((own, (*other)?)));
        rows.take(MOST_ROWS).collect()
    }

    /// Whether the outputs are those of two models: another one of the same name, or one that only its file has.
    fn are_of_two_models(&self, study: &Study<'_>, choices: &[RoleChoice]) -> bool {
        let met = self.first_rows();
        let outputs = choices.iter().filter(|choice| is_output(choice.role));
        let mut is_alone = Pair::new(false, false);
        for choice in outputs {
            let columns = study.column(&choice.column);
            match columns.both() {
                None => *is_alone.get_mut(alone_side(columns)) = true,
                Some(both) => {
                    let same = agreement(&both.map(keys), met.iter().copied());
                    if same.is_some_and(|same| same < 1.0) {
                        return true;
                    }
                }
            }
        }
        is_alone.reference && is_alone.production
    }

    /// Whether ids are names: whole numbers may as well count the rows of each file.
    fn is_name(&self, study: &Study<'_>) -> bool {
        let columns = study.column(&self.id).both();
        let is_number = |column: &Column| column.kind().is_number();
        columns.is_some_and(|of| !is_number(of.reference) && !is_number(of.production))
    }

    /// How rows met, as the Report has it.
    pub fn told(&self, study: &Study<'_>, labels_differ: u64) -> report::SameRows {
        report::SameRows {
            id: self.id.clone(),
            rows: self.met(),
            alone: self.alone,
            repeated: self.repeated,
            labels_differ,
            says: self.says(study, labels_differ),
        }
    }

    /// How rows met, in sentences.
    fn says(&self, study: &Study<'_>, labels_differ: u64) -> String {
        let file = |side: Side| format::short(study.tables.get(side).file());
        let mut says = format!(
            "Both files hold the same {}, joined by {}: {} has the answers of one model, {} those of another.",
            format::plural(self.met(), "row", "rows"),
            format::short(&self.id),
            in_words(study, Side::Reference, &file),
            in_words(study, Side::Production, &file)
        );
        for side in Side::BOTH {
            let (alone, repeated) = (*self.alone.get(side), *self.repeated.get(side));
            let of = side.label().to_lowercase();
            if alone > 0 {
                let rows = format::plural(alone, "row", "rows");
                says.push_str(&format!(" {rows} of {of} met none and are left out."));
            }
            if repeated > 0 {
                let rows = format::plural(repeated, "row", "rows");
                says.push_str(&format!(
                    " {rows} of {of} share an id with another one and are left out."
                ));
            }
        }
        if labels_differ > 0 {
            let rows = format::plural(labels_differ, "row", "rows");
            let verb = if labels_differ == 1 { "has" } else { "have" };
            says.push_str(&format!(
                " {rows} {verb} another label in either file: production’s counts."
            ));
        }
        says
    }
}

/// Outputs of models, which are another model’s in either file.
pub fn is_output(role: Role) -> bool {
    matches!(role, Role::Score | Role::Prediction)
}

/// Columns of outputs, which are another model’s in either file.
pub fn outputs(choices: &[RoleChoice]) -> BTreeSet<String> {
    let of_models = choices.iter().filter(|choice| is_output(choice.role));
    of_models.map(|choice| choice.column.clone()).collect()
}

/// A file by its name, or where both have one name by its side.
fn in_words(study: &Study<'_>, side: Side, file: &dyn Fn(Side) -> String) -> String {
    let files = study.tables.map(|table| table.file());
    if files.reference == files.production { side.label().to_lowercase() } else { file(side) }
}

/// The side that has a column that only one of them has.
fn alone_side(columns: Pair<Option<&Column>>) -> Side {
    if columns.reference.is_some() { Side::Reference } else { Side::Production }
}

fn has_output(study: &Study<'_>, choices: &[RoleChoice], side: Side) -> bool {
    let mut outputs = choices.iter().filter(|choice| is_output(choice.role));
    outputs.any(|choice| study.column(&choice.column).get(side).is_some())
}

fn are_apart_in_time(study: &Study<'_>) -> bool {
    let ranges = study.tables.map(input::time_range).both();
    ranges.is_some_and(|of| {
        of.reference.last_ms < of.production.first_ms
            || of.production.last_ms < of.reference.first_ms
    })
}

/// Share of these pairs of rows that say the same, of those that say anything; none where no pair does.
fn agreement(keys: &Pair<Vec<Key>>, rows: impl Iterator<Item = (u32, u32)>) -> Option<f64> {
    let (mut same, mut all) = (0_u32, 0_u32);
    for (own, other) in rows {
        let (own, other) =
            (keys.production.get(own as usize)?, keys.reference.get(other as usize)?);
        if *own != NO_ID && *other != NO_ID {
            all += 1;
            same += u32::from(own == other);
        }
    }
    (all > 0).then(|| f64::from(same) / f64::from(all))
}

/// The rows of a file by their ids.
struct Named {
    /// The row of each id; none where it stands in several.
    row_of: HashMap<Key, Option<u32>>,
    /// Rows whose id stands in another row, too.
    repeated: u64,
}

impl Named {
    fn of(table: &table::Table, id: &str) -> Self {
        let mut row_of: HashMap<Key, Option<u32>> = HashMap::new();
        let mut repeated = 0;
        each_key(table, id, |row, key| {
            if key == NO_ID {
                return;
            }
            let row = u32::try_from(row).ok();
            row_of
                .entry(key)
                .and_modify(|own| {
                    // The first of them counts now as well.
                    repeated += 1 + u64::from(own.take().is_some());
                })
                .or_insert(row);
        });
        Self { row_of, repeated }
    }
}
