//! A document as a page of its own.

use document::Document;
use maud::{Markup, html};

use super::blocks::Room;
use super::overview;

/// Everything that the document says, without a limit.
pub fn body(document: &Document) -> Markup {
    let mut room = Room {
        shown: None,
        drawings: usize::MAX,
        tables: usize::MAX,
        rows: usize::MAX,
        is_page: true,
        is_short: false,
    };
    html! {
        (overview::mast(&document.eyebrow))
        h1 { (document.headline) }
        @if let Some(lacks) = &document.lacks { p { (lacks) } }
        (room.blocks(&document.blocks))
    }
}
