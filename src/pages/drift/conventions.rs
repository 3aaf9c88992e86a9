//! Every convention side by side, whose cells can be looked at.

use std::sync::Arc;

use leptos::prelude::*;
use report::{DriftSettings, Measure};

use super::cells::Cutting;
use crate::parts::document::table_with;
use crate::parts::live::{live, press};
use crate::parts::table::{Cell, figure};

/// The column of the measures' names.
const NAMES: usize = 1;

/// What each convention computes, and what it says by its own limit; a measure on cells shows them when
/// its name is pressed.
pub fn convention_table(
    column: &str,
    measures: Vec<Measure>,
    settings: &DriftSettings,
    cutting: Cutting,
    about: String,
) -> AnyView {
    let table = document::conventions(column, &measures, settings);
    let measures = Arc::new(measures);
    let table = table_with(table, move |(row, column), cell| {
        if column == NAMES { named(&measures[row], cell, cutting) } else { cell }
    });
    figure("w7", "Why do other tools say something else?", about, table)
}

/// The cell with the measure's name, which can be pressed where the measure has cells.
fn named(measure: &Measure, cell: Cell, cutting: Cutting) -> Cell {
    let (Some(cut), Cell::List(lines)) = (measure.cut.clone(), &cell) else { return cell };
    let label = measure.measure.label();
    let wanted = cut.clone();
    let button = move || {
        view! {
            <button class="link" aria-pressed=live(move || cutting.is_asked(&wanted).to_string())
                on:click=press(move || cutting.ask(cut.clone()))>{label}</button>
        }
        .into_any()
    };
    let how = lines.last().map(Cell::copied).unwrap_or_default();
    Cell::Drawn(label.to_owned(), Box::new(button)).over(how)
}
