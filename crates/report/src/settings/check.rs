//! Whether settings make sense.

use super::Settings;
use super::catalogue::{self, within};
use crate::{Problem, Reading, Side};

impl Settings {
    /// Looks at the range of every value.
    ///
    /// # Errors
    /// The first value that is out of its range, by its name in JSON.
    pub fn check(&self) -> Result<(), Problem> {
        for side in Side::BOTH {
            check_reading(self.reading.get(side))?;
        }
        check_reading(&self.labels.reading)?;
        within("version", f64::from(self.version), 1.0, f64::from(Self::VERSION))?;
        catalogue::check(self)
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
