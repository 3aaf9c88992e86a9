//! Chapter: schema, missing values, quality of values and rows, intake ledger.
//!
//! An [`Inspection`] looks at a column or at all rows at a time. Columns that are compared come to it
//! from the drift chapter, with their numbers in order, so that they are sorted once.

mod missing;
mod quality;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use report::{
    ColumnProfile, Data, Event, LedgerEntry, Pair, Quality, Remark, RoleChoice, SchemaChange,
    Severity, Side, format,
};
use stats::Sorted;
use table::Column;

use crate::Study;

/// The state of the two tables, while it is looked at.
pub struct Inspection {
    columns: Vec<ColumnProfile>,
    positions: BTreeMap<String, usize>,
    /// Columns whose values the drift chapter does not bring.
    alone: Vec<usize>,
    done: usize,
}

/// What an [`Inspection`] has just looked at.
pub struct Piece {
    /// The column; empty where it was all of them.
    pub subject: String,
    /// Pieces that are done.
    pub done: usize,
    /// Pieces in all.
    pub total: usize,
}

impl Inspection {
    /// An inspection that has not begun; `compared` are the columns that [`Self::look_at`] will bring.
    pub fn new(study: &Study<'_>, roles: &[RoleChoice], compared: &[RoleChoice]) -> Self {
        let compared: BTreeSet<&str> =
            compared.iter().map(|choice| choice.column.as_str()).collect();
        let columns: Vec<ColumnProfile> =
            roles.iter().map(|choice| profile(study, choice)).collect();
        let is_alone = |&position: &usize| !compared.contains(columns[position].column.as_str());
        let alone = (0..columns.len()).filter(is_alone).collect();
        let names = columns.iter().map(|profile| profile.column.clone());
        let positions = names.zip(0..).collect();
        Self { columns, positions, alone, done: 0 }
    }

    /// Does the next piece of what the drift chapter does not bring; none when there is none left.
    pub fn step(&mut self, study: &Study<'_>) -> Option<Piece> {
        let total = self.alone.len();
        let position = *self.alone.get(self.done)?;
        let subject = self.columns[position].column.clone();
        self.look_at(study, &subject, &study.sorted(&subject));
        self.done += 1;
        Some(Piece { subject, done: self.done, total })
    }

    /// Looks at the values of a column; `sorted` are its numbers in order.
    pub fn look_at(&mut self, study: &Study<'_>, name: &str, sorted: &Pair<Option<Sorted>>) {
        let Some(&position) = self.positions.get(name) else { return };
        let profile = &mut self.columns[position];
        let found = quality::of_column(study, name, sorted);
        (profile.quality, profile.distinct) = (found.quality, found.distinct);
    }

    /// The chapter, once every piece is done and every compared column was looked at.
    pub fn finish(self, study: &Study<'_>, roles: &[RoleChoice]) -> Data {
        let mut columns = self.columns;
        missing::judge(study, &mut columns);
        quality::judge(study, &mut columns);
        let mut remarks = quality::remarks(study, &columns);
        remarks.sort_by(gravest_first);
        let ledger =
            Side::BOTH.into_iter().flat_map(|side| study.tables.get(side).ledger(side)).collect();
        let schema = schema::changes(study, roles);
        let headline = headline(&schema, &columns, &remarks);
        let mut data = Data { headline, schema, columns, remarks, ledger };
        add_unknown_columns(study, &mut data.ledger);
        data
    }
}

/// By severity, then by weight, then by column.
fn gravest_first(a: &Remark, b: &Remark) -> std::cmp::Ordering {
    let by_weight = b.severity.cmp(&a.severity).then(b.weight.total_cmp(&a.weight));
    by_weight.then_with(|| a.column.cmp(&b.column))
}

fn headline(schema: &[SchemaChange], columns: &[ColumnProfile], remarks: &[Remark]) -> String {
    let lists = match schema.len() as u64 {
        0 => "Both files have the same columns".to_owned(),
        n => format!(
            "{} between the two lists of columns",
            format::plural(n, "difference", "differences")
        ),
    };
    let changes = columns.iter().filter_map(|column| column.missing_change.as_ref());
    let missing = match changes.filter(|change| change.verdict.is_drift()).count() as u64 {
        0 => "no column’s missing values changed much".to_owned(),
        n => format!("missing values changed in {}", format::plural(n, "column", "columns")),
    };
    let grave = remarks.iter().filter(|remark| remark.severity >= Severity::Medium);
    let grave = match grave.count() as u64 {
        0 => String::new(),
        n => format!("; {} to look at", format::plural(n, "more thing", "more things")),
    };
    format!("{lists}; {missing}{grave}.")
}

/// Tells of settings that name columns that neither file has.
fn add_unknown_columns(study: &Study<'_>, ledger: &mut Vec<LedgerEntry>) {
    for column in study.settings.roles.keys() {
        let columns = study.column(column);
        if columns.reference.or(columns.production).is_some() {
            continue;
        }
        ledger.push(LedgerEntry {
            side: Side::Reference,
            event: Event::UnknownColumn,
            column: Some(column.clone()),
            line: None,
            rows: 0,
            message: "The settings give it a role, and neither file has it".to_owned(),
            remedy: None,
        });
    }
}

fn profile(study: &Study<'_>, choice: &RoleChoice) -> ColumnProfile {
    let columns = study.column(&choice.column);
    ColumnProfile {
        column: choice.column.clone(),
        role: choice.role,
        kind: columns.map(|column| column.map(Column::kind)),
        missing: columns.map(|column| column.map(Column::missing)),
        distinct: Pair::default(),
        missing_change: None,
        quality: Quality::default(),
    }
}
