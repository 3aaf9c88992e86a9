//! Metrics that are guessed by the names of columns, where no column has a role of one.
//!
//! Only names are asked, and whether values are yes and no or numbers: to look at which columns differ between the arms
//! would tell the effect before the sample ratio is judged, and would choose the metric by its own effect.

use report::{Kind, Role, RoleChoice, format};
use table::Column;

use super::wanted::{Wanted, was_before};
use crate::roles::outcome::{BEFORE, two_values};
use crate::{Study, roles};

/// Words of what a row came to, in the order in which they decide.
const HAPPENED: [&str; 40] = [
    "callback",
    "convert",
    "purchase",
    "ordered",
    "checkout",
    "booked",
    "subscribed",
    "subscribe",
    "signup",
    "signedup",
    "registered",
    "enrolled",
    "activated",
    "activation",
    "retained",
    "retention",
    "renewed",
    "upgraded",
    "donated",
    "hired",
    "responded",
    "response",
    "replied",
    "clicked",
    "click",
    "clickthrough",
    "opened",
    "completed",
    "finished",
    "success",
    "succeeded",
    "recovered",
    "survived",
    "cancelled",
    "canceled",
    "unsubscribed",
    "refunded",
    "refund",
    "bounced",
    "bounce",
];
/// Words of how much a row came to, of which more is better.
const AMOUNTS: [&str; 14] = [
    "spend",
    "spending",
    "spent",
    "sales",
    "gmv",
    "earnings",
    "purchases",
    "orders",
    "bookings",
    "conversions",
    "donations",
    "clicks",
    "pageviews",
    "signups",
];
/// Words beside which nobody can say from a name alone whether more is better.
const TURNED: [&str; 19] = [
    "abandon",
    "abandoned",
    "before",
    "code",
    "drop",
    "dropout",
    "dropped",
    "fail",
    "failed",
    "lost",
    "missed",
    "never",
    "no",
    "non",
    "not",
    "out",
    "reason",
    "type",
    "without",
];
/// Columns that a sentence names.
const MOST_NAMED: usize = 5;

/// Metrics by the names of columns without a role: those of yes and no first.
pub fn metrics(study: &Study<'_>, choices: &[RoleChoice]) -> Vec<Wanted> {
    let named = |words: &'static [&'static str], is_of_kind: fn(&Column) -> bool| {
        let mut found: Vec<(usize, &RoleChoice)> = open(study, choices)
            .filter(|(_, column)| is_of_kind(column))
            .filter_map(|(choice, _)| Some((rank(&choice.column, words)?, choice)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, choice)| Wanted::of_role(choice))
    };
    named(&HAPPENED, is_yes_and_no)
        .chain(named(&AMOUNTS, |column| column.kind().is_number() && !is_yes_and_no(column)))
        .collect()
}

/// What to do where no metric is known, as sentences: `columns` may be metrics.
pub fn none(study: &Study<'_>, choices: &[RoleChoice]) -> String {
    let may_be: Vec<&str> = open(study, choices)
        .filter(|(_, column)| column.kind().is_number() || is_yes_and_no(column))
        .map(|(choice, _)| choice.column.as_str())
        .collect();
    let Some(first) = may_be.first() else {
        return "no column holds what came of a row: yes and no, 0 and 1, or a number.".to_owned();
    };
    let names = format::names(may_be.iter().copied(), MOST_NAMED);
    format!(
        "no column is known to be a metric, which is what came of a row after it fell to an arm. It may be one of {names}. On the page give it the role conversion (yes or no) or value (a number) under Data; on the command line write it into a settings file, as {{\"experiments\": {{\"metrics\": {first:?}}}}}, and give that by --settings."
    )
}

/// Columns that nothing is known of, as what came of a row would be, with their values: not those that are alike in every
/// row, and none whose name says that it was there before.
fn open<'a>(
    study: &'a Study<'_>,
    choices: &'a [RoleChoice],
) -> impl Iterator<Item = (&'a RoleChoice, &'a Column)> {
    let is_open = |choice: &&RoleChoice| {
        choice.role == Role::Covariate && choice.guessed && !was_before(&choice.column)
    };
    choices.iter().filter(is_open).filter_map(|choice| {
        let column = study.column(&choice.column).production?;
        let words = roles::words(&choice.column);
        let is_earlier = words.iter().any(|word| BEFORE.contains(&word.as_str()));
        (!is_earlier && !is_one_value(study, &choice.column)).then_some((choice, column))
    })
}

/// Whether no row of either file has another number than the first.
fn is_one_value(study: &Study<'_>, name: &str) -> bool {
    let columns = study.column(name);
    let both = [columns.reference, columns.production].into_iter().flatten();
    let values: Vec<f64> = both.filter_map(Column::numbers).flatten().collect();
    values.iter().all(|value| *value == values[0])
}

fn is_yes_and_no(column: &Column) -> bool {
    (column.kind() == Kind::Boolean || column.kind().is_number()) && two_values(column)
}

/// The place of the first of these words that a name has; none where another word may turn what it means.
fn rank(name: &str, words: &[&str]) -> Option<usize> {
    let own = roles::words(name);
    if own.iter().any(|own| TURNED.contains(&own.as_str())) {
        return None;
    }
    words.iter().position(|word| own.iter().any(|own| own == word))
}

#[cfg(test)]
mod tests {
    use super::{HAPPENED, rank};

    #[test]
    fn a_name_that_may_mean_the_opposite_is_not_guessed() {
        for name in [
            "no_purchase",
            "abandoned_checkout",
            "not_clicked",
            "dropped_out_completed",
            "response_rate_code",
        ] {
            assert_eq!(rank(name, &HAPPENED), None, "{name}");
        }
        assert!(
            ["callback", "purchase", "user_clicked"]
                .iter()
                .all(|name| rank(name, &HAPPENED).is_some())
        );
    }
}
