//! Settings of a report whose columns are numbered, with the names that its files have.

use engine::labels;
use report::{Pair, Problem, Reading, Report, Settings};

use crate::input::{Inputs, Source, open};
use crate::outputs::not_written;

/// The settings of a record as they were chosen: columns that it numbers have the names of the files, which are read
/// once more for that, as what is chosen of how to read them may have a number, too.
pub fn settings(record: &Report, inputs: &Inputs, quiet: bool) -> Result<Settings, Problem> {
    let masked = &record.settings;
    let table = |source: &Source, reading: &Reading| {
        open(source, &reading.without_columns(), quiet).map(|opened| opened.table)
    };
    let reading = &masked.reading;
    let reference = table(&inputs.reference, &reading.reference)?;
    let production = table(&inputs.production, &reading.production)?;
    let labels = inputs.labels.as_ref();
    let labels = labels.map(|source| table(source, &masked.labels.reading)).transpose()?;
    let tables = Pair::new(&reference, &production);
    labels::settings_of_names(tables, labels.as_ref(), |names| {
        export::named(masked, names).map_err(|error| not_written(&error))
    })
}
