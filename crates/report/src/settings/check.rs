//! Whether settings make sense.

use super::Settings;
use super::catalogue::ORDERED;
use super::fields::Field;
use super::place::get;
use super::setting::{ANY, Domain, Setting};
use crate::{Problem, Reading, Side, format};

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
        check_values(self)
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

/// Looks at the range of every value, and at what must be in order.
fn check_values(settings: &Settings) -> Result<(), Problem> {
    let all = settings.to_value();
    // What is no number here is one that JSON has not: not a number, or infinite.
    let at = |path| get(&all, path).as_f64().unwrap_or(f64::NAN);
    for setting in Setting::ALL {
        if let Domain::Number(least, most) | Domain::Whole(least, most) = setting.domain {
            within(setting.path, at(setting.path), least, most)?;
        }
    }
    ORDERED.iter().try_for_each(|&(low, high)| in_order((low, at(low)), (high, at(high))))
}

/// Two settings in their order, or both by name: which of them is meant to be changed is not known here.
fn in_order((low, least): (&str, f64), (high, most): (&str, f64)) -> Result<(), Problem> {
    if least <= most {
        return Ok(());
    }
    Err(Problem::new(
        format!("The setting {high} is {most}, and {low}, which it may not be under, is {least}"),
        format!("Give {high} at least {least}, or {low} at most {most}"),
    ))
}

/// A value in its range, or what is wrong with it.
pub(super) fn within(name: &str, value: f64, least: f64, most: f64) -> Result<(), Problem> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let remedy = match (least, most) {
        (_, ANY) => format!("Give at least {least}"),
        _ => format!("Give a value from {least} to {most}"),
    };
    let value = format::short(&value.to_string());
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

    #[test]
    fn settings_out_of_order_are_both_named() {
        let mut settings = Settings::default();
        settings.drift.psi_significant = 0.05;
        assert_eq!(
            settings.check().unwrap_err().to_string(),
            "The setting drift.psi_significant is 0.05, and drift.psi_moderate, which it may not be under, \
             is 0.1. Give drift.psi_significant at least 0.1, or drift.psi_moderate at most 0.05."
        );
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        let mut settings = Settings::default();
        settings.drift.psi_floor = f64::NAN;
        assert!(settings.check().unwrap_err().what.contains("drift.psi_floor"));
    }
}
