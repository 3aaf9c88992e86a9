//! All columns together, and each embedding: what a classifier sees.

use std::sync::Arc;

use leptos::prelude::*;
use report::{Giveaway, Report, Together, format};

use super::conventions::ConventionTable;
use crate::model::tsv::tsv;
use crate::parts::copy_button::CopyButton;
use crate::parts::scroll_box::ScrollBox;
use crate::parts::severity::SeverityChip;

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
                    {(!giveaways.is_empty()).then(|| view! { <GiveawayTable giveaways/> })}
                    <ConventionTable measures settings title="What tells them apart" about="Rows as a whole, drawn at random"/>
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
#[component]
fn GiveawayTable(giveaways: Vec<Giveaway>) -> impl IntoView {
    let rows = giveaways.iter().cloned().map(row).collect_view();
    view! {
        <figure class="w5">
            <figcaption class="with-end">
                <span class="finding"><b>"What gives it away"</b><span>"Share of what was learned, on rows that the classifier had not seen"</span></span>
                <CopyButton text=move || as_text(&giveaways)/>
            </figcaption>
            <ScrollBox label="Columns that give it away">
                <table class="tbl tight"><tbody>{rows}</tbody></table>
            </ScrollBox>
        </figure>
    }
}

fn row(giveaway: Giveaway) -> impl IntoView {
    let Giveaway { column, share, words, .. } = giveaway;
    view! {
        <tr>
            <td class="cell name">{column}</td>
            <td>
                <svg class="fig" viewBox=format!("0 0 {BAR} 14") width=BAR height="14" role="img">
                    <title>{words}</title>
                    <rect class="f-ink" x="0" y="3" width=share * BAR height="8"></rect>
                </svg>
            </td>
            <td class="num">{format::percent(share)}</td>
        </tr>
    }
}

fn as_text(giveaways: &[Giveaway]) -> String {
    let rows = giveaways.iter().map(|giveaway| {
        let Giveaway { column, share, gain, standard_error, .. } = giveaway;
        [column.clone(), share.to_string(), gain.to_string(), standard_error.to_string()]
    });
    tsv(&["column", "share", "gain", "standard error"], rows)
}
