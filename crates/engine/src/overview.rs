//! The chapters' numbers, turned into sentences, counters and ranked findings.

mod counters;
mod findings;
mod place;
mod says;
mod volume;

use report::{
    ColumnDrift, Data, Drift, Input, Overview, Pair, RoleChoice, StudyVerdict, Verdict, format,
};

use crate::Study;

/// Distances and statistics under this are 0 but for rounding.
const ROUNDING: f64 = 1e-9;

/// What the sentences are written from.
struct Facts<'a> {
    study: &'a Study<'a>,
    inputs: &'a Pair<Input>,
    data: &'a Data,
    drift: &'a Drift,
}

impl Facts<'_> {
    /// Columns with a verdict, in the order of the file.
    fn with(&self, verdict: Verdict) -> impl Iterator<Item = &ColumnDrift> {
        self.drift.columns.iter().filter(move |column| column.verdict == verdict)
    }

    /// Drifted columns, largest leading distance first.
    fn drifted(&self) -> Vec<&ColumnDrift> {
        let mut columns: Vec<&ColumnDrift> =
            self.drift.columns.iter().filter(|column| column.verdict.is_drift()).collect();
        columns.sort_by(|a, b| leading(b).total_cmp(&leading(a)));
        columns
    }

    /// Whether the two files hold the same values in every compared column.
    fn is_identical(&self) -> bool {
        let is_alike = |column: &ColumnDrift| {
            column.missing.reference == column.missing.production
                && column.n.reference == column.n.production
                && column.measures.iter().all(|m| m.value.is_none_or(|v| v.abs() < ROUNDING))
        };
        !self.drift.columns.is_empty()
            && self.drift.columns.iter().all(is_alike)
            && self.data.schema.is_empty()
    }
}

/// The leading distance of a column, 0 where there is none.
fn leading(column: &ColumnDrift) -> f64 {
    column.leading_measure().and_then(|measure| measure.value).unwrap_or(0.0)
}

/// Writes the overview.
pub fn write(
    study: &Study<'_>,
    roles: &[RoleChoice],
    inputs: &Pair<Input>,
    data: &Data,
    drift: &Drift,
) -> Overview {
    let facts = Facts { study, inputs, data, drift };
    let verdict = study_verdict(&facts);
    let findings = findings::ranked(&facts);
    Overview {
        verdict,
        basis: format!(
            "Verdict, from {}",
            format::plural(drift.columns.len() as u64, "column", "columns")
        ),
        headline: says::headline(&facts, verdict, &findings),
        says: says::all(&facts, verdict),
        counters: counters::all(&facts),
        findings,
        volume: volume::over_time(study, roles, inputs),
    }
}

fn study_verdict(facts: &Facts<'_>) -> StudyVerdict {
    let columns = &facts.drift.columns;
    if columns.is_empty() {
        StudyVerdict::NotComparable
    } else if columns.iter().any(|column| column.verdict.is_drift()) {
        StudyVerdict::Drift
    } else if columns.iter().all(|column| column.verdict == Verdict::NotEnoughData) {
        StudyVerdict::NotEnoughData
    } else {
        StudyVerdict::NoDrift
    }
}
