//! Whether settings make sense.

use super::Settings;
use crate::{Problem, Reading, Side};

impl Settings {
    /// Looks at the range of every value.
    ///
    /// # Errors
    /// The first value that is out of its range, by its name in JSON.
    pub fn check(&self) -> Result<(), Problem> {
        let Self { version, data, drift, reading, .. } = self;
        for side in Side::BOTH {
            check_reading(reading.get(side))?;
        }
        within("version", f64::from(*version), 1.0, f64::from(Self::VERSION))?;
        let (moderate, significant) = (data.missing_share_moderate, data.missing_share_significant);
        within("data.missing_share_significant", significant, 0.0, 1.0)?;
        within("data.missing_share_moderate", moderate, 0.0, significant)?;
        within("drift.psi_significant", drift.psi_significant, 0.0, f64::MAX)?;
        within("drift.psi_moderate", drift.psi_moderate, 0.0, drift.psi_significant)?;
        within("drift.psi_bins", f64::from(drift.psi_bins), 2.0, 1_000.0)?;
        within("drift.psi_floor", drift.psi_floor, 1e-12, 0.1)?;
        within("drift.test_alpha", drift.test_alpha, 0.0, 1.0)?;
        within("drift.false_discovery_rate", drift.false_discovery_rate, 0.0, 1.0)?;
        within("drift.min_values", drift.min_values as f64, 2.0, 1e15)?;
        within(
            "drift.discrete_max_distinct",
            f64::from(drift.discrete_max_distinct),
            0.0,
            1_000.0,
        )?;
        within("drift.columns_share_drift", drift.columns_share_drift, 0.0, 1.0)?;
        let warning = drift.columns_share_warning;
        within("drift.columns_share_warning", warning, 0.0, drift.columns_share_drift)?;
        within("drift.noise_draws", f64::from(drift.noise_draws), 40.0, 100_000.0)
    }
}

/// Delimiter and quote are single bytes to the reader, and not the same one.
fn check_reading(reading: &Reading) -> Result<(), Problem> {
    let quote = reading.quote.filter(|&quote| quote != Reading::NO_QUOTE);
    for (name, choice) in [("delimiter", reading.delimiter), ("quote", quote)] {
        if choice.is_some_and(|choice| !choice.is_ascii() || "\n\r\0".contains(choice)) {
            let what = format!("The {name} must be one ASCII character within a line");
            return Err(Problem::new(what, "Choose another one"));
        }
    }
    if quote.is_some() && quote == reading.delimiter {
        let remedy = "Choose two different characters";
        return Err(Problem::new("Delimiter and quote are the same character", remedy));
    }
    Ok(())
}

fn within(name: &str, value: f64, least: f64, most: f64) -> Result<(), Problem> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let remedy = if most == f64::MAX {
        format!("Give at least {least}")
    } else {
        format!("Give a value from {least} to {most}")
    };
    Err(Problem::new(format!("The setting {name} is {value}"), remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_make_sense() {
        assert_eq!(Settings::default().check(), Ok(()));
    }

    #[test]
    fn a_value_out_of_its_range_is_named() {
        for (text, name) in [
            (r#"{"drift":{"psi_moderate":-1}}"#, "drift.psi_moderate"),
            (r#"{"drift":{"psi_moderate":0.3}}"#, "drift.psi_moderate"),
            (r#"{"drift":{"psi_floor":0}}"#, "drift.psi_floor"),
            (r#"{"drift":{"psi_bins":1}}"#, "drift.psi_bins"),
            (r#"{"drift":{"false_discovery_rate":5}}"#, "drift.false_discovery_rate"),
            (r#"{"data":{"missing_share_moderate":2}}"#, "data.missing_share_moderate"),
            (r#"{"version":2}"#, "version"),
            (r#"{"reading":{"production":{"delimiter":"é"}}}"#, "delimiter"),
            (r#"{"reading":{"production":{"delimiter":"'","quote":"'"}}}"#, "same character"),
        ] {
            let problem = Settings::from_json(text).unwrap_err();
            assert!(problem.what.contains(name), "{text}: {problem}");
        }
    }
}
