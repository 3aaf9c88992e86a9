//! Errors of a model of numbers, by the size of its prediction.

use report::{Pair, ResidualBand, Side, format};

use super::model::Model;
use crate::drawing::band;
use crate::table::estimate;
use crate::{Axis, Block, Cell, Column, Drawing, Key, Layer, Paint, Point, ReadAt, Table};

/// Significant digits of an error.
const DIGITS: usize = 4;

/// Errors by the size of the prediction; none for classes.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let side = model.side_with(|side| !side.residuals.is_empty())?;
    let bands = model.of.sides.as_ref().map(|side| side.residuals.as_slice());
    let table = Table {
        id: model.id("residuals"),
        title: side.label().to_owned(),
        caption: format!("Errors of {} by prediction", model.of.name),
        columns: vec![
            Column::words("Prediction").fixed(),
            Column::numbers("Rows"),
            Column::numbers("Bias").defined("Mean of prediction less truth, 95% interval beneath"),
            Column::numbers("Spread").defined("Standard deviation of prediction less truth"),
        ],
        rows: bands.get(side).iter().map(row).collect(),
        ..Table::default()
    };
    let columns = vec![vec![drawing(model, bands)], vec![Block::Table(table)]];
    let remark = "prediction less truth, by the size of the prediction";
    Some(Block::section(model.title("Errors"), remark, vec![Block::Columns(columns)]))
}

fn row(band: &ResidualBand) -> Vec<Cell> {
    vec![
        Cell::name(between(band)),
        Cell::count(band.n),
        estimate(&band.bias),
        Cell::number(band.spread, DIGITS),
    ]
}

fn between(band: &ResidualBand) -> String {
    format!("{} to {}", format::number(band.from, DIGITS), format::number(band.to, DIGITS))
}

fn drawing(model: &Model<'_>, bands: Pair<&[ResidualBand]>) -> Block {
    let all = || bands.reference.iter().chain(bands.production);
    let ends =
        |band: &ResidualBand| band.bias.interval_95.unwrap_or((band.bias.value, band.bias.value));
    let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
    let most = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::NEG_INFINITY, f64::max);
    let across = Axis::numbers(
        least(&mut all().map(|band| band.from)),
        most(&mut all().map(|band| band.to)),
    );
    let up = Axis::numbers(
        least(&mut all().map(|band| ends(band).0)).min(0.0),
        most(&mut all().map(|band| ends(band).1)).max(0.0),
    );
    let mut layers = vec![Layer::Dashed(vec![(across.from, 0.0), (across.to, 0.0)], Paint::Quiet)];
    for side in Side::BOTH.into_iter().filter(|side| !bands.get(*side).is_empty()) {
        let points = |height: &dyn Fn(&ResidualBand) -> f64| -> Vec<Point> {
            bands.get(side).iter().map(|band| (middle(band), height(band))).collect()
        };
        let (low, high) = (points(&|band| ends(band).0), points(&|band| ends(band).1));
        layers.push(Layer::Wash(band(&low, &high), Paint::of(side)));
        let values = points(&|band| band.bias.value);
        layers.push(Layer::Line(values.clone(), Paint::of(side)));
        layers.push(Layer::Dots(values, Paint::of(side)));
    }
    let read = |side: Side, of: &ResidualBand| {
        let (bias, interval) = format::estimate(&of.bias);
        ReadAt {
            from: (of.from, up.from),
            to: (of.to, up.to),
            title: format!("Predicted {}", between(of)),
            rows: vec![
                (side.label().to_owned(), bias, format!("95% {interval}")),
                ("Rows".to_owned(), format::count(of.n), String::new()),
            ],
        }
    };
    let readings = Side::BOTH.into_iter().flat_map(|side| {
        bands.get(side).iter().map(move |band| read(side, band)).collect::<Vec<_>>()
    });
    let numbers = Side::BOTH.into_iter().flat_map(|side| {
        let row = move |band: &ResidualBand| [vec![Cell::text(side.label())], row(band)].concat();
        bands.get(side).iter().map(row).collect::<Vec<_>>()
    });
    Block::Drawing(Box::new(Drawing {
        subject: model.of.name.clone(),
        picture: "errors".to_owned(),
        title: "Bias by the size of the prediction".to_owned(),
        caption: "across: prediction; up: mean of prediction less truth, bands 95%".to_owned(),
        summary: format!(
            "Mean error of {} in bands of equally many rows; 0 is right.",
            model.of.name
        ),
        layers,
        keys: Key::sides(model.n()),
        readings: readings.collect(),
        numbers: Table {
            columns: vec![
                Column::words("Side"),
                Column::words("Prediction"),
                Column::numbers("Rows"),
                Column::numbers("Bias"),
                Column::numbers("Spread"),
            ],
            rows: numbers.collect(),
            ..Table::default()
        },
        across,
        up,
        ..Drawing::default()
    }))
}

fn middle(band: &ResidualBand) -> f64 {
    band.from + (band.to - band.from) / 2.0
}
