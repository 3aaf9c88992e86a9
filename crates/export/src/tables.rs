//! Every table of every chapter as CSV, numbers with all their digits.

use document::{Block, Cell, Table, chapters, findings};
use report::Report;
use report::escape::csv;

use crate::file::{File, Names, slug};

/// Every table of the Report as a file: findings first, then chapter by chapter.
#[must_use]
pub fn tables(report: &Report) -> Vec<File> {
    let mut files = Files::default();
    files.table("overview", &findings(&report.overview));
    for (chapter, document) in chapters(report) {
        files.blocks(&slug(chapter.label()), &document.blocks);
    }
    files.files
}

#[derive(Default)]
struct Files {
    files: Vec<File>,
    names: Names,
}

impl Files {
    fn blocks(&mut self, chapter: &str, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.blocks(chapter, &section.blocks),
                Block::Table(table) => self.table(chapter, table),
                Block::Drawing(drawing) => {
                    let name = format!("{} {}", drawing.picture, drawing.subject);
                    self.named(chapter, &name, &drawing.numbers);
                }
                Block::Columns(columns) => {
                    columns.iter().for_each(|column| self.blocks(chapter, column));
                }
                Block::Details(_, inner) => self.blocks(chapter, inner),
                Block::Slider(slider) => self.table(chapter, &slider.table),
                Block::Text(_) | Block::Soft(_) | Block::Downloads(_) => {}
            }
        }
    }

    fn table(&mut self, chapter: &str, table: &Table) {
        self.named(chapter, &table.id, table);
    }

    /// A table by a name of its own, as that of a drawing, which has none.
    fn named(&mut self, chapter: &str, name: &str, table: &Table) {
        if !table.rows.is_empty() {
            let name = self.names.take(&format!("{chapter}-{}", slug(name)));
            self.files.push(File::text(format!("tables/{name}.csv"), as_csv(table)));
        }
        table.details.iter().for_each(|detail| self.blocks(chapter, detail));
    }
}

/// A table as CSV; what stands beneath the cells of a column has a column of its own.
fn as_csv(table: &Table) -> String {
    let has_note = |place: usize| table.rows.iter().any(|row| !note(&row[place]).is_empty());
    let columns: Vec<(usize, bool)> =
        (0..table.columns.len()).map(|place| (place, has_note(place))).collect();
    let mut out = String::new();
    let heads = columns.iter().flat_map(|&(place, has_note)| {
        let title = &table.columns[place].title;
        [Some(title.clone()), has_note.then(|| format!("{title}, note"))].into_iter().flatten()
    });
    csv::push_record(&mut out, heads);
    for row in table.rows.iter() {
        let cells = columns.iter().flat_map(|&(place, has_note)| {
            let cell = &row[place];
            [Some(raw(cell)), has_note.then(|| note(cell))].into_iter().flatten()
        });
        csv::push_record(&mut out, cells);
    }
    out
}

/// A cell for another program: a number with all its digits, nothing for a dash.
fn raw(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text == "–" => String::new(),
        Cell::Text(text) | Cell::Name(text) => text.clone(),
        Cell::Number(_, value) => value.to_string(),
        Cell::Chip(chip) => chip.word.clone(),
        Cell::Over(inner, _) | Cell::Hinted(inner, _) => raw(inner),
    }
}

fn note(cell: &Cell) -> String {
    match cell {
        Cell::Over(_, beneath) => beneath.clone(),
        Cell::Hinted(inner, _) => note(inner),
        _ => String::new(),
    }
}
