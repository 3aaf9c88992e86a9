//! The cells behind a distance.

use leptos::prelude::*;
use report::{Bin, Bins, Pair, format};

use crate::parts::table::{Cell, Column, Table, figure};

/// Length of the bar of the largest share.
const BAR: f64 = 90.0;

/// The cells behind a distance.
pub fn bins_table(bins: Bins) -> AnyView {
    let Bins { rule, cells } = bins;
    let largest = cells.iter().flat_map(|cell| [cell.share.reference, cell.share.production]);
    let largest = largest.fold(f64::MIN_POSITIVE, f64::max);
    let columns = vec![
        Column::words("Cell").class("cell").fixed(),
        Column::drawn("Shares"),
        Column::numbers("Reference"),
        Column::numbers("Production"),
        Column::copied("Reference rows"),
        Column::copied("Production rows"),
        Column::numbers("Part")
            .class("num soft")
            .defined("What the cell adds to the distance; where it has no parts, a dash"),
    ];
    let count = cells.len();
    let row = move |position: usize| row(&cells[position], largest);
    let table = Table::new("cells", "Cells", columns, count, row);
    figure("", "The cells behind the distance", rule, table)
}

fn row(cell: &Bin, largest: f64) -> Vec<Cell> {
    let rows = cell.count.map(|count| format::plural(count, "row", "rows"));
    let Pair { reference, production } = cell.share.map(|share| BAR * share / largest);
    vec![
        Cell::Text(cell.label.clone()),
        Cell::Drawn(String::new(), Box::new(move || bars(reference, production))),
        Cell::number(Some(cell.share.reference), format::percent).hint(rows.reference),
        Cell::number(Some(cell.share.production), format::percent).hint(rows.production),
        Cell::count(cell.count.reference),
        Cell::count(cell.count.production),
        Cell::number(cell.part, format::distance),
    ]
}

fn bars(reference: f64, production: f64) -> AnyView {
    view! {
        <svg class="fig" viewBox="0 0 92 14" width="92" height="14" aria-hidden="true">
            <path class="f-ref" d=format!("M0 2H{reference:.1}V12H0Z")></path>
            <path class="l-ref fine" d=format!("M{reference:.1} 2V12")></path>
            <path class="l-prod" d=format!("M0 7H{production:.1}")></path>
        </svg>
    }
    .into_any()
}
