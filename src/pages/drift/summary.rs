//! Moments and quantiles of each side.

use leptos::prelude::*;
use report::{Kind, Pair, Side, Summary, format};

use crate::model::tsv::{raw, tsv};
use crate::parts::copy_button::CopyButton;
use crate::parts::scroll_box::ScrollBox;

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
#[component]
pub fn SummaryTable(kind: Kind, summary: Pair<Option<Summary>>) -> impl IntoView {
    if summary.reference.is_none() && summary.production.is_none() {
        return ().into_any();
    }
    let value = move |side: Side, read: fn(&Summary) -> Option<f64>| {
        summary.get(side).as_ref().and_then(read)
    };
    let heads = LINES.map(|(name, ..)| view! { <th class="num">{name}</th> });
    let row = |side: Side, class| {
        let cells = LINES.map(|(_, read, measures)| {
            let text = value(side, read)
                .map_or_else(|| "–".to_owned(), |value| written(kind, measures, value));
            view! { <td class="num">{text}</td> }
        });
        view! { <tr><td class=class>{side.label()}</td>{cells}</tr> }
    };
    let rows = [row(Side::Reference, "c-ref"), row(Side::Production, "c-prod")];
    let text = move || {
        let header = ["statistic", "reference", "production"];
        let rows = LINES.map(|(name, read, _)| {
            let [reference, production] = Side::BOTH.map(|side| raw(value(side, read)));
            [name.to_owned(), reference, production]
        });
        tsv(&header, rows)
    };
    view! {
        <figure class="wide">
            <figcaption class="with-end">
                <span class="finding"><b>"Moments and quantiles"</b></span>
                <CopyButton text/>
            </figcaption>
            <ScrollBox label="Moments and quantiles">
                <table class="tbl tight">
                    <thead><tr><th><span class="vh">"Side"</span></th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </ScrollBox>
        </figure>
    }
    .into_any()
}
