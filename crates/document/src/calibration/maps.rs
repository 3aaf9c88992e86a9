//! The maps themselves: what each does, and as files.

use report::{MapPoint, Repair, RepairEffect, Side};

use super::class::Class;
use crate::table::estimate;
use crate::{Block, Cell, Column, Download, Table};

/// Significant digits of an error.
const DIGITS: usize = 3;

/// Every map with its effects and as files, folded away; none without a map.
pub fn details(class: &Class<'_>) -> Option<Block> {
    let repairs = &class.of.repairs;
    if repairs.is_empty() {
        return None;
    }
    let effect = |effect: Option<&RepairEffect>| match effect {
        Some(effect) => {
            [Cell::number(effect.expected_error, DIGITS), estimate(&effect.brier_change)]
        }
        None => [Cell::dash(), Cell::dash()],
    };
    let row = |repair: &Repair| {
        let name = Cell::name(repair.method.label()).over(repair.formula.as_str());
        let own = effect(repair.out_of_fold.as_ref());
        let production = effect(repair.on_production.as_ref());
        let fitted_on = Cell::text(repair.rows());
        [name, fitted_on].into_iter().chain(own).chain(production).collect()
    };
    let table = Table {
        id: class.id("maps"),
        caption: format!("Maps that would mend {}", class.name()),
        columns: vec![
            Column::words("Map"),
            Column::words("Fitted on"),
            Column::numbers("Adaptive ECE out of fold")
                .defined("On the rows of the same side, each fifth mended by the others"),
            Column::numbers("Brier change out of fold"),
            Column::numbers("Adaptive ECE on production").defined("Of a map of the reference"),
            Column::numbers("Brier change on production"),
        ],
        rows: repairs.iter().map(row).collect(),
        ..Table::default()
    };
    let files = |side: Side| {
        let fitted = repairs.iter().filter(move |repair| repair.fitted_on == side);
        let files = fitted.flat_map(|repair| [json(class, repair), csv(class, repair)]);
        let files: Vec<Download> = files.collect();
        let heading = format!("Fitted on {}:", side_name(side));
        (!files.is_empty()).then_some([Block::Soft(heading), Block::Downloads(files)])
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(Side::BOTH.into_iter().filter_map(files).flatten());
    Some(Block::Details(format!("All maps of {}, and as files", class.name()), blocks))
}

const fn side_name(side: Side) -> &'static str {
    match side {
        Side::Reference => "the reference",
        Side::Production => "production",
    }
}

fn label(repair: &Repair, kind: &str) -> String {
    format!("{}, {kind}", repair.method.label())
}

fn file_name(class: &Class<'_>, repair: &Repair, extension: &str) -> String {
    let fitted_on = repair.fitted_on.label().to_lowercase();
    format!("{} {} {fitted_on}.{extension}", class.of.score, repair.method.label())
}

fn csv(class: &Class<'_>, repair: &Repair) -> Download {
    let line = |point: &MapPoint| format!("{},{}\r\n", point.score, point.probability);
    let lines: String = repair.points.iter().map(line).collect();
    Download {
        label: label(repair, "CSV"),
        file_name: file_name(class, repair, "csv"),
        media_type: "text/csv".to_owned(),
        text: format!("score,probability\r\n{lines}"),
    }
}

fn json(class: &Class<'_>, repair: &Repair) -> Download {
    let map = Map {
        score: &class.of.score,
        class: &class.of.class,
        method: repair.method,
        fitted_on: repair.fitted_on,
        formula: &repair.formula,
        points: &repair.points,
    };
    Download {
        label: label(repair, "JSON"),
        file_name: file_name(class, repair, "json"),
        media_type: "application/json".to_owned(),
        // Plain data always has this form.
        text: serde_json::to_string_pretty(&map).unwrap_or_default(),
    }
}

/// A map as it is saved.
#[derive(serde::Serialize)]
struct Map<'a> {
    score: &'a str,
    class: &'a str,
    method: report::RepairMethod,
    fitted_on: Side,
    formula: &'a str,
    points: &'a [MapPoint],
}
