//! How good the model is, for whom it is worse, and how it is watched.

use report::{Finding, Metric, Report, Side, format};

use super::{Notes, note, said, why};
use crate::drift::by_verdict;
use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// What a finding of a column that moved is about.
const DRIFT: &str = "drift";
/// Columns that moved that are named.
const MOST_COLUMNS: usize = 10;

/// Why a chapter has nothing to tell, or what it tells.
fn chapter(title: &str, lacks: Option<&String>, told: impl FnOnce() -> Vec<Block>) -> Block {
    let blocks = match lacks {
        Some(lacks) => vec![Block::Soft(why(lacks))],
        None => told(),
    };
    Block::section(title, "", blocks)
}

/// Every metric of every model on both sides.
pub fn metrics(report: &Report) -> Block {
    let performance = &report.performance;
    chapter("Metrics", performance.lacks.as_ref(), || {
        let mut blocks = Vec::new();
        for model in &performance.models {
            blocks.push(Block::Text(model.says.clone()));
            let n = model.sides.as_ref().map(|side| format::count(side.n));
            blocks.push(Block::Table(Table {
                id: format!("card-metrics-{}", model.name),
                title: format!(
                    "{}, with 95% intervals, reference n {}, production n {}",
                    format::short(&model.name),
                    n.reference,
                    n.production
                ),
                caption: format!("Metrics of {}", model.name),
                columns: vec![
                    Column::words("Metric").fixed(),
                    Column::numbers("Reference").fixed(),
                    Column::numbers("Production").fixed(),
                ],
                rows: model.metrics.iter().map(metric).collect(),
                ..Table::default()
            }));
            blocks.extend(model.notes.iter().cloned().map(Block::Soft));
        }
        blocks
    })
}

fn metric(of: &Metric) -> Vec<Cell> {
    let side = |side: Side| of.value.get(side).as_ref().map_or_else(Cell::dash, estimate);
    vec![Cell::name(of.name.label()), side(Side::Reference), side(Side::Production)]
}

/// Whether probabilities can be believed.
pub fn calibration(report: &Report) -> Block {
    let calibration = &report.calibration;
    chapter("Calibration", calibration.lacks.as_ref(), || {
        // The headline says again what is said of the models.
        said(calibration.models.iter().map(|model| &model.says))
    })
}

/// Where it is weak.
pub fn segments(report: &Report) -> Block {
    let segments = &report.segments;
    chapter("Where it is weak", segments.lacks.as_ref(), || {
        let models = segments.models.iter();
        let found = models.clone().flat_map(|model| {
            let tested = model.finder.iter().flat_map(|finder| &finder.tested);
            let label = model.metric.label();
            tested.filter(|weak| weak.is_confirmed).map(move |weak| {
                vec![
                    Cell::name(&weak.rule),
                    Cell::text(format::short(&model.name)),
                    Cell::text(label),
                    estimate(&weak.gap.inside),
                    estimate(&weak.gap.others),
                    Cell::count(weak.gap.n),
                ]
            })
        });
        let rows: Vec<Vec<Cell>> = found.collect();
        let mut blocks = said(models.map(|model| &model.says));
        if !rows.is_empty() {
            let columns = vec![
                Column::words("Where").fixed(),
                Column::words("Model").fixed(),
                Column::words("Metric").fixed(),
                Column::numbers("There").fixed(),
                Column::numbers("Elsewhere").fixed(),
                Column::numbers("n").fixed(),
            ];
            blocks.push(crate::difference::table(
                "card-weak",
                "Confirmed weak segments",
                columns,
                rows,
            ));
        }
        blocks
    })
}

/// Whether groups are treated alike.
pub fn fairness(report: &Report) -> Block {
    let fairness = &report.fairness;
    chapter("Fairness", fairness.lacks.as_ref(), || {
        let mut blocks = Vec::new();
        for model in &fairness.models {
            blocks.extend(said([&model.says]));
            blocks.extend(said(model.attributes.iter().map(|attribute| &attribute.says)));
        }
        blocks
    })
}

/// What moved, and how the model is watched.
pub fn drift(report: &Report, notes: &Notes) -> Block {
    let moved = by_verdict(&report.drift.columns).into_iter().filter(|own| own.verdict.is_drift());
    let moved: Vec<Vec<Cell>> = moved
        .take(MOST_COLUMNS)
        .map(|own| {
            let measure = own.leading_measure();
            let value = measure.and_then(|measure| measure.value);
            let chance = measure.and_then(|measure| measure.noise).map(|noise| noise.p95);
            let cell = |value: Option<f64>| {
                value.map_or_else(Cell::dash, |value| Cell::Number(format::distance(value), value))
            };
            vec![
                Cell::name(format::short(&own.column)),
                cell(value).over(measure.map_or("", |measure| measure.measure.label())),
                cell(chance),
                Cell::chip(own.verdict, own.verdict.label()),
            ]
        })
        .collect();
    let mut blocks = vec![
        note("How it is watched, and what happens when it fails", notes.monitoring.as_ref()),
        Block::Text(report.overview.headline.clone()),
        Block::Text(report.drift.headline.clone()),
    ];
    if !moved.is_empty() {
        let columns = vec![
            Column::words("Column").fixed(),
            Column::numbers("Distance").fixed(),
            Column::numbers("By chance up to").fixed(),
            Column::words("Verdict").fixed(),
        ];
        blocks.push(crate::difference::table("card-drift", "Columns that moved", columns, moved));
    }
    blocks.extend(in_part(report));
    Block::section("Drift and monitoring", "", blocks)
}

/// Columns that did not move over the whole period, and did in a part of it; nothing where there are none.
fn in_part(report: &Report) -> Option<Block> {
    let is_calm = |name: &str| {
        let column = report.drift.named(name);
        column.is_some_and(|column| !column.verdict.is_drift())
    };
    let is_told = |finding: &&Finding| {
        let is_of_a_column = finding.column.as_deref().is_some_and(is_calm);
        finding.about == DRIFT && finding.severity.matters() && is_of_a_column
    };
    let told = report.overview.findings.iter().filter(is_told).take(MOST_COLUMNS);
    let rows: Vec<Vec<Cell>> = told
        .map(|finding| {
            let size = finding.size.as_ref();
            vec![
                Cell::name(format::short(finding.column.as_deref().unwrap_or_default())),
                Cell::text(&finding.title),
                size.map_or_else(Cell::dash, |size| Cell::text(&size.text)),
                Cell::chip(finding.severity, finding.severity.label()),
            ]
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words("Column").fixed(),
        Column::words("When, and how").fixed(),
        Column::numbers("Distance since").fixed(),
        Column::words("Severity").fixed(),
    ];
    let title = "Columns that moved in a part of the period only";
    Some(crate::difference::table("card-drift-in-part", title, columns, rows))
}
