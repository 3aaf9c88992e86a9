//! A Report made ready to leave the desk: aggregates only, nothing of a single row.
//!
//! Categories that fewer than `report.fewest_rows` rows have are merged or not named, least and greatest
//! values give way to quantiles with as many rows beyond them, examples of rows go, numbers keep
//! [`DIGITS`] significant digits, those in the unit of a column [`UNIT_DIGITS`], p-values [`CHANCE_DIGITS`]. What a
//! Report holds is redacted where it stands, then every sentence is searched for values that are rare.

mod arms;
mod bins;
mod columns;
mod data;
mod digits;
mod ends;
mod fairness;
mod names;
mod quantiles;
mod remarks;
mod scores;
mod sentences;
mod texts;
mod windows;

pub use names::named;

use std::collections::BTreeSet;

use report::{ColumnDrift, Redaction, Report, ReportSettings, format};

use crate::{ExportError, brief};

/// Significant digits that numbers are kept to, one more than any view shows.
pub const DIGITS: u32 = 5;
/// The same of numbers in the unit of a column.
pub const UNIT_DIGITS: u32 = 6;
/// The same of p-values, of which two are shown.
pub const CHANCE_DIGITS: u32 = 3;

/// What is withheld, and how much of it there was.
struct Withheld<'a> {
    fewest_rows: u64,
    /// Values that are known to be rare.
    rare: &'a BTreeSet<String>,
    /// Values that a column of the Report holds in as many rows, which are not rare for being rare in another.
    common: BTreeSet<String>,
    /// Those that the Report itself tells to be rare.
    found: BTreeSet<String>,
    examples: u64,
}

impl Withheld<'_> {
    fn is_rare(&self, value: &str) -> bool {
        // Sentences write numbers with a minus sign, files with a hyphen.
        let as_in_file = value.replace('\u{2212}', "-");
        let forms = [value, as_in_file.as_str()];
        let is_in = |values: &BTreeSet<String>| forms.iter().any(|form| values.contains(*form));
        (is_in(self.rare) || is_in(&self.found)) && !is_in(&self.common)
    }

    /// Notes a value with its rows; whether it may be named.
    fn may_name(&mut self, value: &str, rows: u64) -> bool {
        let is_rare = self.is_rare(value) || (rows > 0 && rows < self.fewest_rows);
        if is_rare {
            self.found.insert(value.to_owned());
        }
        !is_rare
    }
}

/// The Report as its own settings let it leave the desk; `rare` are values that the files hold in fewer
/// rows than that, where the files are known. Columns beyond those that are kept in full are shortened. A Report that
/// was redacted stays as it is.
///
/// # Errors
/// Only if the Report cannot be written at all: what could not be redacted is not let out.
pub fn redacted(report: &Report, rare: &BTreeSet<String>) -> Result<Report, ExportError> {
    let mut report = report.clone();
    if report.redaction.is_some() {
        return Ok(report);
    }
    brief::shorten(&mut report);
    let ReportSettings { redact, mask_names, fewest_rows, .. } = report.settings.report;
    if !(redact || mask_names) {
        return Ok(report);
    }
    let mut withheld = Withheld {
        fewest_rows: fewest_rows.into(),
        rare,
        common: columns::common(&report, fewest_rows.into()),
        found: BTreeSet::new(),
        examples: 0,
    };
    let mut sentences = Vec::new();
    if redact {
        for column in columns_of(&mut report) {
            columns::without_extremes(column, fewest_rows.into());
        }
        remarks::redact(&mut report.data, &mut report.overview);
        let findings = report.overview.findings.iter_mut().map(|finding| &mut finding.detail);
        data::redact(&mut report.data, findings, &report.drift.columns, &mut withheld);
        for column in columns_of(&mut report) {
            columns::redact(column, &mut withheld);
        }
        windows::redact(&mut report.timeline, fewest_rows.into());
        fairness::redact(&mut report.fairness, &mut withheld);
        sentences.extend(bins::redact(&mut report, fewest_rows.into()));
        scores::redact(&mut report);
        ends::redact(&mut report, fewest_rows.into());
        sentences.extend(arms::redact(&mut report.experiments, fewest_rows.into()));
        sentences.extend(quantiles::redact(&mut report, fewest_rows.into()));
    }
    let mut value = report.to_value()?;
    if redact {
        sentences::replace(&mut value, &sentences);
        texts::redact(&mut value, &withheld);
    }
    if mask_names {
        names::mask(&mut value, &report.roles);
    }
    let mut report = Report::from_value(value)?;
    report.redaction = Some(Redaction {
        fewest_rows: if redact { fewest_rows } else { 0 },
        digits: DIGITS,
        masks_names: mask_names,
        values_withheld: withheld.found.len() as u64,
        examples_withheld: withheld.examples,
        says: says(redact, mask_names, fewest_rows.into(), withheld.found.len() as u64),
    });
    Ok(report)
}

/// The compared columns, and what is derived from the outputs of models.
fn columns_of(report: &mut Report) -> impl Iterator<Item = &mut ColumnDrift> {
    let derived = report.drift.outputs.iter_mut().flat_map(|outputs| &mut outputs.derived);
    report.drift.columns.iter_mut().chain(derived.map(|derived| &mut derived.drift))
}

fn says(redact: bool, mask_names: bool, fewest_rows: u64, values: u64) -> String {
    let rare = match values {
        0 => format!(
            "No value of fewer than {} was named",
            format::plural(fewest_rows, "row", "rows")
        ),
        n => format!(
            "{} of fewer than {} withheld",
            format::plural(n, "value", "values"),
            format::plural(fewest_rows, "row was", "rows were")
        ),
    };
    let data = format!(
        "Aggregates only, no rows. {rare}; least and greatest values gave way to quantiles with at least {} beyond them, and numbers have {DIGITS} digits, those in the unit of a column {UNIT_DIGITS}, p-values {CHANCE_DIGITS}.",
        format::plural(fewest_rows, "row", "rows")
    );
    let names = "Columns are numbered instead of named.";
    match (redact, mask_names) {
        (true, true) => format!("{data} {names}"),
        (true, false) => data,
        (false, _) => names.to_owned(),
    }
}
