//! The chapters: their finding is read, what it rests on opens.

use charts::{Chart, HeatMap};
use document::{Across, Document, chapters};
use maud::{Markup, html};
use report::{Chapter, Report};

use super::blocks::Room;
use super::figure;

/// Drawings of a chapter that a report shows.
const MOST_DRAWINGS: usize = 1;
/// Rows of a table that a report shows.
const MOST_ROWS: usize = 10;

/// Every chapter that has something to say, then what could not be told and why.
pub fn sections(report: &Report) -> Markup {
    let all = chapters(report);
    let (silent, told): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, document)| document.lacks.is_some());
    html! {
        h2 { "Chapters" }
        @for (chapter, document) in &told { (section(report, *chapter, document)) }
        @for (chapter, document) in &silent {
            p class="soft" { (chapter.label()) ": " (document.lacks.as_deref().unwrap_or_default()) }
        }
    }
}

fn section(report: &Report, chapter: Chapter, document: &Document) -> Markup {
    let map = (chapter == Chapter::Timeline).then(|| {
        let across = Across::of(&report.timeline.windows);
        figure::figure(&HeatMap::of(&report.timeline, &across) as &dyn Chart)
    });
    let shown = document::lead(report).map(|lead| lead.title);
    let mut room = Room { shown, drawings: MOST_DRAWINGS, rows: MOST_ROWS, is_short: false };
    let body = room.blocks(&document.blocks);
    html! {
        details class="chapter" id=(chapter.label().to_lowercase()) {
            summary { b { (chapter.label()) } " " span { (document.headline) } }
            @if let Some(map) = map { (map) }
            (body)
            @if room.is_short {
                p class="soft" { "More tables and drawings of this chapter are in the record that this file holds: drop it on Driftglass." }
            }
        }
    }
}
