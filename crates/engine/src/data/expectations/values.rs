//! Conditions, checked row by row.

use std::borrow::Cow;
use std::cmp::Ordering;

use report::Kind;
use table::{Column, Table, Words, boolean, time_ms};

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

    /// The kind that a column is taken for: numbers that are all 0 or 1, and words that all say yes or no
    /// in whatever spellings, are also yes and no.
    fn kind(&self, column: &Column) -> Kind {
        let is_yes_or_no = |words: &Words<'_>| {
            let is_one = |label: &Cow<'_, str>| boolean(label.as_bytes()).is_some();
            !words.labels.is_empty() && words.labels.iter().all(is_one)
        };
        match self {
            Self::Words(words) if column.kind() == Kind::Category && is_yes_or_no(words) => {
                Kind::Boolean
            }
            _ if self.are_flags() => Kind::Boolean,
            _ => column.kind(),
        }
    }

    /// Whether these are numbers of which each is 0 or 1.
    fn are_flags(&self) -> bool {
        let is_flag = |number: &f64| number.is_nan() || *number == 0.0 || *number == 1.0;
        matches!(self, Self::Numbers(numbers) if numbers.iter().all(is_flag))
    }

    /// Yes as 1, no as 0, and not a number where it is missing; none where these are other values.
    fn flags(&self, kind: Kind) -> Option<Vec<f64>> {
        match self {
            Self::Numbers(numbers) => self.are_flags().then(|| numbers.clone()),
            Self::Words(words) if kind == Kind::Boolean => {
                let flag =
                    |label: &str| boolean(label.as_bytes()).map(|is| f64::from(u8::from(is)));
                let of_label: Vec<f64> =
                    words.labels.iter().map(|label| flag(label).unwrap_or(f64::NAN)).collect();
                let of_row = |&code: &u32| of_label.get(code as usize).copied();
                Some(words.codes.iter().map(|code| of_row(code).unwrap_or(f64::NAN)).collect())
            }
            Self::Words(_) => None,
            Self::Nothing(rows) => Some(vec![f64::NAN; *rows]),
        }
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
    let values = Values::of(column);
    let kind = values.kind(column);
    if let Subject::Value(_) = condition.subject
        && let Test::Compare(comparison, operand) = &condition.test
        && let Some(other) = other_column(table, &values, kind, operand)
    {
        let orders = compared(column, find(table, other)?)?;
        return Ok(orders.into_iter().map(|order| order.map(|o| comparison.holds(o))).collect());
    }
    has_text(column, condition)?;
    comparable(column, kind, &values, condition)?;
    let holds = |order: &dyn Fn(&Literal) -> Option<Ordering>| tested(&condition.test, order);
    Ok(match &condition.subject {
        Subject::Value(_) => values.each(
            |number| match &condition.test {
                Test::Shape(wanted) => Some(shape::of(&number.to_string()) == *wanted),
                _ => holds(&|literal| Some(number.total_cmp(&number_of(literal, kind)?))),
            },
            |text| match &condition.test {
                Test::Shape(wanted) => Some(shape::of(text) == *wanted),
                _ => holds(&|literal| text_order(text, literal, kind)),
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

/// That a column has texts where a test is of them: a time is kept as a moment, not as it is written.
fn has_text(column: &Column, condition: &Condition) -> Result<(), String> {
    let is_of_text =
        matches!(condition.subject, Subject::Length(_)) || matches!(condition.test, Test::Shape(_));
    if !is_of_text || column.kind() != Kind::DateTime {
        return Ok(());
    }
    let name = report::format::short(column.name());
    Err(format!(
        "{name} holds times, which have no length and no shape: compare it with a time such as 2025-07-01, or choose text as its kind in Data"
    ))
}

/// The column that stands on the right: a text that is a column's name and that the left column's
/// numbers or times cannot be compared with is that column, too.
fn other_column<'a>(
    table: &Table,
    values: &Values<'_>,
    kind: Kind,
    operand: &'a Operand,
) -> Option<&'a str> {
    match operand {
        Operand::Column(name) => Some(name),
        Operand::Literal(literal @ Literal::Text(text)) => {
            let is_value =
                !matches!(values, Values::Numbers(_)) || number_of(literal, kind).is_some();
            (!is_value && table.column(text).is_some()).then_some(text)
        }
        Operand::Literal(Literal::Number(_)) => None,
    }
}

/// That a test's values can be compared with a column's; of a list, one must.
fn comparable(
    column: &Column,
    kind: Kind,
    values: &Values<'_>,
    condition: &Condition,
) -> Result<(), String> {
    let is_length = matches!(condition.subject, Subject::Length(_));
    let kind = if is_length { Kind::Float } else { kind };
    let is_fit = |literal: &&Literal| match values {
        Values::Words(words) if !is_length => words_fit(words, kind, literal),
        Values::Nothing(_) if !is_length => true,
        _ => number_of(literal, kind).is_some(),
    };
    let unfit = match &condition.test {
        Test::Compare(_, Operand::Literal(literal)) => Some(literal).filter(|l| !is_fit(l)),
        Test::Between(from, to) => [from, to].into_iter().find(|literal| !is_fit(literal)),
        Test::In { values, .. } if !values.iter().any(|literal| is_fit(&literal)) => values.first(),
        _ => None,
    };
    let Some(unfit) = unfit else { return Ok(()) };
    let text = match unfit {
        Literal::Number(number) => report::format::exact(*number),
        Literal::Text(text) => report::format::short(text),
    };
    let name = report::format::short(column.name());
    Err(if is_length {
        format!("A length is a number and {text} is none: compare it with a number such as 5")
    } else if kind == Kind::DateTime {
        format!("{name} holds times and {text} is none: compare it with a time such as 2025-07-01")
    } else if matches!(values, Values::Numbers(_)) {
        format!("{name} holds numbers and {text} is none: compare it with a number")
    } else if kind == Kind::Boolean {
        format!("{name} holds yes and no, and {text} is neither: compare it with yes or no")
    } else {
        format!(
            "{name} holds texts and {text} is a number: put it in quotes where the text is meant, or compare the length of {name}"
        )
    })
}

/// Whether words can be compared with a value: with a number only where some are numbers.
fn words_fit(words: &Words<'_>, kind: Kind, literal: &Literal) -> bool {
    match (kind, literal) {
        (Kind::Boolean, _) => matches!(number_of(literal, kind), Some(0.0 | 1.0)),
        (_, Literal::Text(_)) => true,
        (_, Literal::Number(_)) => {
            words.labels.is_empty() || words.labels.iter().any(|label| as_number(label).is_some())
        }
    }
}

/// The finite number that a text is.
fn as_number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
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
        Literal::Number(_) if kind == Kind::DateTime => None,
        Literal::Number(number) => Some(*number + 0.0),
        Literal::Text(text) if kind == Kind::DateTime => time_ms(text).map(|ms| ms as f64),
        Literal::Text(text) if kind == Kind::Boolean && boolean(text.as_bytes()).is_some() => {
            boolean(text.as_bytes()).map(|value| f64::from(u8::from(value)))
        }
        Literal::Text(text) => as_number(text),
    }
}

/// How a text stands to a literal: to a number as a number, where it is one.
fn text_order(text: &str, literal: &Literal, kind: Kind) -> Option<Ordering> {
    // Yes and no go by meaning, in whatever words.
    if kind == Kind::Boolean
        && let Some(value) = boolean(text.as_bytes())
        && let Some(wanted) = number_of(literal, kind)
    {
        return f64::from(u8::from(value)).partial_cmp(&wanted);
    }
    match literal {
        Literal::Text(other) => Some(text.cmp(other.as_str())),
        Literal::Number(number) => as_number(text)?.partial_cmp(number),
    }
}

/// How one column stands to another in each row; yes and no go by meaning, in whatever words.
fn compared(a: &Column, b: &Column) -> Result<Vec<Option<Ordering>>, String> {
    let (values_a, values_b) = (Values::of(a), Values::of(b));
    let kinds = [values_a.kind(a), values_b.kind(b)];
    let flags = (values_a.flags(kinds[0]), values_b.flags(kinds[1]));
    let is_time = |column: &Column, values: &Values<'_>| match values {
        Values::Nothing(_) => None,
        _ => Some(column.kind() == Kind::DateTime),
    };
    if let (Some(a_is), Some(b_is)) = (is_time(a, &values_a), is_time(b, &values_b))
        && a_is != b_is
    {
        return Err(of_two_kinds(a, b));
    }
    if let (Some(a), Some(b)) = flags
        && kinds.contains(&Kind::Boolean)
    {
        return Ok(a.iter().zip(&b).map(|(a, b)| a.partial_cmp(b)).collect());
    }
    match (values_a, values_b) {
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
        _ => Err(of_two_kinds(a, b)),
    }
}

fn of_two_kinds(a: &Column, b: &Column) -> String {
    format!(
        "{} holds {} values and {} holds {} values: compare columns of one kind",
        report::format::short(a.name()),
        a.kind().label(),
        report::format::short(b.name()),
        b.kind().label()
    )
}
