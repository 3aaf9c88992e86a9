//! Chapter: schema, missing values, quality of values and rows, intake ledger.
//!
//! An [`Inspection`] looks at a column or at all rows at a time. Columns that are compared come to it
//! from the drift chapter, with their numbers in order, so that they are sorted once.

pub mod expectations;
mod leakage;
mod missing;
mod quality;
mod relations;
mod remarks;
mod rows;
mod sample;
mod schema;
mod volume;

use std::collections::{BTreeMap, BTreeSet};

use report::{
    About, ColumnProfile, Data, Event, InOrder, LedgerEntry, Pair, Quality, Remark, RoleChoice,
    SchemaChange, Severity, Side, VolumeCheck, format,
};
use stats::Sorted;
use table::Column;

use crate::Study;
pub use missing::is_late_label;

/// The state of the two tables, while it is looked at.
pub struct Inspection {
    columns: Vec<ColumnProfile>,
    positions: BTreeMap<String, usize>,
    /// Columns whose values the drift chapter does not bring.
    alone: Vec<usize>,
    rows: rows::Rows,
    sample: sample::Rows,
    label: Option<leakage::Label>,
    hints: Vec<Remark>,
    relations: relations::Work,
    expectations: expectations::Work,
    /// Columns whose values are not shown, as they would tell the effect of an experiment.
    held_back: BTreeSet<String>,
    /// Columns that are another model's in either file, by design.
    of_two_models: BTreeSet<String>,
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
    /// An inspection that has not begun; `compared` are the columns that [`Self::look_at`] will bring, and of those that are
    /// held back nothing is told but how often they are missing, and of those of two models nothing that compares them.
    pub fn new(
        study: &Study<'_>,
        roles: &[RoleChoice],
        compared: &[RoleChoice],
        held_back: BTreeSet<String>,
        of_two_models: BTreeSet<String>,
    ) -> Self {
        let compared: BTreeSet<&str> =
            compared.iter().map(|choice| choice.column.as_str()).collect();
        let columns: Vec<ColumnProfile> =
            roles.iter().map(|choice| profile(study, choice)).collect();
        let is_alone = |&position: &usize| !compared.contains(columns[position].column.as_str());
        let alone = (0..columns.len()).filter(is_alone).collect();
        let names = columns.iter().map(|profile| profile.column.clone());
        let positions = names.zip(0..).collect();
        let sample = sample::Rows::choose(study);
        let label = leakage::Label::of(study, roles, &sample);
        let is_shown = |choice: &&RoleChoice| {
            !held_back.contains(&choice.column) && !of_two_models.contains(&choice.column)
        };
        let shown: Vec<RoleChoice> = roles.iter().filter(is_shown).cloned().collect();
        let relations = relations::Work::new(study, &shown);
        let expectations = expectations::Work::default();
        let (rows, hints, done) = (rows::Rows::default(), Vec::new(), 0);
        Self {
            columns,
            positions,
            alone,
            rows,
            sample,
            label,
            hints,
            relations,
            expectations,
            held_back,
            of_two_models,
            done,
        }
    }

    /// Does the next piece of what the drift chapter does not bring; none when there is none left.
    pub fn step(&mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Option<Piece> {
        let lines = expectations::Work::total(study);
        let total = self.alone.len() + 2 * roles.len() + self.relations.total() + lines;
        let subject = self.next(study, roles)?;
        self.done += 1;
        // Columns that cannot be related make fewer pieces.
        Some(Piece { subject, done: self.done, total: total.max(self.done) })
    }

    /// Does a piece; gives the column that it was about.
    fn next(&mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Option<String> {
        if let Some(&position) = self.alone.get(self.done) {
            let name = self.columns[position].column.clone();
            self.look_at(study, &name, &study.sorted(&name));
            return Some(name);
        }
        // The two sides of a column are a piece each.
        let (position, piece) = ((self.done - self.alone.len()) / 2, self.done - self.alone.len());
        if let Some(choice) = roles.get(position) {
            self.rows.add(study, choice, position, Side::BOTH[piece % 2]);
            if piece % 2 == 1 {
                let label = self.label.as_ref();
                self.hints.extend(label.and_then(|label| label.hint(study, choice, &self.sample)));
            }
            return Some(choice.column.clone());
        }
        let related = self.relations.step(study, &self.sample);
        related.or_else(|| self.expectations.step(study).map(|()| String::new()))
    }

    /// Puts the next rows in order, once every column was looked at; false when all are.
    pub fn order_rows(&mut self) -> bool {
        self.rows.step(&self.columns)
    }

    /// Looks at the values of a column; `sorted` are its numbers in order.
    pub fn look_at(&mut self, study: &Study<'_>, name: &str, sorted: &Pair<Option<Sorted>>) {
        let Some(&position) = self.positions.get(name) else { return };
        let profile = &mut self.columns[position];
        let found = quality::of_column(study, name, profile.role, sorted);
        (profile.quality, profile.distinct) = (found.quality, found.distinct);
    }

    /// The chapter, once every piece is done and every compared column was looked at.
    pub fn finish(self, study: &Study<'_>, roles: &[RoleChoice]) -> Data {
        let mut columns = self.columns;
        let mut schema = schema::changes(study, roles);
        schema.retain(|change| !self.of_two_models.contains(&change.column));
        missing::judge(study, &mut columns);
        quality::judge(study, &mut columns);
        let rows = self.rows.finish(study, &columns);
        quality::write_lines(study, &mut columns, &rows);
        columns.iter_mut().filter(|own| self.held_back.contains(&own.column)).for_each(hide);
        let relations = self.relations.finish(study, self.sample.count());
        let expectations = self.expectations.finish(study, &columns);
        let mut remarks = quality::remarks(study, &columns);
        remarks.extend(expectations::remarks(study, &expectations));
        let is_alike = schema.is_empty() && !columns.iter().any(has_fewer_values);
        remarks.extend(remarks::of_rows(study, &rows, is_alike));
        remarks.extend(self.hints);
        remarks.extend(remarks::of_relations(&relations));
        let volume = volume::check(study, roles);
        remarks.extend(volume.as_ref().and_then(|check| volume_remark(study, check)));
        let is_of_values =
            |about: About| matches!(about, About::Values | About::Leakage | About::Relations);
        let is_held_back = |remark: &Remark| {
            let is_in = |columns: &BTreeSet<String>| {
                remark.column.as_ref().is_some_and(|own| columns.contains(own))
            };
            is_in(&self.held_back) || is_in(&self.of_two_models)
        };
        remarks.retain(|remark| !(is_of_values(remark.about) && is_held_back(remark)));
        remarks.put_in_order(gravest_first);
        let of_tables = Side::BOTH.into_iter().flat_map(|side| study.tables.get(side).ledger(side));
        let of_labels = study.labels.into_iter().flat_map(|joined| joined.ledger.clone());
        let ledger = of_tables.chain(of_labels).collect();
        let headline = left_out(study) + &headline(&schema, &columns, &remarks);
        let mut data = Data {
            headline,
            schema,
            columns,
            rows,
            relations,
            expectations,
            volume,
            remarks,
            ledger,
        };
        add_unknown_columns(study, &mut data.ledger);
        data
    }
}

/// Takes away what a profile tells of the values.
fn hide(profile: &mut ColumnProfile) {
    profile.distinct = Pair::default();
    profile.quality = Quality::default();
}

/// Whether a column is missing more often in production, or has a single value there.
fn has_fewer_values(column: &ColumnProfile) -> bool {
    let is_missing = column.missing_change.as_ref().is_some_and(|change| change.verdict.is_drift());
    is_missing || column.distinct.both().is_some_and(|n| n.production == 1 && n.reference > 1)
}

/// By severity, then by weight, then by column.
fn gravest_first(a: &Remark, b: &Remark) -> std::cmp::Ordering {
    let by_weight = b.severity.cmp(&a.severity).then(b.weight.total_cmp(&a.weight));
    by_weight.then_with(|| a.column.cmp(&b.column))
}

/// Whether so many rows of a file were left out that they are to be looked at.
fn is_much_left_out(study: &Study<'_>, side: Side) -> bool {
    let table = study.tables.get(side);
    let (skipped, read) = (table.rows_skipped(), table.rows() as u64);
    let share = skipped as f64 / (skipped + read).max(1) as f64;
    share >= study.settings.data.skipped_share_many
}

/// "1,706 of 5,118 rows of production could not be read. "; empty where all were, or nearly.
fn left_out(study: &Study<'_>) -> String {
    let sides = Side::BOTH.into_iter().filter(|&side| is_much_left_out(study, side));
    let told = sides.map(|side| {
        let table = study.tables.get(side);
        let all = table.rows_skipped() + table.rows() as u64;
        let whose = match side {
            Side::Reference => "the reference",
            Side::Production => "production",
        };
        let rows = format::plural(all, "row", "rows");
        format!("{} of {rows} of {whose} could not be read. ", format::count(table.rows_skipped()))
    });
    told.collect()
}

/// What is to be said of the rows over time; rows that could not be read are not blamed on the feed.
fn volume_remark(study: &Study<'_>, check: &VolumeCheck) -> Option<Remark> {
    let mut remark = volume::remark(study, check)?;
    if Side::BOTH.into_iter().any(|side| is_much_left_out(study, side)) {
        remark.severity = remark.severity.min(Severity::Low);
        remark.detail.push_str("; rows that could not be read are not counted");
        remark.step =
            "See in the ledger in Data why rows could not be read: they are missing here, too."
                .to_owned();
    }
    Some(remark)
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
