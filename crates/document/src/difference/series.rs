//! Three or more reports beside each other: findings as a table, distances and metrics as drawings.

use report::{
    ColumnSeries, Difference, Estimate, FindingSeries, InOrder, MetricSeries, Series, format,
};

use super::tables::table;
use crate::windows::up;
use crate::{Axis, Block, Cell, Column, Drawing, Layer, Paint, Point, ReadAt, Table, Unit};

/// Columns that have a line of their own in the drawing; the table has all.
const MOST_LINES: usize = 5;
/// Room above the largest value, in shares of it.
const ROOM: f64 = 1.08;

/// All reports beside each other.
pub fn section(of: &Difference, series: &Series) -> Option<Block> {
    let mut blocks = Vec::new();
    if !series.findings.is_empty() {
        blocks.push(findings(of, &series.findings));
    }
    blocks.extend(distances(of, &series.columns));
    blocks.extend(series.metrics.iter().map(|metric| course(of, metric)));
    (!blocks.is_empty()).then(|| Block::section("Over all reports", "", blocks))
}

/// A column for each report, in their order.
fn heads(of: &Difference, first: &str) -> Vec<Column> {
    let reports = of.reports.iter().map(|report| Column::words(&report.label).fixed());
    [Column::words(first)].into_iter().chain(reports).collect()
}

fn findings(of: &Difference, all: &[FindingSeries]) -> Block {
    let row = |finding: &FindingSeries| {
        let cells = finding.severity.iter().map(|severity| {
            severity.map_or_else(Cell::dash, |severity| Cell::chip(severity, severity.label()))
        });
        [Cell::name(&finding.title)].into_iter().chain(cells).collect()
    };
    let rows = all.iter().map(row).collect();
    table(
        "series-findings",
        "How grave every finding was, report by report",
        heads(of, "Finding"),
        rows,
    )
}

/// The axis of the reports: each in the middle of one unit.
fn across(of: &Difference) -> Axis {
    let places = of.reports.iter().enumerate();
    let places = places.map(|(place, report)| (place as f64 + 0.5, report.label.clone())).collect();
    Axis { from: 0.0, to: of.reports.len() as f64, unit: Unit::Places(places) }
}

fn points(values: &[Option<f64>]) -> Vec<Point> {
    let points = values.iter().enumerate();
    points.filter_map(|(place, value)| Some((place as f64 + 0.5, (*value)?))).collect()
}

/// The PSI of the columns that ever drifted; the last report's largest first.
fn distances(of: &Difference, columns: &[ColumnSeries]) -> Option<Block> {
    let mut columns: Vec<&ColumnSeries> = columns.iter().collect();
    let last =
        |column: &ColumnSeries| column.psi.iter().rev().flatten().next().copied().unwrap_or(0.0);
    columns.put_in_order(|a, b| last(b).total_cmp(&last(a)));
    let most =
        columns.iter().flat_map(|column| column.psi.iter().flatten()).copied().fold(0.0, f64::max);
    let first = columns.first()?;
    let drawn = || columns.iter().take(MOST_LINES);
    let lines = drawn().enumerate().flat_map(|(place, column)| {
        let paint = if place == 0 { Paint::Production } else { Paint::Quiet };
        let points = points(&column.psi);
        // Lines of columns that drifted alike would write their names over each other.
        let end = points.last().filter(|_| place == 0);
        let note = end.map(|end| Layer::Note(*end, format::short(&column.column), paint));
        [Layer::Line(points.clone(), paint), Layer::Dots(points, paint)].into_iter().chain(note)
    });
    let up = Axis::numbers(0.0, (most * ROOM).max(f64::MIN_POSITIVE));
    let reading = |(place, report): (usize, &report::Compared)| ReadAt {
        from: (place as f64, up.from),
        to: (place as f64 + 1.0, up.to),
        title: report.label.clone(),
        rows: drawn()
            .map(|column| {
                let psi = column.psi.get(place).copied().flatten();
                let psi = psi.map_or_else(|| "–".to_owned(), format::distance);
                let verdict = column.verdict.get(place).copied().flatten();
                let verdict = verdict.map_or_else(String::new, |of| of.label().to_owned());
                (format::short(&column.column), psi, verdict)
            })
            .collect(),
    };
    let row = |column: &&ColumnSeries| {
        let cells = column
            .psi
            .iter()
            .map(|psi| psi.map_or_else(Cell::dash, |psi| Cell::Number(format::distance(psi), psi)));
        [Cell::name(format::short(&column.column))].into_iter().chain(cells).collect()
    };
    let numbers = Table {
        id: "series-columns".to_owned(),
        caption: "PSI of the columns that ever drifted, report by report".to_owned(),
        columns: heads(of, "Column"),
        rows: columns.iter().map(row).collect(),
        ..Table::default()
    };
    let count = columns.len() as u64;
    Some(Block::Drawing(Box::new(Drawing {
        subject: "reports".to_owned(),
        picture: "psi over reports".to_owned(),
        title: format!("{} drifted farthest in the last report", format::short(&first.column)),
        caption: "across: reports; up: PSI".to_owned(),
        summary: format!(
            "PSI of {} that drifted in any of {} reports; in the last, {} has {}.",
            format::plural(count, "column", "columns"),
            of.reports.len(),
            format::short(&first.column),
            format::distance(last(first))
        ),
        across: across(of),
        layers: lines.collect(),
        readings: of.reports.iter().enumerate().map(reading).collect(),
        up,
        numbers,
        ..Drawing::default()
    })))
}

/// The leading metric of a model with its interval.
fn course(of: &Difference, metric: &MetricSeries) -> Block {
    let (model, label) = (format::short(&metric.model), metric.metric.label());
    let up = up(metric.value.iter().flatten().copied());
    let value = |value: &Option<Estimate>| value.map(|value| value.value);
    let points = points(&metric.value.iter().map(value).collect::<Vec<_>>());
    let bars = metric.value.iter().enumerate().filter_map(|(place, value)| {
        let (low, high) = (*value)?.interval_95?;
        let x = place as f64 + 0.5;
        Some(Layer::Line(vec![(x, low), (x, high)], Paint::Production))
    });
    let line = Layer::Line(points.clone(), Paint::Quiet);
    let layers = [line].into_iter().chain(bars).chain([Layer::Dots(points, Paint::Production)]);
    let cells = metric
        .value
        .iter()
        .map(|value| value.as_ref().map_or_else(Cell::dash, crate::table::estimate));
    let rows = vec![[Cell::name(format!("{label} of {model}"))].into_iter().chain(cells).collect()];
    let told = metric.value.iter().flatten().count() as u64;
    Block::Drawing(Box::new(Drawing {
        subject: metric.model.clone(),
        picture: "leading metric over reports".to_owned(),
        title: format!("{label} of {model} in production, report by report"),
        caption: format!("across: reports; up: {label}, 95% intervals"),
        summary: format!("{label} of {model} in {}.", format::plural(told, "report", "reports")),
        across: across(of),
        layers: layers.collect(),
        readings: metric
            .value
            .iter()
            .enumerate()
            .filter_map(|(place, value)| {
                let (text, interval) = format::estimate(value.as_ref()?);
                Some(ReadAt {
                    from: (place as f64, up.from),
                    to: (place as f64 + 1.0, up.to),
                    title: of.reports.get(place).map_or_else(String::new, |own| own.label.clone()),
                    rows: vec![(label.to_owned(), text, interval)],
                })
            })
            .collect(),
        up,
        numbers: Table {
            id: format!("series-metric-{}", metric.model),
            caption: format!("{label} of {model} in production, report by report"),
            columns: heads(of, "Metric"),
            rows: rows.into(),
            ..Table::default()
        },
        ..Drawing::default()
    }))
}
