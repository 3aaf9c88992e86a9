//! A table of a document.

use document::{Cell, Column, Table};
use maud::{Markup, html};
use report::format;

use super::mark;

/// The first rows of a table; its title is a level higher on a page of its own than in a chapter.
pub fn table(table: &Table, most_rows: usize, is_page: bool) -> Markup {
    let is_shown = |place: &usize| table.columns[*place].is_shown;
    let shown: Vec<usize> = (0..table.columns.len()).filter(is_shown).collect();
    let left = table.rows.len().saturating_sub(most_rows) as u64;
    html! {
        @if !table.title.is_empty() {
            @if is_page { h3 { (table.title) } } @else { h4 { (table.title) } }
        }
        @if !table.rows.is_empty() {
            section class="wide" tabindex="0" aria-label=(table.caption) {
                table class={ "tbl" (numbers(table, &shown)) } {
                    thead { tr { @for &place in &shown { (head(&table.columns[place])) } } }
                    tbody {
                        @for row in table.rows.iter().take(most_rows) {
                            tr { @for &place in &shown { (cell(&row[place])) } }
                        }
                    }
                }
            }
            @if left > 0 { p class="soft" { "and " (format::plural(left, "more row", "more rows")) } }
        }
    }
}

/// Classes that name the places of numbers among the columns that are shown: " n2 n3".
fn numbers(table: &Table, shown: &[usize]) -> String {
    let places = (1..).zip(shown).filter(|&(_, &place)| table.columns[place].is_numbers);
    places.map(|(position, _)| format!(" n{position}")).collect()
}

fn head(column: &Column) -> Markup {
    let definition = Some(&column.definition).filter(|definition| !definition.is_empty());
    let is_sortable = column.is_sortable;
    html! { th scope="col" title=[definition] data-sort[is_sortable] { (column.title) } }
}

/// A cell; where its text does not order it, a number beside it does.
fn cell(of: &Cell) -> Markup {
    let order = number_of(of).filter(|(text, _)| !is_plain(text));
    // As many digits as most numbers of a report keep.
    let order = order.map(|(_, value)| format!("{value:.4e}"));
    html! { td data-v=[order] { (content(of)) } }
}

/// Whether the script reads the number off the text: digits, with commas between thousands.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b",.%".contains(&byte))
}

fn content(of: &Cell) -> Markup {
    match of {
        Cell::Text(text) | Cell::Number(text, _) => html! { (text) },
        Cell::Name(text) => html! { b { (text) } },
        Cell::Chip(chip) => mark::chip(chip.grade, &chip.word),
        Cell::Over(inner, beneath) => html! { (content(inner)) small { (beneath) } },
        Cell::Hinted(inner, hint) => html! { span title=(hint) { (content(inner)) } },
    }
}

/// The number of a cell, and its text.
fn number_of(of: &Cell) -> Option<(&str, f64)> {
    match of {
        Cell::Number(text, value) => Some((text, *value)),
        Cell::Over(inner, _) | Cell::Hinted(inner, _) => number_of(inner),
        Cell::Text(_) | Cell::Name(_) | Cell::Chip(_) => None,
    }
}
