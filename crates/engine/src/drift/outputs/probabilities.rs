//! The columns that hold the model's probabilities: one of a yes-or-no model, or one per class.

use report::{Pair, ProbabilitySums, Role, RoleChoice, Side, format};
use stats::two_proportion_z;
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
#[derive(Default)]
pub struct Found {
    pub sources: Vec<Source>,
    pub remarks: Vec<String>,
    /// Classes of one model whose rows do not all sum to 1.
    pub sums: Vec<ProbabilitySums>,
}

/// Looks for them among the columns with the role score.
pub fn find(study: &Study<'_>, roles: &[RoleChoice]) -> Found {
    let scores = roles.iter().filter(|choice| choice.role == Role::Score);
    let scores: Vec<&str> = scores
        .map(|choice| choice.column.as_str())
        .filter(|name| study.joint_kind(name).is_some_and(report::Kind::is_number))
        .filter(|name| study.column(name).both().is_some())
        .collect();
    let count = |members: &[&str]| Pair::from_fn(|side| odd_sums(study, side, members));
    let are_classes =
        |_: &str, members: &[&str]| are_classes(odd_sums(study, Side::Reference, members));
    let (mut sources, mut remarks, mut in_families) = (Vec::new(), Vec::new(), Vec::new());
    let mut sums = Vec::new();
    for (stem, members) in families(&scores, are_classes) {
        let counts = count(&members);
        let sum_to_one = [counts.reference, counts.production].into_iter().flatten().all(fits);
        let columns = members.iter().map(|&name| name.to_owned()).collect();
        sources.push(Source::Classes { stem: stem.to_owned(), columns, sum_to_one });
        remarks.extend(sum_remark(&members, counts));
        sums.extend(odd(stem, &members, counts));
        in_families.extend(members);
    }
    let alone: Vec<&str> =
        scores.iter().copied().filter(|name| !in_families.contains(name)).collect();
    for (part, members) in families_by_last_part(&alone) {
        let counts = count(&members);
        remarks.extend(sum_remark(&members, counts));
        sums.extend(odd(part, &members, counts));
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
    Found { sources, remarks, sums }
}

/// Rows that do not sum to 1, and all that are complete.
type OddSums = (u64, u64);

fn fits((odd, rows): OddSums) -> bool {
    (rows - odd) as f64 >= FIT_FROM * rows as f64
}

/// Whether columns are classes of one model, by the rows of the reference.
fn are_classes(reference: Option<OddSums>) -> bool {
    reference.is_some_and(|(odd, rows)| (rows - odd) as f64 >= CLASSES_FROM * rows as f64)
}

/// Classes of one model whose rows do not all sum to 1 in production.
fn odd(name: &str, members: &[&str], counts: Pair<Option<OddSums>>) -> Option<ProbabilitySums> {
    let Pair { reference, production } = counts.both().filter(|_| are_classes(counts.reference))?;
    let test = two_proportion_z(reference.0, reference.1, production.0, production.1);
    (production.0 > 0).then(|| ProbabilitySums {
        name: name.to_owned(),
        columns: members.iter().map(|&name| name.to_owned()).collect(),
        odd: Pair::new(reference.0, production.0),
        rows: Pair::new(reference.1, production.1),
        p_value: test.map(|test| test.p_value),
    })
}

/// What is odd about columns of one name that do not sum to 1.
fn sum_remark(members: &[&str], counts: Pair<Option<OddSums>>) -> Option<String> {
    let names = format::names(members.iter().copied(), MOST_NAMES);
    let odd: Vec<String> = Side::BOTH
        .into_iter()
        .filter_map(|side| {
            let (odd, rows) = (*counts.get(side)).filter(|counts| !fits(*counts))?;
            let of = match side {
                Side::Reference => "the reference",
                Side::Production => "production",
            };
            Some(format!("{} of the rows of {of}", format::percent(odd as f64 / rows as f64)))
        })
        .collect();
    counts.reference?;
    if odd.is_empty() {
        return None;
    }
    let so = if are_classes(counts.reference) {
        "entropy and margin are not told for them; look for a class that is left out"
    } else {
        "each is taken for a score of its own"
    };
    Some(format!("{names} do not sum to 1 in {}: {so}.", odd.join(" and ")))
}

/// The complete rows whose values do not sum to 1, and all of them; none where no row is complete.
fn odd_sums(study: &Study<'_>, side: Side, members: &[&str]) -> Option<OddSums> {
    let tolerance = study.settings.drift.probability_sum_tolerance;
    let mut sums = vec![0.0; study.tables.get(side).rows()];
    for name in members {
        let values = study.column(name).get(side).and_then(Column::numbers_by_row)?;
        sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
    }
    let complete = || sums.iter().filter(|sum| sum.is_finite());
    let odd = complete().filter(|sum| (*sum - 1.0).abs() > tolerance).count() as u64;
    let rows = complete().count() as u64;
    (rows > 0).then_some((odd, rows))
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
