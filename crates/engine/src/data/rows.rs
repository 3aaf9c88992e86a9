//! Rows that repeat, and rows that both files have.
//!
//! Each row has two hashes of 128 bits that grow column by column: over every column of its file, and
//! over the columns of both files that a model may read. They take 32 bytes a row, however wide the
//! files are. That two different rows of a million have one hash has a chance of about 10⁻²⁶.

mod order;

use std::iter::repeat_n;

use report::{ColumnProfile, IdQuality, Pair, Role, RoleChoice, RowQuality, SharedRows, Side};
use stats::expected_distinct;

use crate::row_keys::mixed;
use crate::{Study, roles};
use order::{Found, Parts};

/// The hash of a row.
type Hash = u128;

/// Rows while columns are added to their hashes, and while they are put in order.
#[derive(Default)]
pub struct Rows {
    whole: Pair<Vec<[u64; 2]>>,
    inputs: Pair<Vec<[u64; 2]>>,
    /// The label of each row, on each side that has one.
    labels: Pair<Option<Vec<u64>>>,
    input_columns: u64,
    /// Rows that are put in order; none before that begins.
    parts: Option<(Parts<()>, Parts<u64>)>,
    found: Found,
}

impl Rows {
    /// Adds one side of a column, the `position`-th of the study.
    pub fn add(&mut self, study: &Study<'_>, choice: &RoleChoice, position: usize, side: Side) {
        let columns = study.column(&choice.column);
        let is_input = tells_rows_apart(choice.role) && columns.both().is_some();
        self.input_columns += u64::from(is_input && side == Side::Reference);
        let Some(column) = columns.get(side) else { return };
        let rows = column.len();
        let whole = self.whole.get_mut(side);
        whole.resize(rows, [0; 2]);
        if !is_input {
            column.keys_by_row(|row, key| add(&mut whole[row], mixed(key, position)));
        } else {
            let inputs = self.inputs.get_mut(side);
            inputs.resize(rows, [0; 2]);
            column.keys_by_row(|row, key| {
                let mixed = mixed(key, position);
                add(&mut whole[row], mixed);
                add(&mut inputs[row], mixed);
            });
        }
        if choice.role == Role::Label && self.labels.get(side).is_none() {
            let mut labels = vec![0; rows];
            column.keys_by_row(|row, key| labels[row] = key[0] ^ key[1].rotate_left(32));
            *self.labels.get_mut(side) = Some(labels);
        }
    }

    /// Puts the next rows in order, once every column is added; false when all are.
    pub fn step(&mut self, columns: &[ColumnProfile]) -> bool {
        let rows = self.whole.reference.len().max(self.whole.production.len());
        let (whole, inputs) =
            self.parts.get_or_insert_with(|| (Parts::new(rows), Parts::new(rows)));
        for side in Side::BOTH {
            let hashes = std::mem::take(self.whole.get_mut(side));
            if !hashes.is_empty() {
                if !never_repeats(columns, side, hashes.len() as u64) {
                    whole.deal(side, hashes.into_iter().map(|hash| (joined(hash), ())));
                }
                return true;
            }
            let hashes = std::mem::take(self.inputs.get_mut(side));
            if !hashes.is_empty() {
                let labels = self.labels.get(side).as_deref();
                let label = |row: usize| labels.and_then(|l| l.get(row)).copied().unwrap_or(0);
                let rows = hashes.into_iter().enumerate();
                inputs.deal(side, rows.map(|(row, hash)| (joined(hash), label(row))));
                return true;
            }
        }
        if let Some(part) = whole.next() {
            self.found.add_whole(&part);
            return true;
        }
        let part = inputs.next();
        part.is_some_and(|part| {
            self.found.add_inputs(&part);
            true
        })
    }

    /// What the rows come to; those that are not in order yet are put so now.
    pub fn finish(mut self, study: &Study<'_>, columns: &[ColumnProfile]) -> RowQuality {
        while self.step(columns) {}
        let ids = columns.iter().filter(|profile| profile.role == Role::Id);
        let ids: Vec<IdQuality> = ids.map(|profile| id(study, profile)).collect();
        let rows = Pair::from_fn(|side| study.rows(side));
        let (repeated, repeated_share) = self.repeated(columns, rows);
        let Self { found, labels, input_columns, .. } = self;
        let conflicts = Pair::new(
            labels.reference.map(|_| found.conflicts.reference),
            labels.production.map(|_| found.conflicts.production),
        );
        let share = found.twins as f64 / rows.reference.max(1) as f64;
        let shared = (input_columns > 0).then_some(SharedRows {
            columns: input_columns,
            rows: found.shared,
            expected_rows: share * rows.production as f64,
        });
        RowQuality { repeated, repeated_share, ids, shared, conflicts }
    }

    /// Rows that equal an earlier one, and their share at equal sizes.
    fn repeated(
        &self,
        columns: &[ColumnProfile],
        rows: Pair<u64>,
    ) -> (Pair<u64>, Pair<Option<f64>>) {
        let smaller = rows.reference.min(rows.production);
        let of = |side: Side| {
            let n = *rows.get(side);
            if never_repeats(columns, side, n) {
                return (0, (smaller > 0).then_some(0.0));
            }
            let times = self.found.times.get(side);
            let different: u64 = times.values().sum();
            let each = times.iter().flat_map(|(&rows, &of)| repeat_n(rows, of as usize));
            let share = 1.0 - expected_distinct(each, smaller) / smaller as f64;
            (n.saturating_sub(different), (smaller > 0).then_some(share.max(0.0)))
        };
        let Pair { reference, production } = Pair::from_fn(of);
        (Pair::new(reference.0, production.0), Pair::new(reference.1, production.1))
    }
}

/// Whether one column never repeats: then no row does.
fn never_repeats(columns: &[ColumnProfile], side: Side, rows: u64) -> bool {
    let is_different = |profile: &ColumnProfile| *profile.distinct.get(side) == Some(rows);
    rows > 0 && columns.iter().any(is_different)
}

/// Whether rows are told apart by a column of this role: one that a model may read, texts with the rest.
pub const fn tells_rows_apart(role: Role) -> bool {
    roles::is_input(role) || matches!(role, Role::Text)
}

fn add(sum: &mut [u64; 2], key: [u64; 2]) {
    sum[0] = sum[0].wrapping_add(key[0]);
    sum[1] = sum[1].wrapping_add(key[1]);
}

const fn joined([a, b]: [u64; 2]) -> Hash {
    (a as u128) << 64 | b as u128
}

fn id(study: &Study<'_>, profile: &ColumnProfile) -> IdQuality {
    let repeated = Pair::from_fn(|side| {
        let missing = profile.missing.get(side).as_ref()?.total();
        Some(
            study.rows(side).saturating_sub(missing).saturating_sub((*profile.distinct.get(side))?),
        )
    });
    let new = profile.quality.unseen.as_ref().map(|new| new.values);
    let in_both = profile.distinct.production.zip(new);
    IdQuality {
        column: profile.column.clone(),
        repeated,
        in_both: in_both.map(|(all, new)| all.saturating_sub(new)),
    }
}
