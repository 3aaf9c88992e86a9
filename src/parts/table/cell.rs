//! What stands in one place of a table.

use leptos::prelude::*;

use crate::model::key::Key;
use crate::model::names::lowercase;
use crate::model::tsv::raw;
use crate::parts::live::press;
use crate::parts::severity::{Mark, SeverityChip};

/// Makes a view when it is shown: most rows of a long table never are.
pub type Draw = Box<dyn FnOnce() -> AnyView>;

/// What stands in one place of a table.
pub enum Cell {
    /// A text.
    Text(String),
    /// A text that the row is known by.
    Name(String),
    /// A number as it is written, and as it is ordered and copied; without one, why not.
    Number(String, Option<f64>),
    /// A severity with its word.
    Severity(Mark, String),
    /// A small picture or a control, with what it says to those who do not see it.
    Drawn(String, Draw),
    /// A text that can be pressed.
    Link(String, Box<dyn Fn()>),
    /// Several things: the first, and the others small beneath it.
    List(Vec<Self>),
    /// A cell with more to read on hovering.
    Hinted(Box<Self>, String),
}

impl Cell {
    /// A number with all its digits for the copy, written in its own way; a dash where there is none.
    pub fn number(value: Option<f64>, written: impl FnOnce(f64) -> String) -> Self {
        Self::Number(value.map_or_else(|| "–".to_owned(), written), value)
    }

    /// A number of rows or values.
    pub fn count(count: u64) -> Self {
        Self::number(Some(count as f64), |_| report::format::count(count))
    }

    /// A severity with its word.
    pub fn severity(mark: impl Into<Mark>, label: &str) -> Self {
        Self::Severity(mark.into(), label.to_owned())
    }

    /// The same with a small line beneath it.
    pub fn over(self, beneath: impl Into<String>) -> Self {
        Self::List(vec![self, Self::Text(beneath.into())])
    }

    /// The same with more to read on hovering.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self::Hinted(Box::new(self), hint.into())
    }

    /// The same as what opens its row, which answers the press.
    pub fn opening(self, is_open: RwSignal<bool>) -> Self {
        let text = self.copied();
        let draw = move || {
            let expanded = move || if is_open.get() { "true" } else { "false" };
            let twist = move || if is_open.get() { "▾" } else { "▸" };
            view! {
                <button class="link" aria-expanded=expanded>
                    <span class="twist" aria-hidden="true">{twist}</span>{self.view()}
                </button>
            }
            .into_any()
        };
        Self::Drawn(text, Box::new(draw))
    }

    /// Nothing.
    pub const fn nothing() -> Self {
        Self::Text(String::new())
    }

    /// Whether there is something to read.
    fn is_something(&self) -> bool {
        !matches!(self, Self::Text(text) if text.is_empty())
    }

    /// As a spreadsheet takes it.
    pub fn copied(&self) -> String {
        match self {
            Self::Number(_, Some(value)) => raw(Some(*value)),
            Self::Number(text, None) if text == "–" => String::new(),
            Self::Text(text)
            | Self::Name(text)
            | Self::Number(text, None)
            | Self::Severity(_, text)
            | Self::Drawn(text, _)
            | Self::Link(text, _) => text.clone(),
            Self::List(cells) => {
                let cells = cells.iter().filter(|cell| cell.is_something());
                cells.map(Self::copied).collect::<Vec<_>>().join("; ")
            }
            Self::Hinted(cell, _) => cell.copied(),
        }
    }

    /// What the cell is ordered by.
    pub fn key(&self) -> Key {
        match self {
            Self::Number(_, Some(value)) => Key::Number(*value),
            Self::Number(_, None) => Key::Nothing,
            Self::Severity(mark, _) => Key::Number(mark.rank()),
            Self::List(cells) => cells.first().map_or(Key::Nothing, Self::key),
            Self::Hinted(cell, _) => cell.key(),
            _ => Key::Text(lowercase(&self.copied())),
        }
    }

    /// As it is shown.
    pub fn view(self) -> AnyView {
        match self {
            Self::Text(text) | Self::Number(text, _) => text.into_any(),
            Self::Name(text) => view! { <span class="name">{text}</span> }.into_any(),
            Self::Severity(mark, label) => view! { <SeverityChip mark label/> }.into_any(),
            Self::Drawn(_, draw) => draw(),
            Self::Link(text, go) => {
                view! { <button class="link" on:click=press(go)>{text}</button> }.into_any()
            }
            Self::List(cells) => {
                let mut cells = cells.into_iter().filter(Self::is_something);
                let first = cells.next().map(Self::view);
                let rest =
                    cells.map(|cell| view! { <span class="sub">{cell.view()}</span> }.into_any());
                let rest: Vec<AnyView> = rest.collect();
                (first, rest).into_any()
            }
            Self::Hinted(cell, hint) => view! { <span title=hint>{cell.view()}</span> }.into_any(),
        }
    }
}
