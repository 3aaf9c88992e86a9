//! Settings of a report whose columns are numbered, with the names that its files have.

use engine::{Study, labels};
use report::{Pair, Part, Problem, Reading, Report, Settings};
use table::Table;

use crate::input::{Inputs, Source, open};
use crate::outputs::not_written;

/// The settings of a record as they were chosen: columns that it numbers have the names of the files, which are read
/// once more for that, as what is chosen of how to read them may have a number, too.
pub fn settings(record: &Report, inputs: &Inputs, quiet: bool) -> Result<Settings, Problem> {
    let masked = &record.settings;
    let reading = &masked.reading;
    let names = |source: &Source, reading: &Reading| {
        let plain = Reading { kinds: Default::default(), part: None::<Part>, ..reading.clone() };
        Ok::<Table, Problem>(open(source, &plain, quiet)?.table)
    };
    let tables = Pair::new(
        names(&inputs.reference, &reading.reference)?,
        names(&inputs.production, &reading.production)?,
    );
    let study = Study::new(&tables.reference, &tables.production, masked);
    let settings = with_names(masked, &study)?;
    let Some(source) = &inputs.labels else { return Ok(settings) };
    // Columns that come with labels have the last numbers.
    let file = open(source, &settings.labels.reading, quiet)?;
    let joined = labels::join(&tables.reference, &tables.production, &file.table, &settings)?;
    with_names(masked, &Study::with_labels(&tables.reference, &joined, masked))
}

fn with_names(masked: &Settings, study: &Study<'_>) -> Result<Settings, Problem> {
    export::named(masked, &study.column_names()).map_err(|error| not_written(&error))
}
