//! An effect day by day: of all rows so far, with what holds however often one looks, and of each day alone.

use report::{EffectDay, EffectOverTime, Estimate, ExperimentMetric, Experiments, format};

use super::{difference, effects, in_unit, name, primary};
use crate::drawing::band;
use crate::{
    Axis, Block, Cell, Column, Drawing, Height, Key, Layer, Paint, Point, ReadAt, Table, Unit,
};

/// The section of the primary metric, with a sentence of each other; none without times.
pub fn section(of: &Experiments) -> Option<Block> {
    let metric = primary(of)?;
    let mut blocks = Vec::new();
    for (at, effect) in metric.effects.iter().enumerate() {
        let Some(over_time) = &effect.over_time else { continue };
        let named = name(of, metric, effect);
        blocks.push(Block::Text(over_time.says.clone()));
        let drawings = [so_far(metric, &named, over_time), alone(metric, &named, over_time)];
        blocks.extend(Block::columns(drawings.map(|drawing| vec![drawing]).to_vec()));
        let table = days(metric, over_time, at);
        let summary = format!("Every day of {named}");
        blocks.push(Block::Details(summary, vec![Block::Table(table)]));
    }
    if blocks.is_empty() {
        return None;
    }
    let others = effects(of).filter(|(own, _)| own.name != metric.name);
    let says = others.filter_map(|(_, effect)| effect.over_time.as_ref());
    let says: Vec<Block> = says.map(|own| Block::Soft(own.says.clone())).collect();
    if !says.is_empty() {
        blocks.push(Block::Details("The other metrics over time".to_owned(), says));
    }
    Some(Block::section("Day by day", "whether one may stop, and whether the effect lasts", blocks))
}

fn so_far(metric: &ExperimentMetric, named: &str, of: &EffectOverTime) -> Block {
    let always = points(metric, of, |day| day.always_valid);
    let look = points(metric, of, |day| day.so_far);
    let mut layers = vec![ends(&always, Paint::Quiet), ends(&look, Paint::Accent)];
    layers.push(Some(Layer::Line(values(&look), Paint::Ink)));
    let title = match &of.decided {
        Some(day) => format!("{named}: one could have stopped on {day}"),
        None => format!("{named}: whoever looks every day could not stop yet"),
    };
    let own = Own {
        title,
        picture: "so far",
        caption: "across: days; up: difference of all rows so far; areas: 95% intervals",
        layers,
        keys: [(Paint::Quiet, "always valid"), (Paint::Accent, "one look at the end")],
        drawn: [always, look].concat(),
    };
    drawing(metric, named, of, own)
}

fn alone(metric: &ExperimentMetric, named: &str, of: &EffectOverTime) -> Block {
    let days = points(metric, of, |day| day.difference);
    let bars = days.iter().filter_map(|(x, own)| {
        let (low, high) = own.interval_95?;
        Some(Some(Layer::Line(vec![(*x, low), (*x, high)], Paint::Quiet)))
    });
    let mut layers: Vec<Option<Layer>> = bars.collect();
    layers.push(Some(Layer::Dots(values(&days), Paint::Ink)));
    if let Some(trend) = &of.trend {
        let scale = if metric.is_share() { 100.0 } else { 1.0 };
        let first = days.first().map_or(0.0, |day| day.0);
        let last = days.last().map_or(0.0, |day| day.0);
        let line = vec![(first, scale * trend.at_first), (last, scale * trend.at_last)];
        layers.push(Some(Layer::Dashed(line, Paint::Accent)));
    }
    let title = match &of.trend {
        Some(trend) => {
            format!("{named}: {} of no change over time", format::p_equals(trend.p_value))
        }
        None => format!("{named}: too few days for a trend"),
    };
    let own = Own {
        title,
        picture: "each day",
        caption: "across: days; up: difference of the rows of each day; lines: 95% intervals",
        layers,
        keys: [(Paint::Ink, "each day alone"), (Paint::Accent, "trend")],
        drawn: days,
    };
    drawing(metric, named, of, own)
}

fn points(
    metric: &ExperimentMetric,
    of: &EffectOverTime,
    value: fn(&EffectDay) -> Option<Estimate>,
) -> Vec<(f64, Estimate)> {
    let days = (0..).map(f64::from).zip(&of.days);
    days.filter_map(|(at, day)| Some((at + 0.5, in_unit(metric, &value(day)?)))).collect()
}

fn values(points: &[(f64, Estimate)]) -> Vec<Point> {
    points.iter().map(|(x, of)| (*x, of.value)).collect()
}

fn ends(points: &[(f64, Estimate)], paint: Paint) -> Option<Layer> {
    let end = |end: fn((f64, f64)) -> f64| -> Vec<Point> {
        points.iter().filter_map(|(x, of)| Some((*x, end(of.interval_95?)))).collect()
    };
    let (low, high) = (end(|of| of.0), end(|of| of.1));
    (low.len() > 1).then(|| Layer::Wash(band(&low, &high), paint))
}

/// What a drawing over days has of its own.
struct Own {
    title: String,
    picture: &'static str,
    caption: &'static str,
    layers: Vec<Option<Layer>>,
    keys: [(Paint, &'static str); 2],
    /// What its range must show.
    drawn: Vec<(f64, Estimate)>,
}

fn drawing(metric: &ExperimentMetric, named: &str, of: &EffectOverTime, own: Own) -> Block {
    let Own { title, picture, caption, layers, keys, drawn } = own;
    let up = up(&drawn);
    let width = of.days.len() as f64;
    let zero = Layer::Line(vec![(0.0, 0.0), (width, 0.0)], Paint::Quiet);
    // The first days are so wide that nothing of the others would be seen.
    let within = |layer: Layer| clipped(layer, &up);
    let reading = |(at, day): (f64, &EffectDay)| {
        let row = |name: &str, of: Option<Estimate>| {
            let (value, interval) =
                of.map_or_else(Default::default, |of| format::estimate(&in_unit(metric, &of)));
            (name.to_owned(), value, interval)
        };
        ReadAt {
            from: (at, up.from),
            to: (at + 1.0, up.to),
            title: day.label.clone(),
            rows: vec![
                row("That day", day.difference),
                row("So far, one look", day.so_far),
                row("So far, always valid", day.always_valid),
            ],
        }
    };
    let places = (0..).map(f64::from).zip(&of.days);
    Block::Drawing(Box::new(Drawing {
        subject: named.to_owned(),
        picture: picture.to_owned(),
        caption: if metric.is_share() {
            format!("{caption}; in points")
        } else {
            caption.to_owned()
        },
        summary: format!("{title}. {}", of.says),
        title,
        across: Axis {
            from: 0.0,
            to: width,
            unit: Unit::Places(
                places.clone().map(|(at, day)| (at + 0.5, day.label.clone())).collect(),
            ),
        },
        layers: std::iter::once(zero).chain(layers.into_iter().flatten().map(within)).collect(),
        keys: keys
            .iter()
            .map(|(paint, name)| Key {
                paint: *paint,
                is_area: false,
                name: (*name).to_owned(),
                about: String::new(),
            })
            .collect(),
        readings: places.map(reading).collect(),
        numbers: days(metric, of, 0),
        height: Height::Small,
        up,
    }))
}

/// The range of the later half of the days, with room.
fn up(drawn: &[(f64, Estimate)]) -> Axis {
    let middle = drawn.iter().fold(0.0_f64, |most, (x, _)| most.max(*x)) / 3.0;
    let late = drawn.iter().filter(|(x, _)| *x >= middle);
    let (low, high) = late.fold((0.0_f64, 0.0_f64), |(low, high), (_, of)| {
        let (from, to) = of.interval_95.unwrap_or((of.value, of.value));
        (low.min(from), high.max(to))
    });
    let room = (high - low).max(f64::MIN_POSITIVE) * 0.08;
    Axis::numbers(low - room, high + room)
}

/// A layer within the axis.
fn clipped(layer: Layer, up: &Axis) -> Layer {
    let clip = |points: Vec<Point>| -> Vec<Point> {
        points.into_iter().map(|(x, y)| (x, y.clamp(up.from, up.to))).collect()
    };
    match layer {
        Layer::Wash(points, paint) => Layer::Wash(clip(points), paint),
        Layer::Line(points, paint) => Layer::Line(clip(points), paint),
        Layer::Dashed(points, paint) => Layer::Dashed(clip(points), paint),
        Layer::Dots(points, paint) => Layer::Dots(clip(points), paint),
        other => other,
    }
}

fn days(metric: &ExperimentMetric, of: &EffectOverTime, at: usize) -> Table {
    let row = |day: &EffectDay| {
        vec![
            Cell::name(day.label.as_str()),
            Cell::count(day.rows.0),
            Cell::count(day.rows.1),
            difference(metric, day.difference.as_ref()),
            difference(metric, day.so_far.as_ref()),
            difference(metric, day.always_valid.as_ref()),
        ]
    };
    Table {
        id: super::id("days", 0, at),
        caption: format!("{} day by day", metric.name),
        columns: vec![
            Column::words("Day").fixed(),
            Column::numbers("Rows, control"),
            Column::numbers("treatment"),
            Column::numbers("That day"),
            Column::numbers("So far, one look"),
            Column::numbers("So far, always valid"),
        ],
        rows: of.days.iter().map(row).collect(),
        ..Table::default()
    }
}
