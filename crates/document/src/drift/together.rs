//! All columns together, and each embedding: what a classifier sees.

use report::{DriftSettings, Giveaway, Report, Together, format};

use super::conventions;
use crate::drawing::rectangle;
use crate::{
    Axis, Block, Cell, Chip, Column, Drawing, Height, Layer, Paint, ReadAt, Section, Table,
};

/// A section for each group of columns that were compared as a whole.
#[must_use]
pub fn together(report: &Report) -> Vec<Block> {
    let settings = &report.settings.drift;
    report.drift.together.iter().map(|group| section(group, settings)).collect()
}

/// A group: what is said of it, and what that rests on, folded away where nothing drifted.
fn section(group: &Together, settings: &DriftSettings) -> Block {
    let mut blocks = vec![Block::Text(group.headline.clone())];
    blocks.extend(group.notes.iter().cloned().map(Block::Soft));
    if !group.measures.is_empty() {
        let table = Block::Table(conventions(&group.title, &group.measures, settings));
        let evidence = Block::columns(vec![giveaways(group).into_iter().collect(), vec![table]]);
        let evidence: Vec<Block> = evidence.into_iter().collect();
        if group.verdict.is_drift() {
            blocks.extend(evidence);
        } else {
            blocks.push(Block::Details("How it is told".to_owned(), evidence));
        }
    }
    let chip = Some(Chip::new(group.verdict, group.verdict.label()));
    Block::Section(Section { title: group.title.clone(), remark: String::new(), chip, blocks })
}

/// The columns that give the shift away, as bars; none where none does.
fn giveaways(group: &Together) -> Option<Block> {
    let columns = &group.giveaways;
    let title = group.given_away()?;
    // Names stand from the bottom to the top.
    let rows = || (0..).map(f64::from).zip(columns.iter().rev());
    let bar = |(row, of): (f64, &Giveaway)| {
        let place = rectangle((0.0, row + 0.25), (of.share, row + 0.75));
        let words = format::percent(of.share);
        [Layer::Fill(place, Paint::Accent), Layer::Note((of.share, row + 0.5), words, Paint::Quiet)]
    };
    let reading = |(row, of): (f64, &Giveaway)| ReadAt {
        from: (0.0, row),
        to: (1.0, row + 1.0),
        title: of.column.clone(),
        rows: vec![("Of what was learned".to_owned(), format::percent(of.share), String::new())],
    };
    Some(Block::Drawing(Box::new(Drawing {
        subject: group.title.clone(),
        picture: "what gives it away".to_owned(),
        title,
        caption: "share of what was learned, on rows that the classifier had not seen".to_owned(),
        summary: columns.iter().map(|of| format!("{}: {}. ", of.column, of.words)).collect(),
        across: Axis::shares(),
        up: Axis::names(columns.iter().rev().map(|of| of.column.clone()).collect()),
        layers: rows().flat_map(bar).collect(),
        readings: rows().map(reading).collect(),
        numbers: numbers(columns),
        height: Height::Bars(columns.len() as u32),
        ..Drawing::default()
    })))
}

fn numbers(columns: &[Giveaway]) -> Table {
    let exact = |value: f64| Cell::Number(format::exact(value), value);
    let row = |of: &Giveaway| {
        vec![
            Cell::name(of.column.as_str()),
            Cell::share(of.share),
            exact(of.gain),
            exact(of.standard_error),
        ]
    };
    Table {
        columns: vec![
            Column::words("Column"),
            Column::numbers("Of what was learned"),
            Column::numbers("Gain"),
            Column::numbers("Standard error"),
        ],
        rows: columns.iter().map(row).collect(),
        ..Table::default()
    }
}
