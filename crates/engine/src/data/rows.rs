//! Rows that repeat, and rows that both files have.
//!
//! Each row has two hashes of 128 bits that grow column by column: over every column of its file, and
//! over the columns of both files that a model may read. They take 32 bytes a row, however wide the
//! files are. That two different rows of a million have one hash has a chance of about 10⁻²⁶.

use report::{ColumnProfile, IdQuality, Pair, Role, RoleChoice, RowQuality, SharedRows, Side};
use stats::expected_distinct;

use crate::Study;

/// The hash of a row.
type Hash = u128;

/// Rows while columns are added to their hashes.
#[derive(Default)]
pub struct Rows {
    whole: Pair<Vec<[u64; 2]>>,
    inputs: Pair<Vec<[u64; 2]>>,
    /// The label of each row, on each side that has one.
    labels: Pair<Option<Vec<u64>>>,
    input_columns: u64,
}

impl Rows {
    /// Adds a column, the `position`-th of the study.
    pub fn add(&mut self, study: &Study<'_>, choice: &RoleChoice, position: usize) {
        let columns = study.column(&choice.column);
        let is_input = is_input(choice.role) && columns.both().is_some();
        self.input_columns += u64::from(is_input);
        for side in Side::BOTH {
            let Some(column) = columns.get(side) else { continue };
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
    }

    /// What the rows come to.
    pub fn finish(self, study: &Study<'_>, columns: &[ColumnProfile]) -> RowQuality {
        let ids = columns.iter().filter(|profile| profile.role == Role::Id);
        let ids: Vec<IdQuality> = ids.map(|profile| id(study, profile)).collect();
        let rows = Pair::from_fn(|side| study.rows(side));
        let (repeated, repeated_share) = self.repeated(columns, rows);
        let Self { inputs, labels, input_columns, .. } = self;
        let labelled = Pair::new(
            with_labels(&inputs.reference, labels.reference.as_deref()),
            with_labels(&inputs.production, labels.production.as_deref()),
        );
        let conflicts = Pair::new(
            labels.reference.map(|_| conflicts(&labelled.reference)),
            labels.production.map(|_| conflicts(&labelled.production)),
        );
        let shared = (input_columns > 0).then(|| shared(&labelled, input_columns, rows));
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
            // Where one column never repeats, no row does.
            let is_different =
                |profile: &ColumnProfile| n > 0 && *profile.distinct.get(side) == Some(n);
            if columns.iter().any(is_different) {
                return (0, (smaller > 0).then_some(0.0));
            }
            let counts = counts(self.whole.get(side));
            let share = 1.0 - expected_distinct(counts.iter().copied(), smaller) / smaller as f64;
            (n.saturating_sub(counts.len() as u64), (smaller > 0).then_some(share.max(0.0)))
        };
        let Pair { reference, production } = Pair::from_fn(of);
        (Pair::new(reference.0, production.0), Pair::new(reference.1, production.1))
    }
}

/// Whether a model may read a column of this role: not what it says, and not what came of it.
pub const fn is_input(role: Role) -> bool {
    matches!(role, Role::Covariate | Role::Segment | Role::Protected | Role::Text)
}

fn add(sum: &mut [u64; 2], key: [u64; 2]) {
    sum[0] = sum[0].wrapping_add(key[0]);
    sum[1] = sum[1].wrapping_add(key[1]);
}

/// The key of a value, spread over all bits, other for each column.
fn mixed([a, b]: [u64; 2], position: usize) -> [u64; 2] {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let column = (position as u64 + 1).wrapping_mul(GOLDEN);
    let start = (a ^ column).wrapping_add(b.wrapping_mul(GOLDEN));
    [avalanche(start), avalanche(start.rotate_left(29) ^ b ^ column.rotate_left(17))]
}

/// The finaliser of MurmurHash3 in Stafford's thirteenth variant: each bit depends on each.
const fn avalanche(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

const fn joined([a, b]: [u64; 2]) -> Hash {
    (a as u128) << 64 | b as u128
}

/// How often each different row occurs.
fn counts(hashes: &[[u64; 2]]) -> Vec<u64> {
    let mut hashes: Vec<Hash> = hashes.iter().copied().map(joined).collect();
    hashes.sort_unstable();
    hashes.chunk_by(|a, b| a == b).map(|run| run.len() as u64).collect()
}

/// Rows with their labels, in order.
fn with_labels(hashes: &[[u64; 2]], labels: Option<&[u64]>) -> Vec<(Hash, u64)> {
    let label = |row: usize| labels.and_then(|labels| labels.get(row)).copied().unwrap_or(0);
    let rows = hashes.iter().copied().map(joined).enumerate();
    let mut rows: Vec<(Hash, u64)> = rows.map(|(row, hash)| (hash, label(row))).collect();
    rows.sort_unstable();
    rows
}

/// Rows that equal others but for their label. A row without a label is in no conflict.
fn conflicts(rows: &[(Hash, u64)]) -> u64 {
    let known = |row: &&(Hash, u64)| row.1 != 0;
    let groups = rows.chunk_by(|a, b| a.0 == b.0);
    let in_conflict = groups.map(|group| {
        let mut labelled = group.iter().filter(known);
        let first = labelled.next().map(|row| row.1);
        let differ = labelled.any(|row| Some(row.1) != first);
        if differ { group.iter().filter(known).count() as u64 } else { 0 }
    });
    in_conflict.sum()
}

/// Production rows that the reference has, beside how many its own rows equal each other.
fn shared(rows: &Pair<Vec<(Hash, u64)>>, columns: u64, n: Pair<u64>) -> SharedRows {
    let runs = |side: &Vec<(Hash, u64)>| -> Vec<(Hash, u64)> {
        let runs = side.chunk_by(|a, b| a.0 == b.0);
        runs.map(|run| (run[0].0, run.len() as u64)).collect()
    };
    let Pair { reference, production } = rows.as_ref().map(runs);
    let twins: u64 = reference.iter().map(|run| run.1).filter(|rows| *rows > 1).sum();
    let mut known = reference.iter().map(|run| run.0).peekable();
    let mut shared = 0;
    for (hash, rows) in production {
        while known.next_if(|known| *known < hash).is_some() {}
        shared += if known.peek() == Some(&hash) { rows } else { 0 };
    }
    let share = twins as f64 / n.reference.max(1) as f64;
    SharedRows { columns, rows: shared, expected_rows: share * n.production as f64 }
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
