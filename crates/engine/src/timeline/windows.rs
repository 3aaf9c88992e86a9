//! Windows: periods of the calendar, so many rows, or from one event to the next.

use report::{
    Offer, Pair, Role, RoleChoice, Side, TimeRange, TimeWindow, VolumeUnit, Windows, format,
};
use table::Table;

use super::order::Order;
use crate::calendar::{longest_ms, starts};
use crate::{Study, roles};

/// Windows that a map shows well.
const MOST_AT_A_GLANCE: usize = 60;
/// Fewer windows show no course of time.
const FEWEST_AT_A_GLANCE: usize = 6;
/// The middle window should hold so many times the values that are needed to judge it.
const ENOUGH_TIMES: u64 = 4;
/// Windows by rows, where nothing else is chosen: a tenth of the reference.
const PARTS_OF_THE_REFERENCE: usize = 10;
/// A gap at the edge of a window from which it is partial, in shares of its length.
const EDGE_SHARE: i64 = 10;
/// Events of one side beyond are not told apart.
const MOST_EVENTS: usize = 200;

const PERIODS: [(Windows, VolumeUnit); 5] = [
    (Windows::Hour, VolumeUnit::Hour),
    (Windows::Day, VolumeUnit::Day),
    (Windows::Week, VolumeUnit::Week),
    (Windows::Month, VolumeUnit::Month),
    (Windows::Year, VolumeUnit::Year),
];

/// A window of one side, by places in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub window: TimeWindow,
    /// The place of its first row, and the one after its last.
    pub from: usize,
    pub to: usize,
}

/// The windows of both sides.
pub struct Chosen {
    pub windows: Windows,
    pub stretches: Pair<Vec<Stretch>>,
    pub offers: Vec<Offer<Windows>>,
    pub notes: Vec<String>,
}

/// The windows that the settings ask for; a sentence where there are none.
pub fn choose(
    study: &Study<'_>,
    roles: &[RoleChoice],
    orders: &Pair<Order>,
) -> Result<Chosen, (Vec<Offer<Windows>>, String)> {
    let settings = &study.settings.timeline;
    let most = settings.most_windows as usize;
    let rows = window_rows(study, orders);
    let periods: Vec<(Windows, VolumeUnit, usize)> = PERIODS
        .into_iter()
        .filter_map(|(windows, unit)| Some((windows, unit, count(unit, orders, most)?)))
        .collect();
    let events = event_column(study, roles);
    let mut notes = Vec::new();
    let windows = match settings.windows {
        Windows::Auto => best(study, orders, &periods),
        wish if super::order::is_period(wish) => at_least(wish, &periods, most, &mut notes),
        Windows::Event => events.map(|_| Windows::Event),
        wish => Some(wish),
    };
    let offers = offers(&periods, rows, events, windows);
    let Some(windows) = windows else {
        return Err((offers, why_none(study, orders, rows)));
    };
    let unit = PERIODS.into_iter().find(|(of, _)| *of == windows).map(|(_, unit)| unit);
    let rows = enough_rows(rows, orders, most, &mut notes);
    let stretches = Pair::from_fn(|side| {
        let order = orders.get(side);
        match (unit, windows, events) {
            (Some(unit), _, _) => by_period(unit, side, order, most),
            (None, Windows::Event, Some(column)) => {
                by_event(column, study.tables.get(side), side, order)
            }
            _ => by_rows(rows, side, order),
        }
    });
    Ok(Chosen { windows, stretches, offers, notes })
}

/// Rows of a window, where rows count.
fn window_rows(study: &Study<'_>, orders: &Pair<Order>) -> usize {
    match study.settings.timeline.window_rows as usize {
        0 => (orders.reference.len / PARTS_OF_THE_REFERENCE).max(1),
        rows => rows,
    }
}

/// As many rows a window as bring the windows of both sides under their cap.
fn enough_rows(rows: usize, orders: &Pair<Order>, most: usize, notes: &mut Vec<String>) -> usize {
    let all = orders.reference.len + orders.production.len;
    let least = all.div_ceil(most.saturating_sub(2).max(1));
    if rows < least {
        notes.push(format!(
            "Windows of {} would be more than {}: they hold {} each.",
            format::plural(rows as u64, "row", "rows"),
            format::count(most as u64),
            format::plural(least as u64, "row", "rows"),
        ));
    }
    rows.max(least)
}

/// How many windows of a period both sides have; none where they have no times, or too many.
fn count(unit: VolumeUnit, orders: &Pair<Order>, most: usize) -> Option<usize> {
    let of = |order: &Order| Some(starts(unit, range(order)?, most)?.len());
    let count = of(&orders.reference).unwrap_or(0) + of(&orders.production)?;
    let is_lost = range(&orders.reference).is_some() && of(&orders.reference).is_none();
    (count <= most && !is_lost).then_some(count)
}

fn range(order: &Order) -> Option<TimeRange> {
    let (first_ms, last_ms) = order.range_ms()?;
    Some(TimeRange { first_ms, last_ms })
}

/// The shortest period with few windows that hold enough rows; rows where no period has any course.
fn best(
    study: &Study<'_>,
    orders: &Pair<Order>,
    periods: &[(Windows, VolumeUnit, usize)],
) -> Option<Windows> {
    let rows = orders.reference.len + orders.production.len;
    let enough = (ENOUGH_TIMES * study.settings.drift.min_values) as usize;
    let mut readable = periods.iter().filter(|(_, _, count)| *count <= MOST_AT_A_GLANCE);
    let long = readable.clone().find(|(_, _, count)| rows / count.max(&1) >= enough);
    let &(windows, _, count) = long.or_else(|| readable.next_back()).or(periods.last())?;
    Some(if count < FEWEST_AT_A_GLANCE && rows >= enough { Windows::Rows } else { windows })
}

/// The period, or the next longer one that is not too many windows.
fn at_least(
    wish: Windows,
    periods: &[(Windows, VolumeUnit, usize)],
    most: usize,
    notes: &mut Vec<String>,
) -> Option<Windows> {
    let place = |windows: Windows| PERIODS.into_iter().position(|(of, _)| of == windows);
    let &(found, unit, _) = periods.iter().find(|(of, _, _)| place(*of) >= place(wish))?;
    if found != wish {
        notes.push(format!(
            "The period that was chosen gives more than {} windows: these are by the {}.",
            format::count(most as u64),
            unit.label()
        ));
    }
    Some(found)
}

fn offers(
    periods: &[(Windows, VolumeUnit, usize)],
    rows: usize,
    events: Option<&str>,
    on: Option<Windows>,
) -> Vec<Offer<Windows>> {
    let offer = |choice: Windows, label: String| Offer {
        choice,
        label,
        is_on: on == Some(choice),
        lacks: None,
    };
    let several = periods.iter().filter(|(choice, _, count)| *count > 2 || on == Some(*choice));
    let mut offers: Vec<_> =
        several.map(|(choice, unit, _)| offer(*choice, format::capital(unit.label()))).collect();
    offers.push(offer(Windows::Rows, format::plural(rows as u64, "row", "rows")));
    offers.extend(events.map(|column| offer(Windows::Event, format::short(column))));
    offers
}

fn why_none(study: &Study<'_>, orders: &Pair<Order>, rows: usize) -> String {
    let rows = format::plural(rows as u64, "row", "rows");
    if study.settings.timeline.windows == Windows::Event {
        return "There is no column of that name, or of model versions".to_owned();
    }
    match (orders.reference.range_ms(), orders.production.range_ms()) {
        (_, Some(_)) => format!("The times span too long: choose windows of {rows}"),
        (_, None) => format!("There is no time column: choose windows of {rows} in file order"),
    }
}

fn event_column<'a>(study: &'a Study<'_>, roles: &'a [RoleChoice]) -> Option<&'a str> {
    let chosen = study.settings.timeline.event_column.as_str();
    let name =
        if chosen.is_empty() { roles::column_with(roles, Role::ModelVersion)? } else { chosen };
    study.column(name).both().map(|_| name)
}

fn by_period(unit: VolumeUnit, side: Side, order: &Order, most: usize) -> Vec<Stretch> {
    let Some(range) = range(order) else { return Vec::new() };
    let starts = starts(unit, range, most).unwrap_or_default();
    let places: Vec<usize> = starts.iter().map(|start| order.place_of(*start)).collect();
    let end_of = |i: usize| {
        let next = starts.get(i + 1).copied();
        next.unwrap_or_else(|| {
            crate::calendar::start_of(unit, starts[i].saturating_add(longest_ms(unit)))
        })
    };
    let gap = order.longest_gap_ms();
    let stretch = |i: usize| {
        let (start, end) = (starts[i], end_of(i));
        let edge = gap.max(end.saturating_sub(start) / EDGE_SHARE);
        let is_late = range.first_ms.saturating_sub(start) > edge;
        let is_short = end.saturating_sub(range.last_ms) > edge;
        let to = places.get(i + 1).copied().unwrap_or(order.len);
        let first_ms = if is_late { range.first_ms } else { start };
        let last_ms = if is_short { range.last_ms } else { end };
        Stretch {
            window: TimeWindow {
                side,
                label: unit.name_of(start),
                start_ms: Some(start),
                span: Some(TimeRange { first_ms, last_ms }),
                rows: (to - places[i]) as u64,
                is_partial: is_late || is_short,
            },
            from: places[i],
            to,
        }
    };
    (0..starts.len()).map(stretch).collect()
}

/// So many rows each; what is left over at the end is a partial window.
pub fn by_rows(rows: usize, side: Side, order: &Order) -> Vec<Stretch> {
    let stretch = |from: usize| {
        let to = (from + rows).min(order.len);
        let label =
            format!("rows {} to {}", format::count(from as u64 + 1), format::count(to as u64));
        Stretch {
            window: TimeWindow {
                side,
                label,
                start_ms: order.time_ms(from),
                span: order.span(from, to),
                rows: (to - from) as u64,
                is_partial: to - from < rows,
            },
            from,
            to,
        }
    };
    (0..order.len).step_by(rows.max(1)).map(stretch).collect()
}

/// From the first row with a value to the first row with one that was not there before.
fn by_event(column: &str, table: &Table, side: Side, order: &Order) -> Vec<Stretch> {
    let Some(column) = table.column(column) else { return Vec::new() };
    let mut events: Vec<(usize, String)> = Vec::new();
    let mut last = None;
    for place in 0..order.len {
        let Some(label) = column.label(order.row(place)) else { continue };
        if last.as_ref() == Some(&label) {
            continue;
        }
        let is_new = events.iter().all(|(_, known)| *known != label);
        if is_new && events.len() < MOST_EVENTS {
            events.push((place, label.clone()));
        }
        last = Some(label);
    }
    if let Some((place, _)) = events.first_mut() {
        *place = 0;
    }
    let stretch = |i: usize| {
        let (from, to) = (events[i].0, events.get(i + 1).map_or(order.len, |(place, _)| *place));
        Stretch {
            window: TimeWindow {
                side,
                label: format!("From {}", format::quoted(&events[i].1)),
                start_ms: order.time_ms(from),
                span: order.span(from, to),
                rows: (to - from) as u64,
                is_partial: false,
            },
            from,
            to,
        }
    };
    (0..events.len()).map(stretch).collect()
}
