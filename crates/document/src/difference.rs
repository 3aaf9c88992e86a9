//! What changed from one report to the next, as a document.

mod series;
mod tables;

pub use tables::table;

use report::{Became, Both, Difference};

use crate::{Block, Document};

/// The document of a difference.
#[must_use]
pub fn difference(of: &Difference) -> Document {
    let mut blocks = vec![reports(of)];
    if !of.not_comparable.is_empty() {
        let sentences = of.not_comparable.iter().cloned().map(Block::Text).collect();
        blocks.push(Block::section("What cannot be compared", "", sentences));
    }
    blocks.push(Block::section("Findings", last_two(of), vec![tables::findings(of)]));
    blocks.extend(columns(of));
    if !of.metrics.is_empty() {
        let remark = "in production, with 95% intervals";
        blocks.push(Block::section("Models", remark, vec![tables::metrics(of)]));
    }
    blocks.extend(of.series.as_ref().and_then(|series| series::section(of, series)));
    Document {
        eyebrow: "Report against report".to_owned(),
        headline: of.headline.clone(),
        lacks: None,
        blocks,
    }
}

fn last_two(of: &Difference) -> String {
    match of.reports.as_slice() {
        [.., before, after] => format!("{} against {}", after.label, before.label),
        _ => String::new(),
    }
}

fn reports(of: &Difference) -> Block {
    let sentence = "Reports are in the order of their production periods, or as they were given. Better and worse are told only of what changed by more than chance.";
    Block::section("Reports", "", vec![tables::reports(of), Block::Soft(sentence.to_owned())])
}

/// Columns of which there is something to tell: another verdict, or a change beyond chance.
fn columns(of: &Difference) -> Option<Block> {
    let is_told = |column: &&report::ColumnChange| {
        let Both { before, after } = column.verdict;
        before != after || !matches!(column.became, Became::Same | Became::NotComparable)
    };
    let told: Vec<&report::ColumnChange> = of.columns.iter().filter(is_told).collect();
    let rest = (of.columns.len() - told.len()) as u64;
    let rest = format!(
        "{} the same verdict in both.",
        report::format::plural(rest, "other column has", "other columns have")
    );
    if of.columns.is_empty() {
        return None;
    }
    let table = (!told.is_empty()).then(|| tables::columns(&told));
    let blocks = table.into_iter().chain([Block::Soft(rest)]).collect();
    Some(Block::section("Columns", "whose verdict or distance changed", blocks))
}
