//! One metric over the windows: what came true with its interval, blue until production begins and then
//! amber, what was expected with its band, and the limits of the reference's own windows.

use report::{Estimate, MetricOverTime, MetricWindow, ModelOverTime, Side, Timeline, format};

use super::across::Across;
use super::tables;
use crate::{Axis, Block, Drawing, Height, Key, Layer, Paint, Point, ReadAt, Table, Unit};

/// Room above and below what is drawn, in shares of its range.
const ROOM: f64 = 0.08;

/// The drawing of a metric.
pub fn drawing(
    timeline: &Timeline,
    model: &ModelOverTime,
    metric: &MetricOverTime,
    across: &Across,
    height: Height,
) -> Block {
    let up = up(metric);
    let title = title(metric);
    Block::Drawing(Box::new(Drawing {
        subject: model.name.clone(),
        picture: format!("{} over time", metric.name.label()),
        caption: format!(
            "across: {}; up: {}; areas: 95% intervals; dashed: three standard deviations of the reference’s windows, as NannyML",
            across.what,
            metric.name.label()
        ),
        summary: format!("{title}."),
        across: across.axis.clone(),
        layers: layers(timeline, metric, across, &up),
        keys: keys(model, metric),
        readings: readings(timeline, model, metric, across, &up),
        numbers: Table {
            columns: tables::window_columns(),
            rows: tables::window_rows(timeline, model, metric),
            ..Table::default()
        },
        up,
        height,
        title,
    }))
}

/// "ROC AUC is worse since 31 March 2019", or how far it goes.
fn title(metric: &MetricOverTime) -> String {
    let label = capital(metric.name.label());
    match (&metric.since, &metric.expected_since) {
        (Some(since), _) => format!("{label} is worse since {}", since.when),
        (None, Some(since)) if metric.realised.production.is_none() => {
            format!("{label} is expected to be worse since {}", since.when)
        }
        _ => format!("{label} over time"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// From the lowest end that is drawn to the highest.
fn up(metric: &MetricOverTime) -> Axis {
    let of_window = |window: &MetricWindow| {
        let ends = |estimate: Option<Estimate>| {
            let estimate = estimate?;
            Some(estimate.interval_95.unwrap_or((estimate.value, estimate.value)))
        };
        [ends(window.realised), ends(window.expected)]
    };
    let ends = metric.windows.iter().flat_map(of_window).chain([metric.limits]).flatten();
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |range, (low, high)| {
        (range.0.min(low), range.1.max(high))
    });
    if !(low.is_finite() && high.is_finite()) {
        return Axis::shares();
    }
    let room = ((high - low) * ROOM).max(high.abs() * 1e-3).max(1e-9);
    Axis { from: low - room, to: high + room, unit: Unit::Number }
}

fn layers(timeline: &Timeline, metric: &MetricOverTime, across: &Across, up: &Axis) -> Vec<Layer> {
    let expected = |at: usize| metric.windows[at].expected;
    let realised = |at: usize| metric.windows[at].realised;
    let mut layers = Vec::new();
    let sides = Side::BOTH.map(|side| {
        let own = (0..metric.windows.len()).filter(|&at| timeline.windows[at].side == side);
        (own.collect::<Vec<usize>>(), Paint::of(side))
    });
    for (own, paint) in &sides {
        layers.extend(bands(across, own, expected, Paint::Accent));
        layers.extend(bands(across, own, realised, *paint));
    }
    if let Some((low, high)) = metric.limits {
        let (from, to) = (across.axis.from, across.axis.to);
        layers
            .extend([low, high].map(|at| Layer::Dashed(vec![(from, at), (to, at)], Paint::Quiet)));
    }
    for (own, paint) in &sides {
        layers.extend(lines(across, own, expected, Paint::Accent));
        layers.extend(lines(across, own, realised, *paint));
        let dots: Vec<Point> =
            own.iter().filter_map(|&at| Some((across.middle(at), realised(at)?.value))).collect();
        layers.push(Layer::Dots(dots, *paint));
    }
    if let Some(&first) = sides[1].0.first() {
        let (begins, _) = across.ends[first];
        layers.push(Layer::Line(vec![(begins, up.from), (begins, up.to)], Paint::Quiet));
        layers.push(Layer::Note((begins, up.to), "production".to_owned(), Paint::Quiet));
    }
    if let Some(since) = &metric.since {
        let (begins, _) = across.ends[since.window as usize];
        layers.push(Layer::Dashed(vec![(begins, up.from), (begins, up.to)], Paint::Severity));
    }
    layers
}

/// Stretches of neighbouring windows that have a value.
fn stretches(
    windows: &[usize],
    value: impl Fn(usize) -> Option<Estimate>,
) -> Vec<Vec<(usize, Estimate)>> {
    let mut stretches: Vec<Vec<(usize, Estimate)>> = vec![Vec::new()];
    for &at in windows {
        match (value(at), stretches.last_mut()) {
            (Some(value), Some(last)) => last.push((at, value)),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

fn bands(
    across: &Across,
    windows: &[usize],
    value: impl Fn(usize) -> Option<Estimate>,
    paint: Paint,
) -> Vec<Layer> {
    let band = |stretch: Vec<(usize, Estimate)>| {
        let ends: Vec<(f64, (f64, f64))> = stretch
            .iter()
            .filter_map(|(at, value)| Some((across.middle(*at), value.interval_95?)))
            .collect();
        let above = ends.iter().map(|(x, (_, high))| (*x, *high));
        let below = ends.iter().rev().map(|(x, (low, _))| (*x, *low));
        let corners: Vec<Point> = above.chain(below).collect();
        (ends.len() > 1).then_some(Layer::Wash(corners, paint))
    };
    stretches(windows, value).into_iter().filter_map(band).collect()
}

fn lines(
    across: &Across,
    windows: &[usize],
    value: impl Fn(usize) -> Option<Estimate>,
    paint: Paint,
) -> Vec<Layer> {
    let line = |stretch: Vec<(usize, Estimate)>| {
        let points: Vec<Point> =
            stretch.iter().map(|(at, value)| (across.middle(*at), value.value)).collect();
        (points.len() > 1).then_some(Layer::Line(points, paint))
    };
    stretches(windows, value).into_iter().filter_map(line).collect()
}

fn keys(model: &ModelOverTime, metric: &MetricOverTime) -> Vec<Key> {
    let side = |side: Side| {
        let value = (*metric.realised.get(side))?;
        Some(Key {
            paint: Paint::of(side),
            is_area: false,
            name: side.label().to_owned(),
            about: format::estimate(&value).0,
        })
    };
    let expected = (metric.windows.iter().any(|window| window.expected.is_some())).then(|| Key {
        paint: Paint::Accent,
        is_area: false,
        name: format!("expected ({})", model.estimation.method),
        about: metric.expected.production.map_or_else(String::new, |e| format::estimate(&e).0),
    });
    Side::BOTH.into_iter().filter_map(side).chain(expected).collect()
}

fn readings(
    timeline: &Timeline,
    model: &ModelOverTime,
    metric: &MetricOverTime,
    across: &Across,
    up: &Axis,
) -> Vec<ReadAt> {
    let row = |name: &str, value: Option<Estimate>| {
        let (value, interval) = format::estimate(&value?);
        Some((name.to_owned(), value, interval))
    };
    let reading = |(at, window): (usize, &MetricWindow)| {
        let labels = model.labels[at];
        let drop = window.against.map(|against| {
            let drop = format::percent(against.relative_drop);
            ("Drop".to_owned(), drop, format::p_equals(against.p_adjusted))
        });
        let n = (
            "Labelled".to_owned(),
            format::count(labels.labelled),
            format!("of {}", format::plural(labels.rows, "row", "rows")),
        );
        let rows = [row("Came true", window.realised), row("Expected", window.expected), drop];
        ReadAt {
            from: (across.ends[at].0, up.from),
            to: (across.ends[at].1, up.to),
            title: timeline.windows[at].label.clone(),
            rows: rows.into_iter().flatten().chain([n]).collect(),
        }
    };
    metric.windows.iter().enumerate().map(reading).collect()
}
