//! The cells behind the leading distance.

use leptos::prelude::*;
use report::{Bin, Bins, Side, format};

use crate::model::tsv::{raw, tsv};
use crate::parts::copy_button::CopyButton;
use crate::parts::scroll_box::ScrollBox;

/// Length of the bar of the largest share.
const BAR: f64 = 90.0;
/// Cells that are shown before the rest is folded away.
const SHOWN: usize = 30;

/// The cells behind the leading distance.
#[component]
pub fn BinsTable(bins: Bins) -> impl IntoView {
    let Bins { rule, cells } = bins;
    let largest = cells.iter().flat_map(|cell| [cell.share.reference, cell.share.production]);
    let largest = largest.fold(f64::MIN_POSITIVE, f64::max);
    let rows = cells.iter().take(SHOWN).cloned().map(|cell| row(cell, largest)).collect_view();
    let hidden = cells.len().saturating_sub(SHOWN);
    view! {
        <figure>
            <figcaption class="with-end">
                <span class="finding"><b>"The cells behind the distance"</b><span>{rule}</span></span>
                <CopyButton text=move || as_text(&cells)/>
            </figcaption>
            <ScrollBox label="Cells">
                <table class="tbl tight">
                    <thead><tr>
                        <th>"Cell"</th><th>"Shares"</th><th class="num"><span class="c-ref">"Reference"</span></th>
                        <th class="num"><span class="c-prod">"Production"</span></th><th class="num">"Part"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </ScrollBox>
            {(hidden > 0).then(|| view! { <p class="small quiet">{format!("{} more; Copy table has them all", format::count(hidden as u64))}</p> })}
        </figure>
    }
}

fn row(cell: Bin, largest: f64) -> impl IntoView {
    let shares = Side::BOTH.map(|side| {
        let count = format::plural(*cell.count.get(side), "row", "rows");
        view! { <td class="num" title=count>{format::percent(*cell.share.get(side))}</td> }
    });
    let [reference, production] =
        [cell.share.reference, cell.share.production].map(|share| BAR * share / largest);
    let bars = view! {
        <svg class="fig" viewBox="0 0 92 14" width="92" height="14" aria-hidden="true">
            <path class="f-ref" d=format!("M0 2H{reference:.1}V12H0Z")></path>
            <path class="l-ref fine" d=format!("M{reference:.1} 2V12")></path>
            <path class="l-prod" d=format!("M0 7H{production:.1}")></path>
        </svg>
    };
    let part = cell.part.map_or_else(|| "–".to_owned(), format::distance);
    view! { <tr><td class="cell">{cell.label}</td><td>{bars}</td>{shares}<td class="num soft">{part}</td></tr> }
}

fn as_text(cells: &[Bin]) -> String {
    let header = [
        "cell",
        "reference rows",
        "production rows",
        "reference share",
        "production share",
        "part",
    ];
    let rows = cells.iter().map(|cell| {
        [
            cell.label.clone(),
            cell.count.reference.to_string(),
            cell.count.production.to_string(),
            cell.share.reference.to_string(),
            cell.share.production.to_string(),
            raw(cell.part),
        ]
    });
    tsv(&header, rows)
}
