//! Moments and quantiles of each side.

use leptos::prelude::*;
use report::{Pair, Side, Summary, format};

use crate::model::tsv::{raw, tsv};
use crate::parts::copy_button::CopyButton;

/// A statistic's name and how it is read from a summary.
type Line = (&'static str, fn(&Summary) -> Option<f64>);

const LINES: [Line; 15] = [
    ("mean", |s| Some(s.mean)),
    ("std. dev.", |s| s.standard_deviation),
    ("skewness", |s| s.skewness),
    ("kurtosis − 3", |s| s.excess_kurtosis),
    ("least", |s| Some(s.min)),
    ("1%", |s| Some(s.q01)),
    ("5%", |s| Some(s.q05)),
    ("10%", |s| Some(s.q10)),
    ("25%", |s| Some(s.q25)),
    ("median", |s| Some(s.median)),
    ("75%", |s| Some(s.q75)),
    ("90%", |s| Some(s.q90)),
    ("95%", |s| Some(s.q95)),
    ("99%", |s| Some(s.q99)),
    ("greatest", |s| Some(s.max)),
];

/// Moments and quantiles of each side; nothing for columns without numbers.
#[component]
pub fn SummaryTable(summary: Pair<Option<Summary>>) -> impl IntoView {
    if summary.reference.is_none() && summary.production.is_none() {
        return ().into_any();
    }
    let value = move |side: Side, read: fn(&Summary) -> Option<f64>| {
        summary.get(side).as_ref().and_then(read)
    };
    let heads = LINES.map(|(name, _)| view! { <th class="num">{name}</th> });
    let row = |side: Side, class| {
        let cells = LINES.map(|(_, read)| {
            let text =
                value(side, read).map_or_else(|| "–".to_owned(), |value| format::number(value, 4));
            view! { <td class="num">{text}</td> }
        });
        view! { <tr><td class=class>{side.label()}</td>{cells}</tr> }
    };
    let rows = [row(Side::Reference, "c-ref"), row(Side::Production, "c-prod")];
    let text = move || {
        let header = ["statistic", "reference", "production"];
        let rows = LINES.map(|(name, read)| {
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
            <div class="scroll">
                <table class="tbl tight">
                    <thead><tr><th><span class="vh">"Side"</span></th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </figure>
    }
    .into_any()
}
