//! How much of each window of production has labels.

use report::{ModelOverTime, Side, Timeline, WindowLabels, format};

use crate::windows::Windows;
use crate::{Axis, Block, Cell, Column, Drawing, Height, Layer, Paint, Table};

/// The strip; none where every row of every window has a label, or none has.
pub fn drawing(timeline: &Timeline, model: &ModelOverTime, windows: Windows<'_>) -> Option<Block> {
    let production = timeline.windows.iter().zip(&model.labels);
    let (rows, labelled) = production
        .filter(|(window, _)| window.side == Side::Production)
        .fold((0, 0), |sum, (_, labels)| (sum.0 + labels.rows, sum.1 + labels.labelled));
    if labelled == 0 || labelled == rows {
        return None;
    }
    let title =
        format!("{} of production’s rows have a label", format::percent(share(labelled, rows)));
    let of_window = |at: usize| share(model.labels[at].labelled, model.labels[at].rows);
    let bar = |at: usize| {
        let ((from, to), up) = (windows.across.ends[at], of_window(at));
        let corners = vec![(from, 0.0), (from, up), (to, up), (to, 0.0)];
        Layer::Fill(corners, Paint::of(timeline.windows[at].side))
    };
    let all = || 0..timeline.windows.len();
    let reading = |at: usize| {
        let of = format!("of {}", format::plural(model.labels[at].rows, "row", "rows"));
        let labelled = ("Labelled".to_owned(), format::percent(of_window(at)), of);
        windows.reading(at, &Axis::shares(), vec![labelled])
    };
    let row = |at: usize| {
        let WindowLabels { rows, labelled, .. } = model.labels[at];
        vec![
            Cell::name(timeline.windows[at].label.clone()),
            Cell::count(rows),
            Cell::count(labelled),
            Cell::share(share(labelled, rows)),
        ]
    };
    Some(Block::Drawing(Box::new(Drawing {
        subject: model.name.clone(),
        picture: "coverage by labels".to_owned(),
        caption: windows.across.caption("up: share of rows with a label"),
        summary: format!("{title}."),
        across: windows.across.axis.clone(),
        up: Axis::shares(),
        layers: all().map(bar).collect(),
        keys: Vec::new(),
        readings: all().map(reading).collect(),
        numbers: Table {
            columns: vec![
                Column::words("Window").fixed(),
                Column::numbers("Rows"),
                Column::numbers("Labelled"),
                Column::numbers("Share"),
            ],
            rows: all().map(row).collect(),
            ..Table::default()
        },
        height: Height::Small,
        title,
    })))
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
