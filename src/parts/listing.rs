//! A section with a table of texts, a mark in front of each row.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::more::{ShowMore, limit_of};
use super::scroll_box::ScrollBox;
use super::severity::{Mark, SeverityChip};
use crate::model::tsv::tsv;

/// One row: its mark with a word, and its texts, of which the first is stressed.
pub type Line = (Option<(Mark, &'static str)>, Vec<String>);

/// What a table holds.
pub struct Listing {
    /// The section's name in the page, too.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it comes to, beside the title.
    pub says: String,
    /// Heads of the columns, that of the marks first; empty where there are none.
    pub heads: &'static [&'static str],
    /// The rows.
    pub lines: Vec<Line>,
}

/// A section with a table of texts; the table is left out where there is no row.
#[component]
pub fn ListingSection(listing: Listing) -> impl IntoView {
    let Listing { id, title, says, heads, lines } = listing;
    let lines = Arc::new(lines);
    let limit = limit_of(id);
    let total = Signal::stored(lines.len());
    let for_copy = Arc::clone(&lines);
    let text = move || {
        tsv(
            heads,
            for_copy.iter().map(|(mark, cells)| {
                let word = mark.map_or("", |(_, word)| word).to_owned();
                std::iter::once(word).chain(cells.iter().cloned())
            }),
        )
    };
    let is_empty = lines.is_empty();
    let rows = move || lines.iter().take(limit.get()).cloned().map(row).collect_view();
    let table = (!is_empty).then(|| {
        view! {
            <ScrollBox label=format!("Table: {title}")><table class="tbl tight">
                <thead><tr>{heads.iter().copied().map(head).collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table></ScrollBox>
        }
    });
    let copy = (!is_empty).then(|| view! { <span class="end"><CopyButton text/></span> });
    view! {
        <section aria-labelledby=id>
            <div class="head rep"><h2 id=id>{title}</h2><span class="quiet">{says}</span>{copy}</div>
            {table}
            <ShowMore limit total/>
        </section>
    }
}

/// The head of a column; a cell that heads nothing is no header to readers of the screen.
fn head(text: &'static str) -> AnyView {
    if text.is_empty() {
        view! { <td></td> }.into_any()
    } else {
        view! { <th>{text}</th> }.into_any()
    }
}

fn row((mark, cells): Line) -> impl IntoView {
    let mark = mark.map(|(mark, label)| view! { <SeverityChip mark label/> });
    let mut cells = cells.into_iter();
    let first = cells.next();
    let rest = cells.map(|cell| view! { <td class="words">{cell}</td> }).collect_view();
    view! { <tr><td>{mark}</td><td class="words"><span class="name">{first}</span></td>{rest}</tr> }
}
