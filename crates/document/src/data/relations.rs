//! The relations of columns that changed most.

use report::{Pair, Relation, Relations, format};

use crate::{Block, Cell, Column, Table};

/// What the p-value is of, which is not always the measure beside it.
const TESTED: &str = "Of two numbers: whether their rank correlation is the same in both files. With a \
    category: whether all odds ratios are, numbers cut at the reference’s quartiles; that can change where \
    the measure beside it does not. Adjusted over all pairs (Benjamini–Hochberg)";

/// The relations that changed most.
pub fn section(relations: &Relations) -> Block {
    let table = Table {
        id: "relations".to_owned(),
        caption: "Table: Relations of columns".to_owned(),
        columns: vec![
            Column::words("Change"),
            Column::words("Columns"),
            Column::words("Measure"),
            Column::words("Reference → production").fixed(),
            Column::words("Pearson").fixed(),
            Column::numbers("Adj. p").defined(TESTED),
        ],
        rows: relations.most_changed.iter().map(relation_row).collect(),
        ..Table::default()
    };
    Block::section("Relations of columns", relations.says.as_str(), vec![Block::Table(table)])
}

fn relation_row(relation: &Relation) -> Vec<Cell> {
    let both = |value: Pair<f64>| {
        let Pair { reference, production } = value.map(format::distance);
        format!("{reference} → {production}")
    };
    let p = relation.p_adjusted;
    vec![
        Cell::chip(relation.verdict, relation.verdict.label()),
        Cell::name(format!(
            "{} and {}",
            format::short(&relation.first),
            format::short(&relation.second)
        )),
        Cell::text(relation.measure.label().to_owned()),
        Cell::text(both(relation.value)),
        Cell::text(relation.pearson.map_or_else(String::new, both)),
        p.map_or_else(|| Cell::text("not tested"), |p| Cell::Number(format::p_value(p), p)),
    ]
}
