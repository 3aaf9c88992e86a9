//! How far two groups are apart along the windows of the timeline.
//!
//! The widest gap of a window leans upwards the more, the fewer rows it has, so that small windows would look less fair
//! than a large reference. So the two groups that are farthest apart on the whole are followed, as a difference with its
//! sign (Newcombe; where ids repeat, with errors between [`people`](super::people)). Since when it is another one than in the reference is searched as for pairs of models; as
//! the groups were chosen by what is tested, and several gaps are followed, its p-value counts as many times as there
//! are pairs of groups and gaps.

use report::{
    AttributeFairness, ChangedSince, Criterion, CriterionName, Estimate, GapInWindow, GapOverTime,
    ModelFairness, Pair, Side, format,
};

use super::attributes::{Attribute, Attributes};
use super::people::{Counted, Difference, People};
use crate::Study;
use crate::outcomes::{ModelRows, NO_CLASS, Rows};
use crate::timeline::Axis;
use crate::worse::changed_between;

/// What is followed.
const FOLLOWED: [CriterionName; 2] =
    [CriterionName::DemographicParity, CriterionName::EqualOpportunity];

/// The gaps of a model by each single attribute; of two classes only.
pub fn of_model(
    study: &Study<'_>,
    axis: &Axis,
    rows: &ModelRows,
    (attributes, people): (&Attributes, &People),
    told: &ModelFairness,
) -> Vec<GapOverTime> {
    let single = told.attributes.iter().enumerate().filter(|(_, own)| own.columns.len() == 1);
    let followed: Vec<(Attribute<'_>, &AttributeFairness, &Criterion)> = single
        .flat_map(|(at, own)| {
            let followed = own.criteria.iter().filter(|criterion| {
                FOLLOWED.contains(&criterion.name) && criterion.class.is_none()
            });
            followed.filter_map(move |criterion| Some((attributes.get(at)?, own, criterion)))
        })
        .collect();
    let gaps = followed.len() as u64;
    let of = |(attribute, own, criterion): &(Attribute<'_>, &AttributeFairness, &Criterion)| {
        Followed::of(rows, people, attribute, criterion)?.told(study, axis, (&told.name, own), gaps)
    };
    followed.iter().filter_map(of).collect()
}

/// Two groups and what they are followed by.
struct Followed<'a> {
    rows: &'a ModelRows,
    people: &'a People,
    attribute: &'a Attribute<'a>,
    criterion: &'a Criterion,
    /// The codes of the highest and of the lowest group.
    codes: [u16; 2],
    /// Pairs of groups that they were chosen from.
    pairs: u64,
}

impl<'a> Followed<'a> {
    fn of(
        rows: &'a ModelRows,
        people: &'a People,
        attribute: &'a Attribute<'a>,
        criterion: &'a Criterion,
    ) -> Option<Self> {
        let gap = criterion.judged_gap()?;
        let code = |name: &String| {
            attribute.groups.labels.iter().position(|label| label == name).map(|at| at as u16)
        };
        let codes = [code(&gap.highest)?, code(&gap.lowest)?];
        let groups = u64::from(gap.groups);
        let pairs = groups * groups.saturating_sub(1) / 2;
        (codes[0] != codes[1]).then_some(Self { rows, people, attribute, criterion, codes, pairs })
    }

    fn told(
        &self,
        study: &Study<'_>,
        axis: &Axis,
        (model, own): (&str, &AttributeFairness),
        gaps: u64,
    ) -> Option<GapOverTime> {
        let mut windows = vec![GapInWindow::default(); axis.windows.len()];
        let mut tested = vec![None; axis.windows.len()];
        let whole =
            Pair::from_fn(|side| self.gap(side, 0..self.attribute.groups.of_row.get(side).len()));
        for side in Side::BOTH {
            let design = whole.get(side).design();
            for at in axis.windows_of(side) {
                let gap = self.gap(side, axis.rows[at].iter().map(|row| *row as usize));
                tested[at] = gap.widened(design);
                windows[at] = gap.told;
            }
        }
        windows.iter().any(|window| window.gap.is_some()).then_some(())?;
        let reference = whole.reference.told.gap;
        let (spread, since) = changed_between(study, axis, reference, |at| tested[at]);
        let accepted = study.settings.drift.false_discovery_rate;
        let since = since.and_then(|since| {
            let p_value = since.p_value * (self.pairs.max(1) * gaps) as f64;
            (p_value < accepted).then_some(ChangedSince { p_value, ..since })
        });
        let gap = self.criterion.judged_gap()?;
        let mut told = GapOverTime {
            model: model.to_owned(),
            attribute: own.name.clone(),
            criterion: self.criterion.name,
            highest: gap.highest.clone(),
            lowest: gap.lowest.clone(),
            reference,
            windows,
            spread,
            since,
            says: String::new(),
        };
        told.says = says(&told);
        Some(told)
    }

    /// The difference over some rows.
    fn gap(&self, side: Side, own: impl Iterator<Item = usize>) -> Difference {
        let (rows, codes) = (self.rows.sides.get(side), self.attribute.groups.of_row.get(side));
        let counted = own.filter_map(|row| {
            let group = self.codes.iter().position(|code| Some(code) == codes.get(row))?;
            let is = counted(self.criterion.name, rows, row)?;
            Some(Counted { row, is_highest: group == 0, is })
        });
        let counted: Vec<Counted> = counted.collect();
        self.people.difference(side, &counted)
    }
}

/// Whether a row counts, where it is one of those that the criterion is of.
fn counted(criterion: CriterionName, rows: &Rows, row: usize) -> Option<bool> {
    let answer = rows.answer(row)?;
    let is_of = match criterion {
        CriterionName::EqualOpportunity => rows.truth.get(row) == Some(&1),
        _ => answer != NO_CLASS,
    };
    is_of.then_some(answer == 1)
}

fn says(told: &GapOverTime) -> String {
    let what = match told.criterion {
        CriterionName::EqualOpportunity => "found among those that turn out positive",
        _ => "called positive",
    };
    let [highest, lowest] = [&told.highest, &told.lowest].map(|name| format::quoted(name));
    let followed = format!("How much more of {highest} than of {lowest} is {what}");
    match (&told.reference, &told.since) {
        (None, _) => format!(
            "{followed}, window by window; whether that changed cannot be told, as the reference has too few rows."
        ),
        (Some(reference), Some(since)) => format!(
            "{followed} is another difference since {}: {} from there on, {} in the reference ({}).",
            since.when,
            told_points(&since.value),
            format::points(reference.value),
            format::p_equals(since.p_value)
        ),
        (Some(_), None) => {
            format!(
                "{followed}: in no window that surely begins to be another difference than in the reference."
            )
        }
    }
}

fn told_points(estimate: &Estimate) -> String {
    let value = format::points(estimate.value);
    estimate.interval_95.map_or_else(
        || value.clone(),
        |(low, high)| format!("{value} (95% {} to {})", format::points(low), format::points(high)),
    )
}
