//! The cells behind the leading distance.

use leptos::prelude::*;
use report::{Bin, Bins, Side, format};

use crate::model::tsv::{raw, tsv};
use crate::parts::copy_button::CopyButton;
use crate::parts::scroll_box::ScrollBox;

/// Cells that are shown before the rest is folded away.
const SHOWN: usize = 30;

/// The cells behind the leading distance.
#[component]
pub fn BinsTable(bins: Bins) -> impl IntoView {
    let Bins { rule, cells } = bins;
    let rows = cells.iter().take(SHOWN).cloned().map(row).collect_view();
    let hidden = cells.len().saturating_sub(SHOWN);
    view! {
        <figure class="w5">
            <figcaption class="with-end">
                <span class="finding"><b>"The cells behind the distance"</b><span>{rule}</span></span>
                <CopyButton text=move || as_text(&cells)/>
            </figcaption>
            <ScrollBox label="Cells">
                <table class="tbl tight">
                    <thead><tr>
                        <th>"Cell"</th><th class="num"><span class="c-ref">"Reference"</span></th>
                        <th class="num"><span class="c-prod">"Production"</span></th><th class="num">"Part"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </ScrollBox>
            {(hidden > 0).then(|| view! { <p class="small quiet">{format!("{} more; Copy table has them all", format::count(hidden as u64))}</p> })}
        </figure>
    }
}

fn row(cell: Bin) -> impl IntoView {
    let shares = Side::BOTH.map(|side| {
        let count = format::plural(*cell.count.get(side), "row", "rows");
        view! { <td class="num" title=count>{format::percent(*cell.share.get(side))}</td> }
    });
    let part = cell.part.map_or_else(|| "–".to_owned(), format::distance);
    view! { <tr><td class="cell">{cell.label}</td>{shares}<td class="num soft">{part}</td></tr> }
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
