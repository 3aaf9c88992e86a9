//! A column's values in comparable form.

use report::{Kind, Pair};
use stats::{Cells, Sorted};

use crate::Study;

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
pub struct Names {
    /// Names that occur on either side: in order of their characters, or of their values where they are numbers.
    pub labels: Vec<String>,
    /// How often each occurs.
    pub cells: Cells,
}

/// Puts a column that both files have into comparable form.
///
/// # Errors
/// A sentence that says why the two sides cannot be compared.
pub fn of(study: &Study<'_>, name: &str) -> Result<Values, String> {
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
            numbers(study, columns, kind).map(|numbers| match numbers.levels {
                Some(levels) if levels.values.len() <= 2 => Values::Names(levels.into_names()),
                levels => Values::Numbers(Numbers { levels, ..numbers }),
            })
        }
        Kind::Boolean | Kind::Category | Kind::Text | Kind::Identifier => {
            Ok(Values::Names(names(columns)))
        }
    }
}

fn numbers(
    study: &Study<'_>,
    columns: Pair<&table::Column>,
    kind: Kind,
) -> Result<Numbers, String> {
    let sorted = |column: &table::Column| {
        Sorted::new(column.numbers().unwrap_or_default())
            .map_err(|_| "It holds a value that is not finite.".to_owned())
    };
    let sorted = Pair::new(sorted(columns.reference)?, sorted(columns.production)?);
    let levels = levels(&sorted, study.settings.drift.discrete_max_distinct as usize);
    let complete = columns.reference.missing().total() + columns.production.missing().total() == 0;
    Ok(Numbers { sorted, levels, whole_and_complete: kind == Kind::Integer && complete })
}

/// Counts the different values of both sides, unless they are more than `most`.
fn levels(sorted: &Pair<Sorted>, most: usize) -> Option<Levels> {
    let most = most.max(2);
    sorted.reference.distinct_up_to(most)?;
    sorted.production.distinct_up_to(most)?;
    let mut rows: Vec<(f64, u64, u64)> =
        sorted.reference.runs().map(|(value, count)| (value, count, 0)).collect();
    for (value, count) in sorted.production.runs() {
        match rows.binary_search_by(|row| row.0.total_cmp(&value)) {
            Ok(found) => rows[found].2 = count,
            Err(place) => rows.insert(place, (value, 0, count)),
        }
    }
    (rows.len() <= most).then(|| Levels {
        values: rows.iter().map(|row| row.0).collect(),
        cells: Cells {
            reference: rows.iter().map(|row| row.1).collect(),
            production: rows.iter().map(|row| row.2).collect(),
        },
    })
}

impl Levels {
    /// The values as names, in order of the values.
    pub fn into_names(self) -> Names {
        Names { labels: self.values.iter().map(ToString::to_string).collect(), cells: self.cells }
    }
}

/// Merges two lists of counts that are in order of their names.
fn names(columns: Pair<&table::Column>) -> Names {
    let Pair { reference, production } = columns.map(table::Column::counts);
    let mut names = Names {
        labels: Vec::new(),
        cells: Cells { reference: Vec::new(), production: Vec::new() },
    };
    let (mut a, mut b) = (reference.into_iter().peekable(), production.into_iter().peekable());
    loop {
        let take_a = match (a.peek(), b.peek()) {
            (None, None) => return names,
            (Some(_), None) => (true, false),
            (None, Some(_)) => (false, true),
            (Some((left, _)), Some((right, _))) => (left <= right, right <= left),
        };
        let from_a = if take_a.0 { a.next() } else { None };
        let from_b = if take_a.1 { b.next() } else { None };
        names.cells.reference.push(from_a.as_ref().map_or(0, |(_, count)| *count));
        names.cells.production.push(from_b.as_ref().map_or(0, |(_, count)| *count));
        names.labels.extend(from_a.or(from_b).map(|(label, _)| label));
    }
}
