//! Models beside each other on the same rows.

use report::{ModelPair, Pair, Side, SidePair, format};

use crate::{Block, Cell, Column, Table};

/// Digits of a metric.
const DIGITS: usize = 4;

/// A section for each two models.
pub fn sections(pairs: &[ModelPair]) -> impl Iterator<Item = Block> {
    pairs.iter().enumerate().map(|(position, pair)| {
        let blocks = vec![Block::Text(pair.says.clone()), Block::Table(table(position, pair))];
        let title = format!("{} beside {}", pair.second, pair.first);
        Block::section(title, "on the same rows", blocks)
    })
}

fn table(position: usize, pair: &ModelPair) -> Table {
    let row = |label: &str, cell: &dyn Fn(&SidePair) -> Option<Cell>| {
        let sides = Pair::from_fn(|side: Side| {
            pair.sides.get(side).as_ref().and_then(cell).unwrap_or_else(Cell::dash)
        });
        vec![Cell::name(label), sides.reference, sides.production]
    };
    let mut rows = vec![
        row("Rows that both answer", &|side| Some(Cell::count(side.answered))),
        row("Same answer", &|side| Some(Cell::share(side.agreement?.value))),
        row("Kappa", &|side| Some(crate::table::estimate(&side.kappa?))),
        row("Correlation of scores", &|side| {
            Some(Cell::number(side.scores.as_ref()?.pearson, DIGITS))
        }),
        row("Correlation of their ranks", &|side| {
            Some(Cell::number(side.scores.as_ref()?.spearman, DIGITS))
        }),
        row(&format!("Only {} right", pair.first), &|side| {
            Some(Cell::count(side.right.as_ref()?.only_first))
        }),
        row(&format!("Only {} right", pair.second), &|side| {
            Some(Cell::count(side.right.as_ref()?.only_second))
        }),
        row("McNemar’s p", &|side| {
            let p = side.right.as_ref()?.p_value;
            Some(Cell::Number(format::p_value(p), p))
        }),
        row("Difference of ROC AUC", &|side| {
            Some(crate::table::estimate(&side.auc.as_ref()?.difference))
        }),
        row("DeLong’s p", &|side| {
            let p = side.auc.as_ref()?.p_value;
            Some(Cell::Number(format::p_value(p), p))
        }),
    ];
    let known = pair.sides.production.as_ref().or(pair.sides.reference.as_ref());
    for metric in known.map_or(&[][..], |side| &side.differences) {
        rows.push(row(&format!("Difference of {}", metric.metric.label()), &|side| {
            let own = side.differences.iter().find(|own| own.metric == metric.metric)?;
            Some(crate::table::estimate(&own.difference))
        }));
    }
    Table {
        id: format!("pair-{}", position + 1),
        caption: format!("{} beside {}", pair.second, pair.first),
        columns: vec![
            Column::words("Measure").fixed(),
            Column::numbers("Reference").fixed(),
            Column::numbers("Production").fixed(),
        ],
        rows,
        ..Table::default()
    }
}
