//! The metric by the groups of two columns.

use report::{Role, RoleChoice, SegmentCell, SegmentFinder, SegmentGrid};
use stats::benjamini_hochberg;
use stats::performance::CellSums;

use super::contrast::{contrast, p_value};
use super::subject::Subject;
use crate::Study;
use crate::groups::{Grouping, Limits};
use crate::performance::as_reported;

/// Names in a grid that have a group of their own: more would not be read.
const NAMES: usize = 6;

/// The grid of the columns that are chosen, or of those where most harm is; and why there is none.
pub fn of(
    study: &Study<'_>,
    choices: &[RoleChoice],
    subject: &Subject,
    ranked: &[&str],
    finder: Option<&SegmentFinder>,
) -> (Option<SegmentGrid>, Option<String>) {
    let settings = &study.settings.segments;
    let wanted =
        [&settings.by, &settings.and].map(|name| Some(name.clone()).filter(|n| !n.is_empty()));
    let is_chosen = wanted.iter().any(Option::is_some);
    let columns = match wanted {
        [Some(by), Some(and)] => Some([by, and]),
        [Some(one), None] | [None, Some(one)] => {
            let other = others(choices, ranked, finder).into_iter().find(|other| *other != one);
            other.map(|other| [one, other])
        }
        [None, None] => {
            let mut others = others(choices, ranked, finder).into_iter();
            others.next().zip(others.next()).map(|(by, and)| [by, and])
        }
    };
    let Some(columns) = columns else { return (None, None) };
    match grid(study, subject, &columns, is_chosen) {
        Ok(grid) => (Some(grid), None),
        Err(lacks) => (None, Some(lacks)),
    }
}

/// Columns by how much they are worth a look, each once: those with the role segment, those of the worst segment of
/// two columns, then by the harm of their worst group.
fn others(choices: &[RoleChoice], ranked: &[&str], finder: Option<&SegmentFinder>) -> Vec<String> {
    let with_role = choices.iter().filter(|choice| choice.role == Role::Segment);
    let confirmed =
        finder.iter().flat_map(|finder| &finder.tested).filter(|weak| weak.is_confirmed);
    let of_worst = confirmed.filter(|weak| weak.columns.len() > 1).take(1).flat_map(|w| &w.columns);
    let all = with_role
        .map(|choice| &choice.column)
        .filter(|column| ranked.contains(&column.as_str()))
        .chain(of_worst)
        .cloned()
        .chain(ranked.iter().map(|&column| column.to_owned()));
    let mut columns: Vec<String> = Vec::new();
    for column in all {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

fn grid(
    study: &Study<'_>,
    subject: &Subject,
    [by, and]: &[String; 2],
    is_chosen: bool,
) -> Result<SegmentGrid, String> {
    let settings = &study.settings.segments;
    let limits = Limits { names: NAMES, ..Limits::of(study) };
    let grouping = |column: &String| {
        Grouping::of(study, column, limits)
            .map_err(|lacks| format!("No grid by {column}: {lacks}."))
    };
    let (rows, columns) = (grouping(by)?, grouping(and)?);
    let judged = subject.judged;
    let codes = [&rows, &columns].map(|grouping| subject.codes(study, grouping));
    let drawn = subject.drawn.get(judged);
    let [of_rows, of_columns] = codes.each_ref().map(|codes| codes.get(judged));
    if of_rows.len() < drawn.len() || of_columns.len() < drawn.len() {
        return Err(format!("No grid by {by} and {and}: one of them is not in the judged file."));
    }
    let mut sums = vec![vec![CellSums::default(); columns.labels.len()]; rows.labels.len()];
    for (place, &row) in drawn.iter().enumerate() {
        let (a, b) = (usize::from(of_rows[place]), usize::from(of_columns[place]));
        sums[a][b].add(subject.values.get(judged)[row]);
    }
    let all = subject.sums(judged, drawn.iter().copied());
    let design_effect = *subject.design_effect.get(judged);
    let contrasts: Vec<Option<_>> = sums
        .iter()
        .flatten()
        .map(|&cell| {
            let told = (cell.rows >= settings.min_rows)
                .then(|| contrast(subject.metric, cell, all, design_effect));
            told.flatten()
        })
        .collect();
    let p_values: Vec<f64> = contrasts.iter().flatten().map(p_value).collect();
    let mut adjusted = benjamini_hochberg(&p_values).into_iter();
    let is_weak: Vec<bool> = contrasts
        .iter()
        .map(|told| {
            let told = told.as_ref().and_then(|told| Some((told, adjusted.next()?)));
            told.is_some_and(|(told, p)| told.gap.value > 0.0 && p < settings.false_discovery_rate)
        })
        .collect();
    let are_shares = subject.metric == report::MetricName::Accuracy;
    let cell = |(cell, is_weak): (&CellSums, bool)| SegmentCell {
        n: cell.rows,
        value: (cell.rows >= settings.min_rows)
            .then(|| cell.estimate_of_units(are_shares, design_effect).and_then(as_reported))
            .flatten(),
        is_weak,
    };
    let width = columns.labels.len();
    let cells = sums.iter().zip(is_weak.chunks(width));
    let cells = cells.map(|(row, weak)| row.iter().zip(weak.iter().copied()).map(cell).collect());
    Ok(SegmentGrid {
        by: by.clone(),
        and: and.clone(),
        is_chosen,
        rows: rows.labels,
        columns: columns.labels,
        cells: cells.collect(),
    })
}
