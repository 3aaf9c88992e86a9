//! Moments and quantiles of each side.

use leptos::prelude::*;
use report::{Kind, Pair, Side, Summary, format};

use crate::parts::table::{Cell, Column, Table, figure};

/// A statistic: its name, how it is read from a summary, and what it is a measure of.
type Line = (&'static str, fn(&Summary) -> Option<f64>, Measures);

/// What a statistic is a measure of.
#[derive(Clone, Copy)]
enum Measures {
    /// A value of the column.
    Value,
    /// A difference of values.
    Spread,
    /// A shape, which has no unit.
    Shape,
}

const LINES: [Line; 15] = [
    ("mean", |s| Some(s.mean), Measures::Value),
    ("std. dev.", |s| s.standard_deviation, Measures::Spread),
    ("skewness", |s| s.skewness, Measures::Shape),
    ("kurtosis − 3", |s| s.excess_kurtosis, Measures::Shape),
    ("least", |s| Some(s.min), Measures::Value),
    ("1%", |s| Some(s.q01), Measures::Value),
    ("5%", |s| Some(s.q05), Measures::Value),
    ("10%", |s| Some(s.q10), Measures::Value),
    ("25%", |s| Some(s.q25), Measures::Value),
    ("median", |s| Some(s.median), Measures::Value),
    ("75%", |s| Some(s.q75), Measures::Value),
    ("90%", |s| Some(s.q90), Measures::Value),
    ("95%", |s| Some(s.q95), Measures::Value),
    ("99%", |s| Some(s.q99), Measures::Value),
    ("greatest", |s| Some(s.max), Measures::Value),
];

/// A statistic in the unit of its column; lengths of time are in days.
fn written(kind: Kind, measures: Measures, value: f64) -> String {
    const DAY_MS: f64 = 86_400_000.0;
    match (kind, measures) {
        (_, Measures::Value) => format::value(kind, value, 4),
        (Kind::DateTime, Measures::Spread) => {
            format!("{} days", format::number(value / DAY_MS, 4))
        }
        _ => format::number(value, 4),
    }
}

/// Moments and quantiles of each side; nothing for columns without numbers.
pub fn summary_table(kind: Kind, summary: Pair<Option<Summary>>) -> Option<AnyView> {
    if summary.reference.is_none() && summary.production.is_none() {
        return None;
    }
    let heads = LINES.iter().map(|(name, ..)| Column::numbers(*name).fixed());
    let columns = std::iter::once(Column::words("Side").class("").fixed()).chain(heads).collect();
    let row = move |position: usize| {
        let side = Side::BOTH[position];
        let values = LINES.iter().map(|(_, read, measures)| {
            let value = summary.get(side).as_ref().and_then(read);
            Cell::number(value, |value| written(kind, *measures, value))
        });
        std::iter::once(Cell::Name(side.label().to_owned())).chain(values).collect()
    };
    let title = "Moments and quantiles";
    Some(figure("wide", title, "", Table::new("summary", title, columns, Side::BOTH.len(), row)))
}
