//! Every chart of the Report as an SVG file.

use charts::{Chart, Distances, Distribution, HeatMap, OverTime, Palette};
use document::{Across, Block, by_verdict, chapters};
use report::Report;

use crate::file::{File, Names, slug};

/// Width of a picture, in CSS pixels.
const WIDTH: u32 = 640;

/// Every chart of the Report: those of the overview, of each compared column, and of the chapters.
#[must_use]
pub fn pictures(report: &Report) -> Vec<File> {
    let mut files = Pictures::default();
    let across = Across::of(&report.timeline.windows);
    let distances = Distances::of(report);
    if !distances.is_empty() {
        files.add("distances", &distances);
    }
    if report.timeline.lacks.is_none() {
        files.add("timeline", &HeatMap::of(&report.timeline, &across));
    }
    for column in by_verdict(&report.drift.columns) {
        let name = &column.column;
        if let Some(chart) = Distribution::of(column) {
            files.add(&format!("distribution {name}"), &chart);
        }
        if let Some(chart) = OverTime::of(&report.timeline, &across, name) {
            files.add(&format!("over time {name}"), &chart);
        }
    }
    for (_, document) in chapters(report) {
        files.blocks(&document.blocks);
    }
    files.files
}

#[derive(Default)]
struct Pictures {
    files: Vec<File>,
    names: Names,
}

impl Pictures {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.blocks(&section.blocks),
                Block::Drawing(drawing) => {
                    self.add(&format!("{} {}", drawing.picture, drawing.subject), drawing.as_ref());
                }
                Block::Columns(columns) => columns.iter().for_each(|column| self.blocks(column)),
                Block::Details(_, inner) => self.blocks(inner),
                Block::Table(table) => table.details.iter().for_each(|inner| self.blocks(inner)),
                Block::Slider(_) | Block::Text(_) | Block::Soft(_) | Block::Downloads(_) => {}
            }
        }
    }

    /// Adds a chart; one that has no room is left out, its numbers stand in the tables.
    fn add(&mut self, name: &str, chart: &dyn Chart) {
        let name = self.names.take(&slug(name));
        if let Ok(svg) = charts::to_svg(chart, WIDTH, chart.height(WIDTH), &Palette::LIGHT) {
            self.files.push(File::text(format!("charts/{name}.svg"), svg));
        }
    }
}
