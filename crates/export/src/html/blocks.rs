//! Blocks of a document, each in its form; what one looks up rather than reads is left to the record.

use document::{Block, Section};
use maud::{Markup, PreEscaped, html};

use super::{figure, mark, table};

/// What there is room for.
pub struct Room {
    /// The title of a drawing that stands beside the verdict already.
    pub shown: Option<String>,
    /// Drawings that may still be shown.
    pub drawings: usize,
    /// Tables that may still be shown.
    pub tables: usize,
    /// Most rows of a table.
    pub rows: usize,
    /// Whether the document is a page of its own: then its sections stand under its title, without a chapter
    /// between.
    pub is_page: bool,
    /// Whether something had no room.
    pub is_short: bool,
}

impl Room {
    /// Blocks beneath each other.
    pub fn blocks(&mut self, blocks: &[Block]) -> Markup {
        html! { @for block in blocks { (self.block(block)) } }
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Section(section) => self.section(section),
            Block::Text(text) => html! { p { (text) } },
            Block::Soft(text) => html! { p class="soft" { (text) } },
            Block::Table(table) if table.rows.is_empty() => html! {},
            Block::Table(table) => match self.tables.checked_sub(1) {
                Some(left) => {
                    self.tables = left;
                    self.is_short |= table.rows.len() > self.rows;
                    table::table(table, self.rows, self.is_page)
                }
                None => self.without(),
            },
            Block::Drawing(drawing) if self.shown.as_ref() == Some(&drawing.title) => html! {},
            Block::Drawing(drawing) => match self.drawings.checked_sub(1) {
                Some(left) => {
                    self.drawings = left;
                    figure::figure(drawing.as_ref())
                }
                None => self.without(),
            },
            Block::Columns(columns) => {
                let columns: Vec<String> =
                    columns.iter().map(|column| self.blocks(column).into_string()).collect();
                let shown: Vec<&String> =
                    columns.iter().filter(|column| !column.is_empty()).collect();
                html! {
                    @if !shown.is_empty() {
                        div class="figs" { @for column in shown { div { (PreEscaped(column)) } } }
                    }
                }
            }
            Block::Details(..) | Block::Slider(_) => self.without(),
            // What is saved on the page is in the record.
            Block::Downloads(_) => html! {},
        }
    }

    fn without(&mut self) -> Markup {
        self.is_short = true;
        html! {}
    }

    /// A section; one of which nothing has room is left out with its heading.
    fn section(&mut self, section: &Section) -> Markup {
        let body = self.blocks(&section.blocks);
        let chip = section.chip.as_ref();
        let heading = html! {
            (section.title)
            @if let Some(chip) = chip { " " (mark::chip(chip.grade, &chip.word)) }
            @if !section.remark.is_empty() { " " small { (section.remark) } }
        };
        html! {
            @if !body.0.is_empty() || chip.is_some() || !section.remark.is_empty() {
                @if self.is_page { h2 { (heading) } } @else { h3 { (heading) } }
                (body)
            }
        }
    }
}
