//! How much of a metric's change goes with each column: other values, or other results for like values.

use report::{CauseCell, ColumnCause, ColumnDrift, InOrder, Pair, Side};
use stats::benjamini_hochberg;
use stats::performance::{CellSums, MixAndWithin, p_value_of_zero};

use super::losses::Losses;
use super::sentences;
use crate::Study;
use crate::performance::as_reported;
use crate::roles::is_input;
use crate::timeline::codes::{self, Codes, NO_CODE};

/// The columns of one model under way.
pub struct Attribution {
    losses: Vec<Losses>,
    /// Columns that were looked at, with those that say nothing.
    done: usize,
    /// The parts of every column, for each metric.
    parts: Vec<Vec<Parts>>,
}

/// What one column comes to for one metric.
struct Parts {
    column: String,
    labels: Vec<String>,
    cells: Pair<Vec<CellSums>>,
    split: MixAndWithin,
    mix_p: f64,
}

impl Attribution {
    /// Of the metrics of a model.
    pub fn new(losses: Vec<Losses>) -> Self {
        let parts = losses.iter().map(|_| Vec::new()).collect();
        Self { losses, done: 0, parts }
    }

    /// The metrics, row by row.
    pub fn losses(&self) -> &[Losses] {
        &self.losses
    }

    /// Looks at the next column; says which, and nothing when there is none left.
    pub fn step(&mut self, study: &Study<'_>, columns: &[ColumnDrift]) -> Option<String> {
        if self.losses.is_empty() {
            return None;
        }
        let column = columns.get(self.done)?;
        self.done += 1;
        if is_input(column.role) {
            self.look_at(study, column);
        }
        Some(column.column.clone())
    }

    fn look_at(&mut self, study: &Study<'_>, column: &ColumnDrift) {
        let rows = study.rows(Side::Reference).min(study.rows(Side::Production));
        let Some(codes) = codes::of(study, column, rows) else { return };
        let labels = labels(&codes, column);
        for (losses, parts) in self.losses.iter().zip(&mut self.parts) {
            let cells =
                Pair::from_fn(|side| sums(&codes, codes.of_row.get(side), losses.values.get(side)));
            let split = MixAndWithin::new(&cells.reference, &cells.production);
            let split = split.filter(|split| split.mix.value.is_finite());
            let Some(split) = split else { continue };
            let Some(mix_p) = p_value_of_zero(split.mix) else { continue };
            let (column, labels) = (column.column.clone(), labels.clone());
            parts.push(Parts { column, labels, cells, split, mix_p });
        }
    }

    /// What the columns come to, metric by metric.
    pub fn finish(self, study: &Study<'_>) -> Vec<report::Attribution> {
        let metrics = self.losses.into_iter().zip(self.parts);
        metrics.filter_map(|(losses, parts)| of_metric(study, &losses, parts)).collect()
    }
}

/// Names of the cells, and of the one of rows without a value.
fn labels(codes: &Codes, column: &ColumnDrift) -> Vec<String> {
    let mut labels = codes.names.clone();
    if labels.is_empty() {
        let bins = column.bins.as_ref().map_or(&[][..], |bins| bins.cells.as_slice());
        // Where every cell has a lower edge, one more lies under them all.
        let under = codes.cells.saturating_sub(bins.len());
        labels = vec!["under all".to_owned(); under];
        labels.extend(bins.iter().map(|bin| bin.label.clone()));
    }
    labels.truncate(codes.cells);
    labels.push("missing".to_owned());
    labels
}

fn sums(codes: &Codes, of_row: &[u16], values: &[f64]) -> Vec<CellSums> {
    let mut cells = vec![CellSums::default(); codes.cells + 1];
    for (code, value) in of_row.iter().zip(values) {
        if value.is_finite() {
            let cell = match *code {
                NO_CODE => codes.cells,
                code => codes.cell_of.get(code as usize).map_or(codes.cells, |&cell| cell as usize),
            };
            cells[cell].add(*value);
        }
    }
    cells
}

fn of_metric(study: &Study<'_>, losses: &Losses, parts: Vec<Parts>) -> Option<report::Attribution> {
    let first = parts.first()?;
    let n = first.cells.as_ref().map(|cells| cells.iter().map(|cell| cell.rows).sum());
    let least = study.settings.performance.min_rows;
    if n.reference < least || n.production < least {
        return None;
    }
    let change = as_reported(first.split.change)?;
    let mix = benjamini_hochberg(&parts.iter().map(|part| part.mix_p).collect::<Vec<f64>>());
    let uneven: Vec<f64> = parts.iter().filter_map(|part| part.split.uneven_p_value).collect();
    let mut uneven = benjamini_hochberg(&uneven).into_iter();
    let looked_at = parts.len() as u64;
    let cause = |(parts, p): (Parts, f64)| {
        let uneven = parts.split.uneven_p_value.and_then(|_| uneven.next());
        cause(losses, &change, parts, p, uneven)
    };
    let mut columns: Vec<ColumnCause> = parts.into_iter().zip(mix).filter_map(cause).collect();
    let is_chance = |cause: &ColumnCause| !cause.is_told();
    columns.put_in_order(|a, b| {
        is_chance(a)
            .cmp(&is_chance(b))
            .then(b.mix.value.abs().total_cmp(&a.mix.value.abs()))
            .then_with(|| a.column.cmp(&b.column))
    });
    let (lead, rest) = sentences::of_metric(losses.metric, &change, &columns, ColumnCause::CHANCE);
    let says = format!("{lead}{rest}");
    columns.truncate(study.settings.causes.columns_listed as usize);
    Some(report::Attribution { metric: losses.metric, n, change, says, lead, looked_at, columns })
}

fn cause(
    losses: &Losses,
    change: &report::Estimate,
    parts: Parts,
    p_adjusted: f64,
    uneven_p_adjusted: Option<f64>,
) -> Option<ColumnCause> {
    let (mix, within) = (as_reported(parts.split.mix)?, as_reported(parts.split.within)?);
    let rows = parts.cells.as_ref().map(|cells| cells.iter().map(|cell| cell.rows).sum::<u64>());
    let cells = (0..parts.labels.len()).filter_map(|at| {
        let cell = parts.cells.as_ref().map(|cells| cells[at]);
        let n = cell.map(|cell| cell.rows);
        let part = parts.split.cells[at];
        (n.reference + n.production > 0).then(|| CauseCell {
            label: parts.labels[at].clone(),
            n,
            share: Pair::from_fn(|side| *n.get(side) as f64 / (*rows.get(side)).max(1) as f64),
            value: cell.map(CellSums::mean),
            mix: part.mix,
            within: part.within,
        })
    });
    Some(ColumnCause {
        words: sentences::of_column(
            losses.metric,
            change,
            &mix,
            &within,
            p_adjusted < ColumnCause::CHANCE,
        ),
        cells: cells.collect(),
        column: parts.column,
        mix,
        p_adjusted,
        within,
        uneven_p_adjusted,
    })
}
