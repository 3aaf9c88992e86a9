//! Conditions, checked row by row.

use std::cmp::Ordering;

use report::Kind;
use table::{Column, Table, Words, time_ms};

use super::language::{Condition, Literal, Operand, Subject, Test};
use crate::data::quality::shape;

/// What a condition is in a row: nothing where there is no value to check.
pub type Holds = Option<bool>;

/// The values of a column by row.
enum Values<'a> {
    Numbers(Vec<f64>),
    Words(Words<'a>),
    Nothing(usize),
}

impl<'a> Values<'a> {
    fn of(column: &'a Column) -> Self {
        if column.kind() != Kind::Boolean
            && let Some(numbers) = column.numbers_by_row()
        {
            return Self::Numbers(numbers);
        }
        column.words().map_or_else(|| Self::Nothing(column.len()), Self::Words)
    }

    /// Whether something holds of each value, told of numbers and of texts.
    fn each(
        &self,
        of_number: impl Fn(f64) -> Holds,
        of_text: impl Fn(&str) -> Holds,
    ) -> Vec<Holds> {
        match self {
            Self::Numbers(numbers) => {
                let holds = |&number: &f64| if number.is_nan() { None } else { of_number(number) };
                numbers.iter().map(holds).collect()
            }
            Self::Words(words) => {
                let of_label: Vec<Holds> =
                    words.labels.iter().map(|label| of_text(label)).collect();
                let holds = |&code: &u32| of_label.get(code as usize).copied().flatten();
                words.codes.iter().map(holds).collect()
            }
            Self::Nothing(rows) => vec![None; *rows],
        }
    }
}

/// Whether a condition holds in each row.
///
/// # Errors
/// Why it cannot be checked, as a sentence without a full stop.
pub fn check(table: &Table, condition: &Condition) -> Result<Vec<Holds>, String> {
    let column = find(table, condition.subject.column())?;
    if let Test::Missing { is_missing } = condition.test {
        let values = Values::of(column).each(|_| Some(true), |_| Some(true));
        return Ok(values.into_iter().map(|value| Some(value.is_none() == is_missing)).collect());
    }
    if let (Subject::Value(_), Test::Compare(comparison, Operand::Column(other))) =
        (&condition.subject, &condition.test)
    {
        let orders = compared(column, find(table, other)?)?;
        return Ok(orders.into_iter().map(|order| order.map(|o| comparison.holds(o))).collect());
    }
    let kind = column.kind();
    let holds = |order: &dyn Fn(&Literal) -> Option<Ordering>| tested(&condition.test, order);
    let values = Values::of(column);
    Ok(match &condition.subject {
        Subject::Value(_) => values.each(
            |number| match &condition.test {
                Test::Shape(wanted) => Some(shape::of(&number.to_string()) == *wanted),
                _ => holds(&|literal| Some(number.total_cmp(&number_of(literal, kind)?))),
            },
            |text| match &condition.test {
                Test::Shape(wanted) => Some(shape::of(text) == *wanted),
                _ => holds(&|literal| text_order(text, literal)),
            },
        ),
        Subject::Length(_) => {
            let of_text = |text: &str| {
                let length = text.chars().count() as f64;
                holds(&|literal| Some(length.total_cmp(&number_of(literal, Kind::Float)?)))
            };
            values.each(|number| of_text(&number.to_string()), of_text)
        }
    })
}

fn find<'a>(table: &'a Table, name: &str) -> Result<&'a Column, String> {
    table.column(name).ok_or_else(|| format!("There is no column {}", report::format::short(name)))
}

/// Whether a test holds, given how the value stands to a literal; a literal of another kind is never
/// equal, and neither larger nor smaller.
fn tested(test: &Test, order: &dyn Fn(&Literal) -> Option<Ordering>) -> Holds {
    Some(match test {
        Test::Compare(comparison, Operand::Literal(literal)) => match order(literal) {
            Some(order) => comparison.holds(order),
            None => *comparison == super::language::Comparison::NotEqual,
        },
        Test::Between(from, to) => {
            let from = order(from).is_some_and(Ordering::is_ge);
            from && order(to).is_some_and(Ordering::is_le)
        }
        Test::In { values, is_in } => {
            values.iter().any(|value| order(value) == Some(Ordering::Equal)) == *is_in
        }
        // Told by the caller.
        Test::Compare(_, Operand::Column(_)) | Test::Shape(_) | Test::Missing { .. } => {
            return None;
        }
    })
}

/// A literal as a number of a column; of a time from its text.
fn number_of(literal: &Literal, kind: Kind) -> Option<f64> {
    match literal {
        Literal::Number(number) => Some(*number + 0.0),
        Literal::Text(text) if kind == Kind::DateTime => time_ms(text).map(|ms| ms as f64),
        Literal::Text(_) => None,
    }
}

/// How a text stands to a literal: to a number as a number, where it is one.
fn text_order(text: &str, literal: &Literal) -> Option<Ordering> {
    match literal {
        Literal::Text(other) => Some(text.cmp(other.as_str())),
        Literal::Number(number) => text.trim().parse::<f64>().ok()?.partial_cmp(number),
    }
}

/// How one column stands to another in each row.
fn compared(a: &Column, b: &Column) -> Result<Vec<Option<Ordering>>, String> {
    match (Values::of(a), Values::of(b)) {
        (Values::Numbers(a), Values::Numbers(b)) => {
            Ok(a.iter().zip(&b).map(|(a, b)| a.partial_cmp(b)).collect())
        }
        (Values::Words(a), Values::Words(b)) => {
            let text = |words: &Words<'_>, row: usize| {
                words.labels.get(words.codes[row] as usize).map(|label| label.to_string())
            };
            let order = |row: usize| Some(text(&a, row)?.cmp(&text(&b, row)?));
            Ok((0..a.codes.len().min(b.codes.len())).map(order).collect())
        }
        (Values::Nothing(rows), _) | (_, Values::Nothing(rows)) => Ok(vec![None; rows]),
        _ => Err(format!(
            "{} holds {} values and {} holds {} values: compare columns of one kind",
            report::format::short(a.name()),
            a.kind().label(),
            report::format::short(b.name()),
            b.kind().label()
        )),
    }
}
