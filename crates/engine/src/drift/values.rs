//! A column's values in comparable form.

use report::{Kind, Pair, format};
use stats::{Cells, Sorted};
use table::Column;

use crate::Study;

/// Digits of a number that is a name; more where two would look alike.
const DIGITS: usize = 6;

/// The values of one column on both sides.
pub enum Values {
    /// Sorted numbers.
    Numbers(Numbers),
    /// Names with their counts.
    Names(Names),
}

/// Numbers of both sides, sorted once for every measure.
pub struct Numbers {
    /// Present, finite values of each side in order.
    pub sorted: Pair<Sorted>,
    /// Each different value, where there are few.
    pub levels: Option<Levels>,
    /// Whether every value is a whole number and none is missing, on both sides.
    pub whole_and_complete: bool,
}

/// The different values of a number column with few of them.
pub struct Levels {
    /// The values, in order.
    pub values: Vec<f64>,
    /// How often each occurs.
    pub cells: Cells,
}

/// Names of both sides with their counts.
#[derive(Default)]
pub struct Names {
    /// Names that occur on either side: in order of their characters, or of their values where they
    /// are numbers or booleans.
    pub labels: Vec<String>,
    /// How often each occurs.
    pub cells: Cells,
}

/// Puts a column that both files have into comparable form; `sorted` are its numbers in order.
///
/// # Errors
/// A sentence that says why the two sides cannot be compared.
pub fn of(study: &Study<'_>, name: &str, sorted: Pair<Option<Sorted>>) -> Result<Values, String> {
    let Some(columns) = study.column(name).both() else {
        return Err("Only one file has it.".to_owned());
    };
    let Some(kind) = study.joint_kind(name) else {
        return Err(format!(
            "The reference holds {} values and production holds {} values: choose one kind for both in Data.",
            columns.reference.kind().label(),
            columns.production.kind().label(),
        ));
    };
    match kind {
        Kind::Empty => Err("Every value is missing on both sides.".to_owned()),
        Kind::Integer | Kind::Float | Kind::DateTime => {
            // A side without any value has no numbers either.
            let sorted = sorted.map(Option::unwrap_or_default);
            let missing = columns.map(|column| column.missing().total());
            let complete = missing.reference + missing.production == 0;
            Ok(of_numbers(study, sorted, kind, kind == Kind::Integer && complete))
        }
        Kind::Boolean => Ok(Values::Names(booleans(columns))),
        Kind::Category | Kind::Text | Kind::Identifier => Ok(Values::Names(names(columns))),
    }
}

/// Numbers of both sides; as names where they are two values at most.
pub fn of_numbers(
    study: &Study<'_>,
    sorted: Pair<Sorted>,
    kind: Kind,
    whole_and_complete: bool,
) -> Values {
    let levels = levels(&sorted, study.settings.drift.discrete_max_distinct as usize);
    match levels {
        Some(levels) if levels.values.len() <= 2 => Values::Names(levels.into_names(kind)),
        levels => Values::Numbers(Numbers { sorted, levels, whole_and_complete }),
    }
}

/// Counts the different values of both sides, unless they are more than `most`.
fn levels(sorted: &Pair<Sorted>, most: usize) -> Option<Levels> {
    let most = most.max(2);
    sorted.reference.distinct_up_to(most)?;
    sorted.production.distinct_up_to(most)?;
    Some(Levels::of(sorted)).filter(|levels| levels.values.len() <= most)
}

impl Levels {
    /// Counts the different values of both sides.
    pub fn of(sorted: &Pair<Sorted>) -> Self {
        let (values, cells) = merge(sorted.reference.runs(), sorted.production.runs());
        Self { values, cells }
    }

    /// The values as a reader sees them.
    pub fn labels(&self, kind: Kind) -> Vec<String> {
        format::labels(kind, &self.values, DIGITS)
    }

    /// The values as names, in order of the values.
    fn into_names(self, kind: Kind) -> Names {
        Names { labels: self.labels(kind), cells: self.cells }
    }
}

/// Counts false and true, in the reference's words where it has them.
///
/// By meaning, because the two files may spell them differently.
fn booleans(columns: Pair<&Column>) -> Names {
    let counts = columns.map(|column| {
        let values = column.numbers().unwrap_or_default();
        [0.0, 1.0].map(|is| values.iter().filter(|&&value| value == is).count() as u64)
    });
    let words = columns.map(|column| column.counts().into_iter().map(|(word, _)| word));
    let mut names = Names::default();
    let Pair { reference: mut in_reference, production: mut in_production } = words;
    // Every pair of words is in order: no before yes, false before true.
    for (reference, production) in counts.reference.into_iter().zip(counts.production) {
        let reference_word = if reference > 0 { in_reference.next() } else { None };
        let production_word = if production > 0 { in_production.next() } else { None };
        let Some(word) = reference_word.or(production_word) else { continue };
        names.labels.push(word);
        names.cells.reference.push(reference);
        names.cells.production.push(production);
    }
    names
}

/// Counts of both sides by name.
fn names(columns: Pair<&Column>) -> Names {
    let Pair { reference, production } = columns.map(Column::counts);
    let (labels, cells) = merge(reference.into_iter(), production.into_iter());
    Names { labels, cells }
}

/// Merges two lists of counts that are in order.
fn merge<T: PartialOrd>(
    reference: impl Iterator<Item = (T, u64)>,
    production: impl Iterator<Item = (T, u64)>,
) -> (Vec<T>, Cells) {
    let (mut values, mut cells) = (Vec::new(), Cells::default());
    let (mut a, mut b) = (reference.peekable(), production.peekable());
    loop {
        let (take_a, take_b) = match (a.peek(), b.peek()) {
            (None, None) => return (values, cells),
            (Some(_), None) => (true, false),
            (None, Some(_)) => (false, true),
            (Some((left, _)), Some((right, _))) => (left <= right, right <= left),
        };
        let from_a = if take_a { a.next() } else { None };
        let from_b = if take_b { b.next() } else { None };
        cells.reference.push(from_a.as_ref().map_or(0, |(_, count)| *count));
        cells.production.push(from_b.as_ref().map_or(0, |(_, count)| *count));
        values.extend(from_a.or(from_b).map(|(value, _)| value));
    }
}
