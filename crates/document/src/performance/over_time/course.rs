//! One metric over the windows: what came true with its interval, blue until production begins and then
//! amber, what was expected with its band, and the limits of the reference's own windows.

use report::{Estimate, MetricOverTime, MetricWindow, ModelOverTime, Side, Timeline, format};

use super::tables;
use crate::windows::{self, Windows};
use crate::{Axis, Drawing, Height, Key, Layer, Paint, ReadAt, Table};

/// The drawing of a metric.
pub fn drawing(
    timeline: &Timeline,
    model: &ModelOverTime,
    metric: &MetricOverTime,
    windows: Windows<'_>,
    height: Height,
) -> Drawing {
    let up = up(metric);
    let title = title(metric);
    Drawing {
        subject: model.name.clone(),
        picture: format!("{} over time", metric.name.label()),
        caption: windows.across.caption("areas: 95% intervals; dotted: reference ± 3 sd"),
        summary: format!("{title}."),
        across: windows.across.axis.clone(),
        layers: layers(windows, metric, &up),
        keys: keys(model, metric),
        readings: readings(windows, model, metric, &up),
        numbers: Table {
            columns: tables::window_columns(),
            rows: tables::window_rows(timeline, model, metric).into(),
            ..Table::default()
        },
        up,
        height,
        title,
    }
}

/// "ROC AUC is worse since 31 March 2019", or how far it goes.
fn title(metric: &MetricOverTime) -> String {
    let label = format::capital(metric.name.label());
    match (&metric.since, &metric.expected_since) {
        (Some(since), _) => format!("{label} is worse since {}", since.when),
        (None, Some(since)) if metric.realised.production.is_none() => {
            format!("{label} is expected to be worse since {}", since.when)
        }
        _ => format!("{label} over time"),
    }
}

/// From the lowest end that is drawn to the highest.
fn up(metric: &MetricOverTime) -> Axis {
    let limits =
        metric.limits.map(|limits| Estimate { value: limits.0, interval_95: Some(limits) });
    let drawn = metric.windows.iter().flat_map(|window| [window.realised, window.expected]);
    windows::up(drawn.chain([limits]).flatten())
}

fn layers(windows: Windows<'_>, metric: &MetricOverTime, up: &Axis) -> Vec<Layer> {
    let expected = |at: usize| metric.windows[at].expected;
    let realised = |at: usize| metric.windows[at].realised;
    let accent = |_: Side| Paint::Accent;
    let (from, to) = (windows.across.axis.from, windows.across.axis.to);
    let limits = metric.limits.map_or_else(Vec::new, |(low, high)| {
        [low, high].map(|at| Layer::Dashed(vec![(from, at), (to, at)], Paint::Quiet)).into()
    });
    [
        windows.bands(&expected, accent),
        windows.bands(&realised, Paint::of),
        limits,
        windows.lines(&expected, accent),
        windows.lines(&realised, Paint::of),
        windows.dots(&realised),
        windows.marks(up, metric.since.as_ref().map(|since| since.window)),
    ]
    .concat()
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
    windows: Windows<'_>,
    model: &ModelOverTime,
    metric: &MetricOverTime,
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
        windows.reading(at, up, rows.into_iter().flatten().chain([n]).collect())
    };
    metric.windows.iter().enumerate().map(reading).collect()
}
