//! Chapter: drift over time.
//!
//! Rows are put into windows and, within them, into bins ([`axis`]); every value is looked up once
//! ([`codes`]) and counted ([`counts`]). From the counts come the map of columns by window against a
//! [`baseline`] ([`cells`]), the moments of [`changes`] and what happened at once ([`events`]), and
//! whether it could be a [`season`].

mod axis;
mod baseline;
mod bin;
mod cells;
mod changes;
pub mod codes;
mod column;
mod counts;
mod events;
mod order;
mod search;
mod season;
mod sentences;
mod spread;
mod weekdays;
mod weeks;
mod when;
mod windows;

use report::{
    Baseline, ColumnDrift, ColumnTimeline, Drift, InOrder, Offer, RoleChoice, Severity, Side,
    Timeline, Verdict, format,
};

use crate::Study;
pub use axis::Axis;
use axis::NoAxis;
use column::Column;
pub use sentences::{say_all_began, say_since_when};

/// The chapter under way.
pub struct Course {
    axis: Result<Axis, NoAxis>,
    /// Names of the columns to count, the largest distance first.
    todo: Vec<String>,
    /// Columns that are left out.
    left_out: usize,
    counted: Vec<Option<Column>>,
}

impl Course {
    /// Puts the rows into windows; columns are counted by [`Course::step`].
    pub fn new(study: &Study<'_>, roles: &[RoleChoice], columns: &[ColumnDrift]) -> Self {
        let axis = Axis::of(study, roles);
        let windows = axis.as_ref().map_or(0, |axis| axis.windows.len());
        let psi = |c: &&ColumnDrift| c.leading_measure().and_then(|m| m.value).unwrap_or(0.0);
        let mut columns: Vec<&ColumnDrift> = columns.iter().collect();
        columns.put_in_order(|a, b| psi(b).total_cmp(&psi(a)));
        let most = study.settings.timeline.most_cells as usize / windows.max(1);
        let kept = if windows == 0 { 0 } else { columns.len().min(most.max(1)) };
        let todo = columns[..kept].iter().map(|column| column.column.clone()).collect();
        let left_out = if windows == 0 { 0 } else { columns.len() - kept };
        Self { axis, todo, left_out, counted: Vec::new() }
    }

    /// The axis, or why there is none.
    pub fn axis(&self) -> Result<&Axis, &str> {
        self.axis.as_ref().map_err(|no_axis| no_axis.lacks.as_str())
    }

    /// Counts the next column and tells its name; none when there is none left.
    pub fn step(&mut self, study: &Study<'_>, columns: &[ColumnDrift]) -> Option<String> {
        let axis = self.axis.as_ref().ok()?;
        let name = self.todo.get(self.counted.len())?;
        let column = columns.iter().find(|column| column.column == *name);
        self.counted.push(column.and_then(|column| Column::of(study, axis, column)));
        Some(name.clone())
    }

    /// Columns that are counted, and columns in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.counted.len(), self.todo.len())
    }

    /// The chapter; columns that were not counted are counted now.
    pub fn finish(mut self, study: &Study<'_>, drift: &Drift) -> Timeline {
        while self.step(study, &drift.columns).is_some() {}
        let Self { axis, left_out, counted, .. } = self;
        match axis {
            Ok(axis) => {
                let mut columns: Vec<Column> = counted.into_iter().flatten().collect();
                columns
                    .put_in_order_of(|column| std::cmp::Reverse(verdict_of(drift, &column.name)));
                chapter(study, axis, &columns, left_out)
            }
            Err(NoAxis { offers, lacks }) => Timeline {
                headline: format!("{lacks}."),
                windows_offers: offers,
                lacks: Some(lacks),
                ..Timeline::default()
            },
        }
    }
}

fn verdict_of(drift: &Drift, name: &str) -> Option<Verdict> {
    drift.columns.iter().find(|column| column.column == name).map(|column| column.verdict)
}

fn chapter(study: &Study<'_>, mut axis: Axis, columns: &[Column], left_out: usize) -> Timeline {
    let mut notes = std::mem::take(&mut axis.notes);
    if left_out > 0 {
        notes.push(format!(
            "{} left out: the map holds {} cells at most.",
            format::plural(left_out as u64, "column is", "columns are"),
            format::count(u64::from(study.settings.timeline.most_cells))
        ));
    }
    let mut offers = baseline::offers(&axis);
    let against = chosen_baseline(study, &mut offers, &mut notes);
    notes.extend(season::weekly_note(&axis, columns, against));
    notes.extend(sentences::alike(columns));
    let whole = cells::map(study, &axis, columns, Baseline::Reference);
    let mut changes = events::of_columns(study, &axis, columns);
    events::calm(&axis, &whole, &mut changes);
    let events = events::together(&changes);
    let production_at = production_at(&axis);
    let mut timelines: Vec<ColumnTimeline> = columns
        .iter()
        .zip(changes)
        .map(|(column, changes)| ColumnTimeline {
            column: column.name.clone(),
            rule: column.rule.clone(),
            cells: Vec::new(),
            missing_before: column.missing_before(&axis),
            began: began(&changes, production_at),
            changes,
            spread: None,
            season: None,
        })
        .collect();
    let (season, beside) = season::tell(study, &axis, columns, &whole, &mut timelines);
    notes.splice(0..0, beside);
    let map = match against {
        Baseline::Reference => whole,
        other => cells::map(study, &axis, columns, other),
    };
    timelines.iter_mut().zip(map).for_each(|(timeline, cells)| timeline.cells = cells);
    let mut timeline = Timeline {
        headline: String::new(),
        windows_offers: axis.offers,
        baseline_offers: offers,
        lacks: None,
        windows: axis.windows,
        columns: timelines,
        events,
        happened: Vec::new(),
        season,
        notes,
    };
    timeline.headline = sentences::headline(&timeline);
    timeline
}

/// The baseline of the settings, or the whole reference where that does not exist.
fn chosen_baseline(
    study: &Study<'_>,
    offers: &mut [Offer<Baseline>],
    notes: &mut Vec<String>,
) -> Baseline {
    let wish = study.settings.timeline.baseline;
    let lacks = offers.iter().find(|offer| offer.choice == wish).and_then(|o| o.lacks.clone());
    let choice = if lacks.is_some() { Baseline::Reference } else { wish };
    if let Some(lacks) = lacks.filter(|_| wish != Baseline::Reference) {
        notes.push(format!("{lacks}: compared with the whole reference instead."));
    }
    offers.iter_mut().for_each(|offer| offer.is_on = offer.choice == choice);
    choice
}

/// Where production begins along the windows.
fn production_at(axis: &Axis) -> f64 {
    axis.windows_of(Side::Production).next().unwrap_or(axis.windows.len()) as f64
}

/// When a column began to change: the first change that matters and is not over before production.
fn began(changes: &[report::ChangePoint], production_at: f64) -> Option<String> {
    let is_later = |change: &&report::ChangePoint| {
        change.severity >= Severity::Medium && change.from_to[1] >= production_at
    };
    changes.iter().find(is_later).map(|change| change.when.clone())
}
