//! What changed beside the distributions: missing values, the lists of columns, what is derived from
//! the model's outputs, how good the models are, and what else is to be said of the data, each with what
//! to do about it.

use std::collections::{BTreeMap, BTreeSet};

use report::{
    About, Chapter, ColumnProfile, Finding, InOrder, Input, Missing, Pair, Remark, Role,
    SchemaChange, SchemaChangeKind, Severity, Size, Verdict, format,
};

use super::findings::shift_severity;
use super::rank::Rank;
use super::{
    Chapters, business, calibration, canary, experiments, fairness, models_over_time, operation,
    outputs, over_time, performance, same_rows, segments, together,
};
use crate::Study;
use crate::data::is_late_label;

/// A finding of the data, with what ranks it and what to do about it.
pub struct Change {
    /// The finding.
    pub finding: Finding,
    /// What ranks it among those of its severity: a share of rows.
    pub size: f64,
    /// What to do, as a sentence.
    pub step: String,
    /// What it rests on.
    pub basis: Basis,
    /// Whether the drift of its column tells it already: then it is a finding and nothing more.
    pub is_told: bool,
}

/// What a change rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// The names and kinds of columns: plain facts.
    Names,
    /// A test, with its adjusted p-value where it has one.
    Test(Option<f64>),
    /// A line that the user wrote and production breaks.
    Expectation,
    /// A line that the user wrote and that cannot be checked.
    Unchecked,
    /// Rows over time.
    Volume,
    /// An objective of the service that production misses.
    Objective,
    /// What its own detail says.
    Remark,
}

impl Basis {
    /// Whether the user wrote it.
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Expectation | Self::Unchecked)
    }

    /// The adjusted p-value of a test.
    pub const fn p_adjusted(self) -> Option<f64> {
        match self {
            Self::Test(p) => p,
            Self::Names
            | Self::Expectation
            | Self::Unchecked
            | Self::Volume
            | Self::Objective
            | Self::Remark => None,
        }
    }
}

impl Change {
    /// What happened, as a clause within a sentence: a title that is of no column begins with a word of
    /// the language.
    pub fn clause(&self) -> String {
        let title = &self.finding.title;
        let mut letters = title.chars();
        match (letters.next(), &self.finding.column) {
            (Some(first), None) if self.basis == Basis::Volume => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => title.clone(),
        }
    }

    /// What it is ranked by.
    pub const fn rank(&self) -> Rank {
        Rank::of_finding(self.size, &self.finding)
    }
}

/// All changes: by severity, then by size, then by name.
pub fn ranked(study: &Study<'_>, inputs: &Pair<Input>, chapters: Chapters<'_>) -> Vec<Change> {
    let Chapters { data, drift, timeline, .. } = chapters;
    let missing = data.columns.iter().filter_map(|column| missing(inputs, column));
    let labels = data.columns.iter().filter(|profile| profile.role == Role::Label);
    let labels: BTreeSet<&str> = labels.map(|profile| profile.column.as_str()).collect();
    let schema = data
        .schema
        .iter()
        .map(|change| schema(inputs, change, labels.contains(change.column.as_str())));
    // That a drifted column has new values, too, is no news for the headline and the steps.
    let drifted = drift.columns.iter().filter(|column| column.verdict.is_drift());
    let drifted: BTreeMap<&str, Verdict> =
        drifted.map(|column| (column.column.as_str(), column.verdict)).collect();
    // Nor that one which misses its objective has.
    let missed = chapters.operation.objectives.iter().filter(|own| own.severity.matters());
    let missed: BTreeSet<&str> = missed.filter_map(|own| own.column.as_deref()).collect();
    let remarks = data.remarks.iter().map(|remark| {
        let mut change = said(remark);
        if remark.about == About::Relations && is_fall_of_a_model(chapters) {
            change.is_told = true;
            change.size = 0.0;
            change.finding.severity = change.finding.severity.min(Severity::Low);
        }
        let column = remark.column.as_deref().filter(|_| remark.about == About::Values);
        if let Some(verdict) = column.and_then(|column| drifted.get(column)) {
            change.is_told = true;
            // After the drift, which is what it is of.
            change.size = 0.0;
            let severity = shift_severity(*verdict).unwrap_or(change.finding.severity);
            change.finding.severity = change.finding.severity.min(severity);
        }
        if column.is_some_and(|column| missed.contains(column)) {
            change.is_told = true;
            change.finding.severity = change.finding.severity.min(Severity::Low);
        }
        change
    });
    let beside = outputs::changes(study, drift)
        .chain(outputs::odd_sums(study, drift))
        .chain(together::changes(data, drift));
    let over_time = over_time::only_there(study, data, drift, timeline);
    let models = performance::changes(study, chapters.performance, chapters.causes)
        .chain(calibration::changes(study, chapters.calibration, &chapters.performance.over_time))
        .chain(models_over_time::changes(study, chapters.performance, timeline))
        .chain(operation::changes(inputs, chapters.operation))
        .chain(business::changes(study, inputs, chapters))
        .chain(segments::changes(study, chapters.segments))
        .chain(experiments::change(study, chapters.experiments))
        .chain(canary::change(chapters.experiments))
        .chain(fairness::changes(study, chapters));
    let changes = missing.chain(schema).chain(beside).chain(models).chain(remarks).chain(over_time);
    let mut changes: Vec<Change> = changes.collect();
    if experiments::is_refused(chapters.experiments) {
        // How the arms' models and metrics differ is an effect, of which nothing may be told.
        let is_told = |of: Chapter| matches!(of, Chapter::Data | Chapter::Experiments);
        changes.retain(|change| is_told(change.finding.chapter));
    }
    if chapters.performance.same_rows.is_some() {
        // Another model on the same rows is no change of the first one.
        let is_of_model = |of: Chapter| {
            matches!(of, Chapter::Performance | Chapter::Calibration | Chapter::Segments)
        };
        changes.retain(|change| !is_of_model(change.finding.chapter));
        changes.extend(same_rows::changes(study, chapters.performance));
    }
    changes.put_in_order(|a, b| {
        let by_rank = a.rank().gravest_first(b.rank());
        by_rank.then_with(|| a.finding.column.cmp(&b.finding.column))
    });
    changes
}

/// Whether the relation that changed most is that of the label with an output of a model, and a model is
/// told to have become worse: that says the same.
fn is_fall_of_a_model(chapters: Chapters<'_>) -> bool {
    let is = |column: &str, roles: &[Role]| {
        let mut profiles = chapters.data.columns.iter();
        profiles.any(|profile| profile.column == column && roles.contains(&profile.role))
    };
    let is_of_model = |first: &str, second: &str| {
        is(first, &[Role::Label]) && is(second, &[Role::Score, Role::Prediction])
    };
    let changed = chapters.data.relations.most_changed.iter().find(|pair| pair.verdict.is_drift());
    chapters.performance.models.iter().any(|model| model.verdict.is_drift())
        && changed.is_some_and(|pair| {
            is_of_model(&pair.first, &pair.second) || is_of_model(&pair.second, &pair.first)
        })
}

/// How the values of a column are gone, for the most part.
#[derive(Clone, Copy)]
enum Way {
    Missing,
    Unreadable,
    Infinite,
}

impl Way {
    /// The way that changed most, in the direction of all of them.
    fn of(missing: Pair<Option<Missing>>, is_more: bool) -> Self {
        let Some(Pair { reference, production }) = missing.both() else { return Self::Missing };
        let (less, more) = if is_more { (reference, production) } else { (production, reference) };
        let gaps = |m: Missing| m.empty + m.marker + m.nan;
        let grew = |of: fn(&Missing) -> u64| of(&more).saturating_sub(of(&less));
        let gaps = gaps(more).saturating_sub(gaps(less));
        let (unreadable, infinite) = (grew(|m| m.unreadable), grew(|m| m.infinite));
        if unreadable > gaps.max(infinite) {
            Self::Unreadable
        } else if infinite > gaps {
            Self::Infinite
        } else {
            Self::Missing
        }
    }

    /// The shares of rows in which values are gone in this way; of what is missing, in any way.
    fn share(self, column: &ColumnProfile, inputs: &Pair<Input>, all: Pair<f64>) -> Pair<f64> {
        let rows = inputs.as_ref().map(|input| input.rows.max(1) as f64);
        let count =
            |of: fn(&Missing) -> u64| column.missing.map(|m| m.map_or(0, |m| of(&m)) as f64);
        let count = match self {
            Self::Missing => return all,
            Self::Unreadable => count(|missing| missing.unreadable),
            Self::Infinite => count(|missing| missing.infinite),
        };
        Pair::new(count.reference / rows.reference, count.production / rows.production)
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Missing => "Missing",
            Self::Unreadable => "Unreadable",
            Self::Infinite => "Infinite",
        }
    }

    const fn verb(self) -> &'static str {
        match self {
            Self::Missing => "is missing",
            Self::Unreadable => "cannot be read",
            Self::Infinite => "is infinite",
        }
    }
}

fn missing(inputs: &Pair<Input>, column: &ColumnProfile) -> Option<Change> {
    let change = column.missing_change.as_ref()?;
    let is_late = is_late_label(column);
    let severity = match change.verdict {
        Verdict::NotEnoughData | Verdict::Stable => return None,
        _ if is_late => Severity::Information,
        Verdict::Significant => Severity::High,
        Verdict::Moderate => Severity::Medium,
        Verdict::Negligible => Severity::Low,
    };
    let difference = change.share.production - change.share.reference;
    let way = Way::of(column.missing, difference >= 0.0);
    let of_way = way.share(column, inputs, change.share);
    let p = change.p_adjusted.map_or_else(String::new, |p| format!("; {}", format::p_equals(p)));
    let share = of_way.map(format::percent);
    let finding = Finding {
        severity,
        chapter: Chapter::Data,
        about: "missing_values".to_owned(),
        column: Some(column.column.clone()),
        title: if is_late {
            let share = format::percent(change.share.production);
            format!("{} is not known yet in {share} of the rows", format::short(&column.column))
        } else {
            missing_title(&column.column, of_way, way)
        },
        detail: format!("{} {} to {}{p}", way.label(), share.reference, share.production),
        size: Some(Size {
            text: format::points(difference),
            beside: format!("n {}", format::count(inputs.production.rows)),
        }),
        rows: column.missing.production.map_or(0, |missing| missing.total()),
        began: None,
    };
    let step = missing_step(&column.column, of_way, way);
    let basis = Basis::Test(change.p_adjusted);
    Some(Change { finding, size: difference.abs(), step, basis, is_told: false })
}

fn missing_title(name: &str, share: Pair<f64>, way: Way) -> String {
    let name = format::short(name);
    let (was_none, is_all) = (share.reference == 0.0, share.production == 1.0);
    let is_less = share.production < share.reference;
    let Pair { reference, production } = share.map(format::percent);
    match (way, was_none, is_all) {
        _ if is_less => {
            format!("{name} {} in {production} of the rows, before in {reference}", way.verb())
        }
        (Way::Missing, _, true) => format!("{name} stopped arriving"),
        (Way::Missing, true, false) => {
            format!("{name} stopped arriving in {production} of the rows")
        }
        (_, true, _) => format!("{name} {} in {production} of the rows", way.verb()),
        _ => format!("{name} {} in {production} of the rows, before in {reference}", way.verb()),
    }
}

fn missing_step(name: &str, share: Pair<f64>, way: Way) -> String {
    let name = format::short(name);
    let is_less = share.production < share.reference;
    let share = format::percent(share.production);
    match way {
        _ if is_less => format!(
            "Ask why {name} {} less often: the rows in which it was may be other rows.",
            way.verb()
        ),
        Way::Missing => format!(
            "Find out why {name} is empty in {share} of the rows: a broken feed looks like drift."
        ),
        Way::Unreadable => format!(
            "Look at what {name} holds where it cannot be read, in {share} of the rows: the ledger in Data has the first line."
        ),
        Way::Infinite => {
            format!(
                "Find out where {name} is divided by nothing: it is infinite in {share} of the rows."
            )
        }
    }
}

const fn schema_about(change: &SchemaChangeKind) -> &'static str {
    match change {
        SchemaChangeKind::Missing => "column_missing",
        SchemaChangeKind::Added => "column_added",
        SchemaChangeKind::RenamedLooking { .. } => "column_renamed",
        SchemaChangeKind::Retyped(_) => "column_retyped",
    }
}

fn schema(inputs: &Pair<Input>, change: &SchemaChange, is_label: bool) -> Change {
    let name = format::short(&change.column);
    let (title, step) = match &change.change {
        SchemaChangeKind::Missing if is_label => (
            format!("{name} is not in production yet"),
            format!("Compare {name} as soon as it is known for production."),
        ),
        SchemaChangeKind::Missing => (
            format!("{name} is missing in production"),
            format!(
                "Bring {name} back into production: a model that reads it has nothing to read."
            ),
        ),
        SchemaChangeKind::Added => (
            format!("{name} is new in production"),
            format!("Add {name} to the reference when the model learns from it."),
        ),
        SchemaChangeKind::RenamedLooking { production } => {
            let other = format::short(production);
            (
                format!("{name} may be called {other} in production"),
                format!(
                    "Name {name} and {other} alike, so that they are compared, if they are the same."
                ),
            )
        }
        SchemaChangeKind::Retyped(Pair { reference, production }) => (
            format!("{name} changed from {} to {}", reference.label(), production.label()),
            format!(
                "Find out why {name} holds another kind of values in production, or choose one kind for both in Data."
            ),
        ),
    };
    let finding = Finding {
        severity: change.severity,
        chapter: Chapter::Data,
        about: schema_about(&change.change).to_owned(),
        column: Some(change.column.clone()),
        title,
        detail: change.message.clone(),
        size: None,
        rows: inputs.production.rows,
        began: None,
    };
    Change { finding, size: 1.0, step, basis: Basis::Names, is_told: false }
}

fn said(remark: &Remark) -> Change {
    let basis = match remark.about {
        About::Expectations => Basis::Expectation,
        About::UncheckedExpectations => Basis::Unchecked,
        About::Volume => Basis::Volume,
        _ => Basis::Remark,
    };
    let Remark { severity, column, title, detail, size, rows, weight, step, .. } = remark.clone();
    let chapter = Chapter::Data;
    let about = match remark.about {
        // What the user wrote is told apart by its text, which the title quotes.
        About::Expectations | About::UncheckedExpectations => {
            format!("{} of {title}", remark.about.key())
        }
        about => about.key().to_owned(),
    };
    let began = None;
    let finding = Finding { severity, chapter, about, column, title, detail, size, rows, began };
    Change { finding, size: weight, step, basis, is_told: false }
}
