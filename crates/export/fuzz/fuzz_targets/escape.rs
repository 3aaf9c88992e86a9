//! Any text in any place of a document stays a text: no cell of CSV begins a formula or ends its record, no
//! table of Markdown loses a column, and a page has no element that another text would not give.

#![no_main]

use document::{Block, Cell, Column, Document, Section, Table};
use libfuzzer_sys::fuzz_target;
use report::escape::{csv, markdown};

fuzz_target!(|text: &str| {
    cell_of_csv(text);
    table_of_markdown(text);
    let [plain, page] = ["x", text].map(|text| export::html_of(&document(text)));
    assert_eq!(opened(&page), opened(&plain));
});

/// A field reads as the text again, or as the text behind an apostrophe, and begins no formula.
fn cell_of_csv(text: &str) {
    let field = csv::field(text);
    let read = match field.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        Some(inner) => {
            assert!(!inner.replace("\"\"", "").contains('"'), "{field:?}");
            inner.replace("\"\"", "\"")
        }
        None => {
            assert!(!field.contains(['"', ',', '\n', '\r']), "{field:?}");
            field
        }
    };
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    assert!(is_number || !read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{read:?}");
    assert!(read == text || read == format!("'{text}"), "{read:?}");
}

/// Every row of a table has as many bars that are not escaped as its head.
fn table_of_markdown(text: &str) {
    assert!(!markdown::text(text).contains(['\n', '\r']));
    let written = export::markdown_of(&document(text));
    let rows = written.lines().filter(|line| line.starts_with("| "));
    let bars: Vec<usize> = rows.map(bars).collect();
    assert_eq!(bars, [3; 3], "{written}");
}

fn bars(line: &str) -> usize {
    let unescaped = line.replace("\\\\", "").replace("\\|", "");
    unescaped.matches('|').count()
}

/// The tags of a page, in their order.
fn opened(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|tag| tag.split([' ', '>']).next().unwrap_or(tag)).collect()
}

/// A document that has the text in every place that takes one.
fn document(text: &str) -> Document {
    let own = || text.to_owned();
    let mut head = Column::words(text);
    head.definition = own();
    let table = Table {
        id: own(),
        title: format!("a{text}"),
        caption: own(),
        columns: vec![head, Column::words("b")],
        rows: vec![vec![Cell::Over(Box::new(Cell::name(text)), own()), Cell::text(own())]],
        ..Table::default()
    };
    let section = Section {
        title: format!("a{text}"),
        remark: format!("a{text}"),
        chip: None,
        blocks: vec![Block::Table(table)],
    };
    let blocks = vec![Block::Text(own()), Block::Soft(own()), Block::Section(section)];
    Document { headline: own(), eyebrow: own(), blocks, ..Document::default() }
}
