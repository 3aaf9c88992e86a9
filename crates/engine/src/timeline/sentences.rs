//! The chapter in sentences.

use report::{ChangeKind, ChangePoint, Drift, Saying, Timeline, Topic, Verdict, format};

/// The finding: when it began, in how many columns, and what followed.
pub fn headline(timeline: &Timeline) -> String {
    let recent: Vec<&ChangePoint> = timeline.recent_events().collect();
    let earlier = timeline.events.len() - recent.len();
    let Some((first, rest)) = recent.split_first() else {
        return match earlier {
            0 => "No column changed over time by more than chance and the limits.".to_owned(),
            n => format!(
                "Nothing changed since production began; the reference holds {} of its own.",
                format::plural(n as u64, "change", "changes")
            ),
        };
    };
    let began = if first.kind == ChangeKind::Gradual { "came" } else { "began" };
    let mut text = format!("It {began} {} in {}", first.told_when(), columns(first));
    match rest {
        [] => {}
        [second] => {
            text.push_str(&format!(
                "; a second change followed {}: {}",
                second.told_when(),
                second.what
            ));
        }
        [.., last] => text.push_str(&format!(
            "; {} more changes followed, the last {}",
            format::count(rest.len() as u64),
            last.told_when()
        )),
    }
    text + "."
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
    if timeline.lacks.is_some() || (drifted.is_empty() && first.is_none()) {
        return None;
    }
    let (lead, rest) = match first {
        Some(event) if event.kind == ChangeKind::Gradual => {
            (format!("Gradually, {}", event.interval), format!(": {}.", event.what))
        }
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
    let rest = [rest.as_str(), timeline.season.as_str()].join(" ").trim_end().to_owned();
    Some(Saying { topic: Topic::SinceWhen, lead, rest })
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
