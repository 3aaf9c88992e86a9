//! Chapter: where a model is worse than on the whole.
//!
//! Segments are held against all other rows by the metric that is a mean over rows ([`subject`], [`contrast`]).
//! [`ranking`] does so with every group of every column; [`finder`] searches columns, pairs and deeper in one part
//! of the rows and confirms in the other; [`grid`] is the metric by two columns. What else there is to tell of
//! listed segments is in [`detail`].

mod contrast;
mod detail;
mod finder;
mod grid;
mod ranking;
pub mod sentences;
mod subject;

use report::{ModelSegments, RoleChoice, Segments, format};
use stats::CodedColumn;

use crate::Study;
use crate::groups::{Grouping, Limits};
use crate::outcomes::{Model, ModelRows, Outcomes};
use finder::Finder;
use ranking::Ranking;
use subject::Subject;

/// Columns that a note names before it says "and 3 more".
const MOST_NAMES: usize = 5;

/// The models under way.
#[derive(Default)]
pub struct Work {
    current: Option<Box<Current>>,
    models: Vec<ModelSegments>,
    notes: Vec<String>,
}

/// A model under way.
struct Current {
    subject: Subject,
    /// The columns that are looked at.
    columns: Vec<String>,
    /// How many are done.
    done: usize,
    /// Those that make groups.
    groupings: Vec<Grouping>,
    /// Their groups in the rows that are searched.
    coded: Vec<CodedColumn>,
    ranking: Ranking,
    finder: Option<Finder>,
    /// Columns that make no groups, and why.
    left_out: Vec<(String, String)>,
    notes: Vec<String>,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Columns,
    Finder,
    Detail,
}

impl Work {
    /// Does the next piece of a model; false when there is none left.
    pub fn step(
        &mut self,
        study: &Study<'_>,
        choices: &[RoleChoice],
        outcomes: &Outcomes,
        model: &Model,
        rows: &ModelRows,
    ) -> bool {
        let Some(current) = &mut self.current else {
            match Current::new(study, choices, outcomes, rows) {
                Ok(current) => {
                    self.current = Some(Box::new(current));
                    return true;
                }
                Err(lacks) => {
                    let name = format::short(&model.name);
                    self.notes.push(format!("{name} cannot be looked at by segments: {lacks}."));
                    return false;
                }
            }
        };
        if current.step(study, outcomes, model, rows) {
            return true;
        }
        self.models
            .extend(self.current.take().map(|current| current.finish(study, choices, model)));
        false
    }

    /// The chapter, once every model is done; `outcomes` says why there are none.
    pub fn finish(self, outcomes: &Result<Outcomes, String>) -> Segments {
        let lacks = match outcomes {
            Err(lacks) => Some(lacks.clone()),
            Ok(_) if self.models.is_empty() => self.notes.first().cloned(),
            Ok(_) => None,
        };
        let headline = lacks.clone().unwrap_or_else(|| sentences::headline(&self.models));
        Segments { headline, lacks, models: self.models, notes: self.notes }
    }
}

impl Current {
    fn new(
        study: &Study<'_>,
        choices: &[RoleChoice],
        outcomes: &Outcomes,
        rows: &ModelRows,
    ) -> Result<Self, String> {
        let subject = Subject::of(study, outcomes.task(), rows)?;
        let mut columns = subject::columns(study, choices, subject.judged);
        let mut notes = Vec::new();
        let most = study.settings.segments.columns as usize;
        if columns.len() > most {
            let left = format::plural((columns.len() - most) as u64, "column", "columns");
            columns.truncate(most);
            let most = format::count(most as u64);
            notes.push(format!("{left} beyond {most} are not looked at; a setting changes that."));
        }
        Ok(Self {
            ranking: Ranking::new(&subject),
            subject,
            columns,
            done: 0,
            groupings: Vec::new(),
            coded: Vec::new(),
            finder: None,
            left_out: Vec::new(),
            notes,
            stage: Stage::Columns,
        })
    }

    /// Does the next piece; false when there is none left.
    fn step(
        &mut self,
        study: &Study<'_>,
        outcomes: &Outcomes,
        model: &Model,
        rows: &ModelRows,
    ) -> bool {
        match self.stage {
            Stage::Columns => {
                if let Some(column) = self.columns.get(self.done).cloned() {
                    self.done += 1;
                    self.look_at(study, &column);
                } else {
                    let coded = std::mem::take(&mut self.coded);
                    self.finder = Finder::new(study, &self.subject, coded);
                    self.stage = Stage::Finder;
                }
                true
            }
            Stage::Finder => {
                let finder = self.finder.as_mut();
                if !finder.is_some_and(|f| f.step(study, &self.subject, &self.groupings)) {
                    self.ranking.rank(study);
                    self.stage = Stage::Detail;
                }
                true
            }
            Stage::Detail => {
                let next = self.ranking.next_listed(study);
                if let Some((grouping, group)) = next {
                    let place = (&self.groupings[grouping], group);
                    let detail = detail::of(study, outcomes, model, rows, &self.subject, place);
                    self.ranking.details.push(detail);
                }
                next.is_some()
            }
        }
    }

    /// Makes the groups of a column.
    fn look_at(&mut self, study: &Study<'_>, column: &str) {
        let grouping = match Grouping::of(study, column, Limits::of(study)) {
            Ok(grouping) => grouping,
            Err(lacks) => {
                self.left_out.push((column.to_owned(), lacks));
                return;
            }
        };
        let codes = self.subject.codes(study, &grouping);
        let searched = codes.get(self.subject.judged);
        if !searched.is_empty() {
            let of_row = |&at: &usize| searched[at] as u8;
            self.coded.push(CodedColumn {
                codes: self.subject.searched.iter().map(of_row).collect(),
                groups: grouping.labels.len(),
                ordered: if grouping.is_ordered() { grouping.valued() } else { 0 },
            });
            self.ranking.look_at(study, &self.subject, self.groupings.len(), &grouping, &codes);
            self.groupings.push(grouping);
        }
    }

    fn finish(self, study: &Study<'_>, choices: &[RoleChoice], model: &Model) -> ModelSegments {
        let Self { subject, groupings, ranking, finder, mut notes, .. } = self;
        let of = sentences::Of { model: &model.name, metric: subject.metric, side: subject.judged };
        notes.extend(left_out(&self.left_out));
        let is_reference = subject.judged == report::Side::Reference;
        notes.extend(is_reference.then(|| sentences::REFERENCE_JUDGED.to_owned()));
        let finder = finder.map(|finder| finder.finish(study, &subject, &groupings, of));
        if finder.is_none() && !groupings.is_empty() {
            notes.push(format!(
                "Weak segments are not searched: what is found in one half has to be confirmed in the other, each with {} labelled rows.",
                format::count(study.settings.segments.min_rows)
            ));
        }
        let ranked = ranking.columns(&groupings);
        let (grid, lacks) = grid::of(study, choices, &subject, &ranked, finder.as_ref());
        notes.extend(lacks);
        let ranking = ranking.finish(study, &subject, &groupings, of);
        ModelSegments {
            name: model.name.clone(),
            metric: subject.metric,
            side: subject.judged,
            n: subject.labelled.get(subject.judged).len() as u64,
            value: subject.value,
            says: sentences::of_model(of, &subject.value, &ranking, finder.as_ref()),
            finder,
            ranking,
            grid,
            notes,
        }
    }
}

/// That columns make no segments, those for one reason in one sentence.
fn left_out(columns: &[(String, String)]) -> Vec<String> {
    let mut reasons: Vec<&str> = Vec::new();
    for (_, why) in columns {
        if !reasons.contains(&why.as_str()) {
            reasons.push(why);
        }
    }
    let say = |why: &&str| {
        let own = columns.iter().filter(|(_, own)| own == why).map(|(column, _)| column.as_str());
        match own.clone().count() {
            1 => format!("{} makes no segments: {why}.", format::names(own, MOST_NAMES)),
            _ => format!("{} make no segments: of each, {why}.", format::names(own, MOST_NAMES)),
        }
    };
    reasons.iter().map(say).collect()
}
