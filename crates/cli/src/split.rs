//! One file as two sides.

use report::{Kind, Pair, Part, Problem, Role, Rows, Settings, format};
use table::{Column, Table};

use crate::arguments::Compare;

/// Arms that a problem names.
const MOST_NAMED: usize = 5;

/// What the arguments say of a split: a column, and a value where one is given.
pub fn wanted(arguments: &Compare) -> Option<(&str, Option<&str>)> {
    let text = arguments.split.as_deref().or(arguments.experiment.as_deref())?;
    Some(text.split_once('=').map_or((text, None), |(column, value)| (column, Some(value))))
}

/// Puts the parts of a split into the settings; `whole` is the file.
///
/// # Errors
/// When the file has no such column, or no value of it can be guessed.
pub fn put(
    settings: &mut Settings,
    (name, value): (&str, Option<&str>),
    whole: &Table,
    is_experiment: bool,
) -> Result<(), Problem> {
    let Some(column) = whole.column(name) else {
        let what = format!("The file has no column {name} to split it by");
        return Err(Problem::new(what, "Check the name").in_file(whole.file()));
    };
    if is_experiment {
        check_arms(column, value, whole)?;
    }
    let part = |rows| Part { column: name.to_owned(), rows };
    let parts = match value {
        Some(time) if column.kind() == Kind::DateTime => {
            Pair::new(part(Rows::Before(time.to_owned())), part(Rows::From(time.to_owned())))
        }
        Some(value) => {
            Pair::new(part(Rows::Is(value.to_owned())), part(Rows::IsNot(value.to_owned())))
        }
        None => match engine::split_by(column, is_experiment) {
            Some(split) => split.parts,
            None => {
                let what = format!("What {name} is to be split at cannot be guessed");
                let remedy = format!("Give a value: {name}=VALUE");
                return Err(Problem::new(what, remedy).in_file(whole.file()));
            }
        },
    };
    settings.reading.reference.part = Some(parts.reference);
    settings.reading.production.part = Some(parts.production);
    if is_experiment {
        settings.roles.insert(name.to_owned(), Role::Variant);
    }
    Ok(())
}

/// Whether a column has two arms at least, and the control among them where one is named.
fn check_arms(column: &Column, control: Option<&str>, whole: &Table) -> Result<(), Problem> {
    let refuse =
        |what: String, remedy: String| Err(Problem::new(what, remedy).in_file(whole.file()));
    let (name, values) = (format::short(column.name()), column.counts());
    let other = "Give the file with the rows of all arms, or name another column".to_owned();
    match values.as_slice() {
        [] => refuse(format!("{name} holds no values, so there are no arms to compare"), other),
        [(only, _)] => {
            let only = format::quoted(only);
            let what = format!("{name} names one arm only, {only}: an experiment needs two");
            refuse(what, other)
        }
        // Numbers may be written otherwise than they are read.
        all => match control.filter(|control| {
            column.kind() == Kind::Category && all.iter().all(|(value, _)| value != control)
        }) {
            None => Ok(()),
            Some(control) => {
                let names = format::names(all.iter().map(|(value, _)| value.as_str()), MOST_NAMED);
                let what = format!("No row has {} as {name}", format::quoted(control));
                refuse(what, format!("Choose the control among {names}"))
            }
        },
    }
}
