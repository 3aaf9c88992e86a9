//! What the numbers mean of more than two classes, and of numbers.

use report::{Criterion, CriterionName, FairnessMeasure, InOrder, LimitVerdict, format};

use super::{Told, groups};

/// Classes that are told of, the gravest.
const MOST_CLASSES: usize = 3;
/// Digits of a number in the unit of the label.
const DIGITS: usize = 4;

/// How often the model is right, and which classes it says more of one group than of another.
pub fn of_classes(told: Told<'_>) -> Vec<String> {
    let right = told.criterion(CriterionName::EqualAccuracy).and_then(|criterion| {
        let [high, low] = told.of_100(criterion, FairnessMeasure::Accuracy)?;
        let [first, second] = groups(criterion)?;
        Some(format!(
            "The model is right for {high} of 100 rows of {first} and for {low} of 100 of {second}: {}.",
            told.judged(criterion)
        ))
    });
    let of_class = |criterion: &&Criterion| {
        criterion.name == CriterionName::DemographicParity && criterion.judged_gap().is_some()
    };
    let mut classes: Vec<&Criterion> = told.attribute.criteria.iter().filter(of_class).collect();
    // The gravest first, of equal ones the widest.
    let gap = |own: &Criterion| own.judged_gap().map_or(0.0, |gap| gap.value.value);
    classes.put_in_order(|a, b| b.judged().cmp(&a.judged()).then(gap(b).total_cmp(&gap(a))));
    let beyond = classes.iter().filter(|own| own.judged() >= LimitVerdict::MayBeBroken).count();
    let said = classes.into_iter().take(beyond.clamp(1, MOST_CLASSES)).filter_map(|criterion| {
        let [high, low] = told.of_100(criterion, FairnessMeasure::SelectionRate)?;
        let [first, second] = groups(criterion)?;
        Some(format!(
            "The model says {} for {high} of 100 rows of {first} and for {low} of 100 of {second}: {}.",
            format::short(criterion.class.as_deref()?),
            told.judged(criterion)
        ))
    });
    right.into_iter().chain(said).collect()
}

/// What the model says on average, beside what came true, and how far off it is.
pub fn of_numbers(told: Told<'_>, label: &str) -> Vec<String> {
    let label = format::short(label);
    let both = |name: CriterionName, measure: FairnessMeasure| {
        let criterion = told.criterion(name)?;
        let values = told.both(criterion, measure)?;
        Some((criterion, values, groups(criterion)?))
    };
    let text = |value: f64| format::number(value, DIGITS);
    let said = both(CriterionName::MeanPrediction, FairnessMeasure::MeanPrediction);
    let said = said.map(|(criterion, [high, low], [first, second])| {
        let truth = told.both(criterion, FairnessMeasure::MeanTruth);
        let truth = truth.map_or_else(String::new, |[high, low]| {
            format!(" Of the same groups {label} came out as {} and {}.", text(high), text(low))
        });
        format!(
            "The model says {} on average for {first} and {} for {second}: {}.{truth}",
            text(high),
            text(low),
            told.judged(criterion)
        )
    });
    let leans = both(CriterionName::MeanError, FairnessMeasure::MeanError);
    let leans = leans.map(|(criterion, [high, low], [first, second])| {
        let lean = |value: f64| {
            let way = if value < 0.0 { "little" } else { "much" };
            format!("{} too {way}", text(value.abs()))
        };
        format!(
            "It says {} on average for {first} and {} for {second}: {}.",
            lean(high),
            lean(low),
            told.judged(criterion)
        )
    });
    let off = both(CriterionName::MeanAbsoluteError, FairnessMeasure::MeanAbsoluteError);
    let off = off.map(|(criterion, [high, low], [first, second])| {
        format!(
            "It is off by {} on average for {first} and by {} for {second}: {}.",
            text(high),
            text(low),
            told.judged(criterion)
        )
    });
    [said, leans, off].into_iter().flatten().collect()
}
