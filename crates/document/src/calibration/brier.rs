//! Where the Brier score comes from: a bar for each side, with the part that a map could give back.

use report::{Side, SideCalibration, format};

use super::class::Class;
use crate::drawing::rectangle;
use crate::{Axis, Block, Cell, Column, Drawing, Height, Layer, Paint, ReadAt, Table};

/// Significant digits of a Brier score.
const DIGITS: usize = 3;

/// A bar for each side; none where neither was measured.
pub fn drawing(class: &Class<'_>) -> Option<Block> {
    class.judged()?;
    // Names stand from the bottom to the top.
    let sides = [Side::Production, Side::Reference].into_iter();
    let sides: Vec<(Side, &SideCalibration)> =
        sides.filter_map(|side| Some((side, class.of.sides.get(side).as_ref()?))).collect();
    let most = sides.iter().map(|(_, of)| of.brier.score.max(of.brier.uncertainty));
    let top = most.fold(0.0, f64::max) * 1.25;
    let rows = (0..).map(f64::from).zip(&sides);
    let layers = rows.clone().flat_map(|(row, (side, of))| bar(row, *side, of));
    let readings = rows.map(|(row, (side, of))| ReadAt {
        from: (0.0, row),
        to: (top, row + 1.0),
        title: side.label().to_owned(),
        rows: parts(of).map(|(name, value)| (name.to_owned(), number(value), String::new())).into(),
    });
    let row = |(side, of): &(Side, &SideCalibration)| {
        let values = parts(of).map(|(_, value)| Cell::number(value, 4));
        std::iter::once(Cell::text(side.label())).chain(values).collect()
    };
    let (_, judged) = class.judged()?;
    let heads = parts(judged).map(|(name, _)| Column::numbers(name));
    let gap = number(judged.brier.reliability);
    Some(Block::Drawing(Box::new(Drawing {
        subject: class.name(),
        picture: "Brier score".to_owned(),
        title: format!("Miscalibration is {gap} of the Brier score"),
        caption: "Brier score, lower is better; the dark end is what a map could give back"
            .to_owned(),
        summary: format!(
            "Of a Brier score of {}, {gap} is miscalibration; always promising the share of the class would score {}.",
            number(judged.brier.score),
            number(judged.brier.uncertainty)
        ),
        across: Axis::numbers(0.0, if top > 0.0 { top } else { 1.0 }),
        up: Axis::names(sides.iter().map(|(side, _)| side.label().to_owned()).collect()),
        layers: layers.collect(),
        readings: readings.collect(),
        numbers: Table {
            columns: std::iter::once(Column::words("Side")).chain(heads).collect(),
            rows: sides.iter().rev().map(row).collect(),
            ..Table::default()
        },
        height: Height::Bars(sides.len() as u32),
        ..Drawing::default()
    })))
}

/// The score, the part that is miscalibration at its end, and what a guess would score.
fn bar(row: f64, side: Side, of: &SideCalibration) -> Vec<Layer> {
    let brier = &of.brier;
    let calibrated = (brier.score - brier.reliability).max(0.0);
    let (low, high, middle) = (row + 0.22, row + 0.78, row + 0.5);
    let guess = brier.uncertainty;
    vec![
        Layer::Fill(rectangle((0.0, low), (calibrated, high)), Paint::of(side)),
        Layer::Fill(rectangle((calibrated, low), (brier.score, high)), Paint::Severity),
        Layer::Dashed(vec![(brier.score, middle), (guess, middle)], Paint::Quiet),
        Layer::Line(vec![(guess, low), (guess, high)], Paint::Ink),
        Layer::Note(
            (guess.max(brier.score), middle),
            format!("guess {}", number(guess)),
            Paint::Quiet,
        ),
        Layer::Note((0.0, middle), number(brier.score), Paint::Ink),
    ]
}

/// The parts of a Brier score by their names.
fn parts(of: &SideCalibration) -> [(&'static str, f64); 5] {
    let brier = &of.brier;
    [
        ("Brier score", brier.score),
        ("Miscalibration", brier.reliability),
        ("Resolution", brier.resolution),
        ("Guess of the share", brier.uncertainty),
        ("Within bins", brier.within_bin_variance - brier.within_bin_covariance),
    ]
}

fn number(value: f64) -> String {
    format::number(value, DIGITS)
}
