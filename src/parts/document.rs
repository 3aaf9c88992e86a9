//! Shows a chapter that is a document: every block has its part here, and no chapter has code of its own.

use std::sync::Arc;

use document::{Block, Document, Download, Grade, Section};
use leptos::prelude::*;

use super::figure::Figure;
use super::severity::{Mark, SeverityChip};
use super::slider::slider;
use super::table::{self, Cell, Column, Table};
use crate::browser;
use crate::model::chapter::Chapter;
use crate::parts::live::press;
use crate::state::app_state;

/// A chapter that is a document.
#[component]
pub fn ChapterDocument(
    /// Which.
    chapter: Chapter,
) -> impl IntoView {
    let document = app_state().session.document(chapter, Document::clone).unwrap_or_default();
    view! {
        <p class="eyebrow">{document.eyebrow}</p>
        <h1>{document.headline}</h1>
        {blocks(document.blocks)}
    }
}

/// Blocks beneath each other.
pub fn blocks(blocks: Vec<Block>) -> Vec<AnyView> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Section(section) => section_view(section),
        Block::Text(text) => view! { <p>{text}</p> }.into_any(),
        Block::Soft(text) => view! { <p class="soft">{text}</p> }.into_any(),
        Block::Table(of) if of.title.is_empty() => table::bare(table_of(of)),
        Block::Table(of) => table::figure("", of.title.clone(), "", table_of(of)),
        Block::Drawing(drawing) => {
            let (column, picture) = (drawing.subject.clone(), drawing.picture.clone());
            let chart: Arc<document::Drawing> = drawing.into();
            view! { <Figure chart column picture/> }.into_any()
        }
        Block::Columns(columns) => {
            let class = if columns.len() > 2 { "small-multiples" } else { "two" };
            let columns: Vec<AnyView> = columns
                .into_iter()
                .map(|column| view! { <div class="stack">{blocks(column)}</div> }.into_any())
                .collect();
            view! { <div class=class>{columns}</div> }.into_any()
        }
        Block::Details(summary, inner) => {
            view! { <details><summary>{summary}</summary>{blocks(inner)}</details> }.into_any()
        }
        Block::Slider(of) => slider(of),
        Block::Downloads(files) => {
            let buttons: Vec<AnyView> = files.into_iter().map(download).collect();
            view! { <p class="downloads">{buttons}</p> }.into_any()
        }
    }
}

/// A part with its heading; what copies its table stands at the end of the heading.
fn section_view(section: Section) -> AnyView {
    let Section { title, remark, chip, blocks } = section;
    let chip = chip.map(|chip| view! { <SeverityChip mark=mark(chip.grade) label=chip.word/> });
    let mut copy = None;
    let body: Vec<AnyView> = blocks
        .into_iter()
        .filter_map(|inner| match inner {
            Block::Table(of) if of.title.is_empty() && copy.is_none() => {
                let (button, body) = table::parts(table_of(of));
                copy = button;
                body
            }
            inner => Some(block(inner)),
        })
        .collect();
    let heading = title.clone();
    view! {
        <section aria-label=title>
            <div class="head rep"><h2>{heading}</h2>{chip}<span class="quiet">{remark}</span>{copy}</div>
            {body}
        </section>
    }
    .into_any()
}

/// A table of a document in the page's table.
pub fn table_of(table: document::Table) -> Table {
    table_with(table, |_, cell| cell)
}

/// The same with cells made into others: controls, drawings.
pub fn table_with(
    table: document::Table,
    with: impl Fn((usize, usize), Cell) -> Cell + Send + Sync + 'static,
) -> Table {
    let document::Table { id, caption, columns, rows, details, .. } = table;
    let columns = columns.into_iter().map(column).collect();
    let count = rows.len();
    let row = move |row: usize| -> Vec<Cell> {
        let cells = rows[row].iter().map(cell).enumerate();
        cells.map(|(column, cell)| with((row, column), cell)).collect()
    };
    let table = Table::new(id, caption, columns, count, row);
    if details.is_empty() {
        return table;
    }
    table.opening(move |position| blocks(details[position].clone()).into_any())
}

fn mark(grade: Grade) -> Mark {
    match grade {
        Grade::Severity(severity) => severity.into(),
        Grade::Verdict(verdict) => verdict.into(),
        Grade::Says(says) => says.into(),
    }
}

fn column(column: document::Column) -> Column {
    let class = match (column.is_numbers, &*column.title) {
        (true, "Reference") => "num c-ref",
        (true, "Production") => "num c-prod",
        (true, _) => "num",
        _ => "words",
    };
    let of = Column::words(column.title).defined(column.definition).class(class);
    Column { is_sortable: column.is_sortable, is_shown: column.is_shown, ..of }
}

/// A cell of a document in the page's table.
pub fn cell(of: &document::Cell) -> Cell {
    match of {
        document::Cell::Text(text) if text == "–" => Cell::Number(text.clone(), None),
        document::Cell::Text(text) => Cell::Text(text.clone()),
        document::Cell::Name(text) => Cell::Name(text.clone()),
        document::Cell::Number(text, value) => Cell::Number(text.clone(), Some(*value)),
        document::Cell::Chip(chip) => Cell::severity(mark(chip.grade), &chip.word),
        document::Cell::Over(inner, beneath) => cell(inner).over(beneath.clone()),
        document::Cell::Hinted(inner, hint) => cell(inner).hint(hint.clone()),
    }
}

fn download(file: Download) -> AnyView {
    let Download { label, file_name, media_type, text } = file;
    let save = move || browser::save_text(&file_name, &media_type, &text);
    view! { <button class="btn" on:click=press(save)>{label}</button>" " }.into_any()
}
