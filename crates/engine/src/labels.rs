//! Late labels: production with the columns of a third file, joined by the id of a row.
//!
//! Ids are met by the keys of [`Column::keys_by_row`]: 12 meets 12.0, but not "0012". Where an id
//! stands in several rows of the file, the last of them counts. An id that several rows of
//! production have gives each of them the same label.

mod ledger;

use std::collections::HashMap;

use report::{Kind, Labels, Lag, LedgerEntry, Pair, Problem, Role, Settings};
use stats::{Sorted, quantile};
use table::{Column, Table};

use crate::{Study, input, roles};

/// Settings that are made of the names of all columns: `of_names` is asked for them with the names that the two files have
/// and, where there are labels, once more with those that come with them, which are met by the settings of the first.
///
/// # Errors
/// Those of `of_names`, and those of [`join`].
pub fn settings_of_names(
    tables: Pair<&Table>,
    file: Option<&Table>,
    of_names: impl Fn(&[&str]) -> Result<Settings, Problem>,
) -> Result<Settings, Problem> {
    let Pair { reference, production } = tables;
    let any = Settings::default();
    let settings = of_names(&Study::new(reference, production, &any).column_names())?;
    let Some(file) = file else { return Ok(settings) };
    let joined = join(reference, production, file, &settings)?;
    of_names(&Study::with_labels(reference, &joined, &any).column_names())
}

/// The two numbers that stand for the value of an id.
pub(crate) type Key = [u64; 2];

/// The key of a row without an id.
pub(crate) const NO_ID: Key = [0, 0];

/// Production with its labels, and what came of the joining.
pub struct Joined {
    /// Production with the file's columns.
    pub production: Table,
    /// How the rows met.
    pub labels: Labels,
    /// From each row of production to its label, in milliseconds; not a number where a time is missing.
    pub lags_ms: Option<Vec<f64>>,
    /// What happened while the file was read and joined.
    pub ledger: Vec<LedgerEntry>,
}

/// Joins a file of labels to production.
///
/// # Errors
/// When there is no id that both files have, when no row meets another, or when a column stands in
/// both files as kinds that do not mix.
pub fn join(
    reference: &Table,
    production: &Table,
    file: &Table,
    settings: &Settings,
) -> Result<Joined, Problem> {
    let study = Study::new(reference, production, settings);
    let choices = roles::choose(&study);
    let id = id(&study, file, roles::column_with(&choices, Role::Id))?;
    let met = Met::of(file, production, &id);
    if met.rows.iter().flatten().next().is_none() {
        let what = format!("No {id} of {} is one of {}", file.file(), production.file());
        let remedy =
            "Look whether the ids are written alike in both, or take the labels of these rows";
        return Err(Problem {
            column: Some(id),
            ..Problem::new(what, remedy).in_file(file.file())
        });
    }
    let is_time = |column: &&Column| column.kind() == Kind::DateTime;
    let others = || file.columns().iter().filter(|column| column.name() != id);
    let arrived = others().find(is_time);
    let mut columns = Vec::new();
    for column in others().filter(|column| !is_time(column)) {
        let own = production.column(column.name());
        let joined = column.joined(&met.rows, own);
        columns.push(joined.ok_or_else(|| two_kinds(column, own, production, file))?);
    }
    let time =
        roles::column_with(&choices, Role::Timestamp).and_then(|name| production.column(name));
    let lags_ms = arrived.zip(time).map(|(arrived, time)| lags(arrived, time, &met.rows));
    let labelled = met.rows.iter().flatten().count() as u64;
    let (orphans, orphans_in_reference) = met.orphans(file, reference, &id);
    let labels = Labels {
        input: input::describe_table(file, input::time_range(file)),
        columns: columns.iter().map(|column| column.name().to_owned()).collect(),
        arrived: arrived.map(|column| column.name().to_owned()),
        rows_labelled: labelled,
        rows_waiting: met.rows.len() as u64 - labelled,
        orphans,
        orphans_in_reference,
        without_id: met.without_id,
        repeated: met.repeated(file, &id),
        contradicted: met.doubles.len() as u64 - met.repeated(file, &id),
        production_repeated: met.production_repeated,
        lag: lags_ms.as_deref().and_then(lag),
        id,
    };
    let ledger = ledger::of(file, &labels, production);
    Ok(Joined { production: production.with_columns(columns), labels, lags_ms, ledger })
}

/// The column that names rows in both files: the chosen one, that of the role, or the one column
/// besides times that both have.
fn id(study: &Study<'_>, file: &Table, of_role: Option<&str>) -> Result<String, Problem> {
    let production = study.tables.production;
    let is_in_both = |name: &str| file.column(name).is_some() && production.column(name).is_some();
    if let Some(chosen) = &study.settings.labels.id {
        return if is_in_both(chosen) { Ok(chosen.clone()) } else { Err(no_id(chosen, file)) };
    }
    if let Some(name) = of_role.filter(|name| is_in_both(name)) {
        return Ok(name.to_owned());
    }
    let is_name = |column: &&Column| {
        is_in_both(column.name()) && column.kind() != Kind::DateTime && column.kind() != Kind::Float
    };
    let mut shared = file.columns().iter().filter(is_name);
    match (shared.next(), shared.next()) {
        (Some(only), None) => Ok(only.name().to_owned()),
        _ => Err(no_id(of_role.unwrap_or("an id"), file)),
    }
}

fn no_id(name: &str, file: &Table) -> Problem {
    let names: Vec<&str> = file.columns().iter().map(Column::name).take(8).collect();
    let what = format!("{name} is not a column of both production and the labels");
    let remedy = format!("Choose the column that names rows; the file has {}", names.join(", "));
    Problem::new(what, remedy).in_file(file.file())
}

fn two_kinds(new: &Column, own: Option<&Column>, production: &Table, file: &Table) -> Problem {
    let own = own.map_or("", |own| own.kind().label());
    let what = format!(
        "A column of this name is {own} in {}, but {} here",
        production.file(),
        new.kind().label()
    );
    let remedy = "Choose the same kind for both, or leave the column out of one file";
    let problem = Problem::new(what, remedy).in_file(file.file());
    Problem { column: Some(new.name().to_owned()), ..problem }
}

/// Which row of the file each row of production meets.
struct Met {
    /// For each row of production its row of the file.
    rows: Vec<Option<u32>>,
    /// Pairs of rows of the file with one id: an earlier one, and the next.
    doubles: Vec<(usize, usize)>,
    /// Keys that production has, with its rows.
    of_production: HashMap<Key, u32>,
    without_id: u64,
    production_repeated: u64,
}

impl Met {
    fn of(file: &Table, production: &Table, id: &str) -> Self {
        let mut last: HashMap<Key, u32> = HashMap::new();
        let (mut doubles, mut without_id) = (Vec::new(), 0);
        each_key(file, id, |row, key| {
            if key == NO_ID {
                without_id += 1;
            } else if let Some(earlier) = last.insert(key, row as u32) {
                doubles.push((earlier as usize, row));
            }
        });
        let mut of_production: HashMap<Key, u32> = HashMap::new();
        let mut rows = vec![None; production.rows()];
        each_key(production, id, |row, key| {
            if key != NO_ID {
                rows[row] = last.get(&key).copied();
                *of_production.entry(key).or_default() += 1;
            }
        });
        let repeats = of_production.values().filter(|rows| **rows > 1);
        let production_repeated = repeats.map(|rows| u64::from(*rows)).sum();
        Self { rows, doubles, of_production, without_id, production_repeated }
    }

    /// Rows of the file that production does not have, and those of them that the reference has.
    fn orphans(&self, file: &Table, reference: &Table, id: &str) -> (u64, u64) {
        let mut of_reference = HashMap::new();
        each_key(reference, id, |_, key| {
            of_reference.insert(key, ());
        });
        let (mut orphans, mut known) = (0, 0);
        each_key(file, id, |_, key| {
            if key != NO_ID && !self.of_production.contains_key(&key) {
                orphans += 1;
                known += u64::from(of_reference.contains_key(&key));
            }
        });
        (orphans, known)
    }

    /// Doubles that say the same in every column but times.
    fn repeated(&self, file: &Table, id: &str) -> u64 {
        let said = file
            .columns()
            .iter()
            .filter(|column| column.name() != id && column.kind() != Kind::DateTime);
        let said: Vec<Vec<Key>> = said.map(keys).collect();
        let is_same = |(a, b): &&(usize, usize)| said.iter().all(|keys| keys[*a] == keys[*b]);
        self.doubles.iter().filter(is_same).count() as u64
    }
}

/// Gives the key of every row of a column, where the table has it.
pub(crate) fn each_key(table: &Table, id: &str, each: impl FnMut(usize, Key)) {
    if let Some(column) = table.column(id) {
        column.keys_by_row(each);
    }
}

/// The key of each row.
pub(crate) fn keys(column: &Column) -> Vec<Key> {
    let mut keys = Vec::with_capacity(column.len());
    column.keys_by_row(|_, key| keys.push(key));
    keys
}

/// From the time of each row to the time its label came; not a number where one of them is missing.
fn lags(arrived: &Column, time: &Column, rows: &[Option<u32>]) -> Vec<f64> {
    let of = |(row, at): (usize, &Option<u32>)| {
        Some(arrived.number_at((*at)? as usize)? - time.number_at(row)?)
    };
    rows.iter().enumerate().map(|row| of(row).unwrap_or(f64::NAN)).collect()
}

/// What the lags come to; none where no label has both times.
fn lag(lags: &[f64]) -> Option<Lag> {
    let lags: Vec<f64> = lags.iter().copied().filter(|lag| lag.is_finite()).collect();
    let negative = lags.iter().filter(|lag| **lag < 0.0).count() as u64;
    let lags = Sorted::new(lags).ok()?;
    Some(Lag {
        n: lags.len() as u64,
        median_ms: quantile(&lags, 0.5)?,
        p95_ms: quantile(&lags, 0.95)?,
        max_ms: quantile(&lags, 1.0)?,
        negative,
    })
}
