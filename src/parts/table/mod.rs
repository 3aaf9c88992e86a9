//! The one table of the page: rows of cells under columns, a part at a time, ordered by a press on a
//! head, copied as a spreadsheet takes it, scrolled inside where it is too wide.

mod cell;
mod column;
mod frame;

use std::borrow::Cow;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

pub use cell::Cell;
pub use column::Column;
pub use frame::{bare, figure, parts, section};

use super::more::{ShowMore, limit_of};
use super::scroll::arrive_at;
use super::scroll_box::ScrollBox;
use crate::browser;
use crate::model::columns::{first_and, sort};
use crate::model::key::Key;
use crate::model::tsv::tsv;
use crate::parts::live::{live, on, press};

/// Makes a row when it is shown, ordered or copied.
type MakeRow = Arc<dyn Fn(usize) -> Vec<Cell> + Send + Sync>;

/// Makes what a row opens into.
type MakeDetail = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// A table.
#[derive(Clone)]
pub struct Table {
    /// Its name in the page; how many of its rows are shown is kept under it.
    id: Cow<'static, str>,
    /// What it holds, for readers of the screen.
    caption: String,
    columns: Arc<Vec<Column>>,
    rows: usize,
    row: MakeRow,
    /// The row that a link names: it is there in any case, marked, and brought into view.
    named: Option<usize>,
    /// What a row opens into, in place.
    detail: Option<MakeDetail>,
}

/// By which column the rows are ordered, and whether the greatest come first.
type Order = Option<(usize, bool)>;

impl Table {
    /// A table of so many rows.
    pub fn new(
        id: impl Into<Cow<'static, str>>,
        caption: impl Into<String>,
        columns: Vec<Column>,
        rows: usize,
        row: impl Fn(usize) -> Vec<Cell> + Send + Sync + 'static,
    ) -> Self {
        let (id, caption, columns) = (id.into(), caption.into(), Arc::new(columns));
        Self { id, caption, columns, rows, row: Arc::new(row), named: None, detail: None }
    }

    /// The same with a row that a link names.
    pub fn naming(self, named: Option<usize>) -> Self {
        Self { named, ..self }
    }

    /// The same with rows that open in place, by a press anywhere on them.
    pub fn opening(self, detail: impl Fn(usize) -> AnyView + Send + Sync + 'static) -> Self {
        Self { detail: Some(Arc::new(detail)), ..self }
    }

    /// The table as a spreadsheet takes it, all rows.
    fn copied(&self) -> String {
        let named = self.columns.iter().filter(|column| !column.title.is_empty());
        let header: Vec<&str> = named.map(|column| &*column.title).collect();
        let texts = (0..self.rows).map(|position| {
            let cells = (self.row)(position).into_iter().zip(self.columns.iter());
            let named = cells.filter(|(_, column)| !column.title.is_empty());
            named.map(|(cell, _)| cell.copied()).collect::<Vec<_>>()
        });
        tsv(&header, texts)
    }

    /// The rows in an order.
    fn ordered(&self, order: Order) -> Vec<usize> {
        let mut positions: Vec<usize> = (0..self.rows).collect();
        if let Some((column, is_descending)) = order {
            let keys: Vec<Key> = positions.iter().map(|&row| self.key(row, column)).collect();
            sort(&mut positions, &|a, b| keys[a].compare(&keys[b], is_descending));
        }
        positions
    }

    fn key(&self, row: usize, column: usize) -> Key {
        (self.row)(row).get(column).map_or(Key::Nothing, Cell::key)
    }

    /// The order after a head was pressed: its own way, the reverse, then as it was.
    fn next_order(&self, order: Order, column: usize) -> Order {
        let begins = (0..self.rows).any(|row| self.key(row, column).begins_descending());
        match order {
            Some((same, is_descending)) if same == column => {
                (is_descending == begins).then_some((column, !begins))
            }
            _ => Some((column, begins)),
        }
    }

    /// The table with what shows more of it.
    fn view(self) -> AnyView {
        let limit = limit_of(&self.id);
        let total = Signal::stored(self.rows);
        let order = RwSignal::new(None);
        let heads: Vec<AnyView> = (0..self.columns.len())
            .filter(|&position| self.columns[position].is_shown)
            .map(|position| self.head(position, order))
            .collect();
        let label = self.caption.clone();
        let class = format!("tbl tight t-{}", self.id);
        let body = move || {
            let shown = first_and(&self.ordered(order.get()), limit.get(), self.named);
            shown.into_iter().map(|position| self.row_view(position)).collect::<Vec<_>>()
        };
        view! {
            <ScrollBox label>
                <table class=class><thead><tr>{heads}</tr></thead><tbody>{live(body)}</tbody></table>
            </ScrollBox>
            <ShowMore limit total/>
        }
        .into_any()
    }

    /// The head of a column; a cell that heads nothing is no header to readers of the screen.
    fn head(&self, position: usize, order: RwSignal<Order>) -> AnyView {
        let column = &self.columns[position];
        let title = column.title.clone();
        if title.is_empty() {
            return view! { <td></td> }.into_any();
        }
        let class = column.head_class();
        let definition = (!column.definition.is_empty()).then(|| column.definition.clone());
        if !column.is_sortable || self.rows < 2 {
            let text = match definition {
                Some(definition) => view! { <dfn title=definition>{title}</dfn> }.into_any(),
                None => title.into_any(),
            };
            return view! { <th class=class>{text}</th> }.into_any();
        }
        let own = move || order.get().filter(|(column, _)| *column == position);
        let aria = move || own().map(|(_, down)| if down { "descending" } else { "ascending" });
        let arrow = move || own().map(|(_, down)| if down { " ↓" } else { " ↑" });
        let table = self.clone();
        let press = move |_| order.update(|order| *order = table.next_order(*order, position));
        view! {
            <th class=class aria-sort=live(aria) title=definition><button on:click=on(press)>{title}{live(arrow)}</button></th>
        }
        .into_any()
    }

    fn row_view(&self, position: usize) -> AnyView {
        let cells = (self.row)(position).into_iter().zip(self.columns.iter());
        let mut shown: Vec<(Cell, &Column)> = cells.filter(|(_, column)| column.is_shown).collect();
        let width = shown.len();
        let is_open = RwSignal::new(false);
        if self.detail.is_some()
            && let Some((first, _)) = shown.first_mut()
        {
            let cell = std::mem::replace(first, Cell::nothing());
            *first = cell.opening(is_open);
        }
        let cells: Vec<AnyView> = shown
            .into_iter()
            .map(|(cell, column)| view! { <td class=column.class>{cell.view()}</td> }.into_any())
            .collect();
        let class = move || if is_open.get() { "open" } else { "" };
        let row = if self.named == Some(position) {
            let node = NodeRef::<html::Tr>::new();
            arrive_at(node);
            view! { <tr class="open" node_ref=node>{cells}</tr> }.into_any()
        } else {
            let has_detail = self.detail.is_some();
            let toggle = move || {
                if has_detail && !browser::has_selection() {
                    is_open.update(|is_open| *is_open = !*is_open);
                }
            };
            view! { <tr class=class on:click=press(toggle)>{cells}</tr> }.into_any()
        };
        let detail = self.detail.clone();
        let opened = move || {
            let detail = detail.clone().filter(|_| is_open.get())?;
            Some(
                view! { <tr class="detail"><td colspan=width.to_string()>{detail(position)}</td></tr> },
            )
        };
        (row, opened).into_any()
    }
}
