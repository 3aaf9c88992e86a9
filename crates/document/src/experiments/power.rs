//! What the experiment can see, and how long it still takes.

use report::{Experiments, Plan, format};

use super::{effects, name, primary};
use crate::{Axis, Block, Cell, Column, Drawing, Height, Key, Layer, Paint, ReadAt, Table, Unit};

/// The section of the primary metric, with a sentence of each other; none where nothing can be planned.
pub fn section(of: &Experiments) -> Option<Block> {
    let metric = primary(of)?;
    let mut blocks = Vec::new();
    for effect in &metric.effects {
        let Some(plan) = &effect.plan else { continue };
        blocks.push(Block::Text(plan.says.clone()));
        if !plan.curve.is_empty() {
            blocks.push(drawing(&name(of, metric, effect), plan));
        }
    }
    let others = effects(of).filter(|(own, _)| own.name != metric.name);
    let others = others.filter_map(|(own, effect)| {
        let plan = effect.plan.as_ref()?;
        Some(Block::Soft(format!("{}: {}", name(of, own, effect), plan.says)))
    });
    let others: Vec<Block> = others.collect();
    if !others.is_empty() {
        blocks.push(Block::Details("What can be seen in the other metrics".to_owned(), others));
    }
    (!blocks.is_empty()).then(|| Block::section("Power", "what the experiment can see", blocks))
}

fn drawing(named: &str, plan: &Plan) -> Block {
    let most = plan.curve.last().map_or(1.0, |point| point.lift);
    let step = most / (plan.curve.len().max(2) - 1) as f64;
    let now = plan.curve.iter().map(|point| (point.lift, point.now)).collect();
    let twice = plan.curve.iter().map(|point| (point.lift, point.with_twice)).collect();
    let wanted = plan.wanted_lift;
    let title = match plan.power {
        Some(power) => format!(
            "A lift of {} of {named} is found in {} of experiments of this size",
            format::percent(wanted),
            format::percent(power)
        ),
        None => format!("How often lifts of {named} are found"),
    };
    let rows = |point: &report::PowerPoint| {
        vec![
            ("Now".to_owned(), format::percent(point.now), String::new()),
            ("With twice the rows".to_owned(), format::percent(point.with_twice), String::new()),
        ]
    };
    let key = |paint, name: &str| Key {
        paint,
        is_area: false,
        name: name.to_owned(),
        about: String::new(),
    };
    Block::Drawing(Box::new(Drawing {
        subject: named.to_owned(),
        picture: "power".to_owned(),
        caption: "across: the true lift; up: how often it is found; dashed: the least lift that is worth it".to_owned(),
        summary: format!("{title}. {}", plan.says),
        title,
        across: Axis { from: 0.0, to: most, unit: Unit::Share },
        up: Axis::shares(),
        layers: vec![
            Layer::Dashed(vec![(wanted, 0.0), (wanted, 1.0)], Paint::Quiet),
            Layer::Line(twice, Paint::Quiet),
            Layer::Line(now, Paint::Accent),
        ],
        keys: vec![key(Paint::Accent, "now"), key(Paint::Quiet, "with twice the rows")],
        readings: plan
            .curve
            .iter()
            .map(|point| ReadAt {
                from: (point.lift - step / 2.0, 0.0),
                to: (point.lift + step / 2.0, 1.0),
                title: format!("A lift of {}", format::percent(point.lift)),
                rows: rows(point),
            })
            .collect(),
        numbers: Table {
            columns: ["Lift", "Found now", "Found with twice the rows"].map(Column::numbers).to_vec(),
            rows: plan
                .curve
                .iter()
                .map(|point| [point.lift, point.now, point.with_twice].map(Cell::share).to_vec())
                .collect(),
            ..Table::default()
        },
        height: Height::Small,
    }))
}
