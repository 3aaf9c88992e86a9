//! How far groups are apart by each criterion.

use report::{AttributeFairness, Criterion, GroupGap, InOrder, Side, format};

use super::chip;
use crate::table::{estimate, gap};
use crate::{Block, Cell, Column, Table};

/// Digits of a limit.
const DIGITS: usize = 3;

/// The criteria of an attribute.
pub fn table(id: &str, own: &AttributeFairness) -> Block {
    // What is beyond its limit comes first, what is held against none last.
    let mut criteria: Vec<&Criterion> = own.criteria.iter().collect();
    criteria.put_in_order(|a, b| b.judged().cmp(&a.judged()));
    Block::Table(Table {
        id: format!("fairness-criteria-{id}"),
        caption: format!("Criteria of fairness by {}", own.name),
        columns: vec![
            Column::words("Criterion").fixed(),
            Column::words("Limit kept").fixed().defined(
                "Broken: beyond the limit, and not by chance; on production where that tells it",
            ),
            Column::numbers("Limit").fixed(),
            Column::numbers("Reference").fixed(),
            Column::numbers("Production").fixed().defined(
                "The widest difference or the least ratio, with an interval that holds for all pairs of groups at once",
            ),
            Column::words("Groups").fixed().defined("The one with the most and the one with the least"),
            Column::numbers("Change of these").fixed().defined(
                "Production less reference, of these two groups: the reference’s own widest gap may be of others",
            ),
            Column::numbers("p of the limit").fixed().defined(
                "How likely a gap this wide is if no groups were further apart than the limit, adjusted over all criteria, attributes and models; not whether there is a difference",
            ),
        ],
        rows: criteria.into_iter().map(row).collect(),
        ..Table::default()
    })
}

fn row(criterion: &Criterion) -> Vec<Cell> {
    let class = criterion.class.as_ref().map(|class| format!("of class {class}"));
    let name = Cell::name(criterion.name.label())
        .hint(criterion.name.definition())
        .over(class.unwrap_or_default());
    let side = |side: Side| match criterion.gap.get(side) {
        Some(told) if is_amount(criterion) => estimate(&told.value).over(others(criterion, told)),
        Some(told) => gap(&told.value).over(others(criterion, told)),
        None => Cell::dash().hint(criterion.lacks.get(side).clone()),
    };
    let change = match &criterion.change {
        Some(change) if is_amount(criterion) => estimate(change),
        Some(change) => gap(change),
        None => Cell::dash(),
    };
    let change = if criterion.grew {
        change.hint("farther apart than before, beyond chance")
    } else {
        change
    };
    let groups = criterion.judged_gap().map_or_else(Cell::dash, |gap| {
        Cell::text(format!("{} and {}", format::short(&gap.highest), format::short(&gap.lowest)))
    });
    let p_adjusted = criterion.p_adjusted.get(criterion.side());
    vec![
        name,
        Cell::Chip(chip(criterion.judged())),
        Cell::number(criterion.limit, DIGITS),
        side(Side::Reference),
        side(Side::Production),
        groups,
        change,
        p_adjusted.map_or_else(Cell::dash, |p| Cell::Number(format::p_value(p), p)),
    ]
}

/// Whether it is not told in percentage points.
const fn is_amount(criterion: &Criterion) -> bool {
    criterion.name.is_ratio() || criterion.name.is_amount()
}

/// The groups of a gap, where they are not those that are judged.
fn others(criterion: &Criterion, told: &GroupGap) -> String {
    let is_judged = |gap: &GroupGap| gap.highest == told.highest && gap.lowest == told.lowest;
    if criterion.judged_gap().is_some_and(is_judged) {
        return String::new();
    }
    format!("{} and {}", format::short(&told.highest), format::short(&told.lowest))
}
