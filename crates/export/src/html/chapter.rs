//! The chapters: their finding is read, what it rests on opens.

use charts::{Chart, HeatMap};
use document::{Across, Document, chapters};
use maud::{Markup, html};
use report::{Chapter, ColumnTimeline, Report, Timeline, format};

use super::blocks::Room;
use super::figure;

/// Drawings of a chapter that a report shows.
const MOST_DRAWINGS: usize = 1;
/// Columns of the map over time.
const MOST_MAP_ROWS: usize = 12;
/// Tables of a chapter that a report shows.
const MOST_TABLES: usize = 2;
/// Rows of a table that a report shows.
const MOST_ROWS: usize = 6;

/// Every chapter that has something to say, then what could not be told and why.
pub fn sections(report: &Report) -> Markup {
    let all = chapters(report);
    let (silent, told): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, document)| document.lacks.is_some());
    let sections: Vec<Section> =
        told.iter().map(|(chapter, document)| section(report, *chapter, document)).collect();
    html! {
        h2 { "Chapters" }
        @if sections.iter().any(|section| section.is_short) {
            p class="soft" { "Each is brief: all its tables and drawings are in the record that this file holds. Drop it on Driftglass to see them." }
        }
        @for section in &sections { (section.told) }
        @for silent in silent.chunk_by(|(_, a), (_, b)| a.lacks == b.lacks) {
            p class="soft" {
                (format::names(silent.iter().map(|(chapter, _)| chapter.label()), silent.len())) ": "
                (silent[0].1.lacks.as_deref().unwrap_or_default())
            }
        }
    }
}

/// A chapter as it is told.
struct Section {
    told: Markup,
    /// Whether some of its blocks had no room.
    is_short: bool,
}

fn section(report: &Report, chapter: Chapter, document: &Document) -> Section {
    let map = (chapter == Chapter::Timeline).then(|| {
        let across = Across::of(&report.timeline.windows);
        figure::figure(&HeatMap::of(&changed(&report.timeline), &across) as &dyn Chart)
    });
    let shown = document::lead(report).map(|lead| lead.title);
    let mut room = Room {
        shown,
        drawings: MOST_DRAWINGS,
        tables: MOST_TABLES,
        rows: MOST_ROWS,
        is_page: false,
        is_short: false,
    };
    let body = room.blocks(&document.blocks);
    let told = html! {
        details class="chapter" id=(chapter.label().to_lowercase()) {
            summary { b { (chapter.label()) } " " span { (document.headline) } }
            @if let Some(map) = map { (map) }
            (body)
        }
    };
    Section { told, is_short: room.is_short }
}

/// The timeline with the columns that have room: those that changed first.
fn changed(timeline: &Timeline) -> Timeline {
    let is_changed = |column: &ColumnTimeline| {
        !column.changes.is_empty() || column.cells.iter().any(|cell| cell.verdict.is_drift())
    };
    let (changed, steady): (Vec<_>, Vec<_>) =
        timeline.columns.iter().cloned().partition(|column| is_changed(column));
    let columns = changed.into_iter().chain(steady).take(MOST_MAP_ROWS).collect();
    Timeline { columns, ..timeline.clone() }
}
