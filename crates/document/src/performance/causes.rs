//! Where the change of the models comes from: kinds of drift, and columns by what their shift explains.

use report::{
    Attribution, Causes, ColumnCause, Estimate, Evidence, MetricName, ModelCauses, Verdict, format,
};

use crate::drawing::rectangle;
use crate::{
    Axis, Block, Cell, Chip, Column, Drawing, Height, Layer, Paint, ReadAt, Section, Table,
};

/// Significant digits of what a cell comes to.
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
    let models = causes
        .models
        .iter()
        .enumerate()
        .map(|(position, of)| model(position, of, &causes.headline));
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

/// The section of a model; what the headline over it says already is not said again.
fn model(position: usize, model: &ModelCauses, headline: &str) -> Block {
    let says = Some(&model.says).filter(|says| !headline.contains(says.as_str()));
    let mut blocks: Vec<Block> = says.cloned().map(Block::Text).into_iter().collect();
    let beside = [
        model.reweighted.as_ref().map(|told| told.says.clone()),
        model.challenger.as_ref().map(|told| told.says.clone()),
    ];
    blocks.extend(beside.into_iter().flatten().map(Block::Soft));
    let told = || model.metrics.iter().filter(|metric| !metric.columns.is_empty());
    // Of a change that may be chance no column’s part is told.
    let sure = told().filter(|metric| metric.change.is_sure());
    let drawings = sure.map(|metric| vec![drawing(&model.name, metric)]);
    blocks.extend(Block::columns(drawings.collect()));
    for metric in told() {
        let mut folded = vec![Block::Table(columns(position, metric))];
        folded.extend(metric.columns.first().map(|cause| cells(position, metric.metric, cause)));
        let summary = format!("Change of {} by column, in numbers", metric.metric.label());
        blocks.push(Block::Details(summary, folded));
    }
    Block::Section(Section {
        title: format!("What {} changed by", model.name),
        remark: String::new(),
        chip: None::<Chip>,
        blocks,
    })
}

/// What each column's shift comes to, as bars from 0 with their intervals.
fn drawing(model: &str, metric: &Attribution) -> Block {
    let label = metric.metric.label();
    // Names stand from the bottom to the top.
    let rows = || (0..).map(f64::from).zip(metric.columns.iter().rev());
    let ends = |of: &Estimate| of.interval_95.unwrap_or((of.value, of.value));
    let all = || metric.columns.iter().map(|cause| ends(&cause.mix));
    let (low, high) =
        all().fold((0.0_f64, 0.0_f64), |(low, high), (from, to)| (low.min(from), high.max(to)));
    let room = (high - low).max(f64::MIN_POSITIVE) * 0.05;
    let across = Axis::numbers(low - room, high + room);
    let bar = |(row, cause): (f64, &ColumnCause)| {
        let (from, to) = ends(&cause.mix);
        let paint = if cause.is_told() { Paint::Severity } else { Paint::Quiet };
        let middle = row + 0.5;
        [
            Layer::Wash(rectangle((0.0, row + 0.25), (cause.mix.value, row + 0.75)), paint),
            Layer::Line(vec![(from, middle), (to, middle)], paint),
            Layer::Dots(vec![(cause.mix.value, middle)], paint),
        ]
    };
    let reading = |(row, cause): (f64, &ColumnCause)| {
        let told = |name: &str, of: &Estimate| {
            let (value, interval) = format::estimate(of);
            (name.to_owned(), value, interval)
        };
        ReadAt {
            from: (across.from, row),
            to: (across.to, row + 1.0),
            title: cause.column.clone(),
            rows: vec![
                told("By its shift", &cause.mix),
                told("Among like rows", &cause.within),
                ("Adjusted p".to_owned(), format::p_value(cause.p_adjusted), String::new()),
            ],
        }
    };
    let title = match metric.columns.iter().find(|cause| cause.is_told()) {
        Some(cause) => {
            let value = match metric.metric {
                MetricName::Accuracy => format::points(cause.mix.value),
                _ => format::estimate(&cause.mix).0,
            };
            format!("The shift of {} changes {label} by {value}", format::short(&cause.column))
        }
        None => format!("No column’s shift changes {label} beyond chance"),
    };
    Block::Drawing(Box::new(Drawing {
        subject: model.to_owned(),
        picture: format!("change of {label} by column"),
        caption: "lines: 95% intervals; grey: may be chance".to_owned(),
        summary: format!("{title}. {}", metric.says),
        up: Axis::names(metric.columns.iter().rev().map(|of| of.column.clone()).collect()),
        layers: std::iter::once(Layer::Line(
            vec![(0.0, 0.0), (0.0, metric.columns.len() as f64)],
            Paint::Quiet,
        ))
        .chain(rows().flat_map(bar))
        .collect(),
        readings: rows().map(reading).collect(),
        numbers: columns(0, metric),
        height: Height::Bars(metric.columns.len() as u32),
        across,
        title,
        ..Drawing::default()
    }))
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
