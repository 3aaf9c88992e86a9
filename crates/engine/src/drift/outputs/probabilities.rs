//! The columns that hold the model's probabilities: one of a yes-or-no model, or one per class.

use report::{Pair, Role, RoleChoice, Side, format};
use table::Column;

use crate::Study;
use crate::roles::probabilities::{families, families_by_last_part};
use crate::roles::words;

/// Scores that are looked at; the others are named in a remark.
const MOST_SOURCES: usize = 8;
/// Columns that a remark names before it says "and 3 more".
const MOST_NAMES: usize = 4;
/// A share of rows that sum to 1 from which columns are taken for classes of one model.
const CLASSES_FROM: f64 = 0.5;
/// A share of rows that sum to 1 under which that is odd.
const FIT_FROM: f64 = 0.99;

/// Where probabilities come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The probability of yes.
    Score(String),
    /// One probability per class.
    Classes {
        /// What the names share.
        stem: String,
        /// The columns, one per class.
        columns: Vec<String>,
        /// Whether rows sum to 1, but for a few.
        sum_to_one: bool,
    },
}

impl Source {
    /// Its columns.
    pub fn columns(&self) -> &[String] {
        match self {
            Self::Score(column) => std::slice::from_ref(column),
            Self::Classes { columns, .. } => columns,
        }
    }

    /// What each of its columns is the probability of, as the values of the outcomes spell it where they
    /// hold it: the class of proba_Very_Good is "Very Good".
    pub fn classes(&self, outcomes: &[String]) -> Vec<String> {
        let Self::Classes { stem, columns, .. } = self else { return Vec::new() };
        let spelled = |column: &String| {
            let class = column.get(stem.len() + 1..).unwrap_or(column);
            let is_same = |outcome: &&String| words(outcome) == words(class);
            outcomes.iter().find(is_same).map_or(class, String::as_str).to_owned()
        };
        columns.iter().map(spelled).collect()
    }

    /// Its name in "confidence of y_pred_proba".
    pub fn name(&self) -> &str {
        match self {
            Self::Score(column) => column,
            Self::Classes { stem, .. } => stem,
        }
    }
}

/// The sources of probabilities, and what is odd about scores.
pub fn find(study: &Study<'_>, roles: &[RoleChoice]) -> (Vec<Source>, Vec<String>) {
    let scores = roles.iter().filter(|choice| choice.role == Role::Score);
    let scores: Vec<&str> = scores
        .map(|choice| choice.column.as_str())
        .filter(|name| study.joint_kind(name).is_some_and(report::Kind::is_number))
        .filter(|name| study.column(name).both().is_some())
        .collect();
    let fit = |members: &[&str]| Pair::from_fn(|side| share_that_sums_to_one(study, side, members));
    let are_classes = |_: &str, members: &[&str]| {
        let reference = share_that_sums_to_one(study, Side::Reference, members);
        reference.is_some_and(|share| share >= CLASSES_FROM)
    };
    let (mut sources, mut remarks, mut in_families) = (Vec::new(), Vec::new(), Vec::new());
    for (stem, members) in families(&scores, are_classes) {
        let fit = fit(&members);
        let sum_to_one = [fit.reference, fit.production].into_iter().flatten().all(fits);
        let columns = members.iter().map(|&name| name.to_owned()).collect();
        sources.push(Source::Classes { stem: stem.to_owned(), columns, sum_to_one });
        remarks.extend(sum_remark(&members, fit));
        in_families.extend(members);
    }
    let alone: Vec<&str> =
        scores.iter().copied().filter(|name| !in_families.contains(name)).collect();
    for (_, members) in families_by_last_part(&alone) {
        remarks.extend(sum_remark(&members, fit(&members)));
    }
    for name in alone {
        match range(study, name) {
            Some((least, most)) if least < 0.0 || most > 1.0 => remarks.push(format!(
                "{} is no probability ({} to {}), so that how sure the model is cannot be told from it.",
                format::short(name),
                format::number(least, 4),
                format::number(most, 4)
            )),
            Some(_) if !is_confidence(name) => sources.push(Source::Score(name.to_owned())),
            _ => {}
        }
    }
    if let Some(left) = sources.len().checked_sub(MOST_SOURCES).filter(|left| *left > 0) {
        let all = format::count(sources.len() as u64);
        remarks.push(format!(
            "How sure the model is, is told for {MOST_SOURCES} of {all} scores; the other {left} are compared as columns."
        ));
        sources.truncate(MOST_SOURCES);
    }
    (sources, remarks)
}

fn fits(share: f64) -> bool {
    share >= FIT_FROM
}

/// What is odd about columns of one name that do not sum to 1.
fn sum_remark(members: &[&str], fit: Pair<Option<f64>>) -> Option<String> {
    let names = format::names(members.iter().copied(), MOST_NAMES);
    let odd: Vec<String> = Side::BOTH
        .into_iter()
        .filter_map(|side| {
            let fit = (*fit.get(side)).filter(|fit| !fits(*fit))?;
            let of = match side {
                Side::Reference => "the reference",
                Side::Production => "production",
            };
            Some(format!("{} of the rows of {of}", format::percent(1.0 - fit)))
        })
        .collect();
    let are_classes = fit.reference? >= CLASSES_FROM;
    if odd.is_empty() {
        return None;
    }
    let so = if are_classes {
        "entropy and margin are not told for them; look for a class that is left out"
    } else {
        "each is taken for a score of its own"
    };
    Some(format!("{names} do not sum to 1 in {}: {so}.", odd.join(" and ")))
}

/// The share of the complete rows whose values sum to 1; none where no row is complete.
fn share_that_sums_to_one(study: &Study<'_>, side: Side, members: &[&str]) -> Option<f64> {
    let tolerance = study.settings.drift.probability_sum_tolerance;
    let mut sums = vec![0.0; study.tables.get(side).rows()];
    for name in members {
        let values = study.column(name).get(side).and_then(Column::numbers_by_row)?;
        sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
    }
    let complete: Vec<f64> = sums.into_iter().filter(|sum| sum.is_finite()).collect();
    let fit = complete.iter().filter(|sum| (*sum - 1.0).abs() <= tolerance).count();
    (!complete.is_empty()).then(|| fit as f64 / complete.len() as f64)
}

/// The least and the greatest value of both sides together.
fn range(study: &Study<'_>, name: &str) -> Option<(f64, f64)> {
    let columns = study.column(name).both()?;
    let values = [columns.reference, columns.production].into_iter().filter_map(Column::numbers);
    values.flatten().filter(|value| value.is_finite()).fold(None, |range, value| {
        let (least, most) = range.unwrap_or((value, value));
        Some((value.min(least), value.max(most)))
    })
}

/// Whether a score says how sure the model is already.
fn is_confidence(name: &str) -> bool {
    words(name).iter().any(|word| word == "confidence")
}
