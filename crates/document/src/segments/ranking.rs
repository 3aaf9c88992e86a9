//! Segments of one column, the most harmful first.

use report::{Estimate, ModelSegments, Segment, SegmentMetric, SegmentRanking, Verdict, format};

use super::weak::rows;
use super::{remark, sampled, title, values};
use crate::table::{estimate, gap};
use crate::{Block, Cell, Column, Table};

/// The section.
pub fn section(position: usize, of: &ModelSegments, is_only: bool) -> Block {
    let ranking = &of.ranking;
    let mut blocks = vec![Block::Text(ranking.says.clone())];
    blocks.extend(sampled(of));
    if !ranking.listed.is_empty() {
        let details = ranking.listed.iter().enumerate().map(|at| details((position, of), at));
        let details = details.collect();
        let id = format!("segments-{position}");
        blocks.push(Block::Table(Table { details, ..table(id, of, (0, &ranking.listed)) }));
    }
    blocks.extend(others(position, of));
    Block::section(title("By one column", of, is_only), remark(of), blocks)
}

/// The segments that come after those of the table, folded away.
fn others(position: usize, of: &ModelSegments) -> Option<Block> {
    let SegmentRanking { looked_at, listed, others, .. } = &of.ranking;
    if others.is_empty() {
        return None;
    }
    let told = others.len() as u64;
    let summary = match looked_at - listed.len() as u64 {
        all if all == told => {
            format!("{} of {}", format::plural(told, "other segment", "other segments"), of.name)
        }
        all => format!(
            "The next {} of {} of {}",
            format::count(told),
            format::plural(all, "other segment", "other segments"),
            of.name
        ),
    };
    let id = format!("segments-others-{position}");
    let table = table(id, of, (listed.len(), others));
    Some(Block::Details(summary, vec![Block::Table(table)]))
}

/// Segments from a rank on.
fn table(id: String, of: &ModelSegments, (from, segments): (usize, &[Segment])) -> Table {
    let name = of.metric.label();
    let columns = vec![
        Column::words("Segment"),
        Column::words("Finding").fixed(),
        Column::numbers("Rows").defined("With a label, of those that are measured; beneath, their share"),
        Column::numbers(format!("{name}, here")).defined("With its 95% interval"),
        Column::numbers("Worse by").defined("Than in all other rows, with its 95% interval"),
        Column::numbers("p").defined("Adjusted over all segments that were looked at"),
        Column::numbers("Harm").defined("What the metric of the whole would gain, at the least, if the segment were like the others"),
        Column::numbers("Worse by, before").defined("In the reference"),
    ];
    let accepted = |segment: &Segment, rank: usize| {
        (rank as u64) < of.ranking.weak && segment.gap.gap.value > 0.0
    };
    let row = |(rank, segment): (usize, &Segment)| {
        let finding = match accepted(segment, rank) {
            true => Cell::chip(Verdict::Moderate, "weak"),
            false => Cell::chip(Verdict::Stable, "may be chance"),
        };
        vec![
            Cell::name(segment.label.clone()).over(segment.column.clone()),
            finding,
            rows(&segment.gap),
            values::metric(of.metric, &segment.gap.inside),
            values::gap(of.metric, &segment.gap),
            Cell::Number(format::p_value(segment.p_adjusted), segment.p_adjusted),
            values::harm(of.metric, segment.harm),
            segment
                .before
                .as_ref()
                .map_or_else(Cell::dash, |before| values::gap(of.metric, before)),
        ]
    };
    Table {
        id,
        caption: format!("Segments of {} by one column", of.name),
        columns,
        rows: (from..).zip(segments).map(row).collect(),
        ..Table::default()
    }
}

/// What a segment opens into: how common it is, what the model says there, every metric.
fn details(
    (position, of): (usize, &ModelSegments),
    (rank, segment): (usize, &Segment),
) -> Vec<Block> {
    let row = |name: &str, before: Cell, now: Cell| vec![Cell::name(name), before, now];
    let or_dash = |value: Option<Estimate>| value.map_or_else(Cell::dash, |value| estimate(&value));
    let mut rows = vec![
        row(
            "Share of all rows",
            Cell::share(segment.share.reference),
            Cell::share(segment.share.production),
        ),
        row(
            "What the model says, mean",
            or_dash(segment.output.reference),
            or_dash(segment.output.production),
        ),
    ];
    if let Some(change) = &segment.output_change {
        rows.push(row("Change of that", Cell::dash(), estimate(change)));
    }
    if let Some(own) = &segment.calibration {
        let now = gap(&own.gap).hint(format!(
            "{} promised, {} happened",
            format::percent(own.promised),
            format::percent(own.happened)
        ));
        rows.push(match of.side {
            report::Side::Production => row("Promised less happened", Cell::dash(), now),
            report::Side::Reference => row("Promised less happened", now, Cell::dash()),
        });
    }
    let metric = |told: &SegmentMetric| {
        let value = |value: Option<Estimate>| {
            value.map_or_else(Cell::dash, |value| values::metric(told.name, &value))
        };
        row(told.name.label(), value(told.value.reference), value(told.value.production))
    };
    rows.extend(segment.metrics.iter().map(metric));
    vec![Block::Table(Table {
        id: format!("segment-{position}-{rank}"),
        caption: format!("More of {}, {}", segment.column, segment.label),
        columns: vec![
            Column::words("In this segment").fixed(),
            Column::numbers("Reference").fixed(),
            Column::numbers("Production").fixed(),
        ],
        rows: rows.into(),
        ..Table::default()
    })]
}
