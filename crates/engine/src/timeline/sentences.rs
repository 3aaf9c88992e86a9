//! The chapter in sentences.

use super::column::Column;
use report::{
    ChangeKind, ChangePoint, Chapter, ColumnTimeline, Drift, InOrder, Saying, Severity, Side,
    Timeline, Topic, Verdict, format,
};

use crate::overview::happened::MODEL;

/// Correlation of neighbouring stretches from which it is told.
const ALIKE_FROM: f64 = 0.5;
/// Columns that a sentence names before it says "and 3 more".
const MOST_NAMES: usize = 3;

/// The finding: when it began, in how many columns, and what followed.
pub fn headline(timeline: &Timeline) -> String {
    let recent: Vec<&ChangePoint> = timeline.recent_events().collect();
    let earlier = timeline.events.len() - recent.len();
    let Some((first, rest)) = recent.split_first() else {
        let small = under_the_limits(timeline);
        return match (differing(timeline), earlier) {
            _ if is_unjudged(timeline) => {
                "No lasting change was found, and no window of production could be judged: longer or shorter windows may be.".to_owned()
            }
            (0, 0) if small.is_empty() => {
                "No column changed over time by more than chance and the limits.".to_owned()
            }
            (0, earlier) if small.is_empty() => format!(
                "Nothing changed since production began; the reference holds {} of its own.",
                format::plural(earlier as u64, "change", "changes")
            ),
            (0, _) => format!("No column changed by more than the limits since production began{small}."),
            (columns, _) => {
                let which = if small.is_empty() { "lasting change" } else { "change by more than the limits" };
                format!(
                    "No {which} since production began{small}, but windows of {} differ from what they are compared with.",
                    format::plural(columns as u64, "column", "columns")
                )
            }
        };
    };
    let began = if first.kind == ChangeKind::Gradual { "came" } else { "began" };
    let mut text = match &first.lasted {
        Some(lasted) => format!("It lasted from {lasted} in {}", columns(first)),
        None => format!("It {began} {} in {}", first.told_when(), columns(first)),
    };
    match rest {
        [] => {}
        [second] if second.when == first.when => {
            text.push_str(&format!("; another change came with it: {}", second.what));
        }
        [second] => {
            text.push_str(&format!(
                "; a second change followed {}: {}",
                second.told_when(),
                second.what
            ));
        }
        [.., last] if last.when == first.when => text
            .push_str(&format!("; {} more changes came with it", format::count(rest.len() as u64))),
        [.., last] => text.push_str(&format!(
            "; {} more changes followed, the last {}",
            format::count(rest.len() as u64),
            last.told_when()
        )),
    }
    text + "."
}

/// The columns that changed since production began by more than chance, though not by more than the limits, or
/// not by more than the reference itself wanders: " (under them: bought and revenue, on 1 April)".
fn under_the_limits(timeline: &Timeline) -> String {
    let begins = timeline.production_at();
    let is_small = |change: &&ChangePoint| {
        !change.severity.matters()
            && change.severity != Severity::Information
            && !change.is_return
            && change.from_to[1] >= begins
    };
    let of_column = |column: &'_ ColumnTimeline| {
        let small = column.changes.iter().filter(is_small);
        small.reduce(|a, b| if b.size > a.size { b } else { a }).map(ChangePoint::told_when)
    };
    let small: Vec<(&str, String)> = timeline
        .columns
        .iter()
        .filter_map(|column| Some((column.column.as_str(), of_column(column)?)))
        .collect();
    let Some((_, first)) = small.first() else { return String::new() };
    let names = format::names(small.iter().map(|(name, _)| *name), MOST_NAMES);
    let when = match small.iter().all(|(_, when)| when == first) {
        true => format!(", {first}"),
        false => String::new(),
    };
    format!(" (under them: {names}{when})")
}

/// Columns whose neighbouring stretches are so alike that it limits what can be known.
pub fn alike(columns: &[Column]) -> Option<String> {
    let alike = columns.iter().filter(|column| column.changes.autocorrelation >= ALIKE_FROM);
    let mut alike: Vec<(&str, f64)> =
        alike.map(|column| (column.name.as_str(), column.changes.autocorrelation)).collect();
    alike.put_in_order(|a, b| b.1.total_cmp(&a.1));
    let named: Vec<String> = alike
        .iter()
        .take(MOST_NAMES)
        .map(|(name, alike)| format!("{} ({alike:.1})", format::short(name)))
        .collect();
    let more = match alike.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| {
        format!(
            "Values of neighbouring stretches of time are alike in {}{more}: a small lasting change cannot be told from such wandering, and single windows differ more often than their p-values say.",
            named.join(", ")
        )
    })
}

/// Columns of which some window of production differs by more than chance and the limit.
fn differing(timeline: &Timeline) -> usize {
    let drifts = |column: &&ColumnTimeline| of_production(timeline, column).any(Verdict::is_drift);
    timeline.columns.iter().filter(drifts).count()
}

/// Whether no window of production could be judged in any column.
fn is_unjudged(timeline: &Timeline) -> bool {
    let is_judged = |verdict| verdict != Verdict::NotEnoughData;
    !timeline.columns.iter().any(|column| of_production(timeline, column).any(is_judged))
}

fn of_production(timeline: &Timeline, column: &ColumnTimeline) -> impl Iterator<Item = Verdict> {
    let cells = timeline.windows.iter().zip(&column.cells);
    cells.filter(|(window, _)| window.side == Side::Production).map(|(_, cell)| cell.verdict)
}

fn columns(event: &ChangePoint) -> String {
    match event.columns.as_slice() {
        [only] => format::short(only),
        many => format!("{} columns at once", format::count(many.len() as u64)),
    }
}

/// Since when production differs, for the overview: the first change of a column that drifted, or the
/// first of all where none did. None where nothing drifted or changed, or there are no windows.
pub fn say_since_when(timeline: &Timeline, drift: &Drift) -> Option<Saying> {
    let drifted: Vec<&str> = drift
        .columns
        .iter()
        .filter(|column| column.verdict.is_drift())
        .map(|column| column.column.as_str())
        .collect();
    let is_of_drift = |event: &&ChangePoint| {
        drifted.is_empty() || event.columns.iter().any(|name| drifted.contains(&name.as_str()))
    };
    let first = timeline.recent_events().find(is_of_drift);
    let by_windows = by_windows(timeline);
    let is_of_columns = first.is_some() || !drifted.is_empty();
    if timeline.lacks.is_some() || (!is_of_columns && by_windows.is_none()) {
        return None;
    }
    let (lead, rest) = match first {
        None if !is_of_columns => (
            "No column has a moment of its own".to_owned(),
            ": none stepped or slid by more than the limits since production began.".to_owned(),
        ),
        Some(event) if event.kind == ChangeKind::Gradual => {
            (format!("Gradually, {}", event.interval), format!(": {}.", event.what))
        }
        Some(ChangePoint { lasted: Some(lasted), what, .. }) => {
            (format!("From {lasted}"), format!(": {what}, and then as before."))
        }
        Some(event) if timeline.may_be_between_files(event) => (
            "Since about where production begins".to_owned(),
            format!(
                ": {}. It may lie between the two files (95% interval {}).",
                event.what, event.interval
            ),
        ),
        Some(event) if event.interval.starts_with("to the") => (
            format!("Since {}", event.when),
            format!(", known {}: {}.", event.interval, event.what),
        ),
        Some(event) => (
            format!("Since {}", event.when),
            format!(" (95% interval {}): {}.", event.interval, event.what),
        ),
        None => (
            "No moment stands out".to_owned(),
            ": no lasting step or slope of this size since production began.".to_owned(),
        ),
    };
    let season = timeline.season.as_str();
    let all = [rest.as_str(), by_windows.as_deref().unwrap_or_default(), season];
    let rest = all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    Some(Saying { topic: Topic::SinceWhen, lead, rest })
}

/// Since when the business or the service is worse: "By windows, since 30 March (Week from 30 Mar 2026): orders is worse
/// (51 → 39), ..."; of the first such window. Since when a model is worse is told with what it costs.
fn by_windows(timeline: &Timeline) -> Option<String> {
    let told = || {
        let others = timeline.happened.iter().filter(|own| own.chapter != Chapter::Timeline);
        let others = others.filter(|own| own.kind != MODEL && own.chapter != Chapter::Calibration);
        others.filter(|own| own.severity.matters())
    };
    let first = told().next()?;
    let at_once: Vec<&str> =
        told().filter(|own| own.at == first.at).map(|own| own.what.as_str()).collect();
    let window = timeline.windows.get(first.at as usize).map_or("", |window| &window.label);
    let later = match told().count() - at_once.len() {
        0 => String::new(),
        n => format!("; {} more later", format::count(n as u64)),
    };
    Some(format!("By windows, since {} ({window}): {}{later}.", first.when, at_once.join(", ")))
}

/// Adds to the drift chapter's finding when all its drifted columns began at once.
pub fn say_all_began(drift: &mut Drift, timeline: &Timeline) {
    let drifted = drift
        .columns
        .iter()
        .filter(|column| matches!(column.verdict, Verdict::Moderate | Verdict::Significant));
    let began: Vec<Option<&String>> =
        drifted.map(|column| timeline.began(&column.column)).collect();
    if let [Some(first), rest @ ..] = began.as_slice()
        && !rest.is_empty()
        && rest.iter().all(|other| *other == Some(*first))
    {
        let word = if first.starts_with("row ") { "at" } else { "on" };
        let all = format!(", all {word} {first}.");
        drift.headline = drift.headline.trim_end_matches('.').to_owned() + &all;
    }
}
