//! Quantities per row that probabilities give: the answer, and how sure the model is of it.

use report::{Derived, Kind, Pair, Quantity, Role, RoleChoice, Side, format};
use stats::{Cells, Sorted, certainty, entropy_bits};
use table::Column;

use super::probabilities::Source;
use crate::Study;
use crate::drift::values::{self, Names, Values};
use crate::drift::{measure, unmeasured};

/// A column of outcomes with more values names no classes.
const MOST_CLASSES: u64 = 1_000;

/// A quantity that is to be derived.
pub struct Plan {
    quantity: Quantity,
    source: Source,
    /// What each class is called; none where the source is one score.
    classes: Vec<String>,
}

/// What is derived from each source.
pub fn plans(study: &Study<'_>, roles: &[RoleChoice], sources: Vec<Source>) -> Vec<Plan> {
    let is_told = |choice: &RoleChoice| {
        choice.role == Role::Prediction && study.column(&choice.column).both().is_some()
    };
    let has_answer = roles.iter().any(is_told);
    let outcomes = outcomes(study, roles);
    let of = |source: Source| {
        let quantities = [
            (Quantity::Answer, !has_answer),
            (Quantity::Confidence, true),
            // Of two classes, both follow from the confidence; entropy is what is asked for by name.
            (Quantity::Margin, source.columns().len() > 2 && source.sums_to_one()),
            (Quantity::Entropy, source.sums_to_one()),
        ];
        let wanted = quantities.into_iter().filter(|(_, is_wanted)| *is_wanted);
        let classes = source.classes(&outcomes);
        let plan =
            |(quantity, _)| Plan { quantity, source: source.clone(), classes: classes.clone() };
        wanted.map(plan).collect::<Vec<Plan>>()
    };
    sources.into_iter().flat_map(of).collect()
}

impl Plan {
    /// "confidence of y_pred_proba".
    pub fn name(&self) -> String {
        format!("{} of {}", self.quantity.label(), self.source.name())
    }

    /// Computes the quantity of every row and compares both sides.
    pub fn measure(&self, study: &Study<'_>) -> Derived {
        let threshold = study.settings.drift.answer_threshold;
        let (n, values) = match self.quantity {
            Quantity::Answer => {
                let classes =
                    Pair::from_fn(|side| self.each(study, side, |row| self.class(row, threshold)));
                let n = classes.as_ref().map(|classes| classes.len() as u64);
                (n, Ok(Values::Names(self.answers(&classes, threshold))))
            }
            quantity => {
                let rows = Pair::from_fn(|side| self.each(study, side, |row| value(quantity, row)));
                let n = rows.as_ref().map(|rows| rows.len() as u64);
                let of = |sorted| values::of_numbers(study, sorted, Kind::Float, false);
                (n, in_order(rows).map(of))
            }
        };
        let missing = Pair::from_fn(|side| study.rows(side) - n.get(side));
        let kind = if self.quantity == Quantity::Answer { Kind::Category } else { Kind::Float };
        let mut drift = unmeasured(self.name(), Role::Score, kind, n, missing);
        match values {
            Ok(values) => measure(study, &values, &mut drift),
            Err(reason) => drift.reason = reason,
        }
        let from = self.source.columns().to_vec();
        Derived { quantity: self.quantity, from, how: self.how(threshold), drift }
    }

    /// What the probabilities of each row come to; rows without them are left out.
    fn each<T>(
        &self,
        study: &Study<'_>,
        side: Side,
        of_row: impl Fn(&[f64]) -> Option<T>,
    ) -> Vec<T> {
        let columns = self.source.columns().iter();
        let columns: Option<Vec<Vec<f64>>> = columns
            .map(|name| study.column(name).get(side).and_then(Column::numbers_by_row))
            .collect();
        let Some(columns) = columns else { return Vec::new() };
        if let [scores] = columns.as_slice() {
            return scores.iter().filter_map(|&score| of_row(&[1.0 - score, score])).collect();
        }
        let mut row = Vec::new();
        let mut at = |i: usize| {
            row.clear();
            row.extend(columns.iter().map(|column| column[i]));
            of_row(&row)
        };
        (0..study.tables.get(side).rows()).filter_map(&mut at).collect()
    }

    /// The class that is the answer of a row.
    fn class(&self, probabilities: &[f64], threshold: f64) -> Option<usize> {
        let class = certainty(probabilities)?.class;
        match (&self.source, probabilities) {
            (Source::Score(_), [_, score]) => Some(usize::from(*score >= threshold)),
            _ => Some(class),
        }
    }

    /// How often each class is the answer.
    fn answers(&self, classes: &Pair<Vec<usize>>, threshold: f64) -> Names {
        let labels: Vec<String> = match &self.source {
            Source::Score(_) => vec![format!("under {threshold}"), format!("{threshold} or more")],
            Source::Classes { .. } => self.classes.clone(),
        };
        let counts = classes.as_ref().map(|classes| {
            let mut counts = vec![0_u64; labels.len()];
            classes.iter().for_each(|&class| counts[class] += 1);
            counts
        });
        let is_there = |i: &usize| counts.reference[*i] + counts.production[*i] > 0;
        let kept: Vec<usize> = (0..labels.len()).filter(is_there).collect();
        let pick = |counts: &[u64]| kept.iter().map(|&i| counts[i]).collect();
        let cells =
            Cells { reference: pick(&counts.reference), production: pick(&counts.production) };
        Names { labels: kept.iter().map(|&i| labels[i].clone()).collect(), cells }
    }

    fn how(&self, threshold: f64) -> String {
        let is_score = matches!(self.source, Source::Score(_));
        match (self.quantity, is_score) {
            (Quantity::Answer, true) => format!("yes from a score of {threshold} on"),
            (Quantity::Answer, false) => "the class with the largest probability".to_owned(),
            (Quantity::Confidence, true) => "the larger of s and 1 − s, of a score s".to_owned(),
            (Quantity::Confidence, false) => "the largest class probability".to_owned(),
            (Quantity::Margin, _) => "the largest class probability minus the second".to_owned(),
            (Quantity::Entropy, true) => "entropy of s and 1 − s in bits: 0 sure, 1 not".to_owned(),
            (Quantity::Entropy, false) => {
                let classes = format::count(self.source.columns().len() as u64);
                format!("entropy of {classes} class probabilities in bits: 0 is sure")
            }
        }
    }
}

impl Source {
    fn sums_to_one(&self) -> bool {
        matches!(self, Self::Score(_) | Self::Classes { sum_to_one: true, .. })
    }
}

/// The values of predictions and labels, as the files spell them.
fn outcomes(study: &Study<'_>, roles: &[RoleChoice]) -> Vec<String> {
    let is_outcome = |choice: &&RoleChoice| matches!(choice.role, Role::Prediction | Role::Label);
    let columns = roles.iter().filter(is_outcome).flat_map(|choice| {
        let Pair { reference, production } = study.column(&choice.column);
        [reference, production].into_iter().flatten()
    });
    let names = columns.filter(|column| column.kind() == Kind::Category);
    let few = |column: &&Column| column.distinct().is_some_and(|distinct| distinct <= MOST_CLASSES);
    names.filter(few).flat_map(|column| column.counts()).map(|(value, _)| value).collect()
}

fn value(quantity: Quantity, probabilities: &[f64]) -> Option<f64> {
    match quantity {
        Quantity::Margin => Some(certainty(probabilities)?.margin),
        Quantity::Entropy => entropy_bits(probabilities),
        Quantity::Confidence | Quantity::Answer => Some(certainty(probabilities)?.confidence),
    }
}

fn in_order(rows: Pair<Vec<f64>>) -> Result<Pair<Sorted>, String> {
    let sorted = |rows: Vec<f64>| Sorted::new(rows).map_err(|error| error.to_string());
    Ok(Pair::new(sorted(rows.reference)?, sorted(rows.production)?))
}
