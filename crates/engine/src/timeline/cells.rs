//! One column in one window against its baseline: distance, noise floor, test, verdict.

use std::collections::BTreeMap;

use report::{Baseline, TimelineCell, Verdict};
use stats::{
    Cells, NextValue, NoiseFloor, benjamini_hochberg, chi_square_homogeneity, noise, psi_floored,
    two_proportion_z,
};

use super::axis::Axis;
use super::baseline;
use super::column::Column;
use crate::Study;
use crate::drift::Evidence;

/// Expected counts under this make the chi-square law a poor one.
const FEWEST_EXPECTED: f64 = 5.0;
/// Noise floors are drawn for sizes this far apart and brought to size by the law.
const SIZE_STEP: f64 = 1.25;
/// With more cells than this there are fewer draws.
const CELLS_AT_ALL_DRAWS: usize = 20;
const FEWEST_DRAWS: u32 = 40;

/// A window's distance from its baseline, before p-values are adjusted.
#[derive(Clone, Copy, Debug, Default)]
struct Measured {
    /// Values of the window or its baseline, whichever are fewer.
    fewest: u64,
    psi: Option<f64>,
    floor: Option<NoiseFloor>,
    p_value: Option<f64>,
}

/// The map: a row of cells for each column, with verdicts adjusted over all of them.
pub fn map(
    study: &Study<'_>,
    axis: &Axis,
    columns: &[Column],
    against: Baseline,
) -> Vec<Vec<TimelineCell>> {
    let measured: Vec<Vec<Measured>> =
        columns.iter().map(|column| measure(study, axis, column, against)).collect();
    let p_values: Vec<f64> = measured.iter().flatten().filter_map(|m| m.p_value).collect();
    let mut adjusted = benjamini_hochberg(&p_values).into_iter();
    let mut missing = missing_verdicts(study, axis, columns).into_iter();
    let mut rows = Vec::with_capacity(columns.len());
    for (column, measured) in columns.iter().zip(measured) {
        let mut cells = Vec::with_capacity(measured.len());
        for (window, measured) in measured.into_iter().enumerate() {
            let p_adjusted = measured.p_value.and_then(|_| adjusted.next());
            let is_partial = axis.windows[window].is_partial;
            let verdict = if is_partial {
                Verdict::NotEnoughData
            } else {
                verdict(study, &measured, p_adjusted)
            };
            cells.push(TimelineCell {
                n: column.counts.values(window),
                missing: column.counts.missing[window],
                psi: measured.psi,
                noise: measured.floor.map(|floor| floor.p95),
                p_adjusted,
                verdict,
                missing_verdict: missing.next().unwrap_or(Verdict::NotEnoughData),
                quartiles: column.counts.quartiles[window],
                most_changed: most_changed(axis, column, against, window),
            });
        }
        rows.push(cells);
    }
    rows
}

fn measure(study: &Study<'_>, axis: &Axis, column: &Column, against: Baseline) -> Vec<Measured> {
    let mut floors = Floors::new(study, column);
    let windows = 0..axis.windows.len();
    let mut measured: Vec<Measured> = windows
        .clone()
        .map(|window| {
            let others = baseline::of_window(axis, against, window);
            let cells = Cells {
                reference: column.counts.sum(others),
                production: column.counts.windows[window].clone(),
            };
            one(study, column, &cells, &mut floors)
        })
        .collect();
    if against == Baseline::Spread {
        by_spread(axis, &mut measured);
    }
    measured
}

fn one(study: &Study<'_>, column: &Column, cells: &Cells, floors: &mut Floors<'_>) -> Measured {
    let (n, m) = cells.totals();
    let fewest = n.min(m);
    if fewest == 0 || cells.len() < 2 {
        return Measured::default();
    }
    let psi = psi_floored(cells, column.floor).map(|psi| psi.value);
    if fewest < study.settings.drift.min_values {
        return Measured { fewest, psi, ..Measured::default() };
    }
    let p_value = chi_square_homogeneity(&without_thin(column, cells)).map(|test| test.p_value);
    Measured { fewest, psi, floor: floors.of(n, m), p_value }
}

/// The cells with those taken together of which a window of this size has too few values for the
/// chi-square law. Which ones follows from the shares of all windows together, not from this one.
fn without_thin(column: &Column, cells: &Cells) -> Cells {
    let (n, m) = cells.totals();
    let least = FEWEST_EXPECTED / n.min(m) as f64;
    let mut kept = Cells::default();
    let mut rest = (0, 0);
    let pairs = cells.reference.iter().zip(&cells.production);
    for ((&reference, &production), share) in pairs.zip(&column.shares) {
        if *share >= least {
            kept.reference.push(reference);
            kept.production.push(production);
        } else {
            rest = (rest.0 + reference, rest.1 + production);
        }
    }
    kept.reference.push(rest.0);
    kept.production.push(rest.1);
    kept
}

/// Noise floors of a column, each size drawn once.
struct Floors<'a> {
    study: &'a Study<'a>,
    column: &'a Column,
    drawn: BTreeMap<(u64, u64), Option<NoiseFloor>>,
}

impl<'a> Floors<'a> {
    fn new(study: &'a Study<'a>, column: &'a Column) -> Self {
        Self { study, column, drawn: BTreeMap::new() }
    }

    /// The floor of sides of n and m values. Without drift the index is in proportion to 1/n + 1/m.
    fn of(&mut self, n: u64, m: u64) -> Option<NoiseFloor> {
        let sizes = (rounded(n), rounded(m));
        let Self { study, column, drawn } = self;
        let floor = (*drawn.entry(sizes).or_insert_with(|| draw(study, column, sizes)))?;
        let spread = |(n, m): (u64, u64)| 1.0 / n as f64 + 1.0 / m as f64;
        let scale = spread((n, m)) / spread(sizes);
        Some(NoiseFloor {
            expected: floor.expected * scale,
            p95: floor.p95 * scale,
            draws: floor.draws,
        })
    }
}

fn draw(study: &Study<'_>, column: &Column, (n, m): (u64, u64)) -> Option<NoiseFloor> {
    let settings = &study.settings.drift;
    let expected = |values: u64| {
        let count = |share: &f64| libm::round(share * values as f64) as u64;
        column.shares.iter().map(count).collect()
    };
    let cells = Cells { reference: expected(n), production: expected(m) };
    let many = column.shares.len().div_ceil(CELLS_AT_ALL_DRAWS) as u32;
    let draws = (settings.noise_draws / many).max(FEWEST_DRAWS);
    noise::psi(&cells, column.floor, draws, study.settings.seed)
}

/// A number of values near this one, of few that there are.
fn rounded(values: u64) -> u64 {
    let step = libm::round(libm::log(values.max(1) as f64) / libm::log(SIZE_STEP));
    libm::round(libm::exp(step * libm::log(SIZE_STEP))).max(1.0) as u64
}

/// By the rule of the whole comparison.
fn verdict(study: &Study<'_>, measured: &Measured, p_adjusted: Option<f64>) -> Verdict {
    let (Some(psi), Some(floor), Some(p_adjusted)) = (measured.psi, measured.floor, p_adjusted)
    else {
        return Verdict::NotEnoughData;
    };
    let (noise_expected, noise_p95) = (floor.expected, floor.p95);
    Evidence { fewest: measured.fewest, psi, noise_expected, noise_p95, p_adjusted }.verdict(study)
}

/// How far windows of the reference are from the rest of it stands in for the noise: one more window
/// is judged by whether it belongs to them. A window of the reference is judged by the others.
fn by_spread(axis: &Axis, measured: &mut [Measured]) {
    let whole = super::spread::whole(
        axis,
        &measured.iter().map(|m| m.psi.filter(|_| m.floor.is_some())).collect::<Vec<_>>(),
    );
    for (window, measured) in measured.iter_mut().enumerate() {
        let others = whole.iter().filter(|(other, _)| *other != window);
        let distances: Vec<f64> = others.map(|(_, distance)| *distance).collect();
        let next = NextValue::after(&distances);
        let is_enough = measured.floor.is_some();
        measured.floor = next.filter(|_| is_enough).map(|next| NoiseFloor {
            expected: next.limit(0.5),
            p95: next.limit(0.05),
            draws: None,
        });
        measured.p_value = match (next, measured.psi) {
            (Some(next), Some(psi)) if is_enough => Some(next.p_value(psi)),
            _ => None,
        };
    }
}

/// Of each column and window, what the share of missing values comes to against the whole reference.
fn missing_verdicts(study: &Study<'_>, axis: &Axis, columns: &[Column]) -> Vec<Verdict> {
    let mut changes: Vec<Option<(f64, f64)>> = Vec::new();
    for column in columns {
        let of = |window: usize| (column.counts.missing[window], axis.windows[window].rows);
        for window in 0..axis.windows.len() {
            let others = baseline::of_window(axis, Baseline::Reference, window);
            let (missing, rows) =
                others.into_iter().map(of).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            let own = of(window);
            let is_enough = own.1.min(rows) >= study.settings.drift.min_values;
            let test = two_proportion_z(missing, rows, own.0, own.1).filter(|_| is_enough);
            changes.push(test.map(|test| {
                (own.0 as f64 / own.1 as f64 - missing as f64 / rows as f64, test.p_value)
            }));
        }
    }
    let p_values: Vec<f64> = changes.iter().flatten().map(|(_, p)| *p).collect();
    let mut adjusted = benjamini_hochberg(&p_values).into_iter();
    let limits = &study.settings.data;
    let judge = |change: f64, p: f64| {
        if p >= study.settings.drift.false_discovery_rate {
            Verdict::Stable
        } else if change.abs() >= limits.missing_share_significant {
            Verdict::Significant
        } else if change.abs() >= limits.missing_share_moderate {
            Verdict::Moderate
        } else {
            Verdict::Negligible
        }
    };
    let verdict = |change: Option<(f64, f64)>| match change {
        Some((change, _)) => judge(change, adjusted.next().unwrap_or(1.0)),
        None => Verdict::NotEnoughData,
    };
    changes.into_iter().map(verdict).collect()
}

/// The name whose share differs most from the baseline, with its share in the window.
fn most_changed(
    axis: &Axis,
    column: &Column,
    against: Baseline,
    window: usize,
) -> Option<(String, f64)> {
    let names = &column.names;
    let others = column.counts.sum(baseline::of_window(axis, against, window));
    let cells = Cells { reference: others, production: column.counts.windows[window].clone() };
    let (n, m) = cells.totals();
    if names.is_empty() || n == 0 || m == 0 {
        return None;
    }
    let (before, after) = cells.shares();
    let change = |i: usize| (after[i] - before[i]).abs();
    let most = (0..names.len()).reduce(|a, b| if change(b) > change(a) { b } else { a })?;
    Some((names[most].clone(), after[most]))
}
