//! The cell of each row: every value is looked up once, whatever the windows are.
//!
//! Numbers fall into the cells of the leading distance, each cut further at quantiles of both sides:
//! the finer cells say in which of them a window's quartile lies. Names have a cell each, but for those
//! too rare to be told apart in a window, which share one.

use std::collections::BTreeMap;

use report::{ColumnDrift, InOrder, Pair, Side, Treatment, format};
use stats::Places;
use table::{Column, Words};

use crate::Study;

/// The code of a row without a value.
pub const NO_CODE: u16 = u16::MAX;
/// Names that have a cell of their own, at most.
const MOST_NAMES: usize = 64;
/// Values that a name needs in the middle window, for a cell of its own: fewer follow no chi-square law.
const FEWEST_EXPECTED: f64 = 5.0;
/// Digits of a number that is a name.
const DIGITS: usize = 6;

/// The cells of a column and the fine cell of each row.
pub struct Codes {
    /// The fine cell of each row of each side.
    pub of_row: Pair<Vec<u16>>,
    /// The cell of each fine cell.
    pub cell_of: Vec<u16>,
    /// How many cells there are.
    pub cells: usize,
    /// Names of the cells; none for numbers.
    pub names: Vec<String>,
    /// Whether the cells are numbers in order.
    pub numbers: Option<Pair<Vec<f64>>>,
    /// The cells in words.
    pub rule: String,
}

/// The codes of a compared column; `window_values` are those of a window of middle size. None where its
/// values could not be compared.
pub fn of(study: &Study<'_>, drift: &ColumnDrift, window_values: u64) -> Option<Codes> {
    let columns = study.column(&drift.column).both()?;
    drift.bins.as_ref()?;
    if drift.treatment != Treatment::Categorical {
        return of_numbers(columns, drift);
    }
    match columns.map(Column::numbers_by_row).both() {
        Some(numbers) => Some(of_few_numbers(drift, &numbers)),
        None => of_names(columns, window_values),
    }
}

fn of_numbers(columns: Pair<&Column>, drift: &ColumnDrift) -> Option<Codes> {
    let bins = drift.bins.as_ref()?;
    let numbers = columns.map(Column::numbers_by_row).both()?;
    let edges: Vec<f64> = bins.cells.iter().filter_map(|bin| bin.from).collect();
    let mut fine: Vec<f64> = drift.cdf.as_ref().map_or(Vec::new(), |cdf| cdf.at.clone());
    fine.extend(&edges);
    fine.sort_unstable_by(f64::total_cmp);
    fine.dedup();
    let cell = |value: f64| edges.partition_point(|edge| *edge <= value) as u16;
    let mut cell_of = vec![0];
    cell_of.extend(fine.iter().map(|value| cell(*value)));
    let places = Places::new(&fine);
    let of_row = numbers.as_ref().map(|numbers| {
        let code = |value: &f64| if value.is_nan() { NO_CODE } else { places.of(*value) as u16 };
        numbers.iter().map(code).collect()
    });
    Some(Codes {
        of_row,
        cell_of,
        cells: edges.len() + 1,
        names: Vec::new(),
        numbers: Some(numbers),
        rule: bins.rule.clone(),
    })
}

/// Numbers with at most two different values, and yes or no.
fn of_few_numbers(drift: &ColumnDrift, numbers: &Pair<Vec<f64>>) -> Codes {
    let mut values: Vec<f64> = Vec::new();
    for value in numbers.reference.iter().chain(&numbers.production) {
        if !value.is_nan() && !values.contains(value) {
            values.push(*value);
        }
    }
    values.sort_unstable_by(f64::total_cmp);
    let names = match (drift.kind, values.as_slice()) {
        (report::Kind::Boolean, _) => values.iter().map(|value| yes_or_no(drift, *value)).collect(),
        _ => format::labels(drift.kind, &values, DIGITS),
    };
    let code = |value: &f64| {
        values.iter().position(|known| known == value).map_or(NO_CODE, |at| at as u16)
    };
    Codes {
        of_row: numbers.as_ref().map(|numbers| numbers.iter().map(code).collect()),
        cell_of: (0..values.len() as u16).collect(),
        cells: values.len(),
        names,
        numbers: None,
        rule: "one cell per value".to_owned(),
    }
}

/// The word of the comparison for false or true: its cells stand in the order of the values.
fn yes_or_no(drift: &ColumnDrift, value: f64) -> String {
    let labels = match &drift.shape {
        Some(report::Shape::Bars { labels, .. }) => labels.as_slice(),
        _ => &[],
    };
    let word = match labels {
        [no, yes] => Some(if value == 0.0 { no } else { yes }),
        [only] => Some(only),
        _ => None,
    };
    word.cloned().unwrap_or_else(|| format::number(value, DIGITS))
}

fn of_names(columns: Pair<&Column>, window_values: u64) -> Option<Codes> {
    let words = columns.map(Column::words);
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    for words in Side::BOTH.into_iter().filter_map(|side| words.get(side).as_ref()) {
        for (label, count) in words.labels.iter().zip(words.counts()) {
            *totals.entry(label.as_ref()).or_default() += count;
        }
    }
    totals.retain(|_, count| *count > 0);
    let all: u64 = totals.values().sum();
    let fewest = FEWEST_EXPECTED / window_values.max(1) as f64 * all as f64;
    let mut common: Vec<(&str, u64)> =
        totals.iter().map(|(label, count)| (*label, *count)).collect();
    common.put_in_order(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let kept = common.partition_point(|(_, count)| *count as f64 >= fewest).min(MOST_NAMES);
    let rest = common.len() - kept;
    let positions: BTreeMap<&str, u16> =
        common.iter().enumerate().map(|(i, (label, _))| (*label, i.min(kept) as u16)).collect();
    let of_row = words
        .as_ref()
        .map(|words| words.as_ref().map_or(Vec::new(), |words| codes_of(words, &positions)));
    let mut names: Vec<String> =
        common[..kept].iter().map(|(label, _)| (*label).to_owned()).collect();
    if rest > 0 {
        names.push(format!("{} rarer", format::plural(rest as u64, "value", "values")));
    }
    let cells = names.len();
    (cells > 0).then(|| Codes {
        of_row,
        cell_of: (0..cells as u16).collect(),
        cells,
        names,
        numbers: None,
        rule: rule_of(kept, rest),
    })
}

fn codes_of(words: &Words<'_>, positions: &BTreeMap<&str, u16>) -> Vec<u16> {
    let position = |label: &str| positions.get(label).copied().unwrap_or(NO_CODE);
    let codes: Vec<u16> = words.labels.iter().map(|label| position(label)).collect();
    let code = |code: &u32| codes.get(*code as usize).copied().unwrap_or(NO_CODE);
    words.codes.iter().map(code).collect()
}

fn rule_of(kept: usize, rest: usize) -> String {
    match rest {
        0 => "one cell per value".to_owned(),
        _ => format!(
            "{} with a cell each, {} too rare for a window share one",
            format::plural(kept as u64, "value", "values"),
            format::count(rest as u64)
        ),
    }
}
