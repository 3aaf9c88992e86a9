//! `driftglass schema`.

use report::{Problem, Report};

use crate::print::print_text;

/// Prints the JSON Schema of the report, which holds that of the settings.
pub fn print() -> Result<(), Problem> {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Report)).map_err(|error| {
        Problem::new(format!("The schema could not be written: {error}"), "This is a bug")
    })?;
    print_text(&format!("{schema}\n"))
}
