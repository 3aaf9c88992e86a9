//! What maps would make of the probabilities, as small diagrams beside each other.

use report::{ReliabilityBin, Repair, RepairEffect, format};

use super::class::Class;
use super::diagram::{numbers, of_bins};
use crate::{Axis, Block, Drawing, Height, Layer, Paint, ReadAt};

/// Significant digits of an error.
const DIGITS: usize = 3;

/// The judged side as it is and after each map that was fitted to the rows of the best one; none without
/// a map.
pub fn section(class: &Class<'_>) -> Option<Block> {
    let (side, _) = class.judged()?;
    let best = class.of.repairs.iter().find(|repair| repair.is_best);
    let fitted_on = best.map_or(side, |best| best.fitted_on);
    let shown = class.of.repairs.iter().filter(|repair| repair.fitted_on == fitted_on);
    let after: Vec<(&Repair, &RepairEffect)> =
        shown.filter_map(|repair| Some((repair, repair.effect_on(side)?))).collect();
    let (fitted, first) = after.first()?;
    let rows = format::plural(first.n, "row", "rows");
    let remark = if fitted_on == side {
        format!("{}, {rows}, each fifth of them mended by the others", fitted.rows())
    } else {
        format!("fitted on the reference, judged on {rows} of {}", side.label().to_lowercase())
    };
    let mut columns = vec![as_is(class, first)];
    columns.extend(after.iter().map(|(repair, effect)| mended(class, repair, effect)));
    let advice = best.map_or_else(
        || "No map mends more than chance would.".to_owned(),
        |best| format!("Best: {}.", best.method.label()),
    );
    Some(Block::section(
        format!("Repair preview, {}", class.name()),
        remark,
        vec![Block::Columns(columns), Block::Soft(advice)],
    ))
}

/// The rows that the maps are judged on, before any map.
fn as_is(class: &Class<'_>, effect: &RepairEffect) -> Vec<Block> {
    let says = format!("As is, what is served today: Brier {}.", number(effect.brier_before));
    let (error, bins) = (effect.expected_error_before, &effect.bins_before);
    vec![small(class, "As is", error, bins, Paint::Production), Block::Soft(says)]
}

fn mended(class: &Class<'_>, repair: &Repair, effect: &RepairEffect) -> Vec<Block> {
    let mut name = repair.method.label().to_owned();
    name[..1].make_ascii_uppercase();
    let title = if repair.is_best { format!("{name} · best") } else { name.clone() };
    let (change, interval) = format::estimate(&effect.brier_change);
    let says = format!(
        "{name}: Brier {}, change {change} (95% {interval}). Map: {}.",
        number(effect.brier_before + effect.brier_change.value),
        repair.formula
    );
    vec![
        small(class, &title, effect.expected_error, &effect.bins, Paint::Accent),
        Block::Soft(says),
    ]
}

/// A small diagram with its error.
fn small(
    class: &Class<'_>,
    title: &str,
    error: f64,
    bins: &[ReliabilityBin],
    paint: Paint,
) -> Block {
    let ece = format!("adaptive ECE {}", format::distance(error));
    let mut layers = vec![Layer::Dashed(vec![(0.0, 0.0), (1.0, 1.0)], Paint::Quiet)];
    layers.extend(of_bins(bins, paint));
    layers.push(Layer::Note((1.0, 0.06), ece.clone(), Paint::Ink));
    let reading = |bin: &ReliabilityBin| {
        let (promised, happened) = (bin.mean_score?, bin.share?);
        Some(ReadAt {
            from: (bin.low, 0.0),
            to: (bin.high, 1.0),
            title: format!("Promised {}", format::percent(promised)),
            rows: vec![(
                "Happened".to_owned(),
                format::percent(happened.value),
                format!("n {}", format::count(bin.n)),
            )],
        })
    };
    Block::Drawing(Box::new(Drawing {
        subject: class.name(),
        picture: title.to_owned(),
        title: title.to_owned(),
        caption: "promised, happened".to_owned(),
        summary: format!("{title}: {ece}, over bins of equally many rows."),
        across: Axis::shares(),
        up: Axis::shares(),
        layers,
        readings: bins.iter().filter_map(reading).collect(),
        numbers: numbers(title, bins),
        height: Height::Small,
        ..Drawing::default()
    }))
}

fn number(value: f64) -> String {
    format::number(value, DIGITS)
}
