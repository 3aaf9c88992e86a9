//! `driftglass schema`.

use report::{Problem, Report};

/// Prints the JSON Schema of the report, which holds that of the settings.
pub fn print() -> Result<(), Problem> {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Report)).map_err(|error| {
        Problem::new(format!("The schema could not be written: {error}"), "This is a bug")
    })?;
    println!("{schema}");
    Ok(())
}
