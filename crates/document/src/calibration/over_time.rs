//! Since when a class's mean probability is off by another gap, and the gap of each window.

use report::{CalibrationOverTime, MeanGap, Report, TimeWindow};

use super::class::Class;
use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// The windows of a class; none where none has enough labelled rows.
pub fn section(report: &Report, class: &Class<'_>) -> Option<Block> {
    let over_time = &report.performance.over_time.models;
    let model = over_time.iter().find(|model| model.name == class.model.name)?;
    let told = model.calibration.iter().find(|told| told.class == class.of.class)?;
    let blocks = vec![Block::Text(told.says.clone()), table(report, class, told)];
    let remark = "mean probability and what came true, window by window".to_owned();
    Some(Block::section(format!("Over time, {}", class.name()), remark, blocks))
}

fn table(report: &Report, class: &Class<'_>, told: &CalibrationOverTime) -> Block {
    let columns = vec![
        Column::words("Window"),
        Column::numbers("Labelled"),
        Column::numbers("Promised").defined("Mean probability"),
        Column::numbers("Happened").defined("Share of rows of the class"),
        Column::numbers("Gap").defined("Promised less happened, with its 95% interval"),
    ];
    let row = |(window, gap): (&TimeWindow, &Option<MeanGap>)| {
        let gap = gap.as_ref()?;
        let name = Cell::name(window.label.clone()).over(window.side.label().to_lowercase());
        Some(vec![
            name,
            Cell::count(gap.n),
            Cell::share(gap.promised),
            Cell::share(gap.happened),
            estimate(&gap.gap),
        ])
    };
    Block::Table(Table {
        id: class.id("calibration-windows"),
        caption: format!("Windows of {}", class.name()),
        columns,
        rows: report.timeline.windows.iter().zip(&told.windows).filter_map(row).collect(),
        ..Table::default()
    })
}
