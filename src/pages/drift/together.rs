//! All columns together, and each embedding: what a classifier sees.

use std::sync::Arc;

use leptos::prelude::*;
use report::{Giveaway, Report, Together, format};

use super::conventions::convention_table;
use crate::parts::severity::SeverityChip;
use crate::parts::table::{Cell, Column, Table, figure};

/// Width of the bar of a column that tells everything.
const BAR: f64 = 160.0;

/// One part for each group of columns that were compared as a whole.
#[component]
pub fn TogetherSection(report: Arc<Report>) -> impl IntoView {
    let groups = report.drift.together.clone().into_iter();
    groups.map(|group| view! { <Group group report=Arc::clone(&report)/> }).collect_view()
}

#[component]
fn Group(group: Together, report: Arc<Report>) -> impl IntoView {
    let Together { title, verdict, headline, notes, measures, giveaways, .. } = group;
    let notes = notes.into_iter().map(|note| view! { <p class="soft">{note}</p> }).collect_view();
    let evidence = (!measures.is_empty()).then(|| {
        let settings = report.settings.drift.clone();
        view! {
            <details open=verdict.is_drift()>
                <summary>"How it is told"</summary>
                <div class="det">
                    {(!giveaways.is_empty()).then(|| giveaway_table(giveaways))}
                    {convention_table(measures, settings, None, "What tells them apart", "Rows as a whole, drawn at random")}
                </div>
            </details>
        }
    });
    view! {
        <section class="outputs together">
            <h2>{title}" "<SeverityChip mark=verdict label=verdict.label()/></h2>
            <p>{headline}</p>
            {notes}
            {evidence}
        </section>
    }
}

/// The columns that give the shift away, as bars.
fn giveaway_table(giveaways: Vec<Giveaway>) -> AnyView {
    let columns = vec![
        Column::words("Column").class("cell").fixed(),
        Column::drawn("Share"),
        Column::numbers("Of what was learned").fixed(),
        Column::copied("Gain"),
        Column::copied("Standard error"),
    ];
    let count = giveaways.len();
    let row = move |position: usize| {
        let Giveaway { column, share, words, gain, standard_error } = giveaways[position].clone();
        vec![
            Cell::Name(column),
            Cell::Drawn(words.clone(), Box::new(move || bar(share, words))),
            Cell::number(Some(share), format::percent),
            Cell::number(Some(gain), |gain| gain.to_string()),
            Cell::number(Some(standard_error), |error| error.to_string()),
        ]
    };
    let about = "Share of what was learned, on rows that the classifier had not seen";
    let table = Table::new("giveaways", "Columns that give it away", columns, count, row);
    figure("w5", "What gives it away", about, table)
}

fn bar(share: f64, words: String) -> AnyView {
    view! {
        <svg class="fig" viewBox=format!("0 0 {BAR} 14") width=BAR height="14" role="img">
            <title>{words}</title>
            <rect class="f-ink" x="0" y="3" width=share * BAR height="8"></rect>
        </svg>
    }
    .into_any()
}
