//! Columns beyond those that a report keeps in full: without the conventions and the curve that hardly anybody reads
//! of the thousandth column.

use std::collections::BTreeSet;

use document::by_verdict;
use report::{ColumnDrift, Convention, Measure, Report, format};

/// What is said of a column that was shortened.
const SHORTENED: &str =
    "The report keeps only what the verdict rests on, as it keeps other columns in full.";

/// Keeps so many columns in full, in the order of their verdicts, and of the others what the verdict rests on: the
/// measures of Driftglass, the cells and the shape. Says so, once of the columns together and once of each.
pub fn shorten(report: &mut Report) {
    let in_full = report.settings.report.columns_in_full as usize;
    let gravest = by_verdict(&report.drift.columns).into_iter().skip(in_full);
    let others: BTreeSet<String> = gravest.map(|column| column.column.clone()).collect();
    let columns = report.drift.columns.iter_mut();
    let shortened = columns
        .filter(|column| others.contains(&column.column))
        .map(|column| u64::from(shorten_column(column)))
        .sum();
    if shortened > 0 {
        report.drift.whole.says.push(format!(
            "Of {} the report keeps only what their verdict rests on: it keeps {} in full, the gravest first.",
            format::plural(shortened, "column", "columns"),
            format::count(in_full as u64),
        ));
    }
}

/// Whether anything was left out.
fn shorten_column(column: &mut ColumnDrift) -> bool {
    let chosen = [column.leading, column.test].map(|place| place.map(|place| place as usize));
    let is_kept = |(place, measure): &(usize, Measure)| {
        chosen.contains(&Some(*place)) || measure.convention == Convention::Driftglass
    };
    let before = column.measures.len();
    let measures = std::mem::take(&mut column.measures).into_iter().enumerate();
    let kept: Vec<(usize, Measure)> = measures.filter(is_kept).collect();
    let now = |before: Option<usize>| {
        let place = kept.iter().position(|(place, _)| Some(*place) == before)?;
        u32::try_from(place).ok()
    };
    (column.leading, column.test) = (now(chosen[0]), now(chosen[1]));
    column.measures = kept.into_iter().map(|(_, measure)| measure).collect();
    let is_shorter = column.cdf.take().is_some() || column.measures.len() < before;
    if is_shorter {
        column.notes.push(SHORTENED.to_owned());
    }
    is_shorter
}
