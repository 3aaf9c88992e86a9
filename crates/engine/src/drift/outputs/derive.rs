//! Quantities per row that probabilities give: the answer, and how sure the model is of it.

use report::{Derived, Kind, Pair, Quantity, Role, RoleChoice, Side, format};
use stats::{Cells, Certainty, Sorted, certainty};
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
        let rows = Pair::from_fn(|side| self.rows(study, side, threshold));
        let n = rows.as_ref().map(|rows| rows.len() as u64);
        let missing = Pair::from_fn(|side| study.rows(side) - n.get(side));
        let kind = if self.quantity == Quantity::Answer { Kind::Category } else { Kind::Float };
        let mut drift = unmeasured(self.name(), Role::Score, kind, n, missing);
        let values = match self.quantity {
            Quantity::Answer => Ok(Values::Names(self.answers(&rows, threshold))),
            quantity => numbers(&rows, |row| value(quantity, row))
                .map(|sorted| values::of_numbers(study, sorted, Kind::Float, false)),
        };
        match values {
            Ok(values) => measure(study, &values, &mut drift),
            Err(reason) => drift.reason = reason,
        }
        let from = self.source.columns().to_vec();
        Derived { quantity: self.quantity, from, how: self.how(threshold), drift }
    }

    /// What the probabilities of each row come to; rows without them are left out.
    fn rows(&self, study: &Study<'_>, side: Side, threshold: f64) -> Vec<Certainty> {
        let columns = self.source.columns().iter();
        let columns: Option<Vec<Vec<f64>>> = columns
            .map(|name| study.column(name).get(side).and_then(Column::numbers_by_row))
            .collect();
        let Some(columns) = columns else { return Vec::new() };
        let rows = study.tables.get(side).rows();
        let mut row = Vec::new();
        let mut at = |i: usize| {
            row.clear();
            if let [score] = columns.as_slice() {
                row.extend([1.0 - score[i], score[i]]);
                let class = usize::from(score[i] >= threshold);
                return certainty(&row).map(|row| Certainty { class, ..row });
            }
            row.extend(columns.iter().map(|column| column[i]));
            certainty(&row)
        };
        (0..rows).filter_map(&mut at).collect()
    }

    /// How often each class is the answer.
    fn answers(&self, rows: &Pair<Vec<Certainty>>, threshold: f64) -> Names {
        let labels: Vec<String> = match &self.source {
            Source::Score(_) => vec![format!("under {threshold}"), format!("{threshold} or more")],
            Source::Classes { .. } => self.classes.clone(),
        };
        let counts = rows.as_ref().map(|rows| {
            let mut counts = vec![0_u64; labels.len()];
            rows.iter().for_each(|row| counts[row.class] += 1);
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

fn value(quantity: Quantity, row: &Certainty) -> f64 {
    match quantity {
        Quantity::Margin => row.margin,
        Quantity::Entropy => row.entropy_bits,
        Quantity::Confidence | Quantity::Answer => row.confidence,
    }
}

fn numbers(
    rows: &Pair<Vec<Certainty>>,
    value: impl Fn(&Certainty) -> f64,
) -> Result<Pair<Sorted>, String> {
    let sorted = |rows: &[Certainty]| {
        Sorted::new(rows.iter().map(&value).collect()).map_err(|error| error.to_string())
    };
    Ok(Pair::new(sorted(&rows.reference)?, sorted(&rows.production)?))
}
