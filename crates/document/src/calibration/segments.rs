//! Where a class's probabilities are off: segments, those that grew before the others.

use report::{CalibrationSegments, SegmentGap, format};

use super::class::Class;
use crate::table::gap;
use crate::{Block, Cell, Column, Table};

/// The segments of a class; none where none has enough rows.
pub fn section(class: &Class<'_>) -> Option<Block> {
    let segments = class.of.segments.as_ref()?;
    let blocks = vec![Block::Text(segments.says.clone()), table(class, segments)];
    let title = format!("By segment, {}", class.name());
    Some(Block::section(title, remark(segments), blocks))
}

fn remark(segments: &CalibrationSegments) -> String {
    let left_out = match segments.left_out {
        0 => String::new(),
        left_out => format!(", {} columns were not looked at", format::count(left_out)),
    };
    format!(
        "{}, {} of {}{left_out}",
        segments.side.label().to_lowercase(),
        format::plural(segments.looked_at, "segment", "segments"),
        format::plural(segments.columns, "column", "columns")
    )
}

fn table(class: &Class<'_>, segments: &CalibrationSegments) -> Block {
    let columns = vec![
        Column::words("Segment"),
        Column::numbers("Rows"),
        Column::numbers("Promised").defined("Mean probability"),
        Column::numbers("Happened").defined("Share of rows of the class"),
        Column::numbers("Gap").defined("Promised less happened, with its 95% interval"),
        Column::numbers("p").defined("Where every probability is true, adjusted over all segments"),
        Column::numbers("ECE").defined("Over bins of equally many rows; beneath, by chance"),
        Column::numbers("Gap before").defined("In the reference"),
        Column::numbers("p, change")
            .defined("Of the same gap on both sides, adjusted over all segments"),
    ];
    let row = |segment: &SegmentGap| {
        let own = &segment.gap;
        vec![
            Cell::name(segment.segment.clone()).over(segment.column.clone()),
            Cell::count(own.n),
            Cell::share(own.promised),
            Cell::share(own.happened),
            gap(&own.gap),
            Cell::Number(format::p_value(segment.p_adjusted), segment.p_adjusted),
            Cell::Number(format::distance(segment.expected_error), segment.expected_error)
                .over(format!("chance {}", format::distance(segment.by_chance))),
            segment.before.as_ref().map_or_else(Cell::dash, |before| gap(&before.gap)),
            segment
                .change_p_adjusted
                .map_or_else(Cell::dash, |p| Cell::Number(format::p_value(p), p)),
        ]
    };
    Block::Table(Table {
        id: class.id("calibration-segments"),
        caption: format!("Segments of {}", class.name()),
        columns,
        rows: segments.listed.iter().map(row).collect(),
        ..Table::default()
    })
}
