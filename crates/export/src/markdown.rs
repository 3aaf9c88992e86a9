//! The Report as Markdown: for a ticket, a wiki, a pull request.

use std::fmt::Write as _;

use document::{Block, Cell, Document, Table, chapters, findings};
use report::escape::markdown::text as escaped;
use report::{Report, Side, Topic, format};

/// The Report as Markdown: the verdict, what was found, then chapter by chapter.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut out = Writer::default();
    let overview = &report.overview;
    out.heading(1, &overview.headline);
    let mut step = 0;
    for says in &overview.says {
        let label = match says.topic {
            Topic::DoNext => {
                step += 1;
                format!("{}. ", step)
            }
            topic => format!("**{}:** ", topic.label()),
        };
        let said = escaped(&format!("{}{}", says.lead, says.rest));
        out.paragraph(&format!("{label}{said}"));
    }
    for counter in &overview.counters {
        let value = format!("{} {}", counter.value, counter.unit);
        let line = format!("{}: {} ({})", counter.label, value.trim(), counter.detail);
        out.line(&format!("- {}", escaped(&line)));
    }
    out.text.push('\n');
    out.heading(2, "Findings");
    out.table(&findings(overview));
    for (chapter, document) in chapters(report) {
        out.chapter(chapter.label(), &document);
    }
    out.heading(2, "Made from");
    for side in Side::BOTH {
        let input = report.inputs.get(side);
        let rows = format::plural(input.rows, "row", "rows");
        let hash = input.sha256.as_ref().map(|hash| format!(", sha256 {hash}"));
        let line = format!("{}: {}, {rows}{}", side.label(), input.file, hash.unwrap_or_default());
        out.line(&format!("- {}", escaped(&line)));
    }
    out.line(&format!("- Driftglass {}", escaped(&report.driftglass_version)));
    out.text
}

/// A document as Markdown, its headline as the title.
#[must_use]
pub fn markdown_of(document: &Document) -> String {
    let mut out = Writer::default();
    out.heading(1, &document.headline);
    out.blocks(&document.blocks, 2);
    out.text
}

#[derive(Default)]
struct Writer {
    text: String,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn paragraph(&mut self, line: &str) {
        self.line(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, title: &str) {
        self.paragraph(&format!("{} {}", "#".repeat(level.min(6)), escaped(title)));
    }

    fn chapter(&mut self, name: &str, document: &Document) {
        self.heading(2, name);
        match &document.lacks {
            Some(lacks) => self.paragraph(&escaped(lacks)),
            None => {
                self.paragraph(&format!("**{}**", escaped(&document.headline)));
                self.blocks(&document.blocks, 3);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            match block {
                Block::Section(section) => {
                    self.heading(level, &section.title);
                    let chip = section.chip.iter().map(|chip| chip.word.as_str());
                    let remark = chip.chain([section.remark.as_str()]).filter(|r| !r.is_empty());
                    let remark = remark.collect::<Vec<_>>().join("; ");
                    if !remark.is_empty() {
                        self.paragraph(&escaped(&remark));
                    }
                    self.blocks(&section.blocks, level + 1);
                }
                Block::Text(text) | Block::Soft(text) => self.paragraph(&escaped(text)),
                Block::Table(table) => self.table(table),
                // The picture is told in words; its numbers are among the tables.
                Block::Drawing(drawing) => {
                    let said = format!("{}: {}", drawing.title, drawing.summary);
                    self.paragraph(&escaped(said.trim()));
                }
                Block::Columns(columns) => {
                    columns.iter().for_each(|column| self.blocks(column, level));
                }
                Block::Details(summary, inner) => {
                    self.heading(level, summary);
                    self.blocks(inner, level + 1);
                }
                Block::Slider(slider) => self.table(&slider.table),
                Block::Downloads(_) => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            return;
        }
        if !table.title.is_empty() {
            self.paragraph(&format!("**{}**", escaped(&table.title)));
        }
        let shown: Vec<usize> =
            (0..table.columns.len()).filter(|&place| table.columns[place].is_shown).collect();
        let columns = shown.iter().map(|&place| &table.columns[place]);
        let heads: Vec<String> = columns.clone().map(|column| escaped(&column.title)).collect();
        let rules: Vec<&str> =
            columns.map(|column| if column.is_numbers { "---:" } else { "---" }).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
        for row in table.rows.iter() {
            let cells: Vec<String> =
                shown.iter().map(|&place| escaped(&written(&row[place]))).collect();
            let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        }
        self.text.push('\n');
    }
}

/// A cell as it is read, what stands beneath it in brackets.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Name(text) | Cell::Number(text, _) => text.clone(),
        Cell::Chip(chip) => chip.word.clone(),
        Cell::Over(inner, beneath) => format!("{} ({beneath})", written(inner)),
        Cell::Hinted(inner, _) => written(inner),
    }
}
