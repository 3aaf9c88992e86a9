//! Rows over time, in the bar over every chapter.

use std::sync::Arc;

use charts::VolumeStrip;
use leptos::prelude::*;
use report::{Report, Volume, format};

/// How many rows are compared, and when they happened.
#[component]
pub fn RowsBar(
    /// What is shown.
    report: Arc<Report>,
) -> impl IntoView {
    let inputs = report.inputs.as_ref();
    let strip = report.overview.volume.as_ref().map(strip);
    view! {
        <div class="bar" role="region" aria-label="Rows in view">
            <span class="soft nowrap">
                "Rows: all "<b>{format::count(inputs.production.rows)}</b>" of production, "
                <b>{format::count(inputs.reference.rows)}</b>" of the reference"
            </span>
            {strip}
        </div>
    }
}

fn strip(volume: &Volume) -> impl IntoView + use<> {
    let strip = VolumeStrip::new(volume)?;
    let label = format!("Rows a {}", volume.unit.label());
    let labels =
        strip.labels.into_iter().map(|(x, text)| view! { <text x=x y="32.5">{text}</text> });
    let places = strip.marks.into_iter().map(|mark| {
        let rows = mark.reading.rows.iter().map(|row| format!("{} {}", row.label, row.value));
        let words = format!("{}: {}", mark.reading.title, rows.collect::<Vec<_>>().join(", "));
        let place = mark.place;
        view! {
            <rect class="hit" x=place.x0 y=place.y0 width=place.x1 - place.x0 height=place.y1 - place.y0><title>{words}</title></rect>
        }
    });
    Some(view! {
        <div class="strip">
            <span class="quiet small nowrap">{label}</span>
            <svg class="fig" viewBox=format!("0 0 {} {}", VolumeStrip::WIDTH, VolumeStrip::HEIGHT)
                width=VolumeStrip::WIDTH height=VolumeStrip::HEIGHT role="img" aria-label=strip.description>
                <path class="f-ref" d=strip.reference_fill></path>
                <path class="f-prod" d=strip.production_fill></path>
                <path class="l-ref" d=strip.reference_line></path>
                <path class="l-prod thin" d=strip.production_line></path>
                {labels.collect_view()}
                {places.collect_view()}
            </svg>
            {volume.remark.clone().map(|text| view! { <span class="quiet small">{text}</span> })}
        </div>
    })
}
