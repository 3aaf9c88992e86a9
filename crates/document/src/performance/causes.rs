//! Where the change of the models comes from: kinds of drift, and columns by what their shift explains.

use report::{
    Attribution, Causes, ColumnCause, Evidence, MetricName, ModelCauses, Verdict, format,
};

use crate::{Block, Cell, Chip, Column, Section, Table};

/// Cells of the first column are listed.
const DIGITS: usize = 3;

/// The sections; none where nothing can be told.
pub fn sections(causes: &Causes) -> Vec<Block> {
    if causes.lacks.is_some() || causes.models.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Text(causes.headline.clone())];
    if !causes.evidence.is_empty() {
        blocks.push(Block::Table(questions(&causes.evidence)));
    }
    blocks.extend(causes.notes.iter().cloned().map(Block::Soft));
    let first =
        Block::section("Why it changed", "inputs, outcome, and the relation of both", blocks);
    let models = causes.models.iter().enumerate().map(|(position, of)| model(position, of));
    std::iter::once(first).chain(models).collect()
}

fn questions(evidence: &[Evidence]) -> Table {
    let row = |evidence: &Evidence| {
        let moved = match evidence.moved {
            Some(true) => Cell::chip(Verdict::Moderate, "moved"),
            Some(false) => Cell::chip(Verdict::Stable, "as before"),
            None => Cell::chip(Verdict::NotEnoughData, "not known"),
        };
        vec![Cell::name(evidence.question.as_str()), moved, Cell::text(evidence.says.as_str())]
    };
    Table {
        id: "kinds-of-drift".to_owned(),
        caption: "What moved".to_owned(),
        columns: vec![
            Column::words("Question").fixed(),
            Column::words("Answer").fixed(),
            Column::words("What it rests on").fixed(),
        ],
        rows: evidence.iter().map(row).collect(),
        ..Table::default()
    }
}

fn model(position: usize, model: &ModelCauses) -> Block {
    let mut blocks = vec![Block::Text(model.says.clone())];
    let beside = [
        model.reweighted.as_ref().map(|told| told.says.clone()),
        model.challenger.as_ref().map(|told| told.says.clone()),
    ];
    blocks.extend(beside.into_iter().flatten().map(Block::Soft));
    for metric in &model.metrics {
        blocks.push(Block::Table(columns(position, metric)));
        let first = metric.columns.first();
        blocks.extend(first.map(|cause| cells(position, metric.metric, cause)));
    }
    Block::Section(Section {
        title: format!("What {} changed by", model.name),
        remark: String::new(),
        chip: None::<Chip>,
        blocks,
    })
}

fn columns(position: usize, metric: &Attribution) -> Table {
    let row = |cause: &ColumnCause| {
        vec![
            Cell::name(cause.column.as_str()),
            crate::table::estimate(&cause.mix),
            crate::table::estimate(&cause.within),
            Cell::Number(format::p_value(cause.p_adjusted), cause.p_adjusted),
            cause
                .uneven_p_adjusted
                .map_or_else(Cell::dash, |p| Cell::Number(format::p_value(p), p)),
        ]
    };
    Table {
        id: format!("causes-{}-{}", position + 1, metric.metric.label().replace(' ', "-")),
        title: format!("Change of {} by column", metric.metric.label()),
        caption: format!("Change of {} by column", metric.metric.label()),
        columns: vec![
            Column::words("Column"),
            Column::numbers("By its shift").defined("What comes of other values of the column"),
            Column::numbers("Among like rows").defined("What is left within its cells"),
            Column::numbers("Adjusted p").defined("Of the part by its shift"),
            Column::numbers("Uneven").defined("Adjusted p of cells that changed unevenly"),
        ],
        rows: metric.columns.iter().map(row).collect(),
        ..Table::default()
    }
}

/// The cells of the column that explains most, folded away.
fn cells(position: usize, metric: MetricName, cause: &ColumnCause) -> Block {
    let value = |value: Option<f64>| match (metric, value) {
        (MetricName::Accuracy, share) => Cell::share(share),
        (_, value) => Cell::number(value, DIGITS),
    };
    let row = |cell: &report::CauseCell| {
        vec![
            Cell::name(cell.label.as_str()),
            Cell::share(cell.share.reference),
            Cell::share(cell.share.production),
            value(cell.value.reference),
            value(cell.value.production),
            Cell::number(cell.mix, DIGITS),
            Cell::number(cell.within, DIGITS),
        ]
    };
    let label = metric.label();
    let table = Table {
        id: format!("cause-cells-{}-{}", position + 1, label.replace(' ', "-")),
        caption: format!("{label} by cells of {}", cause.column),
        columns: vec![
            Column::words("Cell").fixed(),
            Column::numbers("Share, reference"),
            Column::numbers("production"),
            Column::numbers(format!("{label}, reference")),
            Column::numbers("production"),
            Column::numbers("By its share"),
            Column::numbers("Within"),
        ],
        rows: cause.cells.iter().map(row).collect(),
        ..Table::default()
    };
    let summary = format!("Cells of {} ({label})", cause.column);
    Block::Details(summary, vec![Block::Text(cause.words.clone()), Block::Table(table)])
}
