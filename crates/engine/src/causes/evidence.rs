//! What moved: the inputs, the outcome, or the relation of both.
//!
//! Simple models are asked on a seeded sample of labelled rows. Whether the inputs differ: a classifier of
//! the sides. Whether the outcome depends on them otherwise: what knowing the side adds to foretelling the
//! outcome. Whether rows of one outcome differ: classifiers of the sides within each class, which tell label
//! shift, that moves the relation, too, from a change of the concept.

use report::{ColumnDrift, DriftKind, Evidence, InOrder, Pair, RoleChoice, Side, format};
use stats::{Auc, ConditionalShift, DomainClassifier, Feature, Outcome, conditional_shift};

use super::sentences::not_asked;
use crate::Study;
use crate::drift::together::sample::{Sample, positions_among};
use crate::outcomes::ModelRows;
use crate::roles::is_input;

/// Classes whose rows are compared, the most frequent first.
const MOST_CLASSES: usize = 3;
/// Rows of a side under which a class, or all rows, are not learned from.
pub const FEWEST_ROWS: usize = 100;

/// Labelled rows with their inputs and their outcome: those of the reference, then those of production.
pub struct Known {
    /// The inputs.
    pub features: Vec<Feature>,
    /// Whether each row is of production.
    pub is_production: Vec<bool>,
    /// Each row's position in its table.
    pub rows: Vec<usize>,
    /// The class of each row; empty where the outcome is a number.
    classes: Vec<u32>,
    /// Whether each row is of the class that is foretold.
    pub is_class: Vec<bool>,
    /// The number of each row; empty where the outcome is a class.
    pub numbers: Vec<f64>,
}

impl Known {
    /// Draws rows of those that have a label.
    fn draw(study: &Study<'_>, roles: &[RoleChoice], model: &ModelRows) -> Option<Self> {
        let is_one = |choice: &&RoleChoice| {
            is_input(choice.role) && study.column(&choice.column).both().is_some()
        };
        let columns: Vec<String> =
            roles.iter().filter(is_one).map(|choice| choice.column.clone()).collect();
        let labelled = Pair::from_fn(|side| {
            let all = 0..study.rows(side) as usize;
            all.filter(|&row| model.sides.get(side).has_label(row)).collect()
        });
        let positions = positions_among(study, columns.len(), &labelled);
        let features = Sample::at(study, &columns, &positions).features;
        let (mut rows, mut is_production) = (Vec::new(), Vec::new());
        let (mut classes, mut numbers) = (Vec::new(), Vec::new());
        for side in Side::BOTH {
            let of = model.sides.get(side);
            let drawn = positions.get(side);
            rows.extend(drawn);
            is_production.extend(drawn.iter().map(|_| side == Side::Production));
            classes.extend(drawn.iter().filter_map(|&row| of.truth.get(row)));
            numbers.extend(drawn.iter().filter_map(|&row| of.number.get(row)));
        }
        let is_class = foretold_class(&classes);
        let known = Self { features, is_production, rows, classes, is_class, numbers };
        (known.count(Side::Reference).min(known.count(Side::Production)) >= FEWEST_ROWS
            && !known.features.is_empty())
        .then_some(known)
    }

    /// Rows of one side.
    pub fn count(&self, side: Side) -> usize {
        let is = side == Side::Production;
        self.is_production.iter().filter(|own| **own == is).count()
    }

    /// What is foretold.
    pub fn outcome(&self) -> Outcome<'_> {
        if self.numbers.is_empty() {
            Outcome::Class(&self.is_class)
        } else {
            Outcome::Number(&self.numbers)
        }
    }

    /// Classifiers of the sides among rows of one class each.
    fn within_classes(&self, seed: u32) -> Vec<DomainClassifier> {
        let counts = counts(&self.classes);
        let of_class = |(class, _): &(u32, usize)| {
            let kept: Vec<usize> =
                (0..self.classes.len()).filter(|&row| self.classes[row] == *class).collect();
            let sides: Vec<bool> = kept.iter().map(|&row| self.is_production[row]).collect();
            let production = sides.iter().filter(|is| **is).count();
            (production.min(sides.len() - production) >= FEWEST_ROWS).then(|| {
                let features: Vec<Feature> =
                    self.features.iter().map(|feature| part(feature, &kept)).collect();
                DomainClassifier::new(&features, sides, seed)
            })
        };
        counts.iter().take(MOST_CLASSES).filter_map(of_class).collect()
    }
}

/// A feature at some rows.
pub fn part(feature: &Feature, rows: &[usize]) -> Feature {
    match feature {
        Feature::Numbers(values) => Feature::Numbers(rows.iter().map(|&row| values[row]).collect()),
        Feature::Names(codes) => Feature::Names(rows.iter().map(|&row| codes[row]).collect()),
    }
}

/// Classes with their rows, the most frequent first.
fn counts(classes: &[u32]) -> Vec<(u32, usize)> {
    let most = classes.iter().max().map_or(0, |&most| most as usize + 1);
    let mut counts = vec![0; most];
    classes.iter().for_each(|&class| counts[class as usize] += 1);
    let mut counts: Vec<(u32, usize)> = (0..).zip(counts).collect();
    counts.put_in_order_of(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// Whether each row is positive; of several classes, whether it is of the most frequent one.
fn foretold_class(classes: &[u32]) -> Vec<bool> {
    let is_binary = classes.iter().all(|class| *class < 2);
    let class = if is_binary { 1 } else { counts(classes).first().map_or(0, |(class, _)| *class) };
    classes.iter().map(|own| *own == class).collect()
}

/// The questions under way.
pub struct Questions {
    known: Option<Known>,
    sides: Option<DomainClassifier>,
    within: Vec<DomainClassifier>,
    relation: Option<Option<ConditionalShift>>,
}

impl Questions {
    /// Draws the rows.
    pub fn new(study: &Study<'_>, roles: &[RoleChoice], model: &ModelRows) -> Self {
        let known = Known::draw(study, roles, model);
        let seed = study.settings.seed;
        let sides = known
            .as_ref()
            .map(|known| DomainClassifier::new(&known.features, known.is_production.clone(), seed));
        let within = known.as_ref().map(|known| known.within_classes(seed)).unwrap_or_default();
        Self { known, sides, within, relation: None }
    }

    /// Learns the next piece; false when there is none left.
    pub fn step(&mut self, study: &Study<'_>) -> bool {
        let Some(known) = &self.known else { return false };
        if self.sides.as_mut().is_some_and(DomainClassifier::step) {
            return true;
        }
        if self.within.iter_mut().any(DomainClassifier::step) {
            return true;
        }
        if self.relation.is_none() {
            let seed = study.settings.seed;
            self.relation = Some(conditional_shift(
                &known.features,
                known.outcome(),
                &known.is_production,
                seed,
            ));
            return true;
        }
        false
    }

    /// The labelled rows, where there are enough.
    pub fn known(&self) -> Option<&Known> {
        self.known.as_ref()
    }

    /// Log odds of production of each labelled row, where they are known.
    pub fn log_odds(&self) -> &[Option<f64>] {
        self.sides.as_ref().map_or(&[], DomainClassifier::log_odds)
    }

    /// The answers, and the kind of drift that they speak for.
    pub fn finish(
        &self,
        study: &Study<'_>,
        label: Option<&ColumnDrift>,
    ) -> (Option<DriftKind>, Vec<Evidence>) {
        let Some(known) = &self.known else { return (None, Vec::new()) };
        let moved_p = study.settings.causes.moved_p;
        let n = format!(
            "n {} and {}",
            format::count(known.count(Side::Reference) as u64),
            format::count(known.count(Side::Production) as u64)
        );
        let inputs = told_apart(
            "Do the inputs differ?",
            "the sides",
            self.sides.as_ref().and_then(DomainClassifier::auc),
            moved_p,
            &n,
        );
        let areas: Option<Vec<Auc>> = self.within.iter().map(DomainClassifier::auc).collect();
        let within = areas.and_then(|areas| Auc::mean_of(&areas));
        let within = told_apart(
            "Do rows of one outcome differ?",
            "the sides within a class",
            within,
            moved_p,
            &n,
        );
        let outcome = outcome(label, study.settings.drift.false_discovery_rate);
        let relation = relation(self.relation.flatten(), moved_p);
        let kind = kind(inputs.moved, outcome.moved, relation.moved, within.moved);
        (kind, vec![inputs, outcome, relation, within])
    }
}

/// What kind of drift the answers speak for.
///
/// Where outcomes are more or less common, inputs differ, and rows of one outcome look as before, this is all
/// that moved: inputs, and the relation, move with it. With inputs as before it is the relation.
fn kind(
    inputs: Option<bool>,
    outcome: Option<bool>,
    relation: Option<bool>,
    within: Option<bool>,
) -> Option<DriftKind> {
    let (inputs, relation) = (inputs?, relation?);
    Some(match (outcome == Some(true) && inputs, within) {
        (true, Some(false)) => DriftKind::Label,
        _ => match (inputs, relation) {
            (true, true) => DriftKind::CovariateAndConcept,
            (true, false) => DriftKind::Covariate,
            (false, true) => DriftKind::Concept,
            (false, false) => DriftKind::None,
        },
    })
}

fn told_apart(question: &str, what: &str, auc: Option<Auc>, moved_p: f64, n: &str) -> Evidence {
    let Some(auc) = auc else {
        return not_asked(question, "Not looked at: too few labelled rows, or no classes.");
    };
    let p = auc.p_value_greater();
    let moved = p < moved_p;
    let verb = if moved { "tells" } else { "does not tell" };
    let interval = auc.interval_95().map_or_else(String::new, |(low, high)| {
        format!(" ({} to {}, 95%)", format::number(low, 3), format::number(high, 3))
    });
    let says = format!(
        "A classifier {verb} {what} apart beyond chance: AUC {}{interval}, {}, {n} labelled rows.",
        format::number(auc.value, 3),
        format::p_equals(p)
    );
    Evidence { question: question.to_owned(), says, moved: Some(moved), p_value: Some(p) }
}

/// By the limit that the label's drift is judged by, as that chapter says it of the same p-value.
fn outcome(label: Option<&ColumnDrift>, moved_p: f64) -> Evidence {
    let question = "Is the outcome as common as before?";
    let told = label.and_then(|label| Some((label, label.p_adjusted?)));
    let Some((label, p)) = told else {
        return not_asked(question, "Not looked at: the label could not be compared.");
    };
    let moved = p < moved_p;
    let verb = if moved { "moved" } else { "did not move beyond chance" };
    let psi = label.leading_measure().and_then(|measure| measure.value);
    let psi = psi.map_or_else(String::new, |psi| format!("PSI {}, ", format::distance(psi)));
    let says =
        format!("{} {verb}: {psi}adjusted {}.", format::short(&label.column), format::p_equals(p));
    Evidence { question: question.to_owned(), says, moved: Some(moved), p_value: Some(p) }
}

fn relation(shift: Option<ConditionalShift>, moved_p: f64) -> Evidence {
    let question = "Does the outcome depend on the inputs as before?";
    let Some(shift) = shift else {
        return not_asked(
            question,
            "Not looked at: the outcome of the labelled rows does not vary.",
        );
    };
    let moved = shift.p_value < moved_p;
    let interval = shift.gain.interval_95();
    let how = if moved {
        "Knowing the side helps to foretell the outcome from the inputs"
    } else {
        "Knowing the side does not help to foretell the outcome from the inputs beyond chance"
    };
    let says = format!(
        "{how}: it takes {} off the loss of a row (95% {} to {}), {}, n {} unseen rows.",
        format::number(shift.gain.value, 2),
        format::number(interval.low, 2),
        format::number(interval.high, 2),
        format::p_equals(shift.p_value),
        format::count(shift.rows)
    );
    Evidence {
        question: question.to_owned(),
        says,
        moved: Some(moved),
        p_value: Some(shift.p_value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The rows of the table in docs/methods.md; an intercept that moved, with inputs as before, moves outcomes
    // and the relation, and is no label shift though rows of one outcome look as before.
    #[test]
    fn kinds_follow_from_what_moved() {
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(kind(yes, yes, yes, no), Some(DriftKind::Label));
        assert_eq!(kind(no, yes, yes, no), Some(DriftKind::Concept));
        assert_eq!(kind(no, yes, no, no), Some(DriftKind::None));
        assert_eq!(kind(yes, no, no, yes), Some(DriftKind::Covariate));
        assert_eq!(kind(yes, yes, yes, yes), Some(DriftKind::CovariateAndConcept));
        assert_eq!(kind(None, yes, yes, no), None);
    }
}
