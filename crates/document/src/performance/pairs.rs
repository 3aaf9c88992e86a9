//! Models beside each other on the same rows.

use report::{
    ModelPair, Pair, PairOverTime, PairWindow, Side, SidePair, Standing, Timeline, format,
};

use super::pair_segments;
use crate::{Block, Cell, Column, Table};

/// Digits of a metric.
const DIGITS: usize = 4;

/// A section for each two models.
pub fn sections<'a>(
    pairs: &'a [ModelPair],
    over_time: &'a [PairOverTime],
    timeline: &'a Timeline,
) -> impl Iterator<Item = Block> + 'a {
    pairs.iter().enumerate().map(move |(position, pair)| {
        let mut blocks = vec![Block::Text(pair.says.clone()), Block::Table(table(position, pair))];
        blocks.extend(pair_segments::blocks(position, pair));
        let is_own = |own: &&PairOverTime| own.first == pair.first && own.second == pair.second;
        if let Some(own) = over_time.iter().find(is_own) {
            blocks.push(Block::Text(own.says.clone()));
            let windows = Block::Table(windows(position, own, timeline, pair.is_joined));
            blocks.push(Block::Details("Both models in every window".to_owned(), vec![windows]));
        }
        let title = format!("{} beside {}", pair.second, pair.first);
        let remark =
            if pair.is_joined { "rows of both files, joined by id" } else { "on the same rows" };
        Block::section(title, remark, blocks)
    })
}

fn table(position: usize, pair: &ModelPair) -> Table {
    let row = |label: &str, cell: &dyn Fn(&SidePair) -> Option<Cell>| {
        let sides = Pair::from_fn(|side: Side| {
            pair.sides.get(side).as_ref().and_then(cell).unwrap_or_else(Cell::dash)
        });
        match pair.is_joined {
            true => vec![Cell::name(label), sides.production],
            false => vec![Cell::name(label), sides.reference, sides.production],
        }
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
        columns: if pair.is_joined {
            vec![Column::words("Measure").fixed(), Column::numbers("Rows of both files").fixed()]
        } else {
            vec![
                Column::words("Measure").fixed(),
                Column::numbers("Reference").fixed(),
                Column::numbers("Production").fixed(),
            ]
        },
        rows: rows.into(),
        ..Table::default()
    }
}

/// Every window; of rows of both files only production's, under which both models stand.
fn windows(position: usize, pair: &PairOverTime, timeline: &Timeline, is_joined: bool) -> Table {
    let told = |value: &Option<report::Estimate>| {
        value.as_ref().map_or_else(Cell::dash, crate::table::estimate)
    };
    let row = |(at, window): (usize, &PairWindow)| {
        let of = &timeline.windows[at];
        let hint = window.p_adjusted.map_or_else(String::new, format::p_equals);
        let standing = window.standing.map_or_else(Cell::dash, |standing| {
            Cell::text(match standing {
                Standing::Better => format!("{} is better", pair.second),
                Standing::Worse => format!("{} is better", pair.first),
                Standing::Open => "cannot be told".to_owned(),
            })
        });
        vec![
            Cell::name(of.label.clone()),
            Cell::text(of.side.label()),
            Cell::count(window.answered),
            told(&window.agreement),
            Cell::count(window.n),
            told(&window.difference),
            standing.hint(hint),
        ]
    };
    let label = pair.metric.label();
    let less = format!("{} less {}", pair.second, pair.first);
    let known = pair.windows.iter().enumerate().take(timeline.windows.len());
    let known =
        known.filter(|(at, _)| !is_joined || timeline.windows[*at].side == Side::Production);
    Table {
        id: format!("pair-{}-windows", position + 1),
        caption: format!("{} beside {} window by window", pair.second, pair.first),
        columns: vec![
            Column::words("Window").fixed(),
            Column::words("Side").fixed(),
            Column::numbers("Both answer"),
            Column::numbers("Same answer"),
            Column::numbers("Compared").defined("Rows with a label that both were held against"),
            Column::numbers(format!("Difference of {label}")).defined(less),
            Column::words("Better").defined("Adjusted over the windows of production"),
        ],
        rows: known.map(row).collect(),
        ..Table::default()
    }
}
