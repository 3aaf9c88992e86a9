//! Chapter: where a model is worse than on the whole.
//!
//! Segments are held against all other rows by the metric that is a mean over rows ([`subject`], [`contrast`]).
//! [`ranking`] does so with every group of every column; [`finder`] searches columns, pairs and deeper in one part
//! of the rows and confirms in the other, with rows that belong together ([`crate::units`]) in one of them; [`grid`] is
//! the metric by two columns. What else there is to tell of
//! listed segments is in [`detail`].

mod contrast;
mod detail;
mod finder;
mod grid;
mod ranking;
pub mod sentences;
mod subject;

use report::{ModelSegments, Pair, RoleChoice, SegmentUnits, Segments, format};
use stats::CodedColumn;

use crate::Study;
use crate::groups::{Grouping, Limits};
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::units::{self, Copies, Ids, Units};
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
    /// Copies of rows on either side, while they are looked for.
    copies: Option<Pair<Copies>>,
    /// The ids that repeat.
    ids: Option<Ids>,
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
    Copies,
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
        let labelled = subject.labelled.get(subject.judged);
        let ids = Ids::of(study, choices, subject.judged, labelled);
        Ok(Self {
            ranking: Ranking::new(&subject),
            copies: Some(Pair::from_fn(|side| {
                Copies::new(study, side, rows.sides.get(side), subject.labelled.get(side))
            })),
            ids,
            subject,
            columns,
            done: 0,
            groupings: Vec::new(),
            coded: Vec::new(),
            finder: None,
            left_out: Vec::new(),
            notes,
            stage: Stage::Copies,
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
            Stage::Copies => {
                let column = self.columns.get(self.done);
                let both = column.zip(self.copies.as_mut());
                let goes_on = both.is_some_and(|(column, Pair { reference, production })| {
                    let add = |own: &mut Copies| own.add(study, column, self.done);
                    [reference, production].map(add).contains(&true)
                });
                self.done += 1;
                if !goes_on {
                    self.keep_together(study, rows);
                    self.done = 0;
                    self.stage = Stage::Columns;
                }
                true
            }
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

    /// Divides the rows, once it is known which are copies.
    fn keep_together(&mut self, study: &Study<'_>, rows: &ModelRows) {
        let found = self.copies.take();
        let units = Pair::from_fn(|side| {
            let copies = found.as_ref().map(|own| own.get(side).finish(rows.sides.get(side)));
            let copies = copies.unwrap_or_default();
            let labelled = self.subject.labelled.get(side);
            Units::of(study, self.ids.as_ref(), side, labelled, &copies)
        });
        self.subject.divide(study, units);
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
        let Self { subject, groupings, ranking, finder, mut notes, ids, .. } = self;
        let units = units_told(&subject, ids.as_ref());
        notes.extend(ids.filter(|ids| ids.are_too_few).map(|ids| {
            format!(
                "Rows of one {} are taken for independent: {} different are too few to tell errors between them.",
                format::short(&ids.column),
                format::count(ids.different)
            )
        }));
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
            units,
            value: subject.value,
            says: sentences::of_model(of, &subject.value, &ranking, finder.as_ref()),
            finder,
            ranking,
            grid,
            notes,
        }
    }
}

/// How many units the judged rows are of, where rows belong together.
fn units_told(subject: &Subject, ids: Option<&Ids>) -> Option<SegmentUnits> {
    let units = subject.units.get(subject.judged);
    if units.is_each_row() {
        return None;
    }
    let (rows, n) = (subject.labelled.get(subject.judged).len() as u64, units.count as u64);
    let design_effect = *subject.design_effect.get(subject.judged);
    let says = format!(
        "{}, and these stay together: what is searched in one is not tested in another, and errors are those between them. Segments of one column and cells of the grid count so many rows as one as make the same error over all rows: {}.",
        units::told(rows, n, ids),
        format::number(design_effect, 3)
    );
    Some(SegmentUnits { n, design_effect, says })
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
